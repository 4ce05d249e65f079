"""All forms of a copy; each is made aside and takes its place once it is complete."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from ..core.diagnostics import Diagnostic
from ..core.exchange import aside, recover, remove, take_place
from ..core.interface import interface
from ..core.settings import archive
from . import room, sums
from .copy_settings import LackingError, epoch, settings
from .epub import make_epub, make_epubs
from .folder import Copy, make_folder, site_files
from .packed import make_bag, make_zip
from .publish import publish
from .selection import Criteria, Facts, chosen, documents, language_name, part
from .signature import sign
from .update_store import INDEX

UPDATES = "updates"
"""The form from which copies are brought up to date; it is added to, never made again from scratch."""


@dataclass(frozen=True, slots=True)
class Order:
    """The copies to make."""

    to: Path
    forms: Sequence[str]
    """Keys of `FORMS`, and `UPDATES`."""
    criteria: Criteria = field(default_factory=Criteria)
    key: Path | None = None
    """The publisher's private key."""
    jobs: int = 0
    tell: Callable[[Diagnostic], None] = print
    """Receives what a person should look at."""


@dataclass(frozen=True, slots=True)
class Work:
    """What each form is made from."""

    site: Path
    """The built site."""
    folder: Path
    """The finished folder."""
    new: Path
    """Where to make the form."""
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
"""Name ending and maker of each form, apart from the folder, which all others are made from or resemble."""


def make(root: Path, order: Order) -> list[Path]:
    """Make a copy of the site of the archive at `root` in each form. Returns the paths of the copies.

    Raises OfflineError; copies made before the failure stay. Forms that this machine can't make (LackingError) are
    reported after all others are made.
    """
    site, date = root / "site", epoch(root)
    site_files(site)
    selection = chosen(site, order.criteria) if order.criteria else documents(site)
    paths = [facts.path for facts in selection]
    if order.criteria:
        built, folder = room.part(site, paths)
        room.require((Path(tempfile.gettempdir()), built), (order.to, _needed(folder, folder, order.to, order.forms)))
    with part(root, paths, jobs=order.jobs) if order.criteria else nullcontext(site) as part_site:
        languages = tuple(sorted({facts.language for facts in selection}))
        copy = Copy(date, len(selection), in_words(order.criteria, languages), languages)
        return list(_make_forms(part_site, selection, copy, order))


def in_words(criteria: Criteria, languages: Sequence[str] = ()) -> str:
    """What was selected, in the language of the archive's pages; `languages`: those of its documents."""
    words = interface(archive().language).offline
    kinds = {
        words["languages"]: list(map(language_name, languages)) if criteria.languages else [],
        words["organs"]: criteria.organs,
        words["years"]: criteria.years,
        words["themes"]: criteria.themes,
        words["symbols"]: criteria.symbols,
    }
    return "\N{NARROW NO-BREAK SPACE}; ".join(f"{name} {', '.join(values)}" for name, values in kinds.items() if values)


def needed(site: Path, to: Path, form_names: Sequence[str]) -> int:
    """Bytes of disk that making these forms of a site takes, with new copies beside the old ones."""
    files = [site / path for path in site_files(site)]
    return _needed(room.size(files), sum(file.stat().st_size for file in files), to, form_names)


def _needed(folder: int, content: int, to: Path, form_names: Sequence[str]) -> int:
    ordered = [form for form in FORMS if form in form_names]
    if UPDATES in form_names:
        ordered.append(f"{UPDATES}_again" if (to / f"{settings().name}-{UPDATES}" / INDEX).is_file() else UPDATES)
    endings = {"": ""} | {form: ending for form, (ending, _) in FORMS.items()}
    old = {form: room.held(to / f"{settings().name}{ending}") for form, ending in endings.items()}
    return room.most((new, old.get(form, 0)) for form, new in room.forms(folder, content, ordered))


def _make_forms(site: Path, selection: Sequence[Facts], copy: Copy, order: Order) -> Iterator[Path]:
    forms = [form for form in FORMS if form in order.forms]
    room.require((order.to, needed(site, order.to, order.forms)))
    order.to.mkdir(parents=True, exist_ok=True)
    name = settings().name
    folder = order.to / name
    with _replacement(folder) as new:
        new.mkdir()
        make_folder(site, new, copy, jobs=order.jobs)
        if order.key:
            sign(new / sums.NAME, order.key)
    yield folder
    lacking: list[str] = []
    for form in forms:
        place = order.to / f"{name}{FORMS[form][0]}"
        try:
            with _replacement(place) as new:
                _make(form, Work(site, folder, new, copy, selection, order.jobs, order.tell))
        except LackingError as error:
            lacking.append(f"{place.name} wasn't made: {error}")
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
def _replacement(place: Path) -> Iterator[Path]:
    """A path beside `place`; what it holds at the end takes the place, unless the work has failed. What a killed run
    has left there goes, and a copy that it had moved away is back."""
    recover(place, f".{place.name}")
    new = aside(place, f".{place.name}")
    try:
        yield new
        take_place(new, place, f".{place.name}")
    finally:
        remove(new)
