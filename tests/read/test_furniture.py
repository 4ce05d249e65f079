"""Page furniture: what its words show, and what only its place does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import build_scripts.read.furniture as module
from build_scripts.read import read
from build_scripts.read.furniture import page_marks, patterns
from build_scripts.read.lines import lines_of
from tests.structure.cases import source

TABLE = tomllib.loads((Path(module.__file__).parent.parent / "data" / "furniture.toml").read_text(encoding="utf-8"))


def test_every_reason_has_its_words_for_the_reader() -> None:
    for reason, entry in TABLE.items():
        assert re.fullmatch(r"[a-z-]+", reason)
        assert entry["label"]
        assert entry.keys() <= {"label", "line"}
    assert patterns().keys() == {reason for reason, entry in TABLE.items() if "line" in entry}


def test_every_reason_the_readers_give_is_known() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(module.__file__).parent.glob("*.py"))
    given = set(re.findall(r'(?:Furniture|_skip)\(.*, "([a-z-]+)"\)', code))
    assert {"markup", "control", "page-rule"} <= given <= TABLE.keys()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("V.20-01781 3/17", "page-number"),
        ("V.20-01781 **7/17**", "page-number"),
        ("3/17 V.20-01781", "page-number"),
        ("22-15321 2/4", "page-number"),
        ("2/28                     23-25976", "page-number"),
        ("- 4 -", "page-number"),
        ("Page 12", "page-number"),
        ("GE.23-22334 (F) 241123 271123", "job-number"),
        ("22-15321 (F) 031022 041022", "job-number"),
        ("*2215321*", "job-number"),
        ("\\*2215321\\*", "job-number"),
        ("8 GE.09-17088", "job-number"),
        ("GE.09-17088 9", "job-number"),
        ("Merci de recycler ♲", "job-number"),
        ("/...", "job-number"),
    ],
)
def test_words_that_show_furniture(line: str, reason: str) -> None:
    lines = list(lines_of(source(f"Texte.\n\n{line}\n\nTexte.\n")))
    assert page_marks(lines) == {1: reason}


@pytest.mark.parametrize("line", ["76/12", "2020", "A/76/463", "1. Texte", "12-16 octobre", "20-01781 victimes"])
def test_words_that_do_not(line: str) -> None:
    assert not page_marks(list(lines_of(source(f"Texte.\n\n{line}\n\nTexte.\n"))))


def test_dates_of_printing_beside_a_job_number() -> None:
    string = "Texte.\n\nGE.09-17088 (F)\n\n111209\n\n161209\n\nTexte.\n"
    assert page_marks(list(lines_of(source(string)))) == {1: "job-number", 2: "job-number", 3: "job-number"}


def test_lone_numbers_that_go_up_are_pages() -> None:
    page = "Texte de la page.\n\n" * 12
    string = "".join(f"{page}{n}\n\n" for n in range(1, 6))
    found = [f.reason for f in read(source(string))[0].furniture]
    assert found == ["page-number"] * 5


def test_a_title_that_returns_beside_page_numbers_is_a_running_head() -> None:
    page = "1. Texte de la page {0}.\n\n2. Suite de la page {0}.\n\nTitre du rapport\n\n{0}/9\n\n"
    layout, _ = read(source("Rapport\n\n" * 8 + "".join(page.format(n) for n in range(1, 6))))
    assert [f.reason for f in layout.furniture].count("running-head") == 5
    assert not any("Titre" in chunk.text.string for chunk in layout.chunks)


def test_lone_numbers_close_together_are_not() -> None:
    assert not page_marks(list(lines_of(source("Texte.\n\n1\n\n2\n\n3\n\n4\n\nTexte.\n"))))
