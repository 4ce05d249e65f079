"""Corrections of published texts: the old words are kept, proved by their hash, and shown."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from build_scripts.core.model import Report
from build_scripts.published import history, registry
from build_scripts.render.converter import to_html
from build_scripts.write import report_body
from build_scripts.write.published import Published, corrections, published
from tests.write.reports import CONFIGURATION, nowhere, report

PATH = "fr/A/99/1"
DAY = date(2044, 2, 1)
WRITTEN = """\
heading sec-1 level=1
I. Introduction{call 1 note-1 ref-1}1{/call}

paragraph par-1
1. Le {repair terrorisme}terror isme{/repair} 1 , dit « on ».

item par-1.a level=1
a) premier

table table-1
Tableau
a | b
c | d

note note-1
1 La note.

part-title res-1 label=22
Projet de résolution I Titre
"""


def sample_report(written: str = WRITTEN) -> Report:
    """A report at a path that has a registry."""
    return report(written, symbol="A/99/1", path=PATH)


def publish(root: Path, report: Report) -> None:
    """Write the page of a report, and put its anchors on record."""
    shutil.copy(CONFIGURATION, root)
    page = root / f"docs/{PATH}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("---\ntitle: x\n---\n\n" + report_body.body(report, nowhere), encoding="utf-8")
    registry.save(root, PATH, registry.anchors(report), DAY)


def recorded(root: Path, report: Report, today: date) -> tuple[set[str], list[str]]:
    """What recording a changed report keeps back, and what it finds."""
    hashes = registry.anchors(report)
    keep, diagnostics = history.add(root, PATH, registry.load(root, PATH)[0], hashes, today)
    registry.save(root, PATH, hashes, today, keep)
    return keep, [f"{report.code} {report.line}" for report in diagnostics]


def git(root: Path, *arguments: str) -> None:
    """Git, as somebody."""
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_a_page_has_the_words_whose_hashes_are_on_record() -> None:
    original = sample_report()
    words = history.page_words(
        "---\nx\n---\n\n" + report_body.body(original, nowhere), CONFIGURATION, set(registry.anchors(original))
    )
    assert {a: hashlib.sha256(w.encode()).hexdigest() for a, w in words.items()} == registry.anchors(original)


def test_the_old_words_are_kept(tmp_path: Path) -> None:
    publish(tmp_path, sample_report())
    changed = sample_report(WRITTEN.replace("premier", "second"))
    assert recorded(tmp_path, changed, date(2044, 3, 1)) == (set(), [])
    (change,), diagnostics = history.load(tmp_path, PATH)
    assert (change.anchor, change.day, change.was, diagnostics) == ("par-1.a", date(2044, 3, 1), "a) premier", [])
    record, _ = registry.load(tmp_path, PATH)
    assert record.hashes == registry.anchors(changed)
    assert set(record.dates.values()) == {"2044-02-01"}


def test_a_command_ended_in_the_middle_adds_no_change_twice(tmp_path: Path) -> None:
    publish(tmp_path, sample_report())
    changed = sample_report(WRITTEN.replace("premier", "second"))
    before = (tmp_path / registry.file_of(PATH)).read_bytes()
    recorded(tmp_path, changed, DAY)
    once = history.load(tmp_path, PATH)
    (tmp_path / registry.file_of(PATH)).write_bytes(before)  # as if the registry hadn't been reached
    assert recorded(tmp_path, changed, DAY) == (set(), [])
    assert history.load(tmp_path, PATH) == once
    publish(tmp_path, changed)
    recorded(tmp_path, sample_report(), DAY)
    publish(tmp_path, sample_report())
    recorded(tmp_path, changed, DAY)
    assert len(history.load(tmp_path, PATH)[0]) == 3, "what is changed back and forth is three changes"


@pytest.mark.parametrize("then", ["premier", "dernier"])
def test_a_change_that_a_command_ended_in_the_middle_left_alone_is_none(tmp_path: Path, then: str) -> None:
    publish(tmp_path, sample_report())
    before = (tmp_path / registry.file_of(PATH)).read_bytes()
    recorded(tmp_path, sample_report(WRITTEN.replace("premier", "second")), DAY)
    (tmp_path / registry.file_of(PATH)).write_bytes(before)  # as if the registry hadn't been reached
    assert history.load(tmp_path, PATH) == ([], []), "no page says that it was corrected"
    now = sample_report(WRITTEN.replace("premier", then))
    assert recorded(tmp_path, now, DAY) == (set(), [])
    made = [(change.was, change.sha256) for change in history.load(tmp_path, PATH)[0]]
    assert made == ([] if then == "premier" else [("a) premier", registry.anchors(now)["par-1.a"])])
    assert (tmp_path / history.file_of(PATH)).is_file() == bool(made)


def test_a_record_that_is_not_utf8(tmp_path: Path) -> None:
    publish(tmp_path, sample_report())
    recorded(tmp_path, sample_report(WRITTEN.replace("premier", "second")), DAY)
    for name in (registry.file_of(PATH), history.file_of(PATH)):
        file = tmp_path / name
        file.write_bytes(file.read_bytes() + b"\xff\xfe")
    assert [fault.code for fault in registry.load(tmp_path, PATH)[1]] == ["A105"]
    assert [fault.code for fault in history.load(tmp_path, PATH)[1]] == ["A105"]


def test_old_words_are_found_in_a_page_that_is_damaged_elsewhere(tmp_path: Path) -> None:
    publish(tmp_path, sample_report())
    page = tmp_path / f"docs/{PATH}.md"
    page.write_bytes(page.read_bytes() + b"\xff\xfe")
    assert recorded(tmp_path, sample_report(WRITTEN.replace("premier", "second")), DAY) == (set(), [])


def test_old_words_are_found_in_the_history_of_the_page(tmp_path: Path) -> None:
    publish(tmp_path, sample_report())
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    changed = sample_report(WRITTEN.replace("premier", "second"))
    (tmp_path / f"docs/{PATH}.md").write_text("---\n---\n\n" + report_body.body(changed, nowhere), encoding="utf-8")
    git(tmp_path, "commit", "-qam", "y")
    assert recorded(tmp_path, changed, DAY) == (set(), [])
    assert [change.was for change in history.load(tmp_path, PATH)[0]] == ["a) premier"]


def test_where_the_old_words_are_lost_the_registry_stays_and_says_so(tmp_path: Path) -> None:
    publish(tmp_path, sample_report())
    changed = sample_report(WRITTEN.replace("premier", "second"))
    (tmp_path / f"docs/{PATH}.md").unlink()
    before = registry.load(tmp_path, PATH)[0].hashes["par-1.a"]
    assert recorded(tmp_path, changed, DAY) == ({"par-1.a"}, ["A106 4"])
    assert registry.load(tmp_path, PATH)[0].hashes["par-1.a"] == before
    assert history.load(tmp_path, PATH) == ([], [])


@pytest.mark.parametrize("line", ["no json", '{"anchor": "par-1"}', "[]"])
def test_a_line_that_is_not_a_change(tmp_path: Path, line: str) -> None:
    file = tmp_path / history.file_of(PATH)
    file.parent.mkdir(parents=True)
    file.write_text(line + "\n", encoding="utf-8")
    assert [diagnostic.code for diagnostic in history.load(tmp_path, PATH)[1]] == ["A105"]


def test_words_that_were_never_published_are_not_old_words(tmp_path: Path) -> None:
    publish(tmp_path, sample_report())
    recorded(tmp_path, sample_report(WRITTEN.replace("premier", "second")), DAY)
    file = tmp_path / history.file_of(PATH)
    file.write_text(file.read_text(encoding="utf-8").replace("premier", "dernier"), encoding="utf-8")
    assert [diagnostic.code for diagnostic in history.load(tmp_path, PATH)[1]] == ["A105"]


def test_the_page_says_what_was_corrected_and_answers_for_old_addresses(tmp_path: Path) -> None:
    publish(tmp_path, sample_report())
    changed = sample_report(WRITTEN.replace("premier", "second"))
    recorded(tmp_path, changed, date(2044, 3, 1))
    file = tmp_path / registry.file_of(PATH)
    file.write_text(file.read_text(encoding="utf-8") + "par-9 -> par-1\n", encoding="utf-8")
    changes, _ = history.load(tmp_path, PATH)
    standing = published(registry.load(tmp_path, PATH)[0], changes)
    assert standing == {"par-1.a": Published("2044-03-01"), "par-1": Published(also=("par-9",))}
    html = to_html(report_body.body(changed, nowhere, {}, standing), CONFIGURATION)
    assert '<span id="par-9" data-chrome' in html
    assert 'href="#avant-par-1.a"' in html
    assert json.loads(json.dumps(corrections(changed, changes))) == {
        "corrections": [
            {
                "anchor": "par-1.a",
                "label": "par. 1 a)",
                "day": "2044-03-01",
                "day_text": "1er mars 2044",
                "was": "a) premier",
            }
        ]
    }


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("a b c d e f", "a b c x e f", "“b c d e f” is now “b c x e f”"),
        ("a b", "a b c", "“a b” is now “a b c”"),
        ("a a a", "a a", "“a a a” is now “a a”"),
        ("", "a b", "now “a b”"),
        ("a", "", "“a” is now “”"),
        (" ".join("abcdefgh" * 4), "x", f"“{' '.join('abcdefgh' * 3)} …” is now “x”"),
    ],
)
def test_a_change_in_words(was: str, now: str, told: str) -> None:
    assert history.in_words(was, now) == told
