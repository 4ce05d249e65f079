"""A source as JSON: how it comes out of the process that reads a file, and what its hash is taken of.

JSON and not pickle: whatever a file has made of that process, what comes out of it can only be text and numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from ..core.model import Page, RegionKind, Rule, Source, Span
from .text_file import line_starts

_KINDS: dict[str, Callable[..., Span]] = {kind.__name__: kind for kind in Span.__subclasses__()}
_NAMES = {kind.__name__: tuple(field.name for field in fields(kind)) for kind in Span.__subclasses__()}
_VALUES = {name: attrgetter(*names) for name, names in _NAMES.items()}
_REGION = "Region"


def as_table(source: Source) -> dict[str, Any]:
    """All that a source says but for its path, as JSON has it."""
    return {
        "format": source.format,
        "sha256": source.sha256,
        "string": source.string,
        "spans": [[type(span).__name__, *_VALUES[type(span).__name__](span)] for span in source.spans],
        "pages": [
            [page.start, page.width, page.height, page.images]
            + [[rule.left, rule.bottom, rule.right, rule.top] for rule in page.rules]
            for page in source.pages
        ],
    }


def from_table(path: str, table: dict[str, Any]) -> Source:
    """The source again. Raises ValueError, TypeError or LookupError where the table isn't a source's."""
    string = str(table["string"])
    return Source(
        path,
        string,
        line_starts(string, paged=bool(table["pages"])),
        table["sha256"],
        table["format"],
        tuple(_span(*row) for row in table["spans"]),
        tuple(
            Page(start, width, height, tuple(Rule(*rule) for rule in rules), images)
            for start, width, height, images, *rules in table["pages"]
        ),
    )


def _span(name: str, *values: Any) -> Span:
    return _KINDS[name](*values[:-1], RegionKind(values[-1])) if name == _REGION else _KINDS[name](*values)


def extraction_hash(source: Source) -> str:
    """SHA-256 of what was extracted: another one for the same file means that a library reads it otherwise."""
    return hashlib.sha256(json.dumps(as_table(source), sort_keys=True).encode("ascii")).hexdigest()
