"""What is kept of an archive changes nothing of what is made: it is as if everything had been made again."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from build_scripts.core.data_files import DATA
from build_scripts.run import conversion as module
from build_scripts.run.archive import STORE, converted
from tests.archives import empty_archive
from tests.extract.pdfs import line, pdf

TEXT = "# I. Introduction\n\n1. Le présent rapport porte sur {0}.\n\n2. Voir A/76/{1}, par. 1.\n"


def _add(root: Path, number: int, subject: str = "la prévention") -> Path:
    folder = root / f"source_texts/fr/A/76/{number}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.md").write_text(TEXT.format(subject, number % 3 + 1), encoding="utf-8")
    (folder / "document.toml").write_text(f'symbol = "A/76/{number}"\ntitle = "Essai {number}"\n', encoding="utf-8")
    return folder


def _everything(root: Path) -> tuple[list[bytes], object]:
    with converted(root, jobs=1) as conversion:
        reports = [pickle.dumps(pickle.loads(file.read_bytes())) for file in conversion.reports.files]
        return [*reports, repr(conversion.entries).encode()], (conversion.extractions, conversion.diagnostics)


def _from_nothing(root: Path, tmp_path: Path) -> tuple[list[bytes], object]:
    fresh = tmp_path / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".cache"))
    return _everything(fresh)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    empty_archive(folder)
    for number in (1, 2, 3):
        _add(folder, number)
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the documents that are read from their sources, as they are."""
    paths: list[str] = []
    make = module._made

    def watched(*arguments: object) -> object:
        paths.append(str(arguments[2].document.path))  # type: ignore[attr-defined]
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_made", watched)
    return paths


def test_every_change_shows_and_nothing_else_is_made_again(root: Path, tmp_path: Path, made: list[str]) -> None:
    def check(*expected: str) -> None:
        made.clear()
        kept = _everything(root)
        assert made == [f"fr/A/76/{number}" for number in expected]
        assert kept == _from_nothing(root, tmp_path)

    check("1", "2", "3")
    check()
    _add(root, 2, "la répression")
    check("2")
    _add(root, 2)  # As it was before: it is still known.
    check()
    toml = root / "source_texts/fr/A/76/3/document.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + 'type = "report"\n', encoding="utf-8")
    check("3")
    _add(root, 4)
    check("4")
    shutil.rmtree(root / "source_texts/fr/A/76/1")
    check()
    (root / "source_texts/fr/A/76/2").rename(root / "source_texts/fr/A/76/5")
    check("5")
    for file in (root / STORE).rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1])
    check("3", "4", "5")


def test_what_could_not_be_read_is_tried_again(root: Path, made: list[str]) -> None:
    folder = root / "source_texts/fr/A/76/9"
    folder.mkdir()
    whole = pdf(line("1. Le rapport porte sur ce point."))
    (folder / "source.pdf").write_bytes(whole[:-40])
    for _ in range(2):
        with converted(root, jobs=1) as conversion:
            assert [d.code for d in conversion.diagnostics if "A/76/9" in d.file and d.code.startswith("S03")] == [
                "S030"
            ]
    assert made.count("fr/A/76/9") == 2
    (folder / "source.pdf").write_bytes(whole)
    for _ in range(2):
        with converted(root, jobs=1) as conversion:
            assert len(conversion.reports) == 4
    assert made.count("fr/A/76/9") == 3


def test_the_store_is_within_the_archive_and_out_of_git() -> None:
    ignored = (DATA.parents[1] / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"/{STORE.partition('/')[0]}/" in ignored
