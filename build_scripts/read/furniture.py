"""Page furniture that shows itself by its words: rules, page and job numbers, running heads.

The patterns are data (data/furniture.toml, with words of each language's structure.toml); what they catch is recorded
with its reason, never dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import pairwise

from ..core.data_files import DATA, read_data
from ..core.language import FOLDER, languages
from .endings import is_closed
from .lines import URL, Line

_MASTHEAD_LINES = 8
_HEAD_LINES = 3
_SHORTEST_PAGE = 4  # Lines between two page numbers, at least.
_RUNS = 4  # Of numbers, the last ones that a number may go on: between two pages a table may have numbers of its own.
_LONGEST = 80
_LONGEST_HEAD = 200  # Of a page of a verbatim record, with the title of its agenda item.
_LONGEST_NOTE = 12  # Lines from one note's number to the next, at most.
# The rule above the notes of a page: `_____`, `——`; not `__`, `---`.
_NOTE_RULE = re.compile(r"_{5,}|—{2,}|–{3,}")
# The first line of a note: `12 Ibid.`, `** Voir`; not `12. Le`, `Ibid.`.
_NOTE = re.compile(r"(?:\d{1,3}|\*{1,4}) ")
_YEARS = range(1900, 2100)
# When a text was translated and printed: `070520 080520`; not `7 mai 2020`.
_PRINTED_ON = re.compile(r"\d{6}(?: +\d{6})*")


@cache
def meanings() -> dict[str, str]:
    """Reason → what it means, in words."""
    return {reason: entry["meaning"] for reason, entry in read_data(DATA / "furniture.toml").table.items()}


@cache
def of_pages() -> frozenset[str]:
    """The reasons that only a text of pages has."""
    return frozenset(reason for reason, entry in read_data(DATA / "furniture.toml").table.items() if "pages" in entry)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Reason → pattern that a whole line must match, for the reasons that have one."""
    file = read_data(DATA / "furniture.toml")
    words = [read_data(FOLDER / code / "structure.toml").table["furniture"] for code in languages()]
    page = "|".join(entry["page"].replace("{}", r"(\d{1,4})") for entry in words).replace(" ", "[ ]")
    recycle = f"(?:{'|'.join(entry['recycle'] for entry in words)})"
    return {
        reason: file.pattern(f"{reason}.line", entry["line"].replace("{page}", page).replace("{recycle}", recycle))
        for reason, entry in file.table.items()
        if "line" in entry
    }


# The signs of emphasis: `**A/76/463**`, `_12/34_`; not `<page_number>`, `2 * 3`.
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")


def plain(line: str) -> str:
    """A line without the emphasis that Markdown or OCR put around it."""
    return _EMPHASIS.sub("", line) if "*" in line or "_" in line else line


def page_marks(lines: Sequence[Line]) -> dict[int, str]:
    """Index of each line that is page furniture → reason.

    A line that holds only a symbol is a running head where it is the document's own or returns, or, in a document
    that doesn't state its own, where it stands beside a page or job number and ends no sentence; a line that holds only
    a number is a page number where such numbers go up through the text, and the label of a note under a rule.
    """
    marks: dict[int, str] = {}
    doubtful: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        reason, doubt = _words_show(line)
        if reason:
            marks[index] = reason
        elif doubt:
            doubtful[doubt].append(index)
    for index in doubtful["printed-on"]:
        if any(marks.get(j) == "job-number" for j in (index - 1, index + 1)):
            marks[index] = "job-number"
    marks |= _running_heads(lines, doubtful["symbol"], marks)
    labels = _note_labels(lines, doubtful["number"])
    marks |= _page_numbers(lines, doubtful["number"], labels, marks)
    return marks | _repeated(lines, marks, labels - marks.keys())


def _words_show(line: Line) -> tuple[str, str]:
    """The reason why a line is furniture, where its words alone show it, and else what it may be."""
    kinds = patterns()
    words = " ".join(plain(line.string).split())
    head = kinds["running-head"].fullmatch(words) if "/" in words and len(words) <= _LONGEST_HEAD else None
    if head and head["record"]:
        return "running-head", ""
    if len(words) > _LONGEST:
        return "", ""
    if (page := kinds["page-number"].fullmatch(words)) and _possible(page):
        return "page-number", ""
    if kinds["job-number"].fullmatch(words) or kinds["job-number"].fullmatch(line.string):
        return "job-number", ""
    if head or _PRINTED_ON.fullmatch(words):
        return "", "symbol" if head else "printed-on"
    return "", "number" if words.isdecimal() and len(words) <= 4 and int(words) not in _YEARS else ""


def _possible(page: re.Match[str]) -> bool:
    """« 3/17 » can be a page, « 76/12 » can't: no page comes after the last."""
    numbers = [int(number) for number in page.groups() if number]
    return numbers == sorted(numbers)


def _running_heads(lines: Sequence[Line], symbols: list[int], marks: dict[int, str]) -> dict[int, str]:
    # The first lines are the masthead, where the symbol is the document's own statement, unless a page number is near.
    stated = {plain(lines[i].string) for i in symbols if i < _MASTHEAD_LINES}
    symbols = [i for i in symbols if i >= _MASTHEAD_LINES or "page-number" in (marks.get(i - 1), marks.get(i + 1))]
    words = {i: plain(lines[i].string) for i in symbols}
    counts = Counter(words.values())
    heads: dict[int, str] = {}
    for i in symbols:
        beside = any(j in marks for j in (i - 2, i - 1, i + 1, i + 2))
        kin = any(_kin(words[i], symbol) for symbol in stated) if beside else words[i] in stated
        if kin or counts[words[i]] > 2 or (beside and not stated and not _goes_on(lines, i, marks)):
            heads[i] = "running-head"
    return heads


