"""What was noted of the pages of a site is theirs while their bytes are those of before, and of no other."""

from __future__ import annotations

import hashlib
from pathlib import Path

from build_scripts.core.page_notes import PageNotes
from build_scripts.core.stage_store import Store


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Site:
    """A site with a store, and what was found out about its pages."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder / "site", Store(folder / "store", 1 << 20)
        self.folder.mkdir()
        self.found: list[bytes] = []

    def write(self, **pages: bytes) -> None:
        """Write pages."""
        for name, content in pages.items():
            (self.folder / name).write_bytes(content)

    def notes(self, *names: str, known: bool = True) -> list[str]:
        """What a run says of pages; `known`: it knows their hashes."""
        notes = PageNotes(self.store, "a" * 64, self.folder)

        def find(content: bytes) -> str:
            self.found.append(content)
            return f"note on {content.decode()}"

        said = [notes.of(name, _hash((self.folder / name).read_bytes()) if known else "", find) for name in names]
        notes.keep()
        return said


def test_a_page_is_read_once_while_it_stays(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(a=b"one", b=b"two")
    first = site.notes("a", "b", known=False)
    assert first == ["note on one", "note on two"]
    assert site.notes("a", "b") == site.notes("b", "a", known=False)[::-1] == first
    assert site.found == [b"one", b"two"]


def test_a_page_that_has_changed_is_read_again_and_no_other(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(a=b"one", b=b"two")
    site.notes("a", "b")
    site.write(a=b"two")
    assert site.notes("a", "b") == ["note on two", "note on two"]
    assert site.found == [b"one", b"two", b"two"]


def test_what_was_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(a=b"one", b=b"two")
    site.notes("a", "b")
    site.notes("a")
    site.notes("b")
    assert site.found == [b"one", b"two", b"two"]


def test_an_empty_page_and_no_store(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(a=b"")
    assert site.notes("a", known=False) == site.notes("a") == ["note on "]
    alone = PageNotes(None, "", site.folder)
    assert alone.of("a", "", lambda page: f"{len(page)} bytes") == "0 bytes"
    alone.keep()
