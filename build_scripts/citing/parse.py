"""What a reader's citation means: « voir A/76/463, proj. de résolution I, annexe, §§ 20-22 » → symbol and anchors.

Readers paste what mail and other documents hold: with slips, in lower case, in six languages, or as an address. The
result is what the words say; whether the archive has such a document and such a paragraph is for others to find.

overrides/assets/javascripts/citing/parse.js follows this file line by line; tests/export/citations.json holds both to
the same results.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from .wording import QUOTE, read_words

LONGEST = 2_000
"""Characters that are read; a longer text is cut."""

_LANGUAGES = "ar|en|es|fr|ru|zh"
_WRAPPED = re.compile(r"https?://\S*?[?&](?:url|u|q|target)=(https?%3a[^&\s>]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|(?<![\w.])(?:undocs|docs\.un)\.org/)[^\s<>«»“”\"]+", re.IGNORECASE)
_GIVEN = re.compile(r"[?&](?:FinalSymbol|DS|symbol)=([^&#]+)", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?://)?[^/]+/", re.IGNORECASE)
_TAIL = re.compile(r"[.,;:!?)\]}'>]+$")
_QUOTED = re.compile(r"«\s*(.+?)\s*»(?!\s*»)|“(.+?)”|”(.+?)“|《(.+?)》|\"(.+?)\"")
_INSIDE = r"\s?\((?:(?:sect|vol|part|supp|add|corr)\.?\s?[\divx]+|(?:E?S-)?[ivxlc]+|(?:19|20)\d\d)\)"
_SYMBOL = re.compile(
    rf"(?<![A-Za-z0-9/])[A-Za-z]{{1,12}}(?:-[A-Za-z]{{2,4}})*(?:\s?/\s?[A-Za-z0-9][A-Za-z0-9._-]*(?:{_INSIDE})?)+",
    re.IGNORECASE,
)
_ACT = re.compile(r"/(?:RES|DEC)/", re.IGNORECASE)
_YEAR = re.compile(r"\s?\((?:19|20)\d\d\)$")
ANCHOR = re.compile(
    r"(?:(?:summary|(?:res|dec)-\d+|annex(?:-\d+)?)(?:_\d+)?\.)*(?:summary|(?:res|dec)-\d+|annex(?:-\d+)?"
    r"|(?:par|pp|txt|sec|note|ref|table|fig)[-.][A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?:_\d+)?"
)
"""What an anchor can be (anchors.md)."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a citation says."""

    symbol: str = ""
    """As written, blanks around strokes left out, or the folders of an address; empty where none is named."""
    anchor: str = ""
    """Of the place, or of the first of a range; empty for the whole document."""
    last: str = ""
    """Of the last place of a range."""
    title: str = ""
    """Of the document, where the citation has that in place of a symbol."""
    headings: tuple[str, ...] = ()
    """Headings without number, the outermost first, that the place is under."""


def read_citation(text: str) -> Read:
    """What the words say; an empty result where they cite nothing."""
    text = re.sub(r"\s+", " ", text[:LONGEST])
    while match := _WRAPPED.search(text):
        text = text[: match.start()] + unquote(match[1]) + " " + text[match.end() :]
    symbol = anchor = last = ""
    if match := _ADDRESS.search(text):
        symbol, anchor, last = _address(match[0])
        text = text[: match.start()] + " " + text[match.end() :]
        if anchor:
            return Read(symbol, anchor, last)
    text, quotes = _without_quotes(text)
    if not symbol:
        symbol, before, after = _symbol(text)
        if after.startswith("#"):
            anchor = slipped(after[1:].split(" ")[0])
            return Read(symbol, anchor)
        text = f"{after} {before}" if symbol else text
    return _result(text, symbol, quotes)


def slipped(fragment: str) -> str:
    """The anchor that a fragment means: `par-12`, or as readers slip `12`, `para12`, `PAR_12`, `op12`; else empty."""
    bare = unquote(fragment)[:LONGEST].strip().lower().removeprefix("#")
    if ANCHOR.fullmatch(bare):
        return bare
    # A dash after letters is one that anchors have; between numbers it is a range.
    spaced = re.sub(r"(?<=[a-z])[-_.+](?=[a-z0-9])|[_+]", " ", bare)
    return read_words(spaced)[0]


def _address(address: str) -> tuple[str, str, str]:
    """(symbol path, anchor, last anchor) that an address names."""
    address = _trimmed(unquote(address))
    if given := _GIVEN.search(address):
        return _tidy(given[1]), "", ""
    path, _, fragment = address.partition("#")
    folders = [folder for folder in _HOST.sub("", path).partition("?")[0].split("/") if folder]
    for index, folder in enumerate(folders):
        if re.fullmatch(_LANGUAGES, folder.lower()):
            folders = folders[index + 1 :]
            break
    anchor = ""
    if folders and re.search(r"(?:^|\.)par-\w", folders[-1]) and ANCHOR.fullmatch(folders[-1]):
        anchor = folders.pop()
    if folders and folders[-1].endswith(".html"):
        folders[-1] = folders[-1].removesuffix(".html")
    if folders and folders[-1] == "index":
        folders.pop()
    first, _, last = fragment.partition("--")
    return "/".join(folders), slipped(first) if fragment else anchor, slipped(last) if last else ""


def _trimmed(address: str) -> str:
    """Without the signs of the sentence that an address stands in; a bracket that it opened itself stays."""
    bare = _TAIL.sub("", address)
    return bare + ")" if bare.count("(") > bare.count(")") and address[len(bare) :].startswith(")") else bare


def quotations(text: str) -> list[str]:
    """What stands in quotation marks."""
    return _without_quotes(text)[1]


def _without_quotes(text: str) -> tuple[str, list[str]]:
    quotes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group))
        return f" {QUOTE} "

    return _QUOTED.sub(keep, text.replace(QUOTE, " ")), quotes


def _symbol(text: str) -> tuple[str, str, str]:
    """(symbol, what stands before it, what after); the first word with strokes and a digit."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("\u2044", "/").replace("\uff0f", "/")
    for match in _SYMBOL.finditer(plain):
        found = match[0].rstrip(".-")
        if _YEAR.search(found) and not _ACT.search(found):
            found = _YEAR.sub("", found)
        if any(sign.isdigit() for sign in found):
            return _tidy(found), plain[: match.start()], plain[match.start() + len(found) :]
    return "", text, ""


def _tidy(symbol: str) -> str:
    return re.sub(r"\s*/\s*", "/", " ".join(symbol.split())).strip("/")


def _result(text: str, symbol: str, quotes: list[str]) -> Read:
    title = quotes.pop(0) if quotes and not symbol else ""
    anchor, last = read_words(text, named=bool(quotes))
    return Read(symbol, anchor, last, title, tuple(quotes))
