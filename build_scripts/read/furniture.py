"""Page furniture that shows itself by its words: rules, page and job numbers, running heads.

The patterns are data (data/furniture.toml); what they catch is recorded with its reason, never dropped.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from ..settings import DATA
from .lines import Line

_MASTHEAD_LINES = 8
_HEAD_LINES = 3
_SHORTEST_PAGE = 4  # Lines between two page numbers, at least.
_LONGEST = 80
_LONGEST_NOTE = 12  # Lines from one note's number to the next, at most.
_PRINTED_ON = re.compile(r"\d{6}(?: +\d{6})*")  # « 070520 080520 »: when a text was translated and printed.


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Reason → pattern that a whole line must match, for the reasons that have one."""
    table = tomllib.loads((DATA / "furniture.toml").read_text(encoding="utf-8"))
    return {reason: re.compile(entry["line"]) for reason, entry in table.items() if "line" in entry}


def plain(line: str) -> str:
    """A line without the emphasis that Markdown or OCR put around it."""
    return re.sub(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}", "", line) if "*" in line else line


def page_marks(lines: Sequence[Line]) -> dict[int, str]:
    """Index of each line that is page furniture → reason.

    A line that holds only a symbol is a running head where it stands beside a page or job number, or
    where it returns; a line that holds only a number is a page number where such numbers go up through the text.
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
    marks |= _page_numbers(lines, [i for i in doubtful["number"] if i not in labels], marks)
    return marks | _repeated(lines, marks)


def _words_show(line: Line) -> tuple[str, str]:
    """The reason why a line is furniture, where its words alone show it, and else what it may be."""
    kinds = patterns()
    words = " ".join(plain(line.string).split()) if "  " in line.string else plain(line.string)
    if len(words) > _LONGEST:
        return "", ""
    if kinds["page-number"].fullmatch(words) and _possible_page(words):
        return "page-number", ""
    if kinds["job-number"].fullmatch(words) or kinds["job-number"].fullmatch(line.string):
        return "job-number", ""
    if kinds["running-head"].fullmatch(words):
        return "", "symbol"
    if _PRINTED_ON.fullmatch(words):
        return "", "printed-on"
    return "", "number" if words.isdecimal() and len(words) <= 4 else ""


def _possible_page(words: str) -> bool:
    """« 3/17 » can be a page, « 76/12 » cannot: no page comes after the last."""
    ratio = re.search(r"(?<!\S)(\d{1,4}) ?/ ?(\d{1,4})(?!\S)", words)
    return ratio is None or int(ratio[1]) <= int(ratio[2])


def _running_heads(lines: Sequence[Line], symbols: list[int], marks: dict[int, str]) -> dict[int, str]:
    # The first lines are the masthead, where the symbol is the document's own statement, unless a page number is near.
    own = {plain(lines[i].string) for i in symbols if i < _MASTHEAD_LINES}
    symbols = [i for i in symbols if i >= _MASTHEAD_LINES or "page-number" in (marks.get(i - 1), marks.get(i + 1))]
    counts = Counter(plain(lines[i].string) for i in symbols)
    beside = {i for i in symbols if any(j in marks for j in (i - 2, i - 1, i + 1, i + 2))}
    words = {i: plain(lines[i].string) for i in symbols}
    return {i: "running-head" for i in symbols if i in beside or words[i] in own or counts[words[i]] > 2}


def _repeated(lines: Sequence[Line], marks: dict[int, str]) -> dict[int, str]:
    """Other lines of a running head (the document's title, say): they stand beside page furniture three times or
    more, and hardly anywhere else, one line after another."""
    found: dict[int, str] = {}
    if not marks:
        return found
    everywhere = Counter(line.string for line in lines)
    edge = set(marks)
    for _ in range(_HEAD_LINES):
        beside = [i for j in edge for i in (j - 1, j + 1) if 0 <= i < len(lines) and i not in marks and i not in found]
        counts = Counter(lines[i].string for i in set(beside))
        heads = {string for string, n in counts.items() if n > 2 and n > 0.7 * everywhere[string]}
        edge = {i for i in beside if lines[i].string in heads and i >= _MASTHEAD_LINES}
        found |= dict.fromkeys(edge, "running-head")
    return found


def _note_labels(lines: Sequence[Line], numbers: Sequence[int]) -> set[int]:
    """Lone numbers that are the labels of notes: the first stands under the rule of the notes, each other is the
    next number of the same page."""
    labels: set[int] = set()
    last = 0
    for index in numbers:
        value = int(plain(lines[index].string))
        under = index > 0 and lines[index - 1].string.startswith("_____")
        if under or (labels and value == last + 1 and index - max(labels) <= _LONGEST_NOTE):
            labels.add(index)
            last = value
    return labels


def _page_numbers(lines: Sequence[Line], numbers: list[int], marks: dict[int, str]) -> dict[int, str]:
    """Lone numbers that each follow the one before by one (or two: even and odd pages), three at least."""
    runs: list[list[int]] = []
    for index in numbers:
        value = int(plain(lines[index].string))
        for run in runs[-4:]:
            if 1 <= value - int(plain(lines[run[-1]].string)) <= 2 and index - run[-1] > _SHORTEST_PAGE:
                run.append(index)
                break
        else:
            runs.append([index])
    found = {i: "page-number" for run in runs if len(run) >= 3 for i in run}
    found |= {i: "page-number" for i in numbers if any(j in marks for j in (i - 1, i + 1))}
    return found
