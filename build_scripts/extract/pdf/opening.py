"""A PDF opened by both libraries, and what must be true of it before any of it is believed.

playa-pdf reads half a download without a word but a line in its log, and PDFium repairs in silence: only what both can
open, with the same pages and nothing lost, is read.
"""

from __future__ import annotations

import io
import logging
import sys

import pypdfium2
from pypdfium2 import raw

from ...core.settings import Limits

_PASSWORD = 4  # FPDF_ERR_PASSWORD, and
_SECURITY = 5  # FPDF_ERR_SECURITY of fpdfview.h.
_TAIL = 1024
"""Bytes at the end of a file among which `%%EOF` stands (ISO 32000-2, 7.5.5, as readers take it)."""
_EMPTY = "raw=0,"
"""In playa-pdf's message on a compressed stream of no bytes: nothing is lost with it."""
_TOO_DEEP = "objects too deep to be read"
_AGAIN = "download the file again and compare its size, or ask for another copy"


class Refused(Exception):  # noqa: N818  (not an error of the program: the file is at fault)
    """A file that isn't read, with the code of its message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Heard(logging.Handler):
    """What playa-pdf says in its log while it reads: nothing, of a file that is whole."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0
        self.first = ""
        self.lost = ""
        """The first message of something that couldn't be read at all."""

    def __enter__(self) -> Heard:
        log = logging.getLogger("playa")
        self._before = log.propagate
        log.propagate = False
        log.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        log = logging.getLogger("playa")
        log.removeHandler(self)
        log.propagate = self._before

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the message; one of a stream or an object that can't be read is a loss.

        Raises RecursionError, from then on each time, where Python's stack has been used up: playa-pdf would catch that
        at each step and go on.
        """
        if self.lost == _TOO_DEEP or isinstance(sys.exc_info()[1], RecursionError):
            self.lost = _TOO_DEEP
            raise RecursionError(_TOO_DEEP)
        message = " ".join(record.getMessage().split())[:120]
        if _EMPTY in message:
            return
        self.count += 1
        self.first = self.first or message
        if record.name == "playa.pdftypes" or "not found" in message:
            self.lost = self.lost or message


def opened(data: bytes, limits: Limits) -> pypdfium2.PdfDocument:
    """The file as PDFium opens it. Raises Refused."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (_PASSWORD, _SECURITY):
            raise Refused("S031", "a password protects the file: ask for a copy without one") from None
        raise Refused("S030", damaged(data, "it can't be opened")) from None
    if len(document) > limits.pages:
        message = f"{len(document):,} pages, more than the limit of {limits.pages:,} (data/archive.toml): not read"
        document.close()
        raise Refused("S032", f"{message}; add its parts one by one, or raise the limit")
    return document


def has_end(data: bytes) -> bool:
    """Whether the last lines of a PDF are there; behind them, servers and mail put whatever they like."""
    return b"%%EOF" in data[-_TAIL:] or data.rfind(b"startxref") > data.rfind(b"endobj")


def damaged(data: bytes, what: str) -> str:
    """The message on a damaged file, with the cure."""
    cut = "" if has_end(data) else "its end is missing, as of a download that broke off"
    return f"the file is damaged ({'; '.join(filter(None, (what, cut)))}): {_AGAIN}"


def without_encryption(document: pypdfium2.PdfDocument, data: bytes) -> bytes:
    """The bytes of a file that anybody may open, without the encryption that keeps people from changing it."""
    if raw.FPDF_GetSecurityHandlerRevision(document) < 0:
        return data
    plain = io.BytesIO()
    document.save(plain, flags=raw.FPDF_REMOVE_SECURITY)
    return plain.getvalue()
