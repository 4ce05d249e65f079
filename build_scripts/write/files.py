"""The pages in docs/: brought up to date, and checked against what the sources give.

A generated page says so in its second line; no other file is ever changed, removed or reported.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from ..core.diagnostics import Diagnostic
from ..core.seen_files import SeenFiles
from ..core.whole_files import irregular_below, is_regular, write_whole
from .matter import marks


class Pages(Mapping[str, str]):
    """Pages by their paths from docs/. Those that are kept elsewhere are read when they are asked for, and whether a
    file is such a page is told by its hash."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._kept: dict[str, tuple[str, Callable[[], str]]] = {}

    def __setitem__(self, path: str, text: str) -> None:
        self._texts[path] = text
        self._kept.pop(path, None)

    def update(self, texts: Mapping[str, str]) -> None:
        """Add pages; each takes the place of one that has its path."""
        for path, text in texts.items():
            self[path] = text

    def keep(self, path: str, digest: str, read: Callable[[], str]) -> None:
        """Add a page that is kept elsewhere, with the SHA-256 of its bytes."""
        self._kept[path] = digest, read
        self._texts.pop(path, None)

    def __getitem__(self, path: str) -> str:
        if path in self._kept:
            return self._kept[path][1]()
        return self._texts[path]

    def __contains__(self, path: object) -> bool:
        return path in self._kept or path in self._texts

    def __iter__(self) -> Iterator[str]:
        yield from self._kept
        yield from self._texts

    def __len__(self) -> int:
        return len(self._kept) + len(self._texts)

    def digest(self, path: str) -> str:
        """SHA-256 of a page's bytes."""
        return self._kept[path][0] if path in self._kept else _hash(self._texts[path].encode("utf-8"))


def update(
    docs: Path, pages: Mapping[str, str], others: Container[str] = (), seen: SeenFiles | None = None
) -> tuple[list[Path], list[Diagnostic]]:
    """Writes each page (by its path from `docs`) that differs, and removes generated pages that no source gives. Pages
    that are among `others` stay. `seen`: hashes of files of docs/.

    Returns the files that it wrote or removed; and a finding (L013) for each page whose place something has that wasn't
    generated, and stays.
    """
    changed: list[Path] = []
    diagnostics: list[Diagnostic] = []
    for path in sorted(pages):
        if seen and isinstance(pages, Pages) and seen.digest(f"{docs}/{path}") == pages.digest(path):
            continue
        file = docs / path
        before = _read(file)
        if before is not None and _is(before, pages, path):
            continue
        if before is not None and not _is_generated(before):
            message = "wasn't generated, but a generated page belongs there: move it, or the document stays unseen"
            diagnostics.append(Diagnostic(f"{docs.name}/{path}", 0, "L013", message))
            continue
        # Whole, since a page cut short would look like a change of text; but made again at any time.
        write_whole(file, pages[path], lasting=False)
        changed.append(file)
    if seen:
        seen.keep()
    for file in generated(docs, pages):
        if file.relative_to(docs).as_posix() not in others:
            file.unlink()
            _prune(file.parent, docs)
            changed.append(file)
    return changed, diagnostics


def unreadable(docs: Path) -> list[Diagnostic]:
    """A finding (L014) for each thing in a folder that isn't a file."""
    message = "isn't a file, or a link that leads to one: the site is made without it; remove it"
    return [Diagnostic(f"{docs.name}/{path}", 0, "L014", message) for path in irregular_below(docs)]


def stale(docs: Path, pages: Mapping[str, str]) -> list[Diagnostic]:
    """Findings for pages that are missing (L010), differ from what the sources give (L011) or are left over (L012)."""
    diagnostics: list[Diagnostic] = []
    for path in sorted(pages):
        there = _read(docs / path)
        name = f"{docs.name}/{path}"
        if there is None:
            diagnostics.append(Diagnostic(name, 0, "L010", "the page is missing; run `cote convert`"))
        elif not _is(there, pages, path):
            line = _first_difference(there, pages[path].encode("utf-8"))
            diagnostics.append(
                Diagnostic(name, line, "L011", "the page isn't what the sources produce; run `cote convert`")
            )
    for file in generated(docs, pages):
        path = file.relative_to(docs).as_posix()
        diagnostics.append(
            Diagnostic(f"{docs.name}/{path}", 0, "L012", "no source produces this page; run `cote convert`")
        )
    return sorted(diagnostics)


def generated(docs: Path, known: Container[str] = ()) -> Iterator[Path]:
    """The generated pages in a folder, in order, but for those that are known by their paths from there."""
    names = (os.path.join(here, name) for here, _, files in os.walk(docs) for name in files if name.endswith(".md"))  # noqa: PTH118
    start = len(os.path.join(docs, ""))  # noqa: PTH118
    for name in sorted(name for name in names if name[start:].replace(os.sep, "/") not in known):
        if not is_regular(name):
            continue
        if _is_generated(_head(name)):
            yield Path(name)


def by_hand(docs: Path, path: str) -> str:
    """The page that has the address of a path and wasn't generated, from `docs`; nothing where there is none."""
    # Names as strings: this is asked several times of each document.
    return next((page for page in at_address(path) if _is_by_hand(f"{docs}/{page}")), "")


def at_address(path: str) -> tuple[str, str]:
    """The pages of docs/ that have the address of a path: a file, or that of a folder."""
    return f"{path}.md", f"{path}/index.md"


def _is_by_hand(file: str) -> bool:
    """Whether there is a page that wasn't generated."""
    try:
        status = os.stat(file)  # noqa: PTH116
    except (OSError, ValueError):
        return False
    times = status.st_mtime_ns, status.st_ctime_ns
    return stat.S_ISREG(status.st_mode) and not _was_generated(file, status.st_ino, status.st_size, *times)


@lru_cache(maxsize=1 << 13)
def _was_generated(file: str, *_look: int) -> bool:
    """Whether a page was generated, which is asked of the file once while it looks the same (number on the disk, size,
    times of writing and of change)."""
    return _is_generated(_head(file))


def _head(file: str) -> bytes:
    """As much of a page as tells whether it was generated."""
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123
        return stream.read(2 * max(map(len, _heads())))


def _is_generated(content: bytes) -> bool:
    """Whether a page begins as generated ones do, whatever git has made of its line endings."""
    longest = max(map(len, _heads()))
    return content[: longest + 1].replace(b"\r\n", b"\n").startswith(_heads())


@cache
def _heads() -> tuple[bytes, ...]:
    return tuple(f"---\n{mark}".encode() for mark in marks())


def _is(content: bytes, pages: Mapping[str, str], path: str) -> bool:
    """Whether a file is the page at a path."""
    if isinstance(pages, Pages):
        return _hash(content) == pages.digest(path)
    return content == pages[path].encode("utf-8")


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if is_regular(file) else None


def _prune(folder: Path, docs: Path) -> None:
    """Removes folders that have become empty, up to `docs`."""
    while folder != docs and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _first_difference(left: bytes, right: bytes) -> int:
    """The first line, from 1, on which two files differ."""
    pairs = enumerate(zip(left.split(b"\n"), right.split(b"\n"), strict=False), 1)
    return next(
        (number for number, (left_line, right_line) in pairs if left_line != right_line),
        min(left.count(b"\n"), right.count(b"\n")) + 1,
    )
