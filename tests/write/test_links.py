"""A citation's address as seen from its page."""

from __future__ import annotations

import pytest

from build_scripts.citations.citation_index import index
from build_scripts.core.model import Citation, Document, Report, Source
from build_scripts.write.cotes import key_path
from build_scripts.write.links import Links

HELD = Document("fr/A/76/463", "d", "fr", "Titre", symbol="A/76/463", aliases=("sans-cote/crime",))
HERE = Document("fr/E/CN.15/2020/8", "d", "fr", "Titre", symbol="E/CN.15/2020/8")
ARCHIVE = index(Report(document, Source("s", "", (0,), ""), "x", (), ()) for document in (HELD, HERE))


@pytest.mark.parametrize(
    ("key", "fragment", "address"),
    [
        ("A/76/463", "", "../../../../A/76/463/"),
        ("A/76/463", "par-12", "../../../../A/76/463/#par-12"),
        ("E/CN.15/2020/8", "par-1", "#par-1"),
        ("E/CN.15/2020/8", "", "#"),
        ("A/RES/77/237", "", "https://docs.un.org/fr/A/RES/77/237"),
        ("CND/RES/62/9", "", "../../../../../cotes/CND/RES/62/9/"),
    ],
)
def test_held_then_official_then_the_keys_own_page(key: str, fragment: str, address: str) -> None:
    assert Links(HERE, ARCHIVE)(Citation(0, 1, key, "", fragment)) == address


def test_a_key_has_a_page_like_a_symbol() -> None:
    assert key_path("E/RES/155(VII)") == "cotes/E/RES/155-VII"
