"""The folder and its ZIP: complete, fit for every system, reproducible; or a part of the archive."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from build_scripts.__main__ import main
from build_scripts.offline import room, sums
from build_scripts.offline.copy_settings import OfflineError, epoch, settings
from build_scripts.offline.file_names import check_names, faults
from build_scripts.offline.folder import Copy, make_folder
from build_scripts.offline.make import FORMS, UPDATES, Order, make, needed
from build_scripts.offline.packed import make_bag, make_zip
from build_scripts.offline.selection import Criteria, part

from .conftest import DATE


def test_every_link_leads_to_a_file(folder: Path) -> None:
    paths = set(sums.files(folder))
    count = 0
    for page in (path for path in paths if path.endswith(".html")):
        tree = lxml.html.fromstring((folder / page).read_bytes())
        for element, attribute, address, _ in tree.iterlinks():
            parts = urlsplit(address)
            if parts.scheme or element.get("rel") == "canonical" or not parts.path:
                loaded = element.tag in ("img", "script") or element.get("rel") in ("stylesheet", "icon")
                marked = element.tag != "a" or element.get("data-network") is not None
                assert not parts.scheme.startswith("http") or (marked and not loaded), f"{page}: {attribute}={address}"
                continue
            count += 1
            target = unquote(urlsplit(urljoin(f"file:///{page}", address)).path)[1:]
            assert target in paths, f"{page}: {attribute}={address}"
    assert count > 100


def test_what_only_a_server_needs_is_left_out(folder: Path, archive: Path) -> None:
    without = {"404.html", "robots.txt", "sitemap.xml", "fr/A/76/1/A-76-1.png", "donnees/paragraphes.jsonl.gz"}
    without |= {"adresses/liens.map", "opensearch/fr.xml", "fr/A/76/1/A-76-1.linkset.json"}
    assert without <= set(sums.files(archive / "site"))
    assert not without & set(sums.files(folder))
    kept_files = {"index.html", "LISEZ-MOI.html", "verifier.html", "copie.txt", "donnees/paragraphes.csv.zip"}
    assert kept_files <= set(sums.files(folder))
    assert [entry["file"] for entry in json.loads((folder / "donnees/fichiers.json").read_bytes())] == [
        "paragraphes.csv.zip"
    ]
    page = lxml.html.fromstring((folder / "donnees/index.html").read_bytes())
    [link] = page.xpath('//a[contains(@href, ".jsonl")]')
    assert link.get("href") == "https://cote.example/donnees/paragraphes.jsonl.gz"
    assert link.get("title") == "réseau nécessaire"


def test_list_is_whole_and_true(folder: Path) -> None:
    hashes = sums.parsed((folder / sums.NAME).read_bytes())
    assert set(hashes) == set(sums.files(folder))
    assert not sums.compare(folder, hashes)


def test_twice_the_same_bytes(archive: Path, folder: Path, tmp_path: Path) -> None:
    second_folder = tmp_path / "cote"
    second_folder.mkdir()
    make_folder(archive / "site", second_folder, Copy(DATE, 2))
    assert (second_folder / sums.NAME).read_bytes() == (folder / sums.NAME).read_bytes()
    (second_folder / "index.html").touch()
    (second_folder / "aide/index.html").chmod(0o600)
    for name, place in (("first", folder), ("second", second_folder)):
        make_zip(place, tmp_path / f"{name}.zip", DATE)
    first, second = (file.read_bytes() for file in sorted(tmp_path.glob("*.zip")))
    assert first == second


def test_zip_opens(folder: Path, tmp_path: Path) -> None:
    make_zip(folder, tmp_path / "x.zip", DATE)
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert names == sorted(names)
        assert {name.partition("/")[0] for name in names} == {"cote"}
        packed.extractall(tmp_path)
    assert not sums.compare(tmp_path / "cote", sums.parsed((tmp_path / "cote" / sums.NAME).read_bytes()))


def test_bag(folder: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        make_bag(folder, tmp_path / f"{name}.zip", Copy(DATE, 2))
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as packed:
        packed.extractall(tmp_path)
    bag = tmp_path / "cote-bagit"
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--check", "--quiet", "--strict", manifest], cwd=bag, check=True)
    listed = {line[66:] for line in (bag / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()}
    assert listed == {path for path in sums.files(bag) if path.startswith("data/")}
    payload = [bag / path for path in listed]
    assert f"Payload-Oxum: {sum(file.stat().st_size for file in payload)}.{len(payload)}\n" in (
        bag / "bag-info.txt"
    ).read_text(encoding="utf-8")
    assert (bag / "bagit.txt").read_text(encoding="utf-8").startswith("BagIt-Version: 1.0\n")


def test_a_large_file_is_not_held(tmp_path: Path) -> None:
    site, place = tmp_path / "site", tmp_path / "cote"
    (site / "donnees").mkdir(parents=True)
    (site / "index.html").touch()
    (site / "donnees/paragraphes.csv").write_bytes(bytes(1 << 24))
    tracemalloc.start()
    try:
        make_folder(site, place, Copy(DATE, 1), jobs=1)
        assert tracemalloc.get_traced_memory()[1] < 1 << 23
    finally:
        tracemalloc.stop()
    assert (place / "donnees/paragraphes.csv").stat().st_size == 1 << 24


# --- parts of the archive


def selected(archive: Path, to: Path, criteria: Criteria) -> Path:
    make(archive, Order(to, [], criteria))
    return to / settings().name


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(symbols=["a/76/1"]),
        Criteria(years=["2021"]),
        Criteria(themes=["Trafic de drogues"], organs=["A"]),
        Criteria(organs=["A"], years=["2020", "2021"]),
    ],
)
def test_part_is_an_archive_of_its_own(archive: Path, tmp_path: Path, criteria: Criteria) -> None:
    place = selected(archive, tmp_path, criteria)
    there = set(sums.files(place))
    assert "fr/A/76/1/index.html" in there
    assert "fr/A/76/2/index.html" not in there
    assert "annees/2021/index.html" in there
    assert "annees/2020/index.html" not in there
    page = lxml.html.fromstring((place / "fr/A/76/1/index.html").read_bytes())
    [link] = page.xpath('//article//a[@data-cite="A/76/2"]')
    assert link.get("href").startswith("https://docs.un.org/") or "cotes/" in link.get("href")
    if link.get("href").startswith("https:"):
        assert link.get("title") == "réseau nécessaire"
    test_every_link_leads_to_a_file(place)
    held = "".join(file.read_text(encoding="utf-8") for file in (place / "pagefind").rglob("*.js"))
    assert "fr/A/76/1/" in held
    assert "fr/A/76/2/" not in held
    assert "2021" in (place / "LISEZ-MOI.html").read_text(encoding="utf-8") or not criteria.years


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        (Criteria(symbols=["A/1/1"]), "has no document A/1/1"),
        (Criteria(themes=["chasse"]), "unknown theme chasse"),
        (Criteria(years=["1999"]), "no document meets every condition"),
        (Criteria(organs=["E/CN"]), "no document meets every condition"),
    ],
)
def test_wishes_that_name_nothing(archive: Path, tmp_path: Path, criteria: Criteria, words: str) -> None:
    with pytest.raises(OfflineError, match=words):
        selected(archive, tmp_path, criteria)
    assert not list(tmp_path.iterdir())


def test_a_list_of_symbols(archive: Path, tmp_path: Path) -> None:
    list_file = tmp_path / "list.txt"
    list_file.write_text("\ufeff# what the mission works on\n\n A/76/2 # asylum\r\nfr/A/76/2\n", encoding="utf-8")
    arguments = ["--root", str(archive), "offline", "make", "--form", "folder", "--symbols-from", str(list_file)]
    assert main([*arguments, "--to", str(tmp_path)]) == 0
    paths = set(sums.files(tmp_path / "cote"))
    assert "fr/A/76/2/index.html" in paths
    assert "fr/A/76/1/index.html" not in paths


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b"A/76/2\n\nA/99/9\nA/76/2\nA/99/8 # lost\n",
            "list.txt:3: .* has no document A/99/9\n.*:5: .* has no document A/99/8",
        ),
        (b"# nothing\n", "list.txt: the list names no document"),
        (b"\xe9\n", "list.txt: expected UTF-8"),
        (None, "list.txt: No such file or directory"),
    ],
)
def test_lists_of_symbols_that_cannot_be_followed(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, words: str
) -> None:
    list_file = tmp_path / "list.txt"
    if content is not None:
        list_file.write_bytes(content)
    assert (
        main(
            ["--root", str(archive), "offline", "make", "--to", str(tmp_path / "to"), "--symbols-from", str(list_file)]
        )
        == 1
    )
    assert re.search(words, capsys.readouterr().err)
    assert not (tmp_path / "to").exists()


# --- bounds


@pytest.mark.parametrize(
    "path",
    ["a/con", "AUX.html", "x/nul.tar.gz", "com1", "lpt9.txt", "a:b", "a?", "fin.", "blanc ", "x" * 241, "a\x07", "a|b"],
)
def test_names_that_windows_refuses(path: str) -> None:
    assert list(faults(path))


def test_names_that_windows_accepts() -> None:
    check_names(["A/CONF.192/15/index.html", "a/console", "fr/E/CN.15/2020/8", "x" * 240, "com10/auxiliaire"])


def test_names_that_differ_by_case_only() -> None:
    with pytest.raises(OfflineError, match="the same name as"):
        check_names(["fr/A/1/index.html", "fr/a/1/index.html"])


def test_too_little_room_is_said_first(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1 << 30, 1 << 30, 1 << 20))  # type: ignore[attr-defined]
    assert main(["--root", str(archive), "offline", "make", "--to", str(tmp_path / "to")]) == 1
    assert "MiB, but the disk has only 1 MiB free" in capsys.readouterr().err
    assert not (tmp_path / "to").exists()


def disk_of(free: int, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=free)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: usage)  # type: ignore[attr-defined]


def test_room_that_is_asked_for_is_enough(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that has just that much every form is made, and takes no more; on a smaller one none is begun."""
    forms = [*FORMS, UPDATES]
    required = needed(archive / "site", tmp_path / "to", forms)
    disk_of(required - 1, monkeypatch)
    with pytest.raises(OfflineError, match="MiB, but the disk has"):
        make(archive, Order(tmp_path / "to", forms))
    assert not (tmp_path / "to").exists()
    disk_of(required, monkeypatch)
    make(archive, Order(tmp_path / "to", forms))
    blocks = settings().bytes_per_file
    used = sum(-(-file.stat().st_size // blocks) * blocks for file in (tmp_path / "to").rglob("*") if file.is_file())
    assert used < required < 5 * used


def test_room_is_known_for_every_form() -> None:
    assert settings().room.keys() == {*FORMS, UPDATES, f"{UPDATES}_again"}


def test_old_copies_make_room_when_new_ones_lie_there(archive: Path, tmp_path: Path) -> None:
    """While a form is made, its old copy is there; those before it are gone."""
    first_time = needed(archive / "site", tmp_path, ["zip", "bag"])
    make(archive, Order(tmp_path, ["zip", "bag"]))
    second_time = needed(archive / "site", tmp_path, ["zip", "bag"])
    old = [room.held(tmp_path / name) for name in ("cote", "cote.zip")]
    assert all(old)
    assert first_time - sum(old) <= second_time < first_time
    assert room.most([(8, 5), (2, 2), (1, 0)]) == 8


def test_part_needs_room_where_it_is_built(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk_of(1 << 20, monkeypatch)
    with pytest.raises(OfflineError, match=f"{tempfile.gettempdir()} and .*to: needs"):
        make(archive, Order(tmp_path / "to", [], Criteria(symbols=["A/76/1"])))


def test_room_for_a_part_is_that_of_two_disks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On one disk the needs add up, on two each has its own."""
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir()
    usage = shutil.disk_usage("/")
    disks = {first: usage._replace(free=100 << 20), tmp_path: usage._replace(free=10 << 20)}
    monkeypatch.setattr(room.shutil, "disk_usage", lambda place: disks[place])  # type: ignore[attr-defined]
    room.require((first, 60 << 20), (first / "new", 40 << 20))
    with pytest.raises(OfflineError, match=r"one and .*new: needs 101 MiB, but the disk has only 100 MiB free"):
        room.require((first, 60 << 20), (first / "new", 41 << 20))
    monkeypatch.setattr(room, "_disk", {first: 1, tmp_path: 2}.__getitem__)
    room.require((first, 60 << 20), (second, 10 << 20))
    with pytest.raises(OfflineError, match=r"^[^ ]*two: needs 11 MiB, but the disk has only 10 MiB free"):
        room.require((first, 60 << 20), (second, 11 << 20))


def test_room_asked_for_a_part_is_enough(archive: Path, tmp_path: Path) -> None:
    built, folder = room.part(archive / "site", ["fr/A/76/1"])
    with part(archive, ["fr/A/76/1"]) as site:
        assert room.size(file for file in site.parent.rglob("*") if file.is_file()) < built
        assert needed(site, tmp_path, []) < folder


def test_failed_work_leaves_what_was_there(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(archive, Order(tmp_path, ["zip"]))
    before = (tmp_path / "cote.zip").read_bytes()

    def fail(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(shutil, "copyfileobj", fail)
    with pytest.raises(OSError, match="full"):
        make(archive, Order(tmp_path, ["zip"]))
    assert (tmp_path / "cote.zip").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cote", "cote.zip"]


def test_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert epoch(tmp_path) == 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert epoch(tmp_path) == 315_532_800
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hier")
    with pytest.raises(OfflineError, match="hier"):
        epoch(tmp_path)
