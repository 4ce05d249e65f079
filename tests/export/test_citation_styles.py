"""citeproc-js, styles and locales are those that their repositories have, and the site has all that references load."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from build_scripts.core.language import languages
from build_scripts.export import citation_styles
from build_scripts.export.citation_styles import FILES, settings
from tests.documentation.licences import PAGE

KEPT = {name: file["sha256"] for source in settings()["sources"] for name, file in source["files"].items()}


@pytest.mark.parametrize("name", KEPT)
def test_a_file_is_as_received(name: str) -> None:
    assert hashlib.sha256((FILES / name).read_bytes()).hexdigest() == KEPT[name]


def test_every_file_is_named() -> None:
    assert {file.name for file in FILES.iterdir()} == {*KEPT, "README.md"}


def test_styles_are_independent() -> None:
    """A dependent style is only another name of one."""
    for style in settings()["styles"]:
        text = (FILES / style["file"]).read_text(encoding="utf-8")
        assert "independent-parent" not in text
        assert "<bibliography" in text
        assert "Attribution-ShareAlike 3.0" in text


def test_locales_are_of_languages_of_the_data() -> None:
    locales = settings()["locales"]
    assert set(locales) - {"other"} <= set(languages())
    assert {f"locales-{name}.xml" for name in locales.values()} <= set(KEPT)


def test_a_script_hands_over_a_style_as_it_is() -> None:
    made = citation_styles.files()
    for name in (name for name in KEPT if name.endswith((".csl", ".xml"))):
        text = (FILES / name).read_text(encoding="utf-8")
        stem = name.rpartition(".")[0]
        script = made[f"{stem}.js"].decode("utf-8")
        assert script == f"cote.csl.texts[{json.dumps(stem)}] = {json.dumps(text, ensure_ascii=False)};\n"
    assert made["citeproc.js"] == (FILES / "citeproc.js").read_bytes()


def test_the_style_that_insists_on_its_language_says_so() -> None:
    told = citation_styles.files()["styles.js"].decode("utf-8")
    styles = json.loads(told.partition(".csl = ")[2].rstrip(";\n"))["styles"]
    assert [(name, locale) for name, _, locale, _ in styles if locale] == [("iso690-author-date-fr", "fr-FR")]
    assert [name for name, _, _, marks in styles if not marks] == ["iso690-author-date-fr"]


def test_licences_are_told_and_go_with_the_files() -> None:
    prose = PAGE.read_text(encoding="utf-8")
    assert [source["licence"] for source in settings()["sources"] if source["licence"] not in prose] == []
    assert {"LICENSE.txt", "CPAL.txt", "AGPLv3.txt"} <= set(citation_styles.files())


def test_citeproc_needs_no_eval() -> None:
    """The pages' policy forbids it."""
    code = (FILES / "citeproc.js").read_text(encoding="utf-8")
    assert re.findall(r"\beval\s*\(|new Function\b", code) == []
