"""A part of the archive, selected by language, organ, year, theme or symbol.

The part is built as an archive of its own, so that its lists, counts, citations and search are consistent: a document
outside the part counts as one that the archive doesn't hold, and citations of it lead to the official text. Only its
own documents' versions in other languages are known: pages link to them where they are published.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from html import unescape
from pathlib import Path

from ..core.interface import interface
from ..core.model import Document
from ..core.organs import addressed
from ..core.parallel import each
from ..core.received import FOLDER
from ..core.settings import archive
from ..core.workplace import temporary
from ..published import history, registry
from ..run.archive import became, citation_index, converted, others_of, pages
from ..run.site import Refused, build
from ..search.facets import themes
from ..search.page_blocks import BODY
from ..search.stored_document import read_document
from ..sources import held as held_list
from ..sources import scan
from ..write.files import generated, update
from . import sums
from .copy_settings import OfflineError

UNDATED = "sans"
"""What the lists call the year of documents without a date."""

# What a page says of its document: `<meta name="cote:symbol" content="A/76/463"`; not `<meta name="author" content=""`.
_META = re.compile(r'<meta name="cote:(symbol|joint|organ|organ-name|date|title)" content="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Criteria:
    """The documents asked for: those with one of the values of every kind that has any."""

    languages: Sequence[str] = ()
    """Codes, or the words that readers see."""
    organs: Sequence[str] = ()
    """Keys (`E/CN.15`); an organ's subsidiary bodies are included."""
    years: Sequence[str] = ()
    themes: Sequence[str] = ()
    """Keys of data/themes.toml, or the words that readers see."""
    symbols: Sequence[str] = ()
    """Symbols, or symbol paths with their language."""
    places: Mapping[str, str] = field(default_factory=dict)
    """File and line of each symbol that comes from a list."""

    def __bool__(self) -> bool:
        return any((self.languages, self.organs, self.years, self.themes, self.symbols))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page of a document says of it."""

    path: str
    """Symbol path with its language."""
    data: dict[str, str]

    @property
    def language(self) -> str:
        """The language's code."""
        return self.path.partition("/")[0]

    @property
    def title(self) -> str:
        """The text of a link to it, « A/76/463, Prévention du crime »."""
        return ", ".join(filter(None, (self.data.get("symbol"), self.data.get("title"))))


def documents(site: Path) -> list[Facts]:
    """Every document of a built site, by path."""
    result = []
    for path in sums.files(site):
        if path.endswith("/index.html") and BODY in (content := (site / path).read_bytes()):
            head = content.partition(b"</head>")[0].decode("utf-8", "replace")
            data = {name: unescape(value) for name, value in _META.findall(head)}
            result.append(Facts(path.removesuffix("/index.html"), data))
    return sorted(result, key=lambda facts: facts.path.split("/"))


def chosen(site: Path, criteria: Criteria) -> list[Facts]:
    """The documents of a built site that meet the criteria. Raises OfflineError if none does or a symbol is unknown."""
    available = documents(site)
    known_names = set().union(*map(_names, available))
    missing = [symbol for symbol in criteria.symbols if _plain(symbol) not in known_names]
    if missing:
        places = (f"{criteria.places[symbol]}: " if symbol in criteria.places else "" for symbol in missing)
        lines = (f"{place}{site} has no document {symbol}" for place, symbol in zip(places, missing, strict=True))
        raise OfflineError("\n".join(lines))
    languages = _languages(criteria.languages, {facts.language for facts in available})
    symbols = set(map(_plain, criteria.symbols))
    selection = [
        facts
        for facts in available
        if (not languages or facts.language in languages) and _fits(facts, criteria, symbols)
    ]
    if criteria.themes:
        selection = _with_themes(site, selection, {_theme(words) for words in criteria.themes})
    if not selection:
        raise OfflineError("no document meets every condition")
    return selection


