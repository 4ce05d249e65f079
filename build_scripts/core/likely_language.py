"""Which language a text is in, told by its letters and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from .data_files import read_data
from .language import FOLDER, language, languages
from .settings import archive

_SAMPLE = 200_000  # Characters by which a language is told.
_COMMON, _KNOWN = 2, 1  # What a word counts that is among the most common, or that only this language's data have.
_FILES = ("language", "organs", "structure")
# A word: `Réunion`; not `12`, `A/76/463`.
_WORD = re.compile(r"[^\W\d_]{2,}")


def likely_language(string: str) -> str:
    """The language (ISO 639-1) whose letters a text has most of and, among those written alike, whose words; the
    archive's own where nothing tells."""
    sample = string[:_SAMPLE].lower()
    letters = {code: sum(map(len, _letters(code).findall(sample))) for code in languages()}
    most = max(letters.values())
    written_alike = [code for code in languages() if letters[code] == most]
    words = Counter(_WORD.findall(sample))
    scores = {code: _score(words, code) for code in written_alike}
    best = max(scores.values())
    likely = [code for code in written_alike if scores[code] == best]
    return archive().language if not most or archive().language in likely else likely[0]


def is_likelier(string: str, code: str, other: str) -> bool:
    """Whether a text has more letters of one language than of another or, those being alike, more of its words."""
    sample = string[:_SAMPLE].lower()
    ours, theirs = (sum(map(len, _letters(each).findall(sample))) for each in (code, other))
    if ours != theirs:
        return ours > theirs
    words = Counter(_WORD.findall(sample))
    return _score(words, code) > _score(words, other)


def common_words(string: str, code: str) -> int:
    """How many words of a text are among the most common ones of a language."""
    words = Counter(_WORD.findall(string[:_SAMPLE].lower()))
    return sum(words[word] for word in _common_words(code))


def _score(words: Counter[str], code: str) -> int:
    return _COMMON * sum(words[word] for word in _common_words(code)) + _KNOWN * sum(
        words[word] for word in _known_words()[code]
    )


@cache
def _letters(code: str) -> re.Pattern[str]:
    """Runs of a language's letters; where the data give it no alphabet, of the ideographs that it is written in."""
    return re.compile(f"[{language(code).alphabet or '㐀-鿿'}]+")


@cache
def _common_words(code: str) -> frozenset[str]:
    return frozenset(read_data(FOLDER / code / "search.toml").table["stop_words"])


@cache
def _known_words() -> dict[str, frozenset[str]]:
    """The words in each language's data that no other has: names of organs, of months, of parts of a document."""
    words = {
        code: {
            word
            for name in _FILES
            for string in _strings(read_data(FOLDER / code / f"{name}.toml").table)
            for word in _WORD.findall(string.lower())
        }
        for code in languages()
    }
    times = Counter(word for known in words.values() for word in known)
    return {code: frozenset(word for word in known if times[word] == 1) for code, known in words.items()}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
