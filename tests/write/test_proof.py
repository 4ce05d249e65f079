"""A page that doesn't say what its report says isn't written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from build_scripts.render.converter import to_html
from build_scripts.write import report_body
from build_scripts.write.page_proof import prove
from tests.write.reports import CONFIGURATION, nowhere, report

WRITTEN = """
masthead - role=symbol
A/99/1

paragraph par-1 number=1
1. Le {repair terrorisme}terror isme{/repair}{call 1 note-1 ref-1}1{/call}.

paragraph par-2 number=2
2. Deux.

table table-1
-
a | b
c | d

note note-1 number=1
1 Note.
"""

WRONG: dict[str, tuple[Callable[[str], str], str]] = {
    "a letter": (lambda page: page.replace("Deux", "Duex"), "P010"),
    "a word lost": (lambda page: page.replace("2\\. Deux.", "2\\. "), "P010"),
    "a word twice": (lambda page: page.replace("Deux", "Deux Deux"), "P010"),
    "another reading of a repair": (
        lambda page: page.replace('data-source="terror isme"', 'data-source="terrorisme!"'),
        "P010",
    ),
    "a call lost": (lambda page: page.replace('<sup><a id="ref-1" href="#note-1">1</a></sup>', ""), "P010"),
    "a cell lost": (lambda page: page.replace("<td>d</td>", ""), "P010"),
    "the masthead lost": (lambda page: page.replace("A/99/1\n{: .masthead-line .masthead-symbol }\n\n", ""), "P011"),
    "a block lost": (lambda page: page.replace("2\\. Deux.\n{: #par-2 }\n\n", ""), "P011"),
    "a block at the end": (lambda page: page + "\n2\\. Deux.\n{: #par-2 }\n", "P011"),
    "blocks changed round": (
        lambda page: page.replace("#par-1 ", "#x").replace("#par-2 ", "#par-1 ").replace("#x", "#par-2 "),
        "P011",
    ),
    "text outside any block": (lambda page: page.replace("2\\. Deux.", "Perdu.\n{: #perdu }\n\n2\\. Deux."), "P011"),
    "text read as a list": (lambda page: page.replace("2\\.", "2."), "P011"),
}


def test_a_page_as_written_is_proved() -> None:
    sample = report(WRITTEN)
    assert prove(sample, to_html(report_body.body(sample, nowhere), CONFIGURATION)) == []


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_page_is_found_out(name: str) -> None:
    sample = report(WRITTEN)
    right = report_body.body(sample, nowhere)
    spoil, code = WRONG[name]
    spoiled = spoil(right)
    assert spoiled != right
    diagnostics = prove(sample, to_html(spoiled, CONFIGURATION))
    assert code in {diagnostic.code for diagnostic in diagnostics}
    assert {diagnostic.file for diagnostic in diagnostics} == {sample.source.path}
