"""What became of a document: drafts and the resolutions adopted on them, texts that recall it, revisions, corrigenda,
addenda, its neighbours in its series.

Only what texts say is told, each step with the place that says it: a report names the draft that it recommends; a
resolution names in its masthead, in square brackets, the report or the draft that it is based on; a preamble recalls.
Which draft of a report became a resolution, their titles say if they are the same. A symbol says of what a document is
the revision, the corrigendum or an addendum.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from ..citations.citation_index import CitationIndex, paths, versions_at
from ..citations.citing_words import Vocabulary
from ..citations.folding import fold
from ..citations.keys import DECISION, RESOLUTION, parse
from ..citations.knowledge import load
from ..citations.series import amended
from ..core.interface import interface
from ..core.model import Block, Citation, Document, Kind, PartKind, Report
from ..core.text import unlabelled
from ..core.value import value
from ..references import places, reference, units
from ..references.places import words as place_words
from .catalogue import Entry, language_of_lists
from .cotes import Cote, name_of
from .inner_works import DRAFTS, inner_works, is_draft
from .matter import Value

ADOPTED = ("resolution", "decision")
"""Types of documents that a body has adopted."""
SHOWN = 30
"""Steps of one kind that a page names at most."""
# What stands in square brackets: `[on the report of the Third Committee (A/76/463)]`; not `(A/76/463)`.
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_SUFFIXES = {"Rev": "revision", "Corr": "corrigendum", "Add": "addendum"}
"""Of a symbol, and the steps that they say."""


@value(frozen=True, slots=True)
class Work:
    """A draft inside a document."""

    anchor: str
    title: str
    """As it is compared."""
    label: str
    """« projet de résolution I »."""
    tabled: str
    """Key of the document in which it was submitted; empty where the report doesn't say it."""


@value(frozen=True, slots=True)
class Facts:
    """What the text of a document says of the course of texts."""

    path: str
    works: tuple[Work, ...] = ()
    based: tuple[tuple[str, str], ...] = ()
    """Of a text that was adopted: what its masthead names in square brackets, as keys with anchors (or nothing)."""
    recalls: tuple[tuple[str, str, str], ...] = ()
    """What resolutions and drafts in it recall: key, anchor and label of the paragraph."""


@value(frozen=True, slots=True)
class Step:
    """One step of a document's course."""

    kind: str
    """Key of `pages.course` in interface.toml."""
    key: str
    """Of the other document: its path where it is held, else its key."""
    anchor: str = ""
    """The place in it."""
    part: str = ""
    """Anchor of the part of this document that it is about; empty for all of it."""
    says: tuple[str, str, str] = ("", "", "")
    """Path, anchor and label of the place that says so; without a path, its symbol does."""


def facts(report: Report) -> Facts:
    """What a report says."""
    document = report.document
    drafts = (work for work in inner_works(report) if work.type in DRAFTS)
    own = reference(document)
    works = tuple(
        Work(work.anchor, compared(work.title), work.citation.removeprefix(own).lstrip(", "), work.tabled)
        for work in drafts
    )
    based = tuple(dict.fromkeys(_based(report))) if document.type in ADOPTED else ()
    return Facts(document.path, works, based, tuple(_recalls(report)))


def compared(title: str) -> str:
    """A title as it is compared with another: without the case of its letters and its spaces."""
    return "".join(fold(title).casefold().split())


def _based(report: Report) -> Iterator[tuple[str, str]]:
    for block in report.blocks:
        if block.kind is not Kind.MASTHEAD:
            continue
        stretches = [match.span() for match in _BRACKETED.finditer(block.text.string)]
        for mark in block.text.marks:
            if isinstance(mark, Citation) and any(start < mark.start and mark.end < end for start, end in stretches):
                yield mark.key, mark.fragment


def _recalls(report: Report) -> Iterator[tuple[str, str, str]]:
    """Acts that follow a verb of recalling in what a body says, before another verb."""
    document = report.document
    vocabulary, data = load().vocabulary(document.language), load()
    spoken = document.type in ADOPTED + DRAFTS
    labels: Mapping[str, str] | None = None
    recalling = False
    for block in report.blocks:
        if not (spoken or _in_act(block)) or block.kind not in (Kind.PREAMBULAR, Kind.PARAGRAPH, Kind.ITEM):
            continue
        # An item goes on with what its paragraph begins.
        recalling = recalling and block.kind is Kind.ITEM
        for key, recalled in _governed(block, vocabulary, recalling):
            if recalled and parse(key, data).kind in (RESOLUTION, DECISION):
                labels = _labels(report) if labels is None else labels
                yield key, block.anchor, labels.get(block.anchor, "")
        if block.kind is not Kind.ITEM:
            recalling = _last_recalls(block, vocabulary)


