"""The store keeps what was made until what it was made from changes, and is never trusted with what is damaged."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_scripts.core import stage_store as module
from build_scripts.core.stage_store import Store, key
from build_scripts.extract import EXTRACTING
from build_scripts.run.archive import CONVERTING
from tests.documentation.layout import imports


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", 10_000)


def _files(store: Store) -> list[Path]:
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


def test_what_was_put_is_there(store: Store) -> None:
    name = key("convert", (), "a", b"b")
    assert store.get(name) is None
    store.put(name, b"content")
    assert store.get(name) == b"content"
    store.put(name, b"other")
    assert store.get(name) == b"other"
    assert len(_files(store)) == 1


def test_two_builds_at_once_read_whole_entries(store: Store) -> None:
    name = key("convert", (), "a")
    contents = [bytes([number]) * 200_000 for number in range(8)]
    seen: list[bytes | None] = []

    def build(content: bytes) -> None:
        for _ in range(10):
            store.put(name, content)
            seen.append(store.get(name))

    with ThreadPoolExecutor(len(contents)) as builds:
        list(builds.map(build, contents))
    assert len(seen) == 80
    assert set(seen) <= set(contents)
    assert len(_files(store)) == 1


@pytest.mark.parametrize("damage", [b"", b"x", slice(0, 40), slice(1, None)])
def test_a_damaged_entry_is_none(store: Store, damage: bytes | slice) -> None:
    name = key("convert", (), "a")
    store.put(name, b"some content, not a word of which may be lost")
    (file,) = _files(store)
    file.write_bytes(damage if isinstance(damage, bytes) else file.read_bytes()[damage])
    assert store.get(name) is None


def test_inputs_are_told_apart() -> None:
    names = [
        key("convert", (), "a", "b"),
        key("convert", (), "ab"),
        key("convert", (), "b", "a"),
        key("extract", (), "a", "b"),
        key("convert", ("core",), "a", "b"),
        key("convert", (), b"a", "b", ""),
    ]
    assert len(set(names)) == len(names)
    assert key("convert", (), "a", "b") == key("convert", (), b"a", b"b")


@pytest.mark.parametrize("change", ["core/text.py", "core/parts/deep.py", "data/languages/fr/search.toml"])
def test_program_and_data_are_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    for name in ("core/text.py", "core/parts/deep.py", "data/languages/fr/search.toml", "search/index.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    monkeypatch.setattr(module, "_PROGRAM", tmp_path)
    monkeypatch.setattr(module, "DATA", tmp_path / "data")

    def named() -> str:
        module._program.cache_clear()
        return key("convert", ("core",), "a")

    try:
        before = named()
        (tmp_path / "search/index.py").write_text("after")
        assert named() == before
        (tmp_path / change).write_text("after")
        assert named() != before
    finally:
        module._program.cache_clear()


def test_what_nobody_asks_for_goes_first(store: Store) -> None:
    names = [key("convert", (), str(number)) for number in range(12)]
    for moment, name in enumerate(names, 1_000):
        store.put(name, bytes(1_000))
        os.utime(store._path(name), (moment, moment))
    assert store.get(names[0])
    store.trim()
    kept = [name for name in names if store.get(name)]
    assert names[0] in kept
    assert kept[1:] == names[-len(kept) + 1 :]
    assert 0 < sum(file.stat().st_size for file in _files(store)) <= 9_000
    store.trim()
    assert len(_files(store)) == len(kept)


def test_a_store_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where a folder should be")
    store = Store(tmp_path / "store", 10_000)
    store.put(key("convert", (), "a"), b"content")
    assert store.get(key("convert", (), "a")) is None
    store.trim()


@pytest.mark.parametrize(
    ("rooms", "beginnings"),
    [(EXTRACTING, ("extract",)), (CONVERTING, ("run.pipeline", "sources.contradictions", "extract.record"))],
)
def test_a_stage_needs_no_other_room(rooms: tuple[str, ...], beginnings: tuple[str, ...]) -> None:
    of = imports()
    needed = [module for module in of if module.startswith(beginnings)]
    seen = set(needed)
    while needed:
        further = of.get(needed.pop(), frozenset()) - seen
        seen |= further
        needed += further
    assert len(seen) > 5
    assert {module.partition(".")[0] for module in seen} <= {*rooms}
