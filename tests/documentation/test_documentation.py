"""Whatever the documentation names exists, and whatever there is to use is documented."""

from __future__ import annotations

import argparse
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.__main__ import parser
from build_scripts.core.codes import codes
from build_scripts.core.data_files import DATA

ROOT = Path(__file__).parents[2]
DOCUMENTATION = ROOT / "docs/developers"
PAGES = sorted([ROOT / "README.md", *DOCUMENTATION.glob("*.md")])
_COMMENTS = {
    ".py": r'"""(?:.*?)"""|#[^\n]*',
    ".toml": r"^#[^\n]*",
    ".html": r"\{#(?:.*?)#\}",
    ".js": r"/\*(?:.*?)\*/|//[^\n]*",
    ".css": r"/\*(?:.*?)\*/",
}
"""What is said in words in a file, by its ending."""
CODE = sorted(
    path
    for folder in ("build_scripts", "overrides")
    for path in (ROOT / folder).rglob("*.*")
    if path.suffix in _COMMENTS and not path.is_relative_to(DATA / "csl")  # which others wrote
)

# A file in words, its folders as far as they are given: `write/page_proof.py`, `data/languages/*/search.toml`,
# `anchors.md`; not `spelling.trie`, `a.md5`.
_NAMED = re.compile(r"(?<![\w/.*<>-])((?:[\w.*<>-]+/)*[\w*<>-]+(?:\.schema)?\.(?:py|md|js|toml|html|css))(?![\w*])")
_MADE = {
    "source.md": "a report as received",
    "document.toml": "what a report doesn't say of itself, in source_texts/",
    "bodies.js": "written into the site by export/archive_files.py",
    "knowledge.js": "written into the site by export/script_knowledge.py",
    "calendar.js": "written into the site by export/script_knowledge.py",
    "words/<code>.js": "written into the site by export/script_knowledge.py",
    "said/<table>.js": "written into the site by export/script_knowledge.py",
    "docs/NAME.md": "a page written by hand",
    "docs/pages/<code>/NAME.md": "the same in another language",
    "rules.js": "written into the site by export/archive_files.py",
    "desk/rules.js": "written into the site by export/archive_files.py",
    "signs.js": "written into the site by export/archive_files.py",
    "words.js": "written into the site by export/archive_files.py",
    "pagefind.js": "Pagefind's own, in the site",
    "styles.js": "written into the site by export/citation_styles.py",
    "index.html": "any page of the site",
    "aide.html": "a page of the site, in a copy",
    "organes/index.md": "written by write/lists.py",
    "hors-ligne.css": "in a copy, made from offline/assets/hors-ligne.css",
    "verifier.html": "in a copy, made from offline/templates/verifier.html",
    "LISEZ-MOI.html": "in a copy, made from offline/templates/LISEZ-MOI.html",
}
"""Names of files that stand in no folder of the project: the program makes them."""
# Addresses as examples, and numbered files of the site: `fr/A/76/463.html`, `words/9.js`, `adresses/a__76.js`.
_EXAMPLE = re.compile(r"(?:^|/)A/76/463\.\w+$|^words/\d+\.js$|^adresses/")
_FOLDERS = (
    "", "build_scripts", "build_scripts/data", "build_scripts/offline", "build_scripts/offline/assets",
    "build_scripts/offline/templates", "overrides", "overrides/assets/javascripts",
    "overrides/assets/stylesheets", "build_scripts/data/languages/fr",
)  # fmt: skip
"""Folders that names are said from, on pages and in code; the last stands for every language's."""

TOLD = {
    "architecture.md": ("build_scripts/*/*.py", "build_scripts/data/*.toml"),
    "citations.md": ("build_scripts/citations/*.py",),
    "exports.md": ("build_scripts/export/*.py",),
    "markdown.md": ("build_scripts/write/*.py",),
    "offline.md": ("build_scripts/offline/*.py", "build_scripts/offline/assets/*", "build_scripts/offline/templates/*"),
    "pages.md": (
        "build_scripts/render/*.py",
        "overrides/*.html",
        "overrides/partials/*.html",
        "overrides/assets/stylesheets/*.css",
        "overrides/assets/javascripts/*.js",
    ),
    "references.md": ("build_scripts/references/*.py", "overrides/assets/javascripts/citing/*.js"),
    "search.md": ("build_scripts/search/*.py", "overrides/assets/javascripts/search/*.js"),
}
"""Folders that a page tells of: it names every file in them."""


def _there(name: str, by: Path) -> bool:
    """Whether a file of that name is there for `by`: beside it or above, or in a folder that names are said from."""
    if name in _MADE or name.rpartition("/")[2] in _MADE or _EXAMPLE.search(name):
        return True
    pattern = re.sub(r"<[^>]*>", "*", name)
    above = [folder for folder in (by.parent, *by.parents) if folder.is_relative_to(ROOT)]
    return any(any(folder.glob(pattern)) for folder in (*above, *(ROOT / folder for folder in _FOLDERS)))


