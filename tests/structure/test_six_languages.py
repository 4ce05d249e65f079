"""The same document in six languages has the same anchors: the contract's first rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.core.model import Kind
from build_scripts.run.reading import read_file
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
        ("ru", "М.Иванов выступил с заявлением."),
        ("fr", "3.A/76/1 contient le rapport."),
        ("en", "a. The first line of a text."),
        ("en", "12 – The Committee noted the report."),
    ],
)
def test_what_only_looks_like_a_label(language: str, line: str) -> None:
    assert _anchors((line,), language) == ["txt-1"]


# Blocks as documents of each language also number them, and their anchors.
OTHER_WAYS = [
    (
        "zh",
        ("12、大会决定：", "（a）一；", "（b）二：", "（一）甲；", "（二）乙：", "a. 子；", "b. 丑。"),
        "12 12.a 12.b 12.b.i 12.b.ii 12.b.ii.a 12.b.ii.b",
    ),
    ("zh", ("12.大会决定：", "甲) 一；", "乙) 二：", "㈠ 甲；", "㈡ 乙。"), "12 12.a 12.b 12.b.i 12.b.ii"),
    ("ar", ("١٢- قررت اللجنة:", "(أ) أول؛", "(ب) ثان:", "'١' فرعي؛", "'٢' فرعي."), "12 12.a 12.b 12.b.i 12.b.ii"),
    (
        "ar",
        ("12 - قررت اللجنة:", "(أ) أول؛", "(ب) ثان:", "(1) فرعي؛", "(2) فرعي:", "أ - ثالث؛", "ب - رابع."),
        "12 12.a 12.b 12.b.i 12.b.ii 12.b.ii.a 12.b.ii.b",
    ),
    (
        "ar",
        (
            "\u200f1 - \u200fقررت اللجنة:",
            "\u200f(\u200fأ\u200f)\u200f أول؛",
            "(ب)\u200f ثان.",
            "\u202b2 -\u202c وقررت.",
        ),
        "1 1.a 1.b 2",
    ),
    (
        "ru",
        ("12. Комитет постановил:", "а) один;", "б) два:", "i) первое;", "ii) второе:", "а. раз;", "б. два."),
        "12 12.a 12.b 12.b.i 12.b.ii 12.b.ii.a 12.b.ii.b",
    ),
    (
        "en",
        ("12. Decided:", "(a) One:", "(i) First:", "a. Once;", "b. Twice:", "(ii) Second;", "(b) Two."),
        "12 12.a 12.a.i 12.a.i.a 12.a.i.b 12.a.ii 12.b",
    ),
]
# A tab that a converter has lost behind the number.
OTHER_WAYS += [
    ("ru", ("1.Комитет рассмотрел доклад.", "2.Он приветствует его."), "1 2"),
    ("es", ("1.El Comité examinó el informe.", "2.Lo acoge con satisfacción."), "1 2"),
    ("ar", ("2-26 وعلاوة على ذلك، يسعى المكتب.", "2-27 ويسعى المكتب أيضا."), "2.26 2.27"),
    ("zh", ("1.2011年1月27日,委员会举行了会议。", "2.《公约》已生效。"), "1 2"),
]
OTHER_HEADINGS = [
    ("ru", ("A.Введение", "B.Позитивные аспекты"), "a b"),
    ("zh", ("A.导言", "B.积极方面"), "a b"),
    ("zh", ("一、导言", "甲、背景", "乙、方法", "二、结论"), "1 1.a 1.b 2"),
    ("zh", ("一. 导言", "（一）背景", "(二) 方法", "二. 结论"), "1 1.1 1.2 2"),
    ("zh", ("第一章 导言", "A. 背景", "1. 甲方"), "1 1.a 1.a.1"),
    ("ar", ("أولا - مقدمة", "ألف\u200f- الولاية", "١ - النطاق", "باء - المنهجية"), "1 1.a 1.a.1 1.b"),
    ("ru", ("I. Введение", "А. Мандат", "Б. Методы", "В. Итоги", "II. Выводы"), "1 1.a 1.b 1.c 2"),
]


@pytest.mark.parametrize(("language", "blocks", "numbers"), OTHER_WAYS, ids=range(len(OTHER_WAYS)))
def test_other_ways_to_number(language: str, blocks: tuple[str, ...], numbers: str) -> None:
    report, diagnostics = converted("\n\n".join(blocks), language)
    assert [block.anchor for block in report.blocks] == [f"par-{number}" for number in numbers.split()]
    assert diagnostics == []


@pytest.mark.parametrize(("language", "blocks", "numbers"), OTHER_HEADINGS, ids=range(len(OTHER_HEADINGS)))
def test_other_ways_to_number_headings(language: str, blocks: tuple[str, ...], numbers: str) -> None:
    assert _anchors(blocks, language, "## ") == [f"sec-{number}" for number in numbers.split()]


# Labels of parts whose numbers are words, or letters; (label, scope).
PARTS = {
    "en": [
        ("Draft resolution I", "res-1"),
        ("Draft resolution II", "res-2"),
        ("Annex One", "annex-1"),
        ("Annex Two", "annex-2"),
        ("Annex No. 3", "annex-3"),
    ],
    "fr": [
        ("Projet de résolution I", "res-1"),
        ("Projet de résolution II", "res-2"),
        ("Première annexe", "annex-1"),
        ("Deuxième annexe", "annex-2"),
        ("Annexe no 3", "annex-3"),
    ],
    "es": [
        ("Proyecto de resolución primero", "res-1"),
        ("Proyecto de resolución II", "res-2"),
        ("Anexo primero", "annex-1"),
        ("Segundo anexo", "annex-2"),
        ("Anexo nº 3", "annex-3"),
    ],
    "ru": [
        ("Проект резолюции I", "res-1"),
        ("Проект резолюции II", "res-2"),
        ("Приложение первое", "annex-1"),
        ("Второе приложение", "annex-2"),
        ("Приложение № 3", "annex-3"),
    ],
    "ar": [
        ("مشروع القرار الأول", "res-1"),
        ("مشروع القرار الثاني", "res-2"),
        ("المرفق الأول", "annex-1"),
        ("المرفق الثاني", "annex-2"),
        ("المرفق ٣", "annex-3"),
    ],
    "zh": [
        ("决议草案一", "res-1"),
        ("决议草案二", "res-2"),
        ("附件一", "annex-1"),
        ("附件 2", "annex-2"),
        ("附件三", "annex-3"),
    ],
}
LETTERED = {
    "en": ("Draft decision A", "Draft decision B"),
    "fr": ("Projet de décision A", "Projet de décision B"),
    "es": ("Proyecto de decisión A", "Proyecto de decisión B"),
    "ru": ("Проект решения А", "Проект решения В"),
    "ar": ("مشروع المقرر ألف", "مشروع المقرر باء"),
    "zh": ("决定草案 A", "决定草案B"),
}
CHAPTERS = {
    "en": "Chapter Two",
    "fr": "Chapitre deuxième",
    "es": "Capítulo segundo",
    "ru": "Глава вторая",
    "ar": "الفصل الثاني",
    "zh": "第二章",
}
# The annex of a letter and what is enclosed with it.
LETTERS_ENCLOSED = {
    "en": ("Annex to the letter dated 5 May 2020 from the Permanent Representative", "Enclosure I", "Enclosure II"),
    "fr": ("Annexe à la lettre datée du 5 mai 2020", "Pièce jointe I", "Pièce jointe II"),
    "es": ("Anexo de la carta de fecha 5 de mayo de 2020", "Apéndice I", "Apéndice II"),
    "ru": ("Приложение к письму Постоянного представителя от 5 мая 2020 года", "Добавление I", "Добавление II"),
    "ar": ("المرفق بالرسالة المؤرخة 5 أيار/مايو 2020", "الضميمة الأولى", "الضميمة الثانية"),
    "zh": ("2020年5月5日常驻代表给秘书长的信的附件", "附文一", "附文二"),
}
TEXT = {
    "en": "1. The text.",
    "fr": "1. Le texte.",
    "es": "1. El texto.",
    "ru": "1. Текст.",
    "ar": "1 - النص.",
    "zh": "1. 案文。",
}


def _titles(labels: tuple[str, ...], language: str) -> list[str]:
    return [anchor for anchor in _with_text(labels, language) if not anchor.endswith("par-1")]


def _with_text(labels: tuple[str, ...], language: str) -> list[str]:
    return _anchors(tuple(line for label in labels for line in (f"# {label}", TEXT[language])), language)


@pytest.mark.parametrize("language", sorted(PARTS))
def test_parts_numbered_by_words(language: str) -> None:
    assert _titles(tuple(label for label, _ in PARTS[language]), language) == [scope for _, scope in PARTS[language]]


@pytest.mark.parametrize("language", sorted(LETTERED))
def test_parts_with_letters(language: str) -> None:
    assert _titles(LETTERED[language], language) == ["dec-a", "dec-b"]


@pytest.mark.parametrize("language", sorted(CHAPTERS))
def test_chapters_numbered_by_words(language: str) -> None:
    assert _titles((CHAPTERS[language],), language) == ["sec-2"]


@pytest.mark.parametrize("language", sorted(LETTERS_ENCLOSED))
def test_enclosures_of_letters(language: str) -> None:
    assert _titles(LETTERS_ENCLOSED[language], language) == ["annex", "annex.encl-1", "annex.encl-2"]


# Decisions of a conference, each with its own initials for it where it has some.
OF_CONFERENCES = {
    "en": "Decision 1/CMA.5",
    "fr": "Décision 1/CMA.5",
    "es": "Decisión 1/CMA.5",
    "ru": "Решение 1/CMA.5",
    "ar": "المقرر 1/م أت-5",
    "zh": "第1/CMA.5号决定",
}


@pytest.mark.parametrize("language", sorted(OF_CONFERENCES))
def test_decisions_of_conferences(language: str) -> None:
    label = OF_CONFERENCES[language]
    titles = _titles((label, label.replace("1/", "2/")), language)
    assert titles == ["dec-1-CMA.5", "dec-2-CMA.5"]


# An annex whose label says whose letter it is annexed to; its title stands on the line below.
OF_LETTERS = {
    "en": "Annex to the identical letters dated 3 March 2021 from the Permanent Representative",
    "fr": "Annexe aux lettres identiques datées du 3 mars 2021 adressées au Secrétaire général",
    "es": "Anexo de las cartas idénticas de fecha 3 de marzo de 2021 dirigidas al Secretario General",
    "ru": "Приложение к идентичным письмам Постоянного представителя от 3 марта 2021 года",
    "ar": "مرفق الرسالتين المتطابقتين المؤرختين 3 آذار/مارس 2021 الموجهتين إلى الأمين العام",
    "zh": "2021年3月3日常驻代表给秘书长的同文信的附件",
}


@pytest.mark.parametrize("language", sorted(OF_LETTERS))
def test_annexes_of_letters(language: str) -> None:
    report, _ = converted(f"# {OF_LETTERS[language]}\n\n{TEXT[language]}", language)
    assert [block.anchor for block in report.blocks] == ["annex", "annex.par-1"]


# The end of a text out of a PDF whose pages keep no rule above their notes: a raised number alone, the words below it.
NOTES = {
    "en": ("on the Convention.1", "See the report."),
    "fr": ("sur la Convention1.", "Voir le rapport."),
    "es": ("sobre la Convención1.", "Véase el informe."),
    "ru": ("о Конвенции1.", "См. доклад."),
    "zh": ("《公约》的报告。1", "见报告。"),
    "ar": ("عن الاتفاقية(1).", "(1) انظر التقرير."),
}


@pytest.mark.parametrize("language", sorted(NOTES))
def test_notes_at_the_foot_of_a_page_without_a_rule(language: str) -> None:
    text, note = NOTES[language]
    number = "" if note.startswith("(") else "        1\n            "
    source = (
        f"     {TEXT[language]}\n     {TEXT[language].replace('1', '2', 1)[:-1]} {text}\n\n\n{number}{note}\n\n1/3\n"
    )
    report, diagnostics = converted(source, language)
    assert [block.anchor for block in report.blocks if block.anchor] == ["par-1", "par-2", "note-1"]
    assert not [diagnostic for diagnostic in diagnostics if diagnostic.code.startswith("N")]


@pytest.mark.parametrize(("language", "number"), [("en", "1"), ("ru", "1"), ("zh", "1"), ("ar", "(1)")])
def test_notes_of_a_web_page_begin_with_a_raised_number(tmp_path: Path, language: str, number: str) -> None:
    raised = f"<sup>{number}</sup>"
    words = f"<p>{TEXT[language]}{raised}</p><p>{raised} A/79/1.</p>"
    (tmp_path / "a.html").write_text(f"<!doctype html><html><body>{words}</body></html>", encoding="utf-8")
    report, _ = read_file(tmp_path / "a.html", code=language)
    assert [(block.anchor, block.kind.value) for block in report.blocks] == [("par-1", "paragraph"), ("note-1", "note")]


# A recorded vote below a resolution, and the meeting at which it was adopted.
VOTES = {
    "en": (
        "43rd meeting\n8 October 2021",
        "[Adopted by 43 votes to none. The voting was as follows:",
        "In favour: Argentina, Armenia",
        "Abstaining: China, India]",
    ),
    "fr": (
        "43e séance\n8 octobre 2021",
        "[Adoptée par 43 voix contre zéro. Les voix se sont réparties comme suit :",
        "Ont voté pour : Argentine, Arménie",
        "Se sont abstenus : Chine, Inde]",
    ),
    "es": (
        "43ª sesión\n8 de octubre de 2021",
        "[Aprobada por 43 votos contra ninguno. El resultado de la votación fue el siguiente:",
        "Votos a favor: Argentina, Armenia",
        "Abstenciones: China, India]",
    ),
    "ru": (
        "43-е заседание\n8 октября 2021 года",
        "[Принята 43 голосами. Голоса распределились следующим образом:",
        "Голосовали за: Аргентина, Армения",
        "Воздержались: Китай, Индия]",
    ),
    "ar": (
        "الجلسة 43\n8 تشرين الأول/أكتوبر 2021",
        "[اعتمد بأغلبية 43 صوتا. وكانت نتيجة التصويت كالتالي:",
        "المؤيدون: الأرجنتين، أرمينيا",
        "الممتنعون عن التصويت: الصين، الهند]",
    ),
    "zh": (
        "2021年10月8日\n第43次会议",
        "[以43票赞成获得通过。表决结果如下：",
        "赞成：阿根廷、亚美尼亚",
        "弃权：中国、印度]",
    ),
}


@pytest.mark.parametrize("language", sorted(VOTES))
def test_a_recorded_vote_has_no_headings(language: str) -> None:
    report, _ = converted("\n\n".join((TEXT[language], *VOTES[language])), language)
    assert not [block.text.string for block in report.blocks if block.kind is Kind.HEADING]


@pytest.mark.parametrize("language", sorted(NOTES))
def test_notes_that_begin_with_a_plain_number_are_called_by_raised_ones(language: str) -> None:
    text, note = NOTES[language]
    called = f"{TEXT[language]}\n\n{TEXT[language].replace('1', '2', 1)[:-1]} " + re.sub(r"1(?=\W*$)", "¹", text)
    report, _ = converted(f"{called}\n\n{'' if note.startswith('(') else '1 '}{note}", language)
    assert [block.anchor for block in report.blocks if block.anchor] == ["par-1", "par-2", "note-1"]
