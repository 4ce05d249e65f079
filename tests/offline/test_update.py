"""Updates over a slow link: little is fetched, interruptions do no harm, and nothing unsigned or older gets in."""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from build_scripts.__main__ import main
from build_scripts.offline import fetch, room, sums, update, update_store
from build_scripts.offline import publish as publisher
from build_scripts.offline.copy_settings import OfflineError, settings
from build_scripts.offline.folder import RECORD
from build_scripts.offline.gather import Gathering
from build_scripts.offline.packed import published as published_files
from build_scripts.offline.signature import sign

from .conftest import DATE, ROOT, cut_after, list_of, new_key

PAGE = "fr/A/76/1/index.html"
NEW = "".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(40))
"""Words that hardly pack: what is new has some 1,500 bytes at least. What a corrected page adds hangs on the day, since
it says when it was recorded, and is cut where its bytes say."""


def listed(folder: Path, date: int) -> None:
    """Record and list of a folder as they are after a change."""
    size = sum((folder / path).stat().st_size for path in sums.files(folder) if path != RECORD)
    record = f"address: https://cote.example/\ndate: {date}\nseconds: {date}\nselection: \nbytes: {size}\n"
    (folder / RECORD).write_text(record, encoding="utf-8")
    list_of(folder)


def publish(folder: Path, place: Path, key: Path, date: int) -> None:
    """A copy as its publisher leaves it after a change."""
    listed(folder, date)
    sign(folder / sums.NAME, key)
    publisher.publish(folder, place, jobs=1)


