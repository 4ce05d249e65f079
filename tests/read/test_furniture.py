"""Page furniture that its words give away, and furniture that only its position gives away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import build_scripts.read.furniture as module
from build_scripts.core.data_files import DATA, read_data
from build_scripts.read import read, word
from build_scripts.read.furniture import meanings, page_marks, patterns
from build_scripts.read.lines import lines_of
from tests.structure.cases import source

TABLE = read_data(DATA / "furniture.toml").table


def test_every_reason_says_what_it_means() -> None:
    for reason, entry in TABLE.items():
        assert re.fullmatch(r"[a-z-]+", reason)
        assert meanings()[reason] == entry["meaning"]
    assert patterns().keys() == {reason for reason, entry in TABLE.items() if "line" in entry}


def test_every_reason_the_readers_give_is_known() -> None:
    rooms = Path(module.__file__).parents[1]
    code = "".join(
        path.read_text(encoding="utf-8") for room in ("read", "structure") for path in rooms.glob(f"{room}/**/*.py")
    )
    given = set(re.findall(r'(?:Furniture|_skip)\(.*, "([a-z-]+)"\)', code)) | set(word._FURNITURE.values())
    assert {"markup", "control", "page-rule", "contents"} <= given <= TABLE.keys()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("V.20-01781 3/17", "page-number"),
        ("V.20-01781 **7/17**", "page-number"),
        ("3/17 V.20-01781", "page-number"),
        ("22-15321 2/4", "page-number"),
        ("2/28                     23-25976", "page-number"),
        ("- 4 -", "page-number"),
        ("Page 12", "page-number"),
        ("GE.23-22334 (F) 241123 271123", "job-number"),
        ("22-15321 (F) 031022 041022", "job-number"),
        ("031022 041022 22-15321 (A)", "job-number"),
        ("041022 (A) 22-15321", "job-number"),
        ("(A) 22-15321 031022 041022", "job-number"),
        ("*2215321*", "job-number"),
        ("\\*2215321\\*", "job-number"),
        ("8 GE.09-17088", "job-number"),
        ("GE.09-17088 9", "job-number"),
        ("Merci de recycler ♲", "job-number"),
        ("/...", "job-number"),
        ("K2400789[F] 130524", "job-number"),
        ("B24-00105 (C)", "job-number"),
    ],
)
def test_words_that_show_furniture(line: str, reason: str) -> None:
    lines = list(lines_of(source(f"Texte.\n\n{line}\n\nTexte.\n")))
    assert page_marks(lines) == {1: reason}


@pytest.mark.parametrize("line", ["76/12", "2020", "A/76/463", "1. Texte", "12-16 octobre", "20-01781 victimes"])
def test_words_that_do_not(line: str) -> None:
    assert not page_marks(list(lines_of(source(f"Texte.\n\n{line}\n\nTexte.\n"))))


def test_dates_of_printing_beside_a_job_number() -> None:
    string = "Texte.\n\nGE.09-17088 (F)\n\n111209\n\n161209\n\nTexte.\n"
    assert page_marks(list(lines_of(source(string)))) == {1: "job-number", 2: "job-number", 3: "job-number"}


def test_lone_numbers_that_go_up_are_pages() -> None:
    page = "Texte de la page.\n\n" * 12
    string = "".join(f"{page}{n}\n\n" for n in range(1, 6))
    reasons = [furniture.reason for furniture in read(source(string))[0].furniture]
    assert reasons == ["page-number"] * 5


def test_a_title_that_returns_beside_page_numbers_is_a_running_head() -> None:
    page = "1. Texte de la page {0}.\n\n2. Suite de la page {0}.\n\nTitre du rapport\n\n{0}/9\n\n"
    layout, _ = read(source("Rapport\n\n" * 8 + "".join(page.format(n) for n in range(1, 6))))
    assert [f.reason for f in layout.furniture].count("running-head") == 5
    assert not any("Titre" in chunk.text.string for chunk in layout.chunks)


def test_lone_numbers_close_together_are_not() -> None:
    assert not page_marks(list(lines_of(source("Texte.\n\n1\n\n2\n\n3\n\n4\n\nTexte.\n"))))


@pytest.mark.parametrize(
    "line",
    [
        "12/34", "12 / 34", "12  /  34", "- 12 -", "-12-", "-  12  -", "– 12 –", "— 12 —", "/12", "/ 12",
        "Page 12", "Page  12", "Page   12", "Page\u00a012", "Page\t12", "page 12", "PAGE 12", "**Page 12**",
        "Page 12/34", "Page 12 of 34", "Page 12 sur 34", "Página 12", "Página 12 de 34", "PÁGINA 12", "Стр. 12",
        "стр. 12", "Страница 12 из 34", "الصفحة 12", "صفحة 12 من 34", "第12页", "第 12 页", "第12页，共34页", "١٢/٣٤",
        "V.20-01781 12/34", "V.20-01781  12/34", "12/34 V.20-01781 (F)", "20-01781 (F) 12/34", "34/34",
        "<page_number>12</page_number>", "_12/34_", "_Page 12_",
    ],
)  # fmt: skip
def test_page_numbers_by_their_words(line: str) -> None:
    assert page_marks(list(lines_of(source(f"Texte.\n\n{line}\n\nTexte.\n")))) == {1: "page-number"}


@pytest.mark.parametrize(
    "line",
    [
        "V.20-01234", "V.20-01234 (F)", "20-01234", "20-01234 (F)", "V.20-01234 12", "12 V.20-01234", "GE.23-22334",
        "V.20-01234 (F) 070520 080520", "*2001234*", "Merci de recycler", "Prière de recycler", "Please recycle",
        "Please recycle ♲", "Se ruega reciclar",
        "Просьба отправить на вторичную переработку", "请回收", "يرجى إعادة استعمال الورق", "/...", "/…",
    ],
)  # fmt: skip
def test_job_numbers_by_their_words(line: str) -> None:
    assert page_marks(list(lines_of(source(f"Texte.\n\n{line}\n\nTexte.\n")))) == {1: "job-number"}


@pytest.mark.parametrize(
    "line",
    [
        "12", "**12**", "2020", "12.", "(12)", "12)", "a) 12", "12-34", "- 12", "12 -", "12 mai 2026", "12/11/2026",
        "12-11-2026", "2026-11-12", "34/12", "Page 34 of 12", "第34页，共12页", "Page 12 du rapport",
        "Voir page 12", "Pages 12 à 34", "p. 12", "12345/12346", "Page 12345", "070520", "070520 080520", "A/76/463",
        "V.20-01234 victimes", "1/17 des victimes", "Texte " * 20 + "3/17",
    ],
)  # fmt: skip
def test_lines_that_are_text(line: str) -> None:
    assert not page_marks(list(lines_of(source(f"Texte.\n\n{line}\n\nTexte.\n"))))


# --- numbers alone on their line: pages, or labels of notes ------------------------------------

PAGE = [f"Texte de la page, ligne {line}." for line in range(12)]
RULE = "_____________"


def notes(first: int, last: int, lines: int = 1) -> list[str]:
    """Notes whose number is on a line of its own."""
    return [line for n in range(first, last + 1) for line in (str(n), *[f"Note {n} : A/76/{n}0."] * lines)]


def marked(pages: list[list[str]], end: str = "") -> list[tuple[str, str]]:
    """(line, reason) of the furniture of a text of these pages; `end` stands between two. No page's text returns."""
    words = [[line.replace("Texte de", f"Texte {n} de") for line in page] for n, page in enumerate(pages, 1)]
    string = end.join("".join(f"{line}\n\n" for line in page) for page in words)
    lines = list(lines_of(source(string)))
    return [(lines[i].string, reason) for i, reason in sorted(page_marks(lines).items())]