def _kin(symbol: str, stated: str) -> bool:
    """One symbol is the other with an addition: « A/76/463 », « A/76/463/Rev.1 »; either half of a joint symbol."""
    return any(
        longer == shorter or longer.startswith((f"{shorter}/", f"{shorter}-"))
        for longer, shorter in ((symbol, stated), (stated, symbol))
    )


def _goes_on(lines: Sequence[Line], index: int, marks: dict[int, str]) -> bool:
    """It stands at a page's foot, below text that no full stop ends: « Voir le rapport du Secrétaire général, »; the
    addresses that an extractor lists there aren't text."""
    above = index - 1
    while above >= 0 and URL.fullmatch(lines[above].string):
        above -= 1
    return above >= 0 and marks.keys().isdisjoint((above - 1, above)) and not is_closed(lines[above].string)


def _repeated(lines: Sequence[Line], marks: dict[int, str], labels: Set[int]) -> dict[int, str]:
    """Other lines of a running head (the document's title, say): they stand beside page furniture three times or
    more, and hardly anywhere else, one line after another. Rules and notes (« Ibid. ») aren't, however often."""
    repeated: dict[int, str] = {}
    if not marks:
        return repeated
    everywhere = Counter(line.string for line in lines)
    excluded = set(marks) | labels | {i + 1 for i in labels} | _rules_and_notes(lines, marks)
    edge = set(marks)
    for _ in range(_HEAD_LINES):
        beside = {
            i for j in edge for i in (j - 1, j + 1) if 0 <= i < len(lines) and i not in excluded and i not in repeated
        }
        counts = Counter(lines[i].string for i in beside)
        heads = {string for string, n in counts.items() if n > 2 and n > 0.7 * everywhere[string]}
        edge = {i for i in beside if lines[i].string in heads and i >= _MASTHEAD_LINES}
        repeated |= dict.fromkeys(edge, "running-head")
    return repeated


def _rules_and_notes(lines: Sequence[Line], marks: dict[int, str]) -> set[int]:
    """Rules, and the first lines of notes below them on the same page."""
    rule = patterns()["page-rule"]
    indexes: set[int] = set()
    under = False
    for index, line in enumerate(lines):
        under = under and index not in marks and not line.form_feed
        if rule.fullmatch(line.string):
            indexes.add(index)
            under = under or bool(_NOTE_RULE.fullmatch(line.string))
        elif under and _NOTE.match(line.string):
            indexes.add(index)
    return indexes


def _note_labels(lines: Sequence[Line], numbers: Sequence[int]) -> set[int]:
    """Lone numbers that are the labels of notes: the first stands under the rule of the notes, each other is the
    next number of the same page. What ends a page isn't one."""
    labels: set[int] = set()
    last, before = 0, -_LONGEST_NOTE - 1
    for index in numbers:
        value = int(plain(lines[index].string))
        under = index > 0 and _NOTE_RULE.fullmatch(lines[index - 1].string)
        ends = index + 1 == len(lines) or lines[index + 1].form_feed
        if not ends and (under or (value == last + 1 and index - before <= _LONGEST_NOTE)):
            labels.add(index)
            last, before = value, index
    return labels


def _page_numbers(lines: Sequence[Line], numbers: list[int], labels: Set[int], marks: dict[int, str]) -> dict[int, str]:
    """Lone numbers that each follow the one before by one (or two: even and odd pages), three at least."""
    values = {i: int(plain(lines[i].string)) for i in numbers}
    numbers = [i for i in numbers if i not in labels]
    runs: list[list[int]] = []
    for index in numbers:
        run: list[int] = []
        for number in range(len(runs) - 1, max(len(runs) - 1 - _RUNS, -1), -1):
            if 1 <= values[index] - values[runs[number][-1]] <= 2 and index - runs[number][-1] > _SHORTEST_PAGE:
                run = runs.pop(number)
                break
        run.append(index)
        runs.append(run)
    pages = [run for run in runs if len(run) >= 3]
    noted = sorted(labels)
    indexes = {i for run in pages for i in (*run, *_missing(run, noted, values))}
    indexes |= {i for i in numbers if any(j in marks for j in (i - 1, i + 1))}
    return dict.fromkeys(indexes, "page-number")


def _missing(run: list[int], labels: list[int], values: dict[int, int]) -> Iterator[int]:
    """Numbers that a run of pages lacks because they seemed to be labels, the last of their notes: page 4 below its
    notes 1, 2 and 3."""
    gaps = [(low, high) for low, high in pairwise(run) if values[high] - values[low] == 2]
    if 2 * len(gaps) >= len(run) - 1:
        return
    for low, high in gaps:
        between = labels[bisect_right(labels, low) : bisect_left(labels, high)]
        following = [*(values[i] for i in between[1:]), 0]
        missing = values[low] + 1
        fitting = [i for i, after in zip(between, following, strict=False) if values[i] == missing != after - 1]
        if len(fitting) == 1:
            yield fitting[0]
