"""Extraction: the bytes of a file as received become a `Source`, one string with what the file says of its characters
beside it.

A format is recognised by its bytes, never by the file's name. A new one is one more module and one more row of
`FORMATS`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from ..core.diagnostics import Diagnostic
from ..core.model import Source
from ..core.settings import Limits
from ..core.stage_store import Store, key
from .guarded import guarded
from .office import extract_office
from .record import as_table, from_table
from .signatures import is_html, is_office, is_pdf, is_word
from .text_file import extract_text

Extracted = tuple[Source, list[Diagnostic]]
Extractor = Callable[[str, bytes, Limits], Extracted]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files that can be read."""

    name: str
    recognises: Callable[[bytes], bool]
    extract: Extractor
    largest: str
    """Name of the limit (`core.settings.Limits`) of its size."""
    guarded: bool = True
    """Its files can do harm: they are read in a process of its own, by this extractor or by that which it calls."""
    by_machine: bool = False
    """A program of the machine helps to read it: the same bytes may be read otherwise tomorrow."""


# Libraries that read these formats take long to import: where nothing is to be read, nobody waits for them.
def _extract_pdf(path: str, data: bytes, limits: Limits) -> Extracted:
    from .pdf import extract_pdf

    return extract_pdf(path, data, limits)


def _extract_word(path: str, data: bytes, limits: Limits) -> Extracted:
    from .word import extract_word

    return extract_word(path, data, limits)


def _extract_html(path: str, data: bytes, limits: Limits) -> Extracted:
    from .html_file import extract_html

    return extract_html(path, data, limits)


FORMATS = (
    Format("pdf", is_pdf, _extract_pdf, "file_bytes"),
    Format("word", is_word, _extract_word, "file_bytes"),
    Format("office", is_office, extract_office, "file_bytes", guarded=False, by_machine=True),
    Format("html", is_html, _extract_html, "source_bytes"),
    Format("text", lambda data: True, extract_text, "source_bytes", guarded=False),
)
"""In the order in which they are asked; text is what no other is."""


def format_of(data: bytes) -> Format:
    """The format of a file."""
    return next(form for form in FORMATS if form.recognises(data))


EXTRACTING = ("core", "extract")
"""The rooms of the program that extraction needs."""


def load_source(
    root: Path, path: str, limits: Limits, store: Store | None = None, *, file: Path | None = None
) -> tuple[Source, list[Diagnostic]]:
    """The source at `path` (from `root`, with `/`); from the store, where the same bytes were read before. `file`:
    where its bytes are, if they aren't there.

    Raises OSError where the file can't be read.
    """
    file = file or root / path
    size = file.stat().st_size
    if size > limits.file_bytes:
        return _too_large(path, size, limits.file_bytes)
    data = file.read_bytes()
    form = format_of(data)
    largest: int = getattr(limits, form.largest)
    if len(data) > largest:
        return _too_large(path, len(data), largest)
    if form.name in ("text", "html") and (kind := _NAMED.get(PurePath(path).suffix.lower())):
        return _not_as_named(path, data, kind)
    if not form.guarded:
        return form.extract(path, data, limits)
    return _stored(form, path, data, limits, store) if store else guarded(form.name, path, data, limits)


def _stored(form: Format, path: str, data: bytes, limits: Limits, store: Store) -> tuple[Source, list[Diagnostic]]:
    """What a format that takes time gives; a file that can't be read is tried each time."""
    name = key("extract", EXTRACTING, form.name, path, data, repr(limits))
    if stored := store.get(name):
        table = json.loads(stored)
        return from_table(path, table["source"]), [Diagnostic(*values) for values in table["diagnostics"]]
    source, diagnostics = guarded(form.name, path, data, limits)
    if source.string:
        table = {"source": as_table(source), "diagnostics": diagnostics}
        store.put(name, json.dumps(table).encode("ascii"))
    return source, diagnostics


_NAMED = {".pdf": "PDF", ".docx": "Word"}
"""What a file is by the ending of its name."""


def _not_as_named(path: str, data: bytes, kind: str) -> tuple[Source, list[Diagnostic]]:
    """A file whose name promises what it isn't: a web page saved in place of a document, say."""
    page = data[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html", b"<?xml"))
    what = "a web page, such as one that comes before a download" if page else "something else"
    message = f"named as a {kind} file, but it is {what}: download it again, or rename it"
    digest = hashlib.sha256(data).hexdigest()
    return Source(path, "", (0,), digest), [Diagnostic(path, 0, "S039", message)]


def _too_large(path: str, size: int, largest: int) -> tuple[Source, list[Diagnostic]]:
    message = f"{size:,} bytes, more than the limit of {largest:,}: not read"
    return Source(path, "", (0,), ""), [Diagnostic(path, 0, "S004", message)]
