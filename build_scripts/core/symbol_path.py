"""UN document symbols as addresses (docs/developers/anchors.md, « Symbol path »)."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

WITHOUT_SYMBOL = "sans-cote"
"""First folder of documents whose symbol isn't established."""

# The signs of a symbol: `S/RES/2370(2017)`, `A/80/6 (Sect. 35)`; not `76/463`, `é`.
_SYMBOL = re.compile(r"[A-Z][A-Za-z0-9]*[A-Za-z0-9./() ,&+*_\[\]-]*", re.ASCII)
# A path of folders, where it is the whole: `A/76/463`, `A/80/6-Sect.35`.
_PATH = re.compile(r"[A-Za-z0-9._-]*[A-Za-z0-9](?:/[A-Za-z0-9._-]*[A-Za-z0-9])*", re.ASCII)
# What a folder has a hyphen for: `2370(2017)`; not `2370`.
_OTHER = re.compile(r"[^A-Za-z0-9._]+")
# The hyphen that joins two symbols, or a part of a series: `A/78/80-E/2023/64`, `DP-FPA/2018/1`; not `A/80/6-Sect.35`.
_JOINT = re.compile(r"-(?=[A-Z]+(?:-[A-Z]+)*/)")


def halves(symbol: str) -> tuple[str, ...]:
    """The symbols that a joint symbol joins: `A/78/80-E/2023/64` → `A/78/80`, `E/2023/64`; else the one.

    A hyphen before the first stroke is part of a series: `DP-FPA/2018/1`, `ICC-ASP/5/12`.
    """
    joined: list[str] = []
    for part in _JOINT.split(symbol.strip()):
        if joined and "/" not in joined[-1]:
            joined[-1] += f"-{part.strip()}"
        else:
            joined.append(part.strip())
    return tuple(joined)


def symbol_path(symbol: str) -> str:
    """The folder of a symbol, without language; of a joint symbol, that of its first half.

    `S/RES/2370(2017)` → `S/RES/2370-2017`, `A/80/6 (Sect. 35)` → `A/80/6-Sect.35`.
    Raises ValueError for what isn't a symbol: no `/`, an empty or dotted folder, characters that symbols don't have.
    """
    first = halves(symbol)[0]
    if not _SYMBOL.fullmatch(first) or "/" not in first:
        raise ValueError(f"“{symbol}” isn't a symbol")
    folders = [_OTHER.sub("-", "".join(folder.split())).strip("-") for folder in first.split("/")]
    return checked_path("/".join(folders))


def checked_path(path: str) -> str:
    """The path, if it is one that a permanent address may have: folders of `[A-Za-z0-9._-]`, the last character of
    each a letter or digit, none of them `..` or hidden.

    Raises ValueError where it isn't.
    """
    if not _PATH.fullmatch(path) or any(folder.startswith(".") for folder in path.split("/")):
        raise ValueError(f"“{path}” can't be the path of a permanent address")
    return path


def file_name(path: str) -> str:
    """The name of a document's files, from its symbol path with language: `fr/A/76/463` → `A-76-463`."""
    return path.partition("/")[2].replace("/", "-").removeprefix(f"{WITHOUT_SYMBOL}-")


def original_name(path: str, source: str) -> str:
    """The name under which the site offers a document's file as received: `A-76-463.original.pdf`."""
    return f"{file_name(path)}.original{PurePosixPath(source).suffix}"
