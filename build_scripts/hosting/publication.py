"""What Cote has published at a host: kept there, so that any machine knows it, and no file of somebody else's is ever
removed."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from .hosting_settings import PublishError, settings
from .site_files import SiteFile

_FORM = 1
"""Of the record: a later one may say more."""


@dataclass(frozen=True, slots=True)
class Published:
    """A file as it was sent, or as it was about to be sent when the record was written."""

    sha256: str
    media_type: str
    cache: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The files that Cote has sent to a host, by path."""

    files: Mapping[str, Published] = field(default_factory=dict)


def as_published(file: SiteFile) -> Published:
    """What the record says of a file of the site."""
    return Published(file.sha256, file.media_type, file.cache)


def written(files: Mapping[str, Published]) -> bytes:
    """The record as it lies at the host; the same files give the same bytes."""
    kinds = sorted({(file.media_type, file.cache) for file in files.values()})
    numbers = {kind: number for number, kind in enumerate(kinds)}
    rows = {path: [file.sha256, numbers[file.media_type, file.cache]] for path, file in sorted(files.items())}
    table = {"form": _FORM, "kinds": kinds, "files": rows}
    return gzip.compress(json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), mtime=0)


def read(content: bytes | None, host: str) -> Publication:
    """The record of a host; `content` None: it has none. Raises PublishError where it isn't one."""
    if content is None:
        return Publication()
    try:
        table = json.loads(gzip.decompress(content))
        kinds = table["kinds"]
        files = {path: Published(digest, *kinds[kind]) for path, (digest, kind) in table["files"].items()}
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        name = settings().record
        raise PublishError(
            f"{host}: {name} there isn't what Cote writes, so it's unknown what was published. "
            f"If nobody else's files are there, delete {name} and publish again with --replace"
        ) from None
    return Publication(files)
