"""Akoma Ntoso as the United Nations profiles it: of any report, all that `akoma.written` checks; and what each kind of
document, part and block becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from build_scripts.core.anchor_names import scope
from build_scripts.core.data_files import DATA, read_data
from build_scripts.core.model import Block, Call, Kind, Link, Part, PartKind, Report, Text
from build_scripts.core.settings import types
from build_scripts.export.akn_classes import class_of, organ_actor, table
from build_scripts.export.akn_ids import Ids
from build_scripts.export.authorship import Author, named_author
from build_scripts.export.description import UNKNOWN, Record
from build_scripts.export.description import record as described
from build_scripts.published.registry import Registry, anchors
from build_scripts.sources.contradictions import as_stated, completed
from tests.structure.cases import cases, converted
from tests.write.reports import of_blocks, report

from .akoma import AKN, calls, read, written
from .reports import by_path, real

SIX = Path(__file__).parents[1] / "structure" / "six_languages"
CASES = Path(__file__).parents[1] / "structure" / "cases"
CODES = ("ar", "en", "es", "fr", "ru", "zh")
ADDENDA = ("إضافة", "Addendum", "Adición", "Additif", "Добавление", "增编")
CORRIGENDA = ("تصويب", "Corrigenda", "Corrección", "Rectificatif", "Исправление", "更正")
EVERYTHING = """\
masthead - role=emblem
Nations Unies

masthead - role=symbol
A/99/1

masthead - role=organ
Assemblée générale

masthead - role=distribution
Distr. générale

masthead - role=date
Jeudi 1er février 2024 à 10 heures

masthead - role=language
Français

masthead - role=original
Original : anglais

masthead - role=session
Soixante-seizième session

masthead - role=agenda-item
Point 108 de l’ordre du jour{call * note-x1 ref-x1}*{/call}

masthead - role=agenda-title
Prévention du crime

masthead - role=title
Un titre{call ** note-x2 ref-x2}**{/call}

masthead - role=type
Rapport de la Troisième Commission

part-title summary label=6
Résumé

other summary.txt-1
Le résumé :

item summary.txt-1.a level=1 number=a label=3
a) premier ;

table summary.table-1
-
x | y

heading sec-1 level=1 number=I label=3
I. Introduction

paragraph par-1 number=1 label=3
1. Un {em}mot{/em}{call 1 note-1 ref-1}1{/call} et {cite A/RES/77/237}77/237{/cite}, le {repair mot}mo t{/repair}

paragraph par-2 number=2 label=3
2. Trois :{call 1 note-1 ref-1_2}1{/call}

item par-2.a level=1 number=a label=3
a) alinéa :

item par-2.a.i level=2 number=i label=3
i) sous-alinéa

item par-2.b level=1 number=b label=3
b) voir {link #par-1}par. 1{/link} à {link #par-2}2{/link}, {link #res-1.annex}annexe{/link}, {link #note-2}n. 2{/link}

other txt-1
Sans numéro, voir {link #nulle-part}ailleurs{/link} et {link https://un.org/}là{/link}, {link #annex}annexe{/link}.

heading sec-1.a level=2 number=A label=3
A. Sous-titre

heading sec-1.a.1 level=3 number=1 label=3
1. Chapitre

heading sec-1.a.1.h-1 level=4
Sans numéro

table table-1
Tableau
a{call 2 note-2 ref-2}2{/call} | b
c | d

figure fig-1
Figure 1

item par-9.a level=1 number=a label=3
a) orphelin

note note-x1
* L’ordre du jour.

note note-x2
** Le titre.

note note-1 number=1 label=2
1 La note, voir {call 3 note-3 ref-3}3{/call}.

note note-2 number=2 label=2
2 Du tableau.

note note-3 number=3 label=2
3 D’une note.

note note-4 number=4 label=2
4 Que rien n’appelle.

note note-5 number=5 label=2
5 Elle s’appelle {call 6 note-6 ref-6}6{/call}.

note note-6 number=6 label=2
6 En rond {call 5 note-5 ref-5}5{/call}.

part-title res-1 label=23
Projet de résolution I Titre

other res-1.txt-1
L’Assemblée générale,

preambular res-1.pp-1
{em}Rappelant{/em} ce qui suit :

item res-1.pp-1.a level=1 number=a label=3
a) ceci

other res-1.txt-2
Déclare :

paragraph res-1.par-1 number=1 label=3
1. Décide{call 1 res-1.note-1 res-1.ref-1}1{/call}.

heading res-1.sec-1 level=1 number=I label=2
I

preambular res-1.pp-2
Ayant examiné :

item res-1.pp-2.a level=1 number=a label=3
a) cela

note res-1.note-1 number=1 label=2
1 Du projet.

part-title res-1.annex label=6
Annexe Plan

paragraph res-1.annex.par-1 number=1 label=3
1. Plan.

part-title dec-1 label=18
Projet de décision

other dec-1.txt-1
Le Conseil décide.

part-title annex label=6
Annexe

part-title annex.rule-5 number=5 label=9
Article 5 Portée

paragraph annex.rule-5.par-1 number=1 label=3
1. Règle.

part-title annex.encl label=12
Pièce jointe Lettre

