"""Links of documents as an answer key: how they are read, and how citations are checked against them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from benchmarks.citations import Tally, contradicted, documents, tally_of
from benchmarks.languages import sentences
from benchmarks.linked import LinkedDocument, Passage, passages, target_of
from build_scripts.citations.find import find
from build_scripts.citations.knowledge import load
from build_scripts.core.model import Block, Call, Document, Hyperlink, Kind, Part, PartKind, Report, Source, Text
from tests.extract.docx import docx, p, r, table

AT = "https://undocs.org/en/"
Words = str | tuple[str, str]
"""Words, or words with the address that they lead to."""


def read(*paragraphs: list[Words]) -> tuple[Passage, ...]:
    """Paragraphs of words with links, as they are read."""
    string = ""
    hyperlinks: list[Hyperlink] = []
    blocks: list[Block] = []
    for words in paragraphs:
        first = len(string)
        for piece in words:
            text, href = piece if isinstance(piece, tuple) else (piece, "")
            if href:
                hyperlinks.append(Hyperlink(len(string), len(string) + len(text), href))
            string += text
        blocks.append(Block(Kind.OTHER, Text(string[first:], ((0, first),)), Part(PartKind.BODY)))
        string += "\n"
    source = Source("x.pdf", string, (0,), "", "pdf", tuple(hyperlinks))
    report, _ = find(Report(Document("x", "", "en", "", "A/RES/79/100"), source, "test", tuple(blocks), ()), load())
    return tuple(passages(report))


def links(linked_passage: Passage) -> list[tuple[str, str]]:
    return [(linked_passage.text.string[link.start : link.end], link.target) for link in linked_passage.links]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://undocs.org/en/A/RES/79/1", "A/RES/79/1"),
        ("http://undocs.org/A/C.3/80/L.9/Rev.1", "A/C.3/80/L.9/Rev.1"),
        ("https://docs.un.org/fr/S/RES/1325%20(2000)", "S/RES/1325(2000)"),
        ("https://docs.un.org/en/E/2014/30", "E/2014/30"),
        ("https://www.undocs.org/A/54/42(supp)", "A/54/42(supp)"),
        ("https://www.un.org/en/A/RES/79/1", ""),
        ("#page=3", ""),
    ],
)
def test_the_target_of_an_address(href: str, target: str) -> None:
    assert target_of(href) == target


def test_signs_around_linked_words_are_left_out() -> None:
    (linked_passage,) = read(
        [
            "See ",
            ("79/1, ", AT + "A/RES/79/1"),
            ("(A/79/2),", AT + "A/79/2"),
            " and ",
            ("1325 (2000).", AT + "S/RES/1325(2000)"),
        ]
    )
    assert links(linked_passage) == [("79/1", "A/RES/79/1"), ("A/79/2", "A/79/2"), ("1325 (2000)", "S/RES/1325(2000)")]


def test_pieces_of_one_link_are_joined() -> None:
    href = AT + "S/RES/1325(2000)"
    (linked_passage,) = read([("1325", href), " ", ("(2000)", href), " ", ("78/1", AT + "A/RES/78/1")])
    assert links(linked_passage) == [("1325 (2000)", "S/RES/1325(2000)"), ("78/1", "A/RES/78/1")]


def test_a_link_over_two_paragraphs_is_of_both() -> None:
    href = AT + "A/RES/78/1"
    source = Source("x.pdf", "78/1\n78/1", (0, 5), "", "pdf", (Hyperlink(0, 9, href),))
    blocks = [Block(Kind.OTHER, Text("78/1", ((0, place),)), Part(PartKind.BODY)) for place in (0, 5)]
    report = Report(Document("x", "", "en", ""), source, "test", tuple(blocks), ())
    assert [links(passage) for passage in passages(report)] == [[("78/1", "A/RES/78/1")]] * 2


@pytest.mark.parametrize(
    ("words", "behind", "target", "wrong"),
    [
        ("78/132", " of 1 May 2024", "A/RES/78/132", False),
        ("78/132", "", "A/RES/77/132", True),
        ("A/C.3/80/L.9", "", "A/C.2/80/L.9", True),
        ("A/CONF.157/24 (Part I)", "", "A/CONF.157/24(PartI)", False),
        ("A/79/302-S/2024/600", "", "A/79/302", False),
        ("A/79/302-S/2024/600", "", "A/79/303", True),
        ("217 A (III)", " of 10 December 1948", "A/RES/217(III)", False),
        ("73/8", " of 19 May 2017", "A/RES/73/8", True),
        ("73/8", " of 30 October 2018", "A/RES/73/8", False),
        ("73/8", " and 74/2 of 30 October 2025", "A/RES/73/8", False),
        ("77/263", " B of 18 April 2023", "A/RES/77/263b", False),
        ("63/1", " and 65/3 of the Commission on Narcotic Drugs", "A/RES/63/1", True),
        ("63/1", " and 65/3 of the General Assembly", "A/RES/63/1", False),
        ("63/1", " and of the Commission on Narcotic Drugs", "A/RES/63/1", False),
    ],
)
def test_links_that_are_wrong_themselves(words: str, behind: str, target: str, wrong: bool) -> None:
    assert contradicted(words, behind, target, load().vocabulary("en")) is wrong


def measured(*paragraphs: list[Words]) -> Tally:
    return tally_of(LinkedDocument("x.pdf", "en", "A/RES/79/100", read(*paragraphs)), load())


def test_citations_are_checked_against_links() -> None:
    tally = measured(
        ["The General Assembly,"],
        [
            "Recalling its resolutions ",
            ("70/1", AT + "A/RES/70/1"),
            " and ",
            ("50/70", AT + "A/RES/50/70"),
            " M, and the report of 1990 ",
            ("on it", AT + "A/45/1"),
        ],
        ["Welcoming Security Council resolution ", ("1325 (2000)", AT + "A/RES/1325(2000)")],
        ["Taking note of resolution ", ("71/2", AT + "A/RES/71/3")],
        [("72/1", AT + "A/RES/72/1"), "; ", ("72/2", AT + "A/RES/72/2")],
    )
    assert (tally.links, tally.recalled, tally.cited, tally.agreeing) == (4, 2, 3, 2)
    assert (len(tally.missed), len(tally.disagreeing), tally.wrong, tally.bare) == (1, 1, 1, 2)
    assert "[[on it]]" in tally.missed[0]
    assert "S/RES/1325(2000)" in tally.disagreeing[0]


def test_a_pdf_is_read_by_places(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    lines = [
        (700, 10, "Recalling its resolution 79/1, on the report"),
        (688, 10, "of the Secretary-General (A/79/302)."),
        (60, 8, "below"),
    ]
    shown = "".join(f"BT /F {size} Tf 72 {y} Td ({words}) Tj ET\n".replace("(A/", r"\(A/").replace("302)", r"302\)")
                    for y, size, words in lines)  # fmt: skip
    shown += "BT /F 6 Tf 240 692 Td (7) Tj ET\n"
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page = pdf.add_blank_page(page_size=(612, 792))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(shown.encode())
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[172, 698, 195, 710],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=AT + "A/RES/79/1"),
        )
        page.Annots = pdf.make_indirect(pikepdf.Array([link]))
        pdf.save(tmp_path / "en/x.pdf")
    (document,) = documents(tmp_path)
    passage = next(passage for passage in document.passages if passage.links)
    assert passage.text.string.startswith("Recalling its resolution 79/1, on the report")
    assert [mark.number for mark in passage.text.marks if isinstance(mark, Call)] == ["7"]
    assert links(passage) == [("79/1", "A/RES/79/1")]


def test_a_word_file_is_read_with_its_links_and_table(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    linked = f"<w:hyperlink r:id='a'>{r('79/1')}</w:hyperlink>"
    of_cell = p(f"<w:hyperlink r:id='b'>{r('79/2')}</w:hyperlink>")
    cell = f"<w:tc>{of_cell}</w:tc>"
    body = p(r("Recalling resolution "), linked, r(".")) + table(("Symbol", "Title"), (cell, "Report"))
    targets = {"a": AT + "A/RES/79/1", "b": AT + "A/RES/79/2"}
    (tmp_path / "en/x.docx").write_bytes(docx(body, links=targets))
    (document,) = documents(tmp_path)
    found = [links(passage) for passage in document.passages if passage.links]
    assert found == [[("79/1", "A/RES/79/1")], [("79/2", "A/RES/79/2")]]


def test_sentences_ask_each_language_for_what_others_find(tmp_path: Path) -> None:
    words = {
        "en": "Security Council resolution 1325 (2000)",
        "es": "resolución 1325 (2000) del Consejo de Seguridad",
        "fr": "résolution 1325 (2000) du Conseil de sécurité",
        "ru": "резолюция 1820 (2008) Совета Безопасности",
    }
    for language, line in words.items():
        (tmp_path / f"x.{language}").write_text(line, encoding="utf-8")
    (sentence,) = sentences(tmp_path, load())
    assert sentence.expected_of("ru") == {"S/RES/1325(2000)"}
    assert sentence.alone("ru") == {"S/RES/1820(2008)"}
    assert sentence.alone("fr") == set()
    (tmp_path / "x.fr").write_text("un\ndeux", encoding="utf-8")
    with pytest.raises(ValueError, match="zip"):
        list(sentences(tmp_path, load()))
