"""Pages as other programs than Word set them: tables and notes by their lines, in whatever leading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from build_scripts.run.reading import as_json, read_file
from tests.extract.pdfs import line
from tests.extract.pdfs import pdf as plain_pdf

from .signs import Line, pdf

TEXT = "The resources that are asked for are set out in the table below with those of the years"
HEAD = line("A/79/1", y=750, x=60, size=8)


def _read(folder: Path, data: bytes, code: str = "en") -> dict[str, Any]:
    path = folder / "made.pdf"
    path.write_bytes(data)
    report, diagnostics = read_file(path, code=code)
    assert [str(d) for d in diagnostics if d.code.startswith("P")] == []
    return as_json(report, diagnostics)


def _paragraph(number: int, y: float, rows: int = 4) -> bytes:
    first = line(f"{number}.   {TEXT}", y=y, x=72, size=10)
    return (
        first
        + b"".join(line(TEXT, y=y - 12 * row, x=72, size=10) for row in range(1, rows))
        + line("that went before all of them.", y=y - 12 * rows, x=72, size=10)
    )


def _across(*heights: float) -> bytes:
    return b"".join(f"72 {y} 400 0.5 re f\n".encode() for y in heights)


def _cells(rows: Sequence[Sequence[str]], y: float, columns: Sequence[float], step: float = 10) -> bytes:
    return b"".join(
        line(words, y=y - step * number, x=x, size=8)
        for number, row in enumerate(rows)
        for x, words in zip(columns, row, strict=False)
        if words
    )


def _tables(reading: dict[str, Any]) -> list[list[list[str]]]:
    return [block["rows"] for block in reading["blocks"] if block["rows"]]


def test_lines_alone_part_the_rows_of_a_gridded_table(tmp_path: Path) -> None:
    """However far its rows stand apart, and where a head has more rows than cells."""
    head = [("State of the", "Structure"), ("criminal justice", ""), ("system", "")]
    body = [("Special", "A report on violence against women"), ("declaration", "found that the law is not applied")]
    content = _paragraph(1, 720) + _across(640, 590, 555, 520, 485)
    content += _cells(head, 628, (76, 176), 15) + _cells(body, 578, (76, 176), 15) + _cells(body, 543, (76, 176), 15)
    content += _cells(body, 508, (76, 176), 15)
    content += b"170 485 0.5 155 re f\n" + _paragraph(2, 450)
    row = ["Special declaration", "A report on violence against women found that the law is not applied"]
    reading = _read(tmp_path, plain_pdf(content))
    assert _tables(reading) == [[["State of the criminal justice system", "Structure"], row, row, row]]


def test_neither_a_list_nor_a_note_below_a_table_is_of_it(tmp_path: Path) -> None:
    figures = [("States", "2022", "2023"), ("Members", "12", "13"), ("Observers", "2", "3")]
    others = [("Acting under", "The growth of the population raises a number of questions to be answered")]
    content = _paragraph(1, 720) + _across(640, 625, 590) + _cells(figures, 630, (76, 300, 380), 15)
    content += _cells(others, 580, (76, 176)) + line("1", y=564, x=76, size=5) + line("See A/1.", y=560, x=90, size=8)
    reading = _read(tmp_path, plain_pdf(content))
    assert _tables(reading) == [[list(row) for row in figures]]


def test_text_below_a_table_at_the_foot_of_a_page_begins_a_block(tmp_path: Path) -> None:
    figures = [("States", "2022", "2023"), ("Members", "12", "13"), ("Observers", "2", "3")]
    first = _paragraph(1, 720) + line("Table 1", y=200, x=72, size=10)
    first += _across(190, 175, 140) + _cells(figures, 180, (76, 300, 380), 15)
    reading = _read(tmp_path, plain_pdf(HEAD + first, HEAD + _paragraph(2, 660)))
    assert [block["anchor"] for block in reading["blocks"] if block["kind"] == "paragraph"] == ["par-1", "par-2"]


def test_a_note_goes_on_over_a_page_of_nothing_but_notes(tmp_path: Path) -> None:
    rows = [line("1", y=104, x=72, size=5), line(f"{TEXT} and", y=100, x=86, size=8)]
    called = line("1", y=724, x=72 + 10 * len(TEXT) * 0.45, size=5)
    first = _paragraph(1, 720) + called + b"72 115 100 0.5 re f\n" + b"".join(rows)
    second = line("its annex.", y=700, x=86, size=8) + line("2", y=684, x=72, size=5) + line("Ibid.", 680, 86, 8)
    reading = _read(tmp_path, plain_pdf(HEAD + first, HEAD + second))
    notes = {block["label"]: block["text"] for block in reading["blocks"] if block["kind"] == "note"}
    assert notes == {"1": f"{TEXT} and its annex.", "2": "Ibid."}


def test_arabic_stands_in_a_wide_leading(tmp_path: Path) -> None:
    """What stands in the corner of a page, beyond its text, says nothing of where full rows end."""
    words = "الجمعية العامة للأمم المتحدة في دورتها العادية التي عقدتها"
    page = [Line(560, 740, [("الأمم المتحدة", True)]), Line(40, 740, [("A/79/1", False)], leftward=False)]
    y = 700.0
    for number in (1, 2):
        page.append(Line(470, y, [(f"{number}", False), (f" - {words}", True)]))
        page += [Line(470, y - 18 * row, [(f"{words[row:]} {words[:row]}", True)]) for row in range(1, 6)]
        page.append(Line(470, y - 18 * 6, [("العام الماضي.", True)]))
        y -= 18 * 6 + 24
    reading = _read(tmp_path, pdf([page]), "ar")
    paragraphs = [block for block in reading["blocks"] if block["kind"] == "paragraph"]
    assert [len(block["text"]) for block in paragraphs] == [len(" ".join([words] * 6 + ["العام الماضي."])) + 5] * 2


def test_fields_in_two_columns_without_lines(tmp_path: Path) -> None:
    fields = [
        (["Date of adoption", "of the decision"], ["28 March 2024, at the hundred and", "fortieth session"]),
        (["Subject matter"], ["Removal to a country in which", "torture is to be feared"]),
        (["Articles of the", "Covenant"], ["7 and 13"]),
    ]
    content, y = _paragraph(1, 720), 620.0
    for names, values in fields:
        rows = max(len(names), len(values))
        cells = [
            (*names[row : row + 1], *([""] if row >= len(names) else []), *values[row : row + 1]) for row in range(rows)
        ]
        content += _cells(cells, y, (72, 200))
        y -= 10 * rows + 4
    reading = _read(tmp_path, plain_pdf(content + _paragraph(2, 500)))
    assert _tables(reading) == [[[" ".join(names), " ".join(values)] for names, values in fields]]


def test_a_note_that_is_a_symbol_alone_is_no_running_foot(tmp_path: Path) -> None:
    called = line("1", y=724, x=72 + 10 * len(TEXT) * 0.45, size=5)
    notes = b"72 84 100 0.5 re f\n" + line("1", y=74, x=72, size=5) + line("A/RES/60/1.", y=70, x=86, size=8)
    pages = [HEAD + _paragraph(1, 720) + called + notes, HEAD + _paragraph(2, 660)]
    foot = [line(f"24-12345     {page}/2", y=40, x=72, size=8) for page in (1, 2)]
    reading = _read(tmp_path, plain_pdf(*(page + below for page, below in zip(pages, foot, strict=True))))
    assert [block["text"] for block in reading["blocks"] if block["kind"] == "note"] == ["A/RES/60/1."]


def test_a_cell_cut_by_the_end_of_a_page_goes_on(tmp_path: Path) -> None:
    columns = (76, 176)
    first = _paragraph(1, 720) + _across(190, 175, 120) + b"170 120 0.5 70 re f\n"
    first += _cells([("State", "Action")], 180, columns) + _cells(
        [("Italy", "Tells what it did and"), ("", "why")], 160, columns
    )
    second = _across(700, 640) + b"170 640 0.5 60 re f\n"
    second += _cells([("", "how it did so."), ("Malta", "None.")], 690, columns, 20) + _paragraph(2, 600)
    reading = _read(tmp_path, plain_pdf(HEAD + first, HEAD + second))
    assert _tables(reading) == [
        [["State", "Action"], ["Italy", "Tells what it did and why how it did so."], ["Malta", "None."]]
    ]


def test_a_row_of_a_sentence_begins_with_a_dash(tmp_path: Path) -> None:
    rows = [f"(a) {TEXT[:84]}", "- and in particular those of the year that went before all of them."]
    content = line(rows[0], y=600, x=96, size=10) + line(rows[1], y=588, x=72, size=10)
    reading = _read(tmp_path, plain_pdf(_paragraph(1, 720) + content + _paragraph(2, 560)))
    items = [block["text"] for block in reading["blocks"] if block["kind"] == "item"]
    assert items == [f"{TEXT[:84].strip()} {rows[1]}"]


def test_lines_at_the_right_are_each_their_own(tmp_path: Path) -> None:
    """Who signs, and the office; what begins on the next page is of something else, bold or not."""
    words = "The present letter is to be circulated as a document of the General Assembly, with its annex"
    right = 72 + 5.0 * len(words)
    page = [Line(72, 740, [("A/79/1", False)], leftward=False)]
    page += [Line(72, 700 - 12 * row, [(words, False)], leftward=False) for row in range(5)]
    page.append(Line(72, 640, [("before the end of the session.", False)], leftward=False))
    for row, name in enumerate(("(Signed) Jane Doe", "Ambassador")):
        page.append(Line(right - 5.0 * len(name), 616 - 12 * row, [(name, False)], leftward=False))
    below = [Line(72, 740 - 12 * row, [(words, False)], leftward=False) for row in range(5)]
    texts = [block["text"] for block in _read(tmp_path, pdf([page, below]))["blocks"]]
    assert texts[-3:] == ["(Signed) Jane Doe", "Ambassador", " ".join([words] * 5)]


def test_the_number_of_a_resolution_begins_its_title_below_little_room(tmp_path: Path) -> None:
    words = "Recalling the report of the Secretary-General on the implementation of the resolutions, and"
    page = [Line(72, 740, [("A/RES/79/123", False)], leftward=False)]
    adopted = "Resolution adopted by the General Assembly on the twelfth of March of the year 2024"
    page.append(Line(72, 700, [(adopted, False)], leftward=False))
    page.append(Line(72, 685, [("79/123. Promotion of human rights", False)], leftward=False))
    page.append(Line(72, 670, [("The General Assembly,", False)], leftward=False))
    page += [Line(72, 655 - 12 * row, [(words, False)], leftward=False) for row in range(5)]
    reading = _read(tmp_path, pdf([page]))
    assert reading["document"]["title"] == "Promotion of human rights"


def test_the_end_of_a_line_parts_no_number_in_chinese(tmp_path: Path) -> None:
    words = "大会在其第七十九届会议上注意到秘书长关于有关决议执行情况的报告以及其中所载的"
    page = [Line(72, 740, [("A/79/1", False)], leftward=False)]
    rows = [words, f"{words[:-5]}2009年9月2", f"9日{words[:-4]}第1", f"23段{words[:10]}。"]
    page += [Line(72, 700 - 14 * row, [(string, False)], leftward=False) for row, string in enumerate(rows)]
    assert [block["text"] for block in _read(tmp_path, pdf([page]), "zh")["blocks"]][-1] == "".join(rows)
