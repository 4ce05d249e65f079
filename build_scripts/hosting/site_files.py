"""The files of a built site, each as a host is to serve it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..core.parallel import each
from .hosting_settings import PublishError, lifetime, media_type, settings

_SECONDS = 600
"""Of CPU, for the hash of one file."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site."""

    path: str
    """From the site's root."""
    sha256: str
    md5: str
    """What S3 calls the ETag of an object that was sent at once: compared, never trusted against an attacker."""
    media_type: str
    cache: str


def site_files(site: Path, *, jobs: int = 0) -> dict[str, SiteFile]:
    """Every file of the site by its path, sorted. Raises PublishError where one can't be read or isn't a plain file."""
    paths = sorted(_paths(site))
    batches = [(site, paths[start : start + 256]) for start in range(0, len(paths), 256)]
    files: dict[str, SiteFile] = {}
    for outcome in each(_read, batches, seconds=_SECONDS, jobs=jobs, label="Comparing"):
        if outcome.result is None:
            raise PublishError(f"{site} can't be read: {outcome.error}")
        files |= {file.path: file for file in outcome.result}
    return files


def _paths(site: Path) -> Iterator[str]:
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_symlink():
            raise PublishError(f"{site}/{path} is a link; a site has plain files only. Build it again with: make site")
        if path == settings().record:
            raise PublishError(f"{site}/{path} has the name of Cote's own record (data/hosting.toml, record)")
        if file.is_file():
            yield path


def _read(batch: tuple[Path, list[str]]) -> list[SiteFile]:
    site, paths = batch
    return [_file(path, (site / path).read_bytes()) for path in paths]


def _file(path: str, content: bytes) -> SiteFile:
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return SiteFile(path, hashlib.sha256(content).hexdigest(), md5, media_type(path), lifetime(path))


def content(site: Path, file: SiteFile) -> bytes:
    """The bytes of a file. Raises PublishError where they aren't those that were compared: the site was built anew."""
    try:
        data = (site / file.path).read_bytes()
    except OSError as error:
        raise PublishError(
            f"{site}/{file.path}: {error.strerror}; was the site built meanwhile? Publish again"
        ) from None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise PublishError(f"{site}/{file.path} has changed while it was being published; publish again")
    return data
