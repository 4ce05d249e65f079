"""What the documentation names is there, and what there is to use is documented."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.__main__ import parser
from build_scripts.core.codes import codes

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs/developers").glob("*.md")])
CODE = sorted(
    path
    for folder, pattern in (
        ("build_scripts", "*.py"),
        ("build_scripts", "*.toml"),
        ("overrides", "*.html"),
        ("overrides", "*.js"),
    )
    for path in (ROOT / folder).rglob(pattern)
)

_NAMED = re.compile(
    r"(?<![\w/.*{<-])((?:[\w-]+/)*[\w-]+\.(?:py|md|js|toml|html|css))(?![\w*])"
)  # `write/proof.py`, anchors.md
_MADE = {"source.md", "document.toml", "words.js", "index.html", "LANGUAGE.toml"}
"""Names of files that the program reads or writes elsewhere."""
_ROOMS = (
    "docs/developers", "build_scripts", "build_scripts/data", "overrides", "overrides/assets/javascripts",
    "overrides/assets/stylesheets",
)  # fmt: skip
"""Folders that names are said from."""


def _places(name: str, by: Path) -> Iterator[Path]:
    """Where a file so named may stand, for what names it."""
    for folder in (by.parent, *by.parents):
        if folder.is_relative_to(ROOT):
            yield folder / name
    for room in _ROOMS:
        yield ROOT / room / name
    # What every language has: `citations.toml`.
    yield ROOT / "build_scripts/data/languages/fr" / name


def _missing(path: Path, words: str) -> list[str]:
    return [
        name
        for name in _NAMED.findall(words)
        if name.rpartition("/")[2] not in _MADE and not any(place.exists() for place in _places(name, path))
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_files_that_a_page_names_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _missing(path, "\n".join(re.findall(r"`[^`\n]+`|\]\([^)\n]+\)", text))) == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_that_code_names_in_words_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    words = {
        ".py": r'"""(.*?)"""|#[^\n]*',
        ".toml": r"^#[^\n]*",
        ".html": r"\{#(.*?)#\}",
        ".js": r"/\*(.*?)\*/|//[^\n]*",
    }[path.suffix]
    assert _missing(path, "\n".join(match[0] for match in re.finditer(words, text, re.DOTALL | re.MULTILINE))) == []


def test_a_file_that_is_not_there_is_missed() -> None:
    assert _missing(ROOT / "README.md", "see `write/nowhere.py` and (docs/developers/none.md)") == [
        "write/nowhere.py",
        "docs/developers/none.md",
    ]


def _commands(of: argparse.ArgumentParser) -> Iterator[str]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield name
                yield from (f"{name} {deeper}" for deeper in _commands(inner))


@pytest.mark.parametrize("command", list(_commands(parser())))
def test_every_command_is_documented(command: str) -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert re.search(rf"\bcote {command}\b", written), f"no page names `cote {command}`"


def test_every_make_target_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(targets) > 10
    assert [target for target in targets if f"make {target}" not in readme] == []


def test_codes_that_pages_name_exist() -> None:
    for path in PAGES:
        for code in re.findall(r"\b[SRTNWAPCLFD]\d{3}\b", path.read_text(encoding="utf-8")):
            assert code in codes(), (path.name, code)
