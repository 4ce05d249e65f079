"""What the text says about itself, checked against document.toml."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from build_scripts.core.model import (
    Block,
    Call,
    Document,
    Furniture,
    Kind,
    Part,
    PartKind,
    Report,
    Settled,
    Source,
    Text,
)
from build_scripts.core.organs import organs
from build_scripts.export.authorship import authors_of
from build_scripts.sources.contradictions import author, completed, contradictions, stated
from build_scripts.sources.masthead_values import organ_named, parse_date, parse_session
from tests.write.reports import report as written

BODY = Part(PartKind.BODY)
MASTHEAD = (
    ("symbol", "E/CN.15/2020/8"),
    ("organ", "Conseil économique et social"),
    ("suborgan", "Commission pour la prévention du crime et la justice pénale"),
    ("date", "11 mars 2020"),
    ("language", "Français"),
    ("original", "Original : anglais"),
    ("session", "Vingt-neuvième session"),
    ("agenda-item", "Point 6 e) de l’ordre du jour provisoire*"),
    ("agenda-title", "Intégration"),
    ("title", "Rapport de l’Institut"),
    ("type", "Note du Secrétaire général"),
)
FOOT = "V.20-01781 3/17"
LINES = {key: number for number, key in enumerate(("symbol", "title", "type", "organ", "session", "date"), 1)}
DOCUMENT = Document(
    path="fr/E/CN.15/2020/8",
    file="source_texts/fr/E/CN.15/2020/8/document.toml",
    language="fr",
    title="Rapport de l'Institut",
    symbol="E/CN.15/2020/8",
    type="note",
    organ="E/CN.15",
    session="Vingt-neuvième session",
    agenda_item="Point 6 e) : Intégration",
    date=date(2020, 3, 11),
    original_language="en",
    job_number="V.20-01781",
    lines=LINES,
)


def report(document: Document, *, opening: str = "", head: str = "") -> Report:
    """A report of a masthead, one paragraph, and the head and foot of a page, one line each."""
    lines = [words for _, words in MASTHEAD] + ["1. " + opening, head, FOOT]
    string = "\n".join(lines)
    starts = [0, *(i + 1 for i, c in enumerate(string) if c == "\n")]
    blocks = []
    for (role, words), start in zip(MASTHEAD, starts, strict=False):
        marks = (Call(len(words) - 1, len(words), "*"),) if words.endswith("*") else ()
        blocks.append(Block(Kind.MASTHEAD, Text(words, ((0, start),), marks), BODY, role=role))
    at = starts[len(MASTHEAD)]
    blocks.append(Block(Kind.PARAGRAPH, Text("1. " + opening, ((0, at),)), BODY, number="1", label_end=3))
    furniture = [Furniture(starts[-1], len(string), "page-number")]
    if head:
        furniture.append(Furniture(starts[-2], starts[-1] - 1, "running-head"))
    return Report(document, Source("s.md", string, tuple(starts), ""), "x", tuple(blocks), tuple(furniture))


def messages(document: Document, **words: str) -> list[str]:
    file = f"{DOCUMENT.file}:"
    return [str(diagnostic).removeprefix(file) for diagnostic in contradictions(report(document, **words))]


def test_text_and_file_agree() -> None:
    assert messages(DOCUMENT, head="E/CN.15/2020/8") == []


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("symbol", "E/CN.15/2020/9", "1: S015 symbol: E/CN.15/2020/9, but the text says “E/CN.15/2020/8” (s.md:1)"),
        ("symbol", "", "1: S016 symbol: none, but the text says “E/CN.15/2020/8” (s.md:1)"),
        ("organ", "A", "4: S015 organ: A, but the text says “Commission pour la prévention du crime"),
        ("date", date(2020, 3, 12), "6: S015 date: 2020-03-12, but the text says “11 mars 2020” (s.md:4)"),
        ("original_language", "fr", " S015 original_language: fr, but the text says “Original : anglais” (s.md:6)"),
        (
            "session",
            "Trentième session",
            "5: S015 session: Trentième session, but the text says “Vingt-neuvième session”",
        ),
        (
            "agenda_item",
            "Point 6 f)",
            " S015 agenda_item: Point 6 f), but the text says “Point 6 e) de l’ordre du jour",
        ),
        (
            "title",
            "Rapport annuel",
            "2: S015 title: Rapport annuel, but the text says “Rapport de l’Institut” (s.md:10)",
        ),
        ("type", "report", "3: S015 type: report, but the text says “Note du Secrétaire général” (s.md:11)"),
        ("job_number", "V.20-01782", " S015 job_number: V.20-01782, but the text says “V.20-01781 3/17” (s.md:14)"),
        ("language", "en", " S015 language: en, but the text says “Français” (s.md:5)"),
    ],
)
def test_both_places_of_a_contradiction_are_named(key: str, value: str | date, message: str) -> None:
    changed: dict[str, object] = {key: value}
    assert any(line.startswith(message) for line in messages(replace(DOCUMENT, **changed)))  # type: ignore[arg-type]


def test_the_same_said_otherwise_is_not_a_contradiction() -> None:
    same = replace(
        DOCUMENT, session="29e session", organ="E", title="RAPPORT DE L’INSTITUT", symbol="E/CN.15/2020/8-A/75/1"
    )
    assert messages(same) == []


def test_running_heads_speak_too() -> None:
    assert messages(DOCUMENT, head="E/CN.15/2020/7") == [
        "1: S015 symbol: E/CN.15/2020/8, but the text says “E/CN.15/2020/7” (s.md:13)"
    ]


def test_set_words_of_a_committee_report() -> None:
    opening = (
        "L’Assemblée générale a décidé, sur la recommandation du Bureau, d’inscrire à l’ordre du jour de sa "
        "trentième session la question intitulée « Intégration » et de la renvoyer à la Troisième Commission."
    )
    assert [line.partition(",")[0] for line in messages(DOCUMENT, opening=opening)] == [
        "5: S015 session: Vingt-neuvième session"
    ]


def test_of_several_original_languages_none_is_the_one() -> None:
    written_in_two = report(Document("fr/sans-cote/x", "d.toml", "fr", "Titre"))
    blocks = [
        replace(block, text=replace(block.text, string="Original : anglais et français"))
        if block.role == "original"
        else block
        for block in written_in_two.blocks
    ]
    assert completed(replace(written_in_two, blocks=tuple(blocks))).document.original_language == ""


def test_what_only_the_text_says_completes_the_document() -> None:
    bare = Document("fr/sans-cote/x", "d.toml", "fr", "Titre")
    document = completed(report(bare)).document
    assert (document.date, document.session, document.type, document.original_language) == (
        date(2020, 3, 11),
        "Vingt-neuvième session",
        "note",
        "en",
    )
    assert document.organ == "E/CN.15"
    assert document.agenda_item == "Point 6 e) de l’ordre du jour provisoire : Intégration"
    assert (document.symbol, document.title) == ("", "Titre")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Distr. générale 1er août 2020", date(2020, 8, 1)),
        ("31 décembre 1999", date(1999, 12, 31)),
        ("31 février 2020", None),
        ("mars 2020", None),
    ],
)
def test_dates(words: str, day: date | None) -> None:
    assert parse_date(words, "fr") == day


@pytest.mark.parametrize(
    ("words", "session"),
    [
        ("Première session", (1, ())),
        ("Vingt et unième session", (21, ())),
        ("Soixante-seizième session", (76, ())),
        ("Soixante-dix-huitième session", (78, ())),
        ("Quatre-vingtième session", (80, ())),
        ("Quatre-vingt-onzième session", (91, ())),
        ("Cent deuxième session", (102, ())),
        ("78e session", (78, ())),
        ("Onzième session extraordinaire d’urgence", (11, ("extraordinaire", "urgence"))),
        ("Session de fond de 2020", None),
    ],
)
def test_sessions(words: str, session: tuple[int, tuple[str, ...]] | None) -> None:
    assert parse_session(words, "fr") == session


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "Report of the Secretary-General", "Secretary-General"),
        (
            "en",
            "Report of the Office of the High Commissioner submitted pursuant to resolution 5/1",
            "Office of the High Commissioner",
        ),
        ("en", "NATIONAL REPORT SUBMITTED IN ACCORDANCE WITH PARAGRAPH 15 (A) OF THE ANNEX TO RESOLUTION 5/1", ""),
        ("fr", "Rapport du Secrétaire général présenté en application de la résolution 77/237", "Secrétaire général"),
        ("fr", "Rapport national présenté conformément au paragraphe 15 a) de l’annexe à la résolution 5/1", ""),
        (
            "es",
            "Informe del Secretario General presentado de conformidad con la resolución 77/237",
            "Secretario General",
        ),
        ("es", "Informe nacional presentado con arreglo al párrafo 15 a) del anexo de la resolución 5/1", ""),
        (
            "ru",
            "Доклад Управления Верховного комиссара по правам человека",
            "Управления Верховного комиссара по правам человека",
        ),
        (
            "ru",
            "Доклад Генерального секретаря, представленный во исполнение резолюции 77/237",
            "Генерального секретаря",
        ),
        ("ru", "Национальный доклад, представленный в соответствии с резолюцией 5/1", ""),
        ("ru", "Доклад о ходе работы", ""),
        ("en", "Financial report and Report of the Board of Auditors Volume I", "Board of Auditors"),
        (
            "en",
            "Letter dated 14 March 2024 from the Permanent Representative of Australia transmitting a working paper",
            "Permanent Representative of Australia",
        ),
        (
            "fr",
            "Lettre datée du 14 mars 2024, adressée au Secrétaire général par le Représentant permanent de l’Australie,"
            " transmettant un document de travail",
            "Représentant permanent de l’Australie",
        ),
        (
            "es",
            "Carta de fecha 14 de marzo de 2024 dirigida al Secretario General por el Representante Permanente de"
            " Australia ante la Conferencia por la que se transmite un documento de trabajo",
            "Representante Permanente de Australia ante la Conferencia",
        ),
        (
            "ru",
            "Письмо Постоянного представителя Австралии от 14 марта 2024 года на имя Генерального секретаря,"
            " препровождающее рабочий документ",
            "Постоянного представителя Австралии",
        ),
        (
            "ar",
            "رسالة مؤرخة 14 آذار/مارس 2024 موجهة إلى الأمين العام من الممثل الدائم لأستراليا، يحيل بها ورقة عمل",
            "الممثل الدائم لأستراليا",
        ),
        ("zh", "2024年3月14日澳大利亚常驻代表给裁军谈判会议秘书长的信", "澳大利亚常驻代表"),
    ],
)
def test_an_author_is_no_document_that_asked_for_the_report(language: str, words: str, expected: str) -> None:
    said = replace(report(DOCUMENT), document=replace(DOCUMENT, language=language))
    block = Block(Kind.MASTHEAD, Text(words, ((0, 0),)), BODY, role="title")
    assert author(replace(said, blocks=(block,))) == expected


@pytest.mark.parametrize(
    ("given", "faults"), [("", 0), ("Secrétaire général", 0), ("secrétaire général ", 0), ("Secrétariat", 1)]
)
def test_the_type_line_and_document_toml_name_one_author(given: str, faults: int) -> None:
    said = report(replace(DOCUMENT, author=given))
    found = [one for one in contradictions(said) if one.message.startswith("author: ")]
    assert [one.code for one in found] == ["S015"] * faults
    assert completed(said).document.author == (given or "Secrétaire général")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "National report submitted in accordance with resolution 5/1"),
        ("fr", "Rapport national présenté conformément à la résolution 5/1"),
        ("es", "Informe nacional presentado con arreglo a la resolución 5/1"),
        ("ru", "Национальный доклад, представленный в соответствии с резолюцией 5/1"),
        ("ar", "تقرير وطني مقدم وفقا للقرار 5/1"),
        ("zh", "根据第5/1号决议提交的国家报告"),
    ],
)
def test_a_title_names_the_type(language: str, words: str) -> None:
    block = Block(Kind.MASTHEAD, Text(words, ((0, 0),)), BODY, role="title")
    said = replace(report(Document("x", "x", language, "")), blocks=(block,))
    assert completed(said).document.type == "report"


def test_organs_in_capitals_without_accents() -> None:
    assert organ_named("COMITE CONTRE LA TORTURE", "fr") == "CAT"
    assert organ_named("CONSEIL ECONOMIQUE ET SOCIAL", "fr") == organ_named("Conseil économique et social", "fr") == "E"


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("CAT/C/SR. 229", "CAT/C/SR.229"),
        ("A /76/463", "A/76/463"),
        ("E/ CN.15/2021/2", "E/CN.15/2021/2"),
        ("A/80/6 (Sect. 6)", "A/80/6 (Sect. 6)"),
        ("A/79/6(Sect. 3)", "A/79/6(Sect. 3)"),
        ("A/79/6(Sect. 3)/Corr.1", "A/79/6(Sect. 3)/Corr.1"),
    ],
)
def test_a_symbol_that_extraction_parted(words: str, symbol: str) -> None:
    blocks = (Block(Kind.MASTHEAD, Text(words, ((0, 0),)), BODY, role="symbol"),)
    facts = stated(Report(DOCUMENT, Source("source.txt", words, (0,), ""), "made", blocks, ()))
    assert [fact.value for fact in facts if fact.key == "symbol"] == [symbol]


def test_a_title_has_no_asterisk_of_a_note_that_is_nowhere() -> None:
    block = Block(Kind.MASTHEAD, Text("Report of the Committee*", ((0, 0),)), BODY, role="title")
    facts = stated(replace(report(Document("x", "x", "en", "")), blocks=(block,)))
    assert [fact.value for fact in facts if fact.key == "title"] == ["Report of the Committee"]


@pytest.mark.parametrize(
    ("symbol", "organs", "first"),
    [
        ("A/75/802–S/2021/209", ("General Assembly", "Security Council"), "A"),
        ("S/2021/209-A/75/802", ("General Assembly", "Security Council"), "S"),
        ("A/C.3/76/L.2", ("General Assembly", "Third Committee"), "A/C.3"),
        ("A/HRC/48/52", ("General Assembly", "Human Rights Council"), "A/HRC"),
    ],
)
def test_of_two_organs_the_one_of_the_first_symbol(symbol: str, organs: tuple[str, str], first: str) -> None:
    words = (("symbol", symbol), ("organ", organs[0]), ("suborgan", organs[1]))
    blocks = tuple(Block(Kind.MASTHEAD, Text(line, ((0, 0),)), BODY, role=role) for role, line in words)
    facts = stated(replace(report(Document("x", "x", "en", "")), blocks=blocks))
    assert next(fact.value for fact in facts if fact.key == "organ") == first


# A letter to the General Assembly and to the Security Council: the session of one, the year of the other, the title of
# the agenda item, the line that names the letter.
JOINT = {
    "ar": (
        "الدورة الثامنة والسبعون",
        "السنة التاسعة والسبعون",
        "منع نشوب النزاعات",
        "رسالتان متطابقتان مؤرختان 6 حزيران/يونيه 2024",
    ),
    "en": (
        "Seventy-eighth session",
        "Seventy-ninth year",
        "Prevention of conflict",
        "Identical letters dated 6 June 2024",
    ),
    "es": (
        "Septuagésimo octavo período de sesiones",
        "Septuagésimo noveno año",
        "Prevención",
        "Cartas idénticas de fecha 6 de junio de 2024",
    ),
    "fr": (
        "Soixante-dix-huitième session",
        "Soixante-dix-neuvième année",
        "Prévention",
        "Lettres identiques datées du 6 juin 2024",
    ),
    "ru": (
        "Семьдесят восьмая сессия",
        "Семьдесят девятый год",
        "Предотвращение",
        "Идентичные письма от 6 июня 2024 года",
    ),
    "zh": (
        "第七十八届会议",
        "第七十九年",
        "预防冲突",
        "2024年6月6日的同文信",
    ),
}


@pytest.mark.parametrize("language", JOINT)
def test_a_letter_to_two_organs(language: str) -> None:
    session, year, topic, letter = JOINT[language]
    roles = {"session": session, "agenda-item": "34", "title": topic, "type": letter}
    words = [*roles.items(), ("session", year)]
    blocks = tuple(Block(Kind.MASTHEAD, Text(line, ((0, 0),)), BODY, role=role) for role, line in words)
    letters = replace(report(Document("x", "x", language, letter, session=session)), blocks=blocks)
    facts = {fact.key: fact.value for fact in stated(letters)}
    assert (facts["title"], facts["type"]) == (letter, "letter")
    assert str(facts["agenda_item"]).endswith(topic)
    assert contradictions(letters) == []


@pytest.mark.parametrize(
    ("supplied", "told"), [("2020", []), ("2020-03", []), ("2021", ["S015"]), ("2020-04", ["S015"])]
)
def test_a_supplied_date_holds_that_of_the_text(supplied: str, told: list[str]) -> None:
    found = contradictions(report(replace(DOCUMENT, date=None, supplied_date=supplied)))
    assert [diagnostic.code for diagnostic in found] == told
    assert all(f"date: {supplied}, but the text says" in diagnostic.message for diagnostic in found)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", "临时议程说明和拟议工作安排"),
        ("zh", "附加说明的临时议程"),
        ("zh", "临时议程和说明"),
        ("zh", "临时议程及拟议工作安排"),
        ("en", "Annotated provisional agenda and proposed organization of work"),
        ("en", "Provisional agenda and annotations"),
        ("en", "Annotations to the provisional agenda"),
        ("fr", "Ordre du jour provisoire annoté et projet d’organisation des travaux"),
        ("fr", "Annotations à l’ordre du jour provisoire"),
        ("es", "Programa provisional anotado y organización de los trabajos propuesta"),
        ("es", "Temario provisional anotado"),
        ("es", "Anotaciones al programa provisional"),
        ("ru", "Аннотированная предварительная повестка дня и предлагаемая организация работы"),
        ("ru", "Предварительная повестка дня и аннотации к ней"),
        ("ru", "Аннотации к предварительной повестке дня"),
        ("ar", "جدول الأعمال المؤقت المشروح والتنظيم المقترح للأعمال"),
        ("ar", "شروح جدول الأعمال المؤقت"),
    ],
)
def test_an_agenda_is_known_by_its_title(language: str, words: str) -> None:
    block = Block(Kind.MASTHEAD, Text(words, ((0, 0),)), BODY, role="title")
    said = replace(report(Document("x", "x", language, "")), blocks=(block,))
    assert completed(said).document.type == "agenda"


def test_a_title_may_be_the_line_that_names_the_type() -> None:
    """« Letter dated … », under the title of its agenda item."""
    document = replace(DOCUMENT, title="Note du Secrétaire général")
    assert [fault.message for fault in contradictions(report(document)) if fault.message.startswith("title")] == []
    document = replace(DOCUMENT, title="Note du Secrétariat")
    assert len([fault for fault in contradictions(report(document)) if fault.message.startswith("title")]) == 1


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ar", "الملاحظات الختامية بشأن التقرير الدوري الخامس لإيطاليا"),
        ("en", "Concluding observations on the fifth periodic report of Italy"),
        ("es", "Observaciones finales sobre el quinto informe periódico de Italia"),
        ("fr", "Observations finales concernant le cinquième rapport périodique de l’Italie"),
        ("ru", "Заключительные замечания по пятому периодическому докладу Италии"),
        ("zh", "关于意大利第五次定期报告的结论性意见"),
    ],
)
def test_a_committee_writes_its_concluding_observations(language: str, title: str) -> None:
    made = written(f"masthead - role=title\n{title}\n\nparagraph par-1\n1. -", language=language, organ="CEDAW")
    document = completed(replace(made, document=replace(made.document, type=""))).document
    assert (document.type, document.author) == ("concluding-observations", "")
    assert authors_of(document) == authors_of(replace(document, author=organs()["CEDAW"].name[language]))


@pytest.mark.parametrize(
    ("language", "printed", "given"),
    [
        ("fr", "RAPPORT DU COMITE SUR L’ETAT DES PROCEDURES", "Rapport du Comité sur l’état des procédures"),
        ("es", "INFORME DEL COMITE SOBRE LA CUESTION", "Informe del Comité sobre la cuestión"),
        ("en", "INTERNATIONAL CO‑OPERATION - A RÉSUMÉ", "International co-operation – a resume"),
        ("ru", "ОТЧЕТ О ПОЛОЖЕНИИ ДЕЛ", "Отчёт о положении дел"),
        ("ar", "تقرير الأمين العام عن الإجراءات", "تقرير الامين العام عن الاجراءات"),
        ("zh", "关于 “宽容” 的报告", "关于“宽容”的报告"),
    ],
)
def test_titles_may_differ_in_capitals_accents_dashes_and_blanks(language: str, printed: str, given: str) -> None:
    assert _title_told(language, [("title", printed)], given) == []
    assert _title_told(language, [("title", printed)], f"{given} 2") == ["S015"]


def test_a_title_that_the_layout_splits() -> None:
    """Whole lines that follow one another, whatever they were taken for; not a part of a line."""
    split = ("Rapport du groupe de", "travail à compo-", "sition non limitée")
    lines = [("agenda-title", "Droits de l’enfant"), *zip(("title", "subtitle", "subtitle"), split, strict=True)]
    for given in (
        "Rapport du groupe de travail à composition non limitée",
        "Droits de l’enfant : Rapport du groupe de",
    ):
        assert _title_told("fr", lines, given) == []
    for given in ("Rapport du groupe de travail", "Travail à composition non limitée", "Rapport du groupe"):
        assert _title_told("fr", lines, given) == ["S015"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Resolution adopted by the General Assembly on 18 December 2009"),
        ("en", "Decisions A and B adopted by the Council"),
        ("fr", "Résolution adoptée par l’Assemblée générale le 18 décembre 2009"),
        ("es", "Resolución aprobada por la Asamblea General el 18 de diciembre de 2009"),
        ("ru", "Резолюция, принятая Генеральной Ассамблеей 18 декабря 2009 года"),
        ("zh", "2009年12月18日大会决议"),
        ("ar", "قرار اتخذته الجمعية العامة في 18 كانون الأول/ديسمبر 2009"),
    ],
)
def test_what_says_who_adopted_it_is_no_title(language: str, line: str) -> None:
    assert _title_told(language, [("title", line)], "Autre") == []


def _title_told(language: str, lines: list[tuple[str, str]], title: str) -> list[str]:
    """Codes of what is said of a title."""
    blocks = tuple(Block(Kind.MASTHEAD, Text(words, ((0, 0),)), BODY, role=role) for role, words in lines)
    document = Document(f"{language}/A/1", "f", language, title)
    found = contradictions(Report(document, Source("s", "", (0,), ""), "x", blocks, ()))
    return [one.code for one in found if "title" in one.message]


def test_a_contradiction_that_a_person_has_settled() -> None:
    """By the words of the text, in whichever spelling; a settlement of nothing is told."""
    settled = Settled("date", "11 MARS 2020", "Date de la distribution.", line=9)
    document = replace(DOCUMENT, date=date(2020, 3, 12), settled=(settled,))
    assert messages(document) == []
    assert messages(replace(document, settled=(replace(settled, text="12 mars 2020"),))) == [
        "6: S015 date: 2020-03-12, but the text says “11 mars 2020” (s.md:4)",
        "9: S045 settled: no date in the text reads “12 mars 2020”",
    ]
    without = replace(DOCUMENT, symbol="", settled=(Settled("symbol", "E/CN.15/2020/8", "Cote d’un autre document."),))
    assert messages(without) == []
