"""What is to be sent to a host and removed there, and in which order.

At no moment does a page lead to what isn't there: what is new comes first, what leads to it last, and what the site no
longer has is removed at the end, only when the publisher says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .hosting_settings import fits, settings
from .publication import Publication, Published, as_published
from .site_files import SiteFile


@dataclass(frozen=True, slots=True)
class Sending:
    """What is to be done at a host."""

    steps: tuple[tuple[SiteFile, ...], ...]
    """Files to be sent; those of a step in any order, a step only after all before it."""
    new: frozenset[str]
    changed: frozenset[str]
    """Paths that are there with other bytes, or with another type or lifetime."""
    strange: tuple[str, ...]
    """Of `changed`: what Cote has never published there, so that somebody else's file would be replaced."""
    gone: tuple[str, ...]
    """Published before, and no longer in the site."""

    @property
    def files(self) -> int:
        """How many files are to be sent."""
        return sum(map(len, self.steps))


def sending(
    files: Mapping[str, SiteFile],
    lacking: frozenset[str],
    other: frozenset[str],
    publication: Publication,
    *,
    keeps_types: bool,
    everything: bool = False,
) -> Sending:
    """What is to be done, where the host lacks some files and has others with other bytes."""
    changed = other
    if everything:
        changed = frozenset(files) - lacking
    elif keeps_types:
        changed |= {path for path in files.keys() - lacking if _served_otherwise(files[path], publication.files)}
    steps: dict[tuple[int, bool], list[SiteFile]] = {}
    for path in sorted(lacking | changed):
        steps.setdefault((_rank(path), path in changed), []).append(files[path])
    return Sending(
        tuple(tuple(steps[step]) for step in sorted(steps)),
        lacking,
        changed,
        tuple(sorted(path for path in other if path not in publication.files)),
        tuple(sorted(publication.files.keys() - files.keys())),
    )


def _served_otherwise(file: SiteFile, published: Mapping[str, Published]) -> bool:
    """Whether a file that is there with the right bytes has, or may have, another type or lifetime."""
    before = published.get(file.path)
    return before is None or (before.media_type, before.cache) != (file.media_type, file.cache)


def _rank(path: str) -> int:
    if fits(path, settings().first):
        return 0
    return 2 if fits(path, settings().last) else 1


def before(publication: Publication, plan: Sending) -> dict[str, Published]:
    """The record while files are being sent: after a cut, it knows all that may have arrived, and doesn't say of a file
    that it has the type and lifetime which it is still to get."""
    arriving = {file.path: as_published(file) for step in plan.steps for file in step if file.path in plan.new}
    replaced = dict.fromkeys(plan.changed - publication.files.keys(), Published("", "", ""))
    return {**publication.files, **arriving, **replaced}


def after(publication: Publication, files: Mapping[str, SiteFile], *, removed: bool) -> dict[str, Published]:
    """The record once everything has been sent; what is gone from the site stays on it until it has been removed."""
    remaining = {} if removed else dict(publication.files)
    return remaining | {path: as_published(file) for path, file in files.items()}
