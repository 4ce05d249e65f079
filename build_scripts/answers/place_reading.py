"""Reading: the passage that a reference or an address names, with its items, its notes and, on demand, its
neighbours; and what the site knows of references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import referring
from .passage_given import Passage, at, passage
from .site_answering import NoAnswer, Site

NEIGHBOURS = 20
"""Passages before and after, at most."""
MOST = 80
"""Passages of one reading, at most."""
LONGEST = 2_000
"""Characters of a reference to read."""


@dataclass(frozen=True)  # Without slots: mcp takes those for values of the fields.
class Reading:
    """A place that was read."""

    citation: str
    """Of the whole: « A/76/463, par. 12 à 15 »."""
    permalink: str
    passages: list[Passage]
    """All that the place has, in the document's order: a paragraph with its items, a section, a part, a document."""
    before: list[Passage]
    after: list[Passage]
    notes: list[Passage]
    """The notes that these passages call."""
    rest: str
    """Address of the next passage of the place where it is too long for one answer; else empty."""
    official: str
    """Address of the official document; empty where none is known."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reference, and what the archive knows of it."""

    words: str
    """The words of the text that name the document, or the place too."""
    status: str
    """`held`; `no such place`: the archive has the document, and this hasn't the place; `not held`: the archive
    doesn't have it; `unclear`: several documents may be meant, and none is chosen."""
    symbol: str
    """Of the document that is meant, as the United Nations writes it, without spaces; empty where it has none."""
    candidates: list[str]
    """Symbols of the documents that may be meant, where it is unclear."""
    pinpoint: str
    """The place as printed: « par. 12 »."""
    citation: str
    """Of a document held, how the archive cites it, or the place in it that it has."""
    permalink: str
    """Of the same; empty where the archive doesn't have the document."""
    title: str
    official: str
    """Address of the official document; empty where none is known."""
    page: str
    """Of a document that the archive only cites: its page there, with every paragraph that cites it."""


@dataclass(frozen=True)  # Without slots: mcp takes those for values of the fields.
class Resolutions:
    """What a text refers to."""

    references: list[Resolved]
    """All that were read, in the order of the text."""
    unread: list[str]
    """What looks like a reference and can't be told, and why; where nothing at all was read."""


def resolve(site: Site, text: str, language: str) -> Resolutions:
    """Every reference of a text. Raises NoAnswer for an empty text, or one that is too long."""
    if not text.strip():
        raise NoAnswer("there is nothing to resolve: give a reference, such as “E/CN.15/2020/8, par. 12”")
    referring.refuse_long(text)
    found, unread = referring.answers(site, text, language)
    return Resolutions([resolved(site, text, one) for one in found], unread)


def resolved(site: Site, text: str, answer: referring.Answer) -> Resolved:
    """An answer in the words of the archive."""
    reference = answer.reference
    row = site.documents.get(reference.path)
    citation, permalink = _cited(site, answer) if row else ("", "")
    return Resolved(
        words=text[reference.start : reference.end],
        status=answer.status,
        symbol=reference.key,
        candidates=list(reference.candidates),
        pinpoint=reference.pin,
        citation=citation,
        permalink=permalink,
        title=row["title"] if row else "",
        official=answer.official,
        page=answer.page,
    )


def _cited(site: Site, answer: referring.Answer) -> tuple[str, str]:
    """How the place that an answer leads to is cited, and its permalink."""
    path = answer.reference.path
    row = site.documents[path]
    if answer.last:
        return span(site, path, answer.anchor, answer.last)
    if answer.anchor:
        block = at(site, path, answer.anchor)
        return block.citation, block.permalink
    return row["reference"], row["url"]


def span(site: Site, path: str, first: str, last: str) -> tuple[str, str]:
    """How a range of places is cited, and its permalink."""
    url = site.documents[path]["url"]
    return referring.range_citation(site, path, first, last), f"{url}#{first}--{last}"


def read(site: Site, place: str, neighbours: int, language: str) -> Reading:
    """The place that a reference or an address names. Raises NoAnswer where it names none that the site has, or
    several."""
    answer = only(site, place, language)
    path = answer.reference.path
    blocks, numbers = site.report(path), site.numbers(path)
    first = numbers[answer.anchor] if answer.anchor else 0
    end = _end(blocks, max(first, numbers[answer.last]) if answer.last else first) if answer.anchor else len(blocks)
    shown, around = min(end, first + MOST), max(0, min(neighbours, NEIGHBOURS))
    citation, permalink = _cited(site, answer)
    return Reading(
        citation=citation,
        permalink=permalink,
        passages=[passage(site, path, block) for block in blocks[first:shown]],
        before=[passage(site, path, block) for block in blocks[max(0, first - around) : first]],
        after=[passage(site, path, block) for block in blocks[end : end + around]],
        notes=_notes(site, path, blocks[first:shown]),
        rest=blocks[shown]["url"] if shown < end else "",
        official=answer.official,
    )


def only(site: Site, place: str, language: str) -> referring.Answer:
    """The one place that a reference names. Raises NoAnswer."""
    if not place.strip() or len(place) > LONGEST:
        raise NoAnswer("give one reference or address, such as “E/CN.15/2020/8, par. 12” or “fr/E/CN.15/2020/8#par-12”")
    found, unread = referring.answers(site, place, language)
    if len(found) != 1:
        told = "; ".join(unread) or (
            f"it has {len(found)} references: read one at a time" if found else "no reference is read in it"
        )
        raise NoAnswer(f"“{place}” can't be opened: {told}")
    [answer] = found
    if answer.status == referring.HELD:
        return answer
    name = answer.reference.key or ", ".join(answer.reference.candidates)
    if answer.status == referring.NO_PLACE:
        near = f"; nearest: {_cited(site, answer)[1]}" if answer.anchor else ""
        raise NoAnswer(
            f"the archive has {name or answer.reference.path}, "
            f"and no {answer.reference.pin or answer.reference.fragment} in it{near}"
        )
    where = f"; the official document: {answer.official}" if answer.official else ""
    unclear = answer.status == referring.UNCLEAR
    raise NoAnswer(f"“{place}” may be one of several: {name}" if unclear else f"the archive doesn't have {name}{where}")


def _end(blocks: Sequence[Mapping[str, Any]], number: int) -> int:
    """Where a place ends: a paragraph with its items, a section before the next of its rank, a part as a whole."""
    block, end = blocks[number], number + 1
    inner = f"{block['anchor']}."
    for place in range(number + 1, len(blocks)):
        other = blocks[place]
        if (block["kind"] == "heading" and _is_below(block, other)) or other["anchor"].startswith(inner):
            end = place + 1
        elif other["kind"] != "note" or block["kind"] == "note":
            break
    return end


def _is_below(heading: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a passage behind a heading still stands below it."""
    if other["part"] != heading["part"] or other["kind"] == "part-title":
        return False
    return bool(other["kind"] != "heading" or other["level"] > heading["level"])


def _notes(site: Site, path: str, blocks: Sequence[Mapping[str, Any]]) -> list[Passage]:
    """The notes that passages call, each once, but those that are among them."""
    shown = {block["anchor"] for block in blocks}
    called = dict.fromkeys(note for block in blocks for note in block["notes"] if note not in shown)
    return [at(site, path, note) for note in called]
