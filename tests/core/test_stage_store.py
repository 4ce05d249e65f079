"""The store keeps what was made until what it was made from changes, and is never trusted with what is damaged."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_scripts.core import stage_store as module
from build_scripts.core.stage_store import Store, key
from build_scripts.extract import EXTRACTING
from build_scripts.run.archive import CONVERTING, RECORDING, WRITING
from build_scripts.sources.scan import SCANNING
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

    def forget() -> None:
        module._program.cache_clear()
        module._room.cache_clear()

    def named() -> str:
        forget()
        return key("convert", ("core",), "a")

    try:
        before = named()
        (tmp_path / "search/index.py").write_text("after")
        assert named() == before
        (tmp_path / change).write_text("after")
        assert named() != before
    finally:
        forget()


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


FILES = {"fr/A/76/463/index.html": b"<p>a page", "fr/A/76/463/par-1/index.html": b"a paragraph", "cotes.csv": b""}


def _made(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_taken_by_link_and_read_only(store: Store, tmp_path: Path) -> None:
    name = key("page", (), "a")
    assert not store.take_files(name, tmp_path / "before")
    store.put_files(name, FILES)
    assert store.holds(name)
    assert store.files(name) == FILES
    for site in (tmp_path / "one", tmp_path / "two"):
        assert store.take_files(name, site)
        assert _made(site) == FILES
    for path in FILES:
        status = (tmp_path / "one" / path).stat()
        assert status.st_ino == (tmp_path / "two" / path).stat().st_ino
        assert status.st_nlink == 3
        assert not stat.S_IMODE(status.st_mode) & 0o222


def test_files_of_the_same_content_lie_on_the_disk_once(store: Store, tmp_path: Path) -> None:
    store.put_files("aaaa", {"one": b"content", "two": b"content"})
    store.put_files("bbbb", {"one": b"content", "two": b"other"})
    assert len([file for file in _files(store) if file.suffix == module._FILE]) == 2
    assert store.take_files("aaaa", tmp_path / "site")
    assert store.take_files("bbbb", tmp_path / "site"), "a group takes the place of what is there"
    assert _made(tmp_path / "site") == {"one": b"content", "two": b"other"}


@pytest.mark.parametrize("fault", [errno.EXDEV, errno.EMLINK, errno.EPERM])
def test_files_are_copied_where_no_link_can_be_made(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def refused(source: str, target: str) -> None:
        raise OSError(fault, "no link", source, None, target)

    monkeypatch.setattr(os, "link", refused)
    store.put_files("aaaa", FILES)
    assert store.take_files("aaaa", tmp_path / "site")
    assert _made(tmp_path / "site") == FILES
    for file in _files(store):
        assert file.stat().st_nlink == 1
        if file.suffix == module._FILE:
            copies = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
            assert file.stat().st_mtime_ns in {copy.stat().st_mtime_ns for copy in copies}


@pytest.mark.parametrize("damage", ["edited", "touched", "removed", "list"])
def test_a_group_with_a_damaged_file_is_not_taken(store: Store, tmp_path: Path, damage: str) -> None:
    store.put_files("aaaa", FILES)
    assert store.take_files("aaaa", tmp_path / "old")
    page = tmp_path / "old/fr/A/76/463/index.html"
    page.chmod(0o644)
    if damage == "edited":
        page.write_bytes(b"<p>a pagE")  # in the site, by hand: the store's file is the same one
        os.utime(page, (1_000, 1_000))
    elif damage == "touched":
        os.utime(page, (1_000, 1_000))
    else:
        for file in _files(store):
            if file.suffix == {"removed": module._FILE, "list": module._GROUP}[damage]:
                file.unlink() if damage == "removed" else file.write_bytes(file.read_bytes()[:-1])
    assert not store.holds("aaaa")
    assert store.files("aaaa") is None
    assert not store.take_files("aaaa", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    store.put_files("aaaa", FILES)
    assert store.take_files("aaaa", tmp_path / "new")
    assert _made(tmp_path / "new") == FILES


class Killed(BaseException):
    """Ends a build in the middle."""


@pytest.mark.parametrize("writes", range(len(FILES) + 1))
def test_a_group_that_a_kill_cut_short_is_not_there(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    replaced = os.replace
    left = [writes]

    def replace(source: str, target: str) -> None:
        if not left[0]:
            raise Killed
        left[0] -= 1
        replaced(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(Killed):
            store.put_files("aaaa", FILES)
    assert not store.take_files("aaaa", tmp_path / "site")
    store.put_files("aaaa", FILES)
    assert store.take_files("aaaa", tmp_path / "site")
    assert _made(tmp_path / "site") == FILES


def test_nothing_is_left_of_a_group_that_cannot_be_taken_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put_files("aaaa", FILES)
    linked: list[str] = []

    def link(source: str, target: str) -> None:
        if linked:
            raise OSError(errno.ENOSPC, "the disk is full")
        linked.append(target)
        shutil.copyfile(source, target)

    def full(source: str, target: str) -> None:
        Path(target).write_bytes(b"par")
        raise OSError(errno.ENOSPC, "the disk is full")

    monkeypatch.setattr(os, "link", link)
    monkeypatch.setattr(shutil, "copy2", full)
    assert not store.take_files("aaaa", tmp_path / "site")
    assert not _made(tmp_path / "site")


def test_two_builds_at_once_take_whole_groups(store: Store, tmp_path: Path) -> None:
    contents = [{"same": b"same", f"{number}/index.html": bytes([number]) * 50_000} for number in range(4)]

    def build(number: int) -> list[Mapping[str, bytes]]:
        taken: list[Mapping[str, bytes]] = []
        for turn in range(8):
            store.put_files(f"aaa{turn % 2}", contents[number])
            site = tmp_path / f"{number}.{turn}"
            if store.take_files(f"aaa{turn % 2}", site):
                taken.append(_made(site))
        return taken

    with ThreadPoolExecutor(len(contents)) as builds:
        taken = [group for of_build in builds.map(build, range(len(contents))) for group in of_build]
    assert taken
    assert all(group in contents for group in taken)
    store.put_files("aaa0", FILES)
    assert store.take_files("aaa0", tmp_path / "site")


def test_a_folder_gets_its_files_without_a_store_too(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where a folder should be")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/cotes.csv").write_text("of another group")
    Store(tmp_path / "store", 10_000).deliver("aaaa", FILES, tmp_path / "site")
    assert _made(tmp_path / "site") == FILES


def test_what_is_kept_is_delivered_by_link(store: Store, tmp_path: Path) -> None:
    store.deliver("aaaa", FILES, tmp_path / "site")
    assert _made(tmp_path / "site") == FILES
    assert (tmp_path / "site/cotes.csv").stat().st_nlink == 2


@pytest.mark.parametrize("links", [True, False])
def test_finished_files_are_adopted(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    for path, content in FILES.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(content)
    with monkeypatch.context() as patch:
        if not links:
            patch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(errno.EXDEV, "no link")))
        store.adopt("aaaa", tmp_path / "site", list(FILES))
        store.adopt("bbbb", tmp_path / "site", list(FILES)[:1])
    for path in FILES:
        assert (tmp_path / "site" / path).stat().st_nlink == 1 + links
    assert store.files("aaaa") == FILES
    shutil.rmtree(tmp_path / "site")
    assert store.take_files("aaaa", tmp_path / "new")
    assert _made(tmp_path / "new") == FILES
    assert store.files("bbbb") == dict(list(FILES.items())[:1])


def test_groups_that_nobody_asks_for_go_with_files_that_only_they_have(store: Store, tmp_path: Path) -> None:
    for moment, number in enumerate(range(12), 1_000):
        store.put_files(f"{number:04}", {"shared": bytes(500), "own": bytes([number]) * 1_500})
        os.utime(store._path(f"{number:04}{module._GROUP}"), (moment, moment))
    assert store.take_files("0000", tmp_path / "asked")
    store.trim()
    kept = [number for number in range(12) if store.take_files(f"{number:04}", tmp_path / str(number))]
    assert 0 in kept
    assert kept[1:] == list(range(12))[-len(kept) + 1 :]
    assert len(_files(store)) == 2 * len(kept) + 1
    assert 0 < sum(file.stat().st_size for file in _files(store)) <= 9_000


def test_what_a_kill_left_behind_goes_once_nobody_can_be_at_work_on_it(store: Store) -> None:
    store.put_files("aaaa", {"own": bytes(100)})
    old, new = (store.folder / "bb" / f"{name}.0000{module._PART}" for name in ("old", "new"))
    old.parent.mkdir()
    for file in (old, new):
        file.write_bytes(bytes(6_000))
    os.utime(old, (1_000, 1_000))
    store.trim()
    assert not old.exists()
    assert new.exists()
    assert len(_files(store)) == 3


def test_a_large_store_is_not_counted_each_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2_000):
        store.put(key("convert", (), str(number)), b"")
    counted: list[Path] = []
    entries = module._entries

    def watched(folders: list[Path]) -> list[tuple[int, int, Path]]:
        found = list(entries(folders))
        counted.extend(path for _, _, path in found)
        return found

    monkeypatch.setattr(module, "_entries", watched)
    Store(store.folder, 10_000_000).trim()
    assert len(counted) < 250
    Store(store.folder, 10_000).trim()
    assert len(counted) > 2_000
    assert sum(file.stat().st_size for file in _files(store)) <= 9_000


def test_an_emptied_store_is_as_a_new_one(store: Store) -> None:
    store.put("aaaa", b"content")
    store.put_files("bbbb", FILES)
    store.clear()
    assert not store.folder.exists()
    assert store.get("aaaa") is None
    store.clear()


@pytest.mark.parametrize(
    ("rooms", "beginnings"),
    [
        (EXTRACTING, ("extract",)),
        (SCANNING, ("sources.scan",)),
        (CONVERTING, ("run.conversion",)),
        (RECORDING, ("published.",)),
        (WRITING, ("write.", "published.", "run.conversion")),
    ],
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
