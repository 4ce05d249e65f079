"""Footnotes and endnotes: which is called where, and the number that Word gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from .numbering import written
from .package import Relation
from .xml_names import W, value, whole

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""How notes are numbered where nothing is said (ECMA-376, part 1, 17.11.17 and 17.11.18)."""


@dataclass(slots=True)
class Note:
    """A note that is called."""

    name: str
    """`footnote-3`, by the file's own identifier."""
    element: etree._Element
    label: str
    relations: dict[str, Relation]


@dataclass(frozen=True, slots=True)
class Counting:
    """How the notes of a section are numbered."""

    form: str
    start: int
    restart: str
    """`continuous`, `eachSect`, `eachPage`."""

    def changed(self, properties: etree._Element | None) -> Counting:
        """With what a section or the settings say of it."""
        if properties is None:
            return self
        return Counting(
            value(properties, "numFmt") or self.form,
            whole(value(properties, "numStart"), self.start),
            value(properties, "numRestart") or self.restart,
        )


@dataclass(slots=True)
class Notes:
    """The notes of a document."""

    elements: dict[str, tuple[etree._Element, dict[str, Relation]]] = field(default_factory=dict)
    sections: list[dict[str, Counting]] = field(default_factory=list)
    """How each section numbers its notes, by kind."""
    new_pages: list[bool] = field(default_factory=list)
    """Whether each section begins on a page of its own."""
    section: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    waiting: list[Note] = field(default_factory=list)
    endnotes: list[Note] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    label: str = ""
    """Of the note being written."""
    marks: dict[str, str] = field(default_factory=dict)
    """What a call shows in place of a number, by the note's name."""

    def add(self, root: etree._Element | None, kind: str, relations: dict[str, Relation]) -> None:
        """The notes of a part; rules between notes and text aren't notes."""
        for element in root.iter(f"{W}{kind}") if root is not None else ():
            if element.get(f"{W}type", "normal") == "normal":
                self.elements.setdefault(f"{kind}-{element.get(f'{W}id', '')}", (element, relations))

    def read_sections(self, settings: etree._Element | None, sections: Iterable[etree._Element]) -> None:
        """How each section numbers."""
        usual = {
            kind: Counting(form, 1, "continuous").changed(
                settings.find(f"{W}{kind}Pr") if settings is not None else None
            )
            for kind, form in _FORMS.items()
        }
        for section in sections:
            self.sections.append(
                {kind: counting.changed(section.find(f"{W}{kind}Pr")) for kind, counting in usual.items()}
            )
            self.new_pages.append(value(section, "type") not in ("continuous", "nextColumn"))
        self.sections = self.sections or [usual]

    def next_section(self) -> bool:
        """The words of the next section come; tells whether they begin a page."""
        if self.section + 1 >= len(self.sections):
            return False
        self.section += 1
        for kind, counting in self.sections[self.section].items():
            if counting.restart == "eachSect":
                self.counts.pop(kind, None)
        return self.new_pages[self.section]

    @property
    def by_page(self) -> bool:
        """Numbers begin again on every page, which only a layout knows."""
        return bool(self.elements) and any(s["footnote"].restart == "eachPage" for s in self.sections)

    def called(self, kind: str, identifier: str, *, own_mark: bool) -> Note | None:
        """The note that a reference calls, with its number unless the reference has a mark of its own; nothing where
        the file has no such note."""
        name = f"{kind}-{identifier}"
        if name not in self.elements or name in self.taken:
            return None
        self.taken.add(name)
        element, relations = self.elements[name]
        label = "" if own_mark else self._next(kind)
        note = Note(name, element, label, relations)
        (self.waiting if kind == "footnote" else self.endnotes).append(note)
        return note

    def _next(self, kind: str) -> str:
        counting = self.sections[self.section][kind]
        self.counts[kind] = self.counts.get(kind, counting.start - 1) + 1
        return written(self.counts[kind], counting.form)

    def take_called(self) -> Iterable[Note]:
        """The footnotes that wait to be written, each with `label` set to its own."""
        waiting, self.waiting = self.waiting, []
        for note in waiting:
            self.label = note.label
            yield note

    def take_endnotes(self) -> None:
        """Endnotes are to be written next."""
        self.waiting, self.endnotes = [*self.waiting, *self.endnotes], []

    def uncalled(self) -> Iterable[etree._Element]:
        """Notes that nothing calls, which Word shows nowhere."""
        return [element for name, (element, _) in self.elements.items() if name not in self.taken]
