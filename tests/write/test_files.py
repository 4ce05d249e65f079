"""Generated pages are brought up to date, and everything else in docs/ is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_scripts.write.files import stale, unreadable, update
from build_scripts.write.matter import matter


def page(words: str) -> str:
    """A generated page."""
    return matter({"title": words}, "from_file", file="essai.md") + words + "\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with two generated pages and one that a person wrote."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "aide.md").write_text("---\ntitle: Aide\n---\n", encoding="utf-8")
    update(folder, {"fr/A/1.md": page("un"), "fr/B/2.md": page("deux")})
    return folder


def test_only_what_differs_is_written(docs: Path) -> None:
    before = (docs / "fr/A/1.md").stat().st_mtime_ns
    changed = update(docs, {"fr/A/1.md": page("un"), "fr/B/2.md": page("deux, corrigé")})
    assert changed == ([docs / "fr/B/2.md"], [])
    assert (docs / "fr/A/1.md").stat().st_mtime_ns == before
    assert (docs / "fr/B/2.md").read_bytes() == page("deux, corrigé").encode()


def test_a_page_that_vanished_goes_with_its_folder(docs: Path) -> None:
    assert update(docs, {"fr/A/1.md": page("un")}) == ([docs / "fr/B/2.md"], [])
    assert sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*")) == [
        "aide.md",
        "fr",
        "fr/A",
        "fr/A/1.md",
    ]


def test_a_page_of_a_person_is_never_overwritten(docs: Path) -> None:
    pages = {"aide.md": page("autre aide"), "fr/A/1.md": page("un"), "fr/B/2.md": page("deux")}
    changed, diagnostics = update(docs, pages)
    assert changed == []
    assert [(fault.file, fault.code) for fault in diagnostics] == [("docs/aide.md", "L013")]
    assert (docs / "aide.md").read_text(encoding="utf-8") == "---\ntitle: Aide\n---\n"


def test_stale_names_what_is_missing_differs_or_is_left_over(docs: Path) -> None:
    assert stale(docs, {"fr/A/1.md": page("un"), "fr/B/2.md": page("deux")}) == []
    diagnostics = stale(docs, {"fr/A/1.md": page("un").replace("un\n", "une\n"), "fr/C/3.md": page("trois")})
    line = page("un").count("\n")
    assert [(diagnostic.file, diagnostic.line, diagnostic.code) for diagnostic in diagnostics] == [
        ("docs/fr/A/1.md", line, "L011"),
        ("docs/fr/B/2.md", 0, "L012"),
        ("docs/fr/C/3.md", 0, "L010"),
    ]


def test_line_endings_count(docs: Path) -> None:
    (docs / "fr/A/1.md").write_bytes(page("un").replace("\n", "\r\n").encode())
    pages = {"fr/A/1.md": page("un"), "fr/B/2.md": page("deux")}
    assert [d.code for d in stale(docs, pages)] == ["L011"]
    assert update(docs, pages) == ([docs / "fr/A/1.md"], [])


def test_what_is_no_file_is_told_and_passed_over(docs: Path) -> None:
    (docs / "boucle").symlink_to("boucle")
    (docs / "parti.md").symlink_to("ailleurs.md")
    os.mkfifo(docs / "tube.md")
    (docs / "aussi.md").symlink_to("aide.md")
    found = [(fault.file, fault.code) for fault in unreadable(docs)]
    assert found == [("docs/boucle", "L014"), ("docs/parti.md", "L014"), ("docs/tube.md", "L014")]
    assert update(docs, {"fr/A/1.md": page("un"), "fr/B/2.md": page("deux")}) == ([], [])
