"""Dates, sessions and names of languages as a document's language writes them (data/languages/)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from functools import cache
from typing import Any

from ..settings import DATA

_DATE = re.compile(r"(\d{1,2})(?:\s?(?:er|re))?\s+([^\W\d]+)\s+(\d{4})")
_DIGITS = re.compile(r"(\d{1,3})\s?(?:e|è|ème|er|re|st|nd|rd|th)\b")


@cache
def language(code: str) -> dict[str, Any]:
    """The words of a language; none for one that the archive has no data for."""
    file = DATA / "languages" / f"{code}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def parse_date(text: str, code: str) -> date | None:
    """The first date of a text: « Distr. générale 11 mars 2020 » → 2020-03-11."""
    months = language(code).get("months", {})
    for day, month, year in _DATE.findall(text):
        number = months.get(unicodedata.normalize("NFC", month).lower())
        if number:
            try:
                return date(int(year), number, int(day))
            except ValueError:
                return None
    return None


def parse_languages(text: str, code: str) -> tuple[str, ...]:
    """Codes of the languages that a text names: « Original : anglais » → `en`."""
    names = language(code).get("languages", {})
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).lower())
    return tuple(names[word] for word in words if word in names)


def parse_session(text: str, code: str) -> tuple[int, tuple[str, ...]] | None:
    """Number and kind of a session: « Soixante-dix-huitième session » → (78, ())."""
    words = language(code)
    folded = unicodedata.normalize("NFC", text).lower()
    kinds = tuple(kind for kind in words.get("sessions", {}).get("kinds", []) if kind in folded)
    if match := _DIGITS.search(folded):
        return int(match[1]), kinds
    number = _ordinal(re.findall(r"[^\W\d_]+", folded), words.get("ordinals", {}))
    return (number, kinds) if number else None


def _ordinal(words: list[str], values: dict[str, Any]) -> int:
    """The first run of number words as a number; 0 where there is none."""
    total = 0
    started = False
    for word in words:
        if word not in values or word == "multiplied":
            if started:
                break
            continue
        started = True
        value = int(values[word])
        total = total * value if value in values["multiplied"] and 0 < total < 10 else total + value
    return total