def numbered(first: int, last: int) -> list[tuple[str, str]]:
    return [(str(n), "page-number") for n in range(first, last + 1)]


def test_pages_that_count_by_two_are_pages_and_by_three_are_not() -> None:
    assert marked([[*PAGE, str(n)] for n in range(2, 12, 2)]) == [(str(n), "page-number") for n in range(2, 12, 2)]
    assert marked([[*PAGE, str(n)] for n in range(2, 20, 3)]) == []
    assert marked([[*PAGE, "7"] for _ in range(5)]) == []
    assert marked([[*PAGE, str(n)] for n in range(9, 3, -1)]) == []


def test_two_numbers_are_not_a_run_and_three_are() -> None:
    assert marked([[*PAGE, str(n)] for n in range(1, 3)]) == []
    assert marked([[*PAGE, str(n)] for n in range(1, 4)]) == numbered(1, 3)


def test_pages_of_five_lines_are_pages_and_of_four_are_not() -> None:
    assert marked([[*PAGE[:4], str(n)] for n in range(1, 5)]) == numbered(1, 4)
    assert marked([[*PAGE[:3], str(n)] for n in range(1, 5)]) == []


def test_a_number_of_five_digits_is_not_a_page() -> None:
    assert marked([[*PAGE, str(n)] for n in range(9998, 10002)]) == []
    assert marked([[*PAGE, str(n)] for n in range(9997, 10002)]) == numbered(9997, 9999)


