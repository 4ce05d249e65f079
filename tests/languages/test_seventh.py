"""A seventh language is one more folder of data and is used everywhere; an incomplete folder is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

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


def python(root: Path, *lines: str) -> Any:
    """The `value` that lines of Python give in the copied program."""
    program = "\n".join(("import json", *lines, "print(json.dumps(value))"))
    command = [sys.executable, "-c", program]
    return json.loads(subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout)


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


def test_it_has_the_countries_and_themes_of_the_french_document(root: Path) -> None:
    def about(code: str) -> Counter[tuple[str, str]]:
        file = root / "site" / code / PATH / "A-76-463.json"
        blocks = json.loads(file.read_text(encoding="utf-8"))["blocks"]
        pairs = ((block["anchor"], key) for block in blocks for kind in ("countries", "themes") for key in block[kind])
        return Counter(pairs)

    french, made = about("fr"), about(CODE)
    assert len({key for _, key in made}) > 20
    # « Myanma r » is healed in French alone, which has a word list.
    assert made <= french
    assert made.total() > 0.95 * french.total()


@pytest.mark.parametrize("code", ["fr", CODE])
def test_its_words_for_parts_of_symbols_are_read(root: Path, code: str) -> None:
    written = {"première partie": "(PartI)", "Sect. 3": "(Sect.3)", "troisième volume": "(Vol.III)"}
    words = list(written if code == "fr" else map(other, written))
    read = python(
        root,
        "from build_scripts.citations.folding import fold",
        "from build_scripts.citations.knowledge import load",
        "from build_scripts.citations.within import within_patterns",
        "patterns = within_patterns(load().series)",
        f"value = [patterns.canonical(fold(word)) for word in {words}]",
    )
    assert read == list(written.values())


def test_its_words_between_the_letters_of_a_number_are_read(root: Path) -> None:
    numbers = [f"2625 A {other('et')} B (XXV)", "2625 A et B (XXV)"]
    read = python(
        root,
        "from build_scripts.citations.knowledge import load",
        "form = load().series.forms['roman']",
        f"value = [(form.parts(number) or {{}}).get('serial') for number in {numbers}]",
    )
    assert read == ["2625", "2625"]


def test_its_elided_words_are_left_out_of_the_index(root: Path) -> None:
    read = python(
        root,
        "from build_scripts.search.word_folding import words",
        f"value = words({other('l’asile lorsqu’elle')!r})",
    )
    assert read == [other("asile"), other("elle")]
    signs = (root / "site/assets/javascripts/signs.js").read_text(encoding="utf-8").splitlines()
    elisions = json.loads(signs[-1].partition(" = ")[2].rstrip(";"))
    assert [other(word) for word in elisions[0]["words"]] == elisions[1]["words"]
    assert elisions[1]["before"] == other(elisions[0]["before"])


def test_its_acronyms_are_known(root: Path) -> None:
    read = python(
        root,
        "from build_scripts.mend.glossary import load_glossary",
        f"value = [load_glossary(code).names for code in ('fr', {CODE!r})]",
    )
    assert len(read[0]) > 100
    assert read[1] == {other(acronym): other(name) for acronym, name in read[0].items()}


@pytest.mark.parametrize("name", FILES)
def test_a_language_of_which_a_file_is_missing_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "languages"
    shutil.copytree(DATA / "languages", folder, ignore=shutil.ignore_patterns("spelling.*"))
    (folder / "es" / f"{name}.toml").unlink()
    with pytest.raises(DataError, match=rf"es/{name}\.toml: D001 the file is missing: every language has one"):
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
        f"build_scripts/data/languages/{CODE}/citations.toml: D001 the file is missing: every language has one"
    ]
