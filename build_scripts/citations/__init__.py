"""Citations: find them in each document, resolve them across the archive (docs/developers/citations.md).

    find(report)      marks every citation, address and reference inside the document       find.py
      web.py          web and mail addresses
      symbols.py      symbols of documents
      within.py       … and their parts in parentheses: « (Vol. I et II) »
      continued.py    … and those of which only the last part is printed: « et Corr.1 »
      treaties.py     volumes of treaty series
      acts.py         resolutions and decisions by number: which words, which numbers
      bodies.py       … and which body adopted them
      pins.py         the paragraph or annex that a citation points at
      ibid.py         what « Ibid. » repeats
      internal.py     references inside the document
    resolve(reports)  checks pinpoints against the documents that the archive has            resolve.py
    CitationIndex     who cites what, for the pages of cited documents           citation_index.py
    keys.py           what a key is, in words, and where it officially is
    changes.py        links gained, lost and changed between two states of the archive

Organs, forms of numbers and the words of each language are data: data/organs.toml, data/series.toml,
data/languages/*/citations.toml, read by core/organs.py, series.py and citing_words.py.
"""
