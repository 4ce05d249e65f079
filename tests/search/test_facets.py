"""Countries and themes that a text names."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.core.data_files import DATA, DataError, read_data
from build_scripts.search.facets import Facet, Finder, countries, themes
from build_scripts.search.kin import search_rules


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "En Bolivie (État plurinational de), en Iran (République islamique d’) et au Burkina Faso.",
            ["BF", "BO", "IR"],
        ),
        ("L’ÉTAT PLURINATIONAL DE BOLIVIE", ["BO"]),
        ("la République démocratique du Congo, puis le Congo", ["CD", "CG"]),
        ("la République populaire démocratique de Corée", ["KP"]),
        ("la Guinée équatoriale et la Guinée-Bissau", ["GQ", "GW"]),
        ("le golfe de Guinée et la mer de Chine méridionale", []),
        ("d’Italie, l’Inde", ["IN", "IT"]),
        ("le Royaume-Uni de Grande-Bretagne et d’Irlande du Nord", ["GB"]),
        ("un congo, la dominique", []),
        ("Nigériane", []),
        ("la Turquie (Türkiye)", ["TR"]),
    ],
)
def test_countries(text: str, keys: list[str]) -> None:
    assert Finder(countries(), "fr", names=True).find(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("la lutte contre la traite des personnes", ["traite-des-personnes"]),
        ("la présente section traite de la méthode", []),
        ("TRAFIC ILLICITE DE MIGRANTS", ["trafic-illicite-de-migrants"]),
        ("les armes à feu et la corruption", ["corruption", "trafic-d-armes-a-feu"]),
        ("la Commission pour la prévention du crime", []),
        ("la prévention du crime", ["prevention"]),
        ("des groupes criminels organisés", ["groupe-criminel-organise"]),
    ],
)
def test_themes(text: str, keys: list[str]) -> None:
    assert Finder(themes(), "fr", names=False).find(text) == keys


def test_there_are_fifteen_kinds_of_crime_and_every_member_state() -> None:
    assert sum(theme.group == "crime" for theme in themes()) == 15
    assert len(countries()) == 193 + 2
    assert all({"fr", "en"} <= set(country.label) for country in countries())


def test_every_name_finds_its_country_and_no_other() -> None:
    for language in ("fr", "en"):
        finder = Finder(countries(), language, names=True)
        for country in countries():
            for name in country.expressions[language]:
                capital = name[0].upper() + name[1:]
                assert finder.find(f"xx {capital} yy") == [country.key], name


def test_a_file_that_is_not_as_its_schema_says(tmp_path: Path) -> None:
    for name in ("themes.toml", "themes.schema.toml"):
        (tmp_path / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "themes.toml"
    assert read_data(file).table
    file.write_text(
        file.read_text(encoding="utf-8").replace('group = "crime"', 'group = "crimes"', 1), encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"themes\.toml:\d+: D002 groupe-criminel-organise\.group: 'crimes'"):
        read_data(file)


def test_a_star_needs_letters_before_it() -> None:
    with pytest.raises(ValueError, match="or\\*"):
        Finder([Facet("k", {}, "", {"fr": ("or* noir",)}, {})], "fr", names=False)


def test_stop_words_and_endings_are_there_for_the_interface() -> None:
    table = search_rules()
    assert set(table) == {"ar", "en", "es", "fr", "ru", "zh"}
    optional = {"inflects", "conjugates", "by_stem"}
    assert all(set(entry) - optional == {"stemmer", "endings", "stop_words"} for entry in table.values())
