"""Reproducible ZIP files, the same bytes on every machine and day, and the deposit form (BagIt) made with them."""

from __future__ import annotations

import hashlib
import io
import shutil
import time
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..core.parallel import shown
from ..core.settings import archive
from . import sums
from .copy_settings import EARLIEST
from .folder import Copy

BAG = "bagit"


def pack(file: Path, entries: Iterable[tuple[str, Path | bytes]], date: int, *, stored: Iterable[str] = ()) -> None:
    """Write a ZIP file of (name, content) in the order given, dated `date` (seconds since 1970).

    Entries in `stored` aren't compressed. Only one entry is in memory at a time.
    """
    when = time.gmtime(max(date, EARLIEST))[:6]
    plain = frozenset(stored)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            source = io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")
            with source, packed.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)


def published(folder: Path) -> list[str]:
    """Paths of all files of a copy, including list and signature, sorted."""
    return sorted([*sums.files(folder), *(name for name in sums.OWN if (folder / name).is_file())])


def make_zip(folder: Path, file: Path, date: int) -> None:
    """Pack a copy under the name of its folder."""
    paths = published(folder)
    entries = ((f"{folder.name}/{path}", folder / path) for path in paths)
    pack(file, shown(entries, len(paths), "Packing .zip"), date)


def make_bag(folder: Path, file: Path, copy: Copy) -> None:
    """Pack a copy as a bag (BagIt 1.0, RFC 8493) in a ZIP file, to be deposited in an archive."""
    paths = published(folder)
    size = sum((folder / path).stat().st_size for path in paths)
    info = {
        "Source-Organization": archive().name,
        "External-Identifier": archive().site_url,
        "External-Description": archive().description,
        "Bagging-Date": copy.day,
        "Payload-Oxum": f"{size}.{len(paths)}",
    }
    tags = {
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in info.items()).encode(),
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "manifest-sha256.txt": _manifest(
            {f"data/{path}": sums.sha256(folder / path) for path in shown(paths, len(paths), "Reading")}
        ),
    }
    tags["tagmanifest-sha256.txt"] = _manifest({n: hashlib.sha256(content).hexdigest() for n, content in tags.items()})
    name = f"{folder.name}-{BAG}"
    entries: list[tuple[str, Path | bytes]] = [(f"{name}/{tag}", content) for tag, content in tags.items()]
    entries += [(f"{name}/data/{path}", folder / path) for path in paths]
    pack(file, shown(entries, len(entries), "Packing the bag"), copy.date)


def _manifest(hashes: Mapping[str, str]) -> bytes:
    """Like `SHA256SUMS`, except for `%`, CR and LF, which RFC 8493 escapes (2.1.3)."""
    return sums.written({path.replace("%", "%25"): value for path, value in hashes.items()})
