"""What the templates are told of the program."""

from __future__ import annotations

import pytest

from build_scripts.citations.keys import official_home
from build_scripts.citations.knowledge import load
from overrides.hooks import as_read, official_address
from tests.archives import ROOT


@pytest.mark.parametrize(
    ("symbol", "language", "address", "read"),
    [
        ("A/76/463", "fr", "https://docs.un.org/fr/A/76/463", "docs.un.org/fr/A/76/463"),
        ("A/78/80-E/2023/64", "es", "https://docs.un.org/es/A/78/80", "docs.un.org/es/A/78/80"),
        ("S/RES/2370 (2017)", "de", "https://docs.un.org/en/S/RES/2370%20(2017)", "docs.un.org/en/S/RES/2370 (2017)"),
    ],
)
def test_where_a_document_officially_is(symbol: str, language: str, address: str, read: str) -> None:
    assert official_address(symbol, language) == address
    assert as_read(address) == read


def test_where_all_documents_officially_are() -> None:
    assert official_home("fr", load()) == "https://docs.un.org/fr/"
    assert official_home("de", load()) == "https://docs.un.org/en/"


def test_templates_write_no_official_address_by_hand() -> None:
    templates = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html")}
    assert "official_address(" in templates["masthead.html"]
    assert [name for name, text in templates.items() if "docs.un.org" in text or "treaties.un.org" in text] == []
