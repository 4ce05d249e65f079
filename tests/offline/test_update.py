"""Updates over a slow link: little is fetched, a cut harms nothing, and nothing unsigned or older gets in."""

from __future__ import annotations

import http.server
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.__main__ import main
from build_scripts.offline import fetch, store, sums, update
from build_scripts.offline.folder import RECORD
from build_scripts.offline.settings import OfflineError
from build_scripts.offline.signature import sign

from .conftest import DATE, new_key

PAGE = "fr/A/76/1/index.html"


def publish(folder: Path, place: Path, key: Path, date: int) -> None:
    """A copy as its publisher leaves it after a change."""
    record = (folder / RECORD).read_text(encoding="utf-8")
    (folder / RECORD).write_text(record.replace(f"seconds: {DATE}", f"seconds: {date}"), encoding="utf-8")
    (folder / sums.NAME).write_bytes(sums.written({path: sums.sha256(folder / path) for path in sums.files(folder)}))
    sign(folder / sums.NAME, key)
    store.publish(folder, place, jobs=1)


@pytest.fixture(scope="session")
def published(folder: Path, key: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(old copy, store of a newer one: a page corrected, one new, one gone, one moved)."""
    place = tmp_path_factory.mktemp("published")
    old = shutil.copytree(folder, place / "old")
    publish(old, place / "store", key, DATE)
    new = shutil.copytree(old, place / "new")
    page = new / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("illicite", "illégal"), encoding="utf-8")
    (new / "aide/nouveau.html").write_text("nouveau", encoding="utf-8")
    (new / "signaler/index.html").unlink()
    (new / "droits/index.html").rename(new / "droits/deplace.html")
    publish(new, place / "store", key, DATE + 1)
    return old, place / "store"


@pytest.fixture
def old(published: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(published[0], tmp_path / "cote"))


@pytest.fixture
def public(key: Path) -> Path:
    return key.with_suffix(".pub")


def state(folder: Path) -> dict[str, str]:
    return {path: sums.sha256(folder / path) for path in [*sums.files(folder), *sums.OWN]}


def is_whole(folder: Path) -> bool:
    return not sums.compare(folder, sums.parsed((folder / sums.NAME).read_bytes()))


def is_new(folder: Path) -> bool:
    return is_whole(folder) and "illégal" in (folder / PAGE).read_text(encoding="utf-8")


def test_only_what_changed_is_fetched(old: Path, published: tuple[Path, Path], public: Path) -> None:
    done = update.update(old, str(published[1]), public)
    assert is_new(old)
    assert done.fetched == 3  # the page, the new one, the record
    assert done.bytes < 20_000
    assert not (old / "signaler/index.html").exists()
    assert (old / "droits/deplace.html").is_file()
    assert [path.name for path in old.parent.iterdir()] == ["cote"]
    again = update.update(old, str(published[1]), public)
    assert (again.fetched, is_new(old)) == (0, True)
    assert again.bytes < 2_000


def test_command(old: Path, published: tuple[Path, Path], public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["offline", "update", str(old), str(published[1]), "--key", str(public)]) == 0
    assert "3 files fetched" in capsys.readouterr().err
    assert main(["offline", "verify", str(old), "--key", str(public)]) == 0


def test_readers_files_are_kept_and_damage_is_repaired(old: Path, published: tuple[Path, Path], public: Path) -> None:
    (old / "aide/mes notes.txt").write_text("à moi", encoding="utf-8")
    (old / "types/index.html").write_text("abîmé", encoding="utf-8")
    done = update.update(old, str(published[1]), public)
    assert done.kept == ("aide/mes notes.txt",)
    assert (old / "aide/mes notes.txt").read_text(encoding="utf-8") == "à moi"
    assert sums.compare(old, sums.parsed((old / sums.NAME).read_bytes())) == sums.Differences(
        added=("aide/mes notes.txt",)
    )


def test_damaged_list_is_fetched_whole(old: Path, published: tuple[Path, Path], public: Path) -> None:
    (old / sums.NAME).write_text("abîmé", encoding="utf-8")
    done = update.update(old, str(published[1]), public)
    assert done.kept == ("droits/index.html", "signaler/index.html")  # what no list names may be the reader's
    assert sums.compare(old, sums.parsed((old / sums.NAME).read_bytes())) == sums.Differences(added=done.kept)


@pytest.mark.parametrize("missing", ["link", "exchange"])
def test_poor_file_systems(
    missing: str, old: Path, published: tuple[Path, Path], public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT has no second names for a file, and other systems than Linux no exchange of two names."""

    def fail(*_: object) -> None:
        raise OSError

    if missing == "link":
        monkeypatch.setattr(os, "link", fail)
    else:
        monkeypatch.setattr(update, "exchanged", lambda *_: False)
    update.update(old, str(published[1]), public)
    assert is_new(old)


# --- cuts


def cut_after(number: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that dies at its `number`th call on the file system; whether it did die."""
    process = os.fork()
    if process == 0:
        left = number

        def watch(event: str, _: object) -> None:
            nonlocal left
            if event.startswith(("open", "os.", "shutil.")):
                left -= 1
                if left < 0:
                    os._exit(9)

        sys.addaudithook(watch)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9


@pytest.mark.parametrize("exchange", [True, False])
def test_cut_at_every_step(
    exchange: bool, published: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every moment the copy is the old one or the new one; where names cannot be exchanged, the next try says so
    by putting it back. What follows a cut ends well."""
    if not exchange:
        monkeypatch.setattr(update, "exchanged", lambda *_: False)
    small = tmp_path / "store"
    old, new = (_small(tmp_path / name, small, name) for name in ("old", "new"))
    before, after = state(old), state(new)
    copy, steps, absent = tmp_path / "copy" / "cote", 0, 0
    cut = True
    while cut:
        shutil.rmtree(copy.parent, ignore_errors=True)
        shutil.copytree(old, copy)
        cut = cut_after(steps, lambda: update.update(copy, str(small), None))
        if copy.exists():
            assert state(copy) in (before, after), f"after {steps} steps"
        else:
            absent += 1
        update.update(copy, str(small), None)
        assert state(copy) == after, f"after {steps} steps"
        assert list(copy.parent.iterdir()) == [copy]
        steps += 1
    assert steps > 60
    assert absent == (0 if exchange else 1)


def _small(folder: Path, place: Path, name: str) -> Path:
    folder.mkdir()
    for path, words in (("a.html", "même"), ("x/b.html", name), ("c.html", f"{name} aussi")):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(words, encoding="utf-8")
    (folder / RECORD).write_text(f"address: x\nselection: \nseconds: {len(list(place.rglob('*')))}\n", encoding="utf-8")
    (folder / sums.NAME).write_bytes(sums.written({path: sums.sha256(folder / path) for path in sums.files(folder)}))
    (folder / sums.SIGNATURE).write_text("signature", encoding="utf-8")
    store.publish(folder, place, jobs=1)
    return folder


@contextmanager
def served(folder: Path, *, ranges: bool, most: int) -> Iterator[tuple[str, list[int]]]:
    """The store on a web server that breaks off an answer after `most` bytes; its address and what each sent."""
    sent: list[int] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = folder / self.path.lstrip("/")
            if not file.is_file():
                self.send_error(404)
                return
            content = file.read_bytes()
            asked = self.headers.get("Range", "")
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and ranges else 0
            if start >= len(content):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            self.wfile.write(content[start : start + most])
            sent.append(min(most, len(content) - start))

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("ranges", "most"), [(True, 1 << 30), (False, 1 << 30), (True, 400)])
def test_over_http(
    ranges: bool, most: int, old: Path, published: tuple[Path, Path], public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "_WAIT", 0.01)
    with served(published[1], ranges=ranges, most=most) as (address, sent):
        tries = 0
        while not is_new(old):
            tries += 1
            assert tries < 20
            try:
                done = update.update(old, address, public)
            except OfflineError:
                assert is_whole(old)
    assert done.fetched == 3
    assert sum(sent) < 25_000
    assert (tries > 1) == (most == 400)


def test_server_without_ranges_begins_anew(tmp_path: Path) -> None:
    content = os.urandom(5_000)
    (tmp_path / "x").write_bytes(content)
    with served(tmp_path, ranges=False, most=1 << 30) as (address, _):
        part = tmp_path / "part"
        part.write_bytes(content[:1_234])
        fetch.Source(address)._complete("x", part)
        assert part.read_bytes() == content


# --- what must not get in


def refused(old: Path, place: Path, key: Path | None, words: str) -> None:
    before = state(old)
    with pytest.raises(OfflineError, match=words):
        update.update(old, str(place), key)
    assert state(old) == before


@pytest.fixture
def own_store(published: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(published[1], tmp_path / "store"))


def test_another_publisher(old: Path, own_store: Path, tmp_path: Path) -> None:
    refused(old, own_store, new_key(tmp_path).with_suffix(".pub"), "not the signature")


def test_no_signature(old: Path, own_store: Path, public: Path) -> None:
    index = store.parsed((own_store / store.INDEX).read_bytes())
    (own_store / store.INDEX).write_bytes(store.Index(index.sums, index.size, b"", index.pieces).written())
    refused(old, own_store, public, "not signed")


def test_object_that_is_not_what_its_name_says(old: Path, own_store: Path, public: Path) -> None:
    other = (own_store / store.address(sums.sha256(old / "index.html"))).read_bytes()
    for place in own_store.glob("objects/*/*.gz"):
        place.write_bytes(other)
    refused(old, own_store, public, "not what its name says")


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b\x08", b"x" * 100])
def test_object_that_is_damaged(content: bytes, old: Path, own_store: Path, public: Path) -> None:
    for place in own_store.glob("objects/*/*.gz"):
        place.write_bytes(content)
    refused(old, own_store, public, "not what its name says")


def test_object_that_never_ends(tmp_path: Path) -> None:
    import gzip
    import hashlib

    value = hashlib.sha256(bytes(1 << 24)).hexdigest()
    place = tmp_path / store.address(value)
    place.parent.mkdir(parents=True)
    place.write_bytes(gzip.compress(bytes(1 << 24)))
    with pytest.raises(OfflineError, match="not what its name says"):
        fetch.Source(str(tmp_path)).object(value, tmp_path / "x", 1 << 20)
    assert not (tmp_path / "x").exists()


def test_older_copy(published: tuple[Path, Path], key: Path, tmp_path: Path, public: Path) -> None:
    newer = shutil.copytree(published[0], tmp_path / "cote")
    publish(newer, tmp_path / "unused", key, DATE + 9)
    refused(newer, published[1], public, "--back goes back")
    update.update(newer, str(published[1]), public, back=True)
    assert is_new(newer)


def test_another_archive(old: Path, own_store: Path, public: Path) -> None:
    words = (old / RECORD).read_text(encoding="utf-8")
    (old / RECORD).write_text(words.replace("address: ", "address: https://other.example/"), encoding="utf-8")
    refused(old, own_store, public, "another archive")


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"cote-updates 1\n", b"cote-updates 1\nsums x\nsize 1\nsignature \npiece y\n"]
)
def test_index_that_is_none(content: bytes, old: Path, own_store: Path, public: Path) -> None:
    (own_store / store.INDEX).write_bytes(content)
    refused(old, own_store, public, "index: ")


def test_no_store(old: Path, tmp_path: Path, public: Path) -> None:
    refused(old, tmp_path / "nowhere", public, "neither a folder nor an address")
    refused(tmp_path / "cote", tmp_path, public, "index: ")


def test_no_copy(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="is no copy"):
        update.update(tmp_path, str(tmp_path), None)


@given(st.dictionaries(st.text("abc/é", min_size=1), st.just("0" * 64)), st.sampled_from([1, 2, 8]))
def test_pieces_make_the_whole(hashes: dict[str, str], number: int) -> None:
    hashes = {path: value for path, value in hashes.items() if sums._inside(path)}
    assert store.total(store.pieces(hashes, number)) == sums.written(hashes)
