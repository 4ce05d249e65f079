"""The second proof: what the glyphs of a file don't confirm is reported with its page and line."""

from __future__ import annotations

from build_scripts.core.settings import archive
from build_scripts.core.text import located
from build_scripts.extract.pdf import extract_pdf
from build_scripts.extract.pdf.glyphs import Drawn
from build_scripts.extract.pdf.proof import doubts
from build_scripts.extract.record import as_table, extraction_hash, from_table
from tests.extract.pdfs import line, pdf


def messages(data: bytes) -> list[str]:
    source, diagnostics = extract_pdf("a.pdf", data, archive().limits)
    return [str(diagnostic) for diagnostic in located(source, diagnostics)]


def codes(string: str, lines: list[str]) -> list[str]:
    """Of the doubts about a page without strokes, of which PDFium reads `lines`."""
    return [code for code, _, _ in doubts(string, Drawn([], [], [], 0, 612, 792), [], lines)]


def test_a_page_that_both_read_alike_has_no_doubts() -> None:
    assert messages(pdf(line("1. The Committee (2)") + line("2. Decides", y=680))) == []
    assert codes("COVID-\n19", ["COVID\x02".replace("\x02", "-"), "19"]) == []


def test_letters_that_only_pdfium_reads() -> None:
    assert codes("Decides", ["Decided"]) == ["P020"]
    assert codes("Decides", ["Decides", "x"]) == ["P020"]


def test_letters_that_pdfium_does_not_read() -> None:
    assert codes("Decides twice", ["Decides"]) == ["P020"]


def test_letters_in_another_order() -> None:
    assert codes("left right", ["right", "left"]) == []
    assert codes("left right", ["rightleft"]) == ["P022"]


def test_letters_set_twice_for_boldness_stand_once() -> None:
    data = pdf(line("UNITED NATIONS", x=72) + line("UNITED NATIONS", x=72.3))
    source, diagnostics = extract_pdf("a.pdf", data, archive().limits)
    assert source.string == "UNITED NATIONS"
    assert diagnostics == []


def test_letters_without_a_name_are_reported_with_page_and_line() -> None:
    (message,) = messages(pdf(line("Bed"), rb"BT /F1 12 Tf 72 700 Td (B\001D) Tj ET"))
    assert message.startswith("a.pdf, p. 2, line 1: P021 1 letter that the file doesn't name, shown as U+FFFD")


def test_a_drawn_dash_with_spaces_beside_it_is_read_and_reported() -> None:
    words = line("the programmes of development", x=72) + line("and the needs of", x=266)
    source, diagnostics = extract_pdf("a.pdf", pdf(words + b"250 703 m 259 703 l S\n"), archive().limits)
    assert source.string == "the programmes of development — and the needs of"
    assert [d.code for d in diagnostics] == ["P023"]
    data = pdf(line("the programmes of development", x=72) + b"250 703 m 259 703 l S\n" + line("and the needs", y=686))
    source, diagnostics = extract_pdf("a.pdf", data, archive().limits)
    assert source.string == "the programmes of development —\nand the needs"
    assert [d.code for d in diagnostics] == ["P023"]


def test_the_tick_beside_the_label_of_a_scale_is_no_dash() -> None:
    source, diagnostics = extract_pdf("a.pdf", pdf(line("100", x=72) + b"97 703 m 103 703 l S\n"), archive().limits)
    assert (source.string, diagnostics) == ("100", [])


def test_a_drawn_dash_is_reported_and_an_underline_is_not() -> None:
    words = line("Ireland", x=72) + line("Israel", x=130)
    assert [m[:26] for m in messages(pdf(words + b"114 703 m 124 703 l S\n"))] == ["a.pdf, p. 1, line 1: P023 "]
    assert messages(pdf(words + b"72 698 m 110 698 l S\n")) == []


def test_what_was_extracted_goes_through_json_and_has_a_hash() -> None:
    content = line("1. The Committee") + b"72 300 m 300 300 l S\n"
    source, _ = extract_pdf("a.pdf", pdf(content), archive().limits)
    assert source.spans
    assert source.pages[0].rules
    assert from_table("a.pdf", as_table(source)) == source
    assert extraction_hash(source) == extraction_hash(from_table("b.pdf", as_table(source)))
    other, _ = extract_pdf("a.pdf", pdf(line("1. The Committees")), archive().limits)
    assert extraction_hash(other) != extraction_hash(source)


def test_cells_beside_one_another_that_pdfium_takes_together() -> None:
    """« UNITED NATIONS » on two lines beside a large « A »: read in order, whichever of the two lines « A » is on."""
    words = line("UNITED", y=766, size=14) + line("NATIONS", y=750, size=14) + line("A", y=752, x=520, size=36)
    assert messages(pdf(words)) == []
