"""Numbers in words, as each language puts them together: « Seventy-ninth », « septuagésimo noveno », « семьдесят
девятая », « 第七十九 », « التاسعة والسبعون ».

Words stand in data/languages/*/language.toml: ordinals, cardinals, and stems with their inflections. They add up, but
some multiply what stands before them (« quatre-vingt », 七十).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from . import signs
from .data_files import either
from .language import Language, language, without_hamza

# What parts the words of a number: `soixante-dix`, `one hundred and first`.
_BETWEEN = re.compile(r"[\s\-‐‑]+")
_JOINS = r"[\s\-‐‑]+"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# A number in figures: `14`; not `1.4`, `XIV`.
_FIGURES = re.compile(r"^\d{1,4}$")


def folded(word: str) -> str:
    """Lower case, without accents, vowel signs and the forms of alef."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M") and sign != "ـ")


def roman_numeral(number: int) -> str:
    """14 → « XIV »; empty for 0."""
    signs = ""
    for value, sign in _ROMAN:
        signs += sign * (number // value)
        number %= value
    return signs


@dataclass(frozen=True, slots=True)
class _Words:
    values: Mapping[str, int]
    """By folded word."""
    multiplied: frozenset[int]
    prefixes: tuple[str, ...]
    """What may be written to a word: « and », the article."""
    apart: bool

    def value(self, word: str) -> int | None:
        """What a word adds or multiplies by; None of one that is no number."""
        plain = folded(word)
        for prefix in ("", *self.prefixes):
            if plain.startswith(prefix) and (value := self.values.get(plain[len(prefix) :])) is not None:
                return value
        return None


def value_of(words: str, code: str) -> int:
    """The number that words or figures of a language say as a whole; 0 where they say none.

    >>> value_of("septuagésimo noveno", "es"), value_of("第七十九", "zh"), value_of("third party", "en")
    (79, 79, 0)
    """
    words = words.strip()
    if _FIGURES.fullmatch(words):
        return int(words)
    spoken = _words(code)
    pieces = _BETWEEN.split(words) if spoken.apart else list(words.removeprefix("第"))
    values = [spoken.value(piece) for piece in pieces if piece]
    return _sum([value for value in values if value is not None], spoken) if None not in values else 0


def first_number(words: str, code: str) -> int:
    """The first number in words that stands in a text, the longest from there; 0 where there is none."""
    spoken = _words(code)
    pieces = re.findall(r"[^\W\d_]+", words) if spoken.apart else list(words)
    run: list[int] = []
    for piece in pieces:
        value = spoken.value(piece)
        if value is not None and (value or run):
            run.append(value)
        elif run:
            break
    return _sum(run, spoken)


def _sum(values: list[int], spoken: _Words) -> int:
    total = current = 0
    for value in values:
        if value in spoken.multiplied:
            total, current = total + max(current, 1) * value, 0
        else:
            current += value
    return total + current


@cache
def pattern(code: str) -> str:
    """Pattern of a number in words of a language, without groups; of nothing where the data have no words."""
    spoken = _words(code)
    if not spoken.apart:
        return f"第?{either(spoken.values)}{{1,5}}" if spoken.values else "(?!)"
    listed = language(code)
    written = either(_written(listed))
    prefix = f"{either([p for p in spoken.prefixes if p])}?" if any(spoken.prefixes) else ""
    word = rf"{prefix}{written}[\u064b-\u0652]*"
    return rf"(?i:{word}(?:{_JOINS}{word}){{0,5}}(?!\w))"


@cache
def ordinal_pattern(code: str) -> str:
    """Pattern of an ordinal of a language in words or figures, without groups: « Seventy-ninth », « 79th », 七十九."""
    endings = language(code).endings
    ending = rf"(?: ?(?i:{either(map(signs.plain_in_place, endings))}))?" if endings else ""
    figures = rf"\d{{1,3}}{ending}(?!\w)" if language(code).words_apart else r"第? ?\d{1,3} ?"
    return rf"(?:{pattern(code)}|{figures})"


def _written(listed: Language) -> list[str]:
    """The words of numbers as texts write them, those of one word each."""
    words = {piece for word in listed.ordinals for piece in _BETWEEN.split(word)}
    words |= {*listed.other_ordinals, *listed.cardinals}
    words |= {f"{stem}{ending}" for stem in _stems(listed) for ending in listed.inflections}
    plain = {unicodedata.normalize("NFC", word) for word in words if not word.isdecimal()}
    return sorted(plain | {without_hamza(word) for word in plain}, key=lambda word: (-len(word), word))


def _stems(listed: Language) -> dict[str, int]:
    """The stems of ordinals, with those of tens and units that are written as one word, without accents."""
    if not listed.joint:
        return dict(listed.stems)
    tens = {stem: value for stem, value in listed.stems.items() if value in range(20, 100, 10)}
    units = {stem: value for stem, value in listed.stems.items() if value < 10}
    joined = {
        # « vigesimoctavo »: two like vowels are one.
        folded(ten) + listed.joint * joint + unit: value + more
        for ten, value in tens.items()
        for unit, more in units.items()
        for joint in (True, not unit.startswith(listed.joint))
    }
    return joined | dict(listed.stems)


@cache
def _words(code: str) -> _Words:
    listed = language(code)
    values = {folded(word): value for value, word in enumerate(listed.ordinals, 1) if word.isalpha()}
    values |= {folded(stem + ending): value for stem, value in _stems(listed).items() for ending in listed.inflections}
    values |= {folded(word): value for word, value in (*listed.other_ordinals.items(), *listed.cardinals.items())}
    prefixes = listed.number_prefixes
    return _Words(values, listed.multiplied, prefixes, listed.words_apart)
