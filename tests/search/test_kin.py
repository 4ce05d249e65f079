"""Which forms belong to the same word."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from array import array
from pathlib import Path
from types import SimpleNamespace

import marisa_trie  # type: ignore[import-not-found, unused-ignore]
import pytest

from build_scripts.core.data_files import DATA, DataError, read_data
from build_scripts.core.folded import accented
from build_scripts.core.language import FOLDER
from build_scripts.mend import entries
from build_scripts.search import kin as module
from build_scripts.search.families import candidates, for_browser, name
from build_scripts.search.kin import kin, packed, search_rules
from build_scripts.search.make_kin import paradigms
from tests.javascript import run_javascript

CASES = json.loads((Path(__file__).parent / "kin.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", CASES)
def test_kin_and_strangers(language: str) -> None:
    for kind in ("kin", "strangers"):
        for pair in CASES[language][kind]:
            first, second = map(accented, pair.split())
            relatives = kin([first, second], language)
            assert (second in relatives[first]) == (first in relatives[second]) == (kind == "kin"), pair


def test_every_language_has_cases() -> None:
    assert set(CASES) == set(search_rules())


def test_what_the_archive_has_says_which_letters_are_of_a_word() -> None:
    """« البحث » proves that « بحث » isn't « حث » with a word of one letter before it; without it, nothing tells."""
    triples = [
        ("وحدة", "حدة", "الوحدة"),
        ("لجنة", "جنة", "اللجنة"),
        ("فرقة", "رقة", "الفرقة"),
        ("تعاون", "يعاون", "التعاون"),
    ]
    for form, other, proof in triples:
        assert other in kin([form, other], "ar")[form]
        assert other not in kin([form, other, proof], "ar")[form]


def test_families_in_the_browser() -> None:
    """What a form may be is the same on both sides."""
    forms = [accented(form) for form in json.loads((Path(__file__).parent / "families.json").read_text("utf-8"))]
    read = run_javascript(
        ["search/families.js"],
        "value[1].map((form) => coteSearch.families.candidates(form, value[0]).names)",
        [for_browser("ar"), forms],
    )
    for form, names in zip(forms, read, strict=True):
        assert set(names) == set(map(name, candidates(form, "ar"))), form


def test_a_language_that_search_does_not_know_has_no_kin() -> None:
    assert not kin(["мова", "мови"], "uk")


AFF = """SET UTF-8
FLAG long
PFX Re Y 1
PFX Re 0 re .
SFX S. Y 1
SFX S. 0 s .
SFX M. Y 1
SFX M. 0 ment .
SFX F. Y 3
SFX F. 0 s .
SFX F. 0 e .
SFX F. 0 es .
SFX a0 Y 5
SFX a0 er e er
SFX a0 er é er
SFX a0 er és er
SFX a0 er ée er
SFX a0 er ées er
"""
DIC = """8
lister/a0
liste/S.
lié/F.
lier/a0
porter/a0
portée/S.
tout/F.M.
poser/a0Re
"""


def test_paradigms_of_a_dictionary() -> None:
    by_form = paradigms(AFF, DIC, "S.|F.|a0", "a0")
    assert by_form["liste"] == {("n", "liste")}  # « il liste », too, but who knows
    assert by_form["listé"] == {("p", "listé"), ("v", "lister")}
    assert by_form["lié"] == {("n", "lié"), ("p", "lié"), ("v", "lier")}  # an adjective that is the participle
    assert by_form["portée"] == {("n", "portée")}
    assert by_form["porté"] == {("p", "porté"), ("v", "porter")}
    assert "toutment" not in by_form
    assert by_form["repose"] == {("v", "reposer")}


TRIE = marisa_trie.Trie(["mot", "mots", "seul"])
PACKED = packed(TRIE, {"mot": {("n", "mot")}, "mots": {("n", "mot")}})


def test_what_is_packed_is_read() -> None:
    sets, numbers = module._unpacked(PACKED)
    assert sets[numbers[TRIE["mots"]]] == [["n", 1, ""]]
    assert sets[numbers[TRIE["seul"]]] == []


@pytest.mark.parametrize(
    ("content", "words", "message"),
    [
        (PACKED, 2, r"is for 3 words, but spelling\.trie has 2"),
        (b"no dictionary", 3, r"can't be read \(.*incorrect header"),
        (zlib.compress(b"no JSON\n"), 3, r"can't be read \(Expecting value"),
        (zlib.compress(b"[[]]\n123"), 1, r"can't be read \(bytes length not a multiple"),
        (zlib.compress(b"[[]]\n" + array("H", [1]).tobytes()), 1, "names sets of rules that it doesn't have"),
    ],
)
def test_a_dictionary_that_does_not_fit_is_named_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, words: int, message: str
) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx/spelling.kin").write_bytes(content)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "load_words", lambda _: SimpleNamespace(trie=range(words)))
    with pytest.raises(
        DataError, match=rf"xx/spelling\.kin: D003 (?:{message}).*: make it again with `python -m .*make_kin xx`"
    ):
        module._dictionary.__wrapped__("xx")


ENTRIES_AFF = """SET UTF-8
SFX S Y 2
SFX S 0 s [aeo]
SFX S z ces z
SFX R Y 2
SFX R ar o ar
SFX R ar é [^c]ar
SFX L Y 1
SFX L 0 mente .
PFX p Y 1
PFX p 0 pre .
"""
ENTRIES_DIC = """8
caso/SpL
Casa/S
casar/R
voz/S
tocar/R
toque
pago/S
pagar/R
"""


def test_forms_are_taken_back_to_the_entries_of_a_dictionary() -> None:
    own = entries.Entries(entries.packed(ENTRIES_AFF, ENTRIES_DIC, "[SR]", "R"), ["casa"])
    assert own.paradigms("casos") == [("n", "caso")]
    assert own.paradigms("casas") == [("n", "casa")]
    assert own.paradigms("casé") == [("v", "casar")]
    assert own.paradigms("voces") == [("n", "voz")]
    assert own.paradigms("pago") == [("n", "pago")]  # « yo pago », too
    for form in ("casomente", "precaso", "toqué", "toque", "vozs", ""):
        assert own.paradigms(form) == [], form
    assert all(map(own.has, ("casos", "Casas", "casomente", "TOQUE", "precaso", "precasos")))
    assert not any(map(own.has, ("precasa", "casamente", "vozs", "pre", "")))


@pytest.mark.parametrize("content", [b"no file", zlib.compress(b"no entries"), zlib.compress(b"S\tn\n\ncaso/S")])
def test_entries_that_cannot_be_read_are_named_with_their_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / entries.NAME).write_bytes(content)
    monkeypatch.setattr(entries, "FOLDER", tmp_path)
    with pytest.raises(DataError, match=rf"xx/{entries.NAME}: D003 can't be read .*make_kin xx"):
        entries.entries_of.__wrapped__("xx", ())


@pytest.mark.parametrize(
    "file",
    sorted([*FOLDER.glob("*/spelling.kin"), *FOLDER.glob(f"*/{entries.NAME}")]),
    ids=lambda file: file.parent.name,
)
def test_what_is_committed_is_what_was_made(file: Path) -> None:
    source = read_data(DATA / "spelling-sources.toml").table[file.parent.name]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == source["kin_sha256"]
    assert re.compile(search_rules()[file.parent.name]["inflects"])
