"""The browser's rules of quotations are Python's: one set of cases for both."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from random import Random
from typing import Any

import pytest

from build_scripts.export.archive_files import QUOTING, SIGNS, write_words
from build_scripts.references.quotations import compare, looked_for, runs
from build_scripts.references.quotations_found import beside, quotations, sourced
from tests.javascript import run_javascript

CASES = json.loads((Path(__file__).parent / "quotations.json").read_text(encoding="utf-8"))
SIGNS_OF_TEXTS = "aAbé«»“\"”>()[]….,'’ \n\t-—:ﬁ大“1²"


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> list[str | Path]:
    """What pages load for them."""
    folder = tmp_path_factory.mktemp("quoting")
    write_words(folder)
    return [folder / SIGNS, folder / QUOTING, "desk/quoting.js", "desk/comparing.js"]


def _spans(case: dict[str, Any]) -> list[tuple[int, int]]:
    starts = [case["text"].index(words) for words in case["references"]]
    return [(start, start + len(words)) for start, words in zip(starts, case["references"], strict=True)]


def test_comparisons(scripts: list[str | Path]) -> None:
    cases = [*CASES["same"], *CASES["other"]]
    given = [[unicodedata.normalize("NFC", case["quoted"]), case["passage"]] for case in cases]
    found = run_javascript(scripts, "value.map(([quoted, passage]) => cote.checking.compare(quoted, passage))", given)
    for case, own in zip(cases, found, strict=True):
        assert own["distance"] == case.get("distance", 0), case["why"]
        assert own["inserted"] == case.get("inserted", False)
        different = [[piece["quoted"], piece["document"]] for piece in own["pieces"] if not piece["same"]]
        assert different == case.get("differs", []), case["why"]
        if "start" in case:
            assert (own["start"], own["end"]) == (case["start"], case["end"])


def test_what_is_quoted(scripts: list[str | Path]) -> None:
    texts = [case["text"] for case in CASES["found"]]
    found = run_javascript(scripts, "value.map(cote.checking.quotations)", texts)
    for case, own in zip(CASES["found"], found, strict=True):
        assert [one["words"] for one in own] == case["quotations"]
        assert [number for number, one in enumerate(own) if not one["closed"]] == case.get("open", [])
        assert [number for number, one in enumerate(own) if one["block"]] == case.get("blocks", [])


def test_what_belongs_to_it(scripts: list[str | Path]) -> None:
    cases = [*CASES["sourced"], *CASES["beside"]]
    given = [[case["text"], _spans(case)] for case in cases]
    expression = """value.map(([text, spans]) => {
      const { quotations, sourced, beside } = cote.checking;
      const quoted = quotations(text);
      return [sourced(text, quoted, spans).map(({ words }) => words), beside(text, quoted, spans)];
    })"""
    for case, (words, near) in zip(cases, run_javascript(scripts, expression, given), strict=True):
        assert near == case.get("beside", near)
        assert words == ([case["words"]] if "words" in case else words)


def _text(chance: Random) -> str:
    words = [
        "Prie",
        "le",
        "Secrétaire",
        "général",
        "A/1",
        "[…]",
        "« ",
        " »",
        "\n\n> ",
        ":\n    ",
        "[l]e",
        *SIGNS_OF_TEXTS,
    ]
    return unicodedata.normalize("NFC", "".join(chance.choices(words, k=chance.randrange(16))))


def test_any_text_is_read_alike(scripts: list[str | Path]) -> None:
    chance = Random(17)
    given = [[_text(chance), _text(chance)] for _ in range(1500)]
    expression = """value.map(([text, passage]) => {
      const { quotations, sourced, beside, compare, lookedFor, runs, atMost } = cote.checking;
      const spans = [...text.matchAll(/A\\/1/g)].map(({ index }) => [index, index + 3]);
      const quoted = sourced(text, quotations(text), spans);
      const outside = spans.filter(([start]) => !quoted.some((one) => one.start <= start && start < one.end));
      const near = beside(text, quoted, outside);
      return [quoted, near, compare(text, passage), lookedFor(text), runs(text), atMost(text, passage)];
    })"""
    for (text, passage), own in zip(given, run_javascript(scripts, expression, given), strict=True):
        spans = [(at, at + 3) for at in range(len(text)) if text.startswith("A/1", at)]
        quoted = sourced(text, quotations(text), spans)
        outside = [span for span in spans if not any(one.start <= span[0] < one.end for one in quoted)]
        comparison = compare(text, passage)
        assert [[one.start, one.end, one.words, one.closed, one.block] for one in quoted] == [
            [one[name] for name in ("start", "end", "words", "closed", "block")] for one in own[0]
        ]
        assert beside(text, quoted, outside) == own[1]
        assert (comparison.distance, comparison.inserted) == (own[2]["distance"], own[2]["inserted"])
        assert [[piece.quoted, piece.document, piece.same] for piece in comparison.pieces] == [
            [piece["quoted"], piece["document"], piece["same"]] for piece in own[2]["pieces"]
        ]
        assert (looked_for(text), runs(text)) == (own[3], own[4])
        assert own[5] >= comparison.share - 1e-9
