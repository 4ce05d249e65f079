"""The list of what the archive holds, from which a part of it is built."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.model import Document
from build_scripts.core.part import WHOLE, Part, part_of
from build_scripts.sources import held


@pytest.mark.parametrize(
    ("anchors", "words"),
    [
        (["par-1", "par-2", "par-3", "par-5"], "par-1..3 par-5"),
        (["sec-1", "sec-1.a", "sec-1.b", "sec-1.d"], "sec-1 sec-1.a..b sec-1.d"),
        (["res-1", "res-1.pp-1", "res-1.annex.par-9", "res-1.annex.par-10"], "res-1 res-1.annex.par-9..10 res-1.pp-1"),
        (["par-4-bis", "par-1.2", "par-1.3", "annex", "note-x1"], "annex note-x1 par-1.2..3 par-4-bis"),
        (["par-07", "par-08", "par-0", "par-1"], "par-0..1 par-07 par-08"),
    ],
)
def test_anchors_in_few_words(anchors: list[str], words: str) -> None:
    assert held.packed(anchors) == words
    assert sorted(held.unpacked(words)) == sorted(anchors)


def test_what_no_pinpoint_leads_to_is_left_out() -> None:
    anchors = ["ref-1", "res-1.ref-2", "txt-1", "summary.txt-1", "sec-1.h-1", "sec.h-2", "note-1"]
    assert held.packed(anchors) == "note-1"


SEGMENT = st.from_regex(r"(?:par|sec|res|note|annex)-[0-9a-z]{1,3}", fullmatch=True)


@given(st.sets(st.lists(SEGMENT, min_size=1, max_size=3).map(".".join)))
def test_no_anchor_is_lost_or_made_up(anchors: set[str]) -> None:
    assert set(held.unpacked(held.packed(anchors))) == anchors


def _document(path: str, **values: object) -> Document:
    language = path.partition("/")[0]
    return Document(path, f"source_texts/{path}/document.toml", language, **{"title": "Essai", **values})  # type: ignore[arg-type]


DOCUMENTS = [
    _document("en/E/2020/1", symbol="E/2020/1"),
    _document("fr/A/76/463", symbol="A/76/463", date=date(2021, 11, 11), type="report", organ="A"),
    _document("fr/A/76/500", symbol="A/76/500-S/2021/9", aliases=("S/2021/9", "A/old"), title='“Deux”\t"lignes"\n\\'),
    _document("fr/sans-cote/essai"),
]
ANCHORS = {"fr/A/76/463": "par-1..2"}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    names = held.save(tmp_path, reversed(DOCUMENTS), ANCHORS, WHOLE)
    assert names == ["held/en/E.tsv", "held/fr/A.tsv", "held/fr/sans-cote.tsv"]
    entries, diagnostics = held.load(tmp_path)
    assert not diagnostics
    assert [entry.document for entry in entries] == DOCUMENTS
    anchors = held.Anchors({entry.document.path: entry.packed for entry in entries})
    assert [set(anchors[entry.document.path]) for entry in entries] == [set(), {"par-1", "par-2"}, set(), set()]
    assert held.save(tmp_path, DOCUMENTS, ANCHORS, WHOLE) == []
    assert list(held.compare(tmp_path, DOCUMENTS, ANCHORS, WHOLE)) == []


def test_a_part_changes_only_its_own_lines(tmp_path: Path) -> None:
    held.save(tmp_path, DOCUMENTS, ANCHORS, WHOLE)
    part = part_of(["source_texts/fr/A/76/500/"])
    assert part == Part(("fr/A/76/500",))
    own = [_document("fr/A/76/500", title="Autre")]
    assert [fault.file for fault in held.compare(tmp_path, own, {}, part)] == ["held/fr/A.tsv"]
    assert held.save(tmp_path, own, {}, part) == ["held/fr/A.tsv"]
    assert [entry.document.title for entry in held.load(tmp_path)[0]] == ["Essai", "Essai", "Autre", "Essai"]
    assert held.save(tmp_path, [], {}, part_of(["en"])) == ["held/en/E.tsv"]
    assert not (tmp_path / "held/en/E.tsv").exists()


def test_a_line_that_is_no_document_is_told(tmp_path: Path) -> None:
    held.save(tmp_path, DOCUMENTS, ANCHORS, WHOLE)
    with (tmp_path / "held/fr/A.tsv").open("a", encoding="utf-8") as file:
        file.write("nothing\n")
    entries, (fault,) = held.load(tmp_path)
    assert len(entries) == len(DOCUMENTS)
    assert (fault.file, fault.line, fault.code) == ("held/fr/A.tsv", 3, "A107")


@pytest.mark.parametrize(
    ("path", "inside"), [("fr/E", True), ("fr/E/2020/1", True), ("fr/ECE/1", False), ("en/E/1", False), ("fr", False)]
)
def test_a_part_has_what_is_below_its_folders(path: str, inside: bool) -> None:
    assert Part(("fr/E",)).has(path) is inside
    assert WHOLE.has(path)


@pytest.mark.parametrize("damage", ["bytes", "line", "folder", "pipe"])
def test_a_damaged_list_is_told_and_loses_nothing(tmp_path: Path, damage: str) -> None:
    """A part doesn't know what else was on it; a whole clone does."""
    held.save(tmp_path, DOCUMENTS, ANCHORS, WHOLE)
    file = tmp_path / "held/fr/A.tsv"
    written = file.read_bytes()
    if damage in ("bytes", "line"):
        file.write_bytes(b"\xff\n" + written if damage == "bytes" else written + b"76/1\n")
    else:
        file.unlink()
        file.mkdir() if damage == "folder" else os.mkfifo(file)
    before = damage in ("bytes", "line") and file.read_bytes()
    for part, withheld in ((part_of(["fr/A"]), ()), (WHOLE, ("fr/A/76/500",))):
        documents = [document for document in DOCUMENTS if document.path == "fr/A/76/463"]
        assert "held/fr/A.tsv" not in held.save(tmp_path, documents, ANCHORS, part, withheld)
        assert not before or file.read_bytes() == before
    assert "A107" in {fault.code for fault in held.compare(tmp_path, DOCUMENTS, ANCHORS, WHOLE)}
    held.save(tmp_path, DOCUMENTS, ANCHORS, WHOLE)
    assert damage == "folder" or file.read_bytes() == written