def _in_act(block: Block) -> bool:
    part = block.part
    while part.parent is not None and part.kind not in (PartKind.RESOLUTION, PartKind.DECISION):
        part = part.parent
    return part.kind in (PartKind.RESOLUTION, PartKind.DECISION)


def _governed(block: Block, vocabulary: Vocabulary, before: bool) -> Iterator[tuple[str, bool]]:
    """Each key that a block cites, and whether the verb before it recalls; where it has none, as `before` says."""
    text = unlabelled(block)
    marks = [mark for mark in text.marks if isinstance(mark, Citation)]
    if not marks:
        return
    string = fold(text.string)
    verbs = [match.start() for match in vocabulary.openers.finditer(string)]
    for mark in marks:
        at = bisect_right(verbs, mark.start) - 1
        yield mark.key, bool(vocabulary.recalls.match(string, verbs[at])) if at >= 0 else before


def _last_recalls(block: Block, vocabulary: Vocabulary) -> bool:
    string = fold(unlabelled(block).string)
    verbs = [match.start() for match in vocabulary.openers.finditer(string)]
    return bool(verbs and vocabulary.recalls.match(string, verbs[-1]))


def _labels(report: Report) -> dict[str, str]:
    language = report.document.language
    return {anchor: place_words(place, language) for anchor, place in places(units(report), language).items()}


