"""What styles.xml says of paragraphs and characters, each style with what it takes over from others."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from lxml import etree

from ...core.word_styles import heading_level
from .xml_names import W, is_on, twentieths, value, whole

_DEEPEST = 9  # Outline level that stands for running text.
_MOST_BASES = 20
_RAISED = 4  # Half points above the line from which characters are raised.


@dataclass(frozen=True, slots=True)
class RunLook:
    """How characters look; None where nothing is said."""

    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    font: str = ""
    size: float = 0
    """In points; 0 where nothing is said."""
    languages: tuple[str, str, str] = ("", "", "")
    """Of its words in other scripts, in those of East Asia, and in those from right to left (`w:lang`)."""

    def language(self, words: str) -> str:
        """What the file says of the language of words, by their first letter's script."""
        letter = next((sign for sign in words if sign.isalpha()), "")
        if not letter:
            return ""
        others, asian, leftward = self.languages
        if unicodedata.bidirectional(letter) in ("R", "AL"):
            return leftward
        return asian if unicodedata.east_asian_width(letter) in "WF" else others

    def under(self, other: RunLook) -> RunLook:
        """What `other` says of the same characters, where it says anything, before this."""
        return RunLook(
            self.bold if other.bold is None else other.bold,
            self.italic if other.italic is None else other.italic,
            self.raised if other.raised is None else other.raised,
            self.hidden if other.hidden is None else other.hidden,
            other.font or self.font,
            other.size or self.size,
            (
                other.languages[0] or self.languages[0],
                other.languages[1] or self.languages[1],
                other.languages[2] or self.languages[2],
            ),
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks."""

    style: str = ""
    """Name of its style."""
    identifier: str = ""
    """Of its style."""
    level: int = 0
    left: int = 0
    """In twentieths of a point, as all lengths here."""
    first: int = 0
    """Indent of the first line beyond the others', negative where it hangs."""
    centred: bool = False
    number: tuple[str, int] | None = None
    """Its list and the level in it; -1 where its style tells."""
    run: RunLook = RunLook()


def run_look(properties: etree._Element | None) -> RunLook:
    """What the properties of a run say themselves."""
    if properties is None:
        return RunLook()
    align, position = value(properties, "vertAlign"), properties.find(f"{W}position")
    raised = align == "superscript" if align else None
    if raised is None and position is not None:
        raised = whole(position.get(f"{W}val")) >= _RAISED
    fonts = properties.find(f"{W}rFonts")
    font = fonts.get(f"{W}ascii", "") if fonts is not None else ""
    said = value(properties, "sz")  # Half points, unless there is a unit.
    size = twentieths(said) / 20 if said.endswith("pt") else whole(said) / 2
    bold, italic, hidden = (is_on(properties, name) for name in ("b", "i", "vanish"))
    return RunLook(bold, italic, raised, hidden, font, size, _languages(properties))


def _languages(properties: etree._Element) -> tuple[str, str, str]:
    """The first parts of the tags in `w:lang`: `fr` of `fr-FR`."""
    said = properties.find(f"{W}lang")
    if said is None:
        return "", "", ""
    others, asian, leftward = (said.get(f"{W}{name}", "").split("-")[0].lower() for name in ("val", "eastAsia", "bidi"))
    return others, asian, leftward


class Styles:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._paragraphs: dict[str, Look] = {}
        self._runs: dict[str, RunLook] = {}
        self._default = ""
        for element in root.iter(f"{W}style") if root is not None else ():
            identifier = element.get(f"{W}styleId", "")
            self._elements.setdefault(identifier, element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self._default = identifier

    def paragraph(self, properties: etree._Element | None) -> Look:
        """How a paragraph with these properties of its own looks."""
        look = self._styled(value(properties, "pStyle") or self._default)
        return look if properties is None else _with(look, properties)

    def run(self, paragraph: Look, properties: etree._Element | None) -> RunLook:
        """How a run of a paragraph looks. What a style of characters turns on that the paragraph's has on, it turns off
        (ECMA-376, part 1, 17.7.3)."""
        base = paragraph.run
        if properties is None:
            return base
        if style := value(properties, "rStyle"):
            character = self._character(style)
            base = replace(
                base.under(character),
                bold=bool(base.bold) != bool(character.bold),
                italic=bool(base.italic) != bool(character.italic),
            )
        return base.under(run_look(properties))

    def _bases(self, style: str) -> list[etree._Element]:
        """A style and those that it is based on, the first of all first."""
        bases: list[etree._Element] = []
        while style in self._elements and len(bases) < _MOST_BASES and self._elements[style] not in bases:
            bases.append(self._elements[style])
            style = value(self._elements[style], "basedOn")
        return bases[::-1]

    def _styled(self, style: str) -> Look:
        if style not in self._paragraphs:
            look = Look()
            for element in self._bases(style):
                name = value(element, "name")
                look = replace(look, style=name, identifier=element.get(f"{W}styleId", ""))
                look = replace(look, level=heading_level(name) or look.level)
                properties = element.find(f"{W}pPr")
                look = look if properties is None else _with(look, properties)
                look = replace(look, run=look.run.under(run_look(element.find(f"{W}rPr"))))
            self._paragraphs[style] = look
        return self._paragraphs[style]

    def _character(self, style: str) -> RunLook:
        if style not in self._runs:
            look = RunLook()
            for element in self._bases(style):
                look = look.under(run_look(element.find(f"{W}rPr")))
            self._runs[style] = look
        return self._runs[style]


def _with(look: Look, properties: etree._Element) -> Look:
    """The look with what a paragraph's properties change of it."""
    level, justified = properties.find(f"{W}outlineLvl"), value(properties, "jc")
    if level is not None:
        outline = whole(level.get(f"{W}val"), _DEEPEST)
        look = replace(look, level=outline + 1 if 0 <= outline < _DEEPEST else 0)
    if justified:
        look = replace(look, centred=justified == "center")
    indent = properties.find(f"{W}ind")
    if indent is not None:
        left = indent.get(f"{W}left") or indent.get(f"{W}start")
        hanging, first = indent.get(f"{W}hanging"), indent.get(f"{W}firstLine")
        look = replace(
            look,
            left=look.left if left is None else twentieths(left),
            first=-twentieths(hanging) if hanging is not None else look.first if first is None else twentieths(first),
        )
    numbering = properties.find(f"{W}numPr")
    if numbering is not None:
        identifier, depth = value(numbering, "numId"), value(numbering, "ilvl")
        before = look.number or ("0", -1)
        number = (identifier or before[0], whole(depth) if depth else before[1])
        look = replace(look, number=number if number[0] != "0" else None)
    return look
