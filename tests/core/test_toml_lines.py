"""On which line each key of a TOML file stands, in every form that TOML allows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.data_files import DATA
from build_scripts.core.toml_lines import key_lines

FORMS = {
    "tables, and arrays of tables": (
        "c = 2\n[parts]\nannex = 1\n[[corrections]]\nsource = 1\n[[corrections]]\n# d = 1\nsource = 2\n",
        {
            "c": 1, "parts": 2, "parts.annex": 3, "corrections": 4, "corrections.0": 4, "corrections.0.source": 5,
            "corrections.1": 6, "corrections.1.source": 8,
        },
    ),
    "tables in arrays of tables": (
        "[[a]]\n[a.b]\nc = 1\n[[a.d]]\n[[a.d]]\ne = 1\n[[a]]\n[[a.d]]\ne = 2\n[a.d.f]\ng = 1\n",
        {
            "a": 1, "a.0": 1, "a.0.b": 2, "a.0.b.c": 3, "a.0.d": 4, "a.0.d.0": 4, "a.0.d.1": 5, "a.0.d.1.e": 6,
            "a.1": 7, "a.1.d": 8, "a.1.d.0": 8, "a.1.d.0.e": 9, "a.1.d.0.f": 10, "a.1.d.0.f.g": 11,
        },
    ),
    "dotted keys": (
        'parts.annex = 1\nparts . "draft one" . x = 2\n[a.b]\nc.d = 3\n',
        {
            "parts": 1, "parts.annex": 1, "parts.draft one": 2, "parts.draft one.x": 2, "a": 3, "a.b": 3, "a.b.c": 4,
            "a.b.c.d": 4,
        },
    ),
    "quoted keys": (
        '"A/C.3" = 1\n' "'b = 2' = 3\n" '"\\u00e9\\"]" = 4\n["[c]"]\nd = 5\n[[ "e" ]]\n',
        {"A/C.3": 1, "b = 2": 2, 'é"]': 3, "[c]": 4, "[c].d": 5, "e": 6, "e.0": 6},
    ),
    "strings of several lines": (
        'a = """\nb = 1\n\\"""" # \'\'\'\nc = 2\nd = """ ""\n"""""\n' "e = '''\nf = \"\"\"\n'''''\ng = 3\n",
        {"a": 1, "c": 4, "d": 5, "e": 7, "g": 10},
    ),
    "signs in strings": (
        "a = '\"\"\"'\n" 'b = "\'\'\' # [ { \\" ="\n' "c = '[' # ] }\n" 'd = ["]", ' "'}']\ne = 1\n",
        {"a": 1, "b": 2, "c": 3, "d": 4, "d.0": 4, "d.1": 4, "e": 5},
    ),
    "lists over several lines": (
        'a = [\n  1, # b = 2\n  [\n    2,\n    """\n]""",\n  ],\n' "  'c', ]\nd = []\n",
        {"a": 1, "a.0": 2, "a.1": 3, "a.1.0": 4, "a.1.1": 5, "a.2": 8, "d": 9},
    ),
    "inline tables": (
        "a = { b = 1, c.d = [\n  { e = 1 },\n  { e = 2, f = {} },\n] }\ng = [{ h = 1979-05-27 07:32:00 }]\n",
        {
            "a": 1, "a.b": 1, "a.c": 1, "a.c.d": 1, "a.c.d.0": 2, "a.c.d.0.e": 2, "a.c.d.1": 3, "a.c.d.1.e": 3,
            "a.c.d.1.f": 3, "g": 5, "g.0": 5, "g.0.h": 5,
        },
    ),
    "line separators of Unicode end no line": (
        'a = "x\u2028y\u0085z"\n# \u2029\nb = """\u2028\n"""\nc = 1\n',
        {"a": 1, "b": 3, "c": 5},
    ),
    "line ends of Windows": ("a = 1\r\nb = [\r\n  2\r\n]\r\nc = 3\r\n", {"a": 1, "b": 2, "b.0": 3, "c": 5}),
    "nothing": ("", {}),
    "no line end": ("# a = 1\nb = 2", {"b": 2}),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    toml, lines = FORMS[form]
    assert sorted(_paths(tomllib.loads(toml))) == sorted(lines)
    assert key_lines(toml) == lines


def _paths(value: Any, path: str = "") -> Iterator[str]:
    """The path of everything in a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        inner = f"{path}.{name}" if path else f"{name}"
        yield inner
        yield from _paths(part, inner)


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.toml")), ids=lambda path: path.relative_to(DATA).as_posix())
def test_everything_in_a_data_file_has_its_line(path: Path) -> None:
    toml = path.read_text(encoding="utf-8")
    lines, of_file = toml.split("\n"), key_lines(toml)
    assert of_file.keys() == set(_paths(tomllib.loads(toml)))
    for key, line in of_file.items():
        name = key.rpartition(".")[2]
        written = lines[line - 1]
        escaped = "".join(sign if sign in written else f"\\u{ord(sign):04x}" for sign in name)
        assert name.isdecimal() or escaped in written, (key, line)


VALUES = st.recursive(
    st.sampled_from(["1", '"]"', "'#'", '"""\n"\n"""', "'''\n''''", "1979-05-27T07:32:00Z", "true", '"\u2028"']),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n" + "".join(f" {item}, # ,\n" for item in items) + "]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{ " + ", ".join(f"k{number} = {item}" for number, item in enumerate(items)) + " }"
        ),
    ),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=4))
def test_any_values(values: list[str]) -> None:
    toml, expected = "", []
    for number, value in enumerate(values):
        expected.append(toml.count("\n") + 1)
        toml += f"key{number} = {value}\n"
    of_values = key_lines(toml)
    assert [of_values[f"key{number}"] for number in range(len(values))] == expected
    assert of_values.keys() == set(_paths(tomllib.loads(toml)))
