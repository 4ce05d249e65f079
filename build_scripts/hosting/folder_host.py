"""A folder of this machine, or of a disk that it sees."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ..core.disk_faults import told
from .hosting_settings import PublishError, settings
from .site_files import SiteFile, content


class FolderHost:
    """A folder; what is in it is served as it lies there. A file that is the same isn't touched, so that hosts which go
    by the time of a file (Last-Modified) have nothing new to tell."""

    keeps_types = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = str(folder)

    def record(self) -> bytes | None:
        with self._told():
            try:
                return (self._folder / settings().record).read_bytes()
            except FileNotFoundError:
                return None

    def compared(self, files: Mapping[str, SiteFile]) -> tuple[frozenset[str], frozenset[str]]:
        lacking: set[str] = set()
        other: set[str] = set()
        with self._told():
            for path, file in files.items():
                try:
                    data = (self._folder / path).read_bytes()
                except FileNotFoundError:
                    lacking.add(path)
                    continue
                if hashlib.sha256(data).hexdigest() != file.sha256:
                    other.add(path)
        return frozenset(lacking), frozenset(other)

    def send(self, site: Path, files: Sequence[SiteFile], jobs: int) -> None:
        for file in files:
            self._write(file.path, content(site, file))

    def keep_record(self, content: bytes) -> None:
        self._write(settings().record, content)

    def remove(self, paths: Sequence[str]) -> None:
        with self._told():
            for path in paths:
                file = self._folder / path
                file.unlink(missing_ok=True)
                with suppress(OSError):  # A folder that still has files.
                    for folder in file.parents:
                        if folder == self._folder:
                            break
                        folder.rmdir()

    def _write(self, path: str, data: bytes) -> None:
        file = self._folder / path
        aside = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
        with self._told():
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                aside.write_bytes(data)
                aside.replace(file)
            except OSError:
                aside.unlink(missing_ok=True)
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise PublishError(
                f"{told(error, self._folder)}. What was sent so far stays; publish again to send the rest"
            ) from None
