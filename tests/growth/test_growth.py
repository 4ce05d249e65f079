"""Work grows with the text and not with its square: counted here, timed by `benchmarks growth`."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from benchmarks.growth import Result, through
from benchmarks.hostile import UNITS, text
from build_scripts.read import READERS, Reader
from build_scripts.references.quotations_found import quotations


class Steps:
    """Counts the lines of Python that each pass runs; the same on every machine, however busy."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()

    def __call__(self, name: str, work: Callable[[], Result]) -> Result:
        lines = 0

        def trace(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal lines
            lines += event == "line"
            return trace

        before, collected = sys.gettrace(), gc.isenabled()
        gc.disable()  # What ends the things of other tests is no work of a pass.
        sys.settrace(trace)
        try:
            return work()
        finally:
            sys.settrace(before)
            if collected:
                gc.enable()
            self.of[name] = lines


def steps(name: str, size: int, reader: Reader) -> Counter[str]:
    """Lines run by each pass for a text of a size."""
    counted = Steps()
    through(text(name, size), reader, counted)
    return counted.of


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@pytest.mark.parametrize("name", UNITS)
def test_twice_the_text_is_twice_the_work(name: str, reader: Reader) -> None:
    through(text(name, 3_000), reader, lambda _, work: work())  # What is read or compiled once is no work of either.
    once, twice = steps(name, 1_500, reader), steps(name, 3_000, reader)
    assert {of: twice[of] / once[of] for of in once if twice[of] > 2.3 * once[of]} == {}


@pytest.mark.parametrize("unit", ["«\n", "« ", "« a » ", '"', "„“"])
def test_quotations_of_twice_the_text_are_twice_the_work(unit: str) -> None:
    counted = Steps()
    for times in (200, 400):
        counted(str(times), partial(quotations, unit * times))
    assert counted.of["400"] <= 2.3 * counted.of["200"]
