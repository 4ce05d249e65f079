"""Keys: what they stand for, in words, and where that officially is.

A/C.3/76/L.10/Rev.1   Troisième Commission, 76ᵉ session: distribution limitée 10, version révisée 1
CND/RES/62/9          Résolution 62/9 de la Commission des stupéfiants; a key of this project, no official address
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from ..core.organs import Act, Organ, beginning
from ..core.symbol_path import halves
from .knowledge import CitingData

RESOLUTION, DECISION, DOCUMENT, TREATY = "resolution", "decision", "document", "treaty"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, taken apart."""

    key: str
    kind: str
    """`resolution`, `decision`, `document` or `treaty`."""
    organ: str = ""
    """Key of data/organs.toml; empty where the data don't know it, and for treaties."""
    session: str = ""
    """`77`, `S-30`, `ES-11`; empty where the key doesn't say it."""
    year: int = 0
    number: str = ""
    """Of a resolution or decision, `77/237`; of a treaty, its registration number or `p.331`."""
    volume: str = ""
    """Of a treaty."""
    parts: tuple[tuple[str, str], ...] = ()
    """Of a document: the parts of its symbol that data/series.toml explains, with their numbers: `Rev` `1`."""
    halves: tuple[str, ...] = ()
    """Of a joint symbol, each symbol."""
    project: bool = False
    """No official document bears it."""


@lru_cache(maxsize=4096)
def parse(key: str, data: CitingData) -> Key:
    """A key taken apart, as far as the data explain it. A report cites some documents often, and many reports the same
    ones."""
    symbols = halves(key)
    if len(symbols) > 1:
        first = parse(symbols[0], data)
        return Key(key, DOCUMENT, first.organ, first.session, first.year, parts=first.parts, halves=symbols)
    head, _, rest = key.partition("/")
    if head in {series.key for series in data.series.treaties}:
        volume, _, number = rest.partition("/")
        return Key(key, TREATY, number=number, volume=volume)
    for pattern, act in data.act_keys:
        if (match := pattern.fullmatch(key)) and (act_key := _act(key, match, act, data)):
            return act_key
    return _document(key, data)


def _act(key: str, match: re.Match[str], act: Act, data: CitingData) -> Key | None:
    groups = match.groupdict()
    number = groups.get("number") or f"{groups['session']}/{groups['serial']}"
    parts = data.series.forms[act.form].parts(number)
    if parts is None:
        return None
    year = int(parts.get("year") or 0)
    return Key(key, act.kind, act.organ, parts.get("session", ""), year, number, project=act.project)


def _document(key: str, data: CitingData) -> Key:
    begun, organ = beginning(key, data.organs)
    rest = key[len(begun) :].lstrip("/.").split("/")
    session, year = "", 0
    if re.fullmatch(r"E?S-\d+", rest[0]):
        session = rest[0]
    elif re.fullmatch(r"(?:19|20)\d\d", rest[0]):
        year = int(rest[0])
    elif rest[0].isdecimal() and len(rest) > 1 and organ.startswith("A"):
        session = rest[0]
    named = (re.fullmatch(r"([A-Za-z]+)(?:\.(\w+))?(?:\(.*\))?", part) for part in (rest if organ else rest[1:]))
    parts = tuple((match[1], match[2] or "") for match in named if match and data.series.has_meaning(match[1]))
    return Key(key, DOCUMENT, organ, session, year, parts=parts)


def title(key: Key, data: CitingData, language: str) -> str:
    """What a key stands for, in words: « Résolution 77/237 de l’Assemblée générale »."""
    language = _spoken(language, data)
    sentences = data.series.said[language].sentences
    if key.kind == TREATY:
        return _treaty(key, data, language)
    if key.kind in (RESOLUTION, DECISION):
        return sentences[key.kind].format(number=_spaced(key.number), of=data.organs[key.organ].of[language])
    return sentences["joint" if key.halves else "document"].format(symbol=_spaced(key.key))


def _spoken(language: str, data: CitingData) -> str:
    """The language, if the data have its sentences; else that of addresses in no language of their own."""
    return language if language in data.series.said else data.addresses.otherwise


def _treaty(key: Key, data: CitingData, language: str) -> str:
    sentences = data.series.said[language].sentences
    series = next(candidate for candidate in data.series.treaties if key.key.startswith(f"{candidate.key}/"))
    kind = "page" if key.number.startswith("p.") else "registered" if key.number else "treaty"
    number = key.number.removeprefix("p.")
    return sentences[kind].format(
        name=data.series.said[language].treaties[series.key], volume=key.volume, number=number
    )


def _spaced(symbol: str) -> str:
    """`2370(2017)` → `2370 (2017)`, as texts print it; the space doesn't break."""
    return re.sub(r"(?<=\d)\((?=\d{4}\)|[IVXLCES-]+\)|Sect|Vol)", "\u00a0(", symbol)


def facts(key: Key, data: CitingData, language: str) -> tuple[str, ...]:
    """What a key says of its document, in words, from the whole to the part: « Assemblée générale », « Troisième
    Commission », « 76ᵉ session », « distribution limitée 10 », « version révisée 1 »."""
    language = _spoken(language, data)
    said: list[str] = []
    organ: Organ | None = data.organs.get(key.organ)
    while organ is not None:
        said.insert(0, organ.name[language])
        organ = data.organs.get(organ.within)
    if key.session:
        said.append(_session(key.session, data, language))
    if key.year:
        said.append(str(key.year))
    meanings = data.series.said[language].meaning
    said += [f"{meanings[part]} {number}".strip() for part, number in key.parts]
    return tuple(said)


def _session(session: str, data: CitingData, language: str) -> str:
    sentences = data.series.said[language].sentences
    for prefix, kind in (("ES-", "emergency"), ("S-", "special")):
        if session.startswith(prefix):
            return sentences[kind].format(number=session.removeprefix(prefix))
    ordinal = sentences["first" if session == "1" else "other"].format(number=session)
    return sentences["session"].format(ordinal=ordinal)


def official_home(language: str, data: CitingData) -> str:
    """Where official documents are, in a language (another where the UN doesn't publish in it)."""
    return data.addresses.home.format(lang=_published_in(language, data))


def _published_in(language: str, data: CitingData) -> str:
    return language if language in data.addresses.languages else data.addresses.otherwise


def address(key: str, language: str, data: CitingData) -> str:
    """Where the document officially is, in a language (another where the UN doesn't publish in it); empty where
    nothing official is known: keys of this project, series that are published elsewhere."""
    parsed_key = parse(key, data)
    head = data.series.head_of(key)
    if parsed_key.project or (head and not head.official):
        return ""
    wanted = _published_in(language, data)
    for pattern, template in data.addresses.rules:
        if pattern.fullmatch(key):
            symbol = quote((parsed_key.halves or (key,))[0], safe="/()-.")
            return template.format(lang=wanted, symbol=symbol, volume=parsed_key.volume)
    return ""
