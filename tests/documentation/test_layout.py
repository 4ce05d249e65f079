"""The layout as it is drawn: one direction, no circles, and a picture in the documentation that matches the program."""

from __future__ import annotations

import pytest

from tests.documentation.layout import BEGIN, END, PAGE, PROGRAM, ROOT, imports, modules, needed, page, purpose, rooms


def test_no_room_takes_from_one_that_takes_from_it() -> None:
    order = list(rooms(imports()))
    assert order[0] == "core"
    assert {"read", "structure", "citations", "write", "run"} <= set(order)
    assert rooms(imports())["core"] == frozenset()


def test_rooms_in_a_circle_are_refused() -> None:
    with pytest.raises(ValueError, match="import from each other"):
        rooms({"a.x": frozenset({"b.y"}), "b.y": frozenset({"a.x"})})


def test_no_modules_import_each_other() -> None:
    of = imports()
    remaining = {name: {target for target in targets if target in of} for name, targets in of.items()}
    while ready := [name for name, targets in remaining.items() if not targets]:
        for name in ready:
            del remaining[name]
        for targets in remaining.values():
            targets.difference_update(ready)
    # A room's face imports its own modules; they may name it only through other rooms.
    assert remaining == {}


def test_a_name_means_one_thing() -> None:
    folders: dict[str, list[str]] = {}
    for path in modules().values():
        if path.name != "__init__.py":
            folders.setdefault(path.stem, []).append(path.parent.relative_to(PROGRAM).as_posix())
    # The same step of two formats has one name: extract/pdf/proof.py and extract/word/proof.py.
    assert {
        name: where
        for name, where in folders.items()
        if len(where) > 1 and not all(folder.startswith("extract/") for folder in where)
    } == {}


def test_every_room_has_its_tests() -> None:
    folders = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").glob("*/**/test_*.py")}
    of_several_rooms = {"benchmarks", "browser", "documentation", "fuzz", "golden", "growth", "languages"}
    assert folders == set(rooms(imports())) | of_several_rooms


def test_an_arrow_that_goes_without_saying_is_not_drawn() -> None:
    arrows = {"a": frozenset[str](), "b": frozenset({"a"}), "c": frozenset({"a", "b"})}
    assert needed(arrows) == {"a": [], "b": ["a"], "c": ["b"]}


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name, path in modules().items() if len(purpose(path)) < 12] == []


def test_the_picture_is_of_the_program_as_it_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert BEGIN in text
    assert END in text
    assert page(text) == text, "draw it again: .venv/bin/python -m tests.documentation.layout"
