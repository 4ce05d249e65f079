"""Which document an address names, whatever was added to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.export.archive_files import WORDS, write_words
from tests.javascript import KNOWLEDGE, run_javascript

Read = Callable[[list[str]], list[list[str]]]

CASES = json.loads((Path(__file__).parent / "addresses.json").read_text(encoding="utf-8"))
"""By path from the archive's root: language, all folders, the document's folders, its block."""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """What the script reads from each path."""
    folder = tmp_path_factory.mktemp("words")
    write_words(folder)
    modules: list[str | Path] = [folder / WORDS, KNOWLEDGE, "citing/anchor.js", "citing/address.js"]
    expression = "value.map((path) => Object.values(cote.addresses.read(path)))"

    def addresses(paths: list[str]) -> list[list[str]]:
        answers: list[list[str]] = run_javascript(modules, expression, paths)
        return answers

    return addresses


def test_what_people_and_programs_make_of_addresses(read: Read) -> None:
    assert dict(zip(CASES, read(list(CASES)), strict=True)) == CASES


def test_an_address_reads_alike_with_a_tail(read: Read) -> None:
    tails = [
        ".",
        ")",
        "»",
        "%C2%A0%C2%BB",
        ",",
        "%3E",
        "/",
        "//",
        "/index.html",
        ".html",
        ".htm.",
        "?x=1",
        "&utm_source=a",
    ]
    symbols = ["A/76/463", "S/RES/2370-2017", "A/80/6-Sect.35", "E/CN.15/2020/8", "sans-cote/ancien"]
    expected = {f"fr/{symbol}{tail}": symbol for symbol in symbols for tail in tails}
    answers = read(list(expected))
    assert {path: address[2] for path, address in zip(expected, answers, strict=True)} == expected
