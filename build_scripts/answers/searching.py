"""Search: the passages that have some words, expressions or citations, found by the rules of the pages' own search.

Words in any form of theirs, the very form first; « expressions » in quotation marks as they stand; the symbol of a
document that the site holds narrows the rest to that document, and alone, or of one that it only cites, finds the
passages that cite it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from ..citations.keys import DECISION, RESOLUTION, parse, title
from ..citations.knowledge import load
from ..core.language import languages
from ..references.quotations_found import quotations
from ..search.word_folding import GAP, citation_key, forms, key, unaccented
from ..search.word_folding import words as words_of
from . import referring
from .passage_given import Passage, at
from .passage_index import PARTS, Hit, Index, Narrowed, either
from .site_answering import NoAnswer, Site
from .vocabulary import EXACT, KIN, SPELLED, Vocabulary

LONGEST = 500
"""Characters of a query."""
MOST = 50
"""Passages in one answer."""
_READINGS = 24
"""Ways to spell an expression, at most."""
_MATCHES = {EXACT: "exact", SPELLED: "other spelling", KIN: "other form"}

# A Chinese character: `大`; not `a`.
_HAN = re.compile("[\u3400-\u9fff]")
# The beginning of a word: `terror*`, `secrét*`; not `*`, `a*`.
_START = re.compile(r"(\w{2,})\*")


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that has what was looked for."""

    passage: Passage
    match: str
    """`exact`: the very words; `other spelling`: other accents or hyphens; `other form`: plural, feminine, conjugated
    …"""


@dataclass(frozen=True)  # Without slots: mcp takes those for values of the fields.
class Results:
    """What a search has found."""

    total: int
    """Passages, of all pages."""
    results: list[Found]
    next: int | None
    """`first` of the next page; null on the last one."""
    unknown_words: list[str]
    """Words of the query that stand nowhere in the archive: while one is there, nothing is found."""
    documents: list[str]
    """Paths of the documents of the archive that the query names; among other words, only they are searched."""


