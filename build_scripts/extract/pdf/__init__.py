"""PDF: every character of the pages with its place, font and size, read by playa-pdf."""

from __future__ import annotations

from .document import extract_pdf

__all__ = ["extract_pdf"]
