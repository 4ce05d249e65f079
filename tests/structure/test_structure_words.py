"""The data that structure is recognised by: every language has every key, and every pattern is valid."""

from __future__ import annotations

import pytest

from build_scripts.core.data_files import read_data
from build_scripts.core.language import FOLDER, languages
from build_scripts.core.model import PartKind
from build_scripts.structure.structure_words import vocabulary

SIX = {"ar", "en", "es", "fr", "ru", "zh"}


def _keys(language: str) -> set[tuple[str, str]]:
    table = read_data(FOLDER / language / "structure.toml").table
    assert all(isinstance(value, str) and value for section in table.values() for value in section.values())
    return {(section, key) for section, keys in table.items() for key in keys}


def test_the_six_languages_are_there() -> None:
    assert set(languages()) >= SIX


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_keys(language: str) -> None:
    assert _keys(language) == _keys("fr")


PART_LABELS = {
    "ar": ("مشروع القرار", "المرفق"),
    "en": ("Draft resolution II", "Annex II"),
    "es": ("Proyecto de resolución II", "Anexo II"),
    "fr": ("Projet de résolution II", "Annexe II"),
    "ru": ("Проект резолюции II", "Приложение II"),
    "zh": ("决议草案二", "附件二"),
}


@pytest.mark.parametrize("language", sorted(SIX))
def test_labels_of_parts(language: str) -> None:
    words = vocabulary(language)
    resolution, annex = PART_LABELS[language]
    kinds = dict.fromkeys(kind for kind, pattern in words.parts if pattern.match(annex))
    assert list(kinds) == [PartKind.ANNEX] or language == "zh"
    if language not in ("ar", "zh"):
        label = next(pattern for kind, pattern in words.parts if kind is PartKind.RESOLUTION).match(resolution)
        assert label
        assert label["number"] == "II"


ENACTING = {
    "ar": "إن الجمعية العامة،",
    "en": "The General Assembly,",
    "es": "La Asamblea General,",
    "fr": "L’Assemblée générale,",
    "ru": "Генеральная Ассамблея,",
    "zh": "大会，",
}


@pytest.mark.parametrize("language", sorted(SIX))
def test_enacting_lines(language: str) -> None:
    assert vocabulary(language).enacting.fullmatch(ENACTING[language])


@pytest.mark.parametrize(
    "line",
    [
        "L'Assemblée générale,",
        "Le Conseil de sécurité,",
        "Le Conseil économique et social,",
        "Le Conseil des droits de l’homme,",
        "La Commission des stupéfiants,",
        "La Commission pour la prévention du crime et la justice pénale,",
        "La Conférence des Parties à la Convention des Nations Unies contre la criminalité transnationale organisée,",
        "Le Comité des droits de l’homme,",
        "La Réunion des États parties,",
        "Nous, chefs d’État et de gouvernement,",
    ],
)
def test_every_organ_enacts_in_french(line: str) -> None:
    assert vocabulary("fr").enacting.fullmatch(line)


@pytest.mark.parametrize("line", ["Le rapport du Conseil,", "L’Assemblée générale a décidé : ceci,", "La Commission"])
def test_what_is_not_an_enacting_line(line: str) -> None:
    assert not vocabulary("fr").enacting.fullmatch(line)


def test_a_language_without_a_file() -> None:
    with pytest.raises(KeyError, match=r"add data/languages/xx"):
        vocabulary("xx")


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        ("en", ("4–15 November 2019", "28 October–1 November 2019", "30 December 2019 to 3 January 2020")),
        ("fr", ("4-15 novembre 2019", "Du 28 octobre au 1er novembre 2019")),
        ("es", ("4 a 15 de noviembre de 2019", "Del 28 de octubre al 1 de noviembre de 2019")),
        ("ru", ("4–15 ноября 2019 года", "28 октября – 1 ноября 2019 года")),
        ("ar", ("4-15 تشرين الثاني/نوفمبر 2019",)),
        ("zh", ("2019年11月4日至15日", "2019年10月28日至11月1日")),
    ],
)
def test_the_days_of_a_session_stand_with_its_place(code: str, dates: tuple[str, ...]) -> None:
    place = dict(vocabulary(code).masthead)["place"]
    for days in dates:
        assert place.fullmatch(days), days
