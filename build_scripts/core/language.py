"""Words with a fixed meaning in a language: months, ordinals, names of languages (data/languages/*/language.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from .data_files import DATA, read_data

FOLDER = DATA / "languages"
# What stands for words of a language in a pattern: `{months}`, `{ordinals}`, `{months.en}`; not `{2}`.
_STANDS_FOR = re.compile(r"\{(months|ordinals)(?:\.([a-z]{2}))?\}")
_NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language."""

    code3: str = "und"
    """ISO 639-2."""
    babel: str = ""
    """Its name in the LaTeX package babel; empty where that has none."""
    right_to_left: bool = False
    words_apart: bool = True
    """Spaces stand between words."""
    months: tuple[str, ...] = ()
    """Twelve, or none where UN documents in the language write dates in English."""
    ordinals: tuple[str, ...] = ()
    """From the first on."""
    beyond: str = "{}"
    """An ordinal beyond those."""
    other_ordinals: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """Those that are read only, « première »."""
    cardinals: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """Parts of ordinals; empty where ordinals aren't put together from words that the data have."""
    multiplied: frozenset[int] = frozenset()
    """Values of parts that multiply a smaller number before them."""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Of languages, by ISO 639-1 code."""
    session_kinds: tuple[str, ...] = ()
    opening: str = ""
    """Pattern of the set words of a committee's report; its groups are keys of document.toml."""

    def ordinal(self, number: int) -> str:
        """« troisième »; « 61e » beyond the words that the data have."""
        return self.ordinals[number - 1] if 1 <= number <= len(self.ordinals) else self.beyond.format(number)

    @property
    def parts(self) -> dict[str, int]:
        """Value of each word that an ordinal may be put together from."""
        single = {word: value for value, word in enumerate(self.ordinals, 1) if word.isalpha()}
        return {**single, **self.other_ordinals, **self.cardinals}


@cache
def language(code: str) -> Language:
    """The words of a language; none of one that has no file. Raises DataError for a file with faults."""
    path = FOLDER / code / "language.toml"
    if not path.is_file():
        return Language()
    table = read_data(path).table
    cardinals = table.get("cardinals", {"words": {}, "multiplied": ()})
    return Language(
        code3=table["code3"],
        babel=table.get("babel", ""),
        right_to_left=table.get("right_to_left", False),
        words_apart=table.get("words_apart", True),
        months=tuple(table.get("months", ())),
        ordinals=tuple(table["ordinals"]["words"]),
        beyond=table["ordinals"]["beyond"],
        other_ordinals=table["ordinals"].get("also", {}),
        cardinals=cardinals["words"],
        multiplied=frozenset(cardinals["multiplied"]),
        names=table.get("languages", {}),
        session_kinds=tuple(table.get("sessions", {}).get("kinds", ())),
        opening=table.get("opening", {}).get("pattern", ""),
    )


def languages() -> tuple[str, ...]:
    """Codes (ISO 639-1) of the languages that the data know: the folders of data/languages/."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/language.toml")))


def filled(pattern: str, code: str) -> str:
    """A pattern of a data file with the language's words in place of `{months}` and `{ordinals}`; `{months.en}` means
    those of another. Raises LookupError where the language has none."""

    def words(match: re.Match[str]) -> str:
        spoken = language(match[2] or code)
        listed = spoken.months if match[1] == "months" else (*spoken.ordinals, *spoken.other_ordinals)
        if not listed:
            raise LookupError(f"language {match[2] or code} has no {match[1]}, which this pattern needs: {pattern}")
        return f"(?:{'|'.join(map(re.escape, listed))})"

    return _STANDS_FOR.sub(words, pattern)
