"""Formats of a report and tables of the archive, checked against their schemas and the report itself."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from build_scripts.core.data_files import DATA
from build_scripts.core.model import Block, Kind, Part, PartKind, Text
from build_scripts.export import json_report as data
from build_scripts.export import linked, plain
from build_scripts.export.description import Record, record
from build_scripts.export.export_words import words as sentences
from build_scripts.export.formats import FORMATS
from build_scripts.export.runs import runs
from build_scripts.write import marked_text
from tests.write.reports import of_blocks, report
from tests.write.test_properties import marked

from .akoma import written
from .reports import real

RECORDS = [record(report) for report in real()]
each_record = pytest.mark.parametrize("exported", RECORDS, ids=lambda exported: exported.path)
EVERYTHING = """\
masthead -
A/99/1

part-title summary label=6
Résumé

other summary.txt-1
Le résumé.

heading sec-1 level=1
I. Introduction

paragraph par-1
1. Un {em}mot{/em}{call 1 note-1 ref-1}1{/call} et {cite A/RES/77/237}77/237{/cite}, le {repair mot}mo t{/repair}

paragraph par-2
2. <script>alert(1)</script> & ]]> [lien](x) *étoile*

item par-2.a level=1
a) alinéa

item par-2.a.i level=2
i) sous-alinéa

item par-2.b level=1
b) alinéa

heading sec-1.h-1 level=2
Sans numéro

table table-1
Tableau
a | b
c | d

note note-1
1 La note.

part-title res-1 label=22
Projet de résolution I Titre

other res-1.txt-1
L’Assemblée générale,

preambular res-1.pp-1
Rappelant ce qui suit :

item res-1.pp-1.a level=1
a) ceci

other res-1.txt-2
Déclare :

paragraph res-1.par-1
1. Décide.

part-title res-1.annex label=6
Annexe Plan

paragraph res-1.annex.par-1
1. Plan.
"""


def schema(name: str) -> jsonschema.Draft202012Validator:
    """A schema that the archive publishes."""
    table = json.loads((DATA / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(table)
    return jsonschema.Draft202012Validator(table, format_checker=jsonschema.FormatChecker())


def letters(words: str) -> str:
    """What of a text no format may change."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFC", words)))


def everything() -> Record:
    """A report with a block of each kind."""
    return record(report(EVERYTHING.partition("\n\n")[2], symbol="A/99/1"))


# --- JSON, tables


@each_record
def test_rows_have_the_hash_of_their_text(exported: Record) -> None:
    for row in exported.rows:
        assert hashlib.sha256(row.text.encode()).hexdigest() == row.sha256


@each_record
def test_json_keeps_its_schema(exported: Record) -> None:
    document = json.loads(data.to_json(exported))
    schema("document").validate(document)
    assert [block["anchor"] for block in document["blocks"]] == [row.anchor for row in exported.rows]


@each_record
def test_tables_keep_their_schema_and_agree(exported: Record) -> None:
    rows = [json.loads(line) for line in data.json_lines(exported).splitlines()]
    validator = schema("paragraphes")
    for row in rows:
        validator.validate(row)
        assert list(row) == list(data.COLUMNS)
    lines = list(csv.reader(io.StringIO(data.csv_lines(exported), newline="")))
    flat = [[data.BETWEEN.join(v) if isinstance(v, list) else v for v in row.values()] for row in rows]
    # Nothing in these begins as a formula does, but after a semicolon a dash may.
    assert [[cell.replace(";' ", "; ") for cell in line] for line in lines] == flat
    assert not any(data.BETWEEN in value for row in rows for v in row.values() if isinstance(v, list) for value in v)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1", "'+33 1"),
        ("- tiret", "'- tiret"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r'=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ('a ; =HYPERLINK("x";-1)', "a ;' =HYPERLINK(\"x\";'-1)"),
        ('"=1"', '\'"=1"'),
        ('a ;"=1" ; "-1', 'a ;\'"=1" ;\' "-1'),
        ("a\n=1", "a\n'=1"),
        ("a\r\n@b", "a\r\n'@b"),
        ("a\n\n+1", "a\n\n'+1"),
        ("a;\t1", "a;'\t1"),
        ("a\nb; c", "a\nb; c"),
        ('"a" ; "b"', '"a" ; "b"'),
        ("a = b, -c", "a = b, -c"),
        ("– tiret", "– tiret"),
        ("", ""),
    ],
)
def test_no_spreadsheet_runs_a_cell(cell: str, written: str) -> None:
    [line] = csv.reader(io.StringIO(data.csv_text([["x", cell]]), newline=""))
    assert line == ["x", written]


_ANYTHING = st.text("=+-@\t\r\n;,\"' ａ＝1a", max_size=12)


