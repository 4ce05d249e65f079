"""What the archive offers besides its pages: formats of each report, tables of the whole, feeds, addresses.

    description.py      a report as every format sees it
    runs.py             its texts, mark by mark
    export_words.py     the words of each language
    export_settings.py  what an archive can choose
    formats.py          the formats of a document, one row each:
        plain.py            plain text, Markdown
        json_report.py      JSON, rows of the tables
        bibliography.py     RIS, BibTeX, CSL-JSON
        linked.py           JSON-LD, also in the page
        linked_citations.py     what it says of what is cited
        linkset.py          Signposting, as a linkset
        zotero.py           Zotero's RDF, which its button takes
        akn*.py             Akoma Ntoso
    paragraph_pages.py  the small page of each numbered paragraph, where they are wanted
    picture.py          the picture for previews of links
    others.py           what is asked of the archive's other documents
    report_files.py     all of these for one report
    archive_tables.py   donnees/     JSON Lines and CSV of all rows, schemas
    compressed_pieces.py             gzip and ZIP files of pieces compressed apart
    feeds.py            flux/        Atom
    sitemap.py          sitemap.xml
    course_table.py     donnees/     what became of documents
    addresses.py        adresses/    what documents are held and cited, for the browser
    redirects.py        lists for servers: what leads on, headers
    opensearch.py       opensearch/  how browsers search the archive
    browser_tables.py   what the reader of pasted references knows
    archive_files.py    all of these for the site

Everything is written into the built site, after MkDocs. The same reports give the same bytes.
"""

from .archive_files import export

__all__ = ["export"]
