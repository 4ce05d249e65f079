"""What a page's script makes full references of (overrides/assets/javascripts/citing/full.js), as a script of the
document: a page that is opened by double click may load nothing else.

Styles of CSL take the document's CSL-JSON. The United Nations has none: its form is that of the examples of the Dag
Hammarskjöld Library (https://ask.un.org/faq/14438), author, title in italics, symbol, date, « available from » and the
address, with the paragraph behind the symbol, as the Editorial Manual cites places
(https://www.un.org/dgacm/en/content/editorial-manual/footnotes/chap-03).
"""

from __future__ import annotations

from html import escape

from ..core.interface import interface
from ..references.forms import forms
from .bibliography import csl_item
from .description import Record
from .export_words import words
from .script_knowledge import script


def full_reference(record: Record) -> bytes:
    """The script: `cote.record` has the document's CSL-JSON and the three pieces of the United Nations' form."""
    return script(record={"item": csl_item(record), "un": united_nations(record)})


def united_nations(record: Record) -> tuple[str, str, str]:
    """What stands before a place, between it and its address, and behind that, as HTML: « Nations Unies, Secrétaire
    général, <i>Titre</i>, A/99/1 (20 juillet 2023), », « , disponible à l’adresse : », « . »."""
    wording, spaced = forms(record.language), interface(record.language).spaced
    full, join = wording.full, wording.join
    head = words(record.language).united_nations
    # « Nations Unies. Secrétaire général » of catalogues is « Nations Unies, Secrétaire général » in a sentence.
    author = _text(record.author.replace(f"{head}. ", f"{head}{join}", 1))
    title = full.title.format(_text(record.title))
    titled = f"<i>{title}</i>" if full.italics else title
    before = join.join(filter(None, (author, titled, _text(record.symbol))))
    date = _date(record)
    dated = full.date.format(_text(date)) if date else ""
    beginning, _, end = full.address.partition("{}")
    return spaced(f"{before}{dated}{join}"), spaced(f"{join}{beginning}"), spaced(end)


def _date(record: Record) -> str:
    """The document's date, or in brackets the one that an editor gave."""
    if record.date:
        return interface(record.language).day(record.date)
    supplied = record.report.document.supplied_date
    return f"[{supplied}]" if supplied else ""


def _text(string: str) -> str:
    return escape(string, quote=False)
