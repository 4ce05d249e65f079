"""Which passages of two texts belong together, and which of their words differ (desk/align.js), under Node."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.javascript import run_javascript

SCRIPTS = ["desk/align.js"]
CUT = "cote.align.words(...value).map((runs, side) => runs.map(([start, end]) => value[side].slice(start, end)))"
KEPT = """value.map((pair) => cote.align.words(...pair).map((runs, side) => {
  let text = pair[side];
  for (const [start, end] of runs.toReversed()) text = text.slice(0, start) + ' ' + text.slice(end);
  return text.split(/\\s+/).filter(Boolean).join(' ');
}))"""


def paired(first: list[tuple[str, str]], second: list[tuple[str, str]], how: str = "words") -> list[list[int | None]]:
    """Rows of two lists of (number, words)."""
    lists = [[{"number": number, "text": text} for number, text in listed] for listed in (first, second)]
    rows: list[list[int | None]] = run_javascript(SCRIPTS, "cote.align.passages(...value)", [*lists, how])
    return rows


@pytest.mark.parametrize(
    ("first", "second", "gone", "come"),
    [
        (
            "Prie l’État de rendre compte.",
            "Prie  instamment l’État\u202fde rendre compte.",
            [],
            ["instamment"],
        ),
        ("Urges States to act;", "Invites all States to act.", ["Urges", ";"], ["Invites all", "."]),
        ("联合国大会决定", "联合国安全理事会决定", ["大"], ["安全理事"]),
        ("إذ تشير إلى قرارها 76/1،", "إذ تشير إلى قرارها 76/2،", ["1"], ["2"]),
        ("", "Rien.", [], ["Rien."]),
    ],
)
def test_words_that_differ(first: str, second: str, gone: list[str], come: list[str]) -> None:
    assert run_javascript(SCRIPTS, CUT, [first, second]) == [gone, come]


def test_without_what_differs_both_are_the_same() -> None:
    dice = random.Random(17)

    def text(most: int) -> str:
        return " ".join(dice.choice("abcd") for _ in range(dice.randint(0, most)))

    pairs = [[text(14), text(14)] for _ in range(300)] + [[text(1500), text(1500)] for _ in range(2)]
    for first, second in run_javascript(SCRIPTS, KEPT, pairs):
        assert first == second


def test_the_fewest_words_differ() -> None:
    """As a plain comparison of all with all says; without words that are as often in both, which are paired first."""
    dice = random.Random(3)
    both = ([[dice.choice("abc") for _ in range(dice.randint(1, 12))] for _ in range(2)] for _ in range(400))
    pairs = [pair for pair in both if all(pair[0].count(word) != pair[1].count(word) for word in "abc")]
    assert len(pairs) > 50
    kept = run_javascript(SCRIPTS, KEPT, [[" ".join(words) for words in pair] for pair in pairs])
    assert [len(first.split()) for first, _ in kept] == [_longest(*pair) for pair in pairs]


def _longest(first: list[str], second: list[str]) -> int:
    row = [0] * (len(second) + 1)
    for word in first:
        before, row = row, [0]
        for at, other in enumerate(second):
            row.append(before[at] + 1 if word == other else max(before[at + 1], row[-1]))
    return row[-1]


PRIE = "Prie les États Membres d’offrir aux détenus des possibilités de formation"
INVITE = "Invite l’Office à aider les États qui le demandent, en priorité les moins avancés"
DECIDE = "Décide d’examiner la question à sa prochaine session"


def test_a_paragraph_put_in_moves_the_numbers_of_the_others() -> None:
    first = [("par-1", PRIE), ("par-2", INVITE), ("par-3", DECIDE)]
    second = [
        ("par-1", PRIE + " et de travail"),
        ("par-2", "Salue ce qui est fait"),
        ("par-3", INVITE),
        ("par-4", DECIDE),
    ]
    assert paired(first, second) == [[0, 0], [None, 1], [1, 2], [2, 3]]


def test_what_repeats_is_paired_in_its_order() -> None:
    enacting = "L’Assemblée générale,"
    first = [("a", enacting), ("b", PRIE), ("c", enacting), ("d", INVITE)]
    assert paired(first, first) == [[0, 0], [1, 1], [2, 2], [3, 3]]


def test_passages_of_one_number_that_say_something_else_are_not_one() -> None:
    assert paired([("par-1", PRIE)], [("par-1", DECIDE)]) == [[0, None], [None, 0]]


def test_in_two_languages_numbers_alone_pair() -> None:
    rows = paired(
        [("par-1", "a"), ("par-2", "b"), ("note-1", "c")], [("par-1", "x"), ("par-3", "y"), ("note-1", "z")], "numbers"
    )
    assert rows == [[0, 0], [1, None], [None, 1], [2, 2]]


def _passages(dice: random.Random) -> list[list[dict[str, Any]]]:
    words = [f"mot{number}" for number in range(900)]
    first = [" ".join(dice.choices(words, k=dice.randint(20, 140))) for _ in range(500)]
    second = [text.replace(dice.choice(words), "autre") for text in first if dice.random() > 0.08]
    return [[{"number": f"par-{at}", "text": text} for at, text in enumerate(texts)] for texts in (first, second)]


@pytest.mark.parametrize("kind", ["alike", "strange"])
def test_five_hundred_paragraphs_take_less_than_a_second(kind: str) -> None:
    dice = random.Random(5)
    lists = _passages(dice)
    if kind == "strange":
        lists[1] = _passages(dice)[0]
    took = run_javascript(
        SCRIPTS,
        """(() => {
          const start = process.cpuUsage();
          for (const [a, b] of cote.align.passages(...value, 'words')) {
            if (a !== null && b !== null) cote.align.words(value[0][a].text, value[1][b].text);
          }
          return process.cpuUsage(start).user / 1e6;
        })()""",
        lists,
    )
    assert took < 1
