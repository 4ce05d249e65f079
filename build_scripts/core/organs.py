"""Organs: how their resolutions and decisions are numbered (data/organs.toml), and what each language calls them
(data/languages/*/organs.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from .data_files import DATA, DataFile, read_data
from .language import languages
from .symbol_path import halves

RESOLUTION = "resolution"
DECISION = "decision"

# Where the parts of a symbol end: `/`, `.`.
_PARTED = re.compile(r"[/.]")
_RANGES = ("serials", "rounds", "per_round", "years")


@dataclass(frozen=True, slots=True)
class Act:
    """How an organ numbers its resolutions, or its decisions, in one form."""

    organ: str
    kind: str
    """`resolution` or `decision`."""
    form: str
    """Key of `forms` in data/series.toml."""
    key: str
    """Canonical key with `{number}`, or with the form's own parts: `UNEP/EA.{session}/RES/{serial}`."""
    first_session: int = 0
    origin: int = 0
    per_year: int = 0
    span: int = 0
    """In how many years, from the first that a session may be in, its acts are dated; 0 where that isn't known."""
    serials: tuple[int, int] = (0, 0)
    """Least and greatest, both possible; (0, 0) where the form has none."""
    rounds: tuple[int, int] = (0, 0)
    per_round: tuple[int, int] = (0, 0)
    """Least and greatest ratio of a serial number to its round, from the second round on."""
    years: tuple[int, int] = (0, 0)
    project: bool = False
    """The key is this project's own; no official document bears it."""
    named: bool = False
    """Never cited without the organ's name."""

    def fits(self, parts: Mapping[str, int], year: int) -> bool:
        """Whether a number with these parts can be one of these acts, in a text of that year (0: unknown)."""
        session = parts.get("session", 0)
        if self.first_session and session:
            latest = (year - self.origin) * self.per_year if year else session
            if not self.first_session <= session <= latest:
                return False
        rounds = parts.get("round", 0)
        if self.per_round[1] and rounds > 1:
            low, high = self.per_round
            if not low * rounds <= parts["serial"] <= high * rounds:
                return False
        ranges = ((self.serials, "serial"), (self.rounds, "round"), (self.years, "year"))
        return all(low <= parts[name] <= high for (low, high), name in ranges if high and name in parts) and not (
            year and parts.get("year", 0) > year
        )

    def dated(self, parts: Mapping[str, int], year: int) -> bool:
        """Whether an act with this number may bear a date of that year (0: none is said)."""
        session = parts.get("session", 0)
        if not (year and session and self.span):
            return True
        first = self.origin + -(-session // self.per_year)
        return first <= year < first + self.span


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ, commission, committee or conference."""

    key: str
    """The beginning of its symbols: `A/C.3`, `CTOC/COP`."""
    name: Mapping[str, str]
    """By language, as the following."""
    of: Mapping[str, str]
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    treaty: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: str = ""
    others: tuple[str, ...] = ()
    """Other beginnings of its symbols: `ECE` of `E/ECE`."""
    acts: tuple[Act, ...] = ()

    def called(self, language: str) -> tuple[str, ...]:
        """All its full names in a language."""
        return (self.name[language], *self.written.get(language, ()))


def organ_of(symbol: str, organs: Mapping[str, Organ]) -> str:
    """The organ whose symbols begin so, the most particular one, `A/C.3` of `A/C.3/76/L.2`; empty where none."""
    return beginning(symbol, organs)[1]


def addressed(organ: str, symbol: str) -> tuple[str, ...]:
    """The organs that a document is made to, by key: its organ, and those whose symbols a joint one joins,
    « A/77/1–S/2022/2 »."""
    symbols = halves(symbol)
    joined = (organ_of(half, organs()) for half in symbols) if len(symbols) > 1 else ()
    return tuple(dict.fromkeys(filter(None, (organ, *joined))))


def beginning(symbol: str, organs: Mapping[str, Organ]) -> tuple[str, str]:
    """What a symbol begins with, and the organ whose symbols begin so: (`ECE`, `E/ECE`) of `ECE/TRANS/2020/1`; empty
    where there is none."""
    others = {other: key for key, organ in organs.items() if organ.others for other in organ.others}
    for end in reversed([match.start() for match in _PARTED.finditer(symbol)]):
        begun = symbol[:end]
        if begun in organs or begun in others:
            return begun, others.get(begun, begun)
    return "", ""


@cache
def organs(folder: Path = DATA) -> Mapping[str, Organ]:
    """All organs by key, in the order of the file. Raises DataError; every organ must have a name in every language."""
    file = read_data(folder / "organs.toml")
    spoken = folder / "languages"
    names = {code: read_data(spoken / code / "organs.toml") for code in languages(spoken)}
    for called in names.values():
        for key in sorted(file.table.keys() ^ called.table.keys()):
            place = key if key in called.table else ""
            raise called.fault(place, f"organ “{key}” stands here or in organs.toml, but not in both")
    known = {key: _organ(file, key, {code: called.table[key] for code, called in names.items()}) for key in file.table}
    for organ in known.values():
        if organ.within and organ.within not in known:
            raise file.fault(f"{organ.key}.within", f"organs.toml has no organ “{organ.within}”")
    return known


def _organ(file: DataFile, key: str, called: Mapping[str, Mapping[str, Any]]) -> Organ:
    entry = file.table[key]
    name, of = ({code: words[kind] for code, words in called.items() if kind in words} for kind in ("name", "of"))
    written, short, treaty = (
        {code: tuple(words[kind]) for code, words in called.items() if kind in words}
        for kind in ("written", "short", "treaty")
    )
    acts = tuple(_act(file, key, number) for number in range(len(entry.get("act", ()))))
    return Organ(key, name, of, written, short, treaty, entry.get("within", ""), tuple(entry.get("others", ())), acts)


def _act(file: DataFile, organ: str, number: int) -> Act:
    entry = file.table[organ]["act"][number]
    for name in _RANGES:
        low, high = entry.get(name, (0, 0))
        if low > high:
            raise file.fault(f"{organ}.act.{number}.{name}", "expected the smaller number first")
    sessions = entry.get("sessions", {"first": 0, "origin": 0, "per_year": 0})
    return Act(
        organ,
        entry["kind"],
        entry["form"],
        entry["key"],
        sessions["first"],
        sessions["origin"],
        sessions["per_year"],
        sessions.get("span", 0),
        **{name: tuple(entry.get(name, (0, 0))) for name in _RANGES},
        project=entry.get("project", False),
        named=entry.get("named", False),
    )