def symbols_of(file: Path) -> dict[str, str]:
    """Symbols on a list, one per line, each with its place, `list.txt:3`; `#` begins a comment.

    Raises OfflineError if the list can't be read or names nothing.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OfflineError(f"{file}: {getattr(error, 'strerror', None) or 'expected UTF-8'}") from error
    symbols = [(line.partition("#")[0].strip(), number) for number, line in enumerate(lines, 1)]
    places = {symbol: f"{file}:{number}" for symbol, number in reversed(symbols) if symbol}
    if not places:
        raise OfflineError(f"{file}: the list names no document")
    return dict(reversed(places.items()))


def _fits(facts: Facts, criteria: Criteria, symbols: Set[str]) -> bool:
    year = facts.data.get("date", "")[:4] or UNDATED
    organs = addressed(facts.data.get("organ", ""), facts.data.get("symbol", ""))
    return (
        (
            not criteria.organs
            or any(f"{organ}/".startswith(f"{asked.strip('/')}/") for organ in organs for asked in criteria.organs)
        )
        and (not criteria.years or year in criteria.years)
        and (not symbols or not symbols.isdisjoint(_names(facts)))
    )


def _languages(asked: Iterable[str], available: Set[str]) -> set[str]:
    """Codes of the languages that are asked for."""
    codes = {code: code for code in available} | {language_name(code).casefold(): code for code in available}
    chosen_codes: set[str] = set()
    for words in asked:
        if words.strip().casefold() not in codes:
            raise OfflineError(f"no document in the language {words}; the site has {', '.join(sorted(available))}")
        chosen_codes.add(codes[words.strip().casefold()])
    return chosen_codes


def language_name(code: str) -> str:
    """What readers call a language."""
    return interface(archive().language).languages.get(code, code)


def _names(facts: Facts) -> set[str]:
    """The names by which a document can be asked for, in plain form."""
    names = [facts.path, facts.data.get("symbol", ""), *facts.data.get("joint", "").split(",")]
    return {_plain(name) for name in names if name}


def _plain(symbol: str) -> str:
    return "".join(symbol.split()).strip("/").upper()


def _theme(words: str) -> str:
    for theme in themes():
        if words.casefold() in {name.casefold() for name in (theme.key, *theme.label.values())}:
            return theme.key
    raise OfflineError(f"unknown theme {words}; expected one of {', '.join(theme.key for theme in themes())}")


def _with_themes(site: Path, facts: Sequence[Facts], theme_keys: Iterable[str]) -> list[Facts]:
    seconds = archive().limits.document_seconds
    files = [site / document.path / "index.html" for document in facts]
    outcomes = each(partial(_themes_of, site), files, seconds=seconds, label="Reading themes")
    return [
        document
        for document, outcome in zip(facts, outcomes, strict=True)
        if not set(theme_keys).isdisjoint(_result(outcome))
    ]


def _themes_of(site: Path, file: Path) -> list[str]:
    document = read_document(file, site)
    return sorted(document.themes) if document else []


def _result(outcome: object) -> list[str]:
    result, error = getattr(outcome, "result", None), getattr(outcome, "error", "")
    if result is None:
        raise OfflineError(f"can't read the themes: {error}")
    return list(result)


@contextmanager
def part(root: Path, paths: Sequence[str], *, jobs: int = 0) -> Iterator[Path]:
    """The built site of an archive that has only the documents at `paths`; removed when the block ends.

    Raises OfflineError if it can't be built.
    """
    with temporary() as archive_root:
        _copy_archive(root, archive_root, paths)
        left_out, anchors = _left_out(root, frozenset(paths))
        with converted(archive_root, jobs=jobs) as whole:
            conversion = replace(whole, left_out=left_out, anchors={**anchors, **whole.anchors})
            texts, _ = pages(archive_root, conversion, jobs=jobs)
            update(archive_root / "docs", texts)
            others = others_of(archive_root, conversion)
            outside = [document.path for document in left_out]
            index, _ = citation_index(conversion, jobs=jobs)
            try:
                build(
                    archive_root,
                    conversion.reports.files,
                    jobs=jobs,
                    outside=outside,
                    others=others,
                    citing=lambda: index,
                    courses=partial(became, conversion, jobs),
                )
            except Refused as refused:
                raise OfflineError("\n".join(map(str, refused.diagnostics))) from refused
        yield archive_root / "site"


def _left_out(root: Path, paths: Set[str]) -> tuple[tuple[Document, ...], dict[str, str]]:
    """The documents of the archive's site that aren't at `paths`, and their anchors as far as these are on the list of
    what the archive holds."""
    listed = {held.document.path: held for held in held_list.load(root)[0]}
    documents = {entry.document.path: entry.document for entry in scan(root)[0]}
    documents |= {path: held.document for path, held in listed.items()}
    left_out = tuple(
        document
        for path, document in sorted(documents.items())
        if path not in paths and (root / "site" / path / "index.html").is_file()
    )
    return left_out, {path: held.packed for path, held in listed.items()}


def _copy_archive(root: Path, target: Path, paths: Sequence[str]) -> None:
    """Copy templates, hand-written pages, and the documents' own sources and records."""
    shutil.copy(root / "mkdocs.yml", target)
    shutil.copytree(root / "overrides", target / "overrides")
    generated_paths = {file.relative_to(root / "docs").as_posix() for file in generated(root / "docs")}
    for file in sorted((root / "docs").rglob("*")):
        path = file.relative_to(root / "docs").as_posix()
        if file.is_file() and path not in generated_paths and not path.startswith("developers/"):
            _copy(file, target / "docs" / path)
    for path in paths:
        for file in sorted((root / FOLDER / path).iterdir()):
            if file.is_file():
                _copy(file, target / FOLDER / path / file.name)
        for name in (registry.file_of(path), history.file_of(path)):
            if (root / name).is_file():
                _copy(root / name, target / name)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, target)
