"""Rules and articles: a scope for each where paragraphs begin again, in six languages, and nowhere else."""

from __future__ import annotations

import pytest

from tests.structure.cases import converted

# Label, title and texts as each language prints them: the third article has no number below it.
CONVENTIONS = {
    "en": ("Article 1", "Use of terms", "1. For the purposes.", "2. The terms.", "Article 2", "Scope", "It applies."),
    "fr": ("Article premier", "Définitions", "1. Aux fins.", "2. Les termes.", "Article 2", "Portée", "Elle vaut."),
    "es": (
        "Artículo 1",
        "Definiciones",
        "1. A los efectos.",
        "2. Los términos.",
        "Artículo 2",
        "Alcance",
        "Se aplica.",
    ),
    "ru": ("Статья 1", "Термины", "1. Для целей.", "2. Термины.", "Статья 2", "Сфера", "Она применяется."),
    "ar": ("المادة ١", "المصطلحات", "١ - لأغراض.", "٢ - المصطلحات.", "المادة ٢", "النطاق", "تنطبق الاتفاقية."),
    "zh": ("第一条", "用语", "1. 为本公约的目的。", "2. 用语。", "第二条", "范围", "本公约适用于各国。"),
}
ARTICLES = ["art-1", "art-1.par-1", "art-1.par-2", "art-2", "art-2.txt-1"]
RULES = {
    "en": ("Rules of procedure", "Rule 1", "Rule 2"),
    "fr": ("Règlement intérieur", "Article premier", "Article 2"),
    "fr, called so": ("Règles minima", "Règle 1", "Règle 2"),
    "es": ("Reglamento", "Artículo 1", "Artículo 2"),
    "ru": ("Правила процедуры", "Правило 1", "Правило 2"),
    "ar": ("النظام الداخلي", "المادة 1", "المادة 2"),
    "zh": ("议事规则", "第1条", "第2条"),
}
ANNEX = {"en": "Annex", "fr": "Annexe", "es": "Anexo", "ru": "Приложение", "ar": "المرفق", "zh": "附件"}
TEXTS = {"en": "The text.", "fr": "Le texte.", "es": "El texto.", "ru": "Текст.", "ar": "النص.", "zh": "案文。"}
NUMBERED = {language: f"1{' -' if language == 'ar' else '.'} {text}" for language, text in TEXTS.items()}


def _anchors(lines: list[str], language: str) -> list[str]:
    report, diagnostics = converted("\n\n".join(lines), language)
    assert [diagnostic.code for diagnostic in diagnostics if diagnostic.code in ("A001", "T003", "P001", "P003")] == []
    return [block.anchor for block in report.blocks if block.anchor]


@pytest.mark.parametrize("language", sorted(CONVENTIONS))
@pytest.mark.parametrize("mark", ["", "## "], ids=["text", "heading"])
def test_a_convention(language: str, mark: str) -> None:
    first, title, one, two, second, other, last = CONVENTIONS[language]
    lines = [f"{mark}{first}", f"{mark}{title}", one, two, f"{mark}{second}", f"{mark}{other}", last]
    assert _anchors(lines, language) == ARTICLES


@pytest.mark.parametrize("language", sorted(CONVENTIONS))
def test_titles_behind_labels_and_sections_above(language: str) -> None:
    first, title, one, two, second, other, last = CONVENTIONS[language]
    chapter = {"ar": "أولا - عام", "zh": "一. 总则"}.get(language, "I. General")
    lines = [f"# {chapter}", f"## {first}. {title}", one, two, f"## {second}. {other}", last]
    assert _anchors(lines, language) == ["sec-1", *ARTICLES]


@pytest.mark.parametrize("language", sorted(RULES))
def test_rules_of_procedure_in_an_annex(language: str) -> None:
    code = language[:2]
    title, first, second = RULES[language]
    lines = [f"# {ANNEX[code]}", f"# {title}", f"## {first}", NUMBERED[code], f"## {second}", NUMBERED[code]]
    expected = ["annex", "annex.rule-1", "annex.rule-1.par-1", "annex.rule-2", "annex.rule-2.par-1"]
    assert _anchors(lines, code) == expected


def test_text_behind_a_label_is_a_block_of_its_own() -> None:
    lines = ["Article 1. Everyone has rights.", "Article 2. 1. No one is above the law.", "2. All are equal."]
    assert _anchors(lines, "en") == ["art-1", "art-1.txt-1", "art-2", "art-2.par-1", "art-2.par-2"]


def test_bis_and_letters_are_in_the_scope() -> None:
    lines = ["## Rule 5", "A.", "## Rule 5 bis", "The text.", "## Rule 6 A", "The text.", "## Rule 7", "The text."]
    assert [a for a in _anchors(lines, "en") if "txt" not in a] == ["rule-5", "rule-5-bis", "rule-6-a", "rule-7"]


def test_a_heading_between_rules_and_notes_belong_to_what_holds_them() -> None:
    lines = ["# Annex", "## Rule 1", "1. The text.[^1]", "## General principles", "## Rule 2", "1. The text."]
    anchors = _anchors([*lines, "[^1]: A note."], "en")
    assert [a for a in anchors if "rule" not in a] == ["annex", "annex.sec.h-1", "annex.note-1"]


@pytest.mark.parametrize("language", sorted(CONVENTIONS))
def test_a_report_that_takes_up_articles_has_no_scopes(language: str) -> None:
    first, *_, second, _, last = CONVENTIONS[language]
    dash = " -" if language == "ar" else "."
    lines = [f"{n}{dash} {last}" for n in (1, 2)]
    lines = [lines[0], f"## {first}", lines[1], f"## {second}", f"3{dash} {last}", f"4{dash} {last}"]
    assert _anchors(lines, language) == ["par-1", "sec.h-1", "par-2", "sec.h-2", "par-3", "par-4"]


@pytest.mark.parametrize("language", sorted(CONVENTIONS))
def test_a_mention_is_no_label(language: str) -> None:
    first, *_, second, _, last = CONVENTIONS[language]
    lines = [f"{first} {last.lower()}", f"{second} {last.lower()}"]
    if language in ("ar", "zh"):  # Without capitals, a sentence.
        lines = [f"{first}{last}", f"{second}{last}"]
    assert not [anchor for anchor in _anchors(lines, language) if anchor.startswith("art")]


def test_paragraphs_around_quoted_articles_go_on() -> None:
    lines = ["1. The text.", "2. It adopted:", "Article 1", "Some text.", "Article 2", "Some text.", "3. It decided."]
    anchors = _anchors(lines, "en")
    assert anchors == ["par-1", "par-2", "art-1", "art-1.txt-1", "art-2", "art-2.txt-1", "par-3"]
