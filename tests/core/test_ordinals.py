"""Ordinals in words and figures are read by rule in each of the six languages, as far as sessions may go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.core.numbers import first_number, ordinal_pattern, value_of
from build_scripts.sources.masthead_values import parse_session

FOLDER = Path(__file__).parent / "ordinals"
LANGUAGES = [path.stem for path in sorted(FOLDER.glob("*.tsv"))]
LAST = 150


def ordinals(code: str) -> Iterator[tuple[int, str]]:
    """The number and the words of each form in a language's table."""
    for line in (FOLDER / f"{code}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        number, *forms = line.split("\t")
        for form in forms:
            yield int(number), form


def test_there_is_a_table_of_each_language() -> None:
    assert LANGUAGES == ["ar", "en", "es", "fr", "ru", "zh"]
    assert all({number for number, _ in ordinals(code)} == set(range(1, LAST + 1)) for code in LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_words(code: str) -> None:
    pattern = re.compile(ordinal_pattern(code))
    for number, words in ordinals(code):
        for written in (words, words.capitalize(), words.upper(), words.replace(" ", "\u00a0")):
            assert value_of(written, code) == number, written
            assert pattern.fullmatch(written), written


# What follows the ordinal of a session.
SESSION = {
    "ar": "الدورة {}",
    "en": "{} session",
    "es": "{} período de sesiones",
    "fr": "{} session",
    "ru": "{} сессия",
    "zh": "{}届会议",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_sessions(code: str) -> None:
    for number, words in ordinals(code):
        session = SESSION[code].format(words)
        assert first_number(session.lower(), code) == number
        assert parse_session(session, code) == (number, ())


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("ar", ("{}",)),
        ("en", ("{}th", "{}TH", "{}")),
        ("es", ("{}.º", "{}º", "{}°", "{}.ª", "{}.o")),
        ("fr", ("{}e", "{}ème", "{}ᵉ", "{}E", "{}è")),
        ("ru", ("{}-я", "{}-й", "{}-Я", "{}-го")),
        ("zh", ("第{}", "第 {} ")),
    ],
)
def test_figures(code: str, forms: tuple[str, ...]) -> None:
    for number in (1, 4, 12, 21, 79, 80, 101, 150):
        for form in forms:
            written = form.format(number)
            assert re.fullmatch(ordinal_pattern(code), written), written
            if form not in ("{}", "第{}", "第 {} "):
                assert parse_session(SESSION[code].format(written), code) == (number, ())


@pytest.mark.parametrize(
    ("code", "words", "number"),
    [
        ("ar", "الأولى بعد المائة", 101),
        ("ar", "الخامسة والثلاثون بعد المائة", 135),
        ("ar", "الحادية والعشرين", 21),
        ("en", "one-hundred-and-third", 103),
        ("es", "vigesimoprimer", 21),
        ("es", "trigesimosegunda", 32),
        ("es", "SEPTUAGESIMO NOVENO", 79),
        ("fr", "vingt et unième", 21),
        ("fr", "soixante et onzième", 71),
        ("fr", "QUATRE-VINGT-UNIEME", 81),
        ("ru", "тридцать четвёртая", 34),
        ("zh", "一百零三", 103),
        ("zh", "廿一", 0),
        ("en", "session", 0),
        ("es", "sesión", 0),
    ],
)
def test_other_ways_to_write_them(code: str, words: str, number: int) -> None:
    assert value_of(words, code) == number
