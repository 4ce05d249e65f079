"""Dates, sessions, languages and organs as a document's language writes them (data/languages/, data/organs.toml)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from ..core import signs
from ..core.data_files import either
from ..core.language import language, languages
from ..core.numbers import first_number
from ..core.organs import organs
from ..structure.structure_words import vocabulary

# A name, and another in brackets: `Comité de décolonisation (Quatrième Commission)`; not `Comité`.
_TWO_NAMES = re.compile(r"([^()（）]+?) ?[(（]([^()（）]+)[)）]")
# A slash between two names of a month, with its spaces: `كانون الثاني / يناير`; not `1/2`.
_SLASHED = re.compile(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])")


def parse_date(text: str, code: str) -> date | None:
    """The first date of a text: « Distr. générale 11 mars 2020 » → 2020-03-11. Some languages print it in English."""
    return _first_date(text, code) or (_first_date(text, "en") if code != "en" else None)


def _first_date(text: str, code: str) -> date | None:
    text = _SLASHED.sub("/", unicodedata.normalize("NFC", text))
    months = {month.lower(): number for month, number in language(code).month_forms.items()}
    for match in _date(code).finditer(text) if months else ():
        return _day(match[3], months[match[2].lower()], match[1])
    in_figures = re.search(language(code).date, text) if language(code).date else None
    return _day(in_figures["year"], in_figures["month"], in_figures["day"]) if in_figures else None


def _day(year: str, month: int | str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_languages(text: str) -> tuple[str, ...]:
    """Codes of the languages that a text names, in whichever language: « Original : anglais » → `en`."""
    named = _language_name().finditer(unicodedata.normalize("NFC", text).lower())
    return tuple(_language_names()[match[match.lastindex or 0]] for match in named)


@cache
def _language_name() -> re.Pattern[str]:
    """The name of a language, in a group, in whichever language: `anglais`; in Arabic behind what is written to it,
    `والفرنسية`; amid Chinese, `英文和法文`."""
    patterns = []
    for code in languages():
        spoken = language(code)
        name = f"({either(name.lower() for name in spoken.language_names)})"
        before = f"(?:{vocabulary(code).also.pattern})?" if spoken.prefixed else ""
        patterns.append(rf"(?<!\w){before}{name}(?!\w)" if spoken.words_apart else name)
    return re.compile("|".join(patterns))


@cache
def _language_names() -> dict[str, str]:
    return {name.lower(): named for code in languages() for name, named in language(code).language_names.items()}


def parse_session(text: str, code: str) -> tuple[int, tuple[str, ...]] | None:
    """Number and kind of a session: « Soixante-dix-huitième session » → (78, ())."""
    words = language(code)
    folded = unicodedata.normalize("NFC", text).lower()
    kinds = tuple(kind for kind in words.session_kinds if kind in folded)
    if match := _numeral(code).search(folded):
        return int(match[1]), kinds
    number = first_number(folded, code)
    return (number, kinds) if number else None


@cache
def _date(code: str) -> re.Pattern[str]:
    """Day, month and year: « 1er mars 2020 », « 11 de marzo de 2020 »."""
    words = language(code)
    between = rf"\s+(?:{either(words.within_dates)}\s+)?" if words.within_dates else r"\s*"
    ending = rf"(?:\s?{either(words.endings)})?" if words.endings else ""
    months = either(words.month_forms)
    return re.compile(rf"(\d{{1,2}}){ending}{between}({months}){between}(\d{{4}})", re.IGNORECASE)


@cache
def _numeral(code: str) -> re.Pattern[str]:
    """An ordinal in figures, « 76e »; nothing where the language has no ending for them."""
    endings = language(code).endings
    return re.compile(rf"(\d{{1,3}})\s?{either(endings)}(?!\w)" if endings else r"(?!)")


def organ_named(words: str, code: str) -> str:
    """The key of the organ that a text names in full, or by either of two names, « Special Political and Decolonization
    Committee (Fourth Committee) »; or nothing."""
    two = _TWO_NAMES.fullmatch(words)
    names = (words, *two.groups()) if two else (words,)
    return next((key for name in names if (key := _organs(code).get(bare(name), ""))), "")


def bare(words: str) -> str:
    """Folded, without accents, which capitals of older documents lack: « COMITE CONTRE LA TORTURE »."""
    plain = unicodedata.normalize("NFKD", folded(words))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def organ_keys() -> frozenset[str]:
    """Every organ that the archive knows, `A/C.3`."""
    return frozenset(organs())


@cache
def _organs(code: str) -> dict[str, str]:
    """Keys of organs by their folded names; a name that two organs have names none."""
    keys: dict[str, set[str]] = {}
    for key, organ in organs().items():
        for name in organ.called(code) if code in organ.name else ():
            keys.setdefault(bare(name), set()).add(key)
    return {name: next(iter(named)) for name, named in keys.items() if len(named) == 1}


def folded(words: str) -> str:
    """Letters and digits only, for comparing what two hands have typed."""
    return "".join(c for c in signs.plain(unicodedata.normalize("NFKC", words)).casefold() if c.isalnum())
