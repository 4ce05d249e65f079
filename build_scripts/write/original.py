"""The file as received, as a document's page offers it: what the United Nations published, byte for byte."""

from __future__ import annotations

from pathlib import Path

from ..core.interface import Interface, interface
from ..core.model import Report
from ..core.received import MEDIA_TYPES, source_file
from ..core.symbol_path import original_name
from .catalogue import language_of_lists
from .matter import Value

_STEP = 1024


def original(report: Report, root: Path) -> Value | None:
    """For the front matter: name, kind and size of the file as received; None where it isn't offered."""
    source = source_file(root, report.source.path)
    kind = MEDIA_TYPES.get(source.suffix)
    if kind is None or not source.is_file():
        return None
    words = interface(language_of_lists())
    return {
        "name": original_name(report.document.path, report.source.path),
        "media_type": kind,
        "kind": words.files[source.suffix.removeprefix(".")],
        "size": _size(source.stat().st_size, words),
    }


def _size(size: int, words: Interface) -> str:
    """« 312 Ko », « 1,4 Mo »."""
    if size < _STEP * _STEP:
        return words.files["kilobytes"].format(max(1, round(size / _STEP)))
    return words.files["megabytes"].format(words.numbers.written(round(size / _STEP / _STEP, 1)))
