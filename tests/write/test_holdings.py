"""What the home page says of the archive: counted, in order, and never more than a page holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from build_scripts.write import holdings as module
from build_scripts.write.catalogue import catalogue
from build_scripts.write.holdings import Contents, Holdings, Name, OnRecord, overview, pages

from .test_lists import document

THEMES = [Name("corruption", "Corruption", "crime"), Name("genre", "Questions de genre", "question")]
COUNTRIES = [Name("EG", "Égypte", "africa"), Name("ML", "Mali", "africa"), Name("JP", "Japon", "asia")]


def contents(countries: Mapping[str, int] | None = None, themes: Mapping[str, int] | None = None) -> Contents:
    """A report of ten passages."""
    return Contents(10, countries or {}, themes or {}, ("par-3", "X, par. 3"), ("note-1", "X, note 1"))


def shown(count: int, **values: Any) -> dict[str, Any]:
    """The overview of so many documents, one of each year, as the page's front matter has it."""
    entries = [document(number, date=date(1946 + number, 5, 1)) for number in range(count)]
    held = Holdings(**({"contents": {entry.path: contents() for entry in entries}} | values))
    told: dict[str, Any] = json.loads(json.dumps(overview(catalogue(entries), held)))
    return told


def test_an_empty_archive_has_nothing_to_show() -> None:
    told = shown(0)
    assert told["passages"] == 0
    assert [told[name] for name in ("years", "examples", "organs", "timeline", "news", "themes", "regions")] == [
        "",
        *([[]] * 6),
    ]


@pytest.mark.parametrize("count", [1, 5, 12, 13, 80, 3_000])
def test_every_document_is_counted_in_one_row_whatever_the_years(count: int) -> None:
    rows = shown(min(count, 80))["timeline"]
    assert sum(row["count"] for row in rows) == min(count, 80)
    assert all(sum(row["parts"]) == row["count"] for row in rows)
    assert len(rows) <= module.YEARS + 9


def test_years_before_the_latest_come_by_decade_and_no_year_twice() -> None:
    rows = shown(80)["timeline"]
    assert [row["title"] for row in rows[:2]] == ["2025", "2024"]
    assert [row["title"] for row in rows[module.YEARS :]][:2] == ["2010–2013", "2000–2009"]
    assert rows[-1]["title"] == "1940–1949"


def test_documents_without_a_year_and_of_further_organs_have_their_place() -> None:
    entries = [document(number, organ=f"X{number}", date=None) for number in range(9)]
    told = overview(catalogue(entries), Holdings())
    assert [row["title"] for row in told["timeline"]] == [""]  # type: ignore[union-attr, index, call-overload]
    assert told["timeline"][0]["parts"] == [1] * 6 + [3]  # type: ignore[index, call-overload]


def test_of_versions_one_counts_that_in_the_archives_language() -> None:
    held = {
        "en/A/1": contents({"ML": 7}, {"genre": 7}),
        "fr/A/1": contents({"ML": 2}, {"genre": 1}),
        "en/A/2": contents({"JP": 1}),
    }
    told = overview(catalogue([]), Holdings(held, {}, THEMES, COUNTRIES))
    assert told["passages"] == 30
    assert told["themes"] == [{"key": "genre", "title": "Questions de genre", "passages": 1, "documents": 1}]
    named = {each["key"]: each["passages"] for region in told["regions"] for each in region["names"]}  # type: ignore
    assert named == {"ML": 2, "JP": 1}


def test_countries_stand_in_the_order_of_their_names_and_the_most_named_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "COUNTRIES", 1)
    held = Holdings({"fr/A/1": contents({"EG": 1, "ML": 5, "JP": 2})}, {}, THEMES, COUNTRIES)
    regions: Any = overview(catalogue([]), held)["regions"]
    assert [(region["key"], region["count"], [each["key"] for each in region["names"]]) for region in regions] == [
        ("africa", 2, ["ML"]),
        ("asia", 1, ["JP"]),
    ]
    front = yaml.safe_load(pages(held)["pays/index.md"].split("---")[1])
    assert [[each["key"] for each in group["names"]] for group in front["groups"]] == [["EG", "ML"], ["JP"]]


def test_what_is_new_and_corrected_by_days_the_latest_first() -> None:
    entries = [document(number) for number in range(5)]
    record = {entry.path: OnRecord("2026-11-20") for entry in entries}
    record["fr/X/3"] = OnRecord("2026-11-20", {"2026-12-01": ("par-2", "par-9")})
    news: Any = overview(catalogue(entries), Holdings({}, record))["news"]
    assert [(day["day"], day["added"], len(day["documents"]), day["corrected"]) for day in news] == [
        ("2026-12-01", 0, 0, 2),
        ("2026-11-20", 5, module.NAMES, 0),
    ]
    assert news[0]["day_text"] == "1er décembre 2026"
    assert [(each["path"], each["anchor"]) for each in news[0]["passages"]] == [("fr/X/3", "par-2")]


def test_a_page_is_bounded_however_much_happens() -> None:
    days = [(date(2026, 1, 1) + timedelta(number)).isoformat() for number in range(80)]
    record = {f"fr/X/{number}": OnRecord(day, {day: ("par-1",) * 9}) for number, day in enumerate(days)}
    assert len(shown(80, record=record)["news"]) == module.DAYS


def test_examples_are_of_documents_with_a_symbol_the_newest_first() -> None:
    entries = [document(1, date=date(2020, 1, 1)), document(2, date=date(2021, 1, 1), symbol="")]
    held = Holdings({entry.path: contents() for entry in entries}, cited=("cotes/A/RES/70/1", "Résolution 70/1"))
    examples = overview(catalogue(entries), held)["examples"]
    assert examples == [
        {"path": "fr/X/1", "anchor": "par-3", "title": "X, par. 3"},
        {"path": "fr/X/1", "anchor": "note-1", "title": "X, note 1"},
        {"path": "cotes/A/RES/70/1", "title": "Résolution 70/1"},
    ]
    assert overview(catalogue(entries), Holdings())["examples"] == []


def test_counts_of_a_report_are_those_of_its_passages() -> None:
    from build_scripts.run.inventory import contents_of
    from tests.export.reports import by_path

    report = by_path("fr/E/CN.15/2020/8")
    told = contents_of(report)
    assert told.passages == len([block for block in report.blocks if block.anchor])
    assert told.paragraph == ("par-12", "E/CN.15/2020/8, par. 12")
    assert told.inner == ("", "")  # Its only note has an asterisk.
    assert contents_of(by_path("fr/A/76/463")).inner == ("res-1.par-1", "A/76/463, projet de résolution I, par. 1")
    assert Counter(told.themes).most_common(1)[0][1] <= told.passages
