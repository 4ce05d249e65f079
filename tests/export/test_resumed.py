"""A paragraph that goes on below its items is one block, shown where it stands: on pages, in search and exports."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from build_scripts.core.model import Report
from build_scripts.export import akn, plain
from build_scripts.export.description import record
from build_scripts.render.converter import to_html
from build_scripts.run.reading import as_json, read_file
from build_scripts.search.page_blocks import read_page
from build_scripts.write.page_proof import prove
from build_scripts.write.report_body import body

ROOT = Path(__file__).parents[2]
GIVEN = """A/80/999

1. Le Conseil décide :

a) De se réunir ;[^1]

b) De rendre compte ;

et prie le Secrétaire général de l’y aider.[^2]

2. Il reste saisi de la question.

[^1]: Une note.

[^2]: Une autre.
"""
ORDER = ("Le Conseil décide", "De se réunir", "De rendre compte", "et prie le Secrétaire", "Il reste saisi")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    file = tmp_path / "a.md"
    file.write_text(GIVEN, encoding="utf-8")
    return read_file(file, code="fr")[0]


def _in_order(words: str) -> bool:
    places = [words.find(piece) for piece in ORDER]
    return -1 not in places and places == sorted(places)


def test_a_reading_has_the_whole_paragraph(report: Report) -> None:
    first = next(block for block in as_json(report, [])["blocks"] if block["anchor"] == "par-1")
    assert first["text"] == "Le Conseil décide : et prie le Secrétaire général de l’y aider."
    assert first["calls"] == ["note-2"]


def test_the_page_shows_it_below_the_items(report: Report, tmp_path: Path) -> None:
    page = body(report, lambda _: "")
    assert _in_order(page)
    assert prove(report, to_html(page, ROOT / "mkdocs.yml")) == []
    file = tmp_path / "index.html"
    html = to_html(page, ROOT / "mkdocs.yml")
    file.write_text(
        f'<html lang="fr"><body><article lang="fr" data-pagefind-body>{html}</article></body></html>', "utf-8"
    )
    shown = read_page(file, tmp_path)
    assert shown is not None
    assert shown.stray == ""
    words = {block.anchor: " ".join(block.text.split()) for block in shown.blocks}
    assert words["par-1"].endswith("décide : et prie le Secrétaire général de l’y aider.")
    assert "prie" not in words["par-1.b"]
    ids = [element.get("id") for element in lxml.html.fromstring(html).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_exports_have_it_below_the_items(report: Report) -> None:
    exported = record(report)
    assert _in_order(plain.text(exported))
    assert _in_order(plain.markdown(exported))
    root = etree.fromstring(akn.to_xml(exported))
    names = {"n": root.nsmap[None]}
    assert _in_order("".join(root.itertext()))
    (rest,) = root.xpath("//n:paragraph[@eId='para_1']/n:list/n:wrapUp", namespaces=names)
    assert "".join(rest.itertext()).strip().startswith("et prie")
