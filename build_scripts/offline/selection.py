"""Part of the archive: by organ, year, theme or symbol.

The part is built as an archive of its own, so that its lists, counts, citations and search are whole: a document that
is left out is for it one that the archive does not hold, and citations lead to the official text.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path

from ..core.parallel import each
from ..core.settings import archive
from ..published import history, registry
from ..run.archive import converted, pages
from ..run.site import Refused, build
from ..search.document import read_document
from ..search.facets import themes
from ..search.page_blocks import BODY
from ..sources.scan import FOLDER
from ..write.files import generated, update
from . import sums
from .settings import OfflineError

UNDATED = "sans"
"""The year of documents without a date, as the lists name it."""

# What a page says of its document: `<meta name="cote:symbol" content="A/76/463"`; not `<meta name="author" content=""`.
_META = re.compile(r'<meta name="cote:(symbol|joint|organ|organ-name|date|title)" content="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked for: any value of each kind, and every kind that is given."""

    organs: Sequence[str] = ()
    """Keys (`E/CN.15`); an organ's subsidiary bodies are meant too."""
    years: Sequence[str] = ()
    themes: Sequence[str] = ()
    """Keys of data/themes.toml, or the words that readers see."""
    symbols: Sequence[str] = ()
    """Symbols, or symbol paths with their language."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Of symbols that a list names, its file and line."""

    def __bool__(self) -> bool:
        return any((self.organs, self.years, self.themes, self.symbols))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page of a document says of it."""

    path: str
    """Symbol path with its language."""
    data: dict[str, str]

    @property
    def title(self) -> str:
        """As a link says it, « A/76/463, Prévention du crime »."""
        return ", ".join(filter(None, (self.data.get("symbol"), self.data.get("title"))))


def documents(site: Path) -> list[Facts]:
    """Every document of a built site, by path."""
    found = []
    for path in sums.files(site):
        if path.endswith("/index.html") and BODY in (content := (site / path).read_bytes()):
            head = content.partition(b"</head>")[0].decode("utf-8", "replace")
            data = {name: unescape(value) for name, value in _META.findall(head)}
            found.append(Facts(path.removesuffix("/index.html"), data))
    return sorted(found, key=lambda one: one.path.split("/"))


def chosen(site: Path, criteria: Criteria) -> list[Facts]:
    """The documents of a built site that are wanted. Raises OfflineError where there is none."""
    there = documents(site)
    held = set().union(*map(_names, there))
    missing = [symbol for symbol in criteria.symbols if _plain(symbol) not in held]
    if missing:
        places = (f"{criteria.places[symbol]}: " if symbol in criteria.places else "" for symbol in missing)
        lines = (f"{place}no document {symbol} in {site}" for place, symbol in zip(places, missing, strict=True))
        raise OfflineError("\n".join(lines))
    symbols = set(map(_plain, criteria.symbols))
    wanted = [facts for facts in there if _fits(facts, criteria, symbols)]
    if criteria.themes:
        wanted = _with_themes(site, wanted, {_theme(words) for words in criteria.themes})
    if not wanted:
        raise OfflineError("no document meets every condition")
    return wanted


def symbols_of(file: Path) -> dict[str, str]:
    """Symbols that a list names, one a line, each with the place where it stands, `list.txt:3`; `#` begins a remark.

    Raises OfflineError where the list can't be read or names nothing.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OfflineError(f"{file}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    symbols = [(line.partition("#")[0].strip(), number) for number, line in enumerate(lines, 1)]
    places = {symbol: f"{file}:{number}" for symbol, number in reversed(symbols) if symbol}
    if not places:
        raise OfflineError(f"{file}: the list names no document")
    return dict(reversed(places.items()))


def _fits(facts: Facts, criteria: Criteria, symbols: Set[str]) -> bool:
    organ, year = facts.data.get("organ", ""), facts.data.get("date", "")[:4] or UNDATED
    return (
        (not criteria.organs or any(f"{organ}/".startswith(f"{one.strip('/')}/") for one in criteria.organs))
        and (not criteria.years or year in criteria.years)
        and (not symbols or not symbols.isdisjoint(_names(facts)))
    )


def _names(facts: Facts) -> set[str]:
    """What a document can be asked for by, plain."""
    names = [facts.path, facts.data.get("symbol", ""), *facts.data.get("joint", "").split(",")]
    return {_plain(name) for name in names if name}


def _plain(symbol: str) -> str:
    return "".join(symbol.split()).strip("/").upper()


def _theme(words: str) -> str:
    for theme in themes():
        if words.casefold() in {name.casefold() for name in (theme.key, *theme.label.values())}:
            return theme.key
    raise OfflineError(f"no theme {words}; there are {', '.join(theme.key for theme in themes())}")


def _with_themes(site: Path, facts: Sequence[Facts], wanted: Iterable[str]) -> list[Facts]:
    seconds = archive().limits.document_seconds
    files = [site / one.path / "index.html" for one in facts]
    outcomes = each(partial(_themes_of, site), files, seconds=seconds, label="Reading themes")
    return [one for one, outcome in zip(facts, outcomes, strict=True) if not set(wanted).isdisjoint(_result(outcome))]


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
    """The built site of an archive that has only the documents at `paths`; gone when the block is left.

    Raises OfflineError where it can't be built.
    """
    with tempfile.TemporaryDirectory(prefix="cote-part-") as folder:
        own = Path(folder)
        _copy_archive(root, own, paths)
        with converted(own, jobs=jobs) as made:
            texts, _ = pages(own, made, jobs=jobs)
            update(own / "docs", texts)
            try:
                build(own, made.reports.files, jobs=jobs)
            except Refused as refused:
                raise OfflineError("\n".join(map(str, refused.diagnostics))) from refused
        yield own / "site"


def _copy_archive(root: Path, own: Path, paths: Sequence[str]) -> None:
    """Templates, hand-written pages, and of sources and registry what belongs to the documents."""
    shutil.copy(root / "mkdocs.yml", own)
    shutil.copytree(root / "overrides", own / "overrides")
    made = {file.relative_to(root / "docs").as_posix() for file in generated(root / "docs")}
    for file in sorted((root / "docs").rglob("*")):
        path = file.relative_to(root / "docs").as_posix()
        if file.is_file() and path not in made and not path.startswith("developers/"):
            _copy(file, own / "docs" / path)
    for path in paths:
        for file in sorted((root / FOLDER / path).iterdir()):
            if file.is_file():
                _copy(file, own / FOLDER / path / file.name)
        for name in (registry.file_of(path), history.file_of(path)):
            if (root / name).is_file():
                _copy(root / name, own / name)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, target)
