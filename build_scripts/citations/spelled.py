"""Parts of the numbers of acts as other scripts write them (data/languages/*/citations.toml, `numbers`): 973 (د-10) is
973 (X)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..core.data_files import either
from ..core.language import languages
from .folding import as_roman, citing_file

COUNTED = ("round", "special")
"""Parts that keys have in roman numerals."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """What all languages have, for a text may cite as another does."""

    before: tuple[str, ...]
    """Words of one letter that may be written to a number."""
    joined: str
    """Pattern of words between two letters of one number."""
    letters: Mapping[str, str]
    roman: Mapping[str, str]
    sessions: Mapping[str, str]
    """The beginning of a session's number in keys, `S-`, by what is written before it, without spaces."""
    conferences: Mapping[str, str]
    """Of the parties to climate treaties, `CP`, by what is written before the number of a meeting, without spaces."""

    def fill(self, pattern: str) -> str:
        """A form's pattern with what stands for {letter}, {joined}, {round}, {special}, {emergency} and {conference} in
        it."""
        letter = rf"(?:[A-Z]|{either(self.letters)})"
        round_ = rf"(?:[IVXLC{''.join(self.roman)}]+|{self._session('')}\d{{1,2}})"
        filled = pattern.replace("{letter}", letter).replace("{joined}", self.joined).replace("{round}", round_)
        for place, prefix in (("{special}", "S-"), ("{emergency}", "ES-")):
            filled = filled.replace(place, rf"(?:{prefix}|{self._session(prefix)})")
        conferences = "|".join(_spaced(word) for word in sorted(self.conferences, key=len, reverse=True))
        return filled.replace("{conference}", rf"(?:C(?:P|MP|MA)\.|(?:{conferences or '(?!)'}) ?- ?)")

    def _session(self, prefix: str) -> str:
        """What is written for a beginning: `د إ-`, `دإ -`."""
        written = (_spaced(word) for word, meant in self.sessions.items() if meant == prefix)
        return rf"(?:{'|'.join(written)})\.? ?- ?"

    def plain(self, name: str, value: str) -> str:
        """A part of a number as keys have it: `round`, `د-10` → `X`."""
        if name == "letter":
            return self.letters.get(value, value)
        if name == "conference":
            written = re.sub(r"[ .-]", "", value)
            return self.conferences.get(written, written)
        if name not in (*COUNTED, "session"):
            return value
        for written, latin in self.roman.items():
            value = value.replace(written, latin)
        # `د إ-6`, `S-VI`: what is before the hyphen, and the number
        match = re.fullmatch(r"(?:(?P<before>[^\d-]*)-)? ?(?P<number>\w+)", value)
        if not match:
            return value
        before = re.sub(r"[ .]", "", match["before"] or "")
        prefix = self.sessions.get(before, f"{before}-" if before else "")
        number = match["number"]
        return prefix + (as_roman(int(number)) if name in COUNTED and number.isdecimal() else number)


def _spaced(word: str) -> str:
    """Pattern of initials, with or without full stops and spaces between them: `د إ`, `دإ`."""
    return r"\.? ?".join(word)


def load_spelled(folder: Path) -> Spelled:
    """What the languages of a folder write.

    Raises DataError for a file with faults, and where two languages mean different things by the same letters.
    """
    before: dict[str, None] = {}
    joined: dict[str, None] = {}
    tables: dict[str, dict[str, str]] = {"letters": {}, "roman": {}, "sessions": {}, "conferences": {}}
    for code in languages(folder):
        file = citing_file(folder, code)
        numbers = file.table.get("numbers", {})
        before |= dict.fromkeys(numbers.get("before", ()))
        for number, source in enumerate(numbers.get("joined", ())):
            joined[file.pattern(f"numbers.joined.{number}", source).pattern] = None
        for name, table in tables.items():
            for spaced, meant in numbers.get(name, {}).items():
                written = spaced.replace(" ", "")
                if table.setdefault(written, meant) != meant:
                    message = f"another language writes “{table[written]}” this way: give it one meaning"
                    raise file.fault(f"numbers.{name}.{written}", message)
    return Spelled(tuple(before), "|".join(joined) or r"(?!)", **tables)
