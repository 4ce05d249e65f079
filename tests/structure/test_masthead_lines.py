"""What a line of a masthead is, told by the line alone, in each of the six languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from build_scripts.core.model import Text
from build_scripts.structure.masthead_line import is_type, line_role, line_roles
from build_scripts.structure.structure_words import vocabulary

FOLDER = Path(__file__).parent / "masthead_lines"
"""A table for each language: the lines that have each role, and `none` for lines that no pattern knows."""
TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def test_there_is_a_table_of_each_language() -> None:
    assert list(TABLES) == ["ar", "en", "es", "fr", "ru", "zh"]
    assert all({"session", "original", "agenda-item", "date", "none"} <= set(table) for table in TABLES.values())


@pytest.mark.parametrize(("code", "role"), [(code, role) for code, table in TABLES.items() for role in table])
def test_lines(code: str, role: str) -> None:
    words = vocabulary(code)
    told = {line: line_role(line, words) or "type" * is_type(line, words) for line in TABLES[code][role]}
    assert told == dict.fromkeys(told, "" if role == "none" else role)


# Mastheads of real documents that a converter has packed into few lines.
PACKED = [
    (
        "ru",
        "Организация Объединенных Наций|Генеральная Ассамблея|A/HRC/30/25|Distr.: General|16 July 2015|Russian|"
        "Original: English|Совет по правам человека|Тридцатая сессия|Пункты 2 и 3 предварительной повестки дня|"
        "Ежегодный доклад Верховного комиссара",
        "emblem organ symbol distribution date language original organ session agenda-item none",
    ),
    ("ar", "الأمــم المتحـدة|A/74/L.75", "emblem symbol"),
    ("ar", "Arabic|Original: English", "language original"),
    ("ar", "الدورة الخامسة والسبعون|البند 72 (ب) من القائمة الأولية*", "session agenda-item"),
    ("ar", "الوثائق الرسمية|الدورة السادسة والستون|الملحق رقم 53", "status session none"),
    (
        "zh",
        "联 合 国|A/HRC/RES/44/11|大 会|Distr.: General|23 July 2020|Chinese|Original: English",
        "emblem symbol organ distribution date language original",
    ),
    (
        "zh",
        "人权理事会|第四十四届会议|2020年6月30日至7月17日|议程项目3|促进和保护所有人权",
        "organ session place agenda-item none",
    ),
    (
        "es",
        "Distr. GENERAL|HSP/GC/19/1/Add.1|27 de enero de 2003|ESPAÑOL|Original: INGLÉS",
        "distribution symbol date language original",
    ),
    ("es", "Quincuagésimo noveno período de sesiones|Temas 45 y 55 del programa", "session agenda-item"),
    ("fr", "Distr. générale|11 mars 2020|Français|Original: anglais", "distribution date language original"),
    ("en", "Thirty-first session|Agenda item 1|Organizational and procedural matters", "session agenda-item none"),
]


@pytest.mark.parametrize(("code", "line", "expected"), PACKED, ids=range(len(PACKED)))
def test_packed_lines(code: str, line: str, expected: str) -> None:
    text = line.replace("|", " ")
    told = line_roles(Text(text, ((0, 0),)), vocabulary(code))
    assert [(role or "none", piece.string) for role, piece in told] == list(
        zip(expected.split(), line.split("|"), strict=True)
    )
    assert "".join(text[piece.places[0][1] :][: len(piece.string)] for _, piece in told) == line.replace("|", "")
