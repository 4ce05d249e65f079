"""Atom (RFC 4287), written as text: an archive has as many feeds as it has cited documents, and a tree for each would
take ten times as long."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from datetime import date

from ..core.settings import archive
from ..core.value import value
from ..write.catalogue import language_of_lists
from .akn_nodes import xml

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
_NEVER = date(1970, 1, 1)
"""When a feed changed of which nothing is on record: Atom requires a moment, and programs that count from this one
can't read an earlier."""


@value(frozen=True, slots=True)
class Entry:
    """What happened, once."""

    identity: str
    """An address (RFC 4287, 4.2.6) that no other entry has, and that stays."""
    title: str
    updated: date
    page: str
    """Address of what it is about."""
    published: date | None = None
    content: str = ""
    """HTML; empty where `summary` says all."""
    summary: str = ""
    language: str = ""
    """Of the summary."""
    categories: tuple[tuple[str, str, str], ...] = ()
    """(scheme, term, label) of each."""


def feed(path: str, title: str, page: str, entries: Sequence[Entry], identity: str = "") -> bytes:
    """The feed at a path of the site, of these entries in their order. `page`: path of the page that it is about;
    `identity`: path of the one that it is the same as, where it lies at several."""
    home = archive().site_url
    day = max((entry.updated for entry in entries), default=_NEVER)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="{language_of_lists()}">',
        _element("id", home + (identity or path)),
        _element("title", title),
        _element("updated", _instant(day)),
        _link("self", home + path, MEDIA_TYPE),
        _link("alternate", home + page, "text/html"),
        f"<author>{_element('name', archive().name)}</author>",
        *(line for entry in entries for line in _entry(entry)),
        "</feed>",
    ]
    return "\n".join([*lines, ""]).encode("utf-8")


def _entry(entry: Entry) -> Iterable[str]:
    yield "<entry>"
    yield _element("id", entry.identity)
    yield _element("title", entry.title)
    yield _element("updated", _instant(entry.updated))
    if entry.published:
        yield _element("published", _instant(entry.published))
    yield _link("alternate", entry.page, "text/html")
    for scheme, term, label in entry.categories:
        yield f'<category term="{_escaped(term)}" scheme="urn:cote:{scheme}" label="{_escaped(label)}"/>'
    if entry.summary:
        yield f'<summary xml:lang="{entry.language}">{_in_text(entry.summary)}</summary>'
    if entry.content:
        yield f'<content type="html">{_in_text(entry.content)}</content>'
    yield "</entry>"


def _instant(day: date) -> str:
    """The beginning of a day as Atom has it, `2026-11-20T00:00:00Z`."""
    return f"{day.isoformat()}T00:00:00Z"


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{_in_text(text)}</{tag}>"


def _link(rel: str, href: str, kind: str) -> str:
    return f'<link rel="{rel}" href="{_escaped(href)}" type="{kind}"/>'


def _in_text(text: str) -> str:
    return html.escape(xml(text), quote=False)


def _escaped(text: str) -> str:
    return html.escape(xml(text))
