"""Words with a fixed meaning: one table per language, which keeps its schema and serves everyone who needs it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from build_scripts.core import language as module
from build_scripts.core.data_files import DATA, DataError
from build_scripts.core.interface import interface
from build_scripts.core.language import FOLDER, filled, language, languages
from build_scripts.core.numbers import value_of
from build_scripts.sources.masthead_values import parse_date, parse_languages, parse_session
from build_scripts.structure.structure_words import vocabulary
from tests.references.reader import read


@pytest.mark.parametrize("code", languages())
def test_every_file_keeps_the_schema_and_words_mean_one_thing(code: str) -> None:
    words = language(code)
    assert words.ordinals
    assert len(words.months) in (0, 12)
    assert all(value_of(word, code) == place for place, word in enumerate(words.ordinals, 1))


@pytest.mark.parametrize("code", [code for code in languages() if language(code).months])
def test_months_are_those_of_dates_mastheads_and_pages(code: str) -> None:
    masthead = dict(vocabulary(code).masthead)["date"]
    of = " de " if code == "es" else " "
    for number, month in enumerate(language(code).months, 1):
        assert masthead.fullmatch(f"11{of}{month}{of}2020")
        assert parse_date(f"11 {month} 2020", code) == date(2020, number, 11)
    if code == "fr":
        assert interface(code).months == language(code).months


def test_no_other_file_of_data_writes_months() -> None:
    written = re.compile("|".join(month for code in languages() for month in language(code).months if len(month) > 6))
    files = [path for path in DATA.rglob("*.toml") if path.name not in ("language.toml", "spelling.toml")]
    assert len(files) > 20
    assert [
        path.name for path in files if written.search(path.read_text(encoding="utf-8").replace("document", ""))
    ] == []


def test_ordinals_are_those_of_sessions_and_citations() -> None:
    french = language("fr")
    assert french.ordinal(21) == "vingt et unième"
    assert french.ordinal(61) == "61e"
    for number, word in enumerate(french.ordinals, 1):
        assert parse_session(f"{word} session", "fr") == (number, ())
    assert parse_session("quatre-vingt-onzième session", "fr") == (91, ())
    assert parse_session("soixante-dix-huitième session extraordinaire", "fr") == (78, ("extraordinaire",))
    assert parse_session("première session", "fr") == (1, ())
    (match,) = read(["A/1/2, projet de résolution VI, vingt et unième alinéa du préambule"])
    assert match["anchor"] == "res-6.pp-21"


@pytest.mark.parametrize(
    ("code", "words", "value"),
    [
        ("en", "Seventy-sixth session", 76),
        ("en", "One hundred and first session", 101),
        ("es", "Septuagésimo noveno período de sesiones", 79),
        ("es", "Octogésima primera sesión", 81),
        ("ru", "Семьдесят девятая сессия", 79),
        ("ru", "третьей сессии", 3),
        ("zh", "第七十九届会议", 79),
        ("ar", "الدورة التاسعة والسبعون", 79),
        ("ar", "الدورة الثانية عشرة", 12),
        ("ar", "الدورة الخامسة والثلاثون بعد المائة", 135),
        ("en", "Special session", None),
        ("zh", "特别会议", None),
    ],
)
def test_ordinals_are_put_together_in_every_language(code: str, words: str, value: int | None) -> None:
    assert (parse_session(words, code) or (None,))[0] == value


@pytest.mark.parametrize(
    "line",
    [
        "Original: English and French",
        "Original : anglais/français",
        "Original: inglés y francés",
        "Подлинный текст на английском и французском языках",
        "الأصل: بالإنكليزية والفرنسية",
        "الأصل: إنكليزي/فرنسي",
        "原件：英文/法文",
        "原件：英文和法文",
    ],
)
def test_languages_are_named(line: str) -> None:
    assert parse_languages(line) == ("en", "fr")


def test_what_a_pattern_needs_must_be_there() -> None:
    assert filled("{months.en} {0,2}", "ar").startswith("(?:January|February|")
    assert filled("a{0,2}", "zh") == "a{0,2}"
    with pytest.raises(LookupError, match="zh has no months"):
        filled("{months}", "zh")


def test_a_file_against_its_schema_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "language.schema.toml").write_bytes((FOLDER / "language.schema.toml").read_bytes())
    (tmp_path / "xx" / "language.toml").write_text('months = ["one"]\n[ordinals]\nwords = ["first"]\nbeyond = "{}"\n')
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(DataError, match=r"xx/language\.toml:1: D002 months"):
        language("xx")
    language.cache_clear()


def test_ordinals_in_figures_end_as_the_number_does() -> None:
    numbers = (81, 82, 83, 84, 111, 112, 113, 121)
    written = [language("en").ordinal(number) for number in numbers]
    assert written == ["81st", "82nd", "83rd", "84th", "111th", "112th", "113th", "121st"]
    assert [language("fr").ordinal(number) for number in (81, 111)] == ["81e", "111e"]
