"""What a shard is put together from: of each document what the index has of it, and of all what they add up to.

The parts of a shard are kept. Where few of its documents have changed since, theirs are taken out and the new ones put
in, and all others stay unread.
"""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..core.stage_store import Store
from ..core.stage_store import key as key_of
from ..core.value import value
from .digits import ascending, numbers
from .index_words import Merged, Record, merged, packed, record_of, replaced, unpacked
from .page_facets import ROOMS

if TYPE_CHECKING:
    from .stored_document import Document

_SHARE = 4
"""One of so many documents may have changed; beyond that, all are read."""


@value(frozen=True, slots=True)
class Entry:
    """What its shard takes of a document."""

    table: bytes
    """What a browser must know of it to find its paragraphs, in JSON."""
    facets: bytes
    """What these can be narrowed by, in JSON."""
    forms: dict[str, int]
    """How often each form occurs."""
    damaged: list[str]
    """Pieces of damaged words."""
    record: Record


@value(frozen=True, slots=True)
class Parts:
    """What a shard is put together from."""

    documents: list[tuple[str, str]]
    """Name in the store and language of each."""
    tables: list[bytes]
    facets: list[bytes]
    damaged: list[list[str]]
    forms: dict[str, dict[str, int]]
    """How often each form occurs, by language; both in order."""
    words: Merged


@value(frozen=True, slots=True)
class Made:
    """A shard as it was made."""

    key: str
    """Its name in the store."""
    parts: Parts
    digests: dict[str, str]
    """SHA-256 of the files of its index, by path."""


def entry_of(document: Document, name: str) -> Entry:
    """What its shard takes of a document, whose texts are in the folder `name`."""
    table = {
        "path": document.path,
        "id": name,
        "language": document.language,
        "data": document.data,
        "pieces": document.starts,
        "keys": numbers(document.lengths),
        "parts": document.parts,
    }
    facets = {
        "countries": {code: ascending(blocks) for code, blocks in document.countries.items()},
        "themes": {theme: ascending(blocks) for theme, blocks in document.themes.items()},
    }
    record = record_of(f"/{document.path}", document.keys)
    return Entry(compact(table), compact(facets), document.forms, sorted(document.damaged), record)


def keep_entry(store: Store, key: str, entry: Entry) -> None:
    """Keep what its shard takes of a document, by the document's name in the store."""
    described = b"\n".join([entry.table, entry.facets, compact([entry.forms, entry.damaged])])
    store.put(_entries_key(key), described)
    store.put(_record_key(key), packed(entry.record))


def kept_entry(store: Store, key: str) -> Entry | None:
    """What is kept of a document; None where the store has let it go since, or had no room for it."""
    described, record = store.get(_entries_key(key)), store.get(_record_key(key))
    if described is None or record is None:
        return None
    table, facets, others = described.split(b"\n")
    forms, damaged = json.loads(others)
    return Entry(table, facets, forms, damaged, unpacked(record))


def parts_of(documents: Sequence[tuple[str, str]], entries: Callable[[int], Entry]) -> Parts:
    """The parts of documents (name in the store, language); `entries` gives what the shard takes of each."""
    forms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    damaged: list[list[str]] = []
    tables: list[bytes] = []
    facets: list[bytes] = []
    records: list[Record] = []
    for number, (_, language) in enumerate(documents):
        entry = entries(number)
        records.append(entry.record)
        tables.append(entry.table)
        facets.append(entry.facets)
        damaged.append(entry.damaged)
        counts = forms[language]
        for form, count in entry.forms.items():
            counts[form] += count
    return Parts(list(documents), tables, facets, damaged, _ordered(forms), merged(records))


def renewed(before: Parts, documents: Sequence[tuple[str, str]], store: Store) -> Parts | None:
    """The parts of documents of which few have changed, made of those before; None where these are of no use."""
    if len(before.documents) != len(documents):
        return None
    changed = [number for number, document in enumerate(documents) if document != before.documents[number]]
    if _SHARE * len(changed) > len(documents):
        return None
    forms = defaultdict(dict, before.forms)
    damaged, tables, facets = list(before.damaged), list(before.tables), list(before.facets)
    records: dict[int, tuple[Record, Record]] = {}
    for number in changed:
        (key, language), (old_key, old_language) = documents[number], before.documents[number]
        new, old = kept_entry(store, key), kept_entry(store, old_key)
        if new is None or old is None:
            return None
        records[number] = old.record, new.record
        tables[number], facets[number], damaged[number] = new.table, new.facets, new.damaged
        forms[old_language] = _added(forms[old_language], old.forms, -1)
        forms[language] = _added(forms[language], new.forms, 1)
    spoken = {language for _, language in documents}
    kept = {language: counts for language, counts in forms.items() if language in spoken}
    return Parts(list(documents), tables, facets, damaged, _ordered(kept), replaced(before.words, records))


def _added(counts: Mapping[str, int], others: Mapping[str, int], times: int) -> dict[str, int]:
    """Counts with others added, so many times; those that are none are left out."""
    total = dict(counts)
    for form, count in others.items():
        total[form] = total.get(form, 0) + times * count
    return {form: count for form, count in total.items() if count}


def _ordered(forms: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {language: dict(sorted(counts.items())) for language, counts in sorted(forms.items())}


def last_made(store: Store, name: str) -> Made | None:
    """The shard that was last made in the folder `name`, if the store still has it."""
    last = store.get(_last_key(name))
    stored = store.get(_made_key(last.decode())) if last else None
    made: Made | None = pickle.loads(stored) if stored else None
    return made


def keep_made(store: Store, name: str, made: Made) -> None:
    """Keep how the shard in the folder `name` was made."""
    store.put(_made_key(made.key), pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    store.put(_last_key(name), made.key.encode())


def compact(content: Any) -> bytes:
    """JSON without spaces, in one line."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _entries_key(key: str) -> str:
    return key_of("search entries", (), key)


def _record_key(key: str) -> str:
    return key_of("search record", (), key)


def _made_key(key: str) -> str:
    return key_of("search shard made", (), key)


def _last_key(name: str) -> str:
    """The one kind of entry that is put again: which shard was made last in a folder. It only says where to look."""
    return key_of("search shard before", ROOMS, name)
