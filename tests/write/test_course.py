"""What became of a document: only what texts say, whatever their language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_scripts.citations.citation_index import index
from build_scripts.citations.resolve import resolved
from build_scripts.core.model import Block, Citation, Document, Kind, Report, Text
from build_scripts.core.symbol_path import halves, symbol_path
from build_scripts.export import course_table
from build_scripts.run import archive as module
from build_scripts.run.archive import converted, pages
from build_scripts.run.pipeline import convert
from build_scripts.sources.contradictions import completed
from build_scripts.write.course import Courses, Facts, Step, Work, compared, course, facts
from tests.archives import ROOT, empty_archive
from tests.browser.sides.made import ADOPTED, CORRIGENDUM, DRAFT, ENGLISH, LATER, REPORT, add_documents
from tests.structure.cases import source
from tests.write.reports import BODY, of_blocks

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
TEXTS = ROOT / "tests/structure/six_languages"


def report_of(string: str, language: str) -> Report:
    report, _ = convert(source(string), Document("made", "made.toml", language, "", type="resolution"))
    return resolved(completed(report), {}, {})[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_resolution_is_based_on_and_what_it_recalls(language: str) -> None:
    lines = (TEXTS / f"resolution.{language}.txt").read_text(encoding="utf-8").splitlines()
    said = facts(report_of("\n\n".join(lines), language))
    assert said.based == (("A/78/481", "par-12"),)
    assert [(key, anchor) for key, anchor, _ in said.recalls] == [("A/RES/76/1", "pp-1")]


_GOES_ON = {
    "ar": "إذ تشير إلى قرارها 76/1، وإذ تلاحظ القرار 2020/5 الصادر عن المجلس الاقتصادي والاجتماعي،",
    "en": "Recalling its resolution 76/1, and noting Economic and Social Council resolution 2020/5,",
    "es": "Recordando su resolución 76/1, y observando la resolución 2020/5 del Consejo Económico y Social,",
    "fr": "Rappelant sa résolution 76/1, et prenant note de la résolution 2020/5 du Conseil économique et social,",
    "ru": "ссылаясь на свою резолюцию 76/1 и отмечая резолюцию 2020/5 Экономического и Социального Совета,",
    "zh": "回顾其第76/1号决议，并注意到经济及社会理事会第2020/5号决议，",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_another_verb_governs_is_not_recalled(language: str) -> None:
    lines = (TEXTS / f"resolution.{language}.txt").read_text(encoding="utf-8").splitlines()
    recalling = next(line for line in lines if "76/1" in line and "76/181" not in line)
    text = "\n\n".join(_GOES_ON[language] if line == recalling else line for line in lines)
    report = report_of(text, language)
    cited = [mark.key for block in report.blocks for mark in block.text.marks if isinstance(mark, Citation)]
    assert {"A/RES/76/1", "E/RES/2020/5"} <= set(cited)
    assert [key for key, _, _ in facts(report).recalls] == ["A/RES/76/1"]


def resolution(symbol: str, title: str, *recalled: str, year: int = 2020, kind: str = "resolution") -> Report:
    """A text that recalls others, each in a paragraph of its preamble."""
    blocks = []
    for number, key in enumerate(recalled, 1):
        words = f"Rappelant {key},"
        mark = Citation(len("Rappelant "), len(words) - 1, key)
        blocks.append(Block(Kind.PREAMBULAR, Text(words, ((0, 0),), (mark,)), BODY, anchor=f"pp-{number}"))
    blocks.append(Block(Kind.PARAGRAPH, Text("1. Prend note.", ((0, 0),)), BODY, "1", 3, anchor="par-1"))
    described = {"symbol": symbol, "title": title, "type": kind, "date": date(year, 12, 1)}
    return of_blocks(blocks, path=f"fr/{symbol_path(halves(symbol)[0])}", **described)


def courses(reports: Sequence[Report]) -> Courses:
    known = index(reports)
    return Courses({report.document.path: facts(report) for report in reports}, known.documents, known.holders, {})


def told(steps: Sequence[Step]) -> list[tuple[str, str]]:
    return [(step.kind, step.key.removeprefix("fr/A/RES/")) for step in steps]


def test_a_chain_over_years_is_of_one_title() -> None:
    years = {74: (2019, "73/1"), 75: (2020, "74/1"), 76: (2021, "75/1"), 77: (2022, "76/1")}
    reports = [
        resolution(f"A/RES/{session}/1", "Droits de l’enfant", f"A/RES/{before}", year=year)
        for session, (year, before) in years.items()
    ]
    reports.append(resolution("A/RES/76/9", "Droits de la femme", "A/RES/74/1", "A/RES/75/1", year=2021))
    reports.append(resolution("A/RES/78/1", "Droits de l’enfant", year=2023))  # recalls nothing
    known = courses(reports)
    assert told(known.of("fr/A/RES/75/1")) == [
        ("earlier", "74/1"),
        ("later", "76/1"),
        ("recalled", "76/9"),
        ("later", "77/1"),
    ]
    assert told(known.of("fr/A/RES/78/1")) == []
    assert told(known.of("fr/A/RES/76/9")) == []


def test_who_recalls_a_text_must_be_a_body() -> None:
    note = resolution("A/76/100", "Note", "A/RES/74/1", kind="note")
    assert told(courses([resolution("A/RES/74/1", "Droits"), note]).of("fr/A/RES/74/1")) == []


def test_symbols_say_what_is_revised_corrected_or_added_to() -> None:
    suffixes = ("", "/Rev.1", "/Add.1", "/Corr.1", "/Rev.1/Corr.1")
    known = courses([resolution(f"A/C.3/76/L.2{suffix}", "Essai", kind="draft-resolution") for suffix in suffixes])
    base = "fr/A/C.3/76/L.2"
    kinds = {"addendum": "/Add.1", "corrigendum": "/Corr.1", "revision": "/Rev.1"}
    assert {(step.kind, step.key) for step in known.of(base)} == {(kind, base + end) for kind, end in kinds.items()}
    assert told(known.of(f"{base}/Rev.1")) == [("base", base), ("corrigendum", f"{base}/Rev.1/Corr.1")]


@pytest.mark.parametrize(("titles", "part"), [(("Essai", "Autre"), "res-1"), (("Essai", "Essai"), "")])
def test_a_title_that_two_drafts_of_a_report_have_tells_nothing(titles: Sequence[str], part: str) -> None:
    reports = [resolution("A/78/481", "Rapport", kind="report"), resolution("A/RES/78/1", "Essai")]
    works = tuple(Work(f"res-{number}", compared(title), "", "") for number, title in enumerate(titles, 1))
    said = [Facts("fr/A/78/481", works), Facts("fr/A/RES/78/1", based=(("A/78/481", ""),))]
    known = index(reports)
    steps = Courses({facts.path: facts for facts in said}, known.documents, known.holders, {}).of("fr/A/78/481")
    assert [(step.kind, step.key, step.part) for step in steps] == [("adopted", "fr/A/RES/78/1", part)]


def test_programs_are_told_the_same() -> None:
    reports = [resolution("A/78/481", "Rapport", kind="report"), resolution("A/RES/78/1", "Essai")]
    work = Work("res-1", compared("Essai"), "projet de résolution I", "A/C.3/78/L.2")
    said = [Facts("fr/A/78/481", (work,)), Facts("fr/A/RES/78/1", based=(("A/78/481", ""),))]
    known = index(reports)
    told_so = Courses({facts.path: facts for facts in said}, known.documents, known.holders, {})
    path, content = course_table.table(["fr/A/78/481"], told_so)
    home = "https://cote.example/fr/A"
    draft: dict[str, Any] = {
        "kind": "draft",
        "document": "",
        "reference": "A/C.3/78/L.2",
        "anchor": "",
        "part": "res-1",
    }
    draft |= {"url": "https://docs.un.org/fr/A/C.3/78/L.2"}
    draft |= {"says": {"url": f"{home}/78/481/#res-1", "citation": "A/78/481, projet de résolution I"}}
    adopted: dict[str, Any] = {
        "kind": "adopted",
        "document": "fr/A/RES/78/1",
        "reference": "A/RES/78/1",
        "anchor": "",
        "part": "res-1",
    }
    adopted |= {"url": f"{home}/RES/78/1/", "says": {"url": f"{home}/RES/78/1/", "citation": "A/RES/78/1"}}
    assert path == "donnees/parcours.json"
    assert json.loads(content)["parcours"] == [{"document": "fr/A/78/481", "steps": [draft, adopted]}]


def test_a_joint_document_is_amended_in_both_halves() -> None:
    whole, corrected = "A/76/463-E/2021/5", "A/76/463/Corr.1-E/2021/5/Corr.1"
    reports = [resolution(symbol, "Essai", kind="report") for symbol in (whole, corrected)]
    known = courses(reports)
    assert told(known.of("fr/A/76/463/Corr.1")) == [("base", "fr/A/76/463")]
    assert told(known.of("fr/A/76/463")) == [("corrigendum", "fr/A/76/463/Corr.1")]


def test_a_document_of_which_nothing_is_said_has_nothing() -> None:
    report = resolution("A/RES/74/1", "Droits")
    assert course(report, courses([report]), index([report])) == {}


@pytest.fixture(scope="module")
def matters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The front matter of the documents of an archive in which a draft becomes a resolution, by their paths."""
    root = empty_archive(tmp_path_factory.mktemp("course"))
    add_documents(root)
    with converted(root, jobs=1) as conversion:
        texts, _ = pages(root, conversion, jobs=1)
        paths = (REPORT, DRAFT, ADOPTED, LATER, ENGLISH, CORRIGENDUM)
        return {path: yaml.safe_load(texts[f"{path}.md"].split("\n---\n")[0].removeprefix("---\n")) for path in paths}


