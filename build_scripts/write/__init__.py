"""Pages: a report's Markdown, its proof, and the lists that lead to it."""

from __future__ import annotations

from .catalogue import Catalogue, catalogue
from .marked_text import HrefOf

__all__ = ["Catalogue", "HrefOf", "catalogue"]
