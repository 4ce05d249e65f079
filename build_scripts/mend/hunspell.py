"""Every form that a Hunspell dictionary accepts, spelled out (used where word lists are made, not on documents).

Format: hunspell(5). What word lists need of it: the four kinds of flags, prefixes and suffixes with their
conditions and continuations, `NEEDAFFIX`, `FORBIDDENWORD` and `ONLYINCOMPOUND`. Left out: compound rules, which make
numbers and chains of nouns, and prefixes with an apostrophe (French elisions), which make two words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Affix:
    """One rule of a `PFX` or `SFX` table."""

    prefix: bool
    crosses: bool
    """It may stand together with an affix of the other side."""
    strip: str
    add: str
    condition: re.Pattern[str]
    flags: frozenset[str]
    """Flags that the form made with it has in turn."""

    def apply(self, word: str) -> str | None:
        """The word with the affix; None where the rule doesn't fit it."""
        if not self.condition.search(word):
            return None
        if self.prefix:
            return self.add + word[len(self.strip) :] if word.startswith(self.strip) else None
        return word[: len(word) - len(self.strip)] + self.add if word.endswith(self.strip) else None


@dataclass(slots=True)
class Affixes:
    """What an `.aff` file says."""

    kind: str = "short"
    """How flags are written: `short` (one character each), `long` (two), `num` (numbers with commas), `UTF-8`."""
    aliases: list[frozenset[str]] = field(default_factory=list)
    rules: defaultdict[str, list[Affix]] = field(default_factory=lambda: defaultdict(list))
    special: dict[str, str] = field(default_factory=dict)
    """`NEEDAFFIX`, `FORBIDDENWORD`, `ONLYINCOMPOUND` and the flag of each."""

    def flags(self, written: str) -> frozenset[str]:
        """The flags of an entry as written after its `/`."""
        if self.aliases and written.isdigit():
            return self.aliases[int(written) - 1]
        if self.kind == "long":
            return frozenset(written[i : i + 2] for i in range(0, len(written), 2))
        return frozenset(written.split(",") if self.kind == "num" else written)


def read_affixes(string: str) -> Affixes:
    """The rules of an `.aff` file. Raises ValueError for a line that isn't a rule."""
    affixes = Affixes()
    crosses: dict[str, bool] = {}
    alias_count = False
    for line in string.splitlines():
        words = line.split()
        if not words:
            continue
        match words[0]:
            case "FLAG":
                affixes.kind = words[1]
            case "AF" if not alias_count:
                alias_count = True
            case "AF":
                affixes.aliases.append(affixes.flags(words[1]))
            case "NEEDAFFIX" | "FORBIDDENWORD" | "ONLYINCOMPOUND":
                affixes.special[words[0]] = words[1]
            case "PFX" | "SFX" if words[1] not in crosses:
                crosses[words[1]] = words[2] == "Y"
            case "PFX" if "'" in words[3]:
                continue
            case "PFX" | "SFX":
                affixes.rules[words[1]].append(_affix(affixes, words, crosses[words[1]]))
    return affixes


def _affix(affixes: Affixes, words: list[str], crosses: bool) -> Affix:
    if len(words) < 4:
        raise ValueError(f"isn't an affix rule: {' '.join(words)}")
    prefix = words[0] == "PFX"
    add, _, flags = words[3].partition("/")
    condition = words[4] if len(words) > 4 else "."
    pattern = "" if condition == "." else (f"^{condition}" if prefix else f"{condition}$")
    return Affix(
        prefix,
        crosses,
        "" if words[2] == "0" else words[2],
        "" if add == "0" else add,
        re.compile(pattern),
        affixes.flags(flags) if flags else frozenset(),
    )


def forms(affixes: Affixes, dictionary: str) -> Iterator[str]:
    """Every form of every entry of a `.dic` file, in its order, some more than once."""
    forbidden = affixes.special.get("FORBIDDENWORD", "")
    for line in dictionary.splitlines()[1:]:
        entry = line.split("\t")[0].split(" ")[0].strip()
        if not entry or entry.startswith(("#", "/")):
            continue
        word, _, written = entry.partition("/")
        flags = affixes.flags(written) if written else frozenset()
        if forbidden not in flags:
            yield from _entry(affixes, word, flags)


def _entry(affixes: Affixes, word: str, flags: frozenset[str]) -> Iterator[str]:
    bound = {affixes.special.get("NEEDAFFIX", ""), affixes.special.get("ONLYINCOMPOUND", "")} - {""}
    if not bound & flags:
        yield word
    suffixed: list[tuple[str, frozenset[str]]] = [(word, flags)]
    for form, form_flags, crosses in _with(affixes, word, flags, prefix=False):
        if not bound & form_flags:
            yield form
        yield from (
            twice for twice, last_flags, _ in _with(affixes, form, form_flags, prefix=False) if not bound & last_flags
        )
        suffixed.append((form, form_flags | (flags if crosses else frozenset())))
    for form, form_flags in suffixed:
        yield from (
            prefixed
            for prefixed, last_flags, _ in _with(affixes, form, form_flags, prefix=True)
            if not bound & last_flags
        )


def _with(
    affixes: Affixes, word: str, flags: frozenset[str], *, prefix: bool
) -> Iterator[tuple[str, frozenset[str], bool]]:
    """The word with each prefix, or suffix, that its flags allow; the flags of the form; whether it crosses."""
    for flag in flags:
        for rule in affixes.rules.get(flag, ()):
            if rule.prefix == prefix and (form := rule.apply(word)):
                yield form, rule.flags, rule.crosses
