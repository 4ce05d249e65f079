"""Whatever the characters, readers never stop, nothing is lost or doubled, and addresses are safe and unique."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile import UNITS, text
from build_scripts.core.model import Document, Report
from build_scripts.read import READERS, Reader
from build_scripts.read.look import Look
from build_scripts.structure import structure
from build_scripts.structure.anchor import anchor
from build_scripts.structure.calls import find_calls
from build_scripts.structure.completeness import prove
from tests.structure.cases import source

PIECES = (
    """
# |## |- |* |+ |1. |12. |000000001. |a) |(i) |1) |**|*|***|_|__|~~|`|```|<sup>|</sup>|<br>|<b>|</i>|<script>|<!-- x -->
> |[x](http://a)|![im](a.png)|![|[|](|((|[^1]|[^1]: |[a][b]|[b]: http://c|$^{3}$|${ }^{3}$|^{*}|\\|\\*|\\\\|&amp;|&nbsp;
<table>|<tr><td>|<td colspan="3" rowspan=2>|</td></tr>|</table>|<caption>|<li>|<!-- page 3 -->|+---+---+
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


def report_of(string: str, reader: Reader) -> Report:
    """The report of a text, read as a layout that it need not have."""
    given_source = source(string)
    layout, _ = reader.read(Look.at(given_source))
    report, _ = structure(given_source, layout, Document("fr/x", "document.toml", "fr", "T"))
    report, _ = find_calls(report)
    return anchor(report)[0]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@settings(max_examples=400)
@given(string=SOURCES)
def test_nothing_is_lost(reader: Reader, string: str) -> None:
    report = report_of(string, reader)
    assert not prove(report)
    anchors = [block.anchor for block in report.blocks if block.anchor]
    assert len(anchors) == len(set(anchors))
    assert all(ANCHOR.fullmatch(anchor) for anchor in anchors)
    for block in report.blocks:
        assert all(0 <= mark.start <= mark.end <= len(block.text.string) for mark in block.text.marks)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@pytest.mark.parametrize("name", UNITS)
def test_nothing_of_a_long_text_is_lost(name: str, reader: Reader) -> None:
    report = report_of(text(name, 10_000), reader)
    assert not prove(report)
