"""The built site: rendered, indexed and checked aside; it replaces the old one once it is complete."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from ..check import check_site
from ..check.built_site import PAGE
from ..citations.citation_index import CitationIndex
from ..core.codes import findings
from ..core.diagnostics import Diagnostic, counted
from ..core.part import WHOLE, Part
from ..core.stage_store import Store
from ..export import export, feeds
from ..export.others import NOBODY, Others
from ..hosting import server_lists
from ..published import registry
from ..render.build import SitePass
from ..render.build import build as built
from ..search.site_search import index
from ..write.cotes import FOLDER as COTES
from ..write.course import Courses
from ..write.files import at_address, by_hand
from ..write.quality_pages import own_pages
from .archive import SITE


class Refused(Exception):  # noqa: N818  (not an error of the program: the archive has findings)
    """The new site has faults that readers would meet; the old one stays."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(counted(len(diagnostics), "finding"))
        self.diagnostics = diagnostics


def build(
    root: Path,
    reports: Sequence[Path],
    *,
    store: Store | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
    jobs: int = 0,
    part: Part = WHOLE,
    outside: Iterable[str] = (),
    others: Others = NOBODY,
    citing: Callable[[], CitationIndex] | None = None,
    courses: Callable[[CitationIndex], Courses] | None = None,
    withheld: Collection[str] = (),
    left_out: Collection[str] = (),
    told: Callable[[int, int], None] = lambda made, taken: None,
) -> list[Diagnostic]:
    """Make `root`/site again from docs/, with the exports of the reports (files that each hold a pickled Report).

    `store`: where pages and exports are kept; `known`: the SHA-256 of pages in docs/, by their paths; `told`
    receives how many pages were made and how many taken over from there. `outside`: paths of documents that aren't
    of the part; `others`: all documents; `citing` gives who cites what, `courses` what became of each; else they
    are read from the reports. `withheld`: paths of documents that have no report; what the last site has beside the
    page of one stays; `left_out`: paths of those that the site is made without, though docs/ has their pages.
    Returns notices. Raises Refused where a page could not be made or a link or published anchor would break; then
    the old site stays.
    """
    check = partial(check_site, part=part, outside=outside, left_out=left_out, removals=others.removals)
    exported = partial(export, root, reports, jobs=jobs, store=store, others=others, citing=citing, courses=courses)
    own = {f"{path}/{PAGE}" for path in {*withheld}.difference(left_out) if by_hand(root / "docs", path)}

    def others_of(taken: Mapping[str, str]) -> dict[str, str]:
        return {path: digest for path, digest in taken.items() if path not in own}

    passes: list[tuple[str, SitePass]] = [
        ("Keeping", lambda folder, _: _keep(root / SITE, folder, own)),
        ("Indexing", lambda folder, taken: index(folder, jobs=jobs, store=store, known=others_of(taken))),
        ("Exporting", lambda folder, _: _exported(exported, root, folder, withheld)),
        (
            "Checking",
            lambda folder, taken: _checked(
                partial(check, root, folder, SITE, store=store, jobs=jobs, known=others_of(taken))
            ),
        ),
    ]
    without = [page for path in left_out for page in own_pages(path)] + [at_address(path)[1] for path in withheld]
    diagnostics = built(root, passes, store=store, known=known, jobs=jobs, left_out=without, told=told)
    if faults := findings(diagnostics):
        raise Refused(faults)
    return diagnostics


def _keep(before: Path, now: Path, pages: Iterable[str]) -> list[Diagnostic]:
    """Put pages of the last site where MkDocs has made others, of docs/ that somebody wrote in their places."""
    for page in pages:
        (now / page).unlink(missing_ok=True)  # The store may have the same file.
        (now / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(before / page, now / page)
    return []


def _checked(check: Callable[[], list[Diagnostic]]) -> list[Diagnostic]:
    diagnostics = check()
    if faults := findings(diagnostics):
        raise Refused(faults)
    return diagnostics


def _exported(
    export: Callable[[Path], list[Diagnostic]], root: Path, folder: Path, withheld: Collection[str]
) -> list[Diagnostic]:
    """The files of reports; of documents that have none now, those that the last site has; and lists for servers."""
    diagnostics = export(folder)
    server_lists.write(folder)
    for path in withheld:
        _carry(root / SITE / path, folder / path, registry.load(root, path)[0].hashes)
    if withheld:
        _carry_feeds(root / SITE, folder)
    return diagnostics


_OF_DOCUMENTS = (COTES, feeds.SERIES, feeds.THEMES)
"""Folders of feeds that pages of documents name."""


def _carry_feeds(before: Path, now: Path) -> None:
    """Take over the feed of each list, document and series that stays for a document which isn't made anew, and that
    names no other."""
    for file in sorted((before / feeds.FOLDER).rglob("*.xml")):
        path = file.relative_to(before)
        listed = path.relative_to(feeds.FOLDER).with_suffix("")
        if not (now / path).exists() and (listed.parts[0] in _OF_DOCUMENTS or (now / listed / PAGE).is_file()):
            (now / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, now / path)


def _carry(before: Path, now: Path, anchors: Iterable[str]) -> None:
    """Take over from a document's folder in the last site what it has beside a page that stays as it was: formats, and
    pages of paragraphs."""
    if not (before / PAGE).is_file() or not (now / PAGE).is_file():
        return
    places = [before, *(before / name for name in anchors if (before / name).is_dir())]
    for file in (file for place in places for file in sorted(place.iterdir()) if file.is_file()):
        target = now / file.relative_to(before)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(file, target)
