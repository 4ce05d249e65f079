"""The archive's sources: which there are, what they are, and whether they are as received."""

from ..extract import load_source
from .checksums import changes, record, recorded
from .document_toml import load_document
from .scan import Entry, scan

__all__ = ["Entry", "changes", "load_document", "load_source", "record", "recorded", "scan"]
