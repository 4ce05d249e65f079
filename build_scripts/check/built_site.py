"""The built site: every internal link and anchor, ids, foreign requests, and the anchors of the registry."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import partial
from pathlib import Path

from ..core.diagnostics import Diagnostic
from ..core.parallel import each
from ..core.part import WHOLE, Part
from ..core.settings import archive
from ..core.stage_store import Store
from ..published import registry
from .html_page import Page, read_page
from .link_targets import TOP, file_at, internal, target
from .page_facts import Facts, known_facts, read_facts

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
) -> list[Diagnostic]:
    """Everything wrong with the site in the folder `site` of the archive at `root`, sorted; messages call it `name`.

    `store`: where the facts of pages are kept. `jobs` 0: one a core. `outside`: paths of the documents that aren't of
    the part; links to their pages count as good.
    """
    files = set(_files(site))
    names = sorted(path for path in files if path.endswith(".html"))
    if not names:
        return [Diagnostic(_shown(name, ""), 0, "L008", "no pages here; run `cote site`")]
    diagnostics: list[Diagnostic] = []
    pages = {path: facts.shared() for path in names if (facts := known_facts(store, site, path))}
    missing = [path for path in names if path not in pages]
    seconds = archive().limits.document_seconds
    work = partial(read_facts, store, site)
    for outcome in each(work, missing, seconds=seconds, jobs=jobs, label="Checking pages"):
        if outcome.result is None:
            diagnostics.append(Diagnostic(_shown(name, outcome.item), 0, "L001", f"not read: {outcome.error}"))
        else:
            pages[outcome.item] = outcome.result.shared()
    files.update(f"{path}/{PAGE}" for path in outside)
    for path in _suspects(pages, files):
        page = read_page(site, path)
        faults = [*_faults(page), *_broken(page, pages, files)]
        diagnostics += (Diagnostic(_shown(name, path), line, code, words) for line, code, words in faults)
    return sorted([*diagnostics, *_unpublished(root, name, pages, part)])


def _files(site: Path) -> Iterator[str]:
    for here, _, names in os.walk(site):
        within = Path(here).relative_to(site).as_posix()
        yield from names if within == "." else (f"{within}/{name}" for name in names)


def _suspects(pages: Mapping[str, Facts], files: Set[str]) -> list[str]:
    """The pages with which something is or may be wrong."""
    found: dict[str, str | None] = {}
    asked: dict[str, set[str]] = defaultdict(set)
    suspects = {path for path, page in pages.items() if page.suspect}
    for path, page in pages.items():
        for place, fragments in page.targets:
            file = found[place] if place in found else found.setdefault(place, file_at(place, files))
            if file is None:
                suspects.add(path)
            elif fragments:
                asked[file].update(fragments)
    lost = {file: missing for file, fragments in asked.items() if (missing := _lost(pages.get(file), fragments))}
    if lost:
        for path, page in pages.items():
            if any(not lost.get(found[place] or "", frozenset()).isdisjoint(asks) for place, asks in page.targets):
                suspects.add(path)
    return sorted(suspects)


def _lost(page: Facts | None, fragments: Set[str]) -> frozenset[str]:
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


def _broken(page: Page, pages: Mapping[str, Facts], files: Set[str]) -> Iterator[tuple[int, str, str]]:
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


def _unpublished(root: Path, name: str, pages: Mapping[str, Facts], part: Part) -> Iterator[Diagnostic]:
    """Anchors on record that the built pages do not have."""
    for path in filter(part.has, registry.paths(root)):
        record, _ = registry.load(root, path)
        page = pages.get(f"{path}/{PAGE}")
        if page is None:
            yield Diagnostic(record.file, 0, "L007", f"published, but no page {_shown(name, path)}/ was built")
        elif lost := _lost(page, {*record.hashes, *record.aliases}):
            for anchor in (*record.hashes, *record.aliases):
                if anchor in lost:
                    message = f"the published anchor {anchor} is missing from {_shown(name, page.path)}"
                    yield Diagnostic(record.file, record.lines[anchor], "L007", message)


def _shown(name: str, path: str) -> str:
    return f"{name}/{path}".rstrip("/")