def _missing(path: Path, words: str) -> list[str]:
    return [name for name in _NAMED.findall(words) if not _there(name, path)]


def _said(path: Path) -> str:
    """The text of a page without its examples (lines set as code)."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return "\n".join(line for line in text.splitlines() if not line.startswith("    "))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_files_that_a_page_names_are_there(path: Path) -> None:
    assert _missing(path, _said(path)) == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_that_code_names_in_words_are_there(path: Path) -> None:
    words = re.finditer(_COMMENTS[path.suffix], path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert _missing(path, "\n".join(match[0] for match in words)) == []


def test_a_file_that_is_not_there_is_missed() -> None:
    named = "`write/nowhere.py`, (docs/developers/none.md), data/languages/*/none.toml, page_proof.py, none.schema.toml"
    assert _missing(ROOT / "README.md", named) == named.replace("`", "").replace("(", "").replace(")", "").split(", ")


def test_a_file_that_is_there_is_not_missed() -> None:
    text = "`write/page_proof.py`, docs/developers/anchors.md, data/languages/<language>/search.toml, spelling.trie"
    assert _missing(ROOT / "README.md", text) == []
    assert _missing(ROOT / "build_scripts/write/files.py", "page_proof.py") == []


@pytest.mark.parametrize("page", TOLD)
def test_a_page_tells_of_every_file_of_its_folders(page: str) -> None:
    quoted = "\n".join(re.findall(r"`[^`\n]+`", _said(DOCUMENTATION / page)))
    names = {path.name for pattern in TOLD[page] for path in ROOT.glob(pattern)}
    names = {name for name in names if name != "__init__.py" and not name.endswith(".schema.toml")}
    assert len(names) > 1
    assert sorted(name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}\b", quoted)) == []


def test_every_page_is_led_to_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES[1:] if page.is_relative_to(DOCUMENTATION) and page.name not in readme] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_to_their_headings(path: Path) -> None:
    for target, fragment in re.findall(r"\]\(([\w./-]*\.md)?#([\w-]+)\)", path.read_text(encoding="utf-8")):
        headings = re.findall(
            r"^#+ (.*)$", (path.parent / target if target else path).read_text(encoding="utf-8"), re.MULTILINE
        )
        slugs = [re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.lower())) for heading in headings]
        assert fragment in slugs, (path.name, target, fragment)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_of_pages_lead_to_files(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", _said(path))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


# A folder or data file of the project, from its root: `tests/read/`, `tests/search/fold.json`; not `data/*.toml`.
_PLACE = re.compile(r"`((?:tests|build_scripts|overrides|registry|benchmarks|findings)/[\w./-]*)`")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_folders_and_cases_that_a_page_names_are_there(path: Path) -> None:
    assert [name for name in _PLACE.findall(_said(path)) if not (ROOT / name).exists()] == []


def _commands(of: argparse.ArgumentParser) -> Iterator[str]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield name
                yield from (f"{name} {deeper}" for deeper in _commands(inner))


@pytest.mark.parametrize("command", list(_commands(parser())))
def test_every_command_is_documented(command: str) -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert re.search(rf"\bcote (?:--\w+ )*{command}\b", written), f"no page names `cote {command}`"


def test_every_key_of_document_toml_is_explained() -> None:
    page = (DOCUMENTATION / "adding-a-document.md").read_text(encoding="utf-8")
    schema = tomllib.loads((DATA / "document.schema.toml").read_text(encoding="utf-8"))
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(schema["properties"])
    for key in schema["properties"]["corrections"]["items"]["properties"]:
        assert f"    {key} = " in page


def test_every_make_target_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(targets) > 10
    assert [target for target in targets if not re.search(rf"\bmake {target}\b", readme)] == []
    named = {target for path in PAGES for target in re.findall(r"`make ([a-z]+)", path.read_text(encoding="utf-8"))}
    assert named <= set(targets)


def test_codes_that_pages_name_exist() -> None:
    for path in PAGES:
        for code in re.findall(r"\b[SRTNWAPCLFD]\d{3}\b", path.read_text(encoding="utf-8")):
            assert code in codes(), (path.name, code)


def test_no_index_address_in_the_lock_files() -> None:
    for path in ROOT.glob("requirements/*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.startswith("-") or "://" in line]
        named = [line for line in lines if re.match(r"[a-z]", line)]
        assert named
        assert all(re.fullmatch(r"[a-z0-9._-]+==\S+ \\", line) for line in named)


def test_git_changes_no_byte_whatever_its_settings() -> None:
    """`core.autocrlf` on Windows would change what is on record."""
    asked = ["README.md", "registry/fr/A/76/463.txt", "source_texts/fr/A/76/463/source.txt", "docs/fr/A/76/463.md"]
    told = subprocess.run(
        ["git", "check-attr", "text", "--", *asked], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout.splitlines() == [f"{file}: text: unset" for file in asked]
