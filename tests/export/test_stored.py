"""What an export takes over from the store, and that the site is the same as one from nothing."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.core.model import Report
from build_scripts.core.stage_store import Store
from build_scripts.export import archive_files, export, report_files
from build_scripts.export.others import NOBODY, Others
from build_scripts.published import registry
from tests.write.reports import report

LINES = "paragraph par-1 number=1\n1. Le trafic.\nparagraph par-2 number=2\n2. La Suisse et la corruption."


@pytest.fixture(autouse=True)
def _no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the reader of references knows takes a second to make, each time that there is no store."""
    monkeypatch.setattr(archive_files, "_words", lambda: {"words.js": b""})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive without a record of anchors."""
    return tmp_path / "archive"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "store", 1 << 30)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The symbols of the reports that are made, as they are."""
    names: list[str] = []
    make = report_files.write

    def counted(place: object, file: Path) -> object:
        names.append(pickle.loads(file.read_bytes()).document.symbol)
        return make(place, file)  # type: ignore[arg-type]

    monkeypatch.setattr(archive_files, "write", counted)
    return names


def made(number: int, lines: str = LINES) -> Report:
    """A short report."""
    return report(lines, path=f"fr/A/{number}", symbol=f"A/{number}")


def pickled(folder: Path, reports: Iterable[Report]) -> list[Path]:
    """Reports as files."""
    folder.mkdir(parents=True)
    files = []
    for one in reports:
        content = pickle.dumps(one)
        file = folder / hashlib.sha256(content).hexdigest()
        file.write_bytes(content)
        files.append(file)
    return files


def site_of(
    folder: Path, root: Path, reports: Iterable[Report], store: Store | None = None, others: Others = NOBODY
) -> dict[str, bytes]:
    """Every file of the site by its path."""
    files = pickled(folder / "reports", reports)
    assert export(root, files, folder / "site", jobs=1, store=store, others=others) == []
    site = folder / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_what_has_not_changed_is_taken_over(tmp_path: Path, root: Path, store: Store, written: list[str]) -> None:
    reports = [made(number) for number in range(3)]
    first = site_of(tmp_path / "1", root, reports, store)
    assert written == ["A/0", "A/1", "A/2"]
    written.clear()
    assert site_of(tmp_path / "2", root, reports, store) == first
    assert written == []


def test_what_has_changed_is_made_again(tmp_path: Path, root: Path, store: Store, written: list[str]) -> None:
    reports = [made(number) for number in range(3)]
    site_of(tmp_path / "1", root, reports, store)
    written.clear()
    changed = [reports[0], made(1, LINES.replace("trafic", "commerce")), made(3), reports[2]]
    taken = site_of(tmp_path / "2", root, changed, store)
    assert written == ["A/1", "A/3"]
    assert taken == site_of(tmp_path / "3", root, changed)


def test_what_the_archive_comes_to_hold_makes_what_cites_it_again(
    tmp_path: Path, root: Path, store: Store, written: list[str]
) -> None:
    reports = [made(0), made(1, "paragraph par-1 number=1\n1. Voir {cite A/5}A/5{/cite}.")]
    site_of(tmp_path / "1", root, reports, store)
    written.clear()
    others = Others(holders={"A/5": {"fr": "fr/A/5"}})
    taken = site_of(tmp_path / "2", root, reports, store, others)
    assert written == ["A/1"]
    assert b'"@id":"https://cote.example/fr/A/5/"' in taken["fr/A/1/A-1.jsonld"]
    assert taken == site_of(tmp_path / "3", root, reports, others=others)


def test_a_record_of_anchors_makes_its_document_again(
    tmp_path: Path, root: Path, store: Store, written: list[str]
) -> None:
    reports = [made(number) for number in range(2)]
    site_of(tmp_path / "1", root, reports, store)
    written.clear()
    record = root / registry.file_of("fr/A/1")
    record.parent.mkdir(parents=True)
    hashes = registry.anchors(reports[1])
    record.write_text("".join(f"{anchor} {sha256} 2044-02-01\n" for anchor, sha256 in hashes.items()), encoding="utf-8")
    taken = site_of(tmp_path / "2", root, reports, store)
    assert written == ["A/1"]
    assert b"2044-02-01" in taken["fr/A/1/A-1.json"]
    assert taken == site_of(tmp_path / "3", root, reports)


def test_the_file_as_received_is_copied_each_time(tmp_path: Path, root: Path, store: Store) -> None:
    received = made(1)
    received = replace(received, source=replace(received.source, path="source_texts/fr/A/1/source.pdf"))
    (root / "source_texts/fr/A/1").mkdir(parents=True)
    (root / received.source.path).write_bytes(b"%PDF-1.7")
    sites = [site_of(tmp_path / str(number), root, [received], store) for number in range(2)]
    assert sites[0] == sites[1]
    assert sites[0]["fr/A/1/A-1.original.pdf"] == b"%PDF-1.7"


def test_a_damaged_store_is_made_again(tmp_path: Path, root: Path, store: Store, written: list[str]) -> None:
    reports = [made(number) for number in range(2)]
    first = site_of(tmp_path / "1", root, reports, store)
    written.clear()
    for number, file in enumerate(sorted(file for file in store.folder.rglob("*") if file.is_file())):
        if number % 2:
            file.unlink()
    assert site_of(tmp_path / "2", root, reports, store) == first
    assert written
