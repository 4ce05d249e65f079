"""All data on citing, read and checked once by whoever starts the passes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ..core.data_files import DATA, read_data
from ..core.language import languages as spoken
from ..core.organs import Act, Organ, organs
from .citing_words import Vocabulary, load_vocabulary
from .series import Addresses, Series, load_addresses, load_series, number_pattern, unknown_places
from .symbols import SymbolPatterns, symbol_patterns


@dataclass(frozen=True, eq=False)
class CitingData:
    """What the passes know of organs, symbols and languages. Two of them are never compared."""

    organs: Mapping[str, Organ]
    series: Series
    addresses: Addresses
    numbers: re.Pattern[str]
    """Any number of an act."""
    acts: Mapping[tuple[str, str], tuple[Act, ...]]
    """By kind and form."""
    act_keys: tuple[tuple[re.Pattern[str], Act], ...]
    """What keys of acts look like."""
    folder: Path

    @cached_property
    def symbols(self) -> SymbolPatterns:
        """What symbols look like; compiled when a text is first searched for them."""
        return symbol_patterns(self.series)

    def compile(self) -> None:
        """Compile the patterns of all texts, so that processes which begin afterwards have them. Raises DataError."""
        _ = self.languages, self.symbols

    @property
    def languages(self) -> Mapping[str, Vocabulary]:
        """The words of every language. Raises DataError."""
        return {code: self.vocabulary(code) for code in spoken(self.folder / "languages")}

    def vocabulary(self, language: str) -> Vocabulary:
        """The words of a language; its patterns are many, and compiled when a text of it is first met.

        Raises KeyError for a language that the data don't know, and DataError.
        """
        return _vocabulary(self.folder, language)


@cache
def load(folder: Path = DATA) -> CitingData:
    """The data files of a folder. Raises DataError."""
    series = load_series(folder / "series.toml")
    known = organs(folder)
    acts: dict[tuple[str, str], tuple[Act, ...]] = {}
    for organ in known.values():
        for number, act in enumerate(organ.acts):
            _check_act(folder, f"{organ.key}.act.{number}", act, series)
            acts[act.kind, act.form] = (*acts.get((act.kind, act.form), ()), act)
    _check_sayings(folder, series, known)
    act_keys = tuple((_key_pattern(act), act) for both in acts.values() for act in both)
    return CitingData(
        known,
        series,
        load_addresses(folder / "addresses.toml"),
        number_pattern(series.forms),
        acts,
        act_keys,
        folder,
    )


@cache
def _vocabulary(folder: Path, language: str) -> Vocabulary:
    if language not in spoken(folder / "languages"):
        raise KeyError(language)
    return load_vocabulary(folder / "languages" / language / "citations.toml", organs(folder))


def _check_act(folder: Path, place: str, act: Act, series: Series) -> None:
    """Raises DataError for an act whose form there isn't, or whose key asks for parts that its form lacks."""
    fault = read_data(folder / "organs.toml").fault
    if act.form not in series.forms:
        raise fault(f"{place}.form", f"series.toml has no form “{act.form}”")
    parts = ("number", *series.forms[act.form].pattern.groupindex)
    if unknown := unknown_places(act.key, parts):
        raise fault(f"{place}.key", f"expected places among {', '.join(parts)}; got {unknown}")


def _check_sayings(folder: Path, series: Series, known: Mapping[str, Organ]) -> None:
    """Raises DataError where a language that has words for cited documents lacks those of one that can be cited."""
    meant = {part for sayings in series.said.values() for part in sayings.meaning}
    for code, sayings in series.said.items():
        file = read_data(folder / "languages" / code / "series.toml")
        if missing := [treaty.key for treaty in series.treaties if treaty.key not in sayings.treaties]:
            raise file.fault("treaties", f"key {missing[0]!r} is missing; series.toml has it")
        if missing := sorted(meant - sayings.meaning.keys()):
            raise file.fault("meaning", f"key {missing[0]!r} is missing; another language has it")
        for organ in known.values():
            if organ.acts and code not in organ.of:
                named = read_data(folder / "languages" / code / "organs.toml")
                raise named.fault(
                    organ.key, "key 'of' is missing; the organ's resolutions and decisions are named by it"
                )


def _key_pattern(act: Act) -> re.Pattern[str]:
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+(?:/[^/]+)?)", re.escape(act.key))
    return re.compile(pattern.replace("(?P<session>[^/]+(?:/[^/]+)?)", r"(?P<session>\d+)"))