@pytest.mark.parametrize("line", ["_____", "-----", "---", "***", "===", "——", "–––", "* * *", "{12}----"])
def test_rules(line: str) -> None:
    assert patterns()["page-rule"].fullmatch(line)
    assert not page_marks(list(lines_of(source(f"Texte.\n\n{line}\n\nTexte.\n"))))


@pytest.mark.parametrize("line", ["____", "--", "**", "==", "—", "–", "* *", "{12}", "--- a"])
def test_lines_that_are_not_rules(line: str) -> None:
    assert not patterns()["page-rule"].fullmatch(line)


def test_a_run_of_pages_goes_on_over_other_numbers() -> None:
    pages = [[*PAGE[:6], "250", *PAGE[6:], str(n)] for n in range(8, 13)]
    assert marked(pages) == numbered(8, 12)


def test_a_lone_number_beside_a_job_number_is_a_page() -> None:
    assert marked([[*PAGE, "12", "V.20-01234", *PAGE]]) == [("12", "page-number"), ("V.20-01234", "job-number")]
    assert marked([[*PAGE, "V.20-01234", "12", *PAGE]]) == [("V.20-01234", "job-number"), ("12", "page-number")]
    assert marked([[*PAGE, "12", "Texte.", "V.20-01234", *PAGE]]) == [("V.20-01234", "job-number")]


def test_years_are_not_pages() -> None:
    assert marked([[*PAGE, str(n)] for n in range(2015, 2021)]) == []
    assert marked([[*PAGE, str(n)] for n in range(1898, 1902)]) == []
    assert marked([[*PAGE, str(n)] for n in range(997, 1003)]) == numbered(997, 1002)


@pytest.mark.parametrize("rule", ["_____", RULE, "———", "–––––"])
@pytest.mark.parametrize("lines", [1, 4, 6, 11])
def test_numbers_of_notes_under_a_rule_stay_text(rule: str, lines: int) -> None:
    assert marked([[*PAGE, rule, *notes(3 * n + 1, 3 * n + 3, lines)] for n in range(4)]) == []
    assert marked([[*PAGE, rule, *notes(n, n, lines)] for n in range(1, 9)]) == []


def test_numbers_of_notes_that_begin_again_on_each_page_stay_text() -> None:
    assert marked([[*PAGE, RULE, *notes(1, 5, 5)] for _ in range(4)]) == []


def test_a_number_that_the_notes_have_passed_is_not_a_label() -> None:
    pages = [[*PAGE, RULE, *notes(4 * n + 1, 4 * n + 4), str(n + 1)] for n in range(5)]
    assert marked(pages) == numbered(1, 5)


