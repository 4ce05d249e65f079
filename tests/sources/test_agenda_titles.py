"""Mastheads with several agenda items, of letters and of joint reports, in six languages: each item has its title, and
none is the document's. Acts of a body under one heading have that for a title."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from build_scripts.core.model import Kind
from build_scripts.run.reading import read_file
from build_scripts.sources.contradictions import stated
from build_scripts.structure.structure_words import vocabulary


class Words(NamedTuple):
    """What mastheads of a language have."""

    items: str
    """A line that names two agenda items."""
    titles: tuple[str, str]
    """Of them, short enough for a line each."""
    letter: str
    text: str
    one: tuple[str, str]
    """A line that names one agenda item, of each of two organs."""
    organs: tuple[str, str]
    sessions: tuple[str, str]
    report: str
    adopted: str
    """The line above all decisions of a session."""


SIX = {
    "ar": Words(
        "البندان 33 و 125 من جدول الأعمال",
        ("منع نشوب النزاعات المسلحة", "دور الماس في تأجيج النزاع"),
        "رسالة مؤرخة 2 حزيران/يونيه 2023 موجهة إلى الأمين العام من الممثل الدائم لكينيا لدى الأمم المتحدة",
        "1 - يشرفني أن أحيل إليكم هذا البيان.",
        ("البند 16 من جدول الأعمال", "البند 12 من جدول الأعمال"),
        ("الجمعية العامة", "المجلس الاقتصادي والاجتماعي"),
        ("الدورة السابعة والسبعون", "دورة عام 2023"),
        "تقرير الأمين العام",
        "المقررات التي اتخذتها اللجنة في دورتها الحادية والسبعين",
    ),
    "en": Words(
        "Agenda items 33 and 125",
        ("Prevention of armed conflict", "The role of diamonds in fuelling conflict"),
        "Letter dated 2 June 2023 from the Permanent Representative of Kenya to the United Nations addressed to the "
        "Secretary-General",
        "1. I have the honour to transmit the statement.",
        ("Agenda item 16 (c)", "Agenda item 12 (d)"),
        ("General Assembly", "Economic and Social Council"),
        ("Seventy-seventh session", "2023 session"),
        "Report of the Secretary-General",
        "Decisions adopted by the Committee at its seventy-first session",
    ),
    "es": Words(
        "Temas 33 y 125 del programa",
        ("Prevención de los conflictos armados", "El papel de los diamantes en los conflictos"),
        "Carta de fecha 2 de junio de 2023 dirigida al Secretario General por el Representante Permanente de Kenya "
        "ante las Naciones Unidas",
        "1. Tengo el honor de transmitirle la declaración.",
        ("Tema 16 c) del programa", "Tema 12 d) del programa"),
        ("Asamblea General", "Consejo Económico y Social"),
        ("Septuagésimo séptimo período de sesiones", "Período de sesiones de 2023"),
        "Informe del Secretario General",
        "Decisiones adoptadas por el Comité en su 71º período de sesiones",
    ),
    "fr": Words(
        "Points 33 et 125 de l’ordre du jour",
        ("Prévention des conflits armés", "Le rôle des diamants dans les conflits"),
        "Lettre datée du 2 juin 2023, adressée au Secrétaire général par le Représentant permanent du Kenya auprès de "
        "l’Organisation des Nations Unies",
        "1. J’ai l’honneur de vous faire tenir la déclaration.",
        ("Point 16 c) de l’ordre du jour", "Point 12 d) de l’ordre du jour"),
        ("Assemblée générale", "Conseil économique et social"),
        ("Soixante-dix-septième session", "Session de 2023"),
        "Rapport du Secrétaire général",
        "Décisions adoptées par le Comité à sa soixante et onzième session",
    ),
    "ru": Words(
        "Пункты 33 и 125 повестки дня",
        ("Предотвращение вооруженных конфликтов", "Роль алмазов в разжигании конфликтов"),
        "Письмо Постоянного представителя Кении при Организации Объединенных Наций от 2 июня 2023 года на имя "
        "Генерального секретаря",
        "1. Имею честь препроводить заявление.",
        ("Пункт 16 c) повестки дня", "Пункт 12 d) повестки дня"),
        ("Генеральная Ассамблея", "Экономический и Социальный Совет"),
        ("Семьдесят седьмая сессия", "Сессия 2023 года"),
        "Доклад Генерального секретаря",
        "Решения, принятые Комитетом на его семьдесят первой сессии",
    ),
    "zh": Words(
        "议程项目 33 和 125",
        ("预防武装冲突", "钻石在助长冲突中的作用"),
        "2023 年 6 月 2 日肯尼亚常驻联合国代表给秘书长的信",
        "1. 谨随函转递该声明。",
        ("议程项目 16(c)", "议程项目 12(d)"),
        ("大会", "经济及社会理事会"),
        ("第七十七届会议", "2023 年会议"),
        "秘书长的报告",
        "委员会第七十一届会议通过的决定",
    ),
}


def told(text: str, code: str, folder: Path) -> dict[str, str]:
    """What a file says of its document, the first of each kind."""
    file = folder / "a.txt"
    file.write_text(text, encoding="utf-8")
    report = read_file(file, code=code)[0]
    assert all(block.role != "other" for block in report.blocks if block.kind is Kind.MASTHEAD)
    return {fact.key: str(fact.value) for fact in reversed(stated(report))}


@pytest.mark.parametrize("apart", ["\n", "\n\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize("code", SIX)
def test_a_letter_under_two_agenda_items(code: str, apart: str, tmp_path: Path) -> None:
    words, signs = SIX[code], vocabulary(code)
    agenda = apart.join([words.items, *words.titles])
    text = f"A/77/912\n\n{words.organs[0]}\n\n{words.sessions[0]}\n{agenda}\n\n\n{words.letter}\n\n{words.text}\n"
    facts = told(text, code, tmp_path)
    assert facts["title"] == words.letter
    assert facts["agenda_item"] == signs.between.join([words.items, signs.among.join(words.titles)])


@pytest.mark.parametrize("code", SIX)
def test_a_title_over_two_lines_is_one(code: str, tmp_path: Path) -> None:
    """What begins another title would have stood on the line above."""
    words, signs = SIX[code], vocabulary(code)
    first, second = words.titles
    space = "" if code == "zh" else " "
    head = f"A/77/912\n\n{words.organs[0]}\n\n{words.sessions[0]}\n{words.items}"
    agenda = "\n".join([head, first + space + second, first, second])
    facts = told(f"{agenda}\n\n\n{words.letter}\n\n{words.text}\n", code, tmp_path)
    titles = [first + space + second + space + first, second]
    assert facts["agenda_item"] == signs.between.join([words.items, signs.among.join(titles)])


@pytest.mark.parametrize("code", SIX)
def test_each_organ_of_a_joint_report_has_its_agenda_item(code: str, tmp_path: Path) -> None:
    words, signs = SIX[code], vocabulary(code)
    heads = (
        f"{organ}\n\n{session}\n\n{item}\n\n{title}"
        for organ, session, item, title in zip(words.organs, words.sessions, words.one, words.titles, strict=True)
    )
    text = "\n\n".join(["A/77/755-E/2023/31", *heads, "ABC 2040", words.report, words.text])
    facts = told(text, code, tmp_path)
    pairs = map(signs.between.join, zip(words.one, words.titles, strict=True))
    assert (facts["agenda_item"], facts["title"]) == (signs.among.join(pairs), "ABC 2040")


@pytest.mark.parametrize("code", SIX)
def test_acts_under_one_heading_have_it_for_a_title(code: str, tmp_path: Path) -> None:
    words = SIX[code]
    facts = told(f"E/C.12/2022/4\n\n{words.adopted}\n\n{words.text}\n", code, tmp_path)
    assert (facts["title"], facts["type"]) == (words.adopted, "decision")
