"""Digits that belong to what stands before them, and so aren't note calls: « 10 km2 », « CO2 », « 10^6 ».

Units and formulas are data (data/units.toml, data/languages/*/language.toml): a digit behind a unit behind a number is
its power, whatever notes the page has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ..core.data_files import DATA, either, read_data
from ..core.language import language, languages
from .labels import digits

_REACH = 40
"""Characters looked at before a digit."""
_POWERS = ("2", "3")


def is_exponent(string: str, start: int, end: int, *, raised: bool = False) -> bool:
    """Whether the digits between two positions are the power of a unit or of ten, or the end of a formula; `raised`
    digits aren't behind a letter that stands alone: formulas have theirs below the line, « categories M and N² »."""
    return _judge()(string[max(start - _REACH, 0) : start], digits(string[start:end]), raised)


def _spoken(kind: str) -> list[str]:
    """What all languages call it."""
    return [word for code in languages() for word in language(code).units.get(kind, ())]


@cache
def _judge() -> Callable[[str, str, bool], bool]:
    table = read_data(DATA / "units.toml").table
    units, lengths = either((*table["units"], *_spoken("squared"))), either((*table["lengths"], *_spoken("lengths")))
    per, multiples = either(_spoken("per")), either(_spoken("multiples"))
    # Chinese words stand right beside a formula.
    apart = r"(?<![A-Za-zÀ-ÿА-яЁё])"
    # « 2 500 m », « 2 millions de m », « W/m », « habitants par m »; « km » alone
    unit = re.compile(rf"(?:(?:\d\s?|[/·⋅×*]\s?|\d\s?{multiples}\s?|(?<!\w){per}\s?){units}|{apart}{lengths})\s?\^?$")
    # « 3 × 10 », « 10^ »
    ten = re.compile(r"(?:[×x·⋅*]\s?10|\d\^)$")
    formula = re.compile(rf"{apart}{either(table['formulas'])}$")

    def judge(before: str, number: str, raised: bool) -> bool:
        if number in _POWERS and unit.search(before):
            return True
        compound = formula.search(before + number)
        lone = raised and compound is not None and len(compound[0]) == len(number) + 1
        return bool(ten.search(before) or (compound and not lone))

    return judge
