"""The publisher's side of updates: what files have in common, what is stored, and that nothing is lost."""

from __future__ import annotations

import gzip
import random
import shutil
import string
import tempfile
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_scripts.offline import update_store
from build_scripts.offline.copy_settings import OfflineError, settings
from build_scripts.offline.delta import Stretch, pieces, stretches
from build_scripts.offline.fetch import Source
from build_scripts.offline.gather import Gathering
from build_scripts.offline.publish import publish
from build_scripts.offline.update_store import Index, Reference

from .conftest import cut_after, list_of

LINES = "".join(f"{number}, {'mot ' * (number % 40)}\n" for number in range(600)).encode()


def rebuilt(parts: list[Stretch], new: bytes, olds: dict[str, bytes]) -> bytes:
    content = b""
    for stretch in parts:
        content += (
            olds[stretch.old][stretch.start : stretch.end]
            if stretch.old
            else new[len(content) : len(content) + stretch.length]
        )
    return content


def fresh(parts: list[Stretch]) -> int:
    """New bytes."""
    return sum(stretch.length for stretch in parts if not stretch.old)


# --- what files have in common


TEXTS = st.lists(st.sampled_from([b"a,", b"b\n", b"mot>", LINES[:900], LINES[5_000:9_000], bytes(3_000)])).map(b"".join)


@given(TEXTS, TEXTS, TEXTS)
def test_stretches_make_the_file(new: bytes, first: bytes, second: bytes) -> None:
    parts = stretches(new, {"1": first, "2": second})
    assert rebuilt(parts, new, {"1": first, "2": second}) == new
    assert all(stretch.length > 0 for stretch in parts)


def test_a_large_file_that_nothing_came_before_is_not_copied() -> None:
    new = bytes(1 << 22)
    tracemalloc.start()
    try:
        assert stretches(new, {}) == [Stretch(len(new))]
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
    assert stretches(b"", {}) == []


@given(st.integers(0, len(LINES)), st.integers(0, 300), st.binary(max_size=300))
@example(len(LINES) - 5_150, 0, bytes(15))
@example(20, 0, bytes(15))
def test_one_change_costs_no_more_than_itself(at: int, gone: int, put: bytes) -> None:
    new = LINES[:at] + put + LINES[at + gone :]
    parts = stretches(new, {"1": LINES})
    assert rebuilt(parts, new, {"1": LINES}) == new
    assert fresh(parts) <= len(put)


def test_lists_that_go_on_from_file_to_file() -> None:
    parts = [LINES[start : start + 6_000] for start in range(0, 30_000, 6_000)]
    moved = [(b"neu,\n" + LINES)[start : start + 6_000] for start in range(0, 30_000, 6_000)]
    for number in range(1, 5):
        olds = {str(neighbour): parts[neighbour] for neighbour in (number, number - 1)}
        assert fresh(stretches(moved[number], olds)) < 10


def test_what_has_no_separators() -> None:
    content = random.Random(1).randbytes(50_000).translate(None, b"\n>,;")
    assert fresh(stretches(content + b"x", {"1": content})) == 1


@given(st.text(string.printable, max_size=3_000).map(str.encode), st.sampled_from([512, 1024]))
def test_pieces_are_the_content(content: bytes, size: int) -> None:
    bounds = list(pieces(content, size))
    assert b"".join(content[start:end] for start, end in bounds) == content
    assert all(end - start <= 4 * size for start, end in bounds)


# --- forms


REFERENCES = st.builds(Reference, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), st.integers(0, 10**15 - 1))
NAMES = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
LENGTHS = st.integers(0, 10**9)
STRETCHES = st.one_of(st.builds(Stretch, LENGTHS), st.builds(Stretch, LENGTHS, NAMES, LENGTHS))


FILES = st.dictionaries(NAMES, st.tuples(LENGTHS, st.lists(STRETCHES, max_size=4)), max_size=4)


