"""Published anchors: those that vanish, change or are new are reported."""

from __future__ import annotations

import hashlib
from pathlib import Path

from build_scripts.core.model import Document
from build_scripts.core.removals import NONE
from build_scripts.published import registry, removed
from tests.write.reports import report

DOCUMENT = Document("fr/A/1", "source_texts/fr/A/1/document.toml", "fr", "Titre")
SOURCE = "source_texts/fr/A/1/source.txt"


def hash_of(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def diagnostics_of(root: Path, now: dict[str, str]) -> list[str]:
    record, bad = registry.load(root, "fr/A/1")
    return [str(diagnostic) for diagnostic in (*bad, *registry.compare(record, now, SOURCE))]


def test_anchors_of_a_report_are_of_its_words_as_read() -> None:
    sample = report("masthead -\nA/1\n\nparagraph par-12\n12. {repair L’}L ’{/repair}État{call 3 - ref-3}3{/call}")
    assert registry.anchors(sample) == {"par-12": hash_of("12. L’État"), "ref-3": hash_of("3")}


def test_a_new_document_must_be_recorded(tmp_path: Path) -> None:
    now = {"par-1": hash_of("a"), "par-2": hash_of("b")}
    assert diagnostics_of(tmp_path, now) == [
        "registry/fr/A/1.txt: A103 2 anchors not on record (par-1, par-2); `cote record` publishes them"
    ]
    assert registry.save(tmp_path, "fr/A/1", now)
    assert diagnostics_of(tmp_path, now) == []
    assert not registry.save(tmp_path, "fr/A/1", now)


def test_the_order_is_the_documents(tmp_path: Path) -> None:
    registry.save(tmp_path, "fr/A/1", {"sec-1": hash_of("I"), "par-10": hash_of("a"), "par-9": hash_of("b")})
    lines = (tmp_path / "registry/fr/A/1.txt").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["sec-1", "par-10", "par-9"]


def test_vanished_and_changed_anchors(tmp_path: Path) -> None:
    registry.save(tmp_path, "fr/A/1", {"par-1": hash_of("a"), "par-2": hash_of("b")})
    assert [line[:27] for line in diagnostics_of(tmp_path, {"par-2": hash_of("c")})] == [
        "registry/fr/A/1.txt:1: A101",
        "registry/fr/A/1.txt:2: A102",
    ]


def test_recording_does_not_forget_a_vanished_anchor(tmp_path: Path) -> None:
    registry.save(tmp_path, "fr/A/1", {"par-1": hash_of("a"), "par-2": hash_of("b")})
    registry.save(tmp_path, "fr/A/1", {"par-2": hash_of("b")})
    assert [line.split()[1] for line in diagnostics_of(tmp_path, {"par-2": hash_of("b")})] == ["A101"]


def test_an_alias_replaces_a_vanished_anchor(tmp_path: Path) -> None:
    now = {"par-2": hash_of("b")}
    registry.save(tmp_path, "fr/A/1", now)
    file = tmp_path / "registry/fr/A/1.txt"
    file.write_text(file.read_text() + "par-1 -> par-2\n")
    assert diagnostics_of(tmp_path, now) == []
    assert not registry.save(tmp_path, "fr/A/1", now)


def test_an_alias_to_nowhere_and_a_line_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "registry/fr/A/1.txt"
    file.parent.mkdir(parents=True)
    file.write_text("par-1 -> par-9\npar-2\n")
    assert [line.split()[0] + line.split()[1] for line in diagnostics_of(tmp_path, {})] == [
        "registry/fr/A/1.txt:2:A105",
        "registry/fr/A/1.txt:1:A105",
    ]


def test_a_document_that_is_gone_without_an_alias(tmp_path: Path) -> None:
    registry.save(tmp_path, "fr/sans-cote/x", {"par-1": hash_of("a")})
    gone = removed.gone(tmp_path, [DOCUMENT], NONE)
    assert [diagnostic.code for diagnostic in removed.missing(gone, NONE)] == ["A104"]
    moved = Document("fr/A/1", DOCUMENT.file, "fr", "Titre", aliases=("sans-cote/x",))
    assert removed.gone(tmp_path, [moved], NONE) == []
