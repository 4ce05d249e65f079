"""Citations of places in the archive's own documents: how they are written, and what the reader of them knows.

    places.py    (anchor, printed label, title) of every block → « projet de résolution I, annexe, par. 20 »
    forms.py     the words of each language (data/languages/*/references.toml)

Citations that the documents make of other documents are another matter: see citations/. What readers paste is read in
the browser alone (overrides/assets/javascripts/citing/), with tables from export/browser_tables.py.
"""

from .forms import Forms, forms
from .places import Place, Unit, places, reference, units

__all__ = ["Forms", "Place", "Unit", "forms", "places", "reference", "units"]
