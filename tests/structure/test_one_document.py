"""One made document in six languages, `six_languages/NAME.<code>.txt`, a block a line: its anchors are the same in all.

The report has a masthead, a summary, sections of three ranks, numbered paragraphs, items of three ranks, notes, draft
resolutions and decisions, annexes and an appendix, as United Nations documents of each language print them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.core.model import Call, Kind, Report
from build_scripts.run.reading import read_file
from build_scripts.sources.contradictions import completed
from tests.extract.docx import docx, p, r
from tests.structure.cases import converted

FOLDER = Path(__file__).parent / "six_languages"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def document(name: str, code: str) -> list[str]:
    return (FOLDER / f"{name}.{code}.txt").read_text(encoding="utf-8").splitlines()


DOCUMENTS = {code: document("report", code) for code in LANGUAGES}
ANCHORS = (
    "summary summary.txt-1 note-x1 sec-1 par-1 par-2 par-2.a par-2.a.i par-2.a.i.a par-2.a.i.b par-2.a.ii "
    "par-2.b sec-1.a par-3 sec-1.b sec-1.b.1 par-4 sec-1.b.2 par-5 sec-2 par-6 note-1 note-2 res-1 "
    "res-1.txt-1 res-1.pp-1 res-1.pp-2 res-1.par-1 res-1.par-2 res-1.par-2.a res-1.par-2.b res-2 "
    "res-2.txt-1 res-2.pp-1 res-2.par-1 dec-1 dec-1.txt-1 annex-1 annex-1.par-1 annex-1.par-2 annex-2 "
    "annex-2.par-1 annex-2.annex annex-2.annex.par-1"
)
CALLS = ["note-x1", "note-1", "note-2"]
ROLES = [
    "symbol",
    "organ",
    "distribution",
    "date",
    "original",
    "session",
    "agenda-item",
    "agenda-title",
    "title",
    "type",
]
# What a converter of Markdown marks as headings: a number without a full stop at the line's end, or the name of a part.
_HEADING = re.compile(
    r"(?:[IVX]+|[AB]|\d|[一二])\. ?[^.。；;:：¹²]+$|(?:أولا|ثانيا|ألف|باء|\d) - [^.؛:]+$"
    r"|(?:Draft|Projet|Proyecto|Проект|مشروع|决议草案|决定草案|Anne|Anexo|Приложение|المرفق|附件|A[pP]+|Apéndice|Добавление|تذييل|附录)"
    r"[^.。,،，]{0,24}$"
)


def apart(lines: list[str], code: str) -> str:
    """Each block a line, with an empty line between them."""
    return "\n\n".join(lines)


def wrapped(lines: list[str], code: str) -> str:
    """Blocks of short lines, as a narrow column has them; Chinese breaks anywhere."""
    return "\n\n".join(
        "\n".join([line[at : at + 26] for at in range(0, len(line), 26)] if code == "zh" else textwrap.wrap(line, 44))
        for line in lines
    )


def markdown(lines: list[str], code: str) -> str:
    """As a converter of Markdown has them, with headings."""
    return "\n\n".join(f"## {line}" if _HEADING.match(line) else line for line in lines)


@pytest.fixture(params=[apart, wrapped, markdown], ids=lambda layout: layout.__name__)
def layout(request: pytest.FixtureRequest) -> Callable[[list[str], str], str]:
    return request.param  # type: ignore[no-any-return]


def called(report: Report) -> list[str]:
    return [
        mark.target for block in report.blocks for text in block.texts for mark in text.marks if isinstance(mark, Call)
    ]


@pytest.mark.parametrize("code", sorted(DOCUMENTS))
def test_anchors_calls_and_roles(code: str, layout: Callable[[list[str], str], str]) -> None:
    report, diagnostics = converted(layout(DOCUMENTS[code], code), code)
    assert " ".join(block.anchor for block in report.blocks if block.kind is not Kind.MASTHEAD) == ANCHORS
    assert called(report) == CALLS
    roles = [block.role for block in report.blocks if block.kind is Kind.MASTHEAD]
    assert [role for role in roles if role != "language"] == ROLES
    assert diagnostics == []


@pytest.mark.parametrize("code", sorted(DOCUMENTS))
def test_facts(code: str) -> None:
    report = completed(converted(apart(DOCUMENTS[code], code), code)[0])
    document = report.document
    assert (document.organ, document.type, document.original_language) == ("A", "report", "en")
    assert document.date is not None
    assert document.date.isoformat() == "2024-07-15"
    assert document.session == DOCUMENTS[code][5 if code == "en" else 6]


# Anchors, and roles of the masthead, of a resolution of the Assembly and of one of the Council.
ACTS = {
    "resolution": (
        "symbol organ distribution date session agenda-item type subtitle title txt-1 pp-1 pp-2 pp-2.a pp-2.b pp-3 "
        "par-1 par-2 txt-2 txt-3 annex annex.par-1"
    ),
    "council": "symbol organ distribution date title subtitle txt-1 pp-1 pp-2 pp-3 par-1 par-2",
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ACTS)
def test_acts(name: str, code: str) -> None:
    report, diagnostics = converted(apart(document(name, code), code), code)
    assert " ".join(block.anchor or block.role for block in report.blocks) == ACTS[name]
    assert completed(report).document.type == "resolution"
    assert diagnostics == []


# The same of a letter with its annex and of a summary record.
OTHERS = {
    "letter": "symbol organ distribution date original title txt-1 txt-2 txt-3 txt-4 annex annex.par-1 annex.par-2",
    "record": (
        "symbol organ session status distribution date original suborgan title held chair sec.h-1 txt-1 txt-2 "
        "txt-3 sec.h-2 par-1 par-2 txt-4"
    ),
}
IN_WORD = (
    "symbol organ session status distribution date original suborgan title held chair txt-1 sec.h-1 par-1 par-2 txt-2"
)
"""Where the file shows its headings, the contents are set aside."""


def places(report: Report) -> str:
    return " ".join(block.anchor or block.role for block in report.blocks if block.role != "language")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", OTHERS)
def test_letters_and_records(name: str, code: str, layout: Callable[[list[str], str], str]) -> None:
    report, _ = converted(layout(document(name, code), code), code)
    assert places(report) == OTHERS[name]


def close(lines: list[str], code: str) -> str:
    """Lines without space between paragraphs, as large type leaves them: only room at their ends parts them."""
    columns = 40 if code == "zh" else 76
    broken = (
        [[line[at : at + columns] for at in range(0, len(line), columns)] for line in lines]
        if code == "zh"
        else [textwrap.wrap(line, columns) for line in lines]
    )
    return "\n".join(row for rows in broken for row in rows)


def test_a_letter_in_arabic_without_space_between_paragraphs() -> None:
    report, _ = converted(close(document("letter", "ar"), "ar"), "ar")
    assert places(report) == OTHERS["letter"]


def test_a_letter_in_chinese_without_space_between_paragraphs() -> None:
    blank = "\u3000" * 2
    lines = [f"{blank}{line}" if line.endswith("。") else line for line in document("letter", "zh")]
    report, _ = converted(close(lines, "zh"), "zh")
    assert places(report) == OTHERS["letter"]


WITHOUT_SPACE = [
    (name, code)
    for name in ("report", "letter", "record", "resolution", "council")
    for code in LANGUAGES
    # A title and the text below it, in Arabic; a title and the place below it, in lower case in Russian.
    if (name, code) not in {("letter", "ar"), ("record", "ru")}
]


@pytest.mark.parametrize(("name", "code"), WITHOUT_SPACE)
def test_a_line_for_each_paragraph_and_no_space_between(name: str, code: str) -> None:
    spaced, _ = converted(apart(document(name, code), code), code)
    report, _ = converted("\n".join(document(name, code)), code)
    assert places(report) == places(spaced)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["report", "resolution"])
def test_lines_of_one_width_and_no_space_between(name: str, code: str) -> None:
    spaced, _ = converted(apart(document(name, code), code), code)
    report, _ = converted(close(document(name, code), code), code)
    assert places(report) == places(spaced)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_record_in_word_keeps_how_the_meeting_begins(code: str, tmp_path: Path) -> None:
    lines = document("record", code)
    headed = {lines[-11], lines[-8], lines[-4]}  # The title, « Contents » and the agenda item.
    body = "".join(p(r(line, "<w:b/>" if line in headed else "")) for line in lines)
    (tmp_path / "record.docx").write_bytes(docx(body))
    report, _ = read_file(tmp_path / "record.docx", code=code)
    assert places(report) == IN_WORD


WRAPPED_TITLES = {
    "ar": "رسالة مؤرخة 8 آذار/مارس 2024 من الممثل الدائم لليابان موجهة إلى رئيسة\nمجلس الأمن",
    "en": "Letter dated 8 March 2024 from the representative of Japan to the President of the Security\nCouncil",
    "es": "Carta de fecha 8 de marzo de 2024 del Representante dirigida a la Presidencia del\nConsejo de Seguridad",
    "fr": "Lettre datée du 8 mars 2024, adressée par le Secrétaire général à la Présidente du\nConseil de sécurité",
    "ru": "Записка Генерального секретаря, препровождающая доклад, который принял\nСовет Безопасности",
}


@pytest.mark.parametrize("code", WRAPPED_TITLES)
def test_a_title_whose_last_line_is_the_name_of_an_organ(code: str) -> None:
    lines = document("letter", code)
    title = next(index for index, line in enumerate(lines) if len(line) > 60)
    report, _ = converted(apart([*lines[:title], WRAPPED_TITLES[code], *lines[title + 1 :]], code), code)
    assert places(report) == OTHERS["letter"]
