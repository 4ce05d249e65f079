"""The built site: every internal link and anchor, ids, foreign requests, and the anchors of the registry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from functools import partial
from pathlib import Path
from sys import intern
from types import MappingProxyType

from ..core.diagnostics import Diagnostic
from ..core.parallel import each
from ..core.part import WHOLE, Part
from ..core.paths_below import paths_below
from ..core.removals import Removed
from ..core.settings import archive
from ..core.stage_store import Store
from ..published import registry
from .html_page import Page, read_page
from .link_targets import TOP, file_at, internal, target
from .page_facts import Facts, Has, known_facts, read_facts

PAGE = "index.html"
"""Of the folder of a page."""


def check_site(
    root: Path,
    site: Path,
    name: str = "site",
    *,
    store: Store | None = None,
    jobs: int = 0,
    part: Part = WHOLE,
    outside: Iterable[str] = (),
    left_out: Collection[str] = (),
    removals: Iterable[Removed] = (),
    known: Mapping[str, str] = MappingProxyType({}),
) -> list[Diagnostic]:
    """Everything wrong with the site in the folder `site` of the archive at `root`, sorted; messages call it `name`.

    `store`: where the facts of pages are kept. `jobs` 0: one a core. `outside`: paths of the documents that aren't of
    the part; links to their pages count as good. `left_out`: paths of documents on record that another finding keeps
    out of the site; `removals`: those that were removed. `known`: the SHA-256 of files of the site, by their paths.
    """
    files = set(paths_below(site))
    names = sorted(path for path in files if path.endswith(".html"))
    if not names:
        return [Diagnostic(_shown(name, ""), 0, "L008", "no pages here; run `cote site`")]
    files.update(f"{path}/{PAGE}" for path in outside)
    diagnostics: list[Diagnostic] = []
    links, missing = _Links(files), []
    for path in names:
        if facts := known_facts(store, site, path, known.get(path, "")):
            links.add(facts)
        else:
            missing.append(path)
    seconds = archive().limits.document_seconds
    work = partial(read_facts, store, site)
    for outcome in each(work, missing, seconds=seconds, jobs=jobs, label="Checking pages"):
        if outcome.result is None:
            diagnostics.append(Diagnostic(_shown(name, outcome.item), 0, "L001", f"not read: {outcome.error}"))
        else:
            links.add(outcome.result)
    suspects = links.suspects(lambda path: known_facts(store, site, path) or read_facts(store, site, path))
    for path in suspects:
        page = read_page(site, path)
        faults = [*_faults(page), *_broken(page, links.pages, files)]
        diagnostics += (Diagnostic(_shown(name, path), line, code, words) for line, code, words in faults)
    return sorted([*diagnostics, *_unpublished(root, name, links.pages, part, left_out, removals)])


class _Links:
    """What all pages have and ask of one another. Which page asks what is forgotten: an archive has many links, and few
    that are broken."""

    def __init__(self, files: Set[str]) -> None:
        self.pages: dict[str, Has] = {}
        """What links may ask of each page, by its path."""
        self._files = files
        self._found: dict[str, str | None] = {}
        self._asked: dict[str, set[str]] = defaultdict(set)
        self._suspects: set[str] = set()

    def add(self, page: Facts) -> None:
        """One more page."""
        self.pages[page.path] = page.has
        if page.suspect:
            self._suspects.add(page.path)
        for place, fragments in page.targets:
            file = self._file(place)
            if file is None:
                self._suspects.add(page.path)
            elif fragments:
                self._asked[file].update(map(intern, fragments))

    def suspects(self, facts: Callable[[str], Facts]) -> list[str]:
        """The pages with which something is or may be wrong; where one is, `facts` of all are asked again."""
        asked = self._asked.items()
        lost = {file: missing for file, fragments in asked if (missing := _lost(self.pages.get(file), fragments))}
        suspects = set(self._suspects)
        if lost:
            for path in self.pages:
                targets = facts(path).targets
                if any(not lost.get(self._file(place) or "", frozenset()).isdisjoint(asks) for place, asks in targets):
                    suspects.add(path)
        return sorted(suspects)

    def _file(self, place: str) -> str | None:
        if place not in self._found:
            self._found[place] = file_at(place, self._files)
        return self._found[place]


def _lost(page: Has | None, fragments: Set[str]) -> frozenset[str]:
    """The fragments that a page hasn't, though it should."""
    return frozenset() if page is None or page.redirect else frozenset(fragments) - page.id_set()


def _faults(page: Page) -> Iterator[tuple[int, str, str]]:
    for fault in page.repeated:
        yield fault.line, "L003", f'id="{fault.words}" is already the id of an earlier element'
    for fault in page.inline:
        yield fault.line, "L005", f"script or style in the page itself, not in a file: {fault.words}"
    for fault in page.loads:
        if internal(fault.words) is None and not fault.words.startswith("data:"):
            yield fault.line, "L006", f"loads {fault.words} from another host"


def _broken(page: Page, pages: Mapping[str, Has], files: Set[str]) -> Iterator[tuple[int, str, str]]:
    """Links of a page that lead nowhere."""
    for link in page.links:
        place = target(page.path, link.words)
        if place is None:
            continue
        path, fragment = file_at(place[0], files), place[1]
        if path is None:
            yield link.line, "L001", f"the link {link.words} leads to no file of the site"
        elif fragment not in TOP and _lost(pages.get(path), {fragment}):
            yield link.line, "L002", f"the link {link.words} leads to no element of {path}"


def _unpublished(
    root: Path,
    name: str,
    pages: Mapping[str, Has],
    part: Part,
    left_out: Collection[str],
    removals: Iterable[Removed],
) -> Iterator[Diagnostic]:
    """Anchors on record that the built pages do not have."""
    gone = {path for document in removals for path in document.paths}
    for path in (path for path in registry.paths(root) if part.has(path) and path not in left_out):
        record, _ = registry.load(root, path)
        page = pages.get(file := f"{path}/{PAGE}")
        if page is None:
            yield Diagnostic(record.file, 0, "L007", f"published, but no page {_shown(name, path)}/ was built")
        elif path not in gone and (lost := _lost(page, {*record.hashes, *record.aliases})):
            for anchor in (*record.hashes, *record.aliases):
                if anchor in lost:
                    message = f"the published anchor {anchor} is missing from {_shown(name, file)}"
                    yield Diagnostic(record.file, record.lines[anchor], "L007", message)


def _shown(name: str, path: str) -> str:
    return f"{name}/{path}".rstrip("/")
