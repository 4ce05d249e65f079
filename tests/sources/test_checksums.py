"""SHA256SUMS and EXTRACTED: changed, new and missing sources are noticed, and those that are read otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.sources import changes, record, scan
from build_scripts.sources.checksums import recorded
from tests.sources.test_scan import TOML, put


def archive(root: Path) -> None:
    for symbol in ("A/1", "A/2"):
        put(root, f"fr/{symbol}/source.txt")
        put(root, f"fr/{symbol}/document.toml", TOML.format(symbol))


def messages(root: Path, extractions: dict[str, str] | None = None) -> list[str]:
    diagnostics = changes(root, scan(root)[0], extractions or {}, {})
    return [f"{diagnostic.code} {diagnostic.file}:{diagnostic.line}" for diagnostic in diagnostics]


def test_as_recorded(tmp_path: Path) -> None:
    archive(tmp_path)
    record(tmp_path, scan(tmp_path)[0], {})
    assert messages(tmp_path) == []


def test_changed_new_and_gone(tmp_path: Path) -> None:
    archive(tmp_path)
    assert messages(tmp_path) == ["S018 source_texts/fr/A/1/source.txt:0", "S018 source_texts/fr/A/2/source.txt:0"]
    record(tmp_path, scan(tmp_path)[0], {})
    put(tmp_path, "fr/A/1/source.txt", "1. Autre texte.\n")
    (tmp_path / "source_texts/fr/A/2/source.txt").unlink()
    assert messages(tmp_path) == ["S018 source_texts/SHA256SUMS:2", "S017 source_texts/fr/A/1/source.txt:0"]


def test_what_is_read_otherwise(tmp_path: Path) -> None:
    archive(tmp_path)
    first, second = "source_texts/fr/A/1/source.txt", "source_texts/fr/A/2/source.txt"
    record(tmp_path, scan(tmp_path)[0], {})
    assert not (tmp_path / "source_texts/EXTRACTED").exists()
    assert messages(tmp_path, {first: "a" * 64}) == [f"S042 {first}:0"], "not on record"
    record(tmp_path, scan(tmp_path)[0], {first: "a" * 64, second: "b" * 64})
    assert messages(tmp_path, {first: "a" * 64, second: "b" * 64}) == []
    assert messages(tmp_path, {first: "a" * 64, second: "c" * 64}) == [f"S042 {second}:0"]
    put(tmp_path, "fr/A/2/source.txt", "1. Autre texte.\n")
    assert messages(tmp_path, {second: "c" * 64}) == [f"S017 {second}:0"], "other bytes may be read otherwise"
    assert scan(tmp_path)[1] == []


def test_a_source_that_is_gone_stays_on_record_until_it_is_to_be_forgotten(tmp_path: Path) -> None:
    archive(tmp_path)
    first, second = "source_texts/fr/A/1/source.txt", "source_texts/fr/A/2/source.txt"
    record(tmp_path, scan(tmp_path)[0], {first: "a" * 64, second: "b" * 64})
    (tmp_path / second).unlink()
    assert record(tmp_path, scan(tmp_path)[0], {first: "a" * 64})
    assert set(recorded(tmp_path)) == {first, second}
    assert messages(tmp_path, {first: "a" * 64}) == ["S018 source_texts/SHA256SUMS:2"]
    assert "cote record --forget fr/A/2/source.txt" in str(changes(tmp_path, scan(tmp_path)[0], {}, {}))
    assert record(tmp_path, scan(tmp_path)[0], {first: "a" * 64}, forget=["fr/A/2"])
    assert set(recorded(tmp_path)) == {first}
    assert second not in (tmp_path / "source_texts/EXTRACTED").read_text(encoding="utf-8")
    assert record(tmp_path, scan(tmp_path)[0], {first: "a" * 64}, forget=["fr/A/1"])
    assert set(recorded(tmp_path)) == {first}, "one that is there is on record"


@pytest.mark.parametrize("damage", [b"0123456789abcdef", b"\xff\xfe\n", b"deadbeef  fr/A/1/source.txt\n"])
def test_nothing_is_recorded_over_a_damaged_record(tmp_path: Path, damage: bytes) -> None:
    archive(tmp_path)
    record(tmp_path, scan(tmp_path)[0], {})
    file = tmp_path / "source_texts/SHA256SUMS"
    file.write_bytes(file.read_bytes() + damage)
    before = file.read_bytes()
    assert not record(tmp_path, scan(tmp_path)[0], {})
    assert file.read_bytes() == before
    told = messages(tmp_path)
    assert any(line.startswith("A105 source_texts/SHA256SUMS") for line in told)
    assert not any(line.startswith("S018") for line in told), "of a damaged record nobody knows what is on it"
