"""Countries and themes that a text names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_scripts.core.data_files import DATA, DataError
from build_scripts.core.stage_store import Store
from build_scripts.search import facets, stored_document
from build_scripts.search.facets import countries, named, themes
from build_scripts.search.kin import search_rules
from build_scripts.search.page_facets import facets_of
from build_scripts.search.site_search import index


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
    assert named(text, "fr").countries == keys


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("ar", "لأرمينيا وبالأردن وللأردن ولليبيا فالصين كالهند", ["AM", "CN", "IN", "JO", "LY"]),
        ("ar", "والبوسنة والهرسك وللولايات المتحدة الأمريكية ولجمهورية كوريا", ["BA", "KR", "US"]),
        ("ar", "اﻷردن وﻷلمانيا", ["DE", "JO"]),
        ("ar", "في مالي ولمالي", ["ML"]),
        ("ar", "دعم مالي ووضع مالي", []),
        ("ar", "1 000 دولار من دولارات الولايات المتحدة", []),
        ("ar", "الأرمينية وكتاب", []),
        (
            "en",
            "Croatia's delegation, the Democratic People’s Republic of Korea’s letter and the DPRK's note",
            ["HR", "KP"],
        ),
        ("en", "100 United States dollars in American Samoa", []),
        ("es", "la República del Salvador y El Salvador, al Salvador", ["SV"]),
        ("es", "el salvador de la patria", []),
        ("ru", "в Гвинее-Бисау, с Ямайкой и Объединенными Арабскими Эмиратами", ["AE", "GW", "JM"]),
        ("ru", "Корейскую Народно-Демократическую Республику и Тимором-Лешти", ["KP", "TL"]),
        ("ru", "277,9 миллиона долларов США; 33 287 долл. США", []),
    ],
)
def test_names_as_languages_change_them(language: str, text: str, keys: list[str]) -> None:
    assert named(text, language).countries == keys


@pytest.mark.parametrize("prefix", ["", "و", "ف", "ب", "ك", "ل", "وب", "ول", "فب", "وك"])
def test_every_country_with_what_arabic_writes_to_it(prefix: str) -> None:
    for country in countries():
        for name in country.expressions["ar"]:
            written = prefix + name
            if prefix.endswith("ل") and name.startswith("ال"):
                written = prefix + "ل" + name.removeprefix("ال")
            assert country.key in named(f"انظر {written}، وغيرها", "ar").countries, written


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
    assert named(text, "fr").themes == keys


def test_there_are_fifteen_kinds_of_crime_and_every_member_state() -> None:
    assert sum(theme.group == "crime" for theme in themes()) == 15
    assert len(countries()) == 193 + 2
    official = {"ar", "en", "es", "fr", "ru", "zh"}
    assert all(official <= set(facet.label) for facet in (*countries(), *themes()))


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_name_finds_its_country_and_no_other(language: str) -> None:
    for country in countries():
        for name in country.expressions[language]:
            capital = (name[0].upper() + name[1:]).replace("*", "")
            assert named(f"xx {capital} yy", language).countries == [country.key], name


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("es", "En Côte d’Ivoire, Kenya y los Estados Unidos", ["CI", "KE", "US"]),
        ("ru", "в Российской Федерации, Нигерии и Нигере", ["NE", "NG", "RU"]),
        ("ru", "Того же мнения", []),
        ("ar", "في مصر وفي جنوب السودان", ["EG", "SS"]),
        ("zh", "印度尼西亚和几内亚比绍以及巴布亚新几内亚", ["GW", "ID", "PG"]),
        ("zh", "在苏丹和南苏丹", ["SD", "SS"]),
    ],
)
def test_countries_in_other_languages(language: str, text: str, keys: list[str]) -> None:
    assert named(text, language).countries == keys


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("es", "la trata de personas y los decomisos", ["confiscation", "traite-des-personnes"]),
        ("ru", "о борьбе с транснациональной организованной преступностью", ["groupe-criminel-organise"]),
        ("ar", "مكافحة الجريمة المنظمة والفساد", ["corruption", "groupe-criminel-organise"]),
        ("zh", "打击网络犯罪", ["cybercriminalite"]),
        ("zh", "预防犯罪和刑事司法委员会", []),
    ],
)
def test_themes_in_other_languages(language: str, text: str, keys: list[str]) -> None:
    assert named(text, language).themes == keys


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "themes.toml",
            '"crime"',
            '"crimes"',
            r"data/themes\.toml:\d+: D002 groupe-criminel-organise: expected one of .*'crimes'",
        ),
        ("languages/fr/themes.toml", "label = ", "title = ", r"fr/themes\.toml:\d+: D002 .*'label' is missing"),
        (
            "languages/en/themes.toml",
            "[corruption]",
            "[bribery]",
            r"en/themes\.toml:\d+: D003 bribery: data/themes\.toml has no such key",
        ),
        (
            "languages/fr/themes.toml",
            "[corruption]",
            "[pots-de-vin]",
            r"fr/themes\.toml:\d+: D003 pots-de-vin: data/themes\.toml",
        ),
        (
            "themes.toml",
            "corruption = ",
            'fraude = "crime"\ncorruption = ',
            r"fr/themes\.toml: D003 expected words for fraude too",
        ),
        (
            "languages/en/countries.toml",
            "[unless]",
            '[unless]\nXX = ["Ruritania Street"]',
            r"en/countries\.toml:\d+: D003 unless\.XX: data/countries\.toml has no such key",
        ),
        (
            "languages/fr/themes.toml",
            '"corruption", "anticorruption"',
            '"corruption",\n"l\'à* b"',
            r"fr/themes\.toml:21: D003 corruption\.terms\.1: .*: expected words, with at least 3 letters before a \*",
        ),
        (
            "languages/fr/countries.toml",
            '["Afghanistan"]',
            '["Afghanistan", "—"]',
            r"fr/countries\.toml:8: D003 names\.AF\.1: '—': expected words",
        ),
        ("countries.toml", '"AF", ', '"AF", "AX", ', r"fr/countries\.toml:\d+: D003 names: expected words for AX too"),
    ],
)
def test_a_file_that_is_not_as_it_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, message: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("spelling.*", "fonts"))
    written = (data / file).read_text(encoding="utf-8")
    assert old in written
    (data / file).write_text(written.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(facets, "DATA", data)
    monkeypatch.setattr(facets, "FOLDER", data / "languages")
    for read in (countries, themes):
        read.cache_clear()
    try:
        with pytest.raises(DataError, match=message):
            (countries if "countries" in file else themes)()
    finally:
        for read in (countries, themes):
            read.cache_clear()


def test_stop_words_and_endings_are_there_for_the_interface() -> None:
    table = search_rules()
    assert set(table) == {"ar", "en", "es", "fr", "ru", "zh"}
    optional = {"inflects", "conjugates", "families", "irregular", "apart"}
    assert all(set(entry) - optional == {"stemmer", "endings", "stop_words"} for entry in table.values())


def test_what_a_page_names_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, store = tmp_path / "site", Store(tmp_path / "store", 1 << 30)
    file = site / "fr/A/90/1/index.html"
    file.parent.mkdir(parents=True)
    blocks = '<p id="par-1">1. Le Mali et le Niger.</p><p id="par-2">2. Rien.</p><p id="par-3">3. La corruption.</p>'
    page = f'<!doctype html><html lang="fr"><body><article data-pagefind-body>{blocks}</article></body></html>'
    file.write_text(page, encoding="utf-8")
    index(site, store=store)
    expected = facets_of(Store(tmp_path / "other", 1 << 30), site, "fr/A/90/1/index.html")
    assert {anchor: names.countries for anchor, names in expected.items() if anchor} == {
        "par-1": ["ML", "NE"],
        "par-2": [],
        "par-3": [],
    }
    assert expected["par-3"].themes == named("La corruption.", "fr").themes != []
    monkeypatch.setattr(stored_document, "document_of", pytest.fail)
    assert facets_of(store, site, "fr/A/90/1/index.html") == expected
    assert facets_of(store, site, "fr/A/90/2/index.html") == {}
