"""A part of the archive, from a clone that has no more: its pages are those of the whole archive."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from tests.archives import empty_archive

TEXT = """# I. Introduction

1. Le présent rapport porte sur l'exécution du mandat no {0}, dont l'Assemblée générale a été saisie :

a) Une première question ;

b) Une seconde question.

2. Voir {1}, par. 1 b), {2}, par. 2, et la résolution 74/177 de l'Assemblée générale[^1].

[^1]: {1}, par. 2.
"""
SYMBOLS = ("A/76/1", "A/76/2", "A/77/3", "E/2020/4", "E/2021/5", "E/CN.15/2020/6")
PART = ("fr/E/2020", "fr/E/CN.15")


def _git(folder: Path, *arguments: str) -> str:
    environment = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "PATH": "/usr/bin:/bin"}
    identity = ("-c", "user.name=Test", "-c", "user.email=test@test.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of six documents that cite each other, in git, with its record and its site."""
    root = tmp_path_factory.mktemp("whole")
    empty_archive(root)
    for at, symbol in enumerate(SYMBOLS):
        folder = root / f"source_texts/fr/{symbol}"
        folder.mkdir(parents=True)
        others = SYMBOLS[(at + 1) % len(SYMBOLS)], SYMBOLS[(at + 3) % len(SYMBOLS)]
        (folder / "source.md").write_text(TEXT.format(at, *others), encoding="utf-8")
        organ = "A" if symbol.startswith("A") else "E"
        lines = [f"symbol = '{symbol}'", "symbol_evidence = 'page 1'", f"title = 'Essai {at}'", "type = 'report'"]
        lines += [f"organ = '{organ}'", f"date = 2021-10-{at + 1:02}", ""]
        (folder / "document.toml").write_text("\n".join(lines), encoding="utf-8")
    (root / ".gitignore").write_text("/.cache/\n/site/\n", encoding="utf-8")
    main(["--root", str(root), "--jobs", "1", "record"])
    main(["--root", str(root), "--jobs", "1", "site"])
    _git(root, "init", "--quiet")
    _git(root, "config", "uploadpack.allowFilter", "true")
    _git(root, "add", ".")
    _git(root, "commit", "--quiet", "--message", "Archive")
    return root


@pytest.fixture
def whole(_whole: Path, tmp_path: Path) -> Path:
    """The archive, for one test, which may change it."""
    return Path(shutil.copytree(_whole, tmp_path / "whole"))


@pytest.fixture
def part(whole: Path, tmp_path: Path) -> Path:
    """A clone that has only the documents of a part, and what isn't a document's."""
    _git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--sparse", f"file://{whole}", "part")
    root = tmp_path / "part"
    folders = [f"{top}/{folder}" for folder in PART for top in ("source_texts", "docs", "registry")]
    _git(root, "sparse-checkout", "set", "held", "overrides", *folders)
    for hand_written in (whole / "docs").glob("*.md"):
        assert (root / "docs" / hand_written.name).is_file()
    assert not (root / "source_texts/fr/A").exists()
    return root


def _cote(root: Path, *words: str) -> int:
    options = [word for folder in PART for word in ("--part", folder)]
    return main(["--root", str(root), "--jobs", "1", *options, *words])


OWN = tuple(f"fr/{symbol}" for symbol in SYMBOLS if f"fr/{symbol}".startswith(PART))


def test_its_pages_are_those_of_the_whole_archive(whole: Path, part: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert _cote(part, "site") == 0, capsys.readouterr().out
    assert len(OWN) == 2
    for path in OWN:
        assert _page(part, path) == _page(whole, path)
        quality = f"docs/qualite/{path}.md"
        assert (part / quality).read_bytes() == (whole / quality).read_bytes()
        files = _files(whole / "site" / path)
        assert len(files) > 5
        assert _files(part / "site" / path) == files
    # Links to documents that aren't there, at their places.
    page = (part / "docs/fr/E/2020/4.md").read_text(encoding="utf-8")
    assert all(f'href="{link}"' in page for link in ("../../2021/5/#par-1.b", "../../../A/76/1/#par-2"))
    pages = sorted(file.parent.relative_to(part / "site").as_posix() for file in (part / "site/fr").rglob("index.html"))
    assert pages == sorted(OWN)
    for page in ("site/index.html", "site/annees/index.html"):
        words = "Ce site ne montre qu’une partie de l’archive : 2 documents sur 6."
        assert words in (part / page).read_text(encoding="utf-8")
        assert "qu’une partie" not in (whole / page).read_text(encoding="utf-8")


# How often the whole archive cites something: the other documents, which say so, aren't there.
_OFTEN = re.compile(r', often: "[^"]*"')


def _page(root: Path, path: str) -> tuple[str, list[str]]:
    """The page of a document, without what is said of who cites it."""
    text = _OFTEN.sub("", (root / f"docs/{path}.md").read_text(encoding="utf-8"))
    matter, _, body = text.partition("\n---\n")
    kept = re.sub(r"^cited_by:.*(?:\n  .*)*\n", "", f"{matter}\n", flags=re.MULTILINE)
    return re.sub(r' data-cited="\d+"', "", body), kept.splitlines()


def _files(folder: Path) -> dict[str, bytes]:
    """The files that a document offers besides its page, but for what is said of who cites it."""
    files = (file for file in folder.iterdir() if file.is_file() and file.name != "index.html")
    return {file.name: file.read_bytes() for file in files if not file.name.endswith(".suivi.js")}


def test_nothing_outside_is_missed_or_changed(part: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _cote(part, "site") == 0
    assert _cote(part, "check") == 0, capsys.readouterr().out
    assert _cote(part, "record") == 0
    changed = _git(part, "status", "--porcelain", "source_texts", "registry", "held", "docs/fr").splitlines()
    assert [line for line in changed if not line.endswith(".md")] == []


def test_a_change_outside_that_is_not_recorded_is_told(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toml = whole / "source_texts/fr/A/76/1/document.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("Essai 0", "Autre"), encoding="utf-8")
    capsys.readouterr()
    main(["--root", str(whole), "--jobs", "1", "check"])
    assert "held/fr/A.tsv: A107" in capsys.readouterr().out


def test_an_unknown_part_is_told(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(whole), "--part", "fr/Z", "convert"]) == 2
    assert "fr/Z" in capsys.readouterr().err
