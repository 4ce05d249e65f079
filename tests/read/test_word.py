"""Word files from bytes to blocks: the anchors are those that the printed pages give."""

from __future__ import annotations

from build_scripts.core.model import Call, Document, Kind, Report
from build_scripts.core.settings import archive
from build_scripts.extract.word import extract_word
from build_scripts.run.pipeline import convert
from tests.extract.docx import docx, p, r, table
from tests.extract.test_word import SECTION, STYLES

HEADING = '<w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr>'
FRAME = '<w:framePr w:w="9792" w:wrap="notBeside" w:yAlign="bottom"/>'
RAISED = '<w:vertAlign w:val="superscript"/>'
PAGE_BREAK = p('<w:r><w:br w:type="page"/></w:r>')
HEADER = table(("United Nations", "A/80/6 (Sect. 29)"), ("General Assembly", "Distr.: General"))
COVER = (
    p(r("Eightieth session"))
    + p(properties=FRAME)
    + p(r("*\u00a0A/80/50."), properties=FRAME)
    + p(r("Item 137 of the preliminary list*"))
    + p(r("Proposed programme budget for 2026", "<w:b/>"))
    + p(r("Management and support services", "<w:b/>"))
)


def report(body: str, **parts: str) -> Report:
    source, _ = extract_word(
        "source.docx", docx(body, links=None, head="", styles=STYLES, **parts), archive().limits, accepted=False
    )
    made, diagnostics = convert(source, Document("en/x", "x", "en", ""))
    assert [str(d) for d in diagnostics if d.code.startswith("P")] == []
    return made


def test_a_budget_section() -> None:
    body = (
        COVER
        + PAGE_BREAK
        + p(r("Overview"), properties=HEADING)
        + p(r("\t29.1\tThe purpose of section 29 is set out below."))
        + p(r("\t\t(a)\tOne aim;"))
        + p(r("Table 29.1", "<w:b/>"))
        + p(r("Resources", "<w:b/>"))
        + table(("Object", "2026"), ("Posts", f"<w:tc>{p(r('12 500'), r('a', RAISED))}</w:tc>"))
        + p(r("a", RAISED), r(" Not final."))
        + p(r("\t29A.1\tThe Department says so."))
        + p(r("Legislative mandates"), properties=HEADING)
        + SECTION
    )
    blocks = report(body, header1=HEADER, header2=p(r("A/80/6")), footer1=p(r("25-1"))).blocks
    assert [(b.role or b.anchor) for b in blocks] == [
        "emblem", "symbol", "organ", "distribution", "session", "note-x1", "agenda-item", "agenda-title", "title",
        "sec.h-1", "par-29.1", "par-29.1.a", "table-1", "table-1.note-a", "par-29A.1", "sec.h-2",
    ]  # fmt: skip
    rows = next(block for block in blocks if block.kind is Kind.TABLE).rows
    assert [[cell.string for cell in row] for row in rows] == [["Object", "2026"], ["Posts", "12 500a"]]


def test_a_table_that_the_notes_of_its_page_cut_in_two_is_one() -> None:
    frame = p(r("* A/80/50."), properties=FRAME)
    body = p(r("1. Text of a paragraph.")) + table(("a", "b")) + frame + table(("c", "d")) + p() + table(("e", "f"))
    tables = [block for block in report(body).blocks if block.kind is Kind.TABLE]
    assert [len(block.rows) for block in tables] == [2, 1]


def test_a_box_of_one_cell_is_text() -> None:
    blocks = report(p(r("1. First paragraph.")) + table(("2. A recommendation.",))).blocks
    assert [block.anchor for block in blocks] == ["par-1", "par-2"]


def test_the_contents_are_set_aside_as_a_table() -> None:
    body = (
        p(r("Contents"), properties=HEADING)
        + table(("", "Page"), ("A. Programme", "2"), ("Overview", "3"), ("B. Resources", "10"))
        + p(r("A. Programme"), properties=HEADING)
        + p(r("1. The programme is described."))
    )
    made = report(body)
    assert [block.anchor for block in made.blocks] == ["sec-a", "par-1"]
    assert {item.reason for item in made.furniture} == {"contents"}


def test_the_first_pages_header_that_alone_says_the_symbol() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    lines = [p(r(line)) for line in ("General Assembly", "Eightieth session", "1. Text is here.")]
    for symbol, first in (("", "symbol"), (p(r("A/80/12")), "symbol")):
        blocks = report(symbol + "".join(lines) + section, header1=p(r("A/80/12"))).blocks
        assert [(b.role, b.text.string) for b in blocks if b.role == "symbol"] == [(first, "A/80/12")]
    blocks = report("".join(lines) + section, header1=p(r("Part II\tPolitical affairs"))).blocks
    assert [b.role for b in blocks] == ["organ", "session", ""]


