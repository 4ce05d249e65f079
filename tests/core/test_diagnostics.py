"""Every code that the program uses is documented, and every documented code is used."""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts.core.codes import codes, explain, findings, page
from build_scripts.core.diagnostics import Diagnostic

ROOT = Path(__file__).parents[2]


def used() -> set[str]:
    files = (ROOT / "build_scripts").rglob("*.py")
    return {code for file in files for code in re.findall(r'"([A-Z]\d{3})"', file.read_text(encoding="utf-8"))}


def test_codes_used_are_the_codes_documented() -> None:
    assert used() == set(codes())


def test_each_code_says_what_it_means_and_shows_it() -> None:
    for code in codes().values():
        assert re.fullmatch(r"[SRTNWAPCLFD]\d{3}", code.name)
        assert code.meaning.endswith("."), code.name
        assert code.bad.strip(), code.name
        assert code.good.strip(), code.name
        assert code.bad != code.good, code.name
        assert code.name in explain(code)


def test_the_developers_page_is_the_table() -> None:
    assert (ROOT / "docs/developers/diagnostics.md").read_text(encoding="utf-8") == page()


def test_messages_sort_by_place() -> None:
    first, second = Diagnostic("a", 9, "S001", "x"), Diagnostic("a", 10, "L001", "x")
    assert sorted([second, first]) == [first, second]
    assert str(first) == "a:9: S001 x"


def test_notices_are_not_findings() -> None:
    notice = next(code.name for code in codes().values() if code.notice)
    wrong = Diagnostic("a", 1, "S001", "x")
    assert findings([Diagnostic("a", 1, notice, "x"), wrong]) == [wrong]