@pytest.fixture(scope="session")
def published(folder: Path, key: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(old copy, store of a newer one: a page corrected, one new, one gone, one moved)."""
    place = tmp_path_factory.mktemp("published")
    old = shutil.copytree(folder, place / "old")
    publish(old, place / "store", key, DATE)
    new = shutil.copytree(old, place / "new")
    page = new / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("illicite", "illégal"), encoding="utf-8")
    (new / "aide/nouveau.html").write_text(f"nouveau {NEW}", encoding="utf-8")
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
    return {path: sums.sha256(folder / path) for path in published_files(folder)}


def size(folder: Path) -> int:
    """Bytes of a copy, of which an update fetches a share: how many bytes it is hangs on hashes, and so on the day."""
    return sum((folder / path).stat().st_size for path in published_files(folder))


def is_whole(folder: Path) -> bool:
    return not sums.compare(folder, sums.parsed((folder / sums.NAME).read_bytes()))


def is_new(folder: Path) -> bool:
    return is_whole(folder) and "illégal" in (folder / PAGE).read_text(encoding="utf-8")


def test_only_what_changed_is_fetched(old: Path, published: tuple[Path, Path], public: Path) -> None:
    outcome = update.update(old, str(published[1]), public)
    assert is_new(old)
    assert outcome.fetched == 3  # the page, the new one, the record
    assert outcome.bytes < size(old) / 50
    assert not (old / "signaler/index.html").exists()
    assert (old / "droits/deplace.html").is_file()
    assert [path.name for path in old.parent.iterdir()] == ["cote"]
    again = update.update(old, str(published[1]), public)
    assert (again.fetched, is_new(old)) == (0, True)
    assert again.bytes == (published[1] / update_store.INDEX).stat().st_size


def test_over_several_publications(old: Path, own_store: Path, public: Path, key: Path, tmp_path: Path) -> None:
    """A file that has changed repeatedly is put together step by step, and older versions don't stay."""
    newest = tmp_path / "newest"
    shutil.copytree(old, newest)
    page = newest / PAGE
    for number in range(3):
        page.write_text(page.read_text(encoding="utf-8").replace("illicite", f"illicite {number}"), encoding="utf-8")
        publish(newest, own_store, key, DATE + 2 + number)
    outcome = update.update(old, str(own_store), public)
    assert state(old) == state(newest)
    assert outcome.fetched == 2  # the page, the record
    assert outcome.bytes < size(old) / 25
    assert [path.name for path in old.parent.iterdir()].count("cote") == 1


def test_command(old: Path, published: tuple[Path, Path], public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["offline", "update", str(old), str(published[1]), "--key", str(public)]) == 0
    assert "3 files fetched" in capsys.readouterr().err
    assert main(["offline", "verify", str(old), "--key", str(public)]) == 0


def test_readers_files_are_kept_and_damage_is_repaired(old: Path, published: tuple[Path, Path], public: Path) -> None:
    (old / "aide/mes notes.txt").write_text("à moi", encoding="utf-8")
    (old / "types/index.html").write_text("abîmé", encoding="utf-8")
    outcome = update.update(old, str(published[1]), public)
    assert outcome.kept == ("aide/mes notes.txt",)
    assert (old / "aide/mes notes.txt").read_text(encoding="utf-8") == "à moi"
    assert sums.compare(old, sums.parsed((old / sums.NAME).read_bytes())) == sums.Differences(
        added=("aide/mes notes.txt",)
    )


def test_damaged_list_is_fetched_whole(old: Path, published: tuple[Path, Path], public: Path) -> None:
    (old / sums.NAME).write_text("abîmé", encoding="utf-8")
    outcome = update.update(old, str(published[1]), public)
    assert outcome.kept == ("droits/index.html", "signaler/index.html")  # what no list names may be the reader's
    assert sums.compare(old, sums.parsed((old / sums.NAME).read_bytes())) == sums.Differences(added=outcome.kept)


@pytest.mark.parametrize("missing", ["link", "exchange"])
def test_poor_file_systems(
    missing: str, old: Path, published: tuple[Path, Path], public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT has no second names for a file, and other systems than Linux no exchange of two names."""

    def fail(*_: object, **options: object) -> None:
        raise OSError

    if missing == "link":
        monkeypatch.setattr(os, "link", fail)
    else:
        monkeypatch.setattr(update, "exchanged", lambda *_: False)
    update.update(old, str(published[1]), public)
    assert is_new(old)


# --- cuts


@pytest.mark.parametrize("exchange", [True, False])
def test_cut_at_every_step(
    exchange: bool, published: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every moment the copy is the old one or the new one; where names cannot be exchanged, the next try says so
    by putting it back. What follows a cut ends well."""
    if not exchange:
        monkeypatch.setattr(update, "exchanged", lambda *_: False)
    small = tmp_path / "store"
    old, _, new = (_small(tmp_path / name, small, name) for name in ("old", "between", "new"))
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
    long = "".join(f"ligne {number},\n" for number in range(400))
    for path, words in (("a.html", "même"), ("x/b.html", f"{long}{name}"), ("c.html", f"{name} aussi")):
        (folder / path).parent.mkdir(exist_ok=True, parents=True)
        (folder / path).write_text(words, encoding="utf-8")
    listed(folder, len(list(place.rglob("*"))))
    (folder / sums.SIGNATURE).write_text("signature", encoding="utf-8")
    publisher.publish(folder, place, jobs=1)
    return folder


class Link:
    """The store on a web server that breaks off answers, and what it sent."""

    def __init__(self, folder: Path, *, ranges: bool = True, most: int = 1 << 40) -> None:
        self.folder, self.ranges, self.most = folder, ranges, most
        """`most`: bytes after which an answer breaks off."""
        self.shift = 0
        """How far an answer lies about where it begins."""
        self.pause = 0.0
        """Seconds before each byte."""
        self.left = 1 << 40
        """Bytes after which nothing comes any more."""
        self.sent: list[tuple[str, int]] = []
        """Path and bytes of content of each answer."""
        self.connections = 0

    @property
    def bytes(self) -> int:
        """Of content."""
        return sum(number for _, number in self.sent)


@contextmanager
def served(link: Link) -> Iterator[str]:
    """The address of a store."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            link.connections += 1

        def do_GET(self) -> None:
            file = link.folder / self.path.lstrip("/")
            content = file.read_bytes() if file.is_file() else b""
            first, last = map(int, self.headers["Range"].removeprefix("bytes=").split("-"))
            total = len(content)
            if link.ranges:
                content = content[first : last + 1]
            self.send_response((206 if link.ranges else 200) if content else 404)
            if link.ranges:
                self.send_header("Content-Range", f"bytes {first + link.shift}-{first + len(content) - 1}/{total}")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            sent = content[: min(link.most, link.left)]
            link.left -= len(sent)
            link.sent.append((self.path, len(sent)))
            self.close_connection = len(sent) < len(content)
            with suppress(OSError):  # who has what he wants hangs up
                if not link.pause:
                    self.wfile.write(sent)
                for at in range(len(sent) if link.pause else 0):
                    time.sleep(link.pause)
                    self.wfile.write(sent[at : at + 1])

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_WAIT", 0.001)


@pytest.mark.parametrize(("ranges", "most"), [(True, 1 << 40), (True, 100), (False, 1 << 40)])
def test_over_http(ranges: bool, most: int, old: Path, published: tuple[Path, Path], public: Path) -> None:
    link = Link(published[1], ranges=ranges, most=most)
    with served(link) as address:
        outcome = update.update(old, address, public)
    assert is_new(old)
    assert outcome.fetched == 3
    assert outcome.bytes == link.bytes
    assert link.bytes < size(old) / (50 if ranges else 20)
    if most > 100:
        assert len(link.sent) < 8
        assert link.connections == 1 or not ranges


@pytest.mark.parametrize("ranges", [True, False])
def test_cut_off_link_goes_on_where_it_ended(
    ranges: bool, old: Path, published: tuple[Path, Path], public: Path
) -> None:
    link = Link(published[1], ranges=ranges)
    # Without ranges a pack comes from its beginning each time: one try must do for the index and any but the old ones.
    index = (published[1] / update_store.INDEX).stat().st_size
    sizes = sorted(file.stat().st_size for file in published[1].rglob("*") if file.is_file())[:-2]
    sizes.remove(index)
    most = 700 if ranges else index + sizes[-1] + 10
    tries = 0
    with served(link) as address:
        while not is_new(old):
            assert is_whole(old)
            tries += 1
            link.left = most
            with suppress(OfflineError):
                update.update(old, address, public)
            assert tries < 30
    assert tries > 1
    index = sum(number for path, number in link.sent if path == f"/{update_store.INDEX}")
    if ranges:  # else what has come comes again, and is passed over
        assert link.bytes - index < size(old) / 50


def test_a_server_without_ranges_that_cuts_every_answer_comes_to_an_end(
    old: Path, published: tuple[Path, Path], public: Path
) -> None:
    """What it sends again is nothing new."""
    link = Link(published[1], ranges=False, most=600)
    with served(link) as address, pytest.raises(OfflineError, match="cut off"):
        update.update(old, address, public)
    assert len(link.sent) < 12
    assert is_whole(old)


def test_a_server_that_sends_another_part_is_not_believed(
    old: Path, published: tuple[Path, Path], public: Path
) -> None:
    link = Link(published[1])
    link.shift = 1
    with served(link) as address, pytest.raises(OfflineError, match="says that it sends bytes 1-"):
        update.update(old, address, public)
    assert is_whole(old)


@pytest.mark.parametrize("most", [1 << 40, 2])
def test_a_server_that_drips_is_given_up(
    most: int, old: Path, published: tuple[Path, Path], public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one answer, or in very many."""
    limits = replace(settings().updates, least_rate=10_000, patience=0.3)
    changed = replace(settings(), updates=limits)
    monkeypatch.setattr(fetch, "settings", lambda: changed)
    link = Link(published[1], most=most)
    link.pause = 0.02
    begun = time.monotonic()
    with served(link) as address, pytest.raises(OfflineError, match=r"less than 10,000 a second.*resumes"):
        update.update(old, address, public)
    assert time.monotonic() - begun < 10
    assert is_whole(old)


def test_a_server_that_never_answers_is_given_up(old: Path, public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor ends its first line: each letter comes in good time."""
    limits = replace(settings().updates, patience=0.3)
    changed = replace(settings(), updates=limits)
    monkeypatch.setattr(fetch, "settings", lambda: changed)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(OfflineError, match=r"0 bytes in \d+ s"):
            update.update(old, address, public)


def test_readers_links_are_kept_and_pipes_are_not_read(old: Path, published: tuple[Path, Path], public: Path) -> None:
    (old / "lien").symlink_to("index.html")
    (old / "raccourci").symlink_to("aide")
    os.mkfifo(old / "tube")
    outcome = update.update(old, str(published[1]), public)
    assert sorted(outcome.kept) == ["lien", "raccourci"]
    assert (old / "raccourci").readlink() == Path("aide")


def test_store_that_changes_between_tries(
    old: Path, own_store: Path, published: tuple[Path, Path], key: Path, public: Path, tmp_path: Path
) -> None:
    link = Link(own_store)
    with served(link) as address:
        link.left = 1_200
        with pytest.raises(OfflineError, match="the next try resumes"):
            update.update(old, address, public)
        third = tmp_path / "third"
        shutil.copytree(old, third)
        update.update(third, str(own_store), public)
        (third / "aide/encore.html").write_text("encore", encoding="utf-8")
        publish(third, own_store, key, DATE + 2)
        link.left = 1 << 40
        update.update(old, address, public)
    assert is_new(old)
    assert (old / "aide/encore.html").is_file()


# --- real texts


def test_one_corrected_sentence(tmp_path: Path) -> None:
    """In the texts of the five reports, in two forms and one table; includes contents, list and record."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        table = []
        for page in sorted((ROOT / "docs/fr").rglob("*.md")):
            text = page.read_text(encoding="utf-8")
            if folder == new:
                text = text.replace("profondément préoccupés par les effets", "vivement alarmés par tous les effets", 1)
            place = folder / page.relative_to(ROOT / "docs").with_suffix("")
            place.mkdir(parents=True)
            (place / "text.md").write_text(text, encoding="utf-8")
            (place / "text.json").write_text(json.dumps(text.split("\n")), encoding="utf-8")
            table += [f"{page.stem},{number},{line}\n" for number, line in enumerate(text.split("\n"))]
        (folder / "table.csv").write_text("".join(table), encoding="utf-8")
    assert (old / "table.csv").read_bytes() != (new / "table.csv").read_bytes()
    link = Link(tmp_path / "store")
    for date, folder in enumerate((old, new)):
        listed(folder, date)
        publisher.publish(folder, link.folder, jobs=1)
    with served(link) as address:
        outcome = update.update(old, address, None)
    assert outcome.fetched == 4
    assert state(old) == state(new)
    assert link.bytes < size(old) / 100
    assert len(link.sent) < 8
    assert link.connections == 1


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
    refused(old, own_store, new_key(tmp_path).with_suffix(".pub"), "isn't a signature by the owner")


def test_no_signature(old: Path, own_store: Path, public: Path) -> None:
    index = update_store.index((own_store / update_store.INDEX).read_bytes())
    (own_store / update_store.INDEX).write_bytes(update_store.Index(index.sums, index.contents, b"").written())
    refused(old, own_store, public, "isn't signed")


def test_list_of_another_signature(old: Path, own_store: Path, published: tuple[Path, Path], public: Path) -> None:
    """The newest files under the older list's signature."""
    index = update_store.index((own_store / update_store.INDEX).read_bytes())
    signature = (old / sums.SIGNATURE).read_bytes()
    (own_store / update_store.INDEX).write_bytes(update_store.Index(index.sums, index.contents, signature).written())
    refused(old, own_store, public, "isn't a signature by the owner")


def test_list_of_another_hash(old: Path, own_store: Path, public: Path) -> None:
    index = update_store.index((own_store / update_store.INDEX).read_bytes())
    (own_store / update_store.INDEX).write_bytes(
        update_store.Index("0" * 64, index.contents, index.signature).written()
    )
    refused(old, own_store, public, "it lacks SHA256SUMS")


@pytest.mark.parametrize("damage", [lambda c: c[:-1] + bytes([c[-1] ^ 1]), lambda c: b"x" * len(c)])
@pytest.mark.parametrize("kind", [update_store.PACKS, update_store.CONTENTS])
def test_damage_is_found_and_made_good(
    kind: str, damage: Callable[[bytes], bytes], old: Path, own_store: Path, public: Path
) -> None:
    files = {file: file.read_bytes() for file in (own_store / kind).iterdir()}
    for file, content in files.items():
        file.write_bytes(damage(content))
    refused(old, own_store, public, "damaged.*run the update again")
    for file, content in files.items():
        file.write_bytes(content)
    update.update(old, str(own_store), public)
    assert is_new(old)


@pytest.mark.parametrize("kind", [update_store.PACKS, update_store.CONTENTS])
def test_store_that_is_not_whole(kind: str, old: Path, own_store: Path, public: Path) -> None:
    for file in (own_store / kind).iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    refused(old, own_store, public, "cut off")
    shutil.rmtree(own_store / kind)
    refused(old, own_store, public, "No such file")


def contents_with(own_store: Path, name: str, entry: str) -> None:
    """The newest contents with another line for a file: the first of its new bytes, or of no pack at all."""
    index = update_store.index((own_store / update_store.INDEX).read_bytes())
    file = own_store / update_store.CONTENTS / index.contents.hash
    contents = update_store.contents(file.read_bytes())
    lines = [
        update_store.line(file_name, old_entry.bytes, old_entry.stretches)
        for file_name, old_entry in contents.files.items()
    ]
    changed = [f"{name} {line.split()[1]} {entry}" if line.startswith(name) else line for line in lines]
    assert changed != lines
    content = update_store.packed(contents.before, contents.pack, changed)
    reference = update_store.Reference(hashlib.sha256(content).hexdigest(), len(content))
    (own_store / update_store.CONTENTS / reference.hash).write_bytes(content)
    (own_store / update_store.INDEX).write_bytes(update_store.Index(index.sums, reference, index.signature).written())


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("=0123456789abcdef 0+9", "it lacks 0123456789abcdef"),
        ("+999999", "too short"),
        ("=OLD 0+99999999", "larger|should have"),
        ("=OLD 400000+9", "an older version is too short"),
        ("=OLD 0+50", "its hash isn't the listed one"),
        ("=OLD" + " 0+4000000" * 9, "should have"),
        ("=SELF 0+5", "an older version is missing"),
    ],
)
def test_contents_that_are_wrong(entry: str, words: str, old: Path, own_store: Path, public: Path) -> None:
    """These aren't signed, but they can do no harm: little is fetched or written."""
    listed = sums.parsed(published_list(own_store))
    name = update_store.name(listed[PAGE])
    entry = entry.replace("OLD", update_store.name(sums.sha256(old / PAGE))).replace("SELF", name)
    contents_with(own_store, name, entry)
    refused(old, own_store, public, words)


def published_list(own_store: Path) -> bytes:
    """The newest list."""
    index = update_store.index((own_store / update_store.INDEX).read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        gathering = Gathering(fetch.Source(str(own_store)), index.contents, {}, Path(folder))
        gathering.bring(gathering.plan({index.sums: sums.NAME}))
        return gathering.place(index.sums).read_bytes()


def test_store_that_sends_too_much(old: Path, own_store: Path, public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "settings", lambda: SimpleNamespace(updates=SimpleNamespace(list_bytes=99)))
    refused(old, own_store, public, "sends more than 99 bytes")


def test_older_copy(published: tuple[Path, Path], key: Path, tmp_path: Path, public: Path) -> None:
    newer = shutil.copytree(published[0], tmp_path / "cote")
    publish(newer, tmp_path / "unused", key, DATE + 9)
    refused(newer, published[1], public, "to go back to the older one, give --back")
    update.update(newer, str(published[1]), public, back=True)
    assert is_new(newer)


def test_another_archive(old: Path, own_store: Path, public: Path) -> None:
    words = (old / RECORD).read_text(encoding="utf-8")
    (old / RECORD).write_text(words.replace("address: ", "address: https://other.example/"), encoding="utf-8")
    refused(old, own_store, public, "another archive")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"cote-updates 2\n",
        f"cote-updates 2\nsums {'0' * 64}\ncontents {'0' * 64} 1\nsignature =\n".encode(),
        b"x" * (1 << 20),
    ],
)
def test_index_that_is_none(content: bytes, old: Path, own_store: Path, public: Path) -> None:
    (own_store / update_store.INDEX).write_bytes(content)
    refused(old, own_store, public, "index: ")


