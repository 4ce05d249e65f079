"""`cote add`: files as received become documents of the archive."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.run.intake import add
from build_scripts.run.new_document_toml import Value, as_toml, slug
from tests.archives import empty_archive
from tests.extract.docx import docx, p, r
from tests.extract.pdfs import encrypted
from tests.run.made import SYMBOL, document

FOLDER = f"source_texts/en/{SYMBOL}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive without documents."""
    (tmp_path / "archive").mkdir()
    return empty_archive(tmp_path / "archive")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "received file.pdf"
    path.write_bytes(document())
    return path


def run(root: Path, *arguments: object) -> int:
    return main(["--root", str(root), "--jobs", "1", "add", *map(str, arguments)])


def files(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted((root / "source_texts").rglob("*"))
        if file.is_file()
    }


def test_a_file_gets_its_folder_and_its_values(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, file) == 0
    assert (root / FOLDER / "source.pdf").read_bytes() == file.read_bytes()
    assert (root / FOLDER).stat().st_mode == root.stat().st_mode, "who may read the archive may read the document"
    text = (root / FOLDER / "document.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    assert table["symbol"] == SYMBOL
    assert table["date"] == date(2024, 12, 22)
    assert table["organ"] == "A"
    assert SYMBOL in table["symbol_evidence"]
    values = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(" # read: " in line or " # assumed: " in line for line in values)
    assert not list((root / ".cache").glob("add*"))
    assert FOLDER in capsys.readouterr().out


def test_the_site_of_what_was_added(root: Path, file: Path) -> None:
    assert run(root, file) == 0
    assert main(["--root", str(root), "record"]) == 0
    extracted = (root / "source_texts/EXTRACTED").read_text(encoding="utf-8")
    assert extracted.endswith(f"  en/{SYMBOL}/source.pdf\n")
    assert main(["--root", str(root), "site"]) == 0
    site = root / "site/en" / SYMBOL
    original = site / "A-79-900.original.pdf"
    assert original.read_bytes() == file.read_bytes()
    page = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="A-79-900.original.pdf" type="application/pdf"' in page
    assert 'id="page-2" href="A-79-900.original.pdf#page=2"' in page
    assert f'href="../../../../qualite/en/{SYMBOL}/"' in page
    quality = (root / f"site/qualite/en/{SYMBOL}/index.html").read_text(encoding="utf-8")
    assert "#par-4" in quality
    assert main(["--root", str(root), "check"]) == 0


def test_the_same_file_twice(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = file.with_name("again.pdf")
    again.write_bytes(file.read_bytes())
    assert run(root, file, again) == 0
    before = files(root)
    assert run(root, file) == 0
    assert files(root) == before
    assert capsys.readouterr().out.count(f"already there: {file}") == 1


def test_nothing_is_written_over(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, file) == 0
    before = files(root)
    other = file.with_name("other.pdf")
    other.write_bytes(document(first_foot="1/3"))
    assert run(root, other) == 1
    assert files(root) == before
    assert "nothing is written over" in capsys.readouterr().out


def test_one_failure_stops_nothing(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = file.parent / "folder/inner"
    folder.mkdir(parents=True)
    (folder / "b.pdf").write_bytes(b"")
    (folder / "a.pdf").write_bytes(document()[:900])
    (folder / "picture.jpg").write_bytes(b"x")
    (folder / ".hidden.pdf").write_bytes(document("A/79/901"))
    file.rename(folder / "c.PDF")
    assert run(root, folder.parent) == 1
    said = capsys.readouterr()
    assert [line.partition(":")[0] for line in said.out.splitlines() if line[0] != " "] == [
        "not added",
        "not added",
        "added",
    ]
    assert "1 added" in said.err
    assert "2 not added" in said.err
    assert "2 files of other kinds" in said.err
    assert list(files(root)) == [f"{FOLDER}/document.toml", f"{FOLDER}/source.pdf"]


def tree(root: Path) -> str:
    """A hash of every file of the archive, but for what it may make again at any time."""
    paths = (path for path in sorted(root.rglob("*")) if ".cache" not in path.relative_to(root).parts)
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def test_files_that_mean_harm_leave_the_archive_as_it_was(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, file) == 0
    before = tree(root)
    capsys.readouterr()
    folder = file.parent / "folder"
    folder.mkdir()
    text = p(r("1. The Committee met."))
    harmful = {
        "password.pdf": encrypted(document(), 6, user="secret"),
        "half.pdf": document()[:900],
        "bomb.docx": docx("<w:p/>" * 1_000_000),
        "entity.docx": docx(text, head='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
        "half.docx": docx(text)[:400],
        "ending.docx": b"<!DOCTYPE html><p>Please log in</p>",
        "spreadsheet.docx": docx(text).replace(b"word/document.xml", b"xl/worksheets.xml"),
        "deep.html": b"<html>" + b"<div>" * 100_000,
    }
    for name, data in harmful.items():
        (folder / name).write_bytes(data)
    assert run(root, folder) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if line[0] != " "]
    assert all(line.startswith("not added: ") for line in lines)
    assert all(any(f"{name}: " in line for line in lines) for name in harmful)
    assert tree(root) == before


def test_several_at_once_come_in_order(root: Path, file: Path) -> None:
    paths = [file.with_name(f"{number}.pdf") for number in range(4)]
    for number, path in enumerate(paths):
        path.write_bytes(document(f"A/79/{900 + number}"))
    added = list(add(root, paths, jobs=2))
    assert [entry.path for entry in added] == [f"en/A/79/{900 + number}" for number in range(4)]


def test_without_a_symbol_it_goes_where_those_are(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, name in enumerate(("a", "b")):
        (tmp_path / name).mkdir()
        text = f"1. Le présent rapport est le numéro {number} de tous.\n\n2. Il le dit.\n"
        (tmp_path / name / "Été à Vienne.md").write_text(text, encoding="utf-8")
    assert run(root, tmp_path / "a", tmp_path / "b") == 0
    folders = {path.rpartition("/")[0] for path in files(root)}
    assert folders == {"source_texts/fr/sans-cote/ete-a-vienne", "source_texts/fr/sans-cote/ete-a-vienne-2"}
    assert capsys.readouterr().out.count("no symbol was found") == 2
    table = tomllib.loads(files(root)["source_texts/fr/sans-cote/ete-a-vienne/document.toml"].decode())
    assert table == {"title": "Été à Vienne"}


def test_a_symbol_that_is_given(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, file, "--symbol", "A/79/7 (Sect. 2)", "--language", "es") == 0
    text = (root / "source_texts/es/A/79/7-Sect.2/document.toml").read_text(encoding="utf-8")
    assert 'symbol = "A/79/7 (Sect. 2)" # given: --symbol' in text
    assert f"but the text says “{SYMBOL}”" in capsys.readouterr().out


def test_a_document_beside_one_below_it(root: Path, file: Path) -> None:
    assert run(root, file, "--symbol", f"{SYMBOL}/Add.1") == 0
    file.write_bytes(document(first_foot="1/9"))
    assert run(root, file) == 0
    assert len(files(root)) == 4


def test_a_source_alone_gets_its_document_toml(root: Path, file: Path) -> None:
    folder = root / FOLDER
    folder.mkdir(parents=True)
    (folder / "source.pdf").write_bytes(file.read_bytes())
    assert run(root, folder / "source.pdf") == 0
    assert tomllib.loads((folder / "document.toml").read_text(encoding="utf-8"))["symbol"] == SYMBOL
    assert folder.stat().st_mode == folder.parent.stat().st_mode
    assert len(files(root)) == 2


def test_a_folder_that_differs_by_letter_case(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "source_texts/en/a").mkdir(parents=True)
    assert run(root, file) == 1
    assert "letter case" in capsys.readouterr().out


def test_what_is_no_archive(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, file) == 2
    assert "isn't an archive" in capsys.readouterr().err


def test_one_symbol_for_two_files(root: Path, file: Path) -> None:
    assert run(root, file, file.parent / "x.pdf", "--symbol", "A/1/1") == 2


def test_a_folder_cut_short_leaves_nothing(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("build_scripts.run.intake.as_toml", full)
    assert run(root, file) == 1
    assert "make room" in capsys.readouterr().out
    assert files(root) == {}
    assert not list((root / ".cache").iterdir())


def test_values_are_toml_whatever_they_hold() -> None:
    words = 'a "b" \\ c\x00\nd # e\x7f'
    table = tomllib.loads(as_toml([Value("title", words, f"read: {words * 30}")], "x\ny"))
    assert table == {"title": 'a "b" \\ c  d # e'}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Exécution des mandats (2023)", "execution-des-mandats-2023"),
        ("الجمعية", ""),
        ("../../x", "x"),
        ("a" * 80, "a" * 60),
        (f"{'word ' * 20}", "-".join(["word"] * 12)),
    ],
)
def test_a_short_name_for_an_address(words: str, name: str) -> None:
    assert slug(words) == name
