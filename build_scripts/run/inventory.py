"""What the home page says of the archive (write/holdings.py), found out report by report and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from ..citations.keys import RESOLUTION
from ..core.model import Block, Document, Kind, Report
from ..core.organs import addressed
from ..core.settings import archive
from ..core.stage_store import key
from ..published import history, registry
from ..references import places, units
from ..references.places import cited, split
from ..references.places import words as place_words
from ..search.facets import Facet, countries, named, themes
from ..search.word_folding import unaccented
from ..write.catalogue import organ_name, type_name
from ..write.cotes import Cote
from ..write.holdings import Contents, Holdings, Name, OnRecord
from .conversion import CONVERTING, Converted, loaded, of_each

HOLDING = (*CONVERTING, "published", "search", "write")
"""The rooms of the program that decide what is kept of a report."""
_EXAMPLE = 12
"""The paragraph of a document that is shown as an example; the last where it has fewer."""


def holdings(
    root: Path,
    conversion: Converted,
    everything: Sequence[Cote],
    record: Callable[[str], tuple[bytes, bytes]],
    *,
    jobs: int = 0,
) -> Holdings:
    """What the archive holds. `everything`: every document that it cites; `record`: the files of the record of the
    document at a path."""
    reports = conversion.reports
    paths = {file: document.path for file, document in zip(reports.files, reports.documents, strict=True)}
    names = {file: key("holdings", HOLDING, file.name, *record(path)) for file, path in paths.items()}
    outcomes = of_each(conversion, names, partial(_held, root), jobs, "Counting passages")
    # What couldn't be read has no page, either, which is a finding.
    known = {paths[file]: outcome.result for file, outcome in outcomes.items() if outcome.result}
    return Holdings(
        {path: contents for path, (contents, _) in known.items()},
        {path: on_record for path, (_, on_record) in known.items()},
        _names(themes()),
        sorted(_names(countries()), key=lambda name: unaccented(name.label.casefold())),
        _most_cited(everything),
    )


def _held(root: Path, file: Path) -> tuple[Contents, OnRecord]:
    """What the report in a file has, and what is on record of it."""
    report = loaded(file)
    return contents_of(report), on_record(root, report.document.path)


def _names(facets: Sequence[Facet]) -> list[Name]:
    return [Name(facet.key, facet.label[archive().language], facet.group) for facet in facets]


def _most_cited(everything: Sequence[Cote]) -> tuple[str, str]:
    """Page and title of the resolution that is cited most."""
    resolutions = [cote for cote in everything if cote.parsed.kind == RESOLUTION and not cote.parsed.project]
    most = max(resolutions, key=lambda cote: len(cote.places), default=None)
    return (most.path, most.title) if most else ("", "")


def on_record(root: Path, path: str) -> OnRecord:
    """What the record says of a document."""
    days = registry.load(root, path)[0].dates.values()
    corrected: dict[str, tuple[str, ...]] = {}
    for change in history.load(root, path)[0]:
        day = change.day.isoformat()
        corrected[day] = tuple(dict.fromkeys((*corrected.get(day, ()), change.anchor)))
    return OnRecord(min(days, default=""), corrected)


def contents_of(report: Report) -> Contents:
    """What a report has."""
    blocks = [block for block in report.blocks if block.anchor]
    language = report.document.language
    found = [named(words, language) for words in (_masthead(report.document), *map(registry.words, blocks))]
    body = [block for block in blocks if block.kind is Kind.PARAGRAPH and block.anchor.startswith("par-")]
    notes = [block for block in blocks if block.anchor.startswith("note-") and block.number.isdecimal()]
    inner = [block for block in blocks if _is_inner(block)] or notes
    return Contents(
        len(blocks),
        Counter(code for each in found for code in each.countries),
        Counter(theme for each in found for theme in each.themes),
        _cited(report, body[:_EXAMPLE]),
        _cited(report, inner[:1]),
    )


def _masthead(document: Document) -> str:
    """What search finds a document by besides its passages, as one more of them (search/page_blocks.py)."""
    language = document.language
    organs = (organ_name(key, language) for key in addressed(document.organ, document.symbol))
    names = (type_name(document.type, language) if document.type else "", *organs)
    return " ".join((document.title, *names, document.session, document.agenda_item))


def _is_inner(block: Block) -> bool:
    """Whether a block is a numbered paragraph of a draft, a decision or an annex."""
    scope, rest = split(block.anchor)
    return bool(scope) and rest.startswith("par-")


def _cited(report: Report, blocks: Sequence[Block]) -> tuple[str, str]:
    """The anchor of the last of these blocks, and how it is cited; empty where there is none."""
    if not blocks:
        return "", ""
    anchor, document = blocks[-1].anchor, report.document
    place = places(units(report), document.language)[anchor]
    return anchor, cited(document, place_words(place, document.language))
