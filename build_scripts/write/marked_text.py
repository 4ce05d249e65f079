"""A `Text` with its marks as one line of Markdown (or of HTML, in tables).

Marks may cross each other; tags may not. So the text is cut where a mark begins or ends, each stretch has the
layers that lie over it, and from one stretch to the next only the tags that differ are closed and opened. The order
of layers is fixed, outermost first: title label, passage in another language, citation or link, strong, emphasis,
raised letters. A citation is therefore cut only where such a passage begins or ends, and by a note call, which is a
link itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..core.interface import interface
from ..core.model import Call, Citation, Emphasis, Link, Mark, Repair, Spoken, Text
from ..core.settings import archive
from ..core.text import AFTER_CALL
from . import escape
from .print_pages import PageStart
from .repairs import Piece, pieces

HrefOf = Callable[[Citation], str]
"""The address that a citation leads to, as seen from the page it stands on."""

_RANK = {"label": 0, "spoken": 1, "citation": 2, "link": 3, "strong": 4, "em": 5, "sup": 6}
_LINKS = ("citation", "link")
_STARS = {"strong": "**", "em": "*"}


class Layer(NamedTuple):
    """A tag over a stretch of a text."""

    start: int
    end: int
    name: str
    """Key of `_RANK`."""
    opening: str
    closing: str

    @property
    def rank(self) -> int:
        """Its place among the layers, outermost first."""
        return _RANK[self.name]


class _Token(NamedTuple):
    """A stretch of words (no layer), a tag that opens or closes, or something finished (neither words nor layer)."""

    markup: str
    words: str = ""
    layer: Layer | None = None
    opens: bool = False


def markdown(text: Text, href_of: HrefOf, label_end: int = 0) -> str:
    """The text as a line of Markdown; its first `label_end` characters as the label of a title."""
    if not text.marks and not label_end:
        return escape.markdown(escape.plain(text.string).strip())
    tokens = list(_tokens(text, href_of, label_end, escape.markdown))
    return "".join(_starred(tokens)).strip()


def html(text: Text, href_of: HrefOf) -> str:
    """The text as HTML."""
    return "".join(token.markup for token in _tokens(text, href_of, 0, escape.html)).strip()


def _tokens(text: Text, href_of: HrefOf, label_end: int, escaped: Callable[[str], str]) -> Iterator[_Token]:
    atoms = pieces(text)
    layers = _layers(text, atoms, href_of, label_end)
    page_starts = [mark for mark in text.marks if isinstance(mark, PageStart)]
    open_layers: list[Layer] = []
    called = False
    begun = 0  # where the words that wait to be written begin: an entity must not fall in two unseen
    stretches = _stretches(len(text.string), atoms, layers, page_starts)
    for start, end, atom, active in [*stretches, (len(text.string), 0, None, [])]:
        next_layers = _allowed(active, atom)
        tags = _with_pages(_change(open_layers, next_layers), page_starts, start)
        if begun < start and (tags or atom or not end):
            words = _beside_calls(text.string[begun:start], after=called, before=_is_call(atom))
            yield _Token(escaped(words), words)
            begun = start
            called = False
        yield from tags
        if atom is not None:
            yield _Token(_atom(text, atom, escaped))
            begun = end
            called = _is_call(atom)


def _with_pages(tags: Iterator[_Token], page_starts: Sequence[PageStart], position: int) -> list[_Token]:
    """The tags at a position and, between those that close and those that open, the pages that begin there."""
    listed = list(tags)
    if not page_starts:
        return listed
    pages = [_Token(_page_start(mark)) for mark in page_starts if mark.start == position]
    opening = next((index for index, tag in enumerate(listed) if tag.opens), len(listed))
    return [*listed[:opening], *pages, *listed[opening:]]


def _page_start(mark: PageStart) -> str:
    return f'<a data-page="{mark.number}" href="{escape.attribute(mark.href)}"></a>'


def _is_call(atom: Piece | None) -> bool:
    return atom is not None and isinstance(atom.mark, Call)


def _beside_calls(string: str, *, after: bool, before: bool) -> str:
    """Words beside note calls: extraction puts spaces around raised digits that the print doesn't have
    (« pandémie 3 , »); white space is not text, so they are closed up."""
    words = escape.plain(string)
    if before:
        words = words.rstrip(" ")
    if after and AFTER_CALL.match(words):
        words = words[1:]
    return words


def _change(open_layers: list[Layer], next_layers: list[Layer]) -> Iterator[_Token]:
    """The tags from one stretch's layers to the next one's; `open_layers` becomes `next_layers`."""
    same = 0
    while same < min(len(open_layers), len(next_layers)) and open_layers[same] is next_layers[same]:
        same += 1
    for layer in reversed(open_layers[same:]):
        yield _Token(layer.closing, layer=layer)
    for layer in next_layers[same:]:
        yield _Token(layer.opening, layer=layer, opens=True)
    open_layers[same:] = next_layers[same:]


def _allowed(active: Sequence[Layer], atom: Piece | None) -> list[Layer]:
    """The layers that may lie over a stretch, outermost first: a citation or else a link, and none over a note call."""
    if not active:
        return []
    names = {layer.name for layer in active}
    barred: set[str] = {"link"} if "citation" in names else set()
    if atom is not None and isinstance(atom.mark, Call):
        barred = {*_LINKS, "sup"}
    return sorted((layer for layer in active if layer.name not in barred), key=lambda layer: layer.rank)


def _stretches(
    length: int, atoms: list[Piece], layers: list[Layer], page_starts: Sequence[Mark]
) -> Iterator[tuple[int, int, Piece | None, list[Layer]]]:
    """The text cut wherever an atom or a layer begins or ends, or a page begins: (start, end, the atom it is, the
    layers over it)."""
    at_start = {atom.start: atom for atom in atoms}
    edges = [(atom.start, atom.end) for atom in atoms] + [(layer.start, layer.end) for layer in layers]
    order = sorted({0, length, *(edge for both in edges for edge in both), *(mark.start for mark in page_starts)})
    waiting = sorted(layers, key=lambda layer: layer.start, reverse=True)
    active: list[Layer] = []
    for start, end in pairwise(order):
        active = [layer for layer in active if layer.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        yield start, end, at_start.get(start), active


def _layers(text: Text, atoms: list[Piece], href_of: HrefOf, label_end: int) -> list[Layer]:
    layers: list[Layer] = []
    if label_end:
        label = Mark(0, len(text.string[:label_end].rstrip()))
        layers += _fit([(label, "label", '<span class="part-label">', "</span>")], atoms)
    passages = [mark for mark in text.marks if isinstance(mark, Spoken)]
    layers += _fit([(mark, "spoken", f"<span{in_language(mark, text.string)}>", "</span>") for mark in passages], atoms)
    citations = [mark for mark in text.marks if isinstance(mark, Citation)]
    layers += _fit([(mark, "citation", _citation(mark, href_of), "</a>") for mark in citations], atoms)
    links = [mark for mark in text.marks if isinstance(mark, Link)]
    layers += _fit([(mark, "link", f'<a href="{escape.attribute(mark.href)}">', "</a>") for mark in links], atoms)
    for style in ("strong", "em", "sup"):
        emphases = [mark for mark in text.marks if isinstance(mark, Emphasis) and mark.style == style]
        layers += _fit([(mark, style, f"<{style}>", f"</{style}>") for mark in emphases], atoms)
    return layers


def _fit(marks: list[tuple[Mark, str, str, str]], atoms: list[Piece]) -> list[Layer]:
    """Layers for marks of one type: widened to whole atoms (a repair has no inside), never overlapping."""
    layers: list[Layer] = []
    index = covered = 0
    for mark, name, opening, closing in sorted(marks, key=lambda entry: entry[0].start):
        start, end = max(mark.start, covered), mark.end
        while index < len(atoms) and atoms[index].end <= start:
            index += 1
        if index < len(atoms) and atoms[index].start < start:
            start = atoms[index].start if atoms[index].start >= covered else atoms[index].end
        last = index
        while last < len(atoms) and atoms[last].start < end:
            end = max(end, atoms[last].end)
            last += 1
        if start < end:
            layers.append(Layer(start, end, name, opening, closing))
            covered = end
    return layers


def in_language(mark: Spoken, string: str) -> str:
    """The attributes of a passage in another language, with the direction of its first letter, after a space."""
    letter = next((sign for sign in string[mark.start : mark.end] if sign.isalpha()), "")
    direction = "rtl" if unicodedata.bidirectional(letter or "a") in ("R", "AL") else "ltr"
    return f' lang="{escape.attribute(mark.language)}" dir="{direction}"'


def _citation(mark: Citation, href_of: HrefOf) -> str:
    pin = f' data-pin="{escape.attribute(mark.pin)}"' if mark.pin else ""
    return f'<a data-cite="{escape.attribute(mark.key)}"{pin} href="{escape.attribute(href_of(mark))}">'


def _atom(text: Text, piece: Piece, escaped: Callable[[str], str]) -> str:
    mark = piece.mark
    source = text.string[piece.start : piece.end]
    if isinstance(mark, Call):
        words = escaped(escape.plain(source))
        if not mark.target:
            return f"<sup>{words}</sup>"
        return f'<sup><a id="{escape.attribute(mark.anchor)}" href="#{escape.attribute(mark.target)}">{words}</a></sup>'
    assert isinstance(mark, Repair)
    told = interface(archive().language).labels["source"].format(source.strip())
    title = f"{told} {mark.reason}".strip()
    return (
        f'<span class="repair" data-source="{escape.attribute(source)}" title="{escape.attribute(title)}">'
        f"{escaped(escape.plain(piece.shown))}</span>"
    )


def _starred(tokens: list[_Token]) -> Iterator[str]:
    """The markup of all tokens, with `*` and `**` for tags of emphasis where every Markdown reader takes them so."""
    partner: dict[int, int] = {}
    waiting: list[int] = []
    for index, token in enumerate(tokens):
        if token.layer is not None and token.layer.name in _STARS:
            if token.opens:
                waiting.append(index)
            else:
                partner[waiting.pop()] = index
    starred: set[int] = set()
    for first, last in partner.items():
        if _plain_emphasis(tokens, first, last):
            starred |= {first, last}
    for index, token in enumerate(tokens):
        if index in starred and token.layer is not None:
            yield _STARS[token.layer.name]
        else:
            yield token.markup


def _plain_emphasis(tokens: list[_Token], first: int, last: int) -> bool:
    """Whether emphasis begins and ends with a letter or digit, holds no other, and touches no other."""
    inner = tokens[first + 1].words[:1].isalnum() and tokens[last - 1].words[-1:].isalnum()
    outer = all(not _is_emphasis(tokens, index) for index in (first - 1, last + 1))
    return inner and outer and not any(_is_emphasis(tokens, index) for index in range(first + 1, last))


def _is_emphasis(tokens: list[_Token], index: int) -> bool:
    layer = tokens[index].layer if 0 <= index < len(tokens) else None
    return layer is not None and layer.name in _STARS
