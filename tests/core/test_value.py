"""Values that others are made of are those that `dataclasses.replace` makes."""

from __future__ import annotations

import dataclasses
from dataclasses import field

import pytest

from build_scripts.core.value import replace, value


@value(frozen=True, slots=True)
class Whole:
    """With fields that have no value of their own, and some that have."""

    name: str
    parts: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


@value(frozen=True, slots=True)
class Named(Whole):
    """With a field behind those of another."""

    number: int = 0


@value(frozen=True, slots=True)
class Single:
    """With one field."""

    name: str


@pytest.mark.parametrize("changes", [{}, {"name": "b"}, {"number": 3, "parts": ("c",)}, {"counts": {}}])
def test_a_value_with_other_fields(changes: dict[str, object]) -> None:
    whole = Named("a", ("b",), {"a": 1}, 2)
    changed = replace(whole, **changes)  # type: ignore[arg-type]
    assert changed == dataclasses.replace(whole, **changes)  # type: ignore[arg-type]
    assert type(changed) is Named
    assert whole == Named("a", ("b",), {"a": 1}, 2)


def test_a_single_field() -> None:
    assert replace(Single("a"), name="b") == Single("b")


def test_a_field_that_there_is_not() -> None:
    with pytest.raises(TypeError, match="no field 'title'"):
        replace(Single("a"), title="b")  # type: ignore[call-arg]