@given(st.lists(_ANYTHING, min_size=1, max_size=3))
def test_no_spreadsheet_runs_a_cell_however_it_divides_lines(cells: list[str]) -> None:
    """Read with commas and with semicolons, which part cells anywhere; nothing but apostrophes is added."""
    written = data.csv_text([cells])
    for sign in (",", ";"):
        for line in csv.reader(io.StringIO(written, newline=""), delimiter=sign):
            assert not any(re.match(r"\s*[=+\-@＝]", cell) for cell in line), line
    (line,) = csv.reader(io.StringIO(written, newline=""))
    assert [cell.replace("'", "") for cell in line] == [cell.replace("'", "") for cell in cells]


def test_every_column_has_words_in_the_schema_and_on_the_page_of_data() -> None:
    properties = json.loads((DATA / "schemas" / "paragraphes.schema.json").read_text(encoding="utf-8"))["properties"]
    assert list(properties) == list(data.COLUMNS)
    page = (Path(__file__).parents[2] / "docs" / "donnees.md").read_text(encoding="utf-8")
    for name in data.COLUMNS:
        assert f"| `{name}` |" in page
        assert properties[name]["description"]


@each_record
def test_json_ld_keeps_its_schema(exported: Record) -> None:
    document = json.loads(linked.to_json_ld(exported))
    schema("jsonld").validate(document)
    base = document["@context"][1]["@base"]
    ids = {urljoin(base, name) for name in re.findall(r'"@id":"([^"]+)"', linked.to_json_ld(exported))}
    paragraph_urls = {row.url for row in exported.rows if row.block.kind is Kind.PARAGRAPH}
    assert paragraph_urls <= ids


# --- plain text and Markdown


@each_record
def test_plain_text_has_every_block_in_order(exported: Record) -> None:
    shown = plain.text(exported)
    assert all("\n" not in row.text for row in exported.rows)
    for row in exported.rows:
        if row.block.kind not in (Kind.TABLE, Kind.NOTE) and not row.notes:
            assert f"\n{row.text}\n" in shown, row.anchor


@pytest.mark.parametrize("exported", [*RECORDS, everything()], ids=lambda exported: exported.path)
def test_markdown_reads_as_the_report(exported: Record) -> None:
    html = MarkdownIt("commonmark").enable("table").use(footnote_plugin).render(plain.markdown(exported))
    root = etree.HTML(html)
    for node in root.xpath("//sup[@class='footnote-ref'] | //a[@class='footnote-backref']"):
        node.getparent().text = node.getparent().text or ""
        tail = node.tail or ""
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            node.getparent().text += tail
        node.getparent().remove(node)
    shown = letters("".join(root.itertext()))
    previous = 0
    for row in exported.rows:
        if row.block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.PREAMBULAR, Kind.OTHER, Kind.HEADING):
            position = shown.find(letters(row.text), previous)
            assert position >= 0, row.anchor
            previous = position


def test_markdown_executes_nothing() -> None:
    html = MarkdownIt("commonmark").use(footnote_plugin).render(plain.markdown(everything()))
    assert "<script" not in html
    assert 'href="x"' not in html


# --- texts


@given(marked())
def test_runs_have_the_words_that_the_page_shows(text: Text) -> None:

    page = etree.HTML(f"<p>{marked_text.html(text, lambda _: '#')}</p>")
    shown = (text.string[run.call.start : run.call.end] if run.call else run.words for run in runs(text))
    assert letters("".join(shown)) == letters("".join(page.itertext()))


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_words_make_valid_xml_and_json(words: list[str]) -> None:

    body = Part(PartKind.BODY)
    blocks = [
        Block(Kind.OTHER, Text(line, ((0, 0),)), body, anchor=f"txt-{number}") for number, line in enumerate(words, 1)
    ]
    exported = record(of_blocks(blocks, title=words[0]))
    for row in FORMATS:
        assert row.make(exported) is not None
    written(exported)


def test_formats_are_the_same_twice() -> None:
    again = record(next(report for report in real() if report.document.path == RECORDS[1].path))
    for row in FORMATS:
        assert row.make(RECORDS[1]) == row.make(again), row.ending


@pytest.mark.parametrize("supplied", ["2021", "2021-03"])
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_date_that_an_editor_supplies_is_said_to_be_one_in_every_text_and_table(language: str, supplied: str) -> None:
    values = {"language": language, "path": f"{language}/A/99/1", "supplied_date": supplied}
    for known in (None, date(2021, 3, 4)):
        exported = record(report("paragraph par-1 number=1\n1. -", date=known, **values))
        said = "" if known else supplied
        line = f"{sentences(language).supplied_date} ({supplied})"
        assert (line in plain.text(exported).splitlines()) == (not known)
        assert (line.replace("-", "") in plain.markdown(exported).replace("\\", "").replace("-", "")) == (not known)
        assert json.loads(data.to_json(exported))["document"]["supplied_date"] == said
        (row,) = map(json.loads, data.json_lines(exported).splitlines())
        assert (row["date"], row["supplied_date"]) == (known.isoformat() if known else "", said)
        (cells,) = csv.reader(io.StringIO(data.csv_lines(exported)))
        assert cells[data.COLUMNS.index("supplied_date")] == said
