"""The reader of references, run by Node; it exists only in JavaScript (overrides/assets/javascripts/citing/)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.export.archive_files import BODIES, SIGNS, WORDS, write_words
from build_scripts.references import Place
from build_scripts.references.forms import fold
from build_scripts.references.places import WHOLE, split
from tests.javascript import KNOWLEDGE, reader_scripts, run_javascript

_QUOTED = re.compile(r"«\s*(.+?)\s*»(?!\s*»)|“(.+?)”|”(.+?)“|《(.+?)》")


@cache
def _known() -> tuple[tempfile.TemporaryDirectory[str], tuple[Path, ...]]:
    """What the reader knows, as the build writes it; the folder lasts as long as the tests."""
    folder = tempfile.TemporaryDirectory(prefix="cote-reader-")
    write_words(Path(folder.name))
    return folder, tuple(Path(folder.name) / name for name in (SIGNS, WORDS, BODIES))


def ask(expression: str, value: object, *scripts: str) -> Any:
    """What an expression gives with the reader at hand, and `more` scripts."""
    return run_javascript([KNOWLEDGE, "citing/anchor.js", *_known()[1], *reader_scripts(), *scripts], expression, value)


def read(texts: Sequence[str]) -> list[dict[str, Any]]:
    """The first reference of each text."""
    references: list[dict[str, Any]] = ask("value.map((text) => cote.citations.read(text))", list(texts))
    return references


def survey(texts: Sequence[str]) -> list[dict[str, Any]]:
    """All references of each text, whether it says nothing else, and up to where it was read."""
    surveys: list[dict[str, Any]] = ask("value.map((text) => cote.citations.survey(text))", list(texts))
    return surveys


def locate(reference: Mapping[str, Any], places: Mapping[str, Place]) -> tuple[str, str]:
    """(anchor, last anchor of a range) among a document's places, as its page finds them: by anchor, or by the words of
    headings without number; two empty strings where the reference names none of them."""
    if not reference["headings"]:
        anchor = reference["anchor"] if reference["anchor"] in places else ""
        return anchor, reference["last"] if anchor and reference["last"] in places else ""
    headings = [fold(words) for words in reference["headings"]]
    scope = split(reference["anchor"])[0]
    for anchor, place in places.items():
        quoted = [next(filter(None, match)) for match in _QUOTED.findall(place.number)]
        if place.kind == WHOLE and split(anchor)[0] == scope and [fold(words) for words in quoted] == headings:
            return anchor, ""
    return "", ""
