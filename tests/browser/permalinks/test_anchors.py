"""Which block a fragment means, whatever was added or mistyped in it; never a wrong one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.export.reports import real
from tests.javascript import KNOWLEDGE, run_javascript

CASES = json.loads((Path(__file__).parent / "anchors.json").read_text(encoding="utf-8"))
"""What fragments open on a page with these ids; empty: nothing. `words` need the words of citations."""
ANCHORS = "citing/anchor.js"
TAILS = [*".,;:!?)]}>»”’\"'…/|*_-–—。，）」،؟؛।", " »", "\u00a0»", "\u202f»", ").", "».", "),", " ", "\u200b", "\u00ad"]
TAILS += [
    "?utm_source=a&b=c",
    "&fbclid=a1",
    "&gt;",
    "&#187;",
    '">',
    "</a>",
    "\r\nMerci",
    ":~:text=un,deux",
    ".:~:text=un",
]
RESOLVED = "value.fragments.map((fragment) => cote.anchors.resolve(fragment, value.ids{words}))"


def opened(fragments: Sequence[str], ids: Sequence[str], words: Path | None = None) -> Mapping[str, str]:
    """What each fragment opens on a page with these ids: an anchor, a range `first--last`, or nothing."""
    modules: list[str | Path] = [KNOWLEDGE, ANCHORS, words, "citing/numbers.js"] if words else [KNOWLEDGE, ANCHORS]
    with_words = ", cote.citations.fragmentWords()" if words else ""
    value = {"fragments": list(fragments), "ids": list(ids)}
    places = run_javascript(modules, RESOLVED.format(words=with_words), value)
    return {
        fragment: "--".join(filter(None, (place["first"], place["last"]))) if place else ""
        for fragment, place in zip(fragments, places, strict=True)
    }


def test_what_people_and_mail_make_of_fragments() -> None:
    assert opened(list(CASES["opens"]), CASES["ids"]) == CASES["opens"]


def test_names_of_blocks_in_all_languages(words: Path) -> None:
    cases = CASES["opens"] | CASES["words"]
    assert opened(list(cases), CASES["ids"], words) == cases
    bare = opened(list(CASES["words"]), CASES["ids"])
    assert all(place in ("", CASES["words"][fragment]) for fragment, place in bare.items())


def anchors() -> dict[str, list[str]]:
    """Every anchor of the archive's own reports, by path, with those of the cases."""
    of_reports = {report.document.path: [block.anchor for block in report.blocks if block.anchor] for report in real()}
    return of_reports | {"cases": CASES["ids"]}


@pytest.mark.parametrize("path", anchors())
def test_no_tail_leads_elsewhere(path: str) -> None:
    ids = anchors()[path]
    chosen = ids[:: max(1, len(ids) // 25)]
    expected = {f"{anchor}{tail}": anchor for anchor in chosen for tail in TAILS}
    expected |= {f"{anchor}{quote(tail)}": anchor for anchor in chosen for tail in TAILS}
    expected |= {
        f"{anchor}{tail}{TAILS[-1 - index % 40]}": anchor for index, anchor in enumerate(chosen) for tail in TAILS[:30]
    }
    expected |= {f"{first}--{last}{tail}": f"{first}--{last}" for first, last in _ranges(chosen) for tail in TAILS}
    assert opened(list(expected), ids) == expected


def _ranges(ids: Sequence[str]) -> list[tuple[str, str]]:
    return [(first, last) for first, last in zip(ids[:40], ids[2:42], strict=False)]


@pytest.mark.parametrize("path", anchors())
def test_a_tail_on_a_block_that_is_not_there_opens_nothing(path: str) -> None:
    """What would open another block: the scope, the item or a digit left out."""
    ids = anchors()[path]
    chosen = ids[:: max(1, len(ids) // 25)]
    wrong = {f"res-77.{anchor}" for anchor in chosen} | {f"annex-77.{anchor}" for anchor in chosen}
    wrong |= {f"{anchor}.zz" for anchor in chosen} | {f"zz.{anchor}" for anchor in chosen}
    fragments = [f"{anchor}{tail}" for anchor in sorted(wrong - set(ids)) for tail in ("", *TAILS[:12])]
    assert set(opened(fragments, ids).values()) == {""}


@settings(max_examples=10)
@given(st.lists(st.text(alphabet="par-es.dcnIVX123ab()_ %é/»", max_size=24), min_size=40, max_size=40, unique=True))
@example(["1%2"])
def test_every_digit_of_a_fragment_counts(fragments: list[str]) -> None:
    """A block that opens has every number of the fragment, roman ones as arabic, and no other."""
    for fragment, place in opened(fragments, CASES["ids"]).items():
        # « %2 » at the end is a percent sign that was cut short, not a number.
        digits = [sign for sign in re.sub(r"%[0-9a-f]?$", "", fragment.split("?")[0]) if sign in "123"]
        assert not place or not digits or set(digits) <= set(place), fragment


COUNTED = """(() => {
  const { exec } = RegExp.prototype;
  let steps = 0;
  RegExp.prototype.exec = function counted(text) { steps += 1; return exec.call(this, text); };
  return value.map((fragment) => { steps = 0; cote.anchors.read(fragment); return steps; });
})()"""


@pytest.mark.parametrize(
    "part", ["res-i.", "sec-i.", "i", "(", "i.", "-", "par-1--", "%25", "annex.", "par-1.i", "1", " "]
)
def test_no_fragment_takes_long(part: str) -> None:
    """Counted in places at which something is looked for, of any fragment however long."""
    starts = ["", "res-i." * 3 + "sec-", "sec-i.i.i.i--", "par-1"]
    counts = run_javascript(
        [KNOWLEDGE, ANCHORS], COUNTED, [start + part * times for start in starts for times in (3, 12, 20_000)]
    )
    assert max(counts) < 10_000


@pytest.mark.parametrize("path", anchors())
def test_every_anchor_reads_as_itself(path: str) -> None:
    """Without the page too, as for pasted addresses."""
    ids = [anchor for anchor in anchors()[path] if run_is(anchor)]
    places = run_javascript([KNOWLEDGE, ANCHORS], "value.map((one) => cote.anchors.read(one))", ids)
    assert [anchor["anchor"] for anchor in places] == [
        anchor.lower() if "CMA" not in anchor else anchor for anchor in ids
    ]


def run_is(anchor: str) -> bool:
    """Whether an id is an anchor of a block, and no other part of a page."""
    return anchor not in ("contenu", "cote", "page-7", "cite-par-3", "par-7a")
