"""Arabic as pdftotext 22.12 writes it, and how it is read; `<` and `>` stand for U+202B and U+202C, `{` for U+202A."""

from __future__ import annotations

import pytest

from build_scripts.core.settings import archive
from build_scripts.extract.right_to_left_text import in_reading_order
from build_scripts.extract.text_file import extract_text

_MARKS = str.maketrans({"<": "\u202b", "{": "\u202a", ">": "\u202c"})
LINES = {
    "a label behind its text": ("   <النص الأول.>     <{-1>>", "1-     النص الأول."),
    "a letter behind its text": ("   <النص الثاني؛>     <(أ)>", "(أ)     النص الثاني؛"),
    "a symbol before the name": ("<{A/79/246>>       <الأمم المتحدة>", "الأمم المتحدة       A/79/246"),
    "a bracket in the order of the page": (
        "  <البند {( 68>أ) من جدول الأعمال المؤقت*>",
        "البند 68 (أ) من جدول الأعمال المؤقت*",
    ),
    "a comma": ("<في قرارها {،78/187> أن يقدم>", "في قرارها 78/187، أن يقدم"),
    "a symbol in brackets": ("<اليونيسيف ({ )E/ICEF/2024/3>وإلى>", "اليونيسيف (E/ICEF/2024/3) وإلى"),
    "a session's number": ("<{( 1386>د{:)14->>", "1386 (د-14):"),
    "two numbers": ("<الفقرتان {12> و {.13>>", "الفقرتان 12 و 13."),
    "a range": ("<في الفترة {2024-2020>>", "في الفترة 2020-2024"),
    "a note of a symbol": ("<({.CRC/C/EST/5-7 )1>>", "(1) CRC/C/EST/5-7."),
    "a new page": ("\f                    <{A/79/246>>", "\fA/79/246"),
    "Latin alone": ("<{Distr.: General>>", "Distr.: General"),
}
_AROUND = "\n".join(["<إن الجمعية العامة>"] * 3)


@pytest.mark.parametrize("case", sorted(LINES))
def test_lines(case: str) -> None:
    written, expected = LINES[case]
    ordered = in_reading_order(f"{_AROUND}\n{written}".translate(_MARKS))
    assert ordered is not None
    assert ordered.split("\n")[3] == expected


@pytest.mark.parametrize(
    "text",
    [
        "إن الجمعية العامة،\n1 - تحيط علما؛\n2 - تقرر.",
        "\u200f1 - \u200fقررت اللجنة:\n\u202b2 -\u202c وقررت.\n(ب)\u200f ثان.",
        "The word <قرار> means resolution.\nThe word <مقرر> means decision.\nThe word <لجنة> means committee.",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert in_reading_order(text.translate(_MARKS)) is None


def test_it_is_said() -> None:
    source, diagnostics = extract_text("a.txt", _AROUND.translate(_MARKS).encode(), archive().limits)
    assert source.string == "\n".join(["إن الجمعية العامة"] * 3)
    assert [diagnostic.code for diagnostic in diagnostics] == ["S044"]
