"""The files as received: in their documents' folders or, where those hold only document.toml, kept in .cache/sources
after they were fetched from an address.

source_texts/SHA256SUMS, which lies in git, says which there are; nothing else is fetched, and bytes with another hash
are never used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from .elsewhere import Remote
from .whole_files import write_whole

FOLDER = "source_texts"
"""Where the folders of documents are, from the archive's root."""

FETCHED = ".cache/sources"
"""Where fetched sources are kept, from the archive's root, by their paths below source_texts/."""
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": "application/pdf",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
"""Of the files that are offered, by the ending of their names. Text that was taken out of a published file isn't what
the United Nations published, so it isn't among them."""


class NotReceived(OSError):  # noqa: N818  (a finding)
    """A source can't be had: it isn't at the address, or has other bytes there."""


def source_file(root: Path, source: str) -> Path:
    """Where the source at `source` (`source_texts/fr/A/76/463/source.pdf`) is on this machine, if it is."""
    file = root / source
    return file if file.exists() else root / FETCHED / source.removeprefix(f"{FOLDER}/")


def fetch(root: Path, source: str, digest: str, address: Remote | None) -> None:
    """Fetch a source that isn't on this machine. `digest`: its SHA-256 on record, empty where there is none.

    Raises NotReceived, or what the address raises.
    """
    file = source_file(root, source)
    if address is None or (root / source).exists() or (file.exists() and digest == hash_of(file)):
        return
    content = address.get(source.removeprefix(f"{FOLDER}/"))
    if content is None:
        raise NotReceived(f"{source} isn't in its folder, and not at {address.url} either")
    if hashlib.sha256(content).hexdigest() != digest:
        raise NotReceived(
            f"{source} has other bytes at {address.url} than those on record in {FOLDER}/SHA256SUMS: not used"
        )
    write_whole(file, content, lasting=False)


def hash_of(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
