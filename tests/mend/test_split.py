"""Words with a space inside, rule by rule, on made-up word lists: the cases give the costs that decide.

A cost is the power of ten by which a word is rare; what isn't a word costs 7, a lone letter 6. The margin of a join is
what its parts cost together less the cost of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import process_time

import marisa_trie  # type: ignore[import-not-found, unused-ignore]
import pytest

from build_scripts.core.model import RepairKind
from build_scripts.mend import mend
from build_scripts.mend.lexicon import Rules, WordList
from tests.mend.reports import repairs, report_of

UNDECIDED = "the word list doesn't decide"
PREFIX = "the first part is a prefix that some set apart"
NAME = "the first part may be a name"
NO_RULES = Rules()
OTHERWISE = "its neighbours may as well be joined with other words"


def words(costs: Mapping[str, float], rules: Rules) -> WordList:
    """A word list of these words."""
    trie = marisa_trie.Trie(costs)
    by_number = sorted(costs, key=lambda word: trie[word])
    return WordList("fr", True, rules, frozenset(), trie, bytes(round(costs[word] * 25) for word in by_number))


def split(lines: str | list[str], costs: Mapping[str, float], rules: Rules = NO_RULES) -> tuple[list[str], list[str]]:
    """The words that are made one, and the doubts, `words: why`, of a text of these lines."""
    mended, diagnostics = mend(report_of([lines] if isinstance(lines, str) else lines), words(costs, rules))
    joined = [source for source, fixed, kind in repairs(mended) if kind is RepairKind.SPLIT_WORD]
    assert all(fixed == source.replace(" ", "") for source, fixed, _ in repairs(mended))
    doubts = [diagnostic.message for diagnostic in diagnostics if diagnostic.code == "W004"]
    return joined, [
        f"{message.split('”')[0][1:]}: {message.partition('”: ')[2].partition(';')[0]}" for message in doubts
    ]


# --- how much likelier the whole must be -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "costs", "joined", "doubts"),
    [
        # No part is a word.
        ("le zoro zima", {"le": 2, "zorozima": 9}, ["zoro zima"], []),
        # One is none: two powers of ten.
        ("le mot zima", {"le": 2, "mot": 3, "motzima": 8.0}, ["mot zima"], []),
        ("le mot zima", {"le": 2, "mot": 3, "motzima": 8.04}, [], [f"mot zima: {UNDECIDED}"]),
        ("le zima mot", {"le": 2, "mot": 3, "zimamot": 8.0}, ["zima mot"], []),
        # Nothing is told where the whole is hardly likelier: half a power.
        ("le mot zima", {"le": 2, "mot": 2.6, "motzima": 9.08}, [], [f"mot zima: {UNDECIDED}"]),
        ("le mot zima", {"le": 2, "mot": 2.6, "motzima": 9.12}, [], []),
        # Both are words: 2.6 powers, in doubt from 2.
        ("le mot long", {"le": 2, "mot": 4, "long": 4, "motlong": 5.36}, ["mot long"], []),
        ("le mot long", {"le": 2, "mot": 4, "long": 4, "motlong": 5.44}, [], [f"mot long: {UNDECIDED}"]),
        ("le mot long", {"le": 2, "mot": 4, "long": 4, "motlong": 6.0}, [], [f"mot long: {UNDECIDED}"]),
        ("le mot long", {"le": 2, "mot": 4, "long": 4, "motlong": 6.04}, [], []),
        # The whole isn't a word.
        ("le zoro zima", {"le": 2}, [], []),
        ("le mot long", {"le": 2, "mot": 4, "long": 4}, [], []),
    ],
)
def test_the_margin_of_two_parts(text: str, costs: dict[str, float], joined: list[str], doubts: list[str]) -> None:
    assert split(text, costs) == (joined, doubts)


LETTERS = Rules(letters=frozenset("a"))


@pytest.mark.parametrize(
    ("costs", "joined", "doubts"),
    [
        ({"a": 2, "mené": 5, "amené": 3.4}, ["a mené"], []),
        ({"a": 2, "mené": 5, "amené": 3.44}, [], []),
        ({"a": 2, "amené": 5.36}, ["a mené"], []),
        ({"a": 2, "amené": 5.44}, [], [f"a mené: {UNDECIDED}"]),
    ],
)
def test_a_first_part_that_is_a_word_of_one_letter(
    costs: dict[str, float], joined: list[str], doubts: list[str]
) -> None:
    assert split("il a mené", {"il": 3, **costs}, LETTERS) == (joined, doubts)


def test_a_lone_letter_that_is_not_a_word_is_a_fragment() -> None:
    assert split("les forme s", {"les": 2, "forme": 4, "formes": 8}) == (["forme s"], [])
    assert split("les forme s", {"les": 2, "forme": 4, "formes": 8.04}) == ([], [f"forme s: {UNDECIDED}"])


def test_only_one_space_and_nothing_else_parts_the_words() -> None:
    costs = {"le": 2, "zorozima": 5}
    assert split("le zoro zima", costs) == (["zoro zima"], [])
    for text in ("le zoro, zima", "le zoro – zima", "le zoro. zima", "le zoro’zima", "le zoro (zima)"):
        assert split(text, costs) == ([], []), text


def test_a_line_of_megabytes_takes_no_more_for_each_word() -> None:
    """What takes longer for each word, the longer the line, takes 64 times as much for eight times the words."""
    costs = {"sit": 3, "amet": 4}

    def seconds(count: int) -> float:
        start = process_time()
        assert split("lorem sit amet, " * count, costs) == ([], [])
        return process_time() - start

    seconds(100)
    few = min(seconds(4_000) for _ in range(3))
    assert seconds(32_000) < 32 * few


# --- more than two parts -----------------------------------------------------------------------


def test_up_to_six_parts_are_one_word() -> None:
    costs = {"le": 2, "babebibobubi": 9, "babebibobubibé": 9}
    assert split("le ba be bi bo bu bi", costs) == (["ba be bi bo bu bi"], [])
    assert split("le ba be bi bo bu bi bé", {"le": 2, "babebibobubibé": 9}) == ([], [])


def test_a_row_of_single_letters_is_longer() -> None:
    letters = "bcdfghjklmnpqrstvwxzbcdfghjklmn"
    assert len(letters) == 31
    assert split(f"le {' '.join(letters[:30])}", {"le": 2, letters[:30]: 9}) == ([" ".join(letters[:30])], [])
    assert split(f"le {' '.join(letters)}", {"le": 2, letters: 9}) == ([], [])
    # Where the first parts are longer it is as other words.
    assert split(f"le ba {' '.join(letters[:6])}", {"le": 2, f"ba{letters[:6]}": 9}) == ([], [])
    assert split(f"le b da {' '.join(letters[:5])}", {"le": 2, f"bda{letters[:5]}": 9}) == ([], [])


def test_most_parts_must_be_no_words() -> None:
    costs = {"le": 2, "mot": 4, "long": 4}
    assert split("le zo za mot", {**costs, "zozamot": 9}) == (["zo za mot"], [])
    assert split("le mot zo za", {**costs, "motzoza": 9}) == (["mot zo za"], [])
    assert split("le mot zo long", {**costs, "motzolong": 4}) == ([], [])
    assert split("le zo mot long", {**costs, "zomotlong": 4}) == ([], [])
    assert split("le zo za mot zu long", {**costs, "zozamotzulong": 9}) == (["zo za mot zu long"], [])


def test_a_comma_inside_ends_the_parts() -> None:
    assert split("le zo za zu", {"le": 2, "zozazu": 9}) == (["zo za zu"], [])
    assert split("le zo za, zu", {"le": 2, "zozazu": 9}) == ([], [])
    assert split("le zo, za zu", {"le": 2, "zozazu": 9}) == ([], [])


# --- why words may be left apart ----------------------------------------------------------------

BIO = Rules(prefixes=frozenset({"bio"}))


@pytest.mark.parametrize(
    ("lines", "joined", "doubts"),
    [
        (["des bio mots"], [], [f"bio mots: {PREFIX}"]),
        (["Des Bio mots"], [], [f"Bio mots: {PREFIX}"]),
        (["des biomots", "des bio mots"], [], [f"bio mots: {PREFIX}"]),
        (["des biomots et biomots", "des bio mots"], ["bio mots"], []),
        (["des biomots et biomots", "des bio mots", "les bio mots"], [], [f"bio mots: {PREFIX}"] * 2),
        (["des biomots, biomots, biomots", "des bio mots", "les bio mots"], ["bio mots"] * 2, []),
    ],
)
def test_a_prefix_may_stand_apart_unless_the_document_has_the_whole_oftener(
    lines: list[str], joined: list[str], doubts: list[str]
) -> None:
    costs = {"des": 2, "les": 2, "et": 2, "bio": 5, "mots": 4, "biomots": 4}
    assert split(lines, costs, BIO) == (joined, doubts)


def test_after_a_prefix_what_is_not_a_word_is_joined() -> None:
    assert split("des bio zimas", {"des": 2, "bio": 5, "biozimas": 5}, BIO) == (["bio zimas"], [])
    assert split("des bio zi mas", {"des": 2, "bio": 5, "biozimas": 5}, BIO) == (["bio zi mas"], [])


def test_where_compounds_are_written_apart_a_prefix_raises_no_doubt() -> None:
    rules = Rules(prefixes=frozenset({"bio"}), compounding=True)
    assert split("des bio mots", {"des": 2, "bio": 5, "mots": 4, "biomots": 4}, rules) == ([], [])


def test_where_compounds_are_written_apart_two_words_are_left_and_not_told() -> None:
    compounding = Rules(compounding=True)
    costs = {"le": 2, "web": 4, "site": 4, "website": 4}
    assert split("le web site", costs) == (["web site"], [])
    assert split("le web site", costs, compounding) == ([], [])
    # What has fewer than three letters makes no compound, nor does what isn't a word.
    assert split("le we site", {"le": 2, "we": 4, "site": 4, "wesite": 4}, compounding) == (["we site"], [])
    assert split("le web zima", {"le": 2, "web": 4, "webzima": 4}, compounding) == (["web zima"], [])
    assert split("le web zima", {"le": 2, "web": 4, "webzima": 9.4}, compounding) == ([], [f"web zima: {UNDECIDED}"])


# --- capitals -----------------------------------------------------------------------------------

CET = {"vu": 3, "et": 1.6, "texte": 4, "cet": 3, "une": 2}


def test_a_capital_begins_a_sentence_or_is_a_symbol() -> None:
    assert split("C et texte", CET) == (["C et"], [])
    for before in ("Vu. ", "Vu : ", "Vu ? ", "Vu ! ", "« ", "“"):
        assert split(f"{before}C et texte", CET) == (["C et"], []), before
    assert split("vu C et texte", CET) == ([], [])
    assert split("vu, C et texte", CET) == ([], [])
    assert split("vu c et texte", CET) == (["c et"], [])


def test_a_longer_first_part_with_a_capital_may_be_a_name() -> None:
    costs = {"vu": 3, "il": 2, "zoril": 5}
    assert split("vu Zor il", costs) == ([], [f"Zor il: {NAME}"])
    assert split("Zor il", costs) == (["Zor il"], [])
    assert split("vu zor il", costs) == (["zor il"], [])
    # Two words: what has a capital is a name, and nobody need look.
    assert split("vu Mot long", {"vu": 3, "mot": 4, "long": 2.6, "motlong": 3}) == ([], [])


def test_a_name_that_the_document_has_whole() -> None:
    costs = {"vu": 3, "il": 3.2, "et": 2}
    lines = ["vu Zoril", "vu Zoril", "vu Zoril", "vu Zor il"]
    assert split(lines, costs) == (["Zor il"], [])
    # A word that the list lacks must be there three times as often as its parts.
    assert split(lines[1:], costs) == ([], [])
    assert split([*lines, "et Zor il"], costs) == ([], [])


def test_a_capital_before_what_is_not_a_word_or_has_capitals_too() -> None:
    assert split("vu Zor zima", {"vu": 3, "zorzima": 5}) == (["Zor zima"], [])
    assert split("vu ZOR IMA", {"vu": 3, "ima": 4, "zorima": 5}) == (["ZOR IMA"], [])
    # Five capitals may be two acronyms.
    assert split("vu ZOR IM", {"vu": 3, "zorim": 5}) == ([], [])
    assert split("vu Zor IMA", {"vu": 3, "ima": 4, "zorima": 5}) == ([], [])
    assert split("vu zor Ima", {"vu": 3, "ima": 4, "zorima": 5}) == ([], [])


@pytest.mark.parametrize(
    ("second", "whole", "joined"),
    [(2.8, 5.8, True), (2.76, 5.76, False), (2.8, 5.84, False), (4.0, 5.0, True)],
)
def test_a_rare_word_follows_no_name_by_chance(second: float, whole: float, joined: bool) -> None:
    costs = {"vu": 3, "mot": second, "zormot": whole}
    assert split("vu Zor mot", costs) == ((["Zor mot"], []) if joined else ([], [f"Zor mot: {NAME}"]))


def test_a_rare_word_after_a_word_with_a_capital_is_left() -> None:
    assert split("vu Mot long", {"vu": 3, "mot": 4, "long": 4, "motlong": 3}) == ([], [])


# --- what the document has elsewhere ------------------------------------------------------------

AFIN = {"il": 2, "a": 2, "fin": 3.4, "afin": 3.8, "de": 1.4, "partir": 4, "un": 2, "lui": 2}


@pytest.mark.parametrize(
    ("times", "last", "costs", "joined"),
    [
        (5, "un a fin de", {}, ["a fin"]),
        (4, "un a fin de", {}, []),
        (5, "un a fin", {}, []),
        (5, "un a fin, partir", {}, []),
        (5, "un a fin de", {"afin": 4.4}, ["a fin"]),
        (5, "un a fin de", {"afin": 4.44}, []),
        (5, "lui a fin de, un a fin de", {}, []),
    ],
)
def test_the_whole_before_the_same_next_word_again_and_again(
    times: int, last: str, costs: dict[str, float], joined: list[str]
) -> None:
    lines = [*["il afin de partir"] * times, last]
    assert split(lines, AFIN | costs, LETTERS) == (joined, [])


def test_where_compounds_are_written_apart_the_document_does_not_join_them() -> None:
    costs = {"le": 2, "web": 4, "site": 4, "website": 6, "de": 1.4}
    lines = [*["le website de"] * 5, "le web site de"]
    assert split(lines, costs) == (["web site"], [])
    assert split(lines, costs, Rules(compounding=True)) == ([], [])


# --- neighbours that share a word ---------------------------------------------------------------


def test_of_two_readings_the_much_likelier_is_made() -> None:
    costs = {"les": 2, "forme": 4, "et": 1.6, "formes": 4.6, "set": 4.6}
    assert split("les forme s et", costs) == (["forme s"], [])
    assert split("et s forme", {"et": 1.6, "forme": 4, "ets": 4.6, "sforme": 4.6}) == (["s forme"], [])


def test_of_two_readings_as_likely_the_document_decides_or_nobody() -> None:
    costs = {"les": 2, "mot": 4, "long": 4, "motzi": 5, "zilong": 5, "vu": 3}
    assert split("les mot zi long vu", costs) == ([], [f"mot zi: {OTHERWISE}"])
    assert split(["les motzi", "les mot zi long vu"], costs) == (["mot zi"], [])
    assert split(["zilong vu", "les mot zi long vu"], costs) == (["zi long"], [])
    assert split(["motzi long", "les mot zi long vu"], costs) == (["mot zi"], [])
    assert split(["mot zilong", "les mot zi long vu"], costs) == (["zi long"], [])
    assert split(["les motzi", "zilong vu", "les mot zi long vu"], costs) == ([], [f"mot zi: {OTHERWISE}"])
    assert split(["les motzi", "les mot zi long"], costs) == (["mot zi"], [])
    assert split(["zilong vu", "mot zi long vu"], costs) == (["zi long"], [])
    assert split("mot zi long", costs) == ([], [f"mot zi: {OTHERWISE}"])


def test_readings_are_as_likely_within_one_power_of_ten() -> None:
    costs = {"les": 2, "mot": 4, "long": 4, "vu": 3, "zilong": 5}
    assert split("les mot zi long vu", costs | {"motzi": 4.04}) == ([], [f"mot zi: {OTHERWISE}"])
    assert split("les mot zi long vu", costs | {"motzi": 4.0}) == (["mot zi"], [])
    assert split("les mot zi long vu", costs | {"motzi": 6.0}) == (["zi long"], [])


def test_what_is_undecided_leaves_its_neighbours_alone() -> None:
    costs = {"les": 2, "mot": 4, "long": 4, "motzi": 5, "zilong": 5, "fin": 4, "finza": 5}
    assert split("les mot zi long, fin za", costs) == (["fin za"], [f"mot zi: {OTHERWISE}"])


def test_words_at_the_ends_that_stand_by_themselves_are_left_out() -> None:
    costs = {"a": 2, "amené": 4.6, "mené": 4.4}
    assert split("il a men é ici", {"il": 2, "ici": 3, **costs}, LETTERS) == (["men é"], [])
    # Not where the whole is much likelier than the part.
    rare = {"a": 2, "amené": 4.4, "mené": 6.08}
    assert split("il a men é ici", {"il": 2, "ici": 3, **rare}, LETTERS) == (["a men é"], [])
    # Nor where what would be left isn't a word.
    assert split("il zo men é ici", {"il": 2, "ici": 3, "zomené": 4.6, "mené": 4.4}) == (["zo men é"], [])


def test_repairs_are_in_the_order_of_the_text() -> None:
    costs = {"le": 2, "mot": 4, "motzima": 8, "zoro": 5, "baba": 4}
    assert split("le mot zima, zo ro, ba ba", costs) == (["mot zima", "zo ro", "ba ba"], [])
