"""The store that updates are fetched from: static files that any web server, or a USB stick, can hold.

    index             hash and signature of the newest list of files (SHA256SUMS), and the newest contents
    contents/<hash>   of a pack: how files are put together from it and from older files; compressed text
    packs/<hash>      new bytes of files, one file after another, fetched by ranges

Each publication adds packs with its new bytes. Contents name those before them, so the index stays small. Packs and
contents are never changed or removed, so that an update that was cut off can go on after the next publication. A reader
who has the copy before the newest needs only the newest contents and pack; with an older copy, older ones too.

    cote-updates 2                              cote-contents 2
    sums <hash>                                 before <hash> <bytes>             (« before - » in the first)
    contents <hash> <bytes>                     pack <hash> <bytes>
    signature <base64>                          <file> <bytes in the pack> <step> …

Steps put a file together: `+80` takes the next 80 of its bytes in the pack (where each file is compressed separately),
`=<file>` names an older file, and `512+80` copies 80 bytes of that from its byte 512. A file's name is the beginning of
its hash. Lines are in the order of the pack.
"""

from __future__ import annotations

import base64
import gzip
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .copy_settings import OfflineError, settings
from .delta import Stretch

INDEX, CONTENTS, PACKS = "index", "contents", "packs"
FORMAT, CONTENTS_FORMAT = "cote-updates 2", "cote-contents 2"

_HASH, _NAME, _BYTES = "[0-9a-f]{64}", "[0-9a-f]{16}", "[0-9]{1,15}"
# The whole index: `cote-updates 2\n\
# sums 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\
# contents 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 4096\n\
# signature U2lnbmVk\n`; not `cote-updates 1\n`.
_INDEX = re.compile(rf"{FORMAT}\nsums ({_HASH})\ncontents ({_HASH}) ({_BYTES})\nsignature ([A-Za-z0-9+/=]*)\n")
# The beginning of contents; the first ones have none before them: `cote-contents 2\nbefore -\n\
# pack 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 512\n`; not `cote-contents 2\n`.
_HEAD = re.compile(rf"{CONTENTS_FORMAT}\nbefore (?:-|({_HASH}) ({_BYTES}))\npack ({_HASH}) ({_BYTES})\n")
# A file with its size and the steps that make it: `0123456789abcdef 640 +80 =fedcba9876543210 512+80`,
# `0123456789abcdef 0`; not `0123456789abcdef`.
_LINE = re.compile(rf"({_NAME}) ({_BYTES})((?: (?:(?:{_BYTES})?\+{_BYTES}|={_NAME}))*)")


def name(content_hash: str) -> str:
    """A file's name in contents: 64 bits of its SHA-256. The finished file is checked against the whole hash."""
    return content_hash[:16]


@dataclass(frozen=True, slots=True)
class Reference:
    """A file of the store."""

    hash: str
    """SHA-256 of the file as it is stored."""
    bytes: int

    def __str__(self) -> str:
        return f"{self.hash} {self.bytes}"


@dataclass(frozen=True, slots=True)
class Index:
    """What can be fetched."""

    sums: str
    """SHA-256 of SHA256SUMS."""
    contents: Reference
    """The newest."""
    signature: bytes
    """Content of SHA256SUMS.sig; empty if the copy isn't signed."""

    def written(self) -> bytes:
        """The index as the content of a file."""
        signature = base64.b64encode(self.signature).decode()
        return f"{FORMAT}\nsums {self.sums}\ncontents {self.contents}\nsignature {signature}\n".encode()


def index(content: bytes) -> Index:
    """The index from the content of a file. Raises OfflineError if it isn't one."""
    text = content.decode("ascii", "replace")
    form = text.partition("\n")[0]
    if form != FORMAT:
        stated = f"its format is “{form}”; " if re.fullmatch(r"cote-updates \d{1,9}", form) else ""
        cure = "take the program that made it" if stated else "is it the address of a publisher's cote-updates?"
        raise OfflineError(f"{INDEX}: {stated}this program reads only the format “{FORMAT}”; {cure}")
    match = _INDEX.fullmatch(text)
    try:
        if not match:
            raise ValueError("not in the expected format")
        return Index(match[1], Reference(match[2], int(match[3])), base64.b64decode(match[4], validate=True))
    except ValueError as error:
        raise OfflineError(f"{INDEX}: damaged: {error}") from error


@dataclass(frozen=True, slots=True)
class Entry:
    """How a file is put together."""

    start: int
    """Offset of its new bytes in the pack."""
    bytes: int
    """Number of its new bytes in the pack, compressed."""
    stretches: tuple[Stretch, ...]

    @property
    def olds(self) -> set[str]:
        """Names of the older files that it needs."""
        return {stretch.old for stretch in self.stretches if stretch.old}

    @property
    def size(self) -> int:
        """Bytes of the finished file."""
        return sum(stretch.length for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Contents:
    """How the files of a pack are put together."""

    before: Reference | None
    """The contents of the pack before; None in the first."""
    pack: Reference
    files: dict[str, Entry] = field(default_factory=dict)
    """By name, in the order of the pack."""


def contents(content: bytes) -> Contents:
    """Contents from a file of the store. Raises OfflineError if it has none."""
    try:
        unpacker = zlib.decompressobj(wbits=31)
        text = unpacker.decompress(content, settings().updates.contents_bytes).decode("ascii")
        head = _HEAD.match(text)
        if not unpacker.eof or not head or not text.endswith("\n"):
            raise ValueError("not in the expected format, cut short, or too large")
        before = Reference(head[1], int(head[2])) if head[1] else None
        result = Contents(before, Reference(head[3], int(head[4])))
        start = 0
        for line in text[head.end() :].split("\n")[:-1]:
            file, entry = _entry(line, start)
            result.files[file] = entry
            start += entry.bytes
        if start != result.pack.bytes:
            raise ValueError("its sizes don't add up to those of the pack")
    except (ValueError, zlib.error) as error:
        raise OfflineError(f"{CONTENTS}: damaged: {error}") from error
    return result


def _entry(line: str, start: int) -> tuple[str, Entry]:
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(line[:80])
    steps = []
    old = ""
    for step in match[3].split():
        first, plus, length = step.partition("+")
        if not plus:
            old = first[1:]
        elif first and not old:
            raise ValueError(line[:80])
        else:
            steps.append(Stretch(int(length), old, int(first)) if first else Stretch(int(length)))
    return match[1], Entry(start, int(match[2]), tuple(steps))


def line(file: str, size: int, steps: Iterable[Stretch]) -> str:
    """The line of a file that has `size` bytes in the pack."""
    words = [file, str(size)]
    old = ""
    for stretch in steps:
        if stretch.old and stretch.old != old:
            words.append(f"={stretch.old}")
            old = stretch.old
        words.append(f"{stretch.start if stretch.old else ''}+{stretch.length}")
    return " ".join(words)


def packed(before: Reference | None, pack: Reference, lines: Sequence[str]) -> bytes:
    """Contents as the content of a file."""
    head = f"{CONTENTS_FORMAT}\nbefore {before or '-'}\npack {pack}\n"
    return gzip.compress("".join([head, *(f"{line}\n" for line in lines)]).encode(), 9, mtime=0)
