"""Word lists: how they are made, what they contain, and that the committed files are the ones made."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from build_scripts.core.data_files import DATA, DataError, read_data
from build_scripts.core.language import FOLDER
from build_scripts.mend.hunspell import forms, read_affixes
from build_scripts.mend.lexicon import UNKNOWN, cost_byte, load_words, read_words
from build_scripts.mend.make_words import costs_of, dictionary_words

LANGUAGES = sorted(file.parent.name for file in FOLDER.glob("*/spelling.trie"))

AFF = """SET UTF-8
FLAG long
NEEDAFFIX ()
FORBIDDENWORD {}
PFX L' Y 1
PFX L' 0 l' .
PFX Re Y 1
PFX Re 0 re [^a]
SFX S. Y 2
SFX S. 0 s [^sx]
SFX S. al aux/L' al
SFX V. N 1
SFX V. er ant/S. er
"""
DIC = """6
terme/S.
local/S.L'
porter/V.Re
kilo/()S.
faux/{}
aujourd'hui
mW
10e
"""


def test_every_form_of_a_dictionary_is_spelled_out() -> None:
    words = "aujourd hui kilos local locals locaux portant portants porter reporter terme termes"
    assert dictionary_words(AFF, DIC) == words.split()


@pytest.mark.parametrize(
    ("flag", "entry"),
    [("FLAG num\nSFX 7 Y 1\nSFX 7 0 s .", "mot/7,9"), ("AF 1\nAF X\nSFX X Y 1\nSFX X 0 s .", "mot/1")],
)
def test_flags_may_be_numbers_or_aliases(flag: str, entry: str) -> None:
    assert set(forms(read_affixes(flag), f"1\n{entry}\n")) == {"mot", "mots"}


def test_a_line_that_is_not_a_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="isn't an affix rule"):
        read_affixes("SFX S Y 1\nSFX S 0\n")


def test_costs_stand_in_the_order_of_the_words() -> None:
    trie = load_words("en").trie
    costs = costs_of(trie, {"the": 0.05, "zoology": 0.0})
    assert costs[trie["the"]] == cost_byte(0.05) == 33
    assert costs[trie["zoology"]] == UNKNOWN


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("contre", True), ("Contre", True), ("CONTRE", True), ("tre", False), ("terrorisme", True), ("tion", False),
        ("États", True), ("états", True), ("myanmar", False), ("Myanmar", True), ("a", True), ("À", True), ("b", False),
        ("Pays-Bas", True), ("sous-régionales", True), ("sous-rgionales", False), ("", False), ("-", False),
    ],
)  # fmt: skip
def test_what_french_knows(word: str, known: bool) -> None:
    assert (load_words("fr").cost(word) is not None) == known


def test_common_words_cost_less() -> None:
    french = load_words("fr")
    costs = [french.cost(word) for word in ("de", "travail", "dématérialisation")]
    assert None not in costs
    assert costs == sorted(costs, key=lambda cost: cost or 0.0)


def test_a_language_without_a_list_knows_nothing() -> None:
    none = load_words("xx")
    assert not none.listed
    assert none.cost("contre") is None


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    shutil.copy(FOLDER / "en" / "spelling.trie", tmp_path / "en")
    (tmp_path / "en" / "spelling.costs").write_bytes(b"123")
    with pytest.raises(DataError, match=r"en/spelling\.costs: D003 has 3 bytes for the \d+ words"):
        read_words(tmp_path, "en")
    (tmp_path / "en" / "spelling.trie").write_bytes(b"no trie")
    with pytest.raises(DataError, match=r"en/spelling\.trie: D003 can't be read"):
        read_words(tmp_path, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_committed_is_on_record_with_its_licence(language: str) -> None:
    source = read_data(DATA / "spelling-sources.toml").table[language]
    folder = FOLDER / language
    for kind in ("trie", "costs"):
        content = (folder / f"spelling.{kind}").read_bytes()
        assert hashlib.sha256(content).hexdigest() == source[f"{kind}_sha256"]
    assert source["dictionary_licence"].split()[0].partition("-")[0] in (folder / "spelling.licence.txt").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_of_spelling_can_matter(language: str) -> None:
    words = load_words(language)
    assert [pair for pair in words.rules.apart if words.number("".join(pair)) is None] == []
    assert [word for word in words.rules.fragments | words.rules.followers if words.number(word) is None] == []
    assert all(raised.letters for raised in words.rules.superscripts)
