"""Formats of reference managers, read back by other programs' readers."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.model import Kind
from build_scripts.core.organs import addressed
from build_scripts.export import bibliography, json_report, zotero
from build_scripts.export.description import Record, record
from build_scripts.export.full_reference import united_nations
from build_scripts.export.linked import to_json_ld
from build_scripts.references.forms import forms
from build_scripts.run.reading import read_file
from build_scripts.sources.contradictions import completed, contradictions
from build_scripts.structure.structure_words import vocabulary
from tests.write.reports import report

from .reports import by_path, real

STYLE = Path(__file__).parent / "style.csl"
RECORDS = [record(report) for report in real()]
HOSTILE = r"50 % de #1 & $2 _a_ {b} \cite{c} ~d ^e «f» : <g>"


def hostile(title: str = HOSTILE) -> Record:
    """A record whose title is full of signs that formats read."""
    return record(report("paragraph par-1\n1. Texte", title=title, symbol="A/99/1", date=date(2044, 2, 1)))


@pytest.mark.parametrize("exported", RECORDS, ids=lambda exported: exported.path)
def test_ris(exported: Record) -> None:
    (entry,) = rispy.loads(bibliography.ris(exported))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == exported.title
    assert entry.get("issn", "") == exported.symbol
    assert entry["urls"] == [exported.url]
    assert entry["authors"] == [exported.author.replace(",", "‚")]
    supplied = exported.report.document.supplied_date
    assert entry.get("date") == (
        exported.date.strftime("%Y/%m/%d") if exported.date else f"{supplied}~" if supplied else None
    )


@pytest.mark.parametrize("exported", RECORDS, ids=lambda exported: exported.path)
def test_one_record_has_a_note_for_each_paragraph(exported: Record) -> None:
    (entry,) = rispy.loads(bibliography.ris_paragraphs(exported))
    notes = entry.pop("notes")
    (report,) = rispy.loads(bibliography.ris(exported))
    assert notes[: -len(bibliography.numbered(exported))] == report.pop("notes")
    assert entry == report
    for note, row in zip(notes[-len(bibliography.numbered(exported)) :], bibliography.numbered(exported), strict=True):
        items = [
            other.text
            for other in exported.rows
            if other.block.kind is Kind.ITEM and other.anchor.startswith(f"{row.anchor}.")
        ]
        own = [row.words] if not row.block.resumes else []
        assert note.startswith(f"{row.locator} – ")
        assert note.endswith(f" – {row.url}")
        words = note.removeprefix(f"{row.locator} – ").removesuffix(f" – {row.url}")
        assert not own or words == " ".join(" ".join([*own, *items]).split())


def test_a_paragraphs_note_has_its_items_and_how_it_goes_on_below_them(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "1. Le Conseil décide :\n\na) De se réunir :\n\ni) À Vienne ;\n\nii) À Genève ;\n\n"
        "b) De rendre compte ;\n\net prie le Secrétaire général de l’y aider.\n\n2. Il reste saisi.\n",
        encoding="utf-8",
    )
    exported = record(read_file(file, code="fr")[0])
    (entry,) = rispy.loads(bibliography.ris_paragraphs(exported))
    assert [note.split(" – ")[1] for note in entry["notes"][-2:]] == [
        "Le Conseil décide : a) De se réunir : i) À Vienne ; ii) À Genève ; b) De rendre compte ; "
        "et prie le Secrétaire général de l’y aider.",
        "Il reste saisi.",
    ]


@pytest.mark.parametrize("exported", RECORDS, ids=lambda exported: exported.path)
def test_bibtex(exported: Record) -> None:
    library = parse_string(bibliography.bibtex(exported))
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.entry_type == "techreport"
    assert entry.key == exported.name
    assert entry["title"].strip("{}") == exported.title
    assert entry.fields_dict["url"].value == exported.url
    assert ("number" in entry.fields_dict) == bool(exported.symbol)


@pytest.mark.parametrize("exported", RECORDS, ids=lambda exported: exported.path)
def test_notes_by_paragraph_are_packed(exported: Record) -> None:
    content = bibliography.zip_paragraphs(exported)
    assert content == bibliography.zip_paragraphs(exported)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [f"{exported.name}.paragraphes.ris"]
        assert packed.read(packed.namelist()[0]).decode() == bibliography.ris_paragraphs(exported)


@pytest.mark.parametrize(
    ("code", "name", "printed"),
    [
        ("ar", "arabic", "العربية"),
        ("en", "english", "english"),
        ("es", "spanish", "spanish"),
        ("fr", "french", "french"),
        ("ru", "russian", "russian"),
        ("zh", "chinese", "中文"),
    ],
)
def test_bibtex_names_languages_as_biblatex_knows_them(code: str, name: str, printed: str) -> None:
    """`langid` is babel's name; what biblatex has no word for in `language` prints as it stands (biblatex 3.18b)."""
    made = record(report("paragraph par-1\n1. -", language=code, path=f"{code}/A/99/1"))
    (entry,) = parse_string(bibliography.bibtex(made)).entries
    assert (entry["langid"], entry["language"]) == (name, printed)


