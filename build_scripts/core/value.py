"""Values: dataclasses that nobody changes, made by the hundred thousand.

Of a frozen dataclass, Python sets each field, and reads and writes a pickle, by way of a function: of the time that a
report takes, a tenth went there. That nobody changes a value is seen by mypy, before the program runs, and costs
nothing then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    Class = TypeVar("Class")

    def value(*, frozen: bool, slots: bool) -> Callable[[type[Class]], type[Class]]:
        """`dataclass` with these options, except that only mypy sees to it that the class is frozen."""
        assert frozen
        assert slots
        return dataclass(slots=True, unsafe_hash=True)


__all__ = ["value"]
