"""Case files: a report in notation, the Markdown of its page, and the HTML that MkDocs makes of it.

Each case is a title, then three texts between lines of a single dot. `python -m tests.write.test_cases` writes what
the program gives into the files, to be read in the diff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_scripts.render.converter import to_html
from build_scripts.write import report_body
from build_scripts.write.page_proof import prove
from tests.write.reports import CONFIGURATION, nowhere, report

CASES = Path(__file__).parent / "cases"
CITING = re.compile(r' data-(?:citing|scope|ref)="[^"]*"')
"""How places are cited: tests/export/test_citing.py holds these to the data."""


@dataclass(frozen=True)
class Case:
    """One case of a file."""

    file: Path
    title: str
    written: str
    markdown: str
    html: str


def read(file: Path) -> Iterator[Case]:
    """The cases of a file."""
    lines = iter(file.read_text(encoding="utf-8").split("\n"))
    for title in lines:
        if title:
            assert next(lines) == "."
            yield Case(file, title, *("\n".join(iter(lambda: next(lines), ".")) for _ in range(3)))


def given(case: Case) -> tuple[str, str]:
    """Markdown and HTML that the program gives."""
    body = report_body.body(report(case.written), nowhere)
    return body.strip("\n"), CITING.sub("", to_html(body, CONFIGURATION)).strip("\n")


ALL = [case for file in sorted(CASES.glob("*.md")) for case in read(file)]


@pytest.mark.parametrize("case", ALL, ids=[case.title for case in ALL])
def test_case(case: Case) -> None:
    assert (case.markdown, case.html) == given(case)


@pytest.mark.parametrize("case", ALL, ids=[case.title for case in ALL])
def test_every_case_is_proved(case: Case) -> None:
    sample = report(case.written)
    assert prove(sample, to_html(report_body.body(sample, nowhere), CONFIGURATION)) == []


def update() -> None:
    """Write what the program gives into the case files."""
    for file in {case.file for case in ALL}:
        cases = ("\n.\n".join([c.title, c.written, *given(c), ""]) for c in ALL if c.file == file)
        file.write_text("\n".join(cases), encoding="utf-8")


if __name__ == "__main__":
    update()
