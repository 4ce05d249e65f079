"""The copy as a folder that opens by double click.

As many processes as there are cores copy one file at a time each; only names and hashes stay in memory.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Container, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from posixpath import dirname, join

from ..core.interface import interface
from ..core.parallel import each
from ..core.settings import archive
from . import sums
from .copy_settings import OfflineError, settings
from .file_names import check_names
from .local_pages import READ_ME, Page, offline
from .templating import template

HERE = Path(__file__).parent
_HEAD = 4096
"""Bytes at the beginning of a page that tell what kind of page it is."""
ASSETS = "hors-ligne"
RECORD = "copie.txt"
"""The copy in a few lines, for programs: which copy it is, and of what date."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy says of itself."""

    date: int
    """In seconds since 1970."""
    documents: int
    selection: str = ""
    """What was selected, in words; empty: everything."""
    languages: tuple[str, ...] = ()
    """Codes of those that its documents are in."""

    @property
    def day(self) -> str:
        """The date in ISO form, UTC."""
        return time.strftime("%Y-%m-%d", time.gmtime(self.date))


def make_folder(site: Path, folder: Path, copy: Copy, *, jobs: int = 0) -> dict[str, str]:
    """Write the copy of a built site into an empty folder, with its SHA256SUMS. Returns the hashes by path.

    Raises OfflineError if Windows would refuse a name or a file can't be copied.
    """
    paths = site_files(site)
    check_names(paths)
    own_files = _own_files(copy)
    work = partial(_copied, site, folder, frozenset([*paths, *own_files, RECORD]))
    hashes: dict[str, str] = {}
    for outcome in each(work, paths, seconds=archive().limits.document_seconds, jobs=jobs, label="Copying"):
        if outcome.result is None:
            raise OfflineError(f"{outcome.item}: can't be copied: {outcome.error}")
        hashes[outcome.item] = outcome.result
    for path, content in own_files.items():
        hashes[path] = _write(folder / path, content)
    hashes[RECORD] = _write(folder / RECORD, _record(copy, sum((folder / path).stat().st_size for path in hashes)))
    (folder / sums.NAME).write_bytes(sums.written(hashes))
    return hashes


def site_files(site: Path) -> list[str]:
    """Paths of the built site's files that a copy takes over, sorted. Raises OfflineError if the site isn't built."""
    if not (site / "index.html").is_file():
        raise OfflineError(f"{site}: the site isn't built; run: make site")
    return [path for path in sums.files(site) if not _left_out(path) and not _is_preview(site / path)]


def _left_out(path: str) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in settings().without)


def _is_preview(file: Path) -> bool:
    """Whether a page exists only for other programs that fetch it to show what a paragraph says."""
    if file.name != "index.html":
        return False
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    return b'property="og:type"' in head and b"data-target" in head


def _copied(site: Path, folder: Path, files: frozenset[str], path: str) -> str:
    """Copy a file and return its hash. Only pages and lists are read whole; tables grow with the archive."""
    file, target = site / path, folder / path
    if path.endswith(".html"):
        place = Page(path, files, archive().site_url)
        return _write(target, offline(file.read_bytes().decode("utf-8"), place).encode())
    if path in settings().lists:
        return _write(target, held(file.read_bytes(), path, files))
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    return sums.sha256(target)


def held(content: bytes, path: str, files: Container[str]) -> bytes:
    """A JSON list of files (objects whose `file` is a name beside the list at `path`) without those not in `files`."""
    listed = json.loads(content)
    entries = [entry for entry in listed if join(dirname(path), entry["file"]) in files]
    return content if entries == listed else (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode()


def _write(file: Path, content: bytes) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return sums.sha256(file)


def _own_files(copy: Copy) -> dict[str, bytes]:
    """The copy's own files, which the site lacks, by path; all but the record."""
    files = {f"{ASSETS}/{file.name}": file.read_bytes() for file in sorted((HERE / "assets").iterdir())}
    for name in (READ_ME, "verifier.html"):
        files[name] = page(name, copy).encode()
    return files


def _record(copy: Copy, size: int) -> bytes:
    """The record; `size`: bytes of all other files."""
    lines = {"name": archive().name, "address": archive().site_url, "date": copy.day, "seconds": str(copy.date)}
    lines |= {
        "documents": str(copy.documents),
        "languages": ",".join(copy.languages),
        "selection": copy.selection,
        "bytes": str(size),
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items()).encode()


def page(name: str, copy: Copy) -> str:
    """One of the copy's own pages, from its template."""
    day = time.gmtime(copy.date)
    in_figures = {"day": f"{day.tm_mday:02}", "month": f"{day.tm_mon:02}", "year": str(day.tm_year)}
    return template(name).render(
        name=archive().name,
        home=archive().site_url,
        copy=copy,
        day=interface(archive().language).say("copies.guide.day", **in_figures),
    )


def record(content: bytes) -> Mapping[str, str]:
    """What a copy's record says, by name; empty if the content isn't a record."""
    lines = (line.partition(": ") for line in content.decode("utf-8", "replace").splitlines())
    return {name: value for name, _, value in lines}
