"""The entries of a dictionary, each with the rules that inflect it, for a language of which no word list is kept.

A word list has every form spelled out, millions in Russian; the entries alone are a tenth of that. A form is taken back
to its entries: whatever a rule adds is taken off, and what it takes off is added, and there must be such an entry.
`search/make_kin.py` makes the files (`entries.kin` in a language's folder of data/languages/).
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from ..core.data_files import DataError, file_name
from ..core.diagnostics import Diagnostic
from ..core.folded import accented
from ..core.language import FOLDER
from .hunspell import read_affixes

NAME = "entries.kin"

# A word as running text has it: `resolución`, `северо-восточный`; not `12`.
_PLAIN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Rule:
    flag: str
    strip: str
    condition: re.Pattern[str]
    """How the entry ends, or begins."""


class _Rules(defaultdict[str, list[_Rule]]):
    """Rules by what they add."""

    def __init__(self) -> None:
        super().__init__(list)

    @property
    def flags(self) -> set[str]:
        """The flags of entries to which they apply."""
        return {rule.flag for rules in self.values() for rule in rules}

    @cached_property
    def longest(self) -> int:
        """Letters of the longest that is added; once all are there."""
        return max(map(len, self), default=0)


def packed(aff: str, dic: str, inflects: str, conjugates: str = "(?!)") -> bytes:
    """The content of a file: folded rules (flag, kind, what is taken off and added, condition), a blank, entries.

    Kinds are `v` and `n`, of verbs and other words, `d` of rules that derive another word at its end, real, realmente,
    and `p` of those that put something before it: operación, cooperación.
    """
    affixes = read_affixes(aff)
    lines: list[str] = []
    for flag, rules in sorted(affixes.rules.items()):
        kind = "d" if not re.fullmatch(inflects, flag) else "v" if re.fullmatch(conjugates, flag) else "n"
        for rule in rules:
            parts = (flag, "p" if rule.prefix else kind, rule.strip, rule.add, rule.condition.pattern)
            lines.append("\t".join(accented(part) if i > 1 else part for i, part in enumerate(parts)))
    lines.append("")
    entries: dict[str, None] = {}
    for line in dic.splitlines()[1:]:
        word, _, written = line.split("\t")[0].split(" ")[0].strip().partition("/")
        flags = affixes.flags(written) if written else frozenset()
        kept = "".join(sorted(flag for flag in flags if flag in affixes.rules))
        if _PLAIN.fullmatch(word):
            entries[f"{accented(word)}/{kept}"] = None
    lines += sorted(entries)
    return zlib.compress("\n".join(lines).encode(), 9)


class Entries:
    """The entries of a language's dictionary."""

    def __init__(self, content: bytes, apart: Iterable[str] = ()) -> None:
        """`apart`: entries whose forms are of no other: « partida » isn't a form of « partido ».

        Raises ValueError or zlib.error where the content isn't that of such a file.
        """
        rules, blank, entries = zlib.decompress(content).decode().partition("\n\n")
        if not blank:
            raise ValueError("it has no entries")
        self._rules, self._deriving, self._before = _Rules(), _Rules(), _Rules()
        """Those that inflect, that derive a word at its end, and that put something before it; by what they add."""
        self._verbal: set[str] = set()
        for line in rules.split("\n"):
            flag, kind, strip, add, condition = line.split("\t")
            holder = {"d": self._deriving, "p": self._before}.get(kind, self._rules)
            holder[add].append(_Rule(flag, strip, re.compile(condition)))
            if kind == "v":
                self._verbal.add(flag)
        self._apart = frozenset(apart)
        deriving = (self._deriving.flags | self._before.flags) - self._rules.flags
        inflecting_alone = str.maketrans(dict.fromkeys(deriving, ""))
        self._flags: dict[str, list[str]] = defaultdict(list)
        self._derived: dict[str, list[str]] = defaultdict(list)
        """The entries from which others are derived, with all their flags."""
        for entry in entries.split("\n"):
            word, _, flags = entry.rpartition("/")
            inflecting = flags.translate(inflecting_alone)
            self._flags[word].append(inflecting)
            if inflecting != flags:
                self._derived[word].append(flags)

    def has(self, form: str) -> bool:
        """The dictionary has this form of a word, as written or at the start of a sentence or in capitals."""
        folded = accented(form)
        return (
            folded in self._flags
            or any(_taken_back(folded, self._rules, self._flags))
            or any(_taken_back(folded, self._deriving, self._derived))
            or any(self._with_beginning(folded))
        )

    def _with_beginning(self, form: str) -> Iterator[str]:
        """Entries of which it is a form with something before it: « cooperaciones »."""
        for length in range(1, min(self._before.longest, len(form) - 1) + 1):
            for rule in self._before.get(form[:length], ()):
                rest = rule.strip + form[length:]
                if rule.condition.search(rest):
                    own = [(rest, flags) for flags in self._derived.get(rest, ())]
                    inflected = _taken_back(rest, self._rules, self._derived)
                    derived = _taken_back(rest, self._deriving, self._derived)
                    yield from (word for word, flags in chain(own, inflected, derived) if rule.flag in flags)

    def paradigms(self, form: str) -> list[tuple[str, str]]:
        """(`n` noun or any other word, `v` verb; the entry) for each entry of which it is a form.

        A form of both a noun and a verb counts only as the noun: nothing tells which it is in a text. None for an entry
        without rules: it may be a form of another one, which the dictionary lists for being irregular.
        """
        if form in self._apart:
            return [("n", form)]
        found = set(self._found(form))
        nouns = {word for word, verb in found if not verb}
        own = nouns & self._apart
        if nouns:
            return [("n", word) for word in sorted(own or nouns)]
        return [("v", word) for word in sorted({word for word, _ in found})]

    def _found(self, form: str) -> Iterator[tuple[str, bool]]:
        """(entry, whether it is a verb)."""
        for flags in filter(None, self._flags.get(form, ())):
            yield form, not self._verbal.isdisjoint(flags)
        for word, flags in _taken_back(form, self._rules, self._flags):
            yield word, not self._verbal.isdisjoint(flags)


def _taken_back(form: str, rules: _Rules, entries: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The entries, with their flags, of which rules make a form."""
    for length in range(min(rules.longest, len(form) - 1) + 1):
        start = form[: len(form) - length]
        for rule in rules.get(form[len(form) - length :], ()):
            word = start + rule.strip
            for flags in entries.get(word, ()):
                if rule.flag in flags and rule.condition.search(word):
                    yield word, flags


@cache
def entries_of(language: str, apart: tuple[str, ...]) -> Entries | None:
    """The entries of a language; None where it has no such file. Raises DataError (D003) for one that can't be read."""
    file = FOLDER / language / NAME
    if not file.is_file():
        return None
    try:
        return Entries(file.read_bytes(), apart)
    except (OSError, ValueError, zlib.error, re.error) as error:
        raise unusable(file, f"can't be read ({error})") from error


def unusable(file: Path, why: str) -> DataError:
    """What is said of a file that a dictionary was made into."""
    cure = f"make it again with `python -m build_scripts.search.make_kin {file.parent.name}`"
    return DataError(Diagnostic(file_name(file), 0, "D003", f"{why}: {cure}"))
