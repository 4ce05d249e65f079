"""A seventh language is one more folder of data and is used everywhere; an incomplete folder is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from build_scripts.core.data_files import DATA, DataError
from build_scripts.core.interface import interface
from build_scripts.core.language import FILES, languages
from tests.languages.made import CODE, add_document, add_language, copy_program, other

PATH = "A/76/463"


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of the copied program."""
    command = [sys.executable, "-m", "build_scripts", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a document in French and in the made language, converted and built."""
    root = copy_program(tmp_path_factory.mktemp("seventh"))
    add_language(root / "build_scripts/data")
    add_document(root, PATH)
    recorded, built = run(root, "record"), run(root, "site")
    assert built.returncode == 0, recorded.stdout + built.stdout + built.stderr
    return root


@pytest.fixture(scope="module")
def links(root: Path) -> list[dict[str, str]]:
    """Every link of both documents."""
    links: list[dict[str, str]] = json.loads(run(root, "links").stdout)
    return links


def page(root: Path, code: str) -> str:
    """The built page of a document."""
    return (root / "site" / code / PATH / "index.html").read_text(encoding="utf-8")


def test_it_has_the_structure_and_the_notes_of_the_french_document(root: Path) -> None:
    anchors = {code: [part.partition('"')[0] for part in page(root, code).split(' id="')[1:]] for code in ("fr", CODE)}
    assert len(anchors["fr"]) > 800
    assert anchors[CODE] == anchors["fr"]


def test_it_has_its_citations(links: list[dict[str, str]]) -> None:
    def cited(code: str) -> Counter[tuple[str, str, str, int]]:
        links_of_document = (link for link in links if link["document"] == f"{code}/{PATH}")
        return Counter(
            (link["anchor"], link["target"], link["fragment"], int(link["nth"])) for link in links_of_document
        )

    assert cited("fr").total() > 300
    # « criminali té » stands in the name of its body, and French alone has a word list to heal it.
    healed = Counter({("res-7.pp-20", "CTOC/COP/RES/10/1", "", 1): 1})
    assert cited(CODE) + healed == cited("fr")


def test_its_words_are_not_taken_for_those_of_another_language(root: Path) -> None:
    output = run(root, "--notices", "convert").stdout
    assert f"W001 no word list for language “{CODE}”" in output
    inside = interface("fr").repairs["split_word"]
    assert page(root, "fr").count(inside) > 50
    assert page(root, CODE).count(inside) == 0


def test_its_page_is_shown_with_the_words_of_the_archive(root: Path) -> None:
    shown = page(root, CODE)
    assert f'lang="{CODE}"' in shown
    assert "Version officielle" in shown
    assert f"https://docs.un.org/en/{PATH}" in shown
    assert f"docs.un.org/{CODE}/" not in shown


def test_it_is_found_and_cited(root: Path) -> None:
    index = "".join(file.read_text(encoding="utf-8") for file in (root / "site/pagefind").rglob("*.js"))
    assert f"{CODE}/{PATH}/" in index
    words = (root / "site/assets/javascripts/citing/words.js").read_text(encoding="utf-8")
    table = json.loads(words.partition(" = ")[2].rstrip(";\n"))
    assert CODE in table["languages"]
    assert table["phrases"][other("paragraphe")] == "par"
    assert other("paragraphe") in table["phrase_pattern"]
    assert table["numbers"][other("premier")] == 1


@pytest.mark.parametrize("name", FILES)
def test_a_language_of_which_a_file_is_missing_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "languages"
    shutil.copytree(DATA / "languages", folder, ignore=shutil.ignore_patterns("spelling.*"))
    (folder / "es" / f"{name}.toml").unlink()
    with pytest.raises(DataError, match=rf"es/{name}\.toml:0: D001 the file is missing: every language has one"):
        languages(folder)


def test_a_folder_that_is_not_a_code_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pt-BR").mkdir()
    with pytest.raises(DataError, match="D001 expected a folder named by two letters"):
        languages(tmp_path)


def test_nothing_is_converted_while_a_file_is_missing(root: Path) -> None:
    file = root / "build_scripts/data/languages" / CODE / "citations.toml"
    content = file.read_bytes()
    file.unlink()
    try:
        refused = run(root, "convert")
    finally:
        file.write_bytes(content)
    assert refused.returncode == 1
    assert refused.stdout.splitlines() == [
        f"build_scripts/data/languages/{CODE}/citations.toml:0: D001 the file is missing: every language has one"
    ]
