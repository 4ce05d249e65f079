"""Word files: what becomes of each of their elements, and that nothing is lost without a word."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from build_scripts.core.model import (
    Cell,
    Hyperlink,
    ListLabel,
    NoteBody,
    NoteReference,
    Paragraph,
    Region,
    RegionKind,
    Source,
    Span,
    Style,
)
from build_scripts.core.settings import archive
from build_scripts.extract.signatures import is_word
from build_scripts.extract.word import extract_word
from build_scripts.extract.word.numbering import written
from tests.extract.docx import docx, p, r, table

LIMITS = archive().limits
INSERTED, DELETED = "<w:ins>{}</w:ins>", '<w:del><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'


def read(data: bytes, *, accepted: bool = False) -> tuple[Source, list[str]]:
    source, diagnostics = extract_word("source.docx", data, LIMITS, accepted=accepted)
    return source, [f"{d.code} {d.message}" for d in diagnostics]


def words(source: Source, kind: type[Span]) -> list[str]:
    return [source.string[span.start : span.end] for span in source.spans if isinstance(span, kind)]


@pytest.mark.parametrize(
    ("body", "string"),
    [
        (p(r("A/S"), "<w:r><w:noBreakHyphen/></w:r>", r("10/2")), "A/S\u201110/2"),
        (p("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>"), "co\u00adop"),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "≥✓"),
        (p("<w:sdt><w:sdtPr/><w:sdtContent>" + r("in a control") + "</w:sdtContent></w:sdt>"), "in a control"),
        (f"<w:sdt><w:sdtContent>{p(r('a block'))}</w:sdtContent></w:sdt>", "a block"),
        (p('<w:fldSimple w:instr=" PAGE ">' + r("7") + "</w:fldSimple>"), "7"),
        (p(r("a "), "<w:smartTag>" + r("place") + "</w:smartTag>", "<w:bdo>" + r(" b") + "</w:bdo>"), "a place b"),
        (p(r("T"), properties='<w:framePr w:dropCap="drop"/>') + p(r("he")), "The"),
        (p(r("seen"), r("unseen", "<w:vanish/>")), "seen"),
        (p(r("Title."), properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p(r(" Text.")), "Title. Text."),
        (p(r("\uf0b7 b", '<w:rFonts w:ascii="Symbol"/>')), "• β"),
        (p(r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')), "✓"),
    ],
)
def test_what_stands_in_a_paragraph(body: str, string: str) -> None:
    assert read(docx(body))[0].string.strip() == string


def test_words_that_are_left_out_are_counted() -> None:
    _, said = read(docx(p(r("seen"), r("unseen", "<w:vanish/>"))))
    assert said == ["S033 left out: 6 characters, hidden text"]


def test_the_code_of_a_field_is_no_text_and_its_address_a_link() -> None:
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText> HYPERLINK "https://undocs.org/A/1" </w:instrText></w:r>'
    inner = f"{begin}<w:r><w:instrText>DATE</w:instrText></w:r>{between}{r('hidden')}{end}"
    source, said = read(docx(p(r("see "), begin, code, inner, between, r("A/1"), end, r("."))))
    assert source.string == "see A/1.\n"
    assert words(source, Hyperlink) == ["A/1"]
    assert said == ["S033 left out: 6 characters, the code of a field"]


def test_links_lead_outside_only() -> None:
    link = "<w:hyperlink {}>{}</w:hyperlink>"
    body = p(link.format('r:id="x"', r("A/2")), link.format('w:anchor="b"', r("b")))
    source, _ = read(docx(body, links={"x": "https://docs.un.org/en/A/2"}))
    assert words(source, Hyperlink) == ["A/2"]
    assert [span.href for span in source.spans if isinstance(span, Hyperlink)] == ["https://docs.un.org/en/A/2"]


def numbering(*levels: tuple[str, str]) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return (
        f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{restart}</w:num>'
    )


def listed(text: str, level: int = 0, number: int = 1) -> str:
    return p(r(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_counted_as_word_counts_them() -> None:
    levels = numbering(("decimal", "29.%1"), ("lowerLetter", "(%2)"), ("bullet", "\uf0b7"))
    body = (
        listed("One") + listed("first", 1) + listed("second", 1) + listed("Two") + listed("again", 1)
        + listed("point", 2) + p(r("between")) + listed("Three") + listed("Anew", 0, 2)
    )  # fmt: skip
    source, _ = read(docx(body, numbering=levels))
    assert words(source, ListLabel) == ["29.1", "(a)", "(b)", "29.2", "(a)", "•", "29.3", "29.1"]
    assert source.string.startswith("29.1\tOne\n(a)\tfirst")


def test_a_level_of_a_list_that_begins_elsewhere() -> None:
    """The second list begins each of its sublists with (c)."""
    levels = numbering(("decimal", "%1."), ("lowerLetter", "(%2)"))
    levels += (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/>'
        "</w:lvlOverride></w:num>"
    )
    body = listed("a") + listed("b", 1) + listed("c", 0, 3) + listed("d", 1, 3) + listed("e", 0, 3) + listed("f", 1, 3)
    source, _ = read(docx(body, numbering=levels))
    assert words(source, ListLabel) == ["1.", "(a)", "2.", "(c)", "3.", "(c)"]


def test_a_form_of_numbers_that_newer_versions_know_alone() -> None:
    forms = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    levels = numbering(("decimal", "%1.")).replace('<w:numFmt w:val="decimal"/>', forms)
    source, _ = read(docx(listed("One") + listed("Two"), numbering=levels))
    assert words(source, ListLabel) == ["001.", "002."]


def test_paragraphs_that_no_page_shows_are_not_counted() -> None:
    counted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>{}</w:rPr>'
    hidden = p(r("unseen", "<w:vanish/>"), properties=counted.format("<w:vanish/>"))
    gone = p(DELETED.format("gone"), properties=counted.format('<w:del w:id="1"/>'))
    plain = p(DELETED.format("gone"), properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    body = listed("One") + hidden + gone + plain + listed("Two") + gone + p(r("plain"))
    source, said = read(docx(body, numbering=numbering(("decimal", "%1."))), accepted=True)
    assert source.string == "1.\tOne\n\n2.\tTwo\nplain\n"
    assert any(message.startswith("S034 6 tracked changes accepted") for message in said)


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "lowerRoman", "iv"), (1990, "upperRoman", "MCMXC"), (27, "lowerLetter", "aa"), (2, "russianLower", "б"),
        (3, "arabicAbjad", "ج"), (12, "chineseCounting", "十二"), (40, "chineseCounting", "四十"),
        (105, "chineseCounting", "一百〇五"), (20, "chineseCountingThousand", "二十"),
        (1010, "chineseCounting", "一千〇一十"),
        (12, "chineseLegalSimplified", "壹拾贰"), (12, "ideographDigital", "一二"), (3, "ideographTraditional", "丙"),
        (15, "hebrew1", "טו"), (123, "hebrew1", "קכג"), (2, "hebrew2", "ב"), (12, "decimalFullWidth", "１２"),
        (12, "decimalEnclosedCircle", "⑫"), (7, "thaiNumbers", "๗"),
        (22, "ordinal", "22nd"), (7, "decimalZero", "07"), (2, "chicago", "†"), (5, "unheardOf", "5"),
        (0, "lowerRoman", "0"),
    ],
)  # fmt: skip
def test_forms_of_numbers(number: int, form: str, shown: str) -> None:
    assert written(number, form) == shown


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="_ H_2/3"/><w:basedOn w:val="H1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def test_styles_take_over_from_those_they_are_based_on() -> None:
    body = p(r("Mandates"), properties='<w:pStyle w:val="H2"/>') + p(
        r("a"), r("b", '<w:rStyle w:val="S"/>'), r("c", "<w:i/>")
    )
    source, _ = read(docx(body, styles=STYLES, numbering=numbering(("upperRoman", "%1."))))
    first = next(span for span in source.spans if isinstance(span, Paragraph))
    assert (first.style, first.level, first.listed) == ("_ H_2/3", 2, True)
    assert source.string.startswith("I.\tMandates")
    styles = [(source.string[s.start : s.end], s.bold, s.italic) for s in source.spans if isinstance(s, Style)]
    assert styles == [("Mandates", True, False), ("b", True, False), ("c", False, True)]


def test_notes_follow_the_block_that_calls_them() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    custom = '<w:r><w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'
    notes = (
        '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        + note.format(3, r(" See A/1."))
        + note.format(4, r(" See A/2."))
        + f'<w:footnote w:id="5">{p(r("* Own mark."))}</w:footnote>'
        + note.format(9, r("lost"))
    )
    body = p(r("One"), reference.format(4), r(".")) + table(("a", f"<w:tc>{p(r('b'), reference.format(3))}</w:tc>"))
    source, said = read(docx(body + p(r("Title"), custom), footnotes=notes))
    assert source.string == "One1.\n1 See A/2.\na\nb2\n2 See A/1.\nTitle*\n* Own mark.\n"
    assert words(source, NoteReference) == ["1", "2", "*"]
    assert [body.split()[0] for body in words(source, NoteBody)] == ["1", "2", "*"]
    assert said == ["S033 left out: 4 characters, a note that nothing calls"]


def test_brackets_around_a_call_are_raised_with_it() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    reference = f'<w:r><w:rPr>{raised}</w:rPr><w:footnoteReference w:id="3"/></w:r>'
    note = f'<w:footnote w:id="3">{p(r("(", raised), "<w:r><w:footnoteRef/></w:r>", r(") See A/1."))}</w:footnote>'
    source, _ = read(docx(p(r("One"), r("(", raised), reference, r(")", raised), r(".")), footnotes=note))
    raised_words = [source.string[s.start : s.end] for s in source.spans if isinstance(s, Style) and s.raised]
    assert raised_words[0] == "(1)"


def test_the_mark_of_a_call_is_the_number_of_its_note() -> None:
    call = '<w:r><w:footnoteReference w:id="5" w:customMarkFollows="1"/><w:t>a</w:t></w:r>'
    source, _ = read(docx(p(r("Title"), call), footnotes=f'<w:footnote w:id="5">{p(r("a Own mark."))}</w:footnote>'))
    raised = [source.string[s.start : s.end] for s in source.spans if isinstance(s, Style) and s.raised]
    assert raised == ["a", "a"]


def test_what_a_formula_shows_around_its_letters() -> None:
    def m(name: str, *parts: str) -> str:
        return f"<m:{name}>{''.join(parts)}</m:{name}>"

    def t(letters: str) -> str:
        return m("r", m("t", letters))

    formula = m(
        "oMath",
        m("f", m("num", t("a+b")), m("den", t("2"))),
        m("sSup", m("e", t("x")), m("sup", t("2"))),
        m("d", m("dPr", '<m:begChr m:val="["/><m:endChr m:val="]"/>'), m("e", t("y")), m("e", t("z"))),
        m("rad", m("deg"), m("e", t("n"))),
        m("nary", m("naryPr", '<m:chr m:val="∑"/>'), m("sub", t("i")), m("sup", t("n")), m("e", t("k"))),
        m("m", m("mr", m("e", t("1")), m("e", t("0"))), m("mr", m("e", t("0")), m("e", t("1")))),
    )
    source, said = read(docx(p(r("Let "), formula, r(" be."))))
    assert source.string == "Let (a+b)/2x^2[y|z]√n∑i^nk1 0; 0 1 be.\n"
    assert said == []


def test_a_level_that_a_list_gives_to_a_style() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="%{at + 1}."/></w:lvl>'
        for at, (form, style) in enumerate((("upperRoman", "H1"), ("upperLetter", "H2")))
    )
    shapes = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    body = "".join(p(r("Title"), properties=f'<w:pStyle w:val="{style}"/>') for style in ("H1", "H2", "H2", "H1"))
    source, _ = read(
        docx(body, styles=STYLES, numbering=f'{shapes}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
    )
    assert words(source, ListLabel) == ["I.", "A.", "B.", "II."]


def test_the_entry_that_is_chosen_from_a_list() -> None:
    entries = '<w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/>'
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{entries}</w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(docx(p(r("Answer: "), field)))[0].string == "Answer: No\n"


def test_cells_that_others_cover() -> None:
    def cell(text: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"

    span = cell("wide", '<w:gridSpan w:val="2"/>')
    top, below = cell("tall", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")
    rows = "".join(f"<w:tr>{row}</w:tr>" for row in (span + cell("c", ""), top + cell("1", "") + cell("2", ""),
                                                      below + cell("3", "") + cell("4", "")))  # fmt: skip
    source, _ = read(docx(f"<w:tbl>{rows}</w:tbl>"))
    cells = [(source.string[c.start : c.end].strip(), c.row, c.column, c.columns, c.rows)
             for c in source.spans if isinstance(c, Cell)]  # fmt: skip
    assert cells == [
        ("wide", 0, 0, 2, 1), ("c", 0, 2, 1, 1), ("tall", 1, 0, 1, 2), ("1", 1, 1, 1, 1), ("2", 1, 2, 1, 1),
        ("3", 2, 1, 1, 1), ("4", 2, 2, 1, 1),
    ]  # fmt: skip


def test_a_cell_that_goes_on_beside_itself() -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{p(r(text))}</w:tc>"

    first = cell("wide", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("c")
    source, _ = read(docx(f"<w:tbl><w:tr>{first}</w:tr></w:tbl>"))
    cells = [(source.string[c.start : c.end].strip(), c.column, c.columns) for c in source.spans if isinstance(c, Cell)]
    assert cells == [("wide", 0, 2), ("c", 2, 1)]


def test_paragraphs_of_one_frame_are_one_box() -> None:
    frame = '<w:framePr w:w="3000" w:x="{}" w:y="1000"/>'
    body = "".join(p(r(line), properties=frame.format(8000)) for line in ("A/79/123", "Distr.: General"))
    source, _ = read(docx(body + p(r("Other"), properties=frame.format(1)) + p(r("Text"))))
    assert words(source, Region) == ["A/79/123\nDistr.: General", "Other"]


def test_a_text_box_is_read_once_and_a_drawing_is_a_figure() -> None:
    box = f"<wps:txbx><w:txbxContent>{p(r('Boxed.'))}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{p(r('Boxed.'))}</w:txbxContent></v:textbox></w:pict>"
    forms = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    twice = f"<w:r><mc:AlternateContent>{forms}</mc:AlternateContent></w:r>"
    drawn = f"<w:r><w:drawing><wpg:wgp>{box.replace('Boxed.', 'Chief')}</wpg:wgp></w:drawing></w:r>"
    chart = '<w:r><w:drawing><c:chart r:id="chart1"/></w:drawing></w:r>'
    words_of_chart = "<c:strCache><c:pt><c:v>Planned</c:v></c:pt></c:strCache><a:p><a:r><a:t>Title</a:t></a:r></a:p>"
    source, said = read(docx(p(r("Before"), twice, drawn, chart) + p(r("after")), chart1=words_of_chart))
    assert source.string == "Before\nBoxed.\nChief\nTitle\nPlanned\nafter\n"
    regions = [(source.string[s.start : s.end].strip(), s.kind) for s in source.spans if isinstance(s, Region)]
    assert regions == [
        ("Boxed.", RegionKind.BOX),
        ("Chief", RegionKind.FIGURE),
        ("Title\nPlanned", RegionKind.FIGURE),
    ]
    assert said == []


SECTION = (
    '<w:sectPr><w:headerReference w:type="first" r:id="header1"/><w:headerReference w:type="default" r:id="header2"/>'
    '<w:footerReference w:type="default" r:id="footer1"/><w:titlePg/></w:sectPr>'
)


def test_the_first_pages_header_comes_first() -> None:
    parts = {"header1": table(("United Nations", "A/80/6")), "header2": p(r("A/80/6")), "footer1": p(r("25-1"))}
    source, _ = read(docx(p(r("Text")) + SECTION, links=None, head="", **parts))
    assert source.string == "United Nations\nA/80/6\nText\nA/80/6\n25-1\n"
    assert [span.kind.value for span in source.spans if isinstance(span, Region)] == ["header", "header", "footer"]


@pytest.mark.parametrize(("accepted", "string"), [(False, "shall not act"), (True, "shall act now")])
def test_tracked_changes_by_choice(accepted: bool, string: str) -> None:
    body = p(r("shall "), DELETED.format("not "), r("act"), INSERTED.format(r(" now")))
    source, said = read(docx(body), accepted=accepted)
    assert source.string.strip() == string
    assert any(message.startswith("S034 2 tracked changes") for message in said)


def test_paragraphs_that_a_tracked_change_parts() -> None:
    body = p(r("one "), properties="<w:rPr><w:ins/></w:rPr>") + p(r("two"))
    assert read(docx(body))[0].string == "one two\n"
    assert read(docx(body), accepted=True)[0].string == "one \ntwo\n"


def test_comments_and_documents_inside_are_said() -> None:
    body = p(r("Text"), '<w:commentRangeStart w:id="1"/>') + '<w:altChunk r:id="aFChunk"/><w:subDoc r:id="x"/>'
    source, said = read(docx(body, comments="<w:comment>" + p(r("check!")) + "</w:comment>", aFChunk=""))
    assert source.string == "Text\n"
    assert "S033 left out: 1 comment in the margin" in said
    assert any(message.startswith("S035 word/aFChunk.xml") for message in said)


def test_a_text_element_that_no_rule_knows_is_reported() -> None:
    _, said = read(docx(p(r("known"), "<w:novelty>" + r("unheard") + "</w:novelty>")))
    assert [message[:4] for message in said] == ["P004"]


def test_a_document_type_is_refused() -> None:
    entity = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    source, said = read(docx(p(r("&x;")), head=entity))
    assert source.string == ""
    assert said[0].startswith("S030")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = docx(p(r("0" * 20_000_000)))
    assert read(bomb)[1][0].startswith("S032 word/document.xml unpacks to")
    small = replace(LIMITS, unpacked_bytes=100)
    assert extract_word("source.docx", docx(p(r("a" * 200))), small)[1][0].code == "S032"


@pytest.mark.parametrize("size", [4, 60, 200])
def test_half_a_file_is_refused(size: int) -> None:
    data = docx(p(r("Text")))[:size]
    assert is_word(data)
    assert read(data)[1][0].startswith("S030")


def test_another_package_is_named() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive_file:
        archive_file.writestr("xl/workbook.xml", "<x/>")
    assert "spreadsheet" in read(packed.getvalue())[1][0]


def test_strict_files_are_read_as_others() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p(r("Text"))))) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    strict = io.BytesIO()
    with zipfile.ZipFile(strict, "w") as after:
        for name, content in parts.items():
            content = content.replace(
                b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"
            )
            after.writestr(name, content)
    assert read(strict.getvalue())[0].string == "Text\n"


def test_lengths_with_units_as_strict_files_have_them() -> None:
    indent = '<w:ind w:start="{}" w:hanging="{}"/>'
    for left, hanging in (("720", "360"), ("36pt", "18pt"), ("0.5in", "0.25in"), ("3pc", "1.5pc")):
        source, _ = read(docx(p(r("Text", '<w:sz w:val="20"/>'), properties=indent.format(left, hanging))))
        first = next(span for span in source.spans if isinstance(span, Paragraph))
        assert (first.left, first.first, first.size) == (36, 18, 10)
