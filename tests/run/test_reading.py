"""`cote read`: one file, outside any archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from build_scripts.__main__ import main
from build_scripts.core.data_files import DATA
from build_scripts.core.likely_language import likely_language
from build_scripts.core.model import Kind
from tests.run.made import SYMBOL, document

SCHEMA: dict[str, Any] = json.loads((DATA / "schemas/reading.schema.json").read_text(encoding="utf-8"))
TEXT = "A/79/900\n\nGeneral Assembly\n\n1. The present report is one of those.\n\n2. It says so.[3]\n"


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """The JSON of a reading, checked against its schema."""
    assert main(["read", "--json", *arguments]) == 0
    reading: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(reading, SCHEMA)
    return reading


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(document())
    return path


def test_a_pdf_as_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading = read(capsys, str(file))
    assert {key: reading["document"][key] for key in ("symbol", "date", "language")} == {
        "symbol": SYMBOL,
        "date": "2024-12-22",
        "language": "en",
    }
    paragraphs = {block["anchor"]: block for block in reading["blocks"] if block["kind"] == "paragraph"}
    assert list(paragraphs) == ["par-1", "par-2", "par-4"]
    assert paragraphs["par-4"]["label"] == "4."
    assert paragraphs["par-4"]["page"] == 2
    assert paragraphs["par-2"]["text"].endswith("kept in the archive for all those to come.")
    assert {"reason": "page-number", "text": "1/2", "page": 1} in reading["furniture"]


def test_a_place_names_page_and_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading = read(capsys, str(file))
    gaps = [message["place"] for message in reading["diagnostics"] if message["code"] == "T005"]
    assert gaps == ["report.pdf, p. 2, line 3"]


def test_a_place_in_text_is_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.txt"
    file.write_text("1. The first one of all.\n\n4. The fourth one of all.\n", encoding="utf-8")
    places = [message["place"] for message in read(capsys, str(file))["diagnostics"] if message["code"] == "T005"]
    assert places == ["report.txt:3"]


def test_every_kind_of_block_is_in_the_schema() -> None:
    kinds = SCHEMA["properties"]["blocks"]["items"]["properties"]["kind"]["enum"]
    assert sorted(kinds) == sorted(kind.value for kind in Kind)


def test_symbol_and_language_that_are_given_stand(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading = read(capsys, str(file), "--symbol", " E/2024/1 ", "--language", "es")
    assert reading["document"]["symbol"] == "E/2024/1"
    assert reading["document"]["language"] == "es"


@pytest.mark.parametrize("name", ["é « x ».pdf", "-x.pdf", "a\nb.pdf", "x", "日本.PDF"])
def test_a_name_of_any_characters(file: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    odd = file.rename(file.with_name(name))
    assert read(capsys, str(odd))["document"]["symbol"] == SYMBOL


def test_the_listing_has_a_line_for_each_block(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"{'symbol':18} {SYMBOL}" in lines
    assert any(line.startswith("par-4") and "4. The Secretariat" in line for line in lines)
    assert "--- p. 2" in lines


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.pdf", None, "no such file"),
        ("empty.pdf", b"", "the file is empty"),
        ("blank.txt", b" \n \n", "S002"),
        ("picture.txt", bytes(range(256)) * 40, "neither PDF nor Word nor text"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, name: str, content: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert main(["read", "--json", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert name in said.err


def test_a_link_to_itself_is_told_from_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "round.pdf"
    file.symlink_to(file)
    assert main(["read", str(file)]) == 1
    assert "a link that leads nowhere; put the file itself in its place" in capsys.readouterr().err


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(tmp_path)]) == 1
    assert "cote add" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Fiftieth session of the Commission", "en"),
        ("General Assembly", "en"),
        ("Quincuagésimo período de sesiones", "es"),
        ("Asamblea General", "es"),
        ("Note du Secrétaire général", "fr"),
        ("Assemblée générale", "fr"),
        ("Генеральная Ассамблея", "ru"),
        ("Шестьдесят девятая сессия", "ru"),
        ("الجمعية العامة", "ar"),
        ("الدورة التاسعة والستون", "ar"),
        ("第六十九届会议", "zh"),
        ("委员会满意地注意到 (ISBA/20/C/20)", "zh"),
        ("A/76/463", "fr"),
        ("", "fr"),
    ],
)
def test_a_language_is_told_by_few_words(words: str, code: str) -> None:
    assert likely_language(words) == code
