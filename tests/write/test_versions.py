"""What a page says of a document's versions: the switch, different numbering, the addresses without language."""

from __future__ import annotations

import pytest

from build_scripts.core.model import Document
from build_scripts.core.versions import versions
from build_scripts.write.differences import Numbering, diagnostics, in_words, runs, several
from build_scripts.write.version_pages import pages, version_matter


def document(path: str, original: str = "", title: str = "Titre") -> Document:
    """A version of a document."""
    file = f"source_texts/{path}/document.toml"
    return Document(path, file, path[:2], title, path[3:], original_language=original)


FRENCH, ENGLISH, ARABIC = (document(f"{code}/A/76/463") for code in ("fr", "en", "ar"))
COMMON = frozenset({"par-1", "par-1.a", "note-1", "sec-1"})


def numbering(**anchors: frozenset[str]) -> Numbering:
    """Versions of one document with their anchors, by language."""
    together = versions(document(f"{code}/A/76/463") for code in anchors)
    return Numbering(together, {f"{code}/A/76/463": listed for code, listed in anchors.items()})


def test_anchors_that_follow_each_other_are_one_and_what_is_inside_is_not_told() -> None:
    anchors = {"par-9", "par-10", "par-10.a", "par-12", "res-2", "res-2.par-1", "res-1.par-3", "note-4", "par-12_2"}
    assert runs(frozenset(anchors)) == (
        ("par-9", "par-10"),
        ("par-12", "par-12"),
        ("par-12_2", "par-12_2"),
        ("res-1.par-3", "res-1.par-3"),
        ("res-2", "res-2"),
        ("note-4", "note-4"),
    )


@pytest.mark.parametrize(
    ("run", "language", "words"),
    [
        (("par-12", "par-14"), "fr", "par. 12 à 14"),
        (("par-12", "par-14"), "en", "paras. 12–14"),
        (("par-12.a", "par-12.a"), "fr", "par. 12 a)"),
        (("par-12.a.i", "par-12.a.i"), "fr", "par. 12 a) i)"),
        (("par-35.1", "par-35.1"), "fr", "par. 35.1"),
        (("res-1.annex.par-3", "res-1.annex.par-3"), "fr", "projet de résolution I, annexe, par. 3"),
        (("res-2", "res-2"), "fr", "projet de résolution II"),
        (("note-3", "note-5"), "fr", "notes 3 à 5"),
        (("note-x2", "note-x2"), "fr", "note **"),
        (("pp-3", "pp-3"), "fr", "troisième alinéa du préambule"),
        (("sec-3.a", "sec-3.a"), "fr", "sect. 3.A"),
    ],
)
def test_places_are_told_in_words(run: tuple[str, str], language: str, words: str) -> None:
    assert in_words([run], language) == [words]


def test_a_document_alone_says_nothing() -> None:
    alone = numbering(fr=COMMON)
    assert version_matter("fr/A/76/463", alone) == {}
    assert list(several(alone.versions)) == []


def test_the_switch_names_languages_in_themselves_and_what_each_lacks() -> None:
    matter = version_matter("fr/A/76/463", numbering(fr=COMMON | {"par-2"}, en=COMMON, ar=COMMON | {"par-2"}))
    assert matter["address"] == "A/76/463"
    assert matter["versions"] == [
        {"lang": "ar", "dir": "rtl", "name": "العربية", "path": "ar/A/76/463"},
        {"lang": "en", "dir": "ltr", "name": "English", "path": "en/A/76/463", "lacks": "par-2"},
        {"lang": "fr", "dir": "ltr", "name": "français", "path": "fr/A/76/463"},
    ]
    assert matter["numbering"] == [
        {
            "language": "anglais",
            "here": [{"words": "par. 2", "path": "fr/A/76/463", "anchor": "par-2"}],
            "here_more": 0,
            "there": [],
            "there_more": 0,
        }
    ]


def test_versions_of_the_same_numbers_differ_in_nothing() -> None:
    same = numbering(fr=COMMON, en=COMMON)
    assert same.differences("fr/A/76/463") == ()
    assert list(diagnostics(same, [FRENCH, ENGLISH])) == []


def test_the_editor_is_told_once_what_differs_from_the_original() -> None:
    held = [ARABIC, ENGLISH, document("fr/A/76/463", "en")]
    anchors = {"ar": COMMON | {"note-2"}, "en": COMMON, "fr": COMMON | {"par-2", "par-3"}}
    compared = Numbering(versions(held), {f"{code}/A/76/463": listed for code, listed in anchors.items()})
    told = [(each.file, each.code, each.message) for each in diagnostics(compared, held)]
    assert told == [
        ("source_texts/ar/A/76/463/document.toml", "A002", "numbered differently from en/A/76/463: only here note-2"),
        (
            "source_texts/fr/A/76/463/document.toml",
            "A002",
            "numbered differently from en/A/76/463: only here par-2 to par-3",
        ),
    ]


def test_a_version_that_could_not_be_read_is_not_compared() -> None:
    compared = Numbering(versions([FRENCH, ENGLISH]), {"fr/A/76/463": COMMON})
    assert compared.differences("fr/A/76/463") == compared.differences("en/A/76/463") == ()


def test_an_address_without_language_lists_versions_or_leads_to_the_only_one() -> None:
    held = versions([FRENCH, ENGLISH, document("fr/A/78/80", title="Essai : suite")])
    made = pages(held, taken=lambda _: False, own=lambda _: True)
    assert sorted(made) == ["A/76/463.md", "A/78/80.md"]
    assert "target" not in made["A/76/463.md"]
    assert 'target: "fr/A/78/80"\n' in made["A/78/80.md"]
    assert 'title: "Essai\u202f: suite"\n' in made["A/78/80.md"]


def test_another_page_keeps_its_address_and_other_parts_of_the_archive_have_theirs() -> None:
    held = versions([FRENCH, document("fr/A/78/80")])
    assert list(pages(held, taken=lambda path: path == "A/78/80.md", own=lambda _: True)) == ["A/76/463.md"]
    assert list(pages(held, taken=lambda _: False, own=lambda path: path == "fr/A/78/80")) == ["A/78/80.md"]
