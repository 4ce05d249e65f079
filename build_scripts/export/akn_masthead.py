"""The masthead in Akoma Ntoso: cover page and preface. Each element encloses exactly its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from lxml import etree

from ..core.model import Block, Kind
from ..core.organs import organs
from ..core.settings import types
from ..core.signs import COMMAS
from ..core.text import without_calls
from ..sources.masthead_values import organ_named, parse_date, parse_languages, parse_session
from ..structure.named_types import is_titled_by_item
from ..structure.structure_words import vocabulary
from .akn_addresses import named
from .akn_classes import organ_actor, table
from .akn_nodes import element, plain
from .akn_words import Span, Words, trimmed
from .authorship import Author

_ELEMENTS = ("docAuthority", "docNumber", "docDate", "docTitle", "docType", "session", "ref")
# What of a line is days: `18-22 mai 2020`, `2020年5月18日至22`; not `Vienne`.
_DAYS = re.compile(r"\d(?:.*\d)?")
# A word behind a day: ` года` of `16 декабря 2021 года, 10 ч`; not `, 10`.
_WORD_BEHIND = re.compile(r" [^\W\d_]+\.?")
AGENDA_ITEM = "agendaItem"
"""Id of what stands for the agenda item in `references`."""


class Masthead:
    """Writes the masthead of a report."""

    def __init__(self, words: Words, author: Author) -> None:
        record = words.writing.record
        self._words = words
        self._author = author
        self._document = record.report.document
        self._blocks = [block for block in record.report.blocks if block.kind is Kind.MASTHEAD]
        self._language = record.language
        self.organs: dict[str, str] = {}
        """Keys of the organs that it names beside the one that the document is of, by their ids in `references`."""

    @property
    def agenda_item(self) -> str:
        """The words that name the agenda item; empty where none are printed."""
        texts = [block.text for block in self._blocks if block.role == "agenda-item"]
        return plain(texts[0].string[slice(*trimmed(texts[0], 0, len(texts[0].string)))]) if texts else ""

    def cover(self, node: etree._Element) -> None:
        """The cover page, where there is anything to stand on it."""
        if blocks := [block for block in self._blocks if block.role in table().cover]:
            page = element(node, "coverPage")
            identity = self._words.writing.ids.named(self._words.identity("masthead"))
            self._write(element(page, "container", name="masthead", eId=identity), blocks, identity)

    def preface(self, node: etree._Element) -> None:
        """The lines of the preface; empty where none are printed: no text is put in that the document hasn't."""
        self._write(
            node, [block for block in self._blocks if block.role not in table().cover], self._words.identity("preface")
        )

    def _write(self, node: etree._Element, blocks: Sequence[Block], above: str) -> None:
        for block in blocks:
            self._words.enclosed(node, block.text, self._spans(block), above)

    def _spans(self, block: Block) -> list[Span]:
        string = block.text.string
        name = {**table().cover, **table().preface}.get(self._role(block), "")
        start, end = 0, len(string)
        attributes: dict[str, str] = {}
        if name in ("docType", "docTitle"):
            return self._typed(string) if name == "docType" else self._titled(string)
        if name == "docDate":
            return dated(string, self._language)
        if name in ("languageOfExpression", "originalLanguage"):
            start, end = _shortest(string, parse_languages)
        elif name == "place":
            start, end = _placed(string)
        elif name == "docAuthority":
            attributes = self._authority(block)
        elif name == "session" and (number := parse_session(string, self._language)):
            attributes = {"value": str(number[0])}
        elif name == "ref":
            attributes = {"href": f"#{self._words.identity(AGENDA_ITEM)}"}
        if name in _ELEMENTS:
            return [(start, end, name, attributes)]
        return [(start, end, "inline", {"name": name})] if name else []

    def _role(self, block: Block) -> str:
        """The role of a line. A letter prints no title but that of its agenda item."""
        roles = {one.role for one in self._blocks}
        of_item = block.role == "title" and is_titled_by_item(self._document.type, roles)
        return "agenda-title" if of_item else block.role

    def _authority(self, block: Block) -> dict[str, str]:
        if block.role == "emblem":
            return {"refersTo": f"#{self._words.identity('un')}"}
        organ = organ_named(without_calls(block.text).string, self._language)
        if not organ:
            return {}
        name = "organ" if organ == self._document.organ else f"organ_{organ_actor(organ)}"
        if name != "organ":
            self.organs[name] = organ
        return {"refersTo": f"#{self._words.identity(name)}"}

    def _typed(self, string: str) -> list[Span]:
        """« Rapport du Secrétaire général », « Résolution adoptée par l’Assemblée générale le 19 décembre 2023 »: the
        words that name the author, the type, a day and the organ."""
        organ = self._document.organ
        said = types().get(self._document.type, {}).get(self._language, {}).get("says")
        names = organs()[organ].called(self._language) if organ in organs() else ()
        found: list[Span] = [
            *self._proponents(string),
            (*_place(string, map(str, said) if isinstance(said, list) else ()), "docType", {}),
            *dated(string, self._language),
            (*_place(string, names), *self._named("docAuthority", "organ")),
        ]
        spans: list[Span] = []
        for span in found:
            if span[0] < span[1] and not any(_meet(span, other) for other in spans):
                spans.append(span)
        return sorted(spans, key=lambda span: span[0]) or [(0, len(string), "docType", {})]

    def _proponents(self, string: str) -> Iterator[Span]:
        """Those who are named as authors, one after the other: « Niger, Nigeria »."""
        tag, reached = "docCommittee" if self._author.organ else "docProponent", 0
        for identity, name in named(self._words.writing.record, self._author).items():
            start, end = _place(string[reached:], [name])
            if start < end:
                yield (reached + start, reached + end, *self._named(tag, identity))
                reached += end

    def _named(self, tag: str, name: str) -> tuple[str, dict[str, str]]:
        return tag, {"refersTo": f"#{self._words.identity(name)}"}

    def _titled(self, string: str) -> list[Span]:
        """A title; that of a resolution behind its number, « 78/190. Droits des migrants »."""
        number = self._words.writing.address.printed
        begins = string.find(number) if number and number != self._document.symbol else -1
        behind = string[begins + len(number) :].lstrip(" .。-–") if begins >= 0 else ""
        apart = behind and string[begins + len(number)] in " .。"
        if not apart or (begins and string[begins - 1] != " "):
            return [(0, len(string.rstrip("".join((" ", *COMMAS)))), "docTitle", {})]
        start = len(string) - len(behind)
        return [(begins, begins + len(number), "docNumber", {}), (start, len(string), "docTitle", {})]


