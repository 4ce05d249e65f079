"""The quality of a report: what is counted, and the pages that show it."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.core.diagnostics import Diagnostic
from build_scripts.core.model import Block, Call, Document, Kind, Part, PartKind, Report, Source, Text
from build_scripts.write.quality import Quality, quality
from build_scripts.write.quality_pages import archive_pages, document_page, share

BODY, ANNEX = Part(PartKind.BODY), Part(PartKind.ANNEX, parent=Part(PartKind.BODY))
FILE = "source_texts/fr/A/1/2/source.txt"


def report() -> Report:
    lines = (
        ("par-1", Kind.PARAGRAPH, BODY, "1", "1. Un appel3.", (Call(11, 12, "3", ""),)),
        ("par-4", Kind.PARAGRAPH, BODY, "4", "4. Après une lacune5.", (Call(19, 20, "5", "note-5", "ref-5"),)),
        ("annex.par-1", Kind.PARAGRAPH, ANNEX, "1", "1. Nouveau départ.", ()),
        ("note-5", Kind.NOTE, BODY, "5", "5 Une note.", ()),
        ("note-6", Kind.NOTE, BODY, "6", "6 Une autre.", ()),
    )
    blocks: list[Block] = []
    starts: list[int] = []
    place = 0
    for anchor, kind, part, number, string, marks in lines:
        blocks.append(Block(kind, Text(string, ((0, place),), marks), part, number=number, anchor=anchor))
        starts.append(place)
        place += len(string) + 1
    source = Source(FILE, "\n".join(line[4] for line in lines), tuple(starts), "")
    return Report(Document("fr/A/1/2", "", "fr", "Titre | un", symbol="A/1/2"), source, "", tuple(blocks), ())


def measured(*diagnostics: tuple[int, str]) -> Quality:
    return quality(report(), [Diagnostic(FILE, line, code, "") for line, code in diagnostics])


def test_what_the_report_itself_shows() -> None:
    quality = measured()
    assert [(gap.anchor, gap.before, gap.after) for gap in quality.gaps] == [("par-4", "1", "4")]
    assert quality.calls == ("par-1",)
    assert quality.notes == ("note-6",)
    assert quality.share == 1


def test_what_messages_add() -> None:
    quality = measured((2, "T005"), (2, "R003"), (3, "W004"), (3, "C001"), (3, "C001"), (3, "C010"), (0, "W001"))
    assert quality.doubtful == ("par-4",)
    assert quality.damaged == ("annex.par-1",)
    assert quality.citations == ("annex.par-1", "annex.par-1")
    words = [len("".join(block.text.string.split())) for block in report().blocks]
    assert quality.doubtful_characters == words[1]
    assert quality.characters == sum(words)


def test_messages_on_other_files_do_not_count() -> None:
    assert quality(report(), [Diagnostic("document.toml", 2, "S015", "")]) == measured()


def test_a_share_is_never_rounded_up() -> None:
    text = tuple(["x"] * 5)
    made = Quality("p", "n", 10_000, text, 1, (), (), (), 0, (), ())
    assert share(made) == "99,9\u202f%"
    assert share(Quality("p", "n", 0, (), 0, (), (), (), 0, (), ())) == "100\u202f%"


def test_the_page_leads_to_the_places() -> None:
    page = document_page(report(), measured((3, "C001"), (3, "C001")))
    assert "](../../../../fr/A/1/2.md#par-4), qui vient après le paragraphe 1" in page
    assert "#annex.par-1) (2)" in page
    assert "#note-6" in page


def test_the_archive_names_the_least_sure_first_a_hundred_a_page() -> None:
    qualities = [Quality(f"fr/A/1/{n}", f"A/1/{n}", 1000, (), n, (), (), (), 0, (), ()) for n in range(250)]
    pages = archive_pages(qualities)
    assert list(pages) == ["qualite/index.md", "qualite/2.md", "qualite/3.md"]
    assert pages["qualite/index.md"].index("A/1/249]") < pages["qualite/index.md"].index("A/1/248]")
    assert pages["qualite/3.md"].count("\n- [") == 50


def test_a_note_that_the_masthead_calls_is_called() -> None:
    title = Block(Kind.MASTHEAD, Text("Titre*", ((0, 0),), (Call(5, 6, "*", "note-6"),)), BODY, role="title")
    assert quality(replace(report(), blocks=(title, *report().blocks)), ()).notes == ()


def test_documents_of_one_symbol_are_told_apart_by_their_language() -> None:
    paths = ("fr/A/1/2", "ar/A/1/2", "fr/A/1/3")
    made = [Quality(path, path[3:], 10, (), 0, (), (), (), 0, (), ()) for path in paths]
    page = archive_pages(made)["qualite/index.md"]
    assert [name in page for name in ("[A/1/2 (français)]", "[A/1/2 (arabe)]", "[A/1/3]")] == [True, True, True]
