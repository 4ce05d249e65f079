"""The names that anchors are made of, and what ends numbers of inserted paragraphs: data/anchors.toml.

They are read when this module is, because patterns of other modules hold them; a fault of the file is told as of any
other (`__main__`).
"""

from __future__ import annotations

from collections.abc import Mapping

from .data_files import DATA, read_data
from .model import Part, PartKind

_table = read_data(DATA / "anchors.toml").table

UNITS: tuple[str, ...] = tuple(_table["units"])
"""Kinds of blocks: `par` of `res-1.par-3`."""
PARTS: Mapping[str, str] = dict(_table["parts"])
"""What references.toml calls each part: `res` of `res-1.par-3`."""
INSERTED: tuple[str, ...] = tuple(_table["inserted"])
"""« bis » of « 4 bis »."""
INSERTED_AS: Mapping[str, str] = {word: meant for meant, words in _table["inserted_as"].items() for word in words}
"""The same by how texts in other scripts write it: « бис » is « bis »."""

UNIT = "|".join(UNITS)
"""Pattern of a unit's name."""
_GLUED = tuple(word for word in INSERTED_AS if "\u4e00" <= word[0] <= "\u9fff")
_APART = sorted({*INSERTED, *INSERTED_AS} - {*_GLUED}, key=lambda word: (-len(word), word))
INSERTION = rf"(?:[ -](?:{'|'.join(_APART)})(?!\w)|{'|'.join(_GLUED)})"
"""Pattern of what ends the number of an inserted paragraph, and parts it from the number: « 4 bis », « 4之二 »."""
SCOPE = (
    r"(?:summary|(?:res|dec)-(?:(?:[A-Z]+-)?\d+-(?:[A-Z]+\.)?\d+[A-Z]?|\d+|[a-z])|(?:annex|encl)(?:-(?:\d+|[a-z]))?"
    r"|(?:rule|art)-\d+(?:-[a-z]+)?)(?:_\d+)?"
)
"""Pattern of a part as anchors write it: `res-1`, `dec-1-CMA.5`, `dec-2024-201B`, `annex-b`, `summary`, `art-12-bis`,
`annex_2`;
browsers read it too."""

_PREFIX = {
    PartKind.SUMMARY: "summary",
    PartKind.RESOLUTION: "res",
    PartKind.DECISION: "dec",
    PartKind.ANNEX: "annex",
    PartKind.ENCLOSURE: "encl",
    PartKind.RULE: "rule",
    PartKind.ARTICLE: "art",
}


def scope(part: Part) -> str:
    """The scope of a part: « res-1 », « res-1.annex », « annex-b », « dec-1-CMA.5 »; empty for the body.

    >>> body = Part(PartKind.BODY)
    >>> scope(Part(PartKind.ANNEX, 0, Part(PartKind.RESOLUTION, 1, body)))
    'res-1.annex'
    """
    if part.parent is None:
        return ""
    unit = _PREFIX[part.kind]
    if part.label or part.number:
        unit += f"-{part.label or part.number}"
    elif part.kind in (PartKind.RESOLUTION, PartKind.DECISION):
        unit += "-1"
    outer = scope(part.parent)
    return f"{outer}.{unit}" if outer else unit


def insertion(printed: str) -> str:
    """What anchors say for the end of an inserted paragraph's number, as `INSERTION` finds it.

    >>> insertion(" bis"), insertion("-бис"), insertion("之三")
    ('bis', 'bis', 'ter')
    """
    word = printed.strip(" -")
    return INSERTED_AS.get(word, word)
