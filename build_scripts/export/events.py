"""What happened to a report since it was published, as feeds and alerts tell it: since when its places cite what they
cite, and what was corrected. All days are those on record (published/registry.py, published/history.py), so that
nothing hangs on the day of a build."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import islice

from ..core.model import Citation
from ..core.value import value
from ..published import registry
from ..published.history import Change
from .description import Record, Row

CORRECTIONS = 50
"""The most corrections of a document that are told, the newest."""
_AROUND, _MOST = 8, 40
"""Words around a correction, and the most words of what was replaced, or replaces it."""


@value(frozen=True, slots=True)
class Correction:
    """A correction of a published text."""

    day: date
    anchor: str
    label: str
    """How the place is cited in its document."""
    was_sha256: str
    changed: str
    """The old and the new words with some around them, as HTML."""


@value(frozen=True, slots=True)
class Events:
    """What happened to a report."""

    identity: str
    """The path, with its language, under which it was first on record: its own, or that of an alias."""
    first: str
    """Day on which it was; empty where it isn't on record."""
    since: Mapping[tuple[str, str], str]
    """Since which day a place cites a key, by anchor and key, where that isn't `first`; empty for a place that isn't on
    record."""
    corrections: tuple[Correction, ...]
    """The newest first."""

    def cites_since(self, anchor: str, key: str) -> str:
        """Day on which a place was first on record with the words that cite."""
        return self.since.get((anchor, key), self.first)


def events(record: Record, standing: registry.Registry, former: Mapping[str, registry.Registry]) -> Events:
    """What happened to a report; `standing` is what is on record of it, `former` the same of the paths that it
    may have been on record under before."""
    days: dict[str, str] = dict(standing.dates)
    for before in former.values():
        days |= {anchor: min(day, days.get(anchor, day)) for anchor, day in before.dates.items()}
    first = min(days.values(), default="")
    of_path = {path: min(before.dates.values(), default="9999") for path, before in former.items()}
    oldest = min(of_path, key=lambda path: of_path[path], default="")
    identity = oldest if oldest and of_path[oldest] <= first else record.path
    # A place that an old address leads to was there before it had its own.
    days |= dict.fromkeys(standing.aliases.values(), first)
    since = {
        place: day for row in record.rows for place, day in _citing_days(row, days.get(row.anchor, "")) if day != first
    }
    corrections = sorted(_corrections(record.rows), key=lambda correction: correction.day, reverse=True)
    return Events(identity, first, since, tuple(islice(corrections, CORRECTIONS)))


def _citing_days(row: Row, published: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Since which day a block cites each key: that on which it was first on record, or on which a correction brought
    words that its text didn't have before."""
    days: dict[str, str] = {}
    for text in row.block.texts:
        for mark in text.marks:
            if isinstance(mark, Citation):
                words = registry.normal(text.string[mark.start : mark.end])
                brought = (change.day.isoformat() for change in row.changes if words not in change.was)
                day = max(brought, default=published)
                days[mark.key] = min(day, days.get(mark.key, day))
    for key, day in days.items():
        yield (row.anchor, key), day


def _corrections(rows: Sequence[Row]) -> Iterator[Correction]:
    for row in rows:
        # Each correction's new words are the next one's old words.
        words = [*(change.was for change in row.changes), row.text]
        for change, now in zip(row.changes, words[1:], strict=True):
            yield _correction(row, change, now)


def _correction(row: Row, change: Change, now: str) -> Correction:
    return Correction(change.day, row.anchor, row.locator, change.was_sha256, "".join(_changed(change.was, now)))


def _changed(was: str, now: str) -> Iterator[str]:
    """What has changed, as HTML, between the first and the last word that differ."""
    old, new = was.split(), now.split()
    blocks = SequenceMatcher(None, old[:2000], new[:2000], autojunk=False).get_opcodes()
    shown = 0
    for number, (kind, start, end, begin, stop) in enumerate(blocks):
        if kind == "equal":
            yield _kept(old[start:end], begins=number == 0, ends=number == len(blocks) - 1)
        else:
            shown += end - start + stop - begin
            yield from _marked("del", old[start:end])
            yield from _marked("ins", new[begin:stop])
        if shown > 2 * _MOST:
            yield "…"
            return


def _kept(words: list[str], *, begins: bool, ends: bool) -> str:
    if len(words) <= 2 * _AROUND and not (begins or ends):
        return html.escape(" ".join(words)) + " "
    head = [] if begins else words[:_AROUND]
    tail = [] if ends else words[-_AROUND:]
    left_out = len(words) > len(head) + len(tail)
    return " ".join([*map(html.escape, head), *(["…"] if left_out else []), *map(html.escape, tail), ""])


def _marked(tag: str, words: list[str]) -> Iterator[str]:
    if words:
        cut = " …" if len(words) > _MOST else ""
        yield f"<{tag}>{html.escape(' '.join(words[:_MOST]))}{cut}</{tag}> "
