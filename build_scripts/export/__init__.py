"""What the archive offers besides its pages: formats of each report, tables of the whole, feeds, addresses.

    record.py       a report as every format sees it
    runs.py         its texts, mark by mark
    plain.py        plain text, Markdown
    data.py         JSON, rows of the tables
    references.py   RIS, BibTeX, CSL-JSON
    linked.py       JSON-LD
    akn*.py         Akoma Ntoso
    paragraphs.py   the small page of each numbered paragraph
    picture.py      the picture for previews of links
    report.py       all of these for one report
    tables.py       donnees/   JSON Lines and CSV of all rows, schemas
    feeds.py        flux/      Atom
    sitemap.py      sitemap.xml
    addresses.py    adresses/  what documents are held and cited, for the browser
    site.py         all of these for the site

Everything is written into the built site, after MkDocs. The same reports give the same bytes.
"""

from .archive_files import export

__all__ = ["export"]