def test_a_number_far_below_the_last_note_is_not_a_label() -> None:
    pages = [[*PAGE, RULE, *notes(1, 1, 12), "2", *PAGE], [*PAGE, "3"], [*PAGE, "4"]]
    assert marked(pages) == numbered(2, 4)
    near = [[*PAGE, RULE, *notes(1, 1, 11), "2", *PAGE], [*PAGE, "3"], [*PAGE, "4"]]
    assert marked(near) == []


def test_the_next_number_below_the_notes_is_the_page_where_the_page_ends_there() -> None:
    pages = [[*PAGE, RULE, *notes(1, 3), str(n)] for n in range(1, 7)]
    assert marked(pages, "\f") == numbered(1, 6)


def test_the_next_number_below_the_notes_is_the_page_that_a_run_lacks() -> None:
    assert marked([[*PAGE, RULE, *notes(1, 3), str(n)] for n in range(1, 8)]) == numbered(1, 7)


def test_of_pages_numbered_on_one_side_the_note_between_is_a_note() -> None:
    pages = [[*PAGE, *([RULE, *notes(n, n)] if n % 2 == 0 else [str(n)])] for n in range(3, 12)]
    assert marked(pages) == [(str(n), "page-number") for n in range(3, 12, 2)]


# --- lines that hold a symbol ------------------------------------------------------------------

MASTHEAD = [
    "Nations Unies",
    "A/76/463",
    "Assemblée générale",
    "Distr. générale",
    "Rapport",
    "de la",
    "Troisième",
    "Commission",
]


def test_its_own_symbol_is_a_running_head_but_the_mastheads_is_not() -> None:
    pages = [MASTHEAD + PAGE, ["A/76/463", *PAGE]]
    assert marked(pages) == [("A/76/463", "running-head")]


def test_a_symbol_that_returns_is_a_head() -> None:
    assert marked([["A/76/1", *PAGE] for _ in range(4)], "\n") == [("A/76/1", "running-head")] * 3
    assert marked([PAGE, ["A/76/1", *PAGE], ["A/76/1", *PAGE]]) == []


@pytest.mark.parametrize("between", [[], ["Titre du rapport"]])
def test_a_head_beside_a_page_number_or_behind_a_title(between: list[str]) -> None:
    head = [("A/76/1", "running-head")]
    assert marked([PAGE, [*PAGE, "A/76/1", *between, "3/9", *PAGE]]) == [*head, ("3/9", "page-number")]
    assert marked([PAGE, [*PAGE, "3/9", *between, "A/76/1", *PAGE]]) == [("3/9", "page-number"), *head]
    assert marked([PAGE, [*PAGE, "A/76/1", "Un.", "Deux.", "3/9", *PAGE]]) == [("3/9", "page-number")]


def test_among_the_first_lines_a_symbol_beside_a_page_number_is_a_head() -> None:
    assert marked([["3/9", "A/76/463", *PAGE]]) == [("3/9", "page-number"), ("A/76/463", "running-head")]
    assert marked([["A/76/463", "3/9", *PAGE]]) == [("A/76/463", "running-head"), ("3/9", "page-number")]


def test_of_a_document_that_states_its_symbol_another_is_not_a_head() -> None:
    note = [RULE, "1 Voir le rapport du Secrétaire général,", "A/76/120"]
    assert marked([MASTHEAD + PAGE, [*PAGE, *note, "3/9"]]) == [("3/9", "page-number")]
    assert marked([MASTHEAD + PAGE, [*PAGE, "Le rapport est publié sous la cote", "A/76/120", "3/9"]]) == [
        ("3/9", "page-number")
    ]
    kept = marked([MASTHEAD + PAGE, [*PAGE, *note, "A/76/463", "3/9"]])
    assert kept == [("A/76/463", "running-head"), ("3/9", "page-number")]


@pytest.mark.parametrize("head", ["A/76/463/Rev.1", "A/76/463-E/2021/90", "A/76/463/Add.1"])
def test_the_own_symbol_with_an_addition_is_a_head(head: str) -> None:
    assert marked([MASTHEAD + PAGE, [head, "3/9", *PAGE]]) == [(head, "running-head"), ("3/9", "page-number")]
    assert marked([MASTHEAD + PAGE, [*PAGE, head, *PAGE]]) == []
    assert marked([MASTHEAD + PAGE, [*PAGE, "A/76/46", "3/9"]]) == [("3/9", "page-number")]