def test_store_of_another_form(old: Path, own_store: Path, public: Path) -> None:
    (own_store / update_store.INDEX).write_bytes(b"cote-updates 1\nsums 0\n")
    refused(
        old,
        own_store,
        public,
        "its format is “cote-updates 1”; this program reads only the format “cote-updates 2”",
    )


def test_no_store(old: Path, tmp_path: Path, public: Path) -> None:
    refused(old, tmp_path / "nowhere", public, "neither a folder nor an address")
    refused(tmp_path / "cote", tmp_path, public, "index: ")


@pytest.mark.parametrize("can_link", [True, False])
def test_too_small_a_disk(
    can_link: bool, old: Path, own_store: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told before it is too late. If a file can't have two names, the whole copy is written again."""
    files = [old / path for path in published_files(old)]
    folders = len({file.parent for file in files}) * settings().bytes_per_file
    # The new copy takes what the old one does within a tenth; besides, threefold, what is fetched.
    takes = folders if can_link else folders + room.size(files)
    fetched = 3 * room.size([old / PAGE, old / "aide/index.html", old / RECORD])
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(update, "_can_link", lambda _: can_link)

    def leave(free: int) -> None:
        monkeypatch.setattr(room.shutil, "disk_usage", lambda _: usage._replace(free=free))  # type: ignore[attr-defined]

    leave(takes * 9 // 10)
    refused(old, own_store, public, "MiB, but the disk has")
    leave(takes * 11 // 10 + fetched)
    update.update(old, str(own_store), public)
    assert is_new(old)


def test_no_copy(tmp_path: Path) -> None:
    with pytest.raises(OfflineError, match="isn't a Cote copy"):
        update.update(tmp_path, str(tmp_path), None)
