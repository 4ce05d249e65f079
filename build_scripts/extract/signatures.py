"""How files of each format begin. Telling them apart needs none of the libraries that read them."""

from __future__ import annotations

import re

# How a page of HTML begins: `<!DOCTYPE html>`, `<html lang="fr">`, `<!-- saved --> <html>`; not `<table>`, `<h1>`.
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Of Word 97, and of any file with a password."""
RICH_TEXT = b"{\\rtf"
_ODF = b"mimetypeapplication/vnd.oasis.opendocument.text"


def is_pdf(data: bytes) -> bool:
    """A PDF, whose header may stand behind up to 1,024 bytes of something else (ISO 32000, annex H)."""
    return b"%PDF-" in data[:1024]


def is_word(data: bytes) -> bool:
    """A ZIP file with a Word document in it, or one that is damaged."""
    return data.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd." not in data[:120]


def is_office(data: bytes) -> bool:
    """A compound file, Rich Text, or OpenDocument."""
    return data.startswith((COMPOUND, RICH_TEXT)) or _ODF in data[:120]


def is_html(data: bytes) -> bool:
    """It says itself that it is HTML."""
    return bool(_HTML.match(data[:2000]))