@given(st.one_of(st.none(), REFERENCES), FILES)
def test_contents_are_read_as_written(before: Reference | None, files: dict[str, tuple[int, list[Stretch]]]) -> None:
    pack = Reference("0" * 64, sum(size for size, _ in files.values()))
    lines = [update_store.line(name, size, parts) for name, (size, parts) in files.items()]
    contents = update_store.contents(update_store.packed(before, pack, lines))
    assert (contents.before, contents.pack) == (before, pack)
    assert {name: (entry.bytes, list(entry.stretches)) for name, entry in contents.files.items()} == files
    starts = [entry.start for entry in contents.files.values()]
    assert starts == sorted(starts)


HEAD = f"cote-contents 2\nbefore -\npack {'0' * 64} 5\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cote-contents 1\n",
        HEAD,
        f"{HEAD}0123456789abcdef 5 +9",
        f"{HEAD}0123456789abcdef 4 +9\n",
        f"{HEAD}0123456789abcdef 5 +-9\n",
        f"{HEAD}0123456789abcdef 5 7+9\n",
        f"{HEAD}0123456789abcdef 5 =../../etc 7+9\n",
        f"{HEAD}0123456789abcdef 5  +9\n",
        f"{HEAD}é 5 +9\n",
    ],
)
def test_contents_that_are_none(text: str) -> None:
    with pytest.raises(OfflineError, match="contents: damaged"):
        update_store.contents(gzip.compress(text.encode()))


def test_contents_that_never_end() -> None:
    with pytest.raises(OfflineError, match="too large"):
        update_store.contents(gzip.compress(bytes(settings().updates.contents_bytes + 1)))


@given(st.binary(max_size=99), REFERENCES)
def test_index_is_read_as_written(signature: bytes, reference: Reference) -> None:
    index = Index("0" * 64, reference, signature)
    assert update_store.index(index.written()) == index


# --- publications


def copy(folder: Path, **files: str) -> Path:
    """A copy with files that have long contents and end in the given words."""
    folder.mkdir()
    for name, words in files.items():
        (folder / f"{name}.txt").write_bytes(LINES + words.encode())
    list_of(folder)
    return folder


def files_of(place: Path) -> dict[str, bytes]:
    return {file.relative_to(place).as_posix(): file.read_bytes() for file in place.rglob("*") if file.is_file()}


def newest(place: Path) -> dict[str, bytes]:
    """Every file of the copy that was published last, from nothing but its store."""
    index = update_store.index((place / update_store.INDEX).read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        gathering = Gathering(Source(str(place)), index.contents, {}, Path(folder))
        gathering.bring(gathering.plan({index.sums: "list"}))
        hashes = dict(
            line.split("  ")[::-1] for line in gathering.place(index.sums).read_text(encoding="utf-8").splitlines()
        )
        gathering.bring(gathering.plan({value: path for path, value in hashes.items()}))
        return {path: gathering.place(value).read_bytes() for path, value in hashes.items()}


def test_only_what_is_new_is_added(tmp_path: Path) -> None:
    place = tmp_path / "store"
    publish(copy(tmp_path / "1", a="un", b="deux", same="x", again="x"), place, jobs=1)
    first = files_of(place)
    assert len(first) == 3
    two = copy(tmp_path / "2", a="un", b="deux et demi", same="x", again="x")
    publish(two, place, jobs=1)
    second = files_of(place)
    assert {path: content for path, content in second.items() if path in first and path != "index"} == {
        path: content for path, content in first.items() if path != "index"
    }
    assert sum(len(content) for path, content in second.items() if path not in first) < len(LINES) / 100
    assert newest(place) == {path.name: path.read_bytes() for path in two.glob("*.txt")}
    publish(two, place, jobs=1)
    assert files_of(place) == second


def test_files_that_are_named_by_their_content(tmp_path: Path) -> None:
    """Like those of the search index: the new file has another name in the same folder."""
    place = tmp_path / "store"
    publish(copy(tmp_path / "1", x_0a1b="un", x_2c3d="deux" * 999), place, jobs=1)
    first = files_of(place)
    publish(copy(tmp_path / "2", x_0a1b="un", x_4e5f="deux" * 998), place, jobs=1)
    assert sum(len(content) for path, content in files_of(place).items() if path not in first) < len(LINES) / 100


def test_back_to_an_older_copy(tmp_path: Path) -> None:
    place = tmp_path / "store"
    first, second = copy(tmp_path / "1", a="un"), copy(tmp_path / "2", a="deux")
    for folder in (first, second, first, second, first):
        publish(folder, place, jobs=1)
    assert newest(place) == {"a.txt": (first / "a.txt").read_bytes()}
    assert len(files_of(place)) == 5
    publish(copy(tmp_path / "3", a="trois"), place, jobs=1)
    assert newest(place)["a.txt"].endswith(b"trois")


def test_same_history_same_bytes(tmp_path: Path) -> None:
    folders = [copy(tmp_path / str(number), a=str(number), b="x") for number in range(3)]
    for jobs, place in ((1, tmp_path / "one"), (2, tmp_path / "other")):
        for folder in folders:
            publish(folder, place, jobs=jobs)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "other")


