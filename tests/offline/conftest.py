"""A small archive, built once, and a copy of it; the browsers are those of the other tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.offline import sums
from build_scripts.offline.folder import Copy, make_folder
from tests.archives import empty_archive
from tests.conftest import CI

ROOT = Path(__file__).parents[2]
DATE = 1_700_000_000
"""14 November 2023."""
TITLE = "Trafic & <usage> « drogues »"
SHOWN = "Trafic & <usage> «\u202fdrogues\u202f»"
"""With the narrow spaces of French typography."""
TWO = """# I. Trafic

1. Le trafic illicite de drogues préoccupe les États Membres.

2. L'Assemblée générale a examiné ce point<sup>1</sup>.

3. La traite des personnes touche le Chili.

<sup>1</sup> Voir le rapport précédent (A/76/2).
"""
TOML = 'symbol = "{0}"\nsymbol_evidence = "essai"\ntitle = "{1}"\norgan = "{2}"\ndate = {3}\n'


def add(root: Path, symbol: str, text: str, title: str, organ: str, date: str) -> None:
    folder = root / f"source_texts/fr/{symbol}"
    folder.mkdir(parents=True)
    (folder / "source.md").write_text(text, encoding="utf-8")
    (folder / "document.toml").write_text(TOML.format(symbol, title, organ, date), encoding="utf-8")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two documents that cite one another, built."""
    root = empty_archive(tmp_path_factory.mktemp("archive"))
    add(root, "A/76/1", TWO, TITLE, "A", "2021-07-01")
    add(
        root,
        "A/76/2",
        TWO.replace("A/76/2", "A/76/1, par. 1").replace("Trafic", "Asile"),
        "Asile",
        "E/CN.15",
        "2020-03-11",
    )
    assert main(["--root", str(root), "record"]) == 0
    assert main(["--root", str(root), "site"]) == 0
    return root


@pytest.fixture(scope="session")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive's copy; its name is a trap for addresses. Not to be changed."""
    place = tmp_path_factory.mktemp("clé 100% #1") / "cote"
    place.mkdir()
    make_folder(archive / "site", place, Copy(DATE, 2))
    return place


@pytest.fixture
def own_folder(folder: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(folder, tmp_path / "cote"))


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publisher's private key; the public one has the ending .pub."""
    return new_key(tmp_path_factory.mktemp("key"))


def new_key(folder: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / "key")], check=True)
    return folder / "key"


def list_of(folder: Path) -> None:
    """Write the list of a folder's files as they are."""
    (folder / sums.NAME).write_bytes(sums.written({path: sums.sha256(folder / path) for path in sums.files(folder)}))


def cut_after(number: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that dies at its `number`th call on the file system; whether it did die."""
    process = os.fork()
    if process == 0:
        left = number

        def watch(event: str, _: object) -> None:
            nonlocal left
            if event.startswith(("open", "os.", "shutil.")):
                left -= 1
                if left < 0:
                    os._exit(9)

        sys.addaudithook(watch)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9


@pytest.fixture(scope="session")
def java() -> str:
    """Java; without it the test is skipped, or in CI fails."""
    if path := shutil.which("java"):
        return path
    message = "not run: no Java on this machine (`make browsers` installs it where it may)"
    if CI:
        pytest.fail(message)
    pytest.skip(message)