def test_rows_and_columns_that_only_make_room_are_no_part_of_a_table() -> None:
    body = p(r("1. Text is here.")) + table(("Object", "", "2026"), ("", "", ""), ("Posts", "", "12"))
    blocks = report(body + p(r("2. End."))).blocks
    rows = [[cell.string for cell in row] for block in blocks for row in block.rows]
    assert rows == [["Object", "2026"], ["Posts", "12"]]


def test_endnotes_have_their_roman_numbers() -> None:
    notes = "".join(
        f'<w:endnote w:id="{at}"><w:p><w:r><w:endnoteRef/></w:r>{r(" See below.")}</w:p></w:endnote>' for at in (2, 3)
    )
    calls = [f'<w:r><w:endnoteReference w:id="{at}"/></w:r>' for at in (2, 3)]
    blocks = report(p(r("1. One"), calls[0], r(".")) + p(r("2. Two"), calls[1], r(".")), endnotes=notes).blocks
    assert [b.anchor for b in blocks] == ["par-1", "par-2", "note-i", "note-ii"]
    assert [b.text.string[b.label_end :] for b in blocks[2:]] == ["See below.", "See below."]


def test_the_frame_of_a_note_parts_no_table() -> None:
    frame = p(properties=FRAME) + p(r("*\u00a0A/80/50."), properties=FRAME)
    body = p(r("1. Text is here.*")) + table(("1", "One")) + frame + table(("2", "Two")) + p() + table(("3", "Three"))
    blocks = report(body + p(r("2. End."))).blocks
    tables = [[[cell.string for cell in row] for row in block.rows] for block in blocks if block.rows]
    assert tables == [[["1", "One"], ["2", "Two"]], [["3", "Three"]]]


def test_boxes_with_names_beside_one_another_are_a_drawing() -> None:
    def box(words: str) -> str:
        content = f"<w:txbxContent>{p(r(words))}</w:txbxContent>"
        return f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"

    body = p(r("1. Here is a chart.")) + p(*(box(name) for name in ("Director", "Office of the Director", "Total: 1")))
    told = p(*(box(f"Recommendation {at}: that the Board decide so.") for at in range(1, 4)))
    made = report(body + p(r("2. Here are boxes.")) + told)
    assert [b.text.string for b in made.blocks] == [
        "1. Here is a chart.",
        "2. Here are boxes.",
        *(f"Recommendation {at}: that the Board decide so." for at in range(1, 4)),
    ]
    assert {f.reason for f in made.furniture} == {"figure"}


GENEVA = (
    '<w:style w:type="paragraph" w:styleId="H4G"><w:name w:val="_ H_4_G"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
)


def test_headings_and_contents_by_the_names_of_their_styles() -> None:
    entries = (("I.\tIntroduction", "1"), ("Annexes", ""), ("II.\tConclusions", "4"), ("III.\tEnd", ""))
    body = (
        p(r("Contents"))
        + p(r("Page", "<w:i/>"))
        + "".join(p(r(f"{name}\t{page}"), properties='<w:pStyle w:val="T1"/>') for name, page in entries)
        + p(r("\tI.\tIntroduction", "<w:b/>"))
        + p(r("1.\tThe first paragraph of the text."))
        + p(r("\t(a)\tA heading of the fourth rank"), properties='<w:pStyle w:val="H4G"/>')
        + p(r("2.\tThe second paragraph of the text."))
    )
    source, _ = extract_word("x", docx(body, styles=GENEVA), archive().limits)
    made, _ = convert(source, Document("en/x", "x", "en", ""))
    assert [block.anchor for block in made.blocks] == ["sec-1", "par-1", "sec-1.a", "par-2"]
    aside = [" ".join(source.string[item.start : item.end].split()) for item in made.furniture]
    assert aside == ["Contents", "Page", "I. Introduction 1", "Annexes", "II. Conclusions 4", "III. End"]
    assert {item.reason for item in made.furniture} == {"contents"}


def test_a_heading_that_is_bold_and_partly_slanted_with_a_call() -> None:
    bold = p(
        r("Advancement of women ", "<w:b/>"),
        r("(continued)", "<w:b/><w:i/>"),
        r("*", RAISED),
    )
    blocks = report(p(r("1.\tText comes first.")) + bold + p(r("2.\tThen more text."))).blocks
    assert [block.anchor for block in blocks] == ["par-1", "sec.h-1", "par-2"]


def test_genevas_box_of_a_summary_has_rows_for_title_and_end() -> None:
    words = "The present report is submitted pursuant to a resolution of the Council, which requested it."
    blocks = report(
        p(r("Report of the Secretary-General", "<w:b/>"))
        + table(("Summary",), (words,), ("",))
        + p(r("1.\tText comes after it."))
    ).blocks
    assert [block.anchor for block in blocks][-3:] == ["summary", "summary.txt-1", "par-1"]
    names = ("Afghanistan", "Albania", "Algeria")
    listed = report(p(r("1.\tText.")) + table(*((name,) for name in names)) + p(r("2.\tMore."))).blocks
    assert [len(block.rows) for block in listed] == [0, 3, 0]


