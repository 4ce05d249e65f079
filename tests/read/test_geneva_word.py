"""A report in six languages, as Geneva's template sets it: the same anchors, and the same masthead in other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.run.reading import as_json, read_file
from tests.extract.docx import docx, p, r, table
from tests.read.word_layouts import GENEVA

_MORE = (
    '<w:style w:type="paragraph" w:styleId="H23"><w:name w:val="_ H_2/3_G"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H4"><w:name w:val="_ H_4_G"/><w:rPr><w:i/></w:rPr></w:style>'
)
ANCHORS = [
    "note-x1", "sec-1", "par-1", "note-1", "par-2", "par-2.a", "par-2.b", "par-2.b.i", "par-2.b.ii", "sec-2", "sec-2.a",
    "par-3", "sec-2.a.1", "par-4", "sec-2.a.1.a", "par-5", "sec-3", "par-6",
]  # fmt: skip
# Emblem, organ, suborgan, session, agenda item, its title, title, type; then the labels of headings, paragraphs (with
# what parts them from the words) and items; two sentences and a heading.
LANGUAGES = {
    "ar": (
        ("الأمم المتحدة", "الجمعية العامة",
         "مجلس حقوق الإنسان", "الدورة الثامنة والأربعون", "البند 3 من جدول الأعمال"),
        ("تعزيز وحماية جميع حقوق الإنسان", "سد الفجوة في المعرفة", "تقرير الأمين العام"),
        ("أولاً-", "ثانياً-", "ألف-", "1-", "(أ)", "ثالثاً-"),
        ("{}-", "(أ)", "(ب)", "‘1’", "‘2’"),
        ("تؤثر الظاهرة على حقوق الإنسان", "وتشمل التوصيات ما يلي:", "مقدمة"),
    ),
    "en": (
        ("United Nations", "General Assembly", "Human Rights Council", "Forty-eighth session", "Agenda item 3"),
        ("Promotion and protection of all human rights", "Bridging the gap", "Report of the Secretary-General"),
        ("I.", "II.", "A.", "1.", "(a)", "III."),
        ("{}.", "(a)", "(b)", "(i)", "(ii)"),
        ("It has an effect on human rights", "The recommendations are:", "Introduction"),
    ),
    "es": (
        ("Naciones Unidas", "Asamblea General",
         "Consejo de Derechos Humanos", "48º período de sesiones", "Tema 3 de la agenda"),
        ("Promoción y protección de todos los derechos humanos", "Cerrar la brecha", "Informe del Secretario General"),
        ("I.", "II.", "A.", "1.", "a)", "III."),
        ("{}.", "a)", "b)", "i)", "ii)"),
        ("Tiene efectos en los derechos humanos", "Las recomendaciones son:", "Introducción"),
    ),
    "fr": (
        ("Nations Unies", "Assemblée générale",
         "Conseil des droits de l’homme", "Quarante-huitième session", "Point 3 de l’ordre du jour"),
        ("Promotion et protection de tous les droits de l’homme", "Combler l’écart", "Rapport du Secrétaire général"),
        ("I.", "II.", "A.", "1.", "a)", "III."),
        ("{}.", "a)", "b)", "i)", "ii)"),
        ("Elle a des effets sur les droits de l’homme", "Les recommandations sont :", "Introduction"),
    ),
    "ru": (
        ("Организация Объединенных Наций", "Генеральная Ассамблея",
         "Совет по правам человека", "Сорок восьмая сессия", "Пункт 3 повестки дня"),
        ("Поощрение и защита всех прав человека", "Устранение пробелов", "Доклад Генерального секретаря"),
        ("I.", "II.", "A.", "1.", "a)", "III."),
        ("{}.", "a)", "b)", "i)", "ii)"),
        ("Это влияет на права человека", "Рекомендации включают:", "Введение"),
    ),
    "zh": (
        ("联合国", "大会", "人权理事会", "第四十八届会议", "议程项目3"),
        ("增进和保护所有人权", "弥合知识差距", "秘书长的报告"),
        ("一.", "二.", "A.", "1.", "(a)", "三."),
        ("{}.", "(a)", "(b)", "(一)", "(二)"),
        ("气候变化影响人权", "建议包括：", "导言"),
    ),
}  # fmt: skip

# Arabic, Chinese and Russian have it in English.
RIGHT = {
    "en": ("Distr.: General", "12 August 2021", "Original: English"),
    "es": ("Distr. general", "12 de agosto de 2021", "Español", "Original: inglés"),
    "fr": ("Distr. générale", "12 août 2021", "Français", "Original : anglais"),
}


def _file(language: str) -> bytes:
    head, titles, headings, labels, (sentence, before_items, title) = LANGUAGES[language]
    stop = "。" if language == "zh" else "."
    mark = '<w:r><w:rPr><w:rStyle w:val="Call"/></w:rPr>{}</w:r>'
    star = mark.format('<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>')
    call = mark.format('<w:footnoteReference w:id="3"/>')

    def note(at: int, shown: str) -> str:
        words = p(r("\t"), mark.format(shown), r(f"\t{sentence}{stop}"))
        return f'<w:footnote w:id="{at}">{words}</w:footnote>'

    def styled(words: str, style: str, *more: str) -> str:
        return p(r(words), *more, properties=f'<w:pStyle w:val="{style}"/>')

    def heading(at: int, style: str) -> str:
        return styled(f"\t{headings[at]}\t{title}", style)

    def paragraph(number: int, words: str = "", *more: str) -> str:
        return p(r(f"{labels[0].format(number)}\t{words or sentence + stop}"), *more)

    lines = RIGHT.get(language, RIGHT["en"])
    right = f"<w:tc>{''.join(p(r(line)) for line in lines)}</w:tc>"
    body = (
        table(("", head[0], "A/HRC/48/52"), ("", head[1], right))
        + p(r(head[2], "<w:b/>"))
        + p(r(head[3], "<w:b/>"))
        + p(r(head[4]))
        + p(r(titles[0], "<w:b/>"))
        + styled(f"\t\t{titles[1]}", "HCh", star)
        + styled(f"\t\t{titles[2]}", "H1")
        + heading(0, "HCh")
        + paragraph(1, "", call)
        + paragraph(2, before_items)
        + "".join(p(r(f"\t{label}\t{sentence}{stop}")) for label in labels[1:])
        + heading(1, "HCh")
        + heading(2, "H1")
        + paragraph(3)
        + heading(3, "H23")
        + paragraph(4)
        + heading(4, "H4")
        + paragraph(5)
        + heading(5, "HCh")
        + paragraph(6)
    )
    notes = note(2, "<w:t>*</w:t>") + note(3, "<w:footnoteRef/>")
    return docx(body, links=None, head="", styles=GENEVA + _MORE, footnotes=notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_anchors_and_masthead(language: str, tmp_path: Path) -> None:
    file = tmp_path / "source.docx"
    file.write_bytes(_file(language))
    reading = as_json(*read_file(file))
    assert [block["anchor"] for block in reading["blocks"] if block["anchor"]] == ANCHORS
    calls = {block["anchor"]: block["calls"] for block in reading["blocks"] if block["calls"]}
    assert calls == {"": ["note-x1"], "par-1": ["note-1"]}
    head, titles, *_, (sentence, _, title) = LANGUAGES[language]
    document = reading["document"]
    expected = {
        "symbol": "A/HRC/48/52", "organ": "A/HRC", "session": head[3], "date": "2021-08-12", "language": language,
        "original_language": "en", "title": titles[1], "type": "report",
    }  # fmt: skip
    assert {key: document[key] for key in expected} == expected
    assert document["agenda_item"].startswith(head[4])
    assert document["agenda_item"].endswith(titles[0])
    words = {block["anchor"]: block["text"] for block in reading["blocks"]}
    assert words["sec-2.a.1.a"] == title
    assert words["par-6"].startswith(sentence)
