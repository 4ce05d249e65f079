"""Sentences with places for what they tell, and with a form for each number: « {count} documents ».

A place is a name in braces; behind a colon may stand words for what is put there to hold, a link for instance:
`Voir la {method:méthode}.` So a translator moves the link with its words. A sentence that counts has forms by the
categories of CLDR (`one`, `few`, `many`, `other` …), and `count` chooses among them. In the browser,
overrides/assets/javascripts/text.js does the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Sentence = str | Mapping[str, str]
"""One wording, or one for each category of numbers, `other` among them."""
Value = str | int | Callable[[str], str]
"""What a place takes: words, a number, or what holds the words that stand behind the colon."""

COUNT = "count"
"""The place whose number chooses the form."""
OTHER = "other"
"""The category of all numbers that have no other, and of languages that have one form."""

# A place of a sentence, with the words that it is to hold: `{count}`, `{method:méthode}`; not `{}`.
_PLACE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
# A relation of a plural rule, a subset of CLDR's: `n = 0..1`, `n % 10 = 2..4`, `n % 100 != 12..14`.
_RELATION = re.compile(r"n(?: % (\d+))? (!?=) (\d+(?:\.\.\d+)?(?:,\d+(?:\.\.\d+)?)*)")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a language writes numbers, and which category each has."""

    group: str
    """Between thousands."""
    decimal: str
    percent: str
    """A share of a hundred; `{}` stands for its number."""
    plurals: Mapping[str, str]
    """Rules of CLDR by category; all other numbers are `OTHER`."""
    ordinals: Mapping[str, str]
    """The same for ordinals, « 1er »."""

    def written(self, number: float) -> str:
        """« 1 200 », « 0,5 »."""
        return f"{number:,}".replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)

    def share(self, number: float) -> str:
        """« 99,5 % »."""
        return self.percent.format(self.written(number))

    def category(self, number: int) -> str:
        """The category of a whole number."""
        return _category(self.plurals, number)

    def ordinal_category(self, number: int) -> str:
        """The category of an ordinal."""
        return _category(self.ordinals, number)


def _category(rules: Mapping[str, str], number: int) -> str:
    return next((name for name, rule in rules.items() if _fits(rule, number)), OTHER)


Placed = Callable[[str, str, bool], str]
"""Takes the name of a place, what stands there, and whether that holds words of the sentence."""


def fill(
    sentence: Sentence, values: Mapping[str, Value], numbers: Numbers, placed: Placed = lambda _, told, __: told
) -> str:
    """The sentence with its values, each as `placed` gives it. Raises KeyError where a value is missing."""
    form = sentence if isinstance(sentence, str) else _form(sentence, values, numbers)

    def put(match: re.Match[str]) -> str:
        value = values[match[1]]
        if callable(value):
            return placed(match[1], value(match[2] or ""), True)
        return placed(match[1], numbers.written(value) if isinstance(value, int) else value, False)

    return _PLACE.sub(put, form)


def _form(forms: Mapping[str, str], values: Mapping[str, Value], numbers: Numbers) -> str:
    count = values[COUNT]
    assert isinstance(count, int)
    return forms.get(numbers.category(count), forms[OTHER])


def named(sentence: Sentence) -> set[str]:
    """The names of a sentence's places, in whichever form they stand."""
    forms = [sentence] if isinstance(sentence, str) else sentence.values()
    return {match[1] for form in forms for match in _PLACE.finditer(form)}


def flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Sentence]]:
    """Every sentence of nested tables by its path, `site.skip`; forms of one sentence are no table of their own."""
    for key, value in table.items():
        path = f"{above}{key}"
        if isinstance(value, str) or (isinstance(value, Mapping) and OTHER in value):
            yield path, value
        elif isinstance(value, Mapping):
            yield from flat(value, f"{path}.")


def _fits(rule: str, number: int) -> bool:
    return any(all(_holds(relation, number) for relation in part.split(" and ")) for part in rule.split(" or "))


def _holds(relation: str, number: int) -> bool:
    match = _RELATION.fullmatch(relation)
    assert match, relation
    value = number % int(match[1]) if match[1] else number
    ranges = (range_.partition("..") for range_ in match[3].split(","))
    return any(int(low) <= value <= int(high or low) for low, _, high in ranges) is (match[2] == "=")
