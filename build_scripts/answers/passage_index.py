"""Where words stand: an index of all passages of a site (SQLite, FTS5), made when it is first asked for and kept in
the user's cache until the site changes.

It holds the keys that the search of the pages has (search/word_folding.py) and no text: every passage that is given
comes from the site's own files. The cost is in docs/developers/interface.md.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..core.stage_store import key as key_of
from ..export.interface_index import FOLDER as DATA_FOLDER
from ..search.bundle import FOLDER as SEARCH_FOLDER
from ..search.stored_document import keys_of
from ..search.word_folding import GAP, citation_key
from .site_answering import NoAnswer, Site

ROOMS = ("core", "mend", "search")
"""Rooms of the program that decide what the index has."""
Told = Callable[[int, int], None]
"""Called with how many documents are done, and of how many."""

_EMPTY = "ჰ"
"""Takes up a place in the index and is no key: what no expression crosses."""
_ORGAN = "|"
"""What each of a document's organs stands behind."""
_TEXT = "text"
_PARTS = {"note": "notes", "heading": "titles", "part-title": "titles"}
"""Part of a document that a kind of passage belongs to; all others are its text."""
PARTS = tuple(dict.fromkeys((_TEXT, *_PARTS.values())))
_TABLES = """
CREATE TABLE documents (id INTEGER PRIMARY KEY, path TEXT, language TEXT, organs TEXT, type TEXT, year TEXT);
CREATE TABLE passages (id INTEGER PRIMARY KEY, document INTEGER, anchor TEXT, part TEXT);
CREATE VIRTUAL TABLE words USING fts5(
    keys, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N*'"
);
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has what was looked for."""

    path: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which passages count; empty: all of them."""

    documents: tuple[str, ...] = ()
    """Paths."""
    organs: tuple[str, ...] = ()
    """As data/organs.toml has them; one stands for those below it, too: `A` for `A/C.3`."""
    years: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Of `PARTS`."""

    def conditions(self) -> tuple[str, list[str]]:
        """As SQL, with its values."""
        columns = (
            ("d.path", self.documents),
            ("d.year", self.years),
            ("d.language", self.languages),
            ("d.type", self.types),
            ("p.part", self.parts),
        )
        clauses = [f"{column} IN ({', '.join('?' * len(values))})" for column, values in columns if values]
        given = [value for _, values in columns for value in values]
        if self.organs:
            # Not LIKE, for which signs of an organ that somebody typed may have a meaning.
            clauses.append(f"({' OR '.join(['instr(d.organs, ?) > 0'] * len(self.organs))})")
            given += [f"{_ORGAN}{organ}/" for organ in self.organs]
        return "".join(f" AND {clause}" for clause in clauses), given


class Index:
    """The index of a site; one thread at a time may use it. Whoever asks it gets NoAnswer where its file is damaged."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def count(self, query: str, narrowed: Narrowed) -> int:
        """How many passages have what an FTS5 query asks for."""
        where, values = narrowed.conditions()
        [(count,)] = self._rows(_SELECT.format("count(*)") + where, [query, *values])
        assert isinstance(count, int)
        return count

    def hits(self, query: str, narrowed: Narrowed, first: int, most: int) -> list[Hit]:
        """The passages that have it, the best first (BM25), from one on."""
        where, values = narrowed.conditions()
        sql = _SELECT.format("d.path, p.anchor") + where + " ORDER BY words.rank, p.id LIMIT ? OFFSET ?"
        return [Hit(*row) for row in self._rows(sql, [query, *values, most, first])]

    def _rows(self, sql: str, values: Sequence[Any]) -> list[Any]:
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise NoAnswer(
                f"the index of words {self._file} can't be read ({error}); delete it and start cote mcp again, "
                "which makes it anew"
            ) from None


_SELECT = """
SELECT {} FROM words JOIN passages p ON p.id = words.rowid JOIN documents d ON d.id = p.document WHERE words MATCH ?
"""


def opened(site: Site, cache: Path, told: Told = lambda done, of: None) -> Index:
    """The index of a site, made now where the cache hasn't it. Raises NoAnswer where it can't be written."""
    with closing(sqlite3.connect(":memory:")) as database:
        options = {row[0] for row in database.execute("PRAGMA compile_options")}
    if "ENABLE_FTS5" not in options:
        raise NoAnswer(
            "this Python's SQLite has no full-text search (FTS5); take a Python from your system or python.org"
        )
    file = cache / f"{_place(site)}-{_content(site)}.sqlite"
    if not file.is_file():
        try:
            cache.mkdir(parents=True, exist_ok=True)
            _make(site, file, told)
        except (OSError, sqlite3.Error) as error:
            raise NoAnswer(
                f"the index of words can't be written to {cache} ({error}); name another folder: --cache"
            ) from None
        for older in cache.glob(f"{_place(site)}-*.sqlite"):
            if older != file:
                with suppress(OSError):
                    older.unlink()
    return Index(file)


def user_cache() -> Path:
    """Where programs keep what they can make again (XDG Base Directory Specification, by which a relative path counts
    for nothing)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "cote"


def _place(site: Site) -> str:
    """Stands for the folder of the site."""
    return sha256(os.fsencode(site.folder.resolve())).hexdigest()[:12]


def _content(site: Site) -> str:
    """Stands for what the site's search and its list of documents have, and for the program that reads it."""
    try:
        files = [
            (site.folder / name).read_bytes()
            for name in (f"{SEARCH_FOLDER}/manifest.js", f"{DATA_FOLDER}/documents.json")
        ]
    except OSError as error:
        raise NoAnswer(f"{site.folder} has no search ({error}); make the site again with: cote site") from None
    return key_of("answers", ROOMS, *files)[:16]


def _make(site: Site, file: Path, told: Told) -> None:
    """Write the index beside its place and rename it once it is whole."""
    descriptor, name = tempfile.mkstemp(".part", file.stem, file.parent)
    os.close(descriptor)
    try:
        with closing(sqlite3.connect(name)) as database:
            database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
            first = 1
            for number, (path, row) in enumerate(site.documents.items(), 1):
                first = _add(database, number, row, site.passages_of(path), first)
                told(number, len(site.documents))
            database.execute("INSERT INTO words(words) VALUES ('optimize')")
            database.commit()
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def _add(
    database: sqlite3.Connection, number: int, row: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]], first: int
) -> int:
    """Add a document and its passages, numbered from `first` on. Returns the next number."""
    year = (row["date"] or row["supplied_date"])[:4]
    organs = "".join(f"{_ORGAN}{organ}/" for organ in row["organs"])
    described = (number, row["path"], row["language"], organs, row["type"], year)
    database.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", described)
    database.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?)",
        (
            (first + place, number, block["anchor"], _PARTS.get(block["kind"], _TEXT))
            for place, block in enumerate(blocks)
        ),
    )
    database.executemany(
        "INSERT INTO words(rowid, keys) VALUES (?, ?)",
        ((first + place, " ".join(_keys(block, row["language"]))) for place, block in enumerate(blocks)),
    )
    return first + len(blocks)


def _keys(block: Mapping[str, Any], language: str) -> Iterator[str]:
    yield from (_EMPTY if key == GAP else key for key in keys_of(block["text"], language))
    for cited in block["cites"]:
        yield from (_EMPTY, citation_key(cited))


def either(expressions: Iterable[Sequence[str]]) -> str:
    """An FTS5 query for any of some expressions, each a sequence of keys that follow one another."""
    return "(" + " OR ".join(f'"{" ".join(keys)}"' for keys in expressions) + ")"
