"""Text below a list belongs to the paragraph that the list interrupts, in six languages; what doesn't stays a block."""

from __future__ import annotations

import pytest

from build_scripts.core.model import Chunk, Chunkform, Document, Layout
from build_scripts.core.text import reading
from build_scripts.read.gathering import gather
from build_scripts.structure import structure
from build_scripts.structure.anchor import anchor
from build_scripts.structure.completeness import prove
from tests.structure.cases import converted, source

LISTS = {
    "en": ("1. Decides:", "(a) To meet;", "(b) To report;", "and requests the Secretary-General to assist."),
    "fr": ("1. Décide :", "a) De se réunir ;", "b) De rendre compte ;", "et prie le Secrétaire général de l’y aider."),
    "es": ("1. Decide:", "a) Reunirse;", "b) Informar;", "y solicita al Secretario General que le preste ayuda."),
    "ru": ("1. Постановляет:", "a) собраться;", "b) доложить;", "и просит Генерального секретаря оказать помощь."),
    "ar": ("١ - تقرر:", "(أ) أن تجتمع؛", "(ب) أن تقدم تقريرا؛", "وتطلب إلى الأمين العام أن يقدم المساعدة."),
    "zh": ("1. 决定：", "(a) 举行会议；", "(b) 提交报告；", "并请秘书长提供协助。"),
}


@pytest.mark.parametrize("language", sorted(LISTS))
def test_text_goes_on_below_a_list(language: str) -> None:
    report, diagnostics = converted("\n\n".join(LISTS[language]), language)
    assert [block.anchor for block in report.blocks] == ["par-1", "par-1.a", "par-1.b"]
    first = report.blocks[0]
    assert reading(first.text).string == f"{LISTS[language][0]} {LISTS[language][3]}"
    assert first.text.string[first.resumes :] == LISTS[language][3]
    assert diagnostics == []


@pytest.mark.parametrize(
    ("language", "lines", "anchors", "codes"),
    [
        # A sentence of its own; one that may go on, which is told; what closes a resolution; a preambular paragraph.
        ("en", ["(b) To report.", "The Committee adjourned."], ["txt-1"], []),
        ("en", ["(b) To report, and", "The Committee to adjourn."], ["txt-1"], ["T007"]),
        ("en", ["(b) To report.", "50th plenary meeting"], ["txt-1"], []),
        (
            "en",
            ["(b) To report;", "(i) In May;", "(ii) In June;", "and to adjourn."],
            ["par-1.b.i", "par-1.b.ii", "txt-1"],
            [],
        ),
        ("ar", ["(ب) أن تقدم تقريرا.", "وافتتحت الجلسة."], ["txt-1"], []),
        ("zh", ["(b) 提交报告。", "会议休会。"], ["txt-1"], []),
    ],
)
def test_what_stays_a_block_of_its_own(language: str, lines: list[str], anchors: list[str], codes: list[str]) -> None:
    report, diagnostics = converted("\n\n".join([*LISTS[language][:2], *lines]), language)
    assert [block.anchor for block in report.blocks][3:] == anchors
    assert [d.code for d in diagnostics if d.code != "T007"] == []
    assert ("T007" in [d.code for d in diagnostics]) == ("T007" in codes) or len(lines) > 2


# Points from the margin of the first line and of the others: New York sets the first line in.
@pytest.mark.parametrize(
    ("edges", "goes_on"),
    [((0.0, 0.0), True), ((24.0, 0.0), False), ((24.0, 24.0), False), ((0.0, 24.0), False)],
)
def test_the_page_tells_where_a_text_goes_on(edges: tuple[float, float], goes_on: bool) -> None:
    lines = ["1. Decides the following:", "(a) To meet in May.", "All this shall be done in good time."]
    given = source("\n".join(lines))
    placed = zip(lines, [(24.0, 0.0), (24.0, 0.0), edges], strict=True)
    chunks = []
    for line, place in placed:
        start = given.string.index(line)
        chunks.append(Chunk(Chunkform.TEXT, gather(given, start, start + len(line)), edges=place))
    layout = Layout("printed", tuple(chunks), (), shaped=True)
    report, _ = structure(given, layout, Document("en/made", "document.toml", "en", "Made"))
    report, _ = anchor(report)
    assert [block.anchor for block in report.blocks] == ["par-1", "par-1.a", *([] if goes_on else ["txt-1"])]
    assert prove(report) == []
