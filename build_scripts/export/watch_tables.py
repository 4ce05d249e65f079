"""What the dossier is told of the places of a document (overrides/assets/javascripts/desk/alerts.js): who cites them
since when, and which were corrected. `fr/A/76/463/A-76-463.suivi.js`:

    cote.watched("fr/A/76/463",{
      "cited":[["fr/A/79/123","A/79/123",[["par-12","par. 12","par-24","2026-11-20"], …]], …],
      "corrected":[["par-12","2026-11-21","4f1c…"], …],
      "revised":[["fr/A/76/463/Corr.1","A/76/463/Corr.1","2026-11-22"], …]})

Of a citing place: its anchor, how it is cited, the anchor that it cites (empty for the document as a whole), and its
day. Of a correction: the hash of the words before. Each table is a script, because a page opened by double click can
load nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from ..citations.citation_index import CitationIndex
from ..core.interface import interface
from ..core.symbol_path import file_name
from ..core.versions import without_language
from ..references import reference
from ..write.catalogue import language_of_lists
from .cited_feeds import CitedFeeds
from .events import Events
from .export_settings import settings

ENDING = "suivi.js"


def table(path: str, events: Events, index: CitationIndex, cited: CitedFeeds) -> tuple[str, bytes]:
    """The table of the document at a path, which is held, and where it is in the site."""
    content = {
        "cited": list(_cited(path, index, cited)),
        "corrected": [[each.anchor, each.day.isoformat(), each.was_sha256] for each in events.corrections],
        "revised": [
            [other, reference(index.documents[other]), day] for other, day in cited.revisions(without_language(path))
        ],
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{path}/{file_name(path)}.{ENDING}", f"cote.watched({json.dumps(path)},{written})\n".encode()


def _cited(path: str, index: CitationIndex, cited: CitedFeeds) -> Iterator[list[object]]:
    citing = cited.citing(index.cited.get(path, ()), set())[-settings().citations_watched :]
    masthead = interface(language_of_lists()).labels["masthead"]
    for other, of_document in groupby(reversed(citing), lambda each: each.path):
        places = [
            [place.anchor, place.passage.label or masthead, fragment, each.day]
            for each in of_document
            for place in each.places[:1]
            for fragment in dict.fromkeys(one.fragment for one in each.places)
        ]
        yield [other, reference(index.documents[other]), places]
