"""The archive's sources: which there are, what they are, and whether they are as received."""

from .contradictions import completed, contradictions
from .document import load_document
from .record import changes, record
from .scan import Entry, scan
from .text_file import load_source

__all__ = ["Entry", "changes", "completed", "contradictions", "load_document", "load_source", "record", "scan"]
