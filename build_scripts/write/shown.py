"""What a page shows of other documents: all that can change on a report's page while the report itself stays as it is,
and all that the page of a cited document is made of.

Whatever citation_matter.py, course.py, links.py, front.py, version_pages.py and cotes.py ask of the archive for one
page is here, so that a page is made anew where one of these answers changes, and only there.
"""

from __future__ import annotations

import marshal

from ..citations.citation_index import CitationIndex, Place
from ..citations.knowledge import CitingData
from ..core.model import Document
from .catalogue import Catalogue
from .citation_matter import often
from .cotes import Cote, Parents
from .course import Courses
from .differences import Numbering


class Shown:
    """Asked for one document after the other."""

    def __init__(
        self, contents: Catalogue, index: CitationIndex, data: CitingData, numbering: Numbering, courses: Courses
    ) -> None:
        self._contents, self._index, self._data, self._numbering = contents, index, data, numbering
        self._courses = courses
        self._keys: dict[tuple[str, str], str] = {}
        self._documents: dict[str, str] = {}

    def of_others(self, document: Document) -> str:
        """All that the pages of a document show of others, as a string that is the same while that is."""
        cites = sorted(self._index.by_document.get(document.path, ()))
        return repr(
            (
                [self._key(key, document.language) for key in cites],
                self._cited_by(document.path),
                self._contents.neighbours.get(document.path),
                self._versions(document.path),
                self._course(document),
            )
        )

    def of_cote(self, cote: Cote, parents: Parents) -> bytes:
        """All that the pages of a cited document show."""
        held = cote.held
        places = cote.places
        documents = sorted({place.document for place in places} | ({held} if held else set()))
        passages = {id(place.passage): place for place in places}
        numbers = {passage: number for number, passage in enumerate(passages)}
        shown = [(place.document, place.passage) for place in passages.values()]
        facts = (
            *(cote.key, held, parents, [self._document(path) for path in documents]),
            [(document, passage.anchor, passage.label, passage.digest) for document, passage in shown],
            [(numbers[id(place.passage)], place.fragment, place.start, place.end) for place in places],
        )
        # Of this version, marshal writes what a value is, without what is shared: a tenth of the time of `repr`.
        return marshal.dumps(facts, 2)

    def _versions(self, path: str) -> object:
        """The other versions of a document, and how they are numbered differently."""
        return [self._numbering.versions.others(path), self._numbering.differences(path), self._numbering.missing(path)]

    def _course(self, document: Document) -> object:
        """What became of a document, and the documents of which that is."""
        steps = self._courses.of(document.path)
        named = sorted({name for step in steps for name in (step.key, step.says[0]) if name})
        leading = self._index.leading
        others = [self._document(name) if name in self._index.documents else leading.get(name, "") for name in named]
        return steps, others

    def _document(self, path: str) -> str:
        if path not in self._documents:
            self._documents[path] = repr(self._index.documents[path])
        return self._documents[path]

    def _key(self, key: str, language: str) -> str:
        """Where a key leads, and how often it is cited."""
        if (key, language) not in self._keys:
            index = self._index
            leading = index.leading[key]
            held = index.held(key, language), index.held(leading, language)
            self._keys[key, language] = repr((key, leading, held, often(index.by_leading[leading])))
        return self._keys[key, language]

    def _cited_by(self, path: str) -> object:
        """The places that cite a document, and the documents that they stand in."""
        places = self._index.cited.get(path, ())
        citing = sorted({place.document for place in places})
        return (
            [self._index.leading[place.key] for place in places[:1]],
            _placed(places),
            [self._document(path) for path in citing],
        )


def _placed(places: tuple[Place, ...]) -> list[object]:
    """Each place; those of one passage have one number."""
    passages: dict[int, int] = {}
    return [
        (place.document, place.fragment, place.anchor, place.passage.label, passages.setdefault(id(place.passage), at))
        for at, place in enumerate(places)
    ]
