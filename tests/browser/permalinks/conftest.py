"""An archive of three documents: a long one, a short one with the same anchors, a joint one; as folders and files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_scripts.__main__ import main
from build_scripts.export.addresses import FOLDER
from build_scripts.export.archive_files import WORDS, write_words
from build_scripts.offline.folder import Copy, make_folder
from tests.archives import ROOT, empty_archive, served

COMMITTEE = "A/76/463"
SHORT = "A/76/465"
"""Its page is there in a third of the time, and it has the blocks that addresses of the long one name."""
JOINT = "A/77/1"
TEXT = """# I. Introduction

1. Le présent rapport porte sur la prévention.

2. Voir A/76/463, par. 5, et le document E/2019/30.
"""
SHORT_TEXT = """# I. Introduction

1. Le présent rapport porte sur la prévention du crime[^1].

2. Voir la note[^2].

3. Trois.

4. Quatre.

5. La Commission a examiné :

a) La prévention ;

b) La répression.

{paragraphs}

# II. Recommandation

## A. Texte

13. La Troisième Commission recommande à l’Assemblée générale d’adopter le projet de résolution suivant :

Projet de résolution I

Prévention du crime

*L’Assemblée générale*,

1. *Approuve* la déclaration annexée à la présente résolution ;

2. *Prie* les États Membres d’agir ;

3. *Souligne* que l’Assemblée attache de l’importance à la prévention ;

4. *Demande* un rapport ;

5. *Décide* de rester saisie de la question.

Annexe

Déclaration sur la prévention

1. Un.

2. Deux.

3. Trois.

4. Quatre.

5. Nous nous engageons.

[^1]: Voir A/77/1, par. 2.

[^2]: Voir A/77/1, par. 1.
"""
SHORT_TOML = """symbol = "A/76/465"
symbol_evidence = "essai"
title = "Rapport court"
organ = "A"
aliases = ["A/C.3/76/99", "sans-cote/ancien"]
"""
TOML = """symbol = "A/77/1-E/2022/5"
symbol_evidence = "essai"
title = "Rapport"
organ = "A"
date = 2022-01-01
aliases = ["E/2022/5"]
"""


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script of the words of citations."""
    folder = tmp_path_factory.mktemp("words")
    write_words(folder)
    return folder / WORDS


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, built and checked."""
    root = empty_archive(tmp_path_factory.mktemp("permalinks"))
    folder = root / "source_texts/fr"
    shutil.copytree(ROOT / "source_texts/fr" / COMMITTEE, folder / COMMITTEE)
    paragraphs = "\n\n".join(f"{number}. Encore un paragraphe." for number in range(6, 13))
    for path, text, about in (
        (SHORT, SHORT_TEXT.format(paragraphs=paragraphs), SHORT_TOML),
        (JOINT, TEXT, TOML),
    ):
        (folder / path).mkdir(parents=True)
        (folder / path / "source.md").write_text(text, "utf-8")
        (folder / path / "document.toml").write_text(about, "utf-8")
    assert main(["--root", str(root), "record"]) == 0
    assert main(["--root", str(root), "site"]) == 0
    return root


@pytest.fixture(scope="session")
def site_of_files(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages as `page.html` in place of `page/`."""
    site = tmp_path_factory.mktemp("files")
    settings = load_config(str(archive / "mkdocs.yml"), site_dir=str(site), use_directory_urls=False, strict=False)
    build(settings)
    write_words(site)
    shutil.copytree(archive / "site" / FOLDER, site / FOLDER)
    return site


@pytest.fixture(scope="session")
def copy(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as carried on a stick, in a folder whose name is a trap for addresses."""
    place = tmp_path_factory.mktemp("clé 100% #1") / "cote"
    place.mkdir()
    make_folder(archive / "site", place, Copy(1_700_000_000, 3))
    return place


@pytest.fixture(scope="session")
def pages_loaded() -> list[str]:
    """Paths of the pages that a server was asked for."""
    return []


@pytest.fixture(scope="session")
def address(archive: Path, pages_loaded: list[str]) -> Iterator[str]:
    """Where the archive is served, with a slash at the end."""
    with served(archive / "site", pages_loaded) as address:
        yield address


@pytest.fixture(scope="session")
def address_of_files(site_of_files: Path, pages_loaded: list[str]) -> Iterator[str]:
    """Where the pages that are files are served."""
    with served(site_of_files, pages_loaded) as address:
        yield address