def test_packs_are_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "store"
    folder = copy(tmp_path / "1", **{f"f{number}": f"{number}" for number in range(9)})
    small = replace(settings(), updates=replace(settings().updates, pack_bytes=3_000))
    monkeypatch.setattr("build_scripts.offline.publish.settings", lambda: small)
    publish(folder, place, jobs=1)
    assert newest(place) == {path.name: path.read_bytes() for path in folder.glob("*.txt")}
    packs = list((place / update_store.PACKS).iterdir())
    assert len(packs) > 3
    assert all(pack.stat().st_size < 9_000 for pack in packs)


def test_killed_publication(tmp_path: Path) -> None:
    """The store still has the old copy, and the next publication completes it."""
    first, second = copy(tmp_path / "1", a="un", b="x"), copy(tmp_path / "2", a="deux", c="y")
    old = {path.name: path.read_bytes() for path in first.glob("*.txt")}
    new = {path.name: path.read_bytes() for path in second.glob("*.txt")}
    publish(first, tmp_path / "first", jobs=1)
    publish(second, shutil.copytree(tmp_path / "first", tmp_path / "second"), jobs=1)
    steps, cut, place = 0, True, tmp_path / "store"
    while cut:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(tmp_path / "first", place)
        cut = cut_after(steps, lambda: publish(second, place, jobs=1))
        assert newest(place) in (old, new)
        publish(second, place, jobs=1)
        assert newest(place) == new
        steps += 7
    assert steps > 40


def test_what_is_not_as_listed(tmp_path: Path) -> None:
    folder = copy(tmp_path / "1", a="un")
    (folder / "a.txt").write_text("autre", encoding="utf-8")
    with pytest.raises(OfflineError, match=r"a\.txt: can't be published: .*isn't the one that SHA256SUMS lists"):
        publish(folder, tmp_path / "store", jobs=1)
    assert not (tmp_path / "store" / update_store.INDEX).exists()


@pytest.mark.parametrize("kind", [update_store.CONTENTS, update_store.PACKS])
def test_store_that_has_lost_something(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "store"
    publish(copy(tmp_path / "1", a="un"), place, jobs=1)
    shutil.rmtree(place / kind)
    with pytest.raises(OfflineError, match=f"{kind}/"):
        publish(copy(tmp_path / "2", a="deux"), place, jobs=1)


def test_store_of_another_form(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / update_store.INDEX).write_bytes(b"cote-updates 1\n")
    with pytest.raises(OfflineError, match="its format is “cote-updates 1”"):
        publish(copy(tmp_path / "1", a="un"), tmp_path / "store", jobs=1)