@dataclass(frozen=True)
class Courses:
    """The courses of all documents of an archive; each is asked for by a document's path."""

    known: Mapping[str, Facts]
    documents: Mapping[str, Document]
    held: Mapping[str, Mapping[str, str]]
    """Their paths, as `citation_index.holders` has them."""
    neighbours: Mapping[str, tuple[Entry | None, Entry | None]]

    def _versions(self, key: str) -> dict[str, str]:
        """Paths of a document by language, by any of its keys or by its path without language."""
        for path in paths(key):
            if versions := versions_at(self.held, path):
                return versions
        return {}

    def _versions_of(self, path: str) -> frozenset[str]:
        return frozenset(versions_at(self.held, path.partition("/")[2]).values())

    def _chosen(self, versions: Mapping[str, str], language: str) -> str:
        return versions.get(language) or (versions[min(versions)] if versions else "")

    @cached_property
    def _adopted_on(self) -> dict[str, list[str]]:
        """By the path of a report or a draft, the texts that were adopted on it."""
        found: dict[str, list[str]] = defaultdict(list)
        for said in self.known.values():
            for key, _ in said.based:
                for path in self._versions(key).values():
                    found[path].append(said.path)
        return found

    @cached_property
    def _recommended(self) -> dict[str, list[tuple[str, Work]]]:
        """By the path of a draft, the reports that recommend it, with its place in them."""
        found: dict[str, list[tuple[str, Work]]] = defaultdict(list)
        for said in self.known.values():
            for work in said.works:
                for path in self._versions(work.tabled).values() if work.tabled else ():
                    found[path].append((said.path, work))
        return found

    @cached_property
    def _recalled(self) -> dict[str, list[tuple[str, str, str]]]:
        """By path, who recalls the text: path, anchor and label."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for said in self.known.values():
            seen: set[str] = set()
            for key, anchor, label in said.recalls:
                for path in self._versions(key).values():
                    if path not in seen and said.path not in self._versions_of(path):
                        found[path].append((said.path, anchor, label))
                        seen.add(path)
        return found

    @cached_property
    def _by_symbol(self) -> dict[str, list[tuple[str, str]]]:
        """By the symbol path that a symbol's suffix is of, the documents whose symbols have one, and which."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for document in self.documents.values():
            for symbol, suffix in amended(document.symbol, _SUFFIXES):
                for path in paths(symbol):
                    found[path].append((document.path, suffix))
        return found

    # --- the steps

    def of(self, path: str) -> tuple[Step, ...]:
        """The steps of a document's course, the oldest first; other documents once each, in its language if they can
        be."""
        steps = [*self._tabled(path), *self._based_on(path), *self._adopted(path), *self._later(path)]
        steps += [*self._earlier(path), *self._suffixed(path), *self._recalling(path)]
        steps += self._series(path, {step.key for step in steps})
        language = self.documents[path].language
        mine = self._versions_of(path)
        listed: dict[tuple[str, str], list[Step]] = defaultdict(list)
        for step in (self._in_language(step, language) for step in steps):
            same = listed[step.kind, step.key]
            # In one of its languages, a text may say of which part it is, and in another not.
            if step.key not in mine and not any(other.part == step.part or not step.part for other in same):
                same[:] = [*(other for other in same if other.part), step]
        return tuple(sorted(chain.from_iterable(listed.values()), key=lambda step: self.order(step, path)))

    def _in_language(self, step: Step, language: str) -> Step:
        if step.key not in self.documents:
            return step
        return replace(step, key=self._chosen(versions_at(self.held, step.key.partition("/")[2]), language))

    def order(self, step: Step, path: str) -> tuple[bool, tuple[int, ...], bool]:
        """What steps are sorted by, their dates; what has none comes before the text if it was before it, else at the
        end."""
        document = self.documents.get(step.key)
        issued = document.issued if document else ()
        if not issued and step.kind in ("draft", "report"):
            return False, self.documents[path].issued, False
        return not issued and step.kind != "here", issued, True

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The titles of adopted texts as they are compared, by path."""
        return {path: compared(one.title) for path, one in self.documents.items() if one.type in ADOPTED}

    @cached_property
    def _by_title(self) -> dict[str, dict[str, Work]]:
        """By the path of a report, its drafts by their titles, but those that two have."""
        counts = {path: Counter(work.title for work in said.works) for path, said in self.known.items() if said.works}
        return {
            path: {work.title: work for work in self.known[path].works if titles[work.title] == 1}
            for path, titles in counts.items()
        }

    def _same_title(self, path: str, adopted: str) -> Work | None:
        """The draft of a report that has an adopted text's title, in its language; none where two have."""
        return self._by_title.get(path, {}).get(self._titles[adopted])

    def _masthead(self, path: str) -> tuple[str, str, str]:
        return path, "", ""

    def _tabled(self, path: str) -> Iterator[Step]:
        """Of a report, where its drafts were submitted."""
        said = self.known.get(path)
        for work in said.works if said else ():
            if work.tabled:
                held = self._chosen(self._versions(work.tabled), self.documents[path].language)
                yield Step("draft", held or work.tabled, "", work.anchor, (path, work.anchor, work.label))

    def _based_on(self, path: str) -> Iterator[Step]:
        """Of an adopted text, the report or the draft that it is based on, and where that draft was submitted."""
        said = self.known.get(path)
        language = self.documents[path].language
        for key, fragment in said.based if said else ():
            held = self._chosen(self._versions(key), language)
            if is_draft(key):
                yield Step("draft", held or key, "", "", self._masthead(path))
                continue
            work = self._same_title(held, path) if held else None
            yield Step("report", held or key, work.anchor if work else fragment, "", self._masthead(path))
            if work and work.tabled:
                draft = self._chosen(self._versions(work.tabled), language)
                yield Step("draft", draft or work.tabled, "", "", (held, work.anchor, work.label))

    def _adopted(self, path: str) -> Iterator[Step]:
        """What was adopted on a report or a draft; of a draft, the report first."""
        for adopted in self._adopted_on.get(path, ()):
            work = self._same_title(path, adopted)
            yield Step("adopted", adopted, "", work.anchor if work else "", self._masthead(adopted))
            if work:
                yield from (replace(step, part=work.anchor) for step in self._later(adopted))
        for report, work in self._recommended.get(path, ()):
            yield Step("report", report, work.anchor, "", (report, work.anchor, work.label))
            for adopted in self._adopted_on.get(report, ()):
                if self._same_title(report, adopted) == work:
                    yield Step("adopted", adopted, "", "", self._masthead(adopted))
                    yield from self._later(adopted)

    def _chain(self, path: str, links: Mapping[str, Sequence[tuple[str, tuple[str, str, str]]]]) -> Iterator[Step]:
        """Adopted texts of one title, from one to the next."""
        open_, seen = [path], {path}
        while open_:
            for other, says in links.get(open_.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    open_.append(other)
                    yield Step("", other, "", "", says)

    @cached_property
    def _renewed(self) -> dict[str, list[tuple[str, tuple[str, str, str]]]]:
        """By an adopted text's path, adopted texts of its title and language that recall it."""
        found: dict[str, list[tuple[str, tuple[str, str, str]]]] = defaultdict(list)
        for path, callers in self._recalled.items():
            for caller, anchor, label in callers:
                if self._is_renewal(path, caller):
                    found[path].append((caller, (caller, anchor, label)))
        return found

    @cached_property
    def _renews(self) -> dict[str, list[tuple[str, tuple[str, str, str]]]]:
        found: dict[str, list[tuple[str, tuple[str, str, str]]]] = defaultdict(list)
        for path, callers in self._renewed.items():
            for caller, says in callers:
                found[caller].append((path, says))
        return found

    def _is_renewal(self, path: str, caller: str) -> bool:
        title = self._titles.get(path)
        same = title is not None and title == self._titles.get(caller)
        return same and self.documents[path].language == self.documents[caller].language

    def _later(self, path: str) -> Iterator[Step]:
        return (replace(step, kind="later") for step in self._chain(path, self._renewed))

    def _earlier(self, path: str) -> Iterator[Step]:
        return (replace(step, kind="earlier") for step in self._chain(path, self._renews))

    def _recalling(self, path: str) -> Iterator[Step]:
        renewed = {step.key for step in self._later(path)}
        versions = {version for caller in renewed for version in self._versions_of(caller)}
        for caller, anchor, label in self._recalled.get(path, ()):
            if caller not in versions:
                yield Step("recalled", caller, anchor, "", (caller, anchor, label))

    def _suffixed(self, path: str) -> Iterator[Step]:
        """Revisions, corrigenda and addenda of a document, and what it is one of."""
        document = self.documents[path]
        if bases := [symbol for symbol, _ in amended(document.symbol, _SUFFIXES)]:
            held = filter(None, (self._chosen(self._versions(base), document.language) for base in bases))
            yield Step("base", next(held, bases[0]))
        for other, suffix in self._by_symbol.get(path.partition("/")[2], ()):
            yield Step(_SUFFIXES[suffix], other)

    def _series(self, path: str, told: Iterable[str]) -> Iterator[Step]:
        """Its neighbours, as far as nothing more is said of them."""
        already = set(told)
        for kind, entry in zip(("previous", "next"), self.neighbours.get(path, (None, None)), strict=True):
            if entry and entry.path not in already:
                yield Step(kind, entry.path)


# --- for the page -----------------------------------------------------------------------------


def course(report: Report, courses: Courses, index: CitationIndex) -> Mapping[str, Value | None]:
    """For the front matter: the steps, the oldest first, the document itself among them; nothing where there are none
    besides its neighbours, which the foot of the page has."""
    path = report.document.path
    steps = courses.of(path)
    if all(step.kind in ("previous", "next") for step in steps):
        return {}
    counts: dict[str, int] = defaultdict(int)
    shown: list[Step] = []
    for step in steps:
        counts[step.kind] += 1
        if counts[step.kind] <= SHOWN:
            shown.append(step)
    more = len(steps) - len(shown)
    shown.append(Step("here", path))
    shown.sort(key=lambda step: courses.order(step, path))
    said = courses.known.get(path)
    labels = {work.anchor: work.label for work in said.works} if said else {}
    return {
        "course": [_row(step, courses, index, labels, path) for step in shown],
        "course_more": more,
    }


def _row(step: Step, courses: Courses, index: CitationIndex, labels: Mapping[str, str], here: str) -> Value:
    document = courses.documents.get(step.key)
    row: dict[str, Value] = {"kind": step.kind, "part": step.part, "part_label": labels.get(step.part, "")}
    if document:
        row |= {
            "path": document.path,
            "title": name_of(document),
            "short": document.symbol or name_of(document),
            "lang": document.language,
            "anchor": step.anchor,
            "date": document.date.isoformat() if document.date else "",
            "date_text": interface(language_of_lists()).day(document.date) if document.date else document.supplied_date,
            "compare": _beside(step, document, courses, here),
        }
    else:
        row |= _not_held(step.key, index, courses.documents[here].language)
    path, anchor, label = step.says
    if path:
        place = courses.documents[path]
        row["says"] = {
            "lang": place.language,
            "path": path,
            "anchor": anchor,
            "label": label,
            "title": reference(place),
        }
    return row


def _beside(step: Step, document: Document, courses: Courses, here: str) -> Value:
    """Whether two texts may be put beside each other word by word, and the part of the other that this one is."""
    if document.language != courses.documents[here].language or step.kind in ("previous", "next", "here"):
        return {}
    said = courses.known.get(document.path)
    is_work = any(work.anchor == step.anchor for work in said.works) if said else False
    return {"path": document.path, "part": step.anchor if is_work else ""}


def _not_held(key: str, index: CitationIndex, language: str) -> dict[str, Value]:
    """A document that the archive only cites."""
    if key not in index.leading:
        return {"title": key, "short": key}
    cote = Cote(index.leading[key], index, load())
    return {"title": cote.title, "short": key, "path": cote.path, "official": cote.official_in(language)}
