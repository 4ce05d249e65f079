"""Other addresses of a document lead to it."""

from __future__ import annotations

from build_scripts.core.model import Document
from build_scripts.write.aliases import pages


def document(path: str, *aliases: str, title: str = "Rapport : suite") -> Document:
    """A document with other addresses."""
    return Document(path, f"source_texts/{path}/document.toml", "fr", title, "A/78/80-E/2023/64", aliases=aliases)


def test_an_alias_leads_to_the_document() -> None:
    alias_pages = pages([document("fr/A/78/80", "E/2023/64", "sans-cote/rapport")])
    assert sorted(alias_pages) == ["fr/E/2023/64.md", "fr/sans-cote/rapport.md"]
    page = alias_pages["fr/E/2023/64.md"]
    assert 'target: "fr/A/78/80"\n' in page
    assert "[A/78/80-E/2023/64 Rapport\u202f: suite](../../A/78/80.md)" in page


def test_a_document_goes_before_an_alias_and_the_first_alias_before_a_second() -> None:
    alias_pages = pages([document("fr/A/1", "A/2", "B/1"), document("fr/A/2", "B/1", title="Autre")])
    assert sorted(alias_pages) == ["fr/B/1.md"]
    assert 'target: "fr/A/1"\n' in alias_pages["fr/B/1.md"]


def test_a_hostile_title_is_text() -> None:
    page = pages([document("fr/A/1", "B/1", title="](javascript:x) <script> {{ x }}")])["fr/B/1.md"]
    assert "\\](javascript:x) &lt;script>" in page
