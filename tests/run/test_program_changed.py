"""Whatever is edited in the program or in its data, what is made next is what the edited program makes from nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.core.data_files import DATA
from tests.archives import empty_archive

PROGRAM = DATA.parent
TEXT = """# I. Introduction

1. Le présent rapport porte sur la prévention.

2. Voir A/76/{0}, par. 1, et la résolution 60/1 de l’Assemblée générale.
"""
DOCUMENT = """symbol = "A/76/{0}"
symbol_evidence = "Test"
title = "Essai {0}"
organ = "A"
type = "report"
"""
EDITS = [
    ("data/languages/fr/interface.toml", 'title_of = "Qualité du texte : {}"', 'title_of = "Sûreté du texte : {}"'),
    ("data/languages/fr/references.toml", 'one = "par. {}"', 'one = "§ {}"'),
    ("write/front.py", "DESCRIPTION = 300", "DESCRIPTION = 30"),
]


class Copy:
    """A copy of the program, which can be edited, and an archive of two documents."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.program, self.root = folder, folder / "program", folder / "archive"

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a file of the program."""
        path = self.program / "build_scripts" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, root: Path, command: str) -> str:
        """What the program says of a command: at most that nothing of the archive is on record."""
        environment = {**os.environ, "PYTHONPATH": str(self.program)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        arguments = [sys.executable, "-P", "-m", "build_scripts", "--jobs", "1", command]
        told = subprocess.run(arguments, cwd=root, env=environment, check=False, capture_output=True, text=True)
        codes = {line.split(" ")[1] for line in told.stdout.splitlines()}
        assert codes <= {"S018", "A103"}, told.stdout + told.stderr
        assert told.returncode == int(bool(codes)), told.stderr
        return told.stdout

    def made(self, command: str) -> dict[str, bytes]:
        """The files that a command makes, which are those that it makes from nothing."""
        said, made = self.run(self.root, command), _files(self.root)
        new = self.root.with_name("new")
        shutil.copytree(self.root, new, ignore=shutil.ignore_patterns(".cache", "site"))
        assert self.run(new, command) == said
        assert made == _files(new)
        shutil.rmtree(new)
        return made


def _files(root: Path) -> dict[str, bytes]:
    """The pages of docs/ and the site."""
    files = (path for folder in ("docs", "site") for path in sorted((root / folder).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def unedited(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The program before any edit, and what it has made."""
    copy = Copy(tmp_path_factory.mktemp("unedited"))
    shutil.copytree(PROGRAM, copy.program / "build_scripts", ignore=shutil.ignore_patterns("__pycache__"))
    copy.root.mkdir()
    empty_archive(copy.root)
    for number in (1, 2):
        document = copy.root / f"source_texts/fr/A/76/{number}"
        document.mkdir(parents=True)
        (document / "source.md").write_text(TEXT.format(3 - number), encoding="utf-8")
        (document / "document.toml").write_text(DOCUMENT.format(number), encoding="utf-8")
    copy.run(copy.root, "convert")
    return copy


@pytest.fixture
def copy(unedited: Copy, tmp_path: Path) -> Copy:
    """The same for one test, which may edit it."""
    shutil.copytree(unedited.folder, tmp_path, dirs_exist_ok=True)
    return Copy(tmp_path)


@pytest.mark.parametrize(("file", "old", "new"), EDITS, ids=[file for file, _, _ in EDITS])
def test_pages_after_an_edit_of_the_program_are_those_from_nothing(copy: Copy, file: str, old: str, new: str) -> None:
    before = _files(copy.root)
    copy.edit(file, old, new)
    assert copy.made("convert") != before
    copy.edit(file, new, old)
    copy.run(copy.root, "convert")
    assert _files(copy.root) == before


def test_a_fault_in_data_that_were_right_is_told(copy: Copy) -> None:
    file, old, _ = EDITS[0]
    copy.edit(file, old, f"{old}\nmade = 1")
    told = subprocess.run(
        [sys.executable, "-P", "-m", "build_scripts", "convert"],
        cwd=copy.root,
        env={**os.environ, "PYTHONPATH": str(copy.program)},
        check=False,
        capture_output=True,
        text=True,
    )
    copy.edit(file, f"{old}\nmade = 1", old)
    assert "interface.toml:" in told.stdout
    assert "D002" in told.stdout
    assert "unknown key 'made'" in told.stdout


def test_a_site_after_edits_of_the_program_is_that_from_nothing(copy: Copy) -> None:
    copy.run(copy.root, "site")
    before = _files(copy.root)
    for edit in EDITS:
        copy.edit(*edit)
    copy.edit("data/languages/fr/interface.toml", 'title = "Page introuvable"', 'title = "Rien ici"')
    after = copy.made("site")
    assert after["site/404.html"] != before["site/404.html"]
    assert b"Rien ici" in after["site/404.html"]