other annex.encl.txt-1
Texte.
"""


def record(report: Report, registry: Registry = UNKNOWN) -> Record:
    """What is exported of a report, whose author its masthead names."""
    return described(completed(report), registry)


def everything(**document: object) -> Record:
    """A report with a block of each kind."""
    return record(report(EVERYTHING, **document))


def one(root: etree._Element, path: str) -> etree._Element:
    """The one element at a path."""
    (node,) = root.xpath(path, namespaces=AKN)
    return node


def all_of(root: etree._Element, path: str) -> list[str]:
    """The words or values at a path."""
    found = root.xpath(path, namespaces=AKN)
    return ["".join(node.itertext()) if isinstance(node, etree._Element) else str(node) for node in found]


# --- any report


@pytest.mark.parametrize("exported", [record(report) for report in real()], ids=lambda exported: exported.path)
def test_the_archive_has_its_reports_whole(exported: Record) -> None:
    root = written(exported)
    notes = [block for block in exported.report.blocks if block.kind is Kind.NOTE]
    assert len(all_of(root, "//a:authorialNote")) == len(notes) > 0
    assert all_of(root, "//a:note | //a:noteRef | //a:ol | //a:ul | //a:span") == []


@pytest.mark.parametrize("kind", sorted([*types(), ""]))
def test_a_report_with_everything_is_whole(kind: str) -> None:
    exported = everything(type=kind)
    root = written(exported)
    assert calls(exported.report) > 0
    assert len(root.xpath("//a:componentRef", namespaces=AKN)) == 2


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["report", "resolution", "council"])
def test_documents_of_six_languages_are_whole_and_have_one_address(name: str, code: str, tmp_path: Path) -> None:
    def made(language: str) -> Record:
        lines = (SIX / f"{name}.{language}.txt").read_text(encoding="utf-8")
        return read("\n\n".join(lines.splitlines()), language, tmp_path)

    root, english = written(made(code)), written(made("en"))
    first = "string((//a:FRBRWork/a:FRBRthis)[1]/@value)"
    assert root.xpath(first, namespaces=AKN) == english.xpath(first, namespaces=AKN)
    assert len(all_of(root, "//a:coverPage//a:docDate")) == len(all_of(root, "//a:coverPage//a:docNumber")) == 1


@pytest.mark.parametrize(("language", "given", "_"), cases(CASES))
def test_every_case_of_structure_is_whole(language: str, given: str, _: str) -> None:
    made = as_stated(converted(given, language)[0])
    written(record(replace(made, document=replace(made.document, path=f"{language}/sans-cote/essai"))))


_WORDS = st.text("ab1 éا中.,", max_size=12)
_PARTS = (
    Part(PartKind.BODY),
    Part(PartKind.SUMMARY, parent=Part(PartKind.BODY)),
    Part(PartKind.RESOLUTION, 1, Part(PartKind.BODY)),
    Part(PartKind.DECISION, 0, Part(PartKind.BODY), "1-CMA.5"),
    Part(PartKind.ANNEX, 0, Part(PartKind.RESOLUTION, 1, Part(PartKind.BODY))),
    Part(PartKind.ANNEX, 0, Part(PartKind.BODY), "b"),
    Part(PartKind.RULE, 5, Part(PartKind.ANNEX, 0, Part(PartKind.BODY), "b")),
    Part(PartKind.RESOLUTION, 2, Part(PartKind.ANNEX, 0, Part(PartKind.BODY), "b")),
    Part(PartKind.ENCLOSURE, 1, Part(PartKind.ANNEX, 0, Part(PartKind.BODY), "b")),
)
_UNITS = {
    Kind.PARAGRAPH: "par",
    Kind.PREAMBULAR: "pp",
    Kind.OTHER: "txt",
    Kind.HEADING: "sec",
    Kind.NOTE: "note",
    Kind.TABLE: "table",
    Kind.FIGURE: "fig",
    Kind.ITEM: "txt-9",
}


@st.composite
def _reports(draw: st.DrawFn) -> list[Block]:
    """Blocks of all kinds in any order and part, with calls of any note and links to any place."""
    blocks: list[Block] = []
    count = draw(st.integers(1, 14))
    notes = [f"note-{number}" for number in range(count)]
    for index in range(count):
        kind = draw(st.sampled_from([*_UNITS, Kind.ITEM]))
        part = draw(st.sampled_from(_PARTS))
        if kind is Kind.ITEM and blocks and draw(st.booleans()):
            part, outer = blocks[-1].part, blocks[-1].anchor
            anchor = f"{outer}.{'abcdefghijklmn'[index]}"
        else:
            anchor = ".".join(filter(None, (scope(part), f"{_UNITS[kind]}-{index}")))
        if kind is Kind.NOTE:
            anchor = f"note-{index}"
        number, words = draw(st.sampled_from(["", "1", "I", "A", "a", "ثالثا", "三", "*"])), draw(_WORDS)
        label = f"{number}. " if number else ""
        marks: list[Call | Link] = []
        string = f"{label}{words}"
        if draw(st.booleans()):
            marks.append(Call(len(string), len(string) + 1, "7", draw(st.sampled_from(notes)), f"ref-{index}"))
            string += "7"
        if draw(st.booleans()):
            marks.append(Link(len(string), len(string) + 3, f"#{draw(st.sampled_from([*notes, 'par-1', 'res-1']))}"))
            string += "ici"
        rows = ((Text(words, ()),), ()) if kind is Kind.TABLE and draw(st.booleans()) else ()
        level = draw(st.integers(1, 3))
        text = Text(string, ((0, 0),), tuple(marks))
        blocks.append(Block(kind, text, part, number, len(label), level, rows=rows, anchor=anchor))
    return blocks


@settings(max_examples=80, deadline=None)
@given(_reports(), st.sampled_from(["report", "resolution", "summary-record"]), st.booleans())
def test_whatever_the_blocks_the_file_is_whole(blocks: list[Block], kind: str, spoken: bool) -> None:
    written(record(of_blocks(blocks, type=kind, symbol="A/99/PV.1" if spoken else "A/99/1")))


# --- classes and addresses


@pytest.mark.parametrize(
    ("document", "author", "element", "subtype", "name"),
    [
        ({"type": "resolution"}, "", "statement", "deliberation", "resolution"),
        ({"type": "draft-resolution"}, "", "statement", "deliberation", "resolutionDraft"),
        ({"type": "decision"}, "", "statement", "deliberation", "decision"),
        ({"type": "draft-decision"}, "", "statement", "deliberation", "decisionDraft"),
        ({"type": "report"}, "Troisième Commission", "debateReport", "report", "meetingReport"),
        ({"type": "report"}, "Conseil de sécurité", "debateReport", "report", "councilReport"),
        ({"type": "report"}, "Secrétaire général", "doc", "paper", "progressReport"),
        ({"type": "report"}, "Institut de recherche", "doc", "paper", "report"),
        ({"type": "report"}, "", "doc", "paper", "report"),
        ({"type": "summary-record", "symbol": "CAT/C/SR.229"}, "", "debateReport", "minute", "meetingMinute"),
        ({"type": "summary-record", "symbol": "S/PV.9000"}, "", "debate", "record", "verbatimRecord"),
        ({"type": "agenda"}, "", "debateReport", "agenda", "agendaListing"),
        ({"type": "agenda", "title": "Ordre du jour annoté"}, "", "debateReport", "agenda", "agendaAnnotated"),
        ({"type": "note"}, "Secrétaire général", "doc", "communication", "note"),
        ({"type": "letter"}, "", "doc", "communication", "officialLetter"),
        ({"type": "statement"}, "", "doc", "communication", "officialStatement"),
        ({"type": ""}, "", "doc", "paper", "document"),
    ],
)
def test_class_of_a_document(document: dict[str, object], author: str, element: str, subtype: str, name: str) -> None:
    line = f"masthead - role=type\nRapport de {author}\n\n" if author else ""
    made = completed(report(f"{line}paragraph par-1 number=1\n1. Texte.", **document))
    kind = class_of(made, named_author(made.document))
    assert (kind.element, kind.subtype, kind.name) == (element, subtype, name)
    root = written(record(made))
    assert root[0].get("name") == name


@pytest.mark.parametrize(
    ("code", "line", "kind"),
    [
        *((code, line, "addendum") for code, line in zip(CODES, ADDENDA, strict=True)),
        *((code, line, "corrigendum") for code, line in zip(CODES, CORRIGENDA, strict=True)),
    ],
)
def test_class_of_an_addendum_and_of_a_corrigendum(code: str, line: str, kind: str) -> None:
    made = report(f"masthead - role=subtitle\n{line}\n\nparagraph par-1 number=1\n1. -", language=code, type="note")
    made_of = class_of(made, Author())
    subtype = "communication" if kind == "addendum" else "paper"
    assert (made_of.element, made_of.subtype, made_of.name) == ("doc", subtype, kind)
    assert written(record(made))[0].get("name") == kind


def test_every_type_of_document_has_a_class() -> None:
    rows = {row.get("type") for row in table().rows}
    assert set(types()) | {"annex", "enclosure"} == rows - {None}
    for kind in types():
        assert class_of(report("paragraph par-1\nTexte.", type=kind), Author()).name != "document"


def test_words_of_an_annotated_agenda_in_every_language() -> None:
    titles = {
        "ar": "جدول الأعمال المؤقت المشروح",
        "en": "Annotated provisional agenda",
        "es": "Programa provisional anotado",
        "fr": "Ordre du jour provisoire annoté",
        "ru": "Аннотированная предварительная повестка дня",
        "zh": "临时议程说明",
    }
    for code, title in titles.items():
        made = report("paragraph par-1\nTexte.", type="agenda", language=code, title=title)
        assert class_of(made, Author()).name == "agendaAnnotated", code


@pytest.mark.parametrize(
    ("organ", "actor"),
    [
        ("A", "un-ga"),
        ("A/C.3", "un-ga-c3"),
        ("A/HRC", "un-ga-hrc"),
        ("E/CN.15", "un-ecosoc-cn15"),
        ("E/CN.4/Sub.2", "un-ecosoc-cn4-sub2"),
        ("CTOC/COP", "un-ctoc-cop"),
        ("WHA", "who-wha"),
    ],
)
def test_actor_of_an_organ(organ: str, actor: str) -> None:
    assert organ_actor(organ) == actor


@pytest.mark.parametrize(
    ("document", "address"),
    [
        ({}, "/akn/un/doc/paper/un-ga/2024-02-01/A-99-1"),
        ({"organ": ""}, "/akn/un/doc/paper/un/2024-02-01/A-99-1"),
        ({"date": None, "supplied_date": "2021"}, "/akn/un/doc/paper/un-ga/2021-01-01/A-99-1"),
        ({"date": None, "supplied_date": "2021-03"}, "/akn/un/doc/paper/un-ga/2021-03-01/A-99-1"),
        ({"date": None}, "/akn/un/doc/paper/un-ga/1900-01-01/A-99-1"),
        ({"symbol": "A/80/6 (Sect. 35)"}, "/akn/un/doc/paper/un-ga/2024-02-01/A-80-6_(Sect._35)"),
        ({"symbol": "A/78/80-E/2023/64"}, "/akn/un/doc/paper/un-ga/2024-02-01/A-78-80-E-2023-64"),
        ({"symbol": "", "path": "fr/sans-cote/essai"}, "/akn/un/doc/paper/un-ga/2024-02-01/essai"),
        (
            {"symbol": "A/RES/77/237", "type": "resolution"},
            "/akn/un/statement/deliberation/un-ga/2024-02-01/77-237",
        ),
        (
            {"symbol": "S/RES/2370(2017)", "type": "resolution", "organ": "S"},
            "/akn/un/statement/deliberation/un-sc/2024-02-01/2370_(2017)",
        ),
    ],
)
def test_address_of_a_document(document: dict[str, object], address: str) -> None:
    root = written(record(report("paragraph par-1 number=1\n1. Texte.", **document)))
    assert all_of(root, "//a:FRBRWork/a:FRBRuri/@value") == [address]


@pytest.mark.parametrize(
    ("line", "kind", "actor", "authors"),
    [
        ("Rapport du Secrétaire général", "report", "un-secretary-general", ["author"]),
        ("Rapport de la Troisième Commission", "report", "un-ga-c3", ["author"]),
        ("Rapport de l’Institut de recherche", "report", "un", ["un", "author"]),
        ("Argentine et Chili : projet de résolution", "draft-resolution", "un-ga", ["organ", "author_1", "author_2"]),
        ("Rapport", "report", "un-ga", ["organ"]),
    ],
)
def test_the_author_is_in_the_address_where_it_is_the_same_in_every_language(
    line: str, kind: str, actor: str, authors: list[str]
) -> None:
    root = written(record(report(f"masthead - role=type\n{line}\n\nparagraph par-1 number=1\n1. Texte.", type=kind)))
    assert all_of(root, "//a:FRBRWork/a:FRBRauthor/@href") == [f"#{name}" for name in authors]
    assert f"/{actor}/" in all_of(root, "//a:FRBRWork/a:FRBRuri/@value")[0]


def test_what_has_no_date_says_so_and_the_file_has_the_day_of_its_change() -> None:
    dated = "masthead - role=date\nJeudi 1er février 2024 à 10 heures\n\n"
    assert dated in EVERYTHING
    sample = report(EVERYTHING.replace(dated, ""), date=None)
    standing = Registry("", dates=dict.fromkeys(anchors(sample), "2021-03-04"))
    for history, changed in ((standing, ("2021-03-04", "generation")), (UNKNOWN, ("1900-01-01", "unknown"))):
        root = written(record(sample, history))
        for level, expected in (("Work", ("1900-01-01", "unknown")), ("Manifestation", changed)):
            dates = root.xpath(f"//a:FRBR{level}/a:FRBRdate", namespaces=AKN)
            assert {(node.get("date"), node.get("name")) for node in dates} == {expected}
    assert table().unknown_date < date(1945, 10, 24).isoformat()


# --- the publication


def test_drafts_are_components_with_their_own_names_and_annexes_are_attached() -> None:
    root = written(everything())
    assert root[0].tag.endswith("}documentCollection")
    assert root[0].get("name") == "publicationMeetingReport"
    names = ["meetingReport_1", "resolutionDraft_1", "decisionDraft_1"]
    assert all_of(root, "//a:components/a:component/@eId") == names
    assert all_of(root, "//a:collectionBody//a:documentRef/@href") == [f"#{name}" for name in names]
    assert all_of(root, "//a:mainBody//a:componentRef/@src") == ["#resolutionDraft_1", "#decisionDraft_1"]
    assert all_of(root, "//a:attachment/@eId") == [
        "annex_1",
        "annex_1__enclosure_1",
        "resolutionDraft_1__annex_1",
    ]
    draft = one(root, "//a:component[@eId='resolutionDraft_1']/a:statement")
    assert all_of(draft, "a:preface/a:p/a:docType") == ["Projet de résolution"]
    assert all_of(draft, "a:preface/a:p/a:docNumber") == ["I"]
    assert all_of(draft, "a:preface/a:p/a:docTitle") == ["Titre"]
    assert all_of(draft, "a:meta//a:FRBRWork/a:FRBRthis/@value") == [
        "/akn/un/statement/deliberation/un-ga-c3/2024-02-01/A-99-1/!resolutionDraft_1"
    ]
    assert all_of(draft, "a:meta//a:FRBRalias/@value") == ["https://cote.example/fr/A/99/1/#res-1"]
    assert all_of(draft, "a:meta//a:FRBRnumber/@showAs | a:meta/a:publication/@number") == []
    annex = one(draft, "a:attachments/a:attachment")
    assert all_of(annex, "a:heading") == ["Annexe"]
    assert all_of(annex, "a:doc/a:preface/a:p/a:docTitle") == ["Plan"]
    assert all_of(annex, "a:doc/a:meta//a:FRBRWork/a:FRBRthis/@value")[0].endswith("/!resolutionDraft_1/annex_1")


def test_components_are_named_on_each_level_and_lead_to_the_next() -> None:
    root = written(everything())
    publication = root[0]
    for level, below in (("Work", "expression__"), ("Expression", "manifestation__"), ("Manifestation", "")):
        parts = publication.xpath(f"a:meta//a:FRBR{level}/a:componentInfo/a:componentData", namespaces=AKN)
        assert [part.get("name") for part in parts] == ["main", "resolutionDraft_1", "decisionDraft_1"]
        assert parts[1].get("href") == f"#{below}resolutionDraft_1"
        assert parts[1].get("showAs") == "Titre"


def test_an_act_that_a_conference_has_numbered_has_its_own_number() -> None:
    lines = "part-title dec-1-CMA.5 label=14\nDécision 1/CMA.5 Titre\n\nother dec-1-CMA.5.txt-1\nDécide."
    made = report(lines)
    part = Part(PartKind.DECISION, 0, Part(PartKind.BODY), "1-CMA.5")
    blocks = [
        Block(block.kind, block.text, part, block.number, block.label_end, anchor=block.anchor) for block in made.blocks
    ]
    root = written(record(of_blocks(blocks)))
    decision = one(root, "//a:component/a:statement")
    assert decision.get("name") == "decision"
    number = one(decision, "a:meta//a:FRBRnumber")
    assert (number.get("value"), number.get("showAs")) == ("1-CMA.5", "1/CMA.5")


@pytest.mark.parametrize(
    ("code", "label", "number"),
    [
        ("en", "Draft resolution II", "II"),
        ("es", "Proyecto de resolución II", "II"),
        ("ru", "Проект резолюции II", "II"),
        ("ar", "مشروع القرار الثاني", "الثاني"),
        ("zh", "决议草案二", "二"),
    ],
)
def test_words_and_number_of_a_draft_are_told_apart(code: str, label: str, number: str) -> None:
    lines = f"part-title res-2 label={len(label)}\n{label} X\n\nparagraph res-2.par-1 number=1\n1. Y."
    root = written(record(report(lines, language=code, path=f"{code}/A/99/1")))
    assert all_of(root, "//a:statement/a:preface//a:docNumber") == [number]


def test_a_translation_names_its_original() -> None:
    root = written(everything(original_language="en"))
    translations = root.xpath("//a:FRBRtranslation", namespaces=AKN)
    assert len(translations) == len(root.xpath("//a:FRBRExpression", namespaces=AKN))
    assert translations[0].get("href") == "/akn/un/collection/publication/un-ga-c3/2024-02-01/A-99-1/eng@"
    assert {node.get("fromLanguage") for node in translations} == {"eng"}


# --- the masthead


def test_elements_of_the_masthead_enclose_their_words() -> None:
    root = written(everything())
    cover = one(root, "//a:coverPage/a:container")
    assert all_of(cover, ".//a:docAuthority") == ["Nations Unies", "Assemblée générale"]
    assert all_of(cover, ".//a:docNumber") == ["A/99/1"]
    assert all_of(cover, ".//a:docDate") == ["1er février 2024"]
    assert all_of(cover, ".//a:docDate/@date") == ["2024-02-01"]
    assert all_of(cover, ".//a:inline[@name='languageOfExpression']") == ["Français"]
    assert all_of(cover, ".//a:inline[@name='originalLanguage']") == ["anglais"]
    assert all_of(cover, ".//a:p[a:docDate]") == ["Jeudi 1er février 2024 à 10 heures"]
    preface = one(root, "//a:documentCollection/a:preface")
    assert all_of(preface, ".//a:session/@value") == ["76"]
    assert all_of(preface, ".//a:ref") == ["Point 108 de l’ordre du jour"]
    assert all_of(preface, ".//a:docTitle") == ["Un titre"]
    assert all_of(preface, ".//a:docType") == ["Rapport"]
    assert all_of(preface, ".//a:docCommittee") == ["Troisième Commission"]


@pytest.mark.parametrize(
    ("code", "line", "kind", "proponent"),
    [
        ("en", "Note by the Secretary-General", "Note", "Secretary-General"),
        ("es", "Nota del Secretario General", "Nota", "Secretario General"),
        ("ru", "Записка Генерального секретаря", "Записка", "Генерального секретаря"),
        ("ar", "مذكرة من الأمين العام", "مذكرة", "الأمين العام"),
        ("zh", "秘书长的说明", "说明", "秘书长"),
    ],
)
def test_type_and_author_of_a_note(code: str, line: str, kind: str, proponent: str) -> None:
    lines = f"masthead - role=type\n{line}\n\nparagraph par-1 number=1\n1. X."
    root = written(record(report(lines, type="note", language=code, path=f"{code}/A/99/1")))
    assert all_of(root, "//a:docType") == [kind]
    assert all_of(root, "//a:docProponent") == [proponent]


@pytest.mark.parametrize(
    ("code", "line", "kind", "organ", "day"),
    [
        (
            "en",
            "Resolution adopted by the General Assembly on 19 December 2023",
            "Resolution",
            "General Assembly",
            "19 December 2023",
        ),
        (
            "fr",
            "Résolution adoptée par l’Assemblée générale le 19 décembre 2023",
            "Résolution",
            "Assemblée générale",
            "19 décembre 2023",
        ),
        (
            "ar",
            "قرار اتخذته الجمعية العامة في 19 كانون الأول/ديسمبر 2023",
            "قرار",
            "الجمعية العامة",
            "19 كانون الأول/ديسمبر 2023",
        ),
        ("zh", "2023年12月19日大会决议", "决议", "大会", "2023年12月19日"),
    ],
)
def test_type_organ_and_day_of_a_resolution(code: str, line: str, kind: str, organ: str, day: str) -> None:
    title = "masthead - role=title\n78/190. Titre"
    lines = f"masthead - role=type\n{line}\n\n{title}\n\nparagraph par-1 number=1\n1. X."
    document = {"type": "resolution", "symbol": "A/RES/78/190", "language": code, "path": f"{code}/A/RES/78/190"}
    root = written(record(report(lines, **document)))
    assert all_of(root, "//a:docType") == [kind]
    assert all_of(root, "//a:docAuthority") == [organ]
    assert all_of(root, "//a:docDate") == [day]
    assert all_of(root, "//a:docDate/@date") == ["2023-12-19"]
    assert all_of(root, "//a:preface//a:docNumber") == ["78/190"]
    assert all_of(root, "//a:preface//a:docTitle") == ["Titre"]


def test_nothing_is_put_into_the_text_that_the_document_does_not_have() -> None:
    root = written(record(by_path("fr/A/76/463")))
    assert all_of(root, "//a:documentCollection/a:preface") == ["\n   \n  "]
    assert all_of(root, "//a:documentCollection//a:FRBRname/@value") == ["Prévention du crime et justice pénale"]


# --- the text


@pytest.mark.parametrize(
    ("language", "part", "chapter"),
    [
        ("ar", "الجزء الأول", "الفصل الثاني"),
        ("en", "Part I", "Chapter II"),
        ("es", "Primera parte", "Capítulo II"),
        ("fr", "Première partie", "Chapitre II"),
        ("ru", "Часть первая", "Глава II"),
        ("zh", "第一部分", "第二章"),
    ],
)
def test_parts_and_chapters_are_called_so(language: str, part: str, chapter: str) -> None:
    lines = f"heading sec-1 level=1 number=1 label={len(part)}\n{part}\n\n"
    lines += f"heading sec-1.2 level=2 number=2 label={len(chapter)}\n{chapter}\n\nparagraph par-1 number=1\n1. Texte."
    root = written(record(report(lines, language=language, path=f"{language}/A/99/1")))
    assert all_of(root, "//a:part/@eId") == ["part_1"]
    assert all_of(root, "//a:part/a:chapter/@eId") == ["part_1__chp_2"]


def test_ids_have_the_printed_numbers() -> None:
    root = written(everything())
    assert all_of(root, "//a:section/@eId")[0] == "sec_I"
    assert all_of(root, "//a:title/@eId") == ["sec_I__title_A"]
    assert all_of(root, "//a:chapter/@eId") == ["sec_I__title_A__chp_1"]
    assert all_of(root, "//a:division/@eId") == ["sec_I__title_A__chp_1__dvs_1"]
    assert all_of(root, "//a:component[1]//a:paragraph/@eId")[:2] == ["para_1", "para_2"]
    assert all_of(root, "//a:paragraph[@eId='para_2']//a:point/@eId") == [
        "para_2__list_1__point_a",
        "para_2__list_1__point_a__list_1__point_i",
        "para_2__list_1__point_b",
    ]
    assert "sec_I__al_1" in all_of(root, "//a:alinea/@eId")
    assert all_of(root, "//a:rule/@eId | //a:rule/a:paragraph/@eId") == ["annex_1__rule_5", "annex_1__rule_5__para_1"]


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [
        (["12."], ["para_12"]),
        (["(a)"], ["para_a"]),
        (["35.1"], ["para_35.1"]),
        (["4 bis"], ["para_4bis"]),
        (["1", "1", "", ""], ["para_1", "para_1_2", "para_2", "para_3"]),
        (["", "1", "…"], ["para_1", "para_1_2", "para_…"]),
        (["三、"], ["para_三"]),
    ],
)
def test_numbers_in_ids(numbers: list[str], ids: list[str]) -> None:
    made = Ids()
    assert [made.numbered("", "para", number) for number in numbers] == ids


def test_a_preamble_has_a_formula_and_a_container_for_each_paragraph() -> None:
    root = written(everything())
    preamble = one(root, "//a:component[@eId='resolutionDraft_1']//a:preamble")
    assert [(etree.QName(node).localname, node.get("name")) for node in preamble] == [
        ("formula", "enactingFormula"),
        ("container", "rappelant"),
        ("container", "text"),
    ]
    assert all_of(preamble, ".//a:item/@eId") == ["resolutionDraft_1__container_1__list_1__item_a"]
    crossing = one(root, "//a:crossHeading")
    assert crossing.get("eId") == "resolutionDraft_1__sec_I__crossHeading_1"
    assert crossing.get("refersTo") == "#resolutionDraft_1__preamble"


def test_an_enacting_line_alone_is_a_preamble_of_an_act_only() -> None:
    lines = "other txt-1\nL’Assemblée générale,\n\nparagraph par-1 number=1 label=3\n1. Décide."
    for kind, count in (("resolution", 1), ("report", 0)):
        root = written(record(report(lines, type=kind)))
        assert len(all_of(root, "//a:preamble/a:formula")) == count


def test_notes_stand_where_they_are_called() -> None:
    root = written(everything())
    (first,) = root.xpath("//a:sup/a:authorialNote[@eId='ftn_1']", namespaces=AKN)
    assert (first.get("marker"), first.get("placement")) == ("1", "bottom")
    assert first.getparent().getparent().getparent().getparent().get("eId") == "para_1"
    assert all_of(root, "//a:sup/a:ref[@href='#ftn_1']") == ["1"]
    assert all_of(first, ".//a:authorialNote/@marker") == ["3"]
    loose = root.xpath("//a:mainBody/a:p/a:sup/a:authorialNote/@marker", namespaces=AKN)
    assert loose == ["4", "5"]


def test_references_have_addresses_of_the_archive_or_none() -> None:
    cited = (
        "{cite S/RES/2370(2017) par._5}2370 (2017){/cite}",
        "{cite E/RES/2009/20 par._5_à_7}2009/20{/cite}",
        "{cite A/RES/77/1}77/1{/cite}",
        "{cite E/RES/2021/20}2021/20{/cite}",
        "{cite CTOC/COP/RES/8/4}8/4{/cite}",
        "{cite A/99/1}le présent{/cite}",
    )
    lines = f"paragraph par-1 number=1 label=3\n1. Voir {', '.join(cited)}."
    made = report(lines)
    (block,) = made.blocks
    pinned = {"S/RES/2370(2017)": "par-5", "E/RES/2009/20": "par-5"}
    marks = [
        type(mark)(mark.start, mark.end, mark.key, mark.pin, pinned.get(mark.key, ""))  # type: ignore[attr-defined,call-arg]
        for mark in block.text.marks
    ]
    text = Text(block.text.string, block.text.places, tuple(marks))
    root = written(record(of_blocks([Block(block.kind, text, block.part, "1", 3, anchor="par-1")])))
    council = "/akn/un/statement/deliberation/un-sc/2017-01-01/2370_(2017)"
    social = "/akn/un/statement/deliberation/un-ecosoc/2009-01-01/2009-20"
    assert all_of(root, "//a:ref[@cote:key='S/RES/2370(2017)']/@href") == [f"{council}/!main#para_5"]
    assert all_of(root, "//a:rref/@from | //a:rref/@upTo") == [f"{social}/!main#para_5", f"{social}/!main#para_7"]
    official = "https://docs.un.org/fr"
    assert all_of(root, "//a:a/@href") == [f"{official}/A/RES/77/1", f"{official}/E/RES/2021/20"]
    assert all_of(root, "//a:ref[@cote:key='CTOC/COP/RES/8/4']/@href") == ["#cited_1"]
    assert all_of(root, "//a:TLCReference[@eId='cited_1']/@showAs") == ["CTOC/COP/RES/8/4"]
    assert all_of(root, "//a:ref[@cote:key='A/99/1']/@href") == ["/akn/un/doc/paper/un-ga/2024-02-01/A-99-1"]
    assert all_of(root, "//a:alternativeReference/@href") == [
        "https://docs.un.org/fr/S/RES/2370(2017)",
        "https://docs.un.org/fr/E/RES/2009/20",
        "https://docs.un.org/fr/A/99/1",
    ]


def test_places_of_the_document_itself() -> None:
    root = written(everything())
    point = one(root, "//a:point[@eId='para_2__list_1__point_b']")
    span = one(point, ".//a:rref")
    assert (span.get("from"), span.get("upTo"), "".join(span.itertext())) == ("#para_1", "#para_2", "par. 1 à 2")
    assert all_of(point, ".//a:ref/@href") == ["!resolutionDraft_1/annex_1", "#ftn_2"]
    alinea = one(root, "//a:alinea[@eId='sec_I__al_1']")
    assert all_of(alinea, ".//a:ref/@href") == ["!annex_1"]
    assert all_of(alinea, ".//a:a/@href") == ["https://un.org/"]
    assert all_of(alinea, ".//a:span") == ["ailleurs"]


def test_a_record_of_speeches_has_sections_and_blocks() -> None:
    root = written(everything(type="summary-record", symbol="A/99/PV.1"))
    debate = one(root, "//a:component/a:debate")
    assert all_of(debate, "a:debateBody/a:debateSection/@name") == ["section"]
    assert all_of(debate, ".//a:debateSection/@eId") == [
        "sec_I",
        "sec_I__title_A",
        "sec_I__title_A__chp_1",
        "sec_I__title_A__chp_1__dvs_1",
    ]
    assert all_of(debate, ".//a:debateBody//a:blockList/a:item/a:num")[:2] == ["a)", "i)"]


def test_the_schema_of_the_table_is_kept() -> None:
    assert read_data(DATA / "akn.toml").table["classes"]


def test_each_sponsor_of_a_draft_is_one_in_the_masthead_and_in_the_references() -> None:
    lines = "masthead - role=type\nNigeria, Niger and Bahamas (The): draft resolution\n\nparagraph par-1\nT."
    made = report(lines, type="draft-resolution", language="en", path="en/A/99/1", organ="A/C.3")
    root = written(record(made))
    assert all_of(root, "//a:docProponent") == ["Nigeria", "Niger", "Bahamas (The)"]
    assert all_of(root, "//a:docProponent/@refersTo") == ["#author_1", "#author_2", "#author_3"]
    assert all_of(root, "//a:TLCConcept[starts-with(@eId, 'author')]/@showAs") == ["Nigeria", "Niger", "Bahamas (The)"]
    assert all_of(root, "//a:FRBRWork/a:FRBRauthor/@href") == ["#organ", "#author_1", "#author_2", "#author_3"]


@pytest.mark.parametrize(
    ("language", "item", "organ"),
    [
        ("ar", "البند 109", "المجلس الاقتصادي والاجتماعي"),
        ("en", "Agenda item 109", "Economic and Social Council"),
        ("es", "Tema 109 del programa", "Consejo Económico y Social"),
        ("fr", "Point 109 de l’ordre du jour", "Conseil économique et social"),
        ("ru", "Пункт 109 повестки дня", "Экономический и Социальный Совет"),
        ("zh", "议程项目109", "经济及社会理事会"),
    ],
)
def test_every_organ_that_the_masthead_names_is_known_and_a_letter_has_its_agendas_title(
    language: str, item: str, organ: str
) -> None:
    lines = [("organ", organ), ("agenda-item", item), ("title", "A B"), ("type", "C")]
    masthead = "\n\n".join(f"masthead - role={role}\n{words}" for role, words in lines)
    for kind in ("letter", "note"):
        made = report(f"{masthead}\n\nparagraph par-1 number=1\n1. -", language=language, type=kind, organ="E/CN.15")
        root = written(record(made))
        (authority,) = root.xpath("//a:docAuthority/@refersTo", namespaces=AKN)
        (known,) = root.xpath("//a:TLCOrganization[@eId=$name]", namespaces=AKN, name=authority[1:])
        assert (known.get("href"), known.get("showAs")) == ("/akn/ontology/organization/un/un-ecosoc", organ)
        titles = root.xpath("//a:docTitle | //a:inline[@name='agendaTitle']", namespaces=AKN)
        assert [(etree.QName(one).localname, one.text) for one in titles] == [
            ("inline" if kind == "letter" else "docTitle", "A B")
        ]


# --- the preamble, the text, the conclusions

_ACTS = {
    "ar": ("إن الجمعية العامة،", "إذ تشير إلى قرارها،", "(أ) تقرر", "الجلسة العامة 54", "16 كانون الأول/ديسمبر 2021"),
    "en": (
        "The General Assembly,",
        "Recalling its decision,",
        "(a) Decides",
        "54th plenary meeting",
        "16 December 2021",
    ),
    "es": (
        "La Asamblea General,",
        "Recordando su decisión,",
        "a) Decide",
        "54ª sesión plenaria",
        "16 de diciembre de 2021",
    ),
    "fr": ("L’Assemblée générale,", "Rappelant sa décision,", "a) Décide", "54e séance plénière", "16 décembre 2021"),
    "ru": (
        "Генеральная Ассамблея,",
        "ссылаясь на свое решение,",
        "a) постановляет",
        "54-е пленарное заседание",
        "16 декабря 2021 года",
    ),
    "zh": ("大会，", "回顾其决定，", "(a) 决定", "第54次全体会议", "2021年12月16日"),
}
"""Enacting line, preambular paragraph, item, meeting and day of an act."""
_MAIN = "//a:mainBody//a:content"
_PREAMBLE = "//a:preamble/*"
_CONCLUSIONS = "//a:conclusions/*"


def said(root: etree._Element, path: str) -> list[str]:
    """The words at a path, without indents."""
    return [" ".join(words.split()) for words in all_of(root, path)]


def act(lines: list[str], code: str, folder: Path, kind: str = "decision") -> etree._Element:
    """The file of an act with these lines."""
    return written(read("\n\n".join(lines), code, folder, type=kind))


@pytest.mark.parametrize("code", CODES)
def test_items_below_the_enacting_line_are_what_an_organ_decides(code: str, tmp_path: Path) -> None:
    enacting, preambular, item, meeting, day = _ACTS[code]
    second = item.replace("(أ)", "(ب)").replace("a)", "b)")
    for above in ([enacting], [f"{enacting[:-1]}:"], [enacting, preambular]):
        root = act([*above, f"{item};", f"{second}.", meeting, day], code, tmp_path)
        assert said(root, _PREAMBLE) == above
        assert said(root, "//a:mainBody//a:num") == [item.partition(" ")[0], second.partition(" ")[0]]
        assert said(root, _CONCLUSIONS) == [meeting, day]


@pytest.mark.parametrize("code", CODES)
def test_an_operative_paragraph_that_is_alone_is_in_the_text(code: str, tmp_path: Path) -> None:
    enacting, preambular, item, meeting, day = _ACTS[code]
    alone = f"{item.partition(' ')[2]} 18."
    root = act([enacting, preambular, alone, f"{meeting}, {day}"], code, tmp_path)
    assert said(root, _PREAMBLE) == [enacting, preambular]
    assert said(root, _MAIN) == [alone]
    assert said(root, _CONCLUSIONS) == [f"{meeting}, {day}"]
    assert said(root, "//a:conclusions//a:docDate[@date='2021-12-16']") == [day]


@pytest.mark.parametrize("code", CODES)
def test_meeting_and_day_are_lines_of_one_block(code: str, tmp_path: Path) -> None:
    """As text has them; in Chinese the day comes first, and typists set spaces around figures."""
    enacting, preambular, item, meeting, day = _ACTS[code]
    lines = ["2021 年 12 月 16 日", "第 54 次全体会议"] if code == "zh" else [f"{meeting},", day]
    decided = f"1. {item.partition(' ')[2]}."
    root = act([enacting, preambular, decided, "\n".join(f"{' ' * 40}{line}" for line in lines)], code, tmp_path)
    assert "".join(said(root, _CONCLUSIONS)).replace(" ", "") == "".join(lines).replace(" ", "")
    assert said(root, "//a:conclusions//a:docDate[@date='2021-12-16']") == [lines[0] if code == "zh" else day]


@pytest.mark.parametrize(
    ("lines", "preamble"),
    [
        # What is decided has numbers, or stands below: the items above are the preamble's.
        (["The General Assembly,", "(a) Recalling its decision;", "(b) Noting its report,", "1. Decides."], 1),
        (["The General Assembly,", "(a) Recalling its decision;", "(b) Noting its report,", "Decides to act."], 1),
        (["The General Assembly,", "Recalling:", "(a) Its decision;", "(b) Its report,"], 2),
        # No formula, and so no preamble.
        (["The General Assembly decides:", "(a) To act;", "(b) To report."], 0),
    ],
)
def test_items_of_a_preamble_stay_there(lines: list[str], preamble: int, tmp_path: Path) -> None:
    root = act(lines, "en", tmp_path)
    assert len(root.xpath(_PREAMBLE, namespaces=AKN)) == preamble
    assert len(said(root, "//a:preamble//a:num")) == (2 if preamble else 0)


def test_conclusions_have_the_vote_and_who_signed(tmp_path: Path) -> None:
    lines = ["The Human Rights Council,", "Recalling its decision,", "1. Decides to act."]
    vote = ["41st meeting, 7 October 2022", "[Adopted by a vote of 17 to 19.]"]
    assert said(act([*lines, *vote], "en", tmp_path, "resolution"), _CONCLUSIONS) == vote
    letter = ["I have the honour to write to you about what has happened since my letter of 1 March 2022."]
    signed = ["(Signed) Ana Pérez", "Ambassador"]
    root = written(read("\n\n".join([*letter, *signed]), "en", tmp_path, type="letter"))
    assert said(root, _CONCLUSIONS) == signed
    assert said(root, _MAIN) == letter
    # A sentence that mentions a signature is the letter's text.
    letter.append("I enclose a copy. It is signed (signed) by all.")
    root = written(read("\n\n".join(letter), "en", tmp_path, type="letter"))
    assert said(root, _CONCLUSIONS) == []
    # A day that ends a report is no act's.
    root = written(read("\n\n".join([*letter, "16 December 2021"]), "en", tmp_path, type="report"))
    assert said(root, _CONCLUSIONS) == []


_THANKS = {
    "ar": "وأرجو ممتنا تعميم هذه الرسالة بوصفها وثيقة من وثائق مجلس الأمن.",
    "en": "I should be grateful if you would have the present letter circulated as a document of the Security Council.",
    "es": "Le agradecería que hiciera distribuir la presente carta como documento del Consejo de Seguridad.",
    "fr": "Je vous serais reconnaissante de bien vouloir faire distribuer la présente lettre comme document.",
    "ru": "Буду признательна за распространение настоящего письма в качестве документа Совета Безопасности.",
    "zh": "请将本函作为安全理事会文件分发为荷。",
}
_SIGNED = {
    "ar": "الممثل الدائم\n(توقيع) آنا بيريس",
    "en": "Ambassador Permanent Representative\n(Signed) Ana Pérez",
    "es": "La Representante Permanente\n(Firmado) Ana Pérez",
    "fr": "La Représentante permanente\n(Signé) Ana Pérez",
    "ru": "Постоянный представитель\n(Подпись) Ана Перес",
    "zh": "常驻代表 安娜·佩雷斯（签名）",
}


@pytest.mark.parametrize("code", CODES)
def test_the_office_above_a_signature_is_a_conclusion(code: str, tmp_path: Path) -> None:
    text = _THANKS[code]
    root = written(read(f"{text}\n\n{_SIGNED[code]}", code, tmp_path, type="letter"))
    assert (said(root, _MAIN), said(root, _CONCLUSIONS)) == ([text], [_SIGNED[code].replace("\n", " ")])
    apart = _SIGNED[code].split("\n")
    root = written(read("\n\n".join([text, *apart]), code, tmp_path, type="letter"))
    assert (said(root, _MAIN), said(root, _CONCLUSIONS)) == ([text], apart)


# --- the masthead

_PLACES = {
    "ar": ("فيينا", "فيينا، 13-17 أيار/مايو 2024", "13-17 أيار/مايو 2024"),
    "en": ("Vienna", "Vienna, 13–17 May 2024", "13–17 May 2024"),
    "es": ("Viena", "Viena, 13 a 17 de mayo de 2024", "13 a 17 de mayo de 2024"),
    "fr": ("Vienne", "Vienne, du 13 au 17 mai 2024", "13-17 mai 2024"),
    "ru": ("Вена", "Вена, 13–17 мая 2024 года", "13–17 мая 2024 года"),
    "zh": ("维也纳", "2024年5月13日至17日，维也纳", "2024年5月13日至17日"),
}


@pytest.mark.parametrize("code", CODES)
def test_a_place_is_exactly_its_words(code: str, tmp_path: Path) -> None:
    place, *lines = _PLACES[code]
    for line, named in zip((place, *lines), ([place], [place], []), strict=True):
        root = written(read(f"A/99/1\n\n{line}\n\n1. {place}.", code, tmp_path))
        assert said(root, "//a:inline[@name='place']") == named
        assert line in said(root, "//a:preface/a:p")


@pytest.mark.parametrize("code", CODES)
def test_where_a_meeting_was_held_and_how_it_is_issued_have_no_element(code: str, tmp_path: Path) -> None:
    lines = (SIX / f"record.{code}.txt").read_text(encoding="utf-8").splitlines()
    root = written(read("\n\n".join(lines), code, tmp_path))
    assert len(root.xpath("//a:inline[@name='distribution']", namespaces=AKN)) == 1
    assert root.xpath("//a:inline[@name='place']", namespaces=AKN) == []
    assert lines[3] in said(root, "//a:coverPage//a:p[not(*)]")


def test_a_resolution_of_the_council_that_names_itself_has_its_own_address(tmp_path: Path) -> None:
    """Its symbol has a space, keys have none; the day is that of the masthead, not the first of the year."""
    lines = ["S/RES/2700 (2023)", "Conseil de sécurité", "2 novembre 2023", "Résolution 2700 (2023)"]
    root = act([*lines, "Le Conseil de sécurité,", "1. Décide d’appliquer la résolution 2700 (2023)."], "fr", tmp_path)
    work = one(root, "//a:FRBRWork/a:FRBRuri").get("value")
    assert "/2023-11-02/" in work
    cited = root.xpath("//a:mainBody//a:ref/@href | //a:docTitle//a:ref/@href", namespaces=AKN)
    assert cited
    assert {href.partition("/!")[0] for href in cited} == {work}
