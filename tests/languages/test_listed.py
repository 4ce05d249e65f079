"""What lists and pages of cited documents say, in another language (overrides/assets/javascripts/listed.js)."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.citations.keys import parse, title
from build_scripts.citations.knowledge import load
from build_scripts.core.interface import interfaces
from build_scripts.export.script_knowledge import WORDS, write_knowledge
from tests.javascript import KNOWLEDGE, run_javascript

KEYS = [
    "A/RES/217(III)",
    "A/DEC/74/550B",
    "A/78/50",
    "A/RES/77/237",
    "S/RES/2370(2017)",
    "UNTS/993/14537",
    "CND/RES/62/9",
]
STAY = ["Document final de la Conférence", "Résolution 10/1 de la Conférence", "Prévention du crime", "Session", "2023"]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The words of each language, as pages load them."""
    folder = tmp_path_factory.mktemp("words")
    write_knowledge(folder)
    return {code: folder / WORDS.format(code) for code in interfaces()}


def said(words: dict[str, Path], own: str, code: str, texts: list[str]) -> list[str]:
    """Texts of one language in another."""
    modules: list[str | Path] = [KNOWLEDGE, "text.js", words[own], words[code], "listed.js"]
    speaking = f"(cote.knowledge = cote.spoken.{code}, cote.listed(cote.spoken.{own}, cote.spoken.{code}))"
    told = run_javascript(modules, f"value.map((text) => {speaking}.say(text))", texts)
    assert isinstance(told, list)
    return told


@pytest.mark.parametrize("own", ["fr", "en", "zh"])
@pytest.mark.parametrize("code", ["ar", "es", "ru", "zh", "fr"])
def test_titles_of_cited_documents_are_those_of_the_other_language(words: dict[str, Path], own: str, code: str) -> None:
    data = load()
    titles = {c: [title(parse(key, data), data, c) for key in KEYS] for c in (own, code)}
    assert said(words, own, code, titles[own]) == titles[code]


def test_numbers_sessions_and_pages(words: dict[str, Path]) -> None:
    french = [
        "Cité 2 fois dans 1 document",
        "76ᵉ session",
        "1ʳᵉ session",
        "Session S-32",
        "Assemblée générale (page 2 sur 3)",
    ]
    english = ["session 76", "session 1", "Session S-32", "General Assembly (page 2 of 3)"]
    assert said(words, "fr", "en", french)[1:] == english
    assert "Cité" not in said(words, "fr", "en", french)[0]


def test_what_was_made_of_nothing_stays(words: dict[str, Path]) -> None:
    assert said(words, "fr", "ar", STAY) == STAY


def test_nodes_of_drawings(words: dict[str, Path]) -> None:
    """What a node's title says, and of it the document's title."""
    modules: list[str | Path] = [KNOWLEDGE, "text.js", words["fr"], words["en"], "listed.js"]
    speaking = "(cote.knowledge = cote.spoken.en, cote.listed(cote.spoken.fr, cote.spoken.en))"
    french = ["Document A/76/120\u202f: 2 renvois, 1 document", "Titre\u202f: suite\u202f: 3", "Titre"]
    assert run_javascript(modules, f"value.map((text) => {speaking}.node(text))", french) == [
        {"title": "Document A/76/120", "whole": "Document A/76/120: citations: 2, 1 document"},
        {"title": "Titre\u202f: suite", "whole": "Titre\u202f: suite: 3"},
        {"title": "Titre", "whole": "Titre"},
    ]
