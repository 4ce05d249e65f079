"""Citations of places in the archive's own documents: how they are written, and what a reader's words mean.

    places.py   (anchor, printed label, title) of every block → « projet de résolution I, annexe, par. 20 »
    parse.py    (with wording.py) « voir A/76/463, proj. de rés. I, annexe, §20 » → symbol and anchor
    data.py     the words of each language (data/citing/*.toml)

Citations that the documents make of other documents are another matter: see cite/.
"""

from .data import Forms, forms, reading_tables
from .parse import Read, read_citation
from .places import Place, Unit, places, reference, units

__all__ = [
    "Forms",
    "Place",
    "Read",
    "Unit",
    "forms",
    "places",
    "read_citation",
    "reading_tables",
    "reference",
    "units",
]
