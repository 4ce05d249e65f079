"""The forms in which texts of a language write the names of organs: citations.toml, `[inflection]`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from ..core.data_files import DataFile
from ..core.language import Language


@dataclass(frozen=True, slots=True)
class Inflection:
    """How names of a language change."""

    cases: tuple[dict[str, str], ...] = ()
    """For each case, a word's form in it by its nominative; in small letters."""
    unchanged: frozenset[str] = frozenset()
    """Words that may stand between such words, « и »."""
    language: Language = field(default_factory=Language)
    """Which has what is written to a name's beginning."""

    def forms(self, name: str) -> Iterator[str]:
        """The name's other forms. In a case, all words change up to the first that the data don't decline; capitals
        stay: `Экономическая комиссия для Африки` → `Экономической комиссии для Африки`."""
        words = name.split(" ")
        for case in self.cases:
            declined = list(words)
            for index in count():
                word = words[index] if index < len(words) else ""
                if word.lower() in case:
                    form = case[word.lower()]
                    declined[index] = form.capitalize() if word[:1].isupper() else form
                elif word not in self.unchanged:
                    break
            if declined != words:
                yield " ".join(declined)
        yield from self.language.begun(name)


def inflection(file: DataFile, spoken: Language) -> Inflection:
    """The table `[inflection]` of a language's citations.toml, and the language itself. Raises DataError."""
    entry = file.table.get("inflection", {})
    rows = [row.split() for row in entry.get("declined", ())]
    if len({len(row) for row in rows}) > 1:
        raise file.fault("inflection.declined", "expected the same number of cases for every word")
    cases = ({row[0]: row[case] for row in rows} for case in range(1, len(rows[0]) if rows else 0))
    return Inflection(tuple(cases), frozenset(entry.get("unchanged", ())), spoken)
