"""Rules and articles on pages and in exports: each where it stands, its notes with what holds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from build_scripts.core.model import Report
from build_scripts.export import akn, plain
from build_scripts.export.description import record
from build_scripts.references.places import places, units, words
from build_scripts.run.reading import read_file
from build_scripts.write.report_body import body

GIVEN = """A/80/999

# Annexe

# Règlement intérieur

## I. Dispositions

### Article premier. Portée

1. Le texte.[^1]

a) Premier ;

### Article 2 bis

Le texte sans numéro.

## II. Fin

### Article 3

1. Le texte.

[^1]: Une note.
"""


@pytest.fixture
def report(tmp_path: Path) -> Report:
    file = tmp_path / "a.md"
    file.write_text(GIVEN, encoding="utf-8")
    return read_file(file, code="fr")[0]


def test_how_articles_are_cited(report: Report) -> None:
    cited = {anchor: words(place, "fr") for anchor, place in places(units(report), "fr").items()}
    assert cited["annex.rule-1"] == "annexe, règle 1"
    assert cited["annex.rule-1.par-1.a"].replace("\xa0", " ") == "annexe, règle 1, par. 1 a)"
    assert cited["annex.rule-2-bis"] == "annexe, règle 2 bis"
    assert cited["annex.note-1"].replace("\xa0", " ") == "annexe, note 1"


def test_a_page_has_them_in_their_order_and_the_notes_behind(report: Report) -> None:
    page = body(report, lambda _: "")
    order = ["#annex.rule-1 ", "#annex.rule-2-bis.txt-1", "#annex.sec-2", "#annex.rule-3.par-1", "{: #annex.note-1"]
    assert [page.index(anchor) for anchor in order] == sorted(page.index(anchor) for anchor in order)
    assert ".part-rule" in page


def test_akoma_ntoso_has_them_in_their_sections(report: Report) -> None:
    root = etree.fromstring(akn.to_xml(record(report)))
    names = {"n": root.nsmap[None]}
    rules = root.xpath("//n:section/n:rule/@eId", namespaces=names)
    assert rules == ["annex_1__rule_1", "annex_1__rule_2-bis", "annex_1__rule_3"]
    assert root.xpath("string(//n:rule[1]/n:heading)", namespaces=names) == "Portée"
    assert len(root.xpath("//n:attachment", namespaces=names)) == 1
    assert len(set(root.xpath("//@eId"))) == len(root.xpath("//@eId"))


def test_plain_text_has_every_word(report: Report) -> None:
    assert "Le texte sans numéro." in plain.text(record(report))
    assert "Le texte sans numéro." in plain.markdown(record(report))
