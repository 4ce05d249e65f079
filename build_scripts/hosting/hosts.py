"""What every host can do that the site is published at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from .site_files import SiteFile


class Host(Protocol):
    """A folder, a store, a server. Methods raise PublishError where the host fails, its message names the cure."""

    name: str
    """As the publisher writes it."""
    keeps_types: bool
    """Whether it keeps the media type and lifetime that a file is sent with."""

    def record(self) -> bytes | None:
        """Cote's own record, as it lies there; None where there is none."""

    def compared(self, files: Mapping[str, SiteFile]) -> tuple[frozenset[str], frozenset[str]]:
        """Of the files' paths: those that the host lacks, and those that it has with other bytes."""

    def send(self, site: Path, files: Sequence[SiteFile], jobs: int) -> None:
        """Send files, each whole or not at all; all of them are there when it returns."""

    def keep_record(self, content: bytes) -> None:
        """Write Cote's own record."""

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, and folders that have none left; what isn't there needs no removal."""
