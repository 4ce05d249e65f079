"""What all shards share, and each change may concern: vocabulary, symbols, manifest.

It is made of the counts of each shard and of a few facts of each document. What doesn't depend on the words that have
changed is in the store: all of it for shards that are as they were, the kin of words, the names of facets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..core.language import language as language_words
from ..core.language import languages
from ..core.settings import archive
from ..core.stage_store import Store
from ..core.stage_store import key as key_of
from .bundle import FOLDER, Bundle, script_of, value_of
from .facets import Facet, countries, themes
from .families import for_browser, has_families, named_families
from .kin import LONG_ENDING, SHORTEST, kin, search_rules, stop_words
from .page_blocks import former
from .page_blocks import symbols as held_symbols
from .page_facets import ROOMS
from .shard_parts import compact
from .shards import Shard, Summary
from .symbol_index import Symbols
from .word_forms import Vocabulary

AT_ONCE = 32
"""Documents in the newest shards that a browser asks at once, and that it loads in one file with the page."""


def write_shared(site: Path, store: Store, shards: Sequence[Shard], summary: Callable[[Shard], bytes]) -> None:
    """Put vocabulary, symbols and manifest into the folder of the search. `summary` of a shard: what the whole archive
    takes of it (`make_shard`)."""
    symbols = _symbols(site, shards)
    key = key_of("search shared", ROOMS, *(shard.key for shard in shards), json.dumps(symbols))
    if not store.take_files(key, site / FOLDER):
        store.deliver(key, _files(store, site / FOLDER, shards, summary, symbols), site / FOLDER)


def newest(shards: Sequence[Shard]) -> list[Shard]:
    """The newest shards, which are asked at once."""
    count = 0
    chosen: list[Shard] = []
    for shard in reversed(shards):
        chosen.append(shard)
        count += len(shard.documents)
        if count >= AT_ONCE:
            break
    return chosen


def _files(
    store: Store, folder: Path, shards: Sequence[Shard], summary: Callable[[Shard], bytes], symbols: Sequence[Any]
) -> dict[str, bytes]:
    bundle, vocabulary = Bundle(), Vocabulary()
    count = 0
    for number, shard in enumerate(shards):
        taken = json.loads(summary(shard))
        bundle.note(taken["digest"])
        for language, counts in taken["forms"].items():
            vocabulary.add(counts, language, number)
            count += sum(counts.values())
        vocabulary.add_damaged(taken["damaged"], number)
        for document in shard.documents:
            bundle.note(document.digest)
    firsts: list[str] = []
    for first, piece in vocabulary.pieces(
        len(shards),
        partial(_stored, store, "search kin", kin),
        partial(_stored, store, "search families", named_families),
    ):
        bundle.data(f"words/{len(firsts)}", piece)
        firsts.append(first)
    for number, entries in enumerate(symbols):
        bundle.data(f"symbols/{number}", entries)
    documents = [document for shard in shards for document in shard.documents]
    spoken = _languages(document.language for document in documents)
    for code in spoken:
        bundle.data(f"inflections/{code}", inflections(code))
    manifest = {
        "documents": len(documents),
        "words": count,
        "shards": [[shard.name, len(shard.documents), shard.readers_count] for shard in shards],
        "at_once": AT_ONCE,
        "elsewhere": _elsewhere(documents),
        "flat": any(document.flat for document in documents),
        "vocabulary": firsts,
        "symbols": len(symbols),
        **languages_read(spoken),
        **_names(store),
    }
    version = bundle.version
    bundle.files["newest.js"] = _newest(folder, shards, version)
    bundle.data("manifest", {"version": version, **manifest})
    return bundle.files


def _newest(folder: Path, shards: Sequence[Shard], version: str) -> bytes:
    """The heads and facets of the newest shards together, with the version of the manifest that they belong to."""

    def value(name: str) -> bytes:
        return value_of(name, (folder / f"{name}.js").read_bytes())

    heads = [b"%s:[%s,%s]" % (compact(shard.name), value(shard.head), value(shard.facets)) for shard in newest(shards)]
    return script_of("newest", b'{"version":%s,"shards":{%s}}' % (compact(version), b",".join(heads)))


def _elsewhere(documents: Sequence[Summary]) -> list[str]:
    """Versions that documents name and this site hasn't, as those that a copy leaves out: their paths."""
    named = {
        version.split()[0]
        for document in documents
        for version in document.data.get("versions", "").split("; ")
        if version
    }
    return sorted(named - {document.path.removesuffix("/") for document in documents})


def _symbols(site: Path, shards: Sequence[Shard]) -> list[list[list[Any]]]:
    """The symbols of documents that are held or cited, in pieces."""
    symbols = Symbols()
    for number, shard in enumerate(shards):
        for place, document in enumerate(shard.documents):
            _add_symbols(symbols, document, number, place)
    symbols.link(site)
    return symbols.pieces()


def _add_symbols(symbols: Symbols, document: Summary, shard: int, number: int) -> None:
    data = document.data
    held, title = held_symbols(data), data.get("title", "")
    symbols.hold(held, document.path, title, shard=shard, number=number, former=former(data))
    for key, blocks in document.cited.items():
        symbols.cite(key, blocks, shard)


def _stored(
    store: Store,
    stage: str,
    made: Callable[[list[str], str], Mapping[str, Iterable[str]]],
    words: list[str],
    language: str,
) -> dict[str, list[str]]:
    """What is made of the words of a language, made again only where the archive has other words."""
    words = sorted(words)
    key = key_of(stage, ROOMS, language, "\n".join(words))
    if not (known := store.get(key)):
        known = json.dumps({name: sorted(others) for name, others in made(words, language).items()}).encode()
        store.put(key, known)
    result: dict[str, list[str]] = json.loads(known)
    return result


def _languages(of_documents: Iterable[str]) -> list[str]:
    """Languages that search knows and that documents are in, the archive's own first."""
    own = archive().language
    return sorted(({*of_documents} & search_rules().keys()) | {own}, key=lambda code: (code != own, code))


def languages_read(codes: Sequence[str]) -> dict[str, Any]:
    """Of each language, what must be known of it before a word is looked up: its stop words, its letters."""
    return {
        "own_names": {code: language_words(code).names.get(code, code) for code in languages()},
        "stop_words": {code: stop_words(code) for code in codes},
        "alphabets": {code: language_words(code).alphabet for code in codes},
    }


def inflections(language: str) -> dict[str, Any]:
    """What tells the forms of a word that stands nowhere: endings, with the least letters before one and the most that
    it has, or the rules of families."""
    families = {"families": for_browser(language)} if has_families(language) else {}
    lengths = {"shortest": SHORTEST, "longest": LONG_ENDING}
    return {"endings": search_rules()[language]["endings"], **lengths, **families}


def _names(store: Store) -> dict[str, Any]:
    key = key_of("search names", ROOMS)
    known = store.get(key)
    if known is None:
        known = json.dumps(names()).encode()
        store.put(key, known)
    stored: dict[str, Any] = json.loads(known)
    return stored


def names() -> dict[str, Any]:
    """Names of facets."""
    return {
        "countries": {facet.key: _label(facet) for facet in countries()},
        "themes": {facet.key: _label(facet) for facet in themes()},
    }


def _label(facet: Facet) -> str:
    return facet.label.get(archive().language) or next(iter(facet.label.values()))