def steps(matter: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Kind, what it leads to with the place, and the part of the document that it is of."""
    return [
        (step["kind"], step.get("path", "") + ("#" + step["anchor"] if step.get("anchor") else ""), step["part"])
        for step in matter["course"]
    ]


def test_from_the_draft_to_what_was_adopted_and_on(matters: dict[str, dict[str, Any]]) -> None:
    assert steps(matters[DRAFT]) == [
        ("here", DRAFT, ""),
        ("report", f"{REPORT}#res-1", ""),
        ("adopted", ADOPTED, ""),
        ("later", LATER, ""),
    ]
    assert steps(matters[ADOPTED]) == [
        ("draft", DRAFT, ""),
        ("report", f"{REPORT}#res-1", ""),
        ("here", ADOPTED, ""),
        ("later", LATER, ""),
    ]


def test_a_report_tells_of_each_of_its_drafts(matters: dict[str, dict[str, Any]]) -> None:
    assert steps(matters[REPORT]) == [
        ("draft", DRAFT, "res-1"),
        ("draft", "cotes/A/C.3/76/L.3", "res-2"),
        ("here", REPORT, ""),
        ("corrigendum", CORRIGENDUM, ""),
        ("adopted", ADOPTED, "res-1"),
        ("later", LATER, "res-1"),
    ]
    (adopted,) = (step for step in matters[REPORT]["course"] if step["kind"] == "adopted")
    assert adopted["says"]["path"] == ADOPTED
    assert adopted["compare"] == {"path": ADOPTED, "part": ""}


def test_in_another_language_titles_prove_nothing(matters: dict[str, dict[str, Any]]) -> None:
    assert steps(matters[ENGLISH]) == [
        ("report", f"{REPORT}#par-5", ""),
        ("here", ENGLISH, ""),
        ("recalled", f"{LATER}#pp-1", ""),
    ]


def test_one_that_cannot_be_read_keeps_no_other_from_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(report: Report) -> Facts:
        if report.document.path == DRAFT:
            raise ValueError("no such thing")
        return facts(report)

    root = empty_archive(tmp_path)
    add_documents(root)
    monkeypatch.setattr(module, "facts", damaged)
    with converted(root, jobs=1) as conversion:
        texts, diagnostics = pages(root, conversion, jobs=1)
    assert {f"{DRAFT}.md", f"{ADOPTED}.md"} <= set(texts)
    (told,) = (each for each in diagnostics if each.code == "S019")
    assert (told.file, "no such thing" in told.message) == (f"source_texts/{DRAFT}/document.toml", True)
