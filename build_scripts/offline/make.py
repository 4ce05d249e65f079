"""All forms of a copy, each made aside and put in its place when it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from ..core.diagnostics import Diagnostic
from ..core.interface import interface
from ..core.settings import archive
from . import room, sums
from .epub import make_epub, make_epubs
from .folder import Copy, make_folder, site_files
from .packed import make_bag, make_zip
from .publish import publish
from .selection import Criteria, Facts, chosen, documents, part
from .settings import LackingError, epoch, settings
from .signature import sign
from .store import INDEX

UPDATES = "updates"
"""The form that is added to, never made again from nothing: what copies are brought up to date from."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made."""

    to: Path
    forms: Sequence[str]
    """Keys of `FORMS`, and `UPDATES`."""
    criteria: Criteria = field(default_factory=Criteria)
    key: Path | None = None
    """The publisher's private key."""
    jobs: int = 0
    tell: Callable[[Diagnostic], None] = print
    """Takes what a person should look at."""


@dataclass(frozen=True, slots=True)
class Work:
    """What each form is made from."""

    site: Path
    """The built site."""
    folder: Path
    """The finished folder."""
    new: Path
    """Where the form is to be made."""
    copy: Copy
    documents: Sequence[Facts]
    jobs: int
    tell: Callable[[Diagnostic], None] = print


def _zip(work: Work) -> None:
    make_zip(work.folder, work.new, work.copy.date)


def _bag(work: Work) -> None:
    make_bag(work.folder, work.new, work.copy)


def _epub(work: Work) -> None:
    make_epub(work.site, work.new, work.documents, work.copy)


def _epubs(work: Work) -> None:
    make_epubs(work.site, work.new, work.documents, work.copy, jobs=work.jobs)


def _pdfs(work: Work) -> None:
    from .pdf import make_pdfs

    for diagnostic in make_pdfs(work.site, work.new, work.documents, jobs=work.jobs):
        work.tell(diagnostic)


def _zim(work: Work) -> None:
    from .zim import make_zim

    make_zim(work.folder, work.new, list(work.documents), work.copy)


FORMS: dict[str, tuple[str, Callable[[Work], None]]] = {
    "zip": (".zip", _zip),
    "bag": ("-bagit.zip", _bag),
    "epub": (".epub", _epub),
    "epubs": ("-epub", _epubs),
    "pdfs": ("-pdf", _pdfs),
    "zim": (".zim", _zim),
}
"""Ending of the name and maker of each form but the folder, which all others need or resemble."""


def make(root: Path, order: Order) -> list[Path]:
    """Make a copy of the site of the archive at `root` in each form; what has been made.

    Raises OfflineError; what was made before stays then. Forms that need what this machine lacks (LackingError) are
    told when all others are made.
    """
    site, date = root / "site", epoch(root)
    site_files(site)
    wanted = chosen(site, order.criteria) if order.criteria else documents(site)
    paths = [facts.path for facts in wanted]
    if order.criteria:
        built, folder = room.part(site, paths)
        room.require((Path(tempfile.gettempdir()), built), (order.to, _needed(folder, folder, order.to, order.forms)))
    with part(root, paths, jobs=order.jobs) if order.criteria else nullcontext(site) as own:
        return list(_made(own, wanted, Copy(date, len(wanted), in_words(order.criteria)), order))


def in_words(criteria: Criteria) -> str:
    """What was chosen, in the language of the archive's pages."""
    words = interface(archive().language).offline
    kinds = {
        words["organs"]: criteria.organs,
        words["years"]: criteria.years,
        words["themes"]: criteria.themes,
        words["symbols"]: criteria.symbols,
    }
    return "\N{NARROW NO-BREAK SPACE}; ".join(f"{name} {', '.join(values)}" for name, values in kinds.items() if values)


def needed(site: Path, to: Path, wanted: Sequence[str]) -> int:
    """Bytes that making forms of a site takes, new ones beside the old ones that lie there."""
    files = [site / path for path in site_files(site)]
    return _needed(room.size(files), sum(file.stat().st_size for file in files), to, wanted)


def _needed(folder: int, content: int, to: Path, wanted: Sequence[str]) -> int:
    ordered = [form for form in FORMS if form in wanted]
    if UPDATES in wanted:
        ordered.append(f"{UPDATES}_again" if (to / f"{settings().name}-{UPDATES}" / INDEX).is_file() else UPDATES)
    endings = {"": ""} | {form: ending for form, (ending, _) in FORMS.items()}
    old = {form: room.held(to / f"{settings().name}{ending}") for form, ending in endings.items()}
    return room.most((new, old.get(form, 0)) for form, new in room.forms(folder, content, ordered))


def _made(site: Path, wanted: Sequence[Facts], copy: Copy, order: Order) -> Iterator[Path]:
    forms = [form for form in FORMS if form in order.forms]
    room.require((order.to, needed(site, order.to, order.forms)))
    order.to.mkdir(parents=True, exist_ok=True)
    name = settings().name
    folder = order.to / name
    with _aside(folder) as new:
        new.mkdir()
        make_folder(site, new, copy, jobs=order.jobs)
        if order.key:
            sign(new / sums.NAME, order.key)
    yield folder
    lacking: list[str] = []
    for form in forms:
        place = order.to / f"{name}{FORMS[form][0]}"
        try:
            with _aside(place) as new:
                _make(form, Work(site, folder, new, copy, wanted, order.jobs, order.tell))
        except LackingError as error:
            lacking.append(f"{place.name} is not made: {error}")
            continue
        yield place
    if UPDATES in order.forms:
        place = order.to / f"{name}-{UPDATES}"
        publish(folder, place, jobs=order.jobs)
        yield place
    if lacking:
        raise LackingError("; ".join(lacking))


def _make(form: str, work: Work) -> None:
    try:
        FORMS[form][1](work)
    except ModuleNotFoundError as error:
        raise LackingError(f"{form} needs {error.name}; install it with: make offline") from error


@contextmanager
def _aside(place: Path) -> Iterator[Path]:
    """A name beside `place`; what is there at the end takes its place, unless the work has failed."""
    new, old = (place.with_name(f".{place.name}.{kind}.{os.getpid()}") for kind in ("new", "old"))
    try:
        yield new
        if place.is_dir():
            place.rename(old)
        new.replace(place)
    finally:
        for rest in (new, old):
            if rest.is_dir():
                shutil.rmtree(rest)
            else:
                rest.unlink(missing_ok=True)
