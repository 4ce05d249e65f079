"""Citations of places in the archive's own documents: how they are written, and what the reader of them knows.

    places.py    (anchor, printed label, title) of every block → « projet de résolution I, annexe, par. 20 »
    data.py      the words of each language (data/citing/*.toml)
    browser.py   what the reader of pasted references knows; it is overrides/assets/javascripts/citing/, and exists once

Citations that the documents make of other documents are another matter: see cite/.
"""

from .forms import Forms, forms
from .places import Place, Unit, places, reference, units

__all__ = ["Forms", "Place", "Unit", "forms", "places", "reference", "units"]
