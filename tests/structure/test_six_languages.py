"""The same document in six languages has the same anchors: the contract's first rule."""

from __future__ import annotations

import pytest

from tests.structure.cases import converted

# What each language prints for the same blocks; the anchors are the test.
HEADINGS = {
    "en": ("I. Introduction", "A. Mandate", "B. Methods", "II. Findings", "XI. End"),
    "fr": ("I. Introduction", "A. Mandat", "B. Méthodes", "II. Constatations", "XI. Fin"),
    "es": ("I. Introducción", "A. Mandato", "B. Métodos", "II. Conclusiones", "XI. Fin"),
    "ru": ("I. Введение", "А. Мандат", "В. Методы", "II. Выводы", "XI. Конец"),
    "ar": ("أولا - مقدمة", "ألف - الولاية", "باء - المنهجية", "ثانياً – النتائج", "حادي عشر - خاتمة"),
    "zh": ("一. 导言", "A. 任务", "B. 方法", "二、调查结果", "十一. 结束语"),
}

ITEMS = {
    "en": ("1. The Committee decided:", "(a) To note the report;", "(i) In part;", "(ii) In full;", "(b) To meet."),
    "fr": ("1. Le Comité a décidé :", "a) De noter ;", "i) En partie ;", "ii) En entier ;", "b) De se réunir."),
    "es": ("1. El Comité decidió:", "a) Tomar nota;", "i) En parte;", "ii) Todo;", "b) Reunirse."),
    "ru": ("1. Комитет постановил:", "а) принять доклад;", "i) частично;", "ii) полностью;", "б) собраться."),
    "ar": ("١ - قررت اللجنة:", "(أ) أن تحيط علما؛", "(١) جزئيا؛", "(٢) كليا؛", "(ب) أن تجتمع."),
    "zh": ("1. 委员会决定：", "(a) 注意到报告；", "㈠ 部分；", "（二）全部；", "(b) 举行会议。"),
}

# Cyrillic letters in the places of Latin ones: « с) » after « b) » is c.
LETTERS = {
    "ru: by its alphabet": ("ru", "абвгдежзик", "abcdefghij"),
    "ru: with й": ("ru", "абвгдежзийк", "abcdefghijk"),
    "ru: Latin letters, some typed as Cyrillic": ("ru", "аbсdе", "abcde"),
    "ar: the abjad": ("ar", "أبجدهوزحطيكلمنسعفصقرشت", "abcdefghijklmnopqrstuv"),
    "en: Greek": ("en", "αβγδεζ", "abcdef"),
    "zh: the ten stems": ("zh", "甲乙丙丁戊", "abcde"),
}


def _anchors(blocks: tuple[str, ...], language: str, mark: str = "") -> list[str]:
    report, _ = converted("\n\n".join(f"{mark}{block}" for block in blocks), language)
    return [block.anchor for block in report.blocks if block.anchor]


@pytest.mark.parametrize("language", sorted(HEADINGS))
def test_numbered_headings(language: str) -> None:
    assert _anchors(HEADINGS[language], language, "## ") == ["sec-1", "sec-1.a", "sec-1.b", "sec-2", "sec-11"]


@pytest.mark.parametrize("language", sorted(ITEMS))
@pytest.mark.parametrize("mark", ["", "- "], ids=["text", "list"])
def test_items(language: str, mark: str) -> None:
    first, *items = ITEMS[language]
    expected = ["par-1", "par-1.a", "par-1.a.i", "par-1.a.ii", "par-1.b"]
    assert _anchors((first, *(f"{mark}{item}" for item in items)), language) == expected


@pytest.mark.parametrize("case", sorted(LETTERS))
def test_letters_of_lists(case: str) -> None:
    language, letters, latin = LETTERS[case]
    first = {"ar": "1 - قررت:", "zh": "1. 决定："}.get(language, "1. Decided:")
    report, diagnostics = converted("\n\n".join([first, *(f"({letter}) {first[4:]}" for letter in letters)]), language)
    assert [block.anchor for block in report.blocks] == ["par-1", *(f"par-1.{letter}" for letter in latin)]
    assert [diagnostic.code for diagnostic in diagnostics] == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "А. Иванов выступил с заявлением."),
        ("ar", "أولا، تحيط اللجنة علما بالتقرير."),
        ("zh", "一些国家提交了报告。"),
        ("en", "12 – The Committee noted the report."),
    ],
)
def test_what_only_looks_like_a_label(language: str, line: str) -> None:
    assert _anchors((line,), language) == ["txt-1"]