@dataclass(slots=True)
class _Query:
    """What is looked for: for each term, FTS5 expressions by how far they are from what was typed."""

    terms: list[dict[int, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    narrows: bool = False
    """Whether only these documents are searched."""

    def expressions(self) -> Iterator[tuple[int, str]]:
        """For each distance the query for what is no farther, without what is nearer."""
        before = ""
        for tier in (EXACT, SPELLED, KIN):
            nearest = [next((term[near] for near in range(tier, -1, -1) if near in term), "") for term in self.terms]
            query = " AND ".join(nearest) if nearest and all(nearest) else ""
            if query and query != before:
                yield tier, f"({query}) NOT ({before})" if before else query
                before = query


def search(
    site: Site, index: Index, vocabulary: Vocabulary, words: str, narrowed: Narrowed, first: int, most: int
) -> Results:
    """The passages that have the words, from the `first` on. Raises NoAnswer for a query that asks for nothing, and for
    a filter that no archive can meet."""
    if not words.strip():
        raise NoAnswer("the query is empty: give words, an expression in quotation marks, or a symbol")
    if len(words) > LONGEST:
        raise NoAnswer(f"the query has {len(words):,} characters, and {LONGEST} at most are looked for")
    _refuse_unknown(site, narrowed)
    query = _query(site, vocabulary, words)
    if not (query.terms or query.unknown or query.documents):
        raise NoAnswer("the query has no word to look for")
    if query.narrows:
        narrowed = replace(narrowed, documents=tuple(query.documents))
    total, hits = (0, []) if query.unknown else _page(index, query, narrowed, first, min(most, MOST))
    shown = first + len(hits)
    return Results(
        total=total,
        results=[Found(at(site, hit.path, hit.anchor), _MATCHES[tier]) for tier, hit in hits],
        next=shown if hits and shown < total else None,
        unknown_words=query.unknown,
        documents=query.documents,
    )


def _refuse_unknown(site: Site, narrowed: Narrowed) -> None:
    """Nothing found would be taken for an answer."""
    for path in narrowed.documents:
        if path not in site.documents:
            raise NoAnswer(f"the archive has no document “{path}”; give paths as answers do: fr/A/76/463")
    for asked, name, known in (
        (narrowed.parts, "part of a document", PARTS),
        (narrowed.languages, "language", sorted(languages())),
    ):
        for value in asked:
            if value not in known:
                raise NoAnswer(f"no {name} is called “{value}”: {', '.join(known)}")


def _page(index: Index, query: _Query, narrowed: Narrowed, first: int, most: int) -> tuple[int, list[tuple[int, Hit]]]:
    """How many passages there are, and those of one page with how far each is."""
    total = 0
    page: list[tuple[int, Hit]] = []
    for tier, expression in query.expressions():
        count = index.count(expression, narrowed)
        start = max(0, first - total)
        if start < count and len(page) < most:
            page += [(tier, hit) for hit in index.hits(expression, narrowed, start, most - len(page))]
        total += count
    return total, page


def _query(site: Site, vocabulary: Vocabulary, words: str) -> _Query:
    query = _Query()
    phrases = quotations(words)
    rest = _without(words, ((phrase.start, phrase.end) for phrase in phrases))
    known, _ = referring.answers(site, rest)
    rest = _without(rest, ((one.reference.start, one.reference.end) for one in known))
    named = {word for one in known for word in _named(one.reference)}
    single = [term for term in _words(vocabulary, rest) if not named.issuperset(map(unaccented, term))]
    query.documents = list(dict.fromkeys(one.reference.path for one in known if one.reference.path))
    query.narrows = bool(query.documents and (single or phrases))
    for one in known:
        keys = one.reference.candidates or (one.reference.key,)
        if all(keys) and not (query.narrows and one.reference.path):
            query.terms.append({EXACT: either([citation_key(cited)] for cited in keys)})
    for phrase in phrases:
        _add(
            query,
            vocabulary,
            [form for token in phrase.words.split() for form in forms(token)],
            phrase.words,
            kin=False,
        )
    for term in single:
        _add(query, vocabulary, term, "".join(term))
    return query


def _named(reference: referring.Reference) -> Iterator[str]:
    """Words that go with the number of a resolution or decision, « résolution 77/237 de l’Assemblée générale »."""
    data = load()
    for cited in (parse(own, data) for own in (reference.key, *reference.candidates) if own):
        for code in languages() if cited.kind in (RESOLUTION, DECISION) else ():
            yield from words_of(title(cited, data, code))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _words(vocabulary: Vocabulary, text: str) -> list[list[str]]:
    """The words to look for, each alone but those of Chinese, of which a run is an expression; without the stop words
    of the language that has most of them, unless there are no others."""
    terms: list[list[str]] = []
    for token in text.split():
        if start := _START.fullmatch(token):
            terms.append([f"{forms(start[1])[0]}*"])
            continue
        own = [form for form in forms(token) if form != GAP]
        terms += [own] if _HAN.search(token) and own else ([form] for form in own)
    plain = [unaccented(form) for term in terms for form in term]
    common = max(vocabulary.stop_words.values(), key=lambda words: sum(form in words for form in plain), default=[])
    telling = [term for term in terms if len(term) > 1 or unaccented(term[0]) not in common]
    return telling or terms


def _add(query: _Query, vocabulary: Vocabulary, term: Sequence[str], typed: str, *, kin: bool = True) -> None:
    """Add a word, the beginning of one, or an expression."""
    if len(term) == 1 and term[0].endswith("*"):
        query.terms.append({EXACT: f'"{key(term[0][:-1])[:-1]}" *'})
        return
    if not term:
        return
    slots = [{form: EXACT} if form == GAP else vocabulary.names(form, kin=kin and len(term) == 1) for form in term]
    if not all(slots):
        query.unknown.append(typed)
        return
    query.terms.append(
        {
            tier: either(_sequences(slots, tier))
            for tier in (EXACT, SPELLED, KIN)
            if all(_within(slot, tier) for slot in slots)
        }
    )


def _within(slot: Mapping[str, int], tier: int) -> list[str]:
    return [name for name, far in slot.items() if far <= tier]


def _sequences(slots: Sequence[Mapping[str, int]], tier: int) -> Iterator[list[str]]:
    """Every way to spell an expression, as keys."""
    ways = product(*(_within(slot, tier) for slot in slots))
    for names in ways if len(slots) == 1 else islice(ways, _READINGS):
        yield [key(name) for name in names if name != GAP]