def dated(string: str, language: str) -> list[Span]:
    """The day that a line names, around exactly its words; nothing where it names none."""
    day = parse_date(string, language)
    if day is None:
        return []
    start, end = _shortest(string, lambda words: parse_date(words, language))
    # « 16 декабря 2021 года »: a word behind the year is a part of the day, where that is whole with it.
    behind = _WORD_BEHIND.match(string, end)
    if behind and dict(vocabulary(language).masthead)["date"].fullmatch(string[start : behind.end()]):
        end = behind.end()
    return [(start, end, "docDate", {"date": day.isoformat()})]


def _placed(string: str) -> tuple[int, int]:
    """Where a line names a place, beside the days of which it may say no more: « Vienne, 18-22 mai 2020 », 维也纳 in
    « 2020年5月18日至22日，维也纳 »; nowhere, (0, 0)."""
    days = _DAYS.search(string)
    if days is None:
        return 0, len(string)
    end = max(string.rfind(sign, 0, days.start()) for sign in COMMAS)
    if end > 0:
        return 0, end
    behind = [place for sign in COMMAS if (place := string.find(sign, days.end())) >= 0]
    return (min(behind) + 1, len(string)) if behind else (0, 0)


def _place(string: str, names: Iterable[str]) -> tuple[int, int]:
    """Where the longest of some names that a line has stands in it; nowhere, (0, 0)."""
    folded = string.lower()
    if len(folded) != len(string):
        return 0, 0
    fitting = [(len(name), folded.find(name.lower())) for name in names if name and name.lower() in folded]
    length, place = max(fitting, default=(0, 0))
    return place, place + length


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shortest(string: str, read: Callable[[str], object]) -> tuple[int, int]:
    """The shortest stretch of a line that says the same as all of it: « 3 mars 2020 » of « Mardi 3 mars 2020 »."""
    start, end = 0, len(string)
    whole = read(string)
    while end - start > 1 and read(string[start + 1 : end]) == whole:
        start += 1
    while end - start > 1 and read(string[start : end - 1]) == whole:
        end -= 1
    return start, end
