"""Whatever the characters are, no reader stops, nothing is lost or doubled, and addresses are safe and unique."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.anchor import anchor
from build_scripts.calls import find_calls
from build_scripts.model import Document
from build_scripts.proof import prove
from build_scripts.read import markdown, pdf_text
from build_scripts.structure import structure
from tests.structure.cases import source

PIECES = (
    """
# |## |- |* |+ |1. |12. |000000001. |a) |(i) |1) |**|*|***|_|__|~~|`|```|<sup>|</sup>|<br>|<b>|</i>|<script>|<!-- x -->
> |[x](http://a)|![im](a.png)|![|[|](|((|[^1]|[^1]: |[a][b]|[b]: http://c|$^{3}$|${ }^{3}$|^{*}|\\|\\*|\\\\|&amp;|&nbsp;
{{ x }}|{% y %}|mot|3|L’Assemblée générale,|Rappelant |Projet de résolution I|Annexe|Appendice|A/76/463|12/34|______|---
http://a.b/c|<http://a.b>|<a@b.c>|.|;|,|:|Résumé|Table des matières|II. Titre|A. Sous|Tableau 1
e\u0301|مرحبا|中文|İ|ß|١.|²
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
SPACES = [
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\n \n",
    "  \n",
    "\r\n",
    "\r",
    "\f",
    "\v",
    "\x00",
    "\x1b",
    "\x85",
    "\xa0",
    "\xad",
]
SPACES += ["\u200b", "\u2028", "\u2029", "\u202e", "\ufeff", "\x1c", "|", "| a | b |\n|---|---|\n"]
SOURCES = st.one_of(
    st.text(max_size=120),
    st.lists(st.one_of(st.sampled_from(PIECES + SPACES), st.text(max_size=6)), max_size=40).map("".join),
)
ANCHOR = re.compile(r"[A-Za-z0-9._-]*[A-Za-z0-9]")


@pytest.mark.parametrize("reader", [pdf_text, markdown], ids=["pdf-text", "markdown"])
@settings(max_examples=400)
@given(string=SOURCES)
def test_nothing_is_lost(reader: object, string: str) -> None:
    given_source = source(string)
    layout, _ = reader.read(given_source)  # type: ignore[attr-defined]
    report, _ = structure(given_source, layout, Document("fr/x", "document.toml", "fr", "T"))
    report, _ = find_calls(report)
    report, _ = anchor(report)
    assert not prove(report)
    anchors = [block.anchor for block in report.blocks if block.anchor]
    assert len(anchors) == len(set(anchors))
    assert all(ANCHOR.fullmatch(one) for one in anchors)
    for block in report.blocks:
        assert all(0 <= mark.start <= mark.end <= len(block.text.string) for mark in block.text.marks)


HOSTILE = {
    "drafts": "\n## Projet de résolution {i}\n\nTitre\n\nL’Assemblée générale,\n\n1. Décide.\n\n## Annexe\n\nPlan\n",
    "page feet": "- {i}. Texte du paragraphe.\n\nV.20-01781 {i}/99999\n\n",
    "items": "1. x :\n\na) un ;\n\nb) deux ;\n\n",
    "open paragraphs": "mot sans fin \n \n",
    "notes": "Mot<sup>{i}</sup>.\n\n<sup>{i}</sup> Note.\n\n",
    "calls in one paragraph": "mot<sup>1</sup> ",
    "glued digits": "mot{i} autre{i} \n \n",
    "brackets": "![a](",
    "emphasis": "*a **b ",
    "headings": "## Titre {i}\n\n",
    "contents": "# Table des matières\n\n",
    "table": "| 1 | 2 |\n|---|---|\n| a | b |\n\n",
    "quotations": "> ",
    "addresses": "https://a.b/c\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_size(name: str) -> None:
    """Four times the text takes four times the time, not sixteen (what is too short to measure is no matter)."""

    def seconds(size: int) -> float:
        unit = HOSTILE[name]
        given_source = source("".join(unit.replace("{i}", str(i)) for i in range(size // len(unit))))
        start = process_time()
        for reader in (pdf_text, markdown):
            layout, _ = reader.read(given_source)
            report, _ = structure(given_source, layout, Document("fr/x", "document.toml", "fr", "T"))
            prove(anchor(find_calls(report)[0])[0])
        return process_time() - start

    seconds(1_000)
    assert min(seconds(40_000) for _ in range(2)) < 12 * max(seconds(10_000), 0.05)