def test_bibtex_keeps_signs_that_latex_reads() -> None:
    library = parse_string(bibliography.bibtex(hostile()), append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    # That reader takes LaTeX's circumflex for U+02C6.
    assert library.entries[0]["title"].strip("{}").replace("ˆ", "^") == HOSTILE


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_ris_is_one_line_a_field(title: str) -> None:
    exported = hostile(title)
    (entry,) = rispy.loads(bibliography.ris(replace(exported)))
    assert entry["title"] == " ".join(title.split())


@pytest.mark.parametrize("exported", RECORDS, ids=lambda exported: exported.path)
def test_csl_is_formatted_by_citeproc_with_a_locator(exported: Record) -> None:
    (item,) = json.loads(bibliography.csl(exported))
    locators = item["custom"]["locators"]
    rows = bibliography.numbered(exported)
    by_address = {f"{item['URL']}#{entry['anchor']}": entry for entry in locators}
    numbers = [by_address[row.url] for row in rows]
    # What a style sets behind « paragr. »: the number that is printed, and nothing of the part that it is in.
    assert [entry["locator"] for entry in numbers] == [row.block.number or row.place.number for row in rows]
    assert {entry["label"] for entry in numbers} == {"paragraph"}
    labels = {"note": Kind.NOTE, "section": Kind.HEADING, "table": Kind.TABLE}
    kinds = {row.url: row.block.kind for row in exported.rows}
    assert all(kinds[url] is labels[entry["label"]] for url, entry in by_address.items() if entry["label"] in labels)
    assert any(entry["label"] == "note" for entry in locators) == (Kind.NOTE in kinds.values())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([item])
        formatted = CitationStylesBibliography(CitationStylesStyle(str(STYLE), validate=False), source, formatter.plain)
        cited = Citation(
            [CitationItem(item["id"].lower(), locator=Locator(numbers[0]["label"], numbers[0]["locator"]))]
        )
        formatted.register(cited)
        assert str(formatted.cite(cited, pytest.fail)).endswith("paragr. 1")
        assert exported.title.split(":")[0][:40] in str(formatted.bibliography()[0])


def test_a_document_without_symbol_has_no_number() -> None:
    exported = record(by_path("fr/sans-cote/execution-des-mandats-2023"))
    assert "SN  -" not in bibliography.ris(exported)
    assert "number" not in json.loads(bibliography.csl(exported))[0]


IN_PARTS = "paragraph res-7.par-16 part=res-7\n16. Texte\n\nparagraph res-7.annex.par-2 part=res-7.annex\n2. Texte"
OF_PARTS = {
    "ar": ["من مشروع القرار السابع", "من المرفق من مشروع القرار السابع"],
    "en": ["of draft resolution VII", "of the annex of draft resolution VII"],
    "es": ["del proyecto de resolución VII", "del anexo del proyecto de resolución VII"],
    "fr": ["du projet de résolution VII", "de l’annexe du projet de résolution VII"],
    "ru": ["проекта резолюции VII", "приложения проекта резолюции VII"],
    "zh": ["（决议草案七）", "（附件）（决议草案七）"],
}


@pytest.mark.parametrize("language", OF_PARTS)
def test_a_part_stands_behind_the_number_of_its_paragraph(language: str) -> None:
    (item,) = json.loads(bibliography.csl(record(report(IN_PARTS, language=language, symbol="A/99/1"))))
    locators = item["custom"]["locators"]
    assert [entry["locator"] for entry in locators] == ["16", "2"]
    assert [entry["suffix"].strip() for entry in locators] == OF_PARTS[language]


AUTHORS = {
    "fr/sans-cote/ctoc-assistance-technique-2020": "Nations Unies. Secrétariat",
    "fr/sans-cote/execution-des-mandats-2023": "Nations Unies. Secrétaire général",
    "fr/E/CN.15/2020/8": "Nations Unies. Secrétaire général",  # a note that transmits an institute's report
    "fr/A/76/463": "Nations Unies. Troisième Commission",  # which document.toml says
    "fr/sans-cote/onudc-activites-2020": "Nations Unies",
}


@pytest.mark.parametrize("path", AUTHORS)
def test_the_author_wrote_the_document(path: str) -> None:
    """Not the organ that it is made to."""
    exported = record(by_path(path))
    assert exported.author == AUTHORS[path]
    (item,) = json.loads(bibliography.csl(exported))
    assert item["author"] == [{"literal": exported.author}]
    assert item.get("event-title", "").startswith(exported.organ)


MASTHEADS = [
    tuple(line.split("\t")) for line in Path(__file__).with_name("authors.tsv").read_text(encoding="utf-8").splitlines()
]
"""Language, line of a masthead, and the author that catalogues have."""


@pytest.mark.parametrize(("language", "line", "author"), MASTHEADS, ids=[line[:60] for _, line, _ in MASTHEADS])
def test_the_masthead_names_the_author_in_each_language(language: str, line: str, author: str) -> None:
    written = report(f"masthead - role=type\n{line}\n\nparagraph par-1\n1. Texte", language=language, organ="A")
    exported = record(completed(written))
    assert exported.author == author
    (entry,) = rispy.loads(bibliography.ris(exported))
    assert len(entry["authors"]) == 1
    assert "," not in entry["authors"][0]


@pytest.mark.parametrize(
    ("language", "printed", "author"),
    [
        ("ar", "الرئيسة", "الأمم المتحدة. المجلس الاقتصادي والاجتماعي. الرئيسة"),
        ("ar", "نائب رئيس المجلس", "الأمم المتحدة. المجلس الاقتصادي والاجتماعي. نائب الرئيس"),
        ("ar", "رئيس مجلس الأمن", "الأمم المتحدة. مجلس الأمن. الرئيس"),
        ("en", "President", "United Nations. Economic and Social Council. President"),
        ("en", "Vice-President of the Council", "United Nations. Economic and Social Council. Vice-President"),
        ("en", "President of the Security Council", "United Nations. Security Council. President"),
        ("en", "President of the Council of Ministers", "President of the Council of Ministers"),
        ("en", "President of Kenya", "President of Kenya"),
        ("es", "Presidencia", "Naciones Unidas. Consejo Económico y Social. Presidencia"),
        ("es", "Vicepresidenta del Consejo", "Naciones Unidas. Consejo Económico y Social. Vicepresidenta"),
        ("es", "Presidente de la Tercera Comisión", "Naciones Unidas. Tercera Comisión. Presidente"),
        ("fr", "Bureau", "Nations Unies. Conseil économique et social. Bureau"),
        ("fr", "Vice-Président du Conseil", "Nations Unies. Conseil économique et social. Vice-Président"),
        ("fr", "Présidente de la Troisième Commission", "Nations Unies. Troisième Commission. Présidente"),
        ("fr", "Président de la République", "Président de la République"),
        (
            "ru",
            "Заместителем Председателя Совета",
            "Организация Объединенных Наций. Экономический и Социальный Совет. Заместитель Председателя",
        ),
        ("ru", "Председателя Третьего комитета", "Организация Объединенных Наций. Третий комитет. Председатель"),
        ("zh", "主席", "联合国. 经济及社会理事会. 主席"),
        ("zh", "理事会副主席", "联合国. 经济及社会理事会. 副主席"),
        ("zh", "第三委员会主席", "联合国. 第三委员会. 主席"),
    ],
)
def test_who_presides_is_named_with_the_body(language: str, printed: str, author: str) -> None:
    written = report("paragraph par-1\n1. Texte", language=language, author=printed, organ="E")
    assert record(written).authors == (author,)
    assert record(report("paragraph par-1\n1. Texte", author="Présidente", organ="")).authors == ("Présidente",)


def test_an_abstract_is_the_document_s_own_summary() -> None:
    """The first paragraph isn't one; feeds and previews of links show it all the same."""
    summarised = record(by_path("fr/sans-cote/execution-des-mandats-2023"))
    (item,) = json.loads(bibliography.csl(summarised))
    assert item["abstract"] == summarised.abstract == summarised.synopsis
    plain = record(by_path("fr/A/76/463"))
    assert plain.synopsis
    assert "abstract" not in json.loads(bibliography.csl(plain))[0]
    assert "abstract" not in rispy.loads(bibliography.ris(plain))[0]
    assert "abstract" not in parse_string(bibliography.bibtex(plain)).entries[0]


def test_every_format_says_where_the_document_comes_from() -> None:
    exported = record(by_path("fr/E/CN.15/2020/8"))
    (entry,) = rispy.loads(bibliography.ris(exported))
    (item,) = json.loads(bibliography.csl(exported))
    fields = parse_string(bibliography.bibtex(exported)).entries[0].fields_dict
    for said in (entry["notes"][0], item["note"], fields["note"].value.replace("\\", "")):
        assert said.startswith(f"{exported.organ}, Vingt-neuvième session, Vienne, 18-22 mai 2020; Point 6 e)")
        assert "; Original: anglais; " in said
        assert said.endswith(f"Version officielle : {exported.official}")
    assert (entry["language"], item["language"], fields["langid"].value) == ("fr", "fr", "french")


@pytest.mark.parametrize(("supplied", "parts"), [("2021", [2021]), ("2021-03", [2021, 3])])
def test_a_supplied_date_is_told_as_such(supplied: str, parts: list[int]) -> None:
    """A year or a month that an editor gives where the text has no date: circa in CSL, with a tilde elsewhere."""
    exported = record(report("paragraph par-1\n1. Texte", title="Titre", symbol="", date=None, supplied_date=supplied))
    assert exported.reference == f"«\u202fTitre\u202f» ([{supplied}])"
    (item,) = json.loads(bibliography.csl(exported))
    assert item["issued"] == {"date-parts": [parts], "circa": True}
    (entry,) = rispy.loads(bibliography.ris(exported))
    assert (entry["year"], entry["date"]) == ("2021", f"{supplied}~")
    fields = parse_string(bibliography.bibtex(exported)).entries[0].fields_dict
    assert (fields["date"].value, fields["year"].value) == (f"{supplied}~", "2021")
    for said in (item["note"], entry["notes"][0], fields["note"].value):
        assert "Date fournie par l’archive" in said
    written = json.loads(json_report.to_json(exported))["document"]
    assert (written["date"], written["supplied_date"]) == ("", supplied)


def test_a_date_of_the_text_goes_before_a_supplied_one() -> None:
    exported = record(report("paragraph par-1\n1. Texte", date=date(2021, 10, 28), supplied_date="2021"))
    (item,) = json.loads(bibliography.csl(exported))
    assert item["issued"] == {"date-parts": [[2021, 10, 28]]}
    assert json.loads(json_report.to_json(exported))["document"]["supplied_date"] == ""


ISSUED = {
    "resolution": "Nations Unies. Assemblée générale",
    "summary-record": "Nations Unies. Assemblée générale",
    "report": "Nations Unies",
    "draft-resolution": "Nations Unies",
    "": "Nations Unies",
}


@pytest.mark.parametrize("kind", ISSUED)
def test_the_organ_is_the_author_only_of_what_it_issues(kind: str) -> None:
    assert record(report("paragraph par-1\n1. Texte", organ="A", type=kind)).author == ISSUED[kind]


OF_REPORTS = {
    "ar": ("تقرير", "اللجنة الثالثة"),
    "en": ("Report", "Third Committee"),
    "es": ("Informe", "Tercera Comisión"),
    "fr": ("Rapport", "Troisième Commission"),
    "ru": ("Доклад", "Третий комитет"),
    "zh": ("报告", "第三委员会"),
}


@pytest.mark.parametrize("language", OF_REPORTS)
def test_a_record_is_in_the_language_of_its_document(language: str) -> None:
    exported = record(report("paragraph par-1\n1. -", language=language, path=f"{language}/A/99/1", organ="A/C.3"))
    (entry,) = rispy.loads(bibliography.ris(exported))
    (item,) = json.loads(bibliography.csl(exported))
    assert (entry["type_of_work"], item["event-title"]) == OF_REPORTS[language]
    assert item["genre"] == entry["type_of_work"]


AMENDING = {
    "ar": ("تصويب", "تقرير، تصويب"),
    "en": ("Corrigendum*", "Report, corrigendum"),
    "es": ("Corrección", "Informe, corrección"),
    "fr": ("Rectificatif", "Rapport, rectificatif"),
    "ru": ("Исправление", "Доклад, исправление"),
    "zh": ("更正", "报告，更正"),
}


@pytest.mark.parametrize("language", AMENDING)
def test_a_corrigendum_isnt_called_as_what_it_corrects(language: str) -> None:
    line, genre = AMENDING[language]
    masthead = f"masthead - role=subtitle\n{line}\n\nparagraph par-1\n1. -"
    exported = record(report(masthead, language=language, path=f"{language}/A/99/1"))
    (entry,) = rispy.loads(bibliography.ris(exported))
    assert (entry["type_of_work"], exported.genre) == (genre, genre)
    assert f"<dc:type>{genre}</dc:type>" in zotero.rdf(exported)
    titled = record(report(masthead.replace(line, f"{line} -"), language=language, path=f"{language}/A/99/1"))
    assert titled.genre == OF_REPORTS[language][0]


SPONSORS = {
    "ar": ("كينيا والنرويج وسويسرا", ["كينيا", "النرويج", "سويسرا"]),
    "en": (
        "Bolivia (Plurinational State of), Kenya, the Netherlands and Trinidad and Tobago",
        ["Bolivia (Plurinational State of)", "Kenya", "Netherlands", "Trinidad and Tobago"],
    ),
    "es": ("Argentina, Chile e Italia", ["Argentina", "Chile", "Italia"]),
    "fr": ("Côte d’Ivoire, Guinée équatoriale et Guinée", ["Côte d’Ivoire", "Guinée équatoriale", "Guinée"]),
    "ru": ("Кения, Норвегия и Швейцария", ["Кения", "Норвегия", "Швейцария"]),
    "zh": ("肯尼亚、挪威和瑞士", ["肯尼亚", "挪威", "瑞士"]),
}
DRAFTS = {
    "ar": "{}: مشروع قرار",
    "en": "{}: draft resolution",
    "es": "{}: proyecto de resolución",
    "fr": "{} : projet de résolution",
    "ru": "{}: проект резолюции",
    "zh": "{}：决议草案",
}


def test_what_stands_behind_the_name_of_a_state_stays_with_it() -> None:
    masthead = "masthead - role=type\nAustria, Bahamas (The) and Kenya: draft resolution\n\nparagraph par-1\n1. -"
    exported = record(completed(report(masthead, language="en", path="en/A/99/L.1", type="")))
    assert exported.authors == ("Austria", "Bahamas (The)", "Kenya")


UNNAMED = {
    "ar": ("مشروع قرار", "اللجنة السادسة", "الأمم المتحدة. اللجنة السادسة"),
    "en": ("Draft resolution", "Sixth Committee", "United Nations. Sixth Committee"),
    "es": ("Proyecto de resolución", "Sexta Comisión", "Naciones Unidas. Sexta Comisión"),
    "fr": ("Projet de résolution", "Sixième Commission", "Nations Unies. Sixième Commission"),
    "ru": ("Проект резолюции", "Шестой комитет", "Организация Объединенных Наций. Шестой комитет"),
    "zh": ("决议草案", "第六委员会", "联合国. 第六委员会"),
}


@pytest.mark.parametrize("language", UNNAMED)
def test_a_draft_of_which_nobody_is_named_is_that_of_its_organ(language: str) -> None:
    line, organ, author = UNNAMED[language]
    masthead = f"masthead - role=suborgan\n{organ}\n\nmasthead - role=type\n{line}\n\nparagraph par-1\n1. -"
    written = report(masthead, language=language, path=f"{language}/A/C.6/99/L.1", organ="A/C.6", type="")
    assert record(completed(written)).authors == (author,)
    sponsored = replace(written, document=replace(written.document, author="Kenya"))
    assert record(completed(sponsored)).authors == ("Kenya",)
    assert not list(contradictions(sponsored))


NATIONAL = {
    "ar": ("تقرير وطني مقدم وفقا للفقرة 15 (أ)", "إيطاليا", "إضافة"),
    "en": ("National report submitted in accordance with paragraph 15 (a)*", "Italy", "Addendum"),
    "es": ("Informe nacional presentado con arreglo al párrafo 15 a)", "Italia", "Adición"),
    "fr": ("Rapport national présenté conformément au paragraphe 15 a)*", "Italie", "Additif"),
    "ru": ("Национальный доклад, представленный согласно пункту 15 а)", "Италия", "Добавление"),
    "zh": ("根据第15(a)段提交的国家报告", "意大利", "增编"),
}


@pytest.mark.parametrize("language", NATIONAL)
def test_a_national_report_is_that_of_the_state_below_its_title(language: str) -> None:
    title, state, addendum = NATIONAL[language]
    masthead = "masthead - role=title\n{}\n\nmasthead - role=subtitle\n{}\n\nparagraph par-1\n1. -"
    for below, author in ((state, state), (addendum, "")):
        written = report(masthead.format(title, below), language=language, path=f"{language}/A/99/1")
        assert completed(written).document.author == author
        assert record(completed(written)).authors == ((author,) if author else record(written).authors)


@pytest.mark.parametrize("language", SPONSORS)
def test_each_state_that_sponsors_a_draft_is_an_author(language: str) -> None:
    line, states = SPONSORS[language]
    masthead = f"masthead - role=type\n{DRAFTS[language].format(line)}\n\nparagraph par-1\n1. -"
    exported = record(completed(report(masthead, language=language, path=f"{language}/A/99/L.1", type="")))
    (item,) = json.loads(bibliography.csl(exported))
    assert item["author"] == [{"literal": state} for state in states]
    (entry,) = rispy.loads(bibliography.ris(exported))
    assert entry["authors"] == states
    assert parse_string(bibliography.bibtex(exported)).entries[0]["author"] == " and ".join(
        f"{{{state}}}" for state in states
    )


@pytest.mark.parametrize("line", ["Cuba, on behalf of the Group of 77 and China", "Kenya and the Secretariat"])
def test_sponsors_stay_a_line_where_one_is_no_state(line: str) -> None:
    exported = record(report("paragraph par-1\n1. -", language="en", path="en/A/99/L.1", author=line))
    assert exported.authors == (line,)


def test_the_editor_names_the_author_where_the_masthead_does_not() -> None:
    exported = record(completed(report("paragraph par-1\n1. Texte", author="Secrétaire général")))
    assert exported.authors == ("Nations Unies. Secrétaire général",)


ITEMS = """\
other txt-1
L’Assemblée générale :

item txt-1.a level=1 number=a label=3
a) Décide :

item txt-1.a.i level=2 number=i label=3
i) D’agir ;

item txt-1.b level=1 number=b label=3
b) Prie le Secrétaire général.

part-title dec-1 label=23
Projet de décision 1

other dec-1.txt-1
L’Assemblée générale décide :

item dec-1.txt-1.a level=1 number=a label=3
a) D’agir.
"""


def test_items_that_an_act_decides_are_cited_as_paragraphs() -> None:
    """It has no numbered paragraph; and RIS has a note for each of them."""
    exported = record(report(ITEMS, type="decision"))
    locators = bibliography.csl_item(exported)["custom"]["locators"]
    assert [(one["label"], one["locator"], one.get("suffix", "")) for one in locators] == [
        ("paragraph", "a)", ""),
        ("paragraph", "a) i)", ""),
        ("paragraph", "b)", ""),
        ("paragraph", "a)", " du projet de décision I"),
    ]
    (entry,) = rispy.loads(bibliography.ris_paragraphs(exported))
    said = [note.split(" – ")[1] for note in entry["notes"][1:]]
    assert said == ["Décide : i) D’agir ;", "Prie le Secrétaire général.", "D’agir."]
    # Of another text, they belong to what stands above them.
    assert bibliography.csl_item(record(report(ITEMS.partition("part-title")[0], type="note")))["custom"] == {
        "locators": []
    }


_TWO_ORGANS = {
    "ar": ("الجمعية العامة", "مجلس الأمن"),
    "en": ("General Assembly", "Security Council"),
    "es": ("Asamblea General", "Consejo de Seguridad"),
    "fr": ("Assemblée générale", "Conseil de sécurité"),
    "ru": ("Генеральная Ассамблея", "Совет Безопасности"),
    "zh": ("大会", "安全理事会"),
}


@pytest.mark.parametrize("language", _TWO_ORGANS)
def test_a_joint_document_is_made_to_two_organs(language: str) -> None:
    """Each with its own session, where the masthead prints two."""
    assembly, council = _TWO_ORGANS[language]
    values = {"language": language, "symbol": "A/77/300-S/2022/600", "organ": "A", "session": "77"}
    text = "paragraph par-1\n1. Texte"
    printed = "masthead - role=session\n77\n\nmasthead - role=session\n78\n\n"
    exported = record(report(printed + text, **values))
    join, among = forms(language).join, vocabulary(language).among
    assert bibliography.csl_item(exported)["event-title"] == f"{assembly}{join}77{among}{council}{join}78"
    (entry,) = rispy.loads(bibliography.ris(exported))
    assert entry["notes"][0].startswith(f"{assembly}{join}77{among}{council}{join}78")
    assert f"{assembly}{join}{council}" in united_nations(exported)[0][0]
    assert [audience["name"] for audience in json.loads(to_json_ld(exported))["audience"]] == [assembly, council]
    one_session = record(report(text, **values))
    assert bibliography.csl_item(one_session)["event-title"] == join.join((assembly, council, "77"))


def test_organs_of_a_document() -> None:
    assert addressed("E", "A/78/80-E/2023/64") == ("E", "A")
    assert addressed("", "A/78/80-S/2023/64") == ("A", "S")
    assert addressed("A", "A/HRC/50/1") == ("A",)
    assert addressed("", "") == ()
