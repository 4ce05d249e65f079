"""The data files keep their schemas, and faults in them are reported."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.citations.citing_words import UNITS
from build_scripts.citations.folding import fold
from build_scripts.citations.knowledge import CitingData, load
from build_scripts.citations.series import numbers
from build_scripts.core.data_files import DATA, DataError, either, read_data
from build_scripts.core.language import languages


@pytest.fixture(scope="module")
def data() -> CitingData:
    return load()


def test_every_organ_has_a_name_in_the_six_languages(data: CitingData) -> None:
    for organ in data.organs.values():
        assert set(organ.name) == set(languages()), organ.key


def test_names_are_read_in_their_language(data: CitingData) -> None:
    for language, vocabulary in data.languages.items():
        for organ in data.organs.values():
            match = vocabulary.organ_names.search(f" {fold(organ.name[language])} ")
            assert match, (language, organ.key)
            assert organ.key in vocabulary.names[match[0]].organs


@given(st.data())
@settings(max_examples=25)
@pytest.mark.parametrize("language", languages())
def test_no_text_that_cites_by_words_is_passed_over(language: str, draw: st.DataObject) -> None:
    """Only texts with a trigger are read, and every word for a unit or an act has one."""
    table = read_data(DATA / "languages" / language / "citations.toml").table
    words = {**table["pins"], **table["acts"]}
    for unit in (*UNITS, "resolution", "decision"):
        sources = words[unit] if isinstance(words[unit], list) else [words[unit]]
        for source in sources:
            if source != "(?!)":
                printed = draw.draw(st.from_regex(source.replace("{}", "3"), fullmatch=True))
                assert any(trigger in printed for trigger in table["triggers"]), (unit, printed)


def test_full_names_stand_for_one_organ(data: CitingData) -> None:
    for vocabulary in data.languages.values():
        for words, name in vocabulary.names.items():
            assert not name.full or len(name.organs) == 1, words


def test_every_act_has_a_form_that_gives_its_key(data: CitingData) -> None:
    for acts in data.acts.values():
        for act in acts:
            form = data.series.forms[act.form]
            filled = set(re.findall(r"\{(\w+)\}", act.key))
            assert filled <= {"number", *form.pattern.groupindex}, act
            assert "number" in filled or {"session", "serial"} <= filled, act


@pytest.mark.parametrize(
    ("kind", "form", "number", "year", "organs"),
    [
        ("resolution", "session", "77/237", 2023, {"A"}),
        ("resolution", "session", "70/1", 2016, {"A", "E/ESCAP"}),
        ("resolution", "session", "10/1", 2020, {"A/HRC", "E/CN.15", "CTOC/COP", "CAC/COSP"}),
        ("decision", "session", "74/550", 2020, {"A"}),
        ("decision", "session", "63/14", 2020, {"E/CN.7"}),
        ("resolution", "year", "2021/20", 2021, {"E"}),
        ("resolution", "dated", "2370(2017)", 2020, {"S"}),
        ("resolution", "dated", "2370(2017)", 2016, set()),
        ("resolution", "roman", "1086(XXXIX)", 0, {"E", "E/ECA", "E/ECLAC", "T"}),
        ("resolution", "special", "S-30/1", 0, {"A", "A/HRC"}),
    ],
)
def test_limits_tell_who_may_have_adopted_a_number(
    data: CitingData, kind: str, form: str, number: str, year: int, organs: set[str]
) -> None:
    parts = data.series.forms[form].parts(number)
    assert parts is not None
    fitting = {act.organ for act in data.acts[kind, form] if act.fits(numbers(parts), year)}
    assert organs <= fitting
    assert (
        fitting - organs <= {"E/CN.6", "E/CN.5", "E/CN.3", "UNEP/EA", "CBD/COP", "HSP/HA", "E/ESCAP", "A/HRC"} - organs
    )


def test_words_as_a_tree_fit_the_longest() -> None:
    pattern = re.compile(either(["Conseil", "Conseil de sécurité", "Commission", "Co"]))
    assert [match[0] for match in pattern.finditer("Conseil de sécurité, Conseil, Commission, Co, C")] == [
        "Conseil de sécurité",
        "Conseil",
        "Commission",
        "Co",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "organs.toml",
            'kind = "resolution"',
            'kind = "motion"',
            "D002 A.act.0.kind: expected one of 'resolution', 'decision'; got 'motion'",
        ),
        ("organs.toml", 'form = "session"', 'form = "seance"', "D003 A.act.0.form: series.toml has no form “seance”"),
        ("organs.toml", "A/RES/{number}", "A/RES/{numero}", "D003 A.act.0.key: expected places among number, session"),
        (
            "series.toml",
            "{session}/{serial}{letter}",
            "{session}/{serie}",
            "forms.session.number: expected places among",
        ),
        ("series.toml", "{session}/{serial}{letter}", "{session", "got “{session” (expected '}'"),
        ("languages/fr/series.toml", "LNTS = ", "LNT = ", "D003 treaties: key 'LNTS' is missing; series.toml has it"),
        ("languages/en/series.toml", 'Corr = "corrigendum"', "", "D003 meaning: key 'Corr' is missing"),
        ("languages/fr/series.toml", "{number} {of}", "{numero} {of}", "D002 sentences.resolution: "),
        ("languages/fr/organs.toml", 'of = "de l’Assemblée générale"', "", "D003 A: key 'of' is missing"),
        (
            "addresses.toml",
            "https://docs.un.org/{lang}/{symbol}",
            "https://docs.un.org/{langue}/{symbol}",
            "D002 address.2.address: ",
        ),
        (
            "series.toml",
            'heads = ["A", "E", "S", "T"]',
            "heads = []",
            "principal.heads: expected at least 1 item; got []",
        ),
        ("organs.toml", 'within = "A"', 'within = "B"', "within: organs.toml has no organ “B”"),
        ("languages/en/organs.toml", '["A/C.1"]', '["A/C.99"]', "organ “A/C.1” stands here or in organs.toml"),
        ("languages/en/organs.toml", 'name = "First Committee"', "", "D002 A/C.1: key 'name' is missing"),
        ("organs.toml", "rounds = [1, 30]", "rounds = [30, 1]", "rounds: expected the smaller number first"),
        ("series.toml", 'example = "57/270 B"', 'example = "57"', "example: “57” doesn't fit the pattern"),
        ("series.toml", "BWC = {}", "BWC = { hyphen = true }", "heads.BWC: unknown key 'hyphen'"),
        (
            "series.toml",
            'numeral = "roman"',
            'numeral = "greek"',
            "within.Vol.numeral: expected one of 'roman', 'arabic'; got 'greek'",
        ),
        ("series.toml", 'key = "Vol.{number}"', 'key = "Vol"', "within.Vol: expected a key with {number}"),
        ("series.toml", "phrases = [", "phrase = [", "parentheses: key 'phrases' is missing"),
        ("addresses.toml", "https://docs.un.org", "http://docs.un.org", "isn't of the form ^https://"),
        (
            "languages/fr/citations.toml",
            "possessive = '''",
            "possessive = '''(",
            "acts.possessive: isn't a regular",
        ),
        ("languages/en/citations.toml", "[ibid]", "[ibidem]", "D002 key 'ibid' is missing"),
        ("languages/ru/citations.toml", "triggers = [", "triggers = [1, ", "triggers.0: expected a string"),
        ("languages/zh/citations.toml", "[acts]", "[acts", "zh/citations.toml:"),
        ("languages/ru/citations.toml", "[numbers.roman]", "[numbers.latin]", "D002 numbers: unknown key 'latin'"),
        ("languages/ru/citations.toml", '"В" = "B"', '"В" = 2', "letters.В: expected a string"),
        (
            "languages/ru/citations.toml",
            '"В" = "B"',
            '"باء" = "V"',
            "D003 numbers.letters.باء: another language writes “B” this way",
        ),
        ("languages/en/citations.toml", "Vol = {", "Tome = {", "D003 within.Tome: series.toml has no such part"),
        ("languages/es/citations.toml", "partes?", "partes?(", "within.Part.behind.0: isn't a regular expression"),
        ("languages/zh/citations.toml", "、|和|至", "、|(", "numbers.joined.0: isn't a regular expression"),
        (
            "languages/ru/citations.toml",
            "совет совета совету",
            "совет совету",
            "declined: expected the same number",
        ),
        (
            "languages/ar/citations.toml",
            '"م أ" = "CP"',
            '"م أ" = "COP"',
            "numbers.conferences.م أ: expected one of",
        ),
    ],
)
def test_what_breaks_the_schema_is_named(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA / "languages", folder / "languages", ignore=shutil.ignore_patterns("spelling.*"))
    for name in ("organs", "series", "addresses"):
        shutil.copy(DATA / f"{name}.toml", folder)
        shutil.copy(DATA / f"{name}.schema.toml", folder)
    words = (folder / file).read_text(encoding="utf-8")
    assert old in words
    (folder / file).write_text(words.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(message)):
        dict(load(folder).languages)