def test_the_last_line_of_a_note_is_not_a_head_where_the_document_states_no_symbol() -> None:
    for before in ("1 Voir le rapport du Secrétaire général,", "Le rapport est publié sous la cote"):
        assert marked([PAGE, [*PAGE, before, "A/76/120", "3/9", *PAGE]]) == [("3/9", "page-number")]
        with_address = [before, "https://undocs.org/fr/A/76/120"]
        assert marked([PAGE, [*PAGE, *with_address, "A/76/120", "3/9", *PAGE]]) == [("3/9", "page-number")]
    listed = ["La fin.", "https://undocs.org/fr/A/76/120", "https://undocs.org/fr/A/76/398"]
    assert marked([PAGE, [*PAGE, *listed, "A/76/1", "3/9", *PAGE]]) == [
        ("A/76/1", "running-head"),
        ("3/9", "page-number"),
    ]
    assert marked([PAGE, [*PAGE, "1 Ibid.", "A/76/120", "3/9", *PAGE]]) == [
        ("A/76/120", "running-head"),
        ("3/9", "page-number"),
    ]


# --- other lines that return -------------------------------------------------------------------


def heads(pages: list[list[str]]) -> list[str]:
    return [line for line, reason in marked(pages) if reason == "running-head"]


def paged(before: list[str], after: list[str], count: int = 4) -> list[list[str]]:
    """Pages of different texts with the same lines before and after their number."""
    return [[*PAGE, *before, f"{n}/9", *after] for n in range(1, count + 1)]


def test_a_title_that_returns_is_a_head_and_so_are_the_lines_behind_it() -> None:
    assert heads(paged(["Titre"], [])) == ["Titre"] * 4
    assert heads(paged([], ["Titre"])) == ["Titre"] * 4
    assert heads(paged(["Suite", "Titre"], [])) == ["Suite", "Titre"] * 4
    assert heads(paged(["A/76/463", "Suite", "Titre"], [])) == ["A/76/463", "Suite", "Titre"] * 4
    assert heads(paged(["Fin", "Suite", "Titre"], [])) == ["Fin", "Suite", "Titre"] * 4
    assert heads(paged(["Encore", "Fin", "Suite", "Titre"], [])) == ["Fin", "Suite", "Titre"] * 4
    assert heads(paged(["Avant"], ["Après"])) == ["Avant", "Après"] * 4


def test_a_line_that_returns_twice_or_as_often_elsewhere_is_none() -> None:
    assert heads(paged(["Titre"], [], 2)) == []
    assert heads(paged(["Titre"], [], 3)) == ["Titre"] * 3
    assert heads([*paged(["Titre"], [], 7), [*PAGE, "Titre", *PAGE, "Titre", *PAGE, "Titre"]]) == []
    assert heads([*paged(["Titre"], [], 7), [*PAGE, "Titre", *PAGE, "Titre", *PAGE]]) == ["Titre"] * 7


def test_among_the_first_lines_what_returns_is_the_masthead() -> None:
    pages = paged(["Titre"], [])
    assert heads([["Titre", "9/9", *PAGE], *pages]) == ["Titre"] * 4


def test_rules_and_notes_that_return_beside_page_numbers_are_text() -> None:
    assert heads(paged([RULE, "1 Ibid."], [])) == []
    assert heads(paged([RULE, "1 Ibid.", "2 Ibid."], [])) == []
    assert heads(paged([RULE, "* Voir note."], [])) == []
    assert heads(paged([RULE, "1", "Ibid."], [])) == []
    assert heads(paged([RULE], [])) == []
    assert heads(paged(["* * *"], [])) == []
    assert heads(paged([RULE, "1 Ibid.", "Titre"], [])) == ["Titre"] * 4
    assert heads(paged([], ["75 ans", "Titre"])) == ["75 ans", "Titre"] * 4
