"""Pages of cited documents: every key has one, which lists every citing paragraph and stays small in any archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.filters import do_truncate

from build_scripts.citations.citation_index import index
from build_scripts.citations.knowledge import load
from build_scripts.core.model import Block, Citation, Document, Kind, Part, PartKind, Report, Source, Text
from build_scripts.write import cote_lists, network
from build_scripts.write.cotes import LINES, cotes

BODY = Part(PartKind.BODY)


def report(number: int, cited: Sequence[str], words: str = "voir") -> Report:
    """A report of one paragraph for each key that it cites."""
    document = Document(f"fr/A/76/{number}", "d", "fr", f"Titre {number}", f"A/76/{number}", date=date(2020, 1, number))
    blocks = []
    for place, key in enumerate(cited, 1):
        text = f"{place}. {words} {key}"
        mark = Citation(len(text) - len(key), len(text), key)
        anchor = f"par-{place}"
        label_end = len(f"{place}. ")
        blocks.append(Block(Kind.PARAGRAPH, Text(text, ((0, 0),), (mark,)), BODY, str(place), label_end, anchor=anchor))
    return Report(document, Source("s", "", (0,), ""), "x", tuple(blocks), ())


def pages_of(*reports: Report) -> dict[str, str]:
    return cote_lists.all_pages(cotes(index(reports), load()))


def test_what_it_is_where_it_is_and_who_cites_it() -> None:
    archive = pages_of(report(1, ["A/RES/77/237", "CND/RES/62/9"]), report(2, ["A/RES/77/237"]))
    page = archive["cotes/A/RES/77/237.md"]
    assert 'title: "Résolution 77/237 de l’Assemblée générale"' in page
    assert "https://docs.un.org/fr/A/RES/77/237" in page
    assert "Cité 2 fois dans 2 documents" in page
    newest, older = page.index("fr/A/76/2.md#par-1"), page.index("fr/A/76/1.md#par-1")
    assert newest < older
    assert "- [par. 1](../../../../fr/A/76/2.md#par-1) voir <mark>A/RES/77/237</mark>" in page
    assert "https://" not in archive["cotes/CND/RES/62/9.md"]


def test_a_document_of_the_archive_is_named_as_such() -> None:
    archive = pages_of(report(1, ["A/76/2"]), report(2, []))
    assert 'held: {path: "fr/A/76/2", title: "A/76/2, Titre 2"}' in archive["cotes/A/76/2.md"]


def test_lists_lead_to_every_key() -> None:
    keys = ["A/RES/77/237", "A/RES/9/1", "S/RES/2370(2017)", "UNTS/2225/39574", "A/C.3/76/L.5", "WHA/RES/1"]
    archive = pages_of(report(1, keys))
    linked = {path for path, page in archive.items() for path in _targets(path, page)}
    assert {path for path in archive if path != "cotes/index.md"} <= linked
    general = archive["cotes/A.md"]
    assert general.index("Session 77") < general.index("Session 9")


def _targets(path: str, page: str) -> list[str]:
    here = PurePosixPath(path).parent
    targets = []
    for link in re.findall(r"\]\(([^)#]+\.md)", page):
        parts: list[str] = []
        for part in (here / link).parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        targets.append("/".join(parts))
    return targets


def test_long_pages_are_cut_and_their_links_hold() -> None:
    reports = [report(number, ["A/RES/77/237"] * (LINES // 2 + 1)) for number in (1, 2)]
    archive = pages_of(*reports)
    second = archive["cotes/A/RES/77/237/page-2.md"]
    assert "fr/A/76/1.md" in _targets("cotes/A/RES/77/237/page-2.md", second)
    assert second.count("\n- [") == 2
    assert archive["cotes/A/RES/77/237.md"].count("\n- [") == LINES


def test_words_are_not_markup() -> None:
    archive = pages_of(report(1, ["A/RES/77/237"], "<script>*x*</script> {{ y }} [a](b)"))
    line = archive["cotes/A/RES/77/237.md"].splitlines()[-1]
    assert "<script>" not in line
    assert "](b)" not in line.replace("\\]", "")


def test_no_citations() -> None:
    assert list(pages_of(report(1, []))) == ["cotes/index.md"]


@given(st.text(alphabet="ab é’", max_size=60))
@example("a" * 60)
def test_labels_of_the_network_are_cut_as_lists_cut_them(label: str) -> None:
    cut = network._shortened(label) or label
    assert cut == do_truncate(Environment(), label, 40)
    assert len(cut) <= 45
