"""Arabic and Chinese pages: what is read is what was written, in its order."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.extract.pdf.glyphs import Drawn, Face, Stroke
from build_scripts.extract.pdf.right_to_left import mirrored, turn_back
from build_scripts.extract.pdf.rows import rows
from build_scripts.run.reading import as_json, read_file

from .signs import Line, pdf

R, L = True, False
RIGHT, SET_IN, LEADING = 500.0, 470.0, 12.0

# Lines as they are read, each run with whether it is written to the left; `|` begins a paragraph.
MASTHEAD = [
    [("الأمم المتحدة", R)],
    [("A/RES/79/256", L)],
    [("الجمعية العامة", R)],
    [("Distr.: General", L)],
    [("24 March 2025", L)],
    [("الدورة التاسعة والسبعون", R)],
    [("البند ", R), ("114", L), (" (ب) من جدول الأعمال", R)],
]
TITLE = [("تنفيذ الإعلان المتعلق بالسلام", R)]
PARAGRAPHS = [
    [
        [("إن الجمعية العامة،", R)],
    ],
    [
        [
            ("إذ تشير إلى قراراتها ", R),
            ("76/181", L),
            (" المؤرخ ", R),
            ("16", L),
            (" كانون الأول/ديسمبر ", R),
            ("2021", L),
        ],
        [
            ("والقرار ", R),
            ("S/RES/2370 (2017)", L),
            (" (انظر الوثيقة ", R),
            ("A/76/463", L),
            ("، الفقرة ", R),
            ("٥٢", L),
            (")،", R),
        ],
    ],
    [
        [("1", L), (" - تقرر أن تبقي المسألة قيد الاستعراض في الفترة ", R), ("2020", L), ("-", R), ("2021", L)],
        [("بنسبة ", R), ("50", L), ("% من الأموال، ومنها ", R), ("1,5", L), (" مليون دولار:", R)],
    ],
    [[("(أ) أن تعقد دورة ثلاثية الأبعاد؛", R)]],
    [[("(ب) أن تقدم تقريرا إلى المجلس.", R)]],
    [[("2", L), (" - ", R), ("تطلب إلى الأمين العام أن يقدم تقريرا عن ذلك.", R)]],
]
ANCHORS = ["txt-1", "pp-1", "par-1", "par-1.a", "par-1.b", "par-2"]


def _words(lines: list[list[tuple[str, bool]]]) -> str:
    return " ".join("".join(words for words, _ in runs) for runs in lines)


def _page(gap: float = 0.6) -> list[Line]:
    y = 740.0
    lines = []
    for runs in MASTHEAD:
        lines.append(Line(RIGHT, y, runs))
        y -= 1.8 * LEADING
    length = sum(len(words) for words, _ in TITLE) * 6.0
    lines.append(Line(306 + length / 2, y - LEADING, TITLE, 12.0, bold=True))
    y -= 4 * LEADING
    for paragraph in PARAGRAPHS:
        for number, runs in enumerate(paragraph):
            x = RIGHT if number else SET_IN
            if paragraph is PARAGRAPHS[-1]:  # The number, a wide gap, and its text.
                lines += [Line(x, y, runs[:2]), Line(x - 60, y, runs[2:])]
            else:
                lines.append(Line(x, y, runs))
            y -= LEADING
        y -= (0.6 if paragraph in PARAGRAPHS[:2] else gap) * LEADING
    return lines


@pytest.mark.parametrize("gap", [0.6, 0.0], ids=["apart", "labels without a gap"])
@pytest.mark.parametrize("as_seen", [True, False], ids=["brackets as seen", "brackets as meant"])
@pytest.mark.parametrize("forms", [False, True], ids=["letters", "shapes"])
def test_an_arabic_resolution(tmp_path: Path, as_seen: bool, forms: bool, gap: float) -> None:
    file = tmp_path / "made.pdf"
    file.write_bytes(pdf([_page(gap)], as_seen=as_seen, forms=forms))
    report, diagnostics = read_file(file, code="ar")
    reading = as_json(report, diagnostics)
    assert reading["document"]["symbol"] == "A/RES/79/256"
    assert reading["document"]["session"] == "الدورة التاسعة والسبعون"
    assert reading["document"]["agenda_item"].startswith("البند 114 (ب) من جدول الأعمال")
    blocks = [block for block in reading["blocks"] if block["anchor"]]
    assert [block["anchor"] for block in blocks] == ANCHORS
    shown = [f"{block['label']} {block['text']}".strip() for block in blocks]
    assert shown == [_words(paragraph) for paragraph in PARAGRAPHS]
    assert {citation["key"] for block in blocks for citation in block["citations"]} >= {"A/RES/76/181", "A/76/463"}
    assert [d["code"] for d in reading["diagnostics"] if d["code"].startswith("P")] == []


def _called(x: float, y: float, words: str, number: str, size: float, after: str = "") -> list[Line]:
    """Words, a raised number in brackets behind them, and what follows it."""
    left = x - len(words) * 0.5 * size
    call = [("(", R), (number, L), (")", R)]
    small = 0.65 * size
    raised = Line(left, y + 0.35 * size, call, small)
    return [Line(x, y, [(words, R)], size), raised, Line(left - (len(number) + 2) * 0.5 * small, y, [(after, R)], size)]


@pytest.mark.parametrize(("first", "second"), [("1", "2"), ("١", "٢")])
def test_arabic_calls_stand_in_brackets(tmp_path: Path, first: str, second: str) -> None:
    words = ["وهو ما طلبه مجلس حقوق الإنسان", "وهو ما قررته الجمعية العامة"]
    notes = ["انظر قرار المجلس", "المرجع نفسه"]
    lines: list[Line] = []
    for index, (text, y) in enumerate(zip(words, (700.0, 670.0), strict=True)):
        lines.append(Line(RIGHT, y, [(str(index + 1), L), (" - ", R)]))
        lines += _called(SET_IN, y, text, (first, second)[index], 10.0, ".")
    lines.append(Line(RIGHT, 140.0, [("__________________", L)], 8.0))
    for call, note, y in zip((first, second), notes, (126.0, 114.0), strict=True):
        lines += _called(RIGHT, y, "", call, 8.5, f" {note}.")
    file = tmp_path / "made.pdf"
    file.write_bytes(pdf([[line for line in lines if line.runs[0][0]]]))
    report, diagnostics = read_file(file, code="ar")
    blocks = [block for block in as_json(report, diagnostics)["blocks"] if block["anchor"]]
    assert [(block["anchor"], block["text"], block["calls"]) for block in blocks] == [
        ("par-1", f"{words[0]}.", ["note-1"]),
        ("par-2", f"{words[1]}.", ["note-2"]),
        ("note-1", f"{notes[0]}.", []),
        ("note-2", f"{notes[1]}.", []),
    ]


CHINESE = [
    "大会，",
    "回顾其2021年12月16日第76/181号决议，",
    "1. 决定继续审议这个问题，并请秘书长：",
    "(a) 举行会议；",
    "(b) 提交报告(A/76/463)。",
    "2. 请秘书长就此提出报告。",
]


def test_a_chinese_resolution(tmp_path: Path) -> None:
    head = ["联合国", "A/RES/79/256", "大会", "Distr.: General", "24 March 2025", "第七十九届会议", "议程项目114(b)"]
    lines = [Line(90.0, 740 - 22 * n, [(words, L)], leftward=False) for n, words in enumerate(head)]
    lines.append(Line(250.0, 560.0, [("执行和平宣言", L)], 12.0, bold=True, leftward=False))
    lines += [Line(120.0, 520 - 20 * n, [(words, L)], leftward=False) for n, words in enumerate(CHINESE)]
    file = tmp_path / "made.pdf"
    file.write_bytes(pdf([lines]))
    report, diagnostics = read_file(file, code="zh")
    reading = as_json(report, diagnostics)
    assert reading["document"]["symbol"] == "A/RES/79/256"
    assert reading["document"]["session"] == "第七十九届会议"
    blocks = [block for block in reading["blocks"] if block["anchor"]]
    assert [block["anchor"] for block in blocks] == ANCHORS
    assert [f"{block['label']} {block['text']}".strip() for block in blocks] == CHINESE


# Glyphs of a line from left to right as the file names them, each with where it stands; a vowel mark takes no room.
MARKED = [
    (
        "an alef that takes no room beside its lam",
        [("ن", 0, 7), ("م", 7, 13), ("أ", 13, 13), ("ل", 13, 20), ("ا", 20, 23)],
        "الأمن",
    ),
    (
        "the same at the end of a word, named behind its lam",
        [("ب", 0, 4), (" ", 4, 7), ("ل", 7, 12), ("ا", 7, 7), ("م", 12, 18)],
        "ملا ب",
    ),
    (
        "a mark before its letter",
        [("د", 0, 4), ("م", 4, 9), ("ُ", 6.5, 6.5), ("ت", 9, 12), ("ع", 12, 16), ("ا", 16, 18)],
        "اعتُمد",
    ),
    ("a mark beside a hyphen", [("-", 0, 5), ("ً", 2, 2), ("لا", 5, 10), ("و", 10, 15), ("أ", 15, 18)], "أولاً-"),
]


@pytest.mark.parametrize(("glyphs", "read"), [case[1:] for case in MARKED], ids=[case[0] for case in MARKED])
def test_vowel_marks_stay_on_their_letters(glyphs: list[tuple[str, float, float]], read: str) -> None:
    face = Face("Amiri", bold=False, italic=False)
    stroke = Stroke(face, 10.0, 0, 100.0, [(left, right, sign) for sign, left, right in glyphs])
    found = rows(mirrored(Drawn([stroke], [], [], 0, 612.0, 792.0)).strokes)
    turn_back(found)
    assert ["".join(sign.characters for sign in row.signs) for row in found] == [read]