def test_a_line_that_chinese_breaks_is_closed_up() -> None:
    line_break = "<w:r><w:br/></w:r>"
    blocks = report(p(r("1.\t理事会的年度"), line_break, r("报告，2020"), line_break, r("年。"))).blocks
    assert [block.text.string for block in blocks] == ["1. 理事会的年度报告，2020年。"]


def test_boxes_of_which_one_says_the_symbol_are_a_masthead_and_no_drawing() -> None:
    frame = '<w:framePr w:w="3000" w:x="8000" w:y="{}"/>'
    lines = ("A/79/123", "Distr.: General", "12 March 2024")
    boxes = "".join(p(r(line), properties=frame.format(1000 * y)) for y, line in enumerate(lines, 1))
    blocks = report(boxes + p(r("General Assembly")) + p(r("1.\tText."))).blocks
    assert [block.text.string for block in blocks[:3]] == list(lines)


LARGE = '<w:b/><w:sz w:val="28"/>'


def test_a_title_in_larger_letters_than_the_agenda_item_above_it() -> None:
    head = table(("United Nations", "A/HRC/48/55"), ("General Assembly", "Distr.: General")) + p(r("Agenda item 3"))
    topic, title = "Promotion and protection of all human rights", "Report of the Working Group on Detention"
    text = p(r("1.\tText comes after it."))
    for size, roles in ((LARGE, ["agenda-title", "title"]), ("<w:b/>", ["title", "type"])):
        blocks = report(head + p(r(topic, "<w:b/>")) + p(r(title, size)) + text).blocks
        assert [b.role for b in blocks if b.text.string in (topic, title)] == roles


def test_an_enacting_line_without_a_comma_ends_the_masthead() -> None:
    body = (
        table(("United Nations", "A/RES/75/1"), ("General Assembly", "Distr.: General"))
        + p(r("Resolution adopted by the General Assembly on 21 September 2020", "<w:b/>"))
        + p(r("75/1.\tDeclaration on an anniversary", "<w:b/>"))
        + p(r("The General Assembly", "<w:i/>"))
        + p(r("Adopts", "<w:i/>"), r(" the following declaration:"))
        + p(r("1.\tWe have gathered."))
    )
    assert [b.role or b.anchor for b in report(body).blocks][-5:] == ["type", "title", "txt-1", "txt-2", "par-1"]


def test_letters_of_a_list_with_full_stops() -> None:
    body = p(r("1.\tThree tasks:")) + p(r("a.\tTo see;")) + p(r("b.\tTo say:")) + p(r("i.\tOne.")) + p(r("a. Not one."))
    assert [block.anchor for block in report(body).blocks] == ["par-1", "par-1.a", "par-1.b", "par-1.b.i", "txt-1"]


def test_asterisks_below_a_table_are_notes_where_a_cell_has_them() -> None:
    body = (
        p(r("1.\tText comes first."))
        + table(("Object", "2026"), ("Posts*", "12"))
        + p(r("Source: the Secretariat."))
        + p(r("* An estimate."))
        + p(r("* * *"))
        + p(r("2.\tMore text."))
        + p(r("* Not a note."))
    )
    made = report(body).blocks
    assert [block.anchor for block in made] == ["par-1", "table-1", "txt-1", "note-x1", "txt-2", "par-2", "txt-3"]
    calls = [mark for row in made[1].rows for cell in row for mark in cell.marks if isinstance(mark, Call)]
    assert [call.target for call in calls] == ["note-x1"]


def test_a_line_of_strokes_is_furniture_and_a_line_in_brackets_no_title() -> None:
    body = (
        p(r("1.\tText."))
        + p(r("Annex", "<w:b/>"))
        + p(r("[Original: French]"))
        + p(r("Statement", "<w:b/>"))
        + p(r("1.\tText of the annex."))
        + p(r("____________"))
    )
    made = report(body)
    assert [block.anchor for block in made.blocks][1:] == ["annex", "annex.txt-1", "annex.sec.h-1", "annex.par-1"]
    assert [item.reason for item in made.furniture] == ["page-rule"]


def test_a_typed_note_that_the_title_calls_in_a_file_with_notes_of_its_own() -> None:
    """Behind the text, as a working group's list of issues has it; an asterisk that nothing calls is text."""
    notes = f'<w:endnote w:id="2"><w:p><w:r><w:endnoteRef/></w:r>{r(" See below.")}</w:p></w:endnote>'
    call = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    body = p(r("A/80/12")) + p(r("List of issues*")) + p(r("1. One"), call, r(".")) + p(r("2. Two."))
    blocks = report(body + p(r("‡ Nothing calls this.")) + p(r("* Adopted on 9 February 2024.")), endnotes=notes).blocks
    told = {b.text.string: b.kind.value for b in blocks}
    assert told["* Adopted on 9 February 2024."] == "note"
    assert told["‡ Nothing calls this."] == "other"
