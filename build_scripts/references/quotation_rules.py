"""The rules of data/quotations.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..core import signs
from ..core.data_files import DATA, read_data

Pairs = tuple[tuple[str, str], ...]
"""What opens, and what closes."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """How lines show quotations, and where the source of one stands; the file explains them."""

    sign: str
    indent: int
    introduced: str
    wrapped: int
    brackets: Pairs
    dashes: str
    words: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The file explains them."""

    marks: Pairs
    nothing: frozenset[str]
    inner: re.Pattern[str]
    broken: re.Pattern[str]
    omissions: re.Pattern[str]
    endings: frozenset[str]
    brackets: tuple[str, str]
    first_letter: bool
    shortest: int
    alike: float
    longest: int
    blocks: Blocks


@cache
def rules() -> Rules:
    """The rules. Raises DataError where data/quotations.toml doesn't match its schema."""
    told = table()
    blocks = told["blocks"]
    return Rules(
        _pairs(told["marks"]),
        frozenset(told["nothing"]),
        _inner(told["inner"]["open"], told["inner"]["close"]),
        _broken(told["broken"]["hyphens"], told["broken"]["signs"]),
        re.compile("|".join(map(re.escape, told["omissions"]))),
        frozenset(told["endings"]),
        (told["brackets"]["open"], told["brackets"]["close"]),
        told["first_letter"],
        told["shortest"],
        told["alike"],
        told["longest"],
        Blocks(
            blocks["sign"],
            blocks["indent"],
            "".join(blocks["introduced"]),
            blocks["wrapped"],
            _pairs(blocks["source_brackets"]),
            "".join(blocks["source_dashes"]),
            blocks["source_words"],
        ),
    )


@cache
def table() -> dict[str, Any]:
    """The file, as the browser has it too: signs that count as nothing with those of signs.toml and of calls, omissions
    with the longest first, and signs before items. Raises DataError."""
    told: dict[str, Any] = read_data(DATA / "quotations.toml").table
    quotes = (sign for sign, plain in signs.table().items() if plain == signs.QUOTE)
    return {
        **{name: value for name, value in told.items() if name != "calls"},
        "nothing": [signs.QUOTE, *quotes, *told["nothing"], *told["calls"]],
        "omissions": sorted(told["omissions"], key=len, reverse=True),
        "bullets": signs.BULLETS,
    }


def _inner(opening: str, closing: str) -> re.Pattern[str]:
    """A pair of marks that aren't apostrophes, and what is between: `‘Kyoto Declaration’`; not `l’`, `‘ndrangheta`."""
    return re.compile(rf"(?<![^\W_]){re.escape(opening)}(?=\S)([^{opening}\n]*?){re.escape(closing)}(?![^\W_])")


def _broken(hyphens: list[str], told: list[str]) -> re.Pattern[str]:
    """What parts a word at the end of a line: `-\\n` in `Assem-\\nblée`; not `-` in `sous-comité`."""
    letter = r"[^\W\d_]"
    parting = rf"[{re.escape(''.join(hyphens))}]\s+|[{re.escape(''.join(told))}]\s*"
    return re.compile(rf"(?<={letter})(?:{parting})(?={letter})")


def _pairs(pairs: list[dict[str, str]]) -> Pairs:
    return tuple((pair["open"], pair["close"]) for pair in pairs)
