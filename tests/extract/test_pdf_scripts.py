"""What producers set in other ways than Word in English: Arabic, Chinese, hyphenated lines, TeX, drawn tables."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from build_scripts.core.settings import archive
from build_scripts.extract.pdf import extract_pdf
from tests.extract.pdfs import line, pdf, saved
from tests.extract.test_pdf import LONG
from tests.read.printed.signs import Line
from tests.read.printed.signs import pdf as pdf_of_signs

R, L = True, False
NAMES_B = b"begincmap 1 begincodespacerange %b endcodespacerange 1 beginbfchar %b <0062> endbfchar endcmap"


def lines(data: bytes) -> list[str]:
    return extract_pdf("a.pdf", data, archive().limits)[0].string.splitlines()


def with_a_name_for_b(content: bytes, encoding: Dictionary | None = None) -> bytes:
    """A page in a font whose map names the letter b alone."""
    document = pikepdf.open(io.BytesIO(pdf(content)))
    font = document.pages[0].Resources.Font.F1
    font.ToUnicode = document.make_stream(NAMES_B % (b"<00> <FF>", b"<62>"))
    if encoding is not None:
        font.Encoding = encoding
    return saved(document)


# --- Latin letters ----------------------------------------------------------------------------


def test_the_number_of_a_note_hangs_before_it() -> None:
    note = line("See A/79/1, para. 3.", y=100, x=96, size=8.5)
    assert lines(pdf(line("12", y=104, x=76, size=5.8) + note)) == ["12 See A/79/1, para. 3."]
    assert lines(pdf(line("in all", y=104, x=60, size=5.8) + note)) == ["in all", "See A/79/1, para. 3."]
    assert lines(pdf(line("12", y=104, x=20, size=5.8) + note)) == ["12", "See A/79/1, para. 3."]


def test_words_that_tex_has_moved_together() -> None:
    words = "] TJ ET\n".join(["BT /F1 10 Tf 72 700 Td [(towards) -167 (the) -167 (end) -167 (of) -167 (it)", ""])
    assert lines(pdf(words.encode())) == ["towards the end of it"]


def test_a_drawn_line_parts_two_cells() -> None:
    cells = line("thirty states", x=72, size=10) + line("12", x=136, size=10)
    assert lines(pdf(cells)) == ["thirty states 12"]
    assert lines(pdf(cells + b"133 690 0.5 30 re f\n")) == ["thirty states\t12"]


def test_columns_stand_below_the_lines_of_a_masthead() -> None:
    rows = [line("S/PV.1", y=718, x=400, size=10), b"60 711 480 0.5 re f\n"]
    rows += [
        line(f"{side} {LONG}", y=700 - 12 * n, x=x, size=10) for n in range(9) for side, x in (("l", 60), ("r", 320))
    ]
    assert [row[0] for row in lines(pdf(b"".join(rows)))] == ["S", *"lllllllll", *"rrrrrrrrr"]


@pytest.mark.parametrize(
    ("first", "shown"),
    [("a co-operation organi‐", "a co-operation organi\u00ad"), ("a co‐operation organi‐", "a co‐operation organi‐")],
    ids=["hyphens written otherwise", "the same hyphens"],
)
def test_hyphens_that_only_end_lines(first: str, shown: str) -> None:
    page = [Line(72, 700, [(first, L)], leftward=False), Line(72, 688, [("zation of", L)], leftward=False)]
    assert lines(pdf_of_signs([page])) == [shown, "zation of"]


@pytest.mark.parametrize(
    ("said", "glyphs", "shown"),
    [
        ("c", rb"\001b", "c"),  # One of two glyphs has no name.
        ("b\u0301", b"b", "b\u0301"),  # A glyph is named without its mark.
        ("ba", b"b", "b"),  # A letter that isn't seen.
        ("the words of another page", rb"\001", "\ufffd"),
        ("z", b"b", "b"),  # The words beside it are another glyph's.
    ],
)
def test_what_a_file_says_of_glyphs_without_a_name(said: str, glyphs: bytes, shown: str) -> None:
    words = said.encode("utf-16-be").hex().encode()
    content = b"BT /F1 10 Tf 72 700 Td (b) Tj ET /Span <</ActualText <FEFF" + words + b">>> BDC "
    content += b"BT /F1 10 Tf 78 700 Td (" + glyphs + b") Tj ET EMC"
    assert lines(with_a_name_for_b(content)) == [f"b{shown}"]


def test_what_a_file_says_of_text_without_a_size_is_not_seen() -> None:
    content = b"BT /F1 10 Tf 72 700 Td (b) Tj ET /Span <</ActualText <FEFF0301>>> BDC BT /F1 0 Tf (b) Tj ET EMC"
    assert lines(with_a_name_for_b(content)) == ["b"]


def test_codes_of_blanks_are_what_the_encoding_says() -> None:
    content = rb"BT /F1 10 Tf 72 700 Td (b\011b\040b) Tj ET"
    names = Dictionary(Type=Name.Encoding, Differences=[9, Name.adieresis])
    assert lines(with_a_name_for_b(content)) == ["b b b"]
    assert lines(with_a_name_for_b(content, names)) == ["bäb b"]


def test_the_numbers_of_glyphs_are_no_codes_of_blanks() -> None:
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Noto, DW=500)
    inner.CIDSystemInfo = Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
    document = pikepdf.open(io.BytesIO(pdf(b"BT /F1 10 Tf 72 700 Td <006200200062> Tj ET")))
    fonts = document.pages[0].Resources.Font
    fonts.F1 = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Noto, Encoding=Name("/Identity-H"))
    fonts.F1.DescendantFonts = [inner]
    fonts.F1.ToUnicode = document.make_stream(NAMES_B % (b"<0000> <FFFF>", b"<0062>"))
    assert lines(saved(document)) == ["b\ufffdb"]


# --- Chinese ----------------------------------------------------------------------------------


def test_figures_a_quarter_em_from_chinese() -> None:
    page = [
        Line(72, 700, [("自", L)], leftward=False),
        Line(79.5, 700, [("2013", L)], leftward=False),
        Line(102, 700, [("年起", L)], leftward=False),
        Line(72, 680, [("一", L)], leftward=False),
        Line(87, 680, [("导言", L)], leftward=False),
    ]
    assert lines(pdf_of_signs([page])) == ["自2013年起", "一 导言"]


# --- Arabic -----------------------------------------------------------------------------------


def _row(y: float, *runs: tuple[str, bool]) -> Line:
    return Line(500, y, runs)


def test_a_day_behind_its_year_stands_before_the_month() -> None:
    page = [_row(740, ("الجمعية العامة", R)), _row(720, ("15", L), (" ", R), ("July 2024", L))]
    page += [_row(700, ("15 July 2024", L)), _row(680, ("30", L), (" من جدول الأعمال ", R), ("A/79/1", L))]
    assert lines(pdf_of_signs([page])) == [
        "الجمعية العامة",
        "15 July 2024",
        "15 July 2024",
        "30 من جدول الأعمال A/79/1",
    ]


def test_a_call_behind_a_number_is_read_behind_it() -> None:
    # « لعام 1974. », a raised 10 at its left, and words that go on.
    page = [
        _row(700, ("لعام ", R), ("1974", L), (".", R)),
        Line(450, 703.5, [("10", L)], 6.0),
        Line(440, 700, [(" ونلاحظ أن", R)]),
    ]
    assert lines(pdf_of_signs([page])) == ["لعام 1974.10 ونلاحظ أن"]


def test_columns_of_arabic() -> None:
    words = "الجمعية العامة للأمم المتحدة في دورتها العادية"
    page = [
        Line(x, 700 - 18 * number, [(f"{side} {words}", R)], 10.0)
        for number in range(9)
        for side, x in (("ي", 560), ("س", 290))
    ]
    assert [row[0] for row in lines(pdf_of_signs([page]))] == [*"ييييييييي", *"سسسسسسسسس"]


@pytest.mark.parametrize(
    ("label", "gap", "shown"),
    [("(ج)", 1.0, "(ج) وهي تأسف"), ("(ج)", 0.0, "(ج)وهي تأسف"), ("ثانيا -", 1.0, "ثانيا - وهي تأسف")],
)
def test_a_label_that_fills_the_room_up_to_its_tab(label: str, gap: float, shown: str) -> None:
    page = [Line(500, 700, [(label, R)]), Line(500 - 5 * len(label) - gap, 700, [("وهي تأسف", R)])]
    assert lines(pdf_of_signs([page])) == [shown]


def test_brackets_around_a_word_alone_are_named_by_what_they_mean() -> None:
    page = [_row(740, ("الجمعية العامة", R)), Line(72, 60, [(")A( 24-12345", L)], leftward=False)]
    assert lines(pdf_of_signs([page])) == ["الجمعية العامة", "(A) 24-12345"]
