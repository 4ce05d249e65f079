"""What updates are fetched from: static files that any web server, or a stick, can hold.

    index             hash and signature of the newest list of files (SHA256SUMS), and the newest contents
    contents/<hash>   of a pack: how files are put together from it and from older files; compressed text
    packs/<hash>      new bytes of files, one file after another, to be fetched by ranges

Each publication adds packs with what is new in it. Contents name those before them, so the index stays small. Packs and
contents never change and stay, so that an update that was cut off can go on after the next publication. A reader who
has the copy before the newest needs the newest contents and the newest pack; another one older ones, too.

    cote-updates 2                              cote-contents 2
    sums <hash>                                 before <hash> <bytes>             (« before - » in the first)
    contents <hash> <bytes>                     pack <hash> <bytes>
    signature <base64>                          <file> <bytes in the pack> <step> …

Steps put a file together: `+80` takes 80 bytes of those in the pack (which are compressed, a file's by themselves),
`=<file>` names an older file, `512+80` copies 80 bytes of it from its byte 512. A file's name is the beginning of its
hash. Lines stand in the order of the pack.
"""

from __future__ import annotations

import base64
import gzip
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .delta import Stretch
from .settings import OfflineError, settings

INDEX, CONTENTS, PACKS = "index", "contents", "packs"
FORMAT, CONTENTS_FORMAT = "cote-updates 2", "cote-contents 2"

_HASH, _NAME, _BYTES = "[0-9a-f]{64}", "[0-9a-f]{16}", "[0-9]{1,15}"
# The whole index: `cote-updates 2\n\
# sums 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\
# contents 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 4096\n\
# signature U2lnbmVk\n`; not `cote-updates 1\n`.
_INDEX = re.compile(rf"{FORMAT}\nsums ({_HASH})\ncontents ({_HASH}) ({_BYTES})\nsignature ([A-Za-z0-9+/=]*)\n")
# The beginning of contents, the first of which have none before them: `cote-contents 2\nbefore -\n\
# pack 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 512\n`; not `cote-contents 2\n`.
_HEAD = re.compile(rf"{CONTENTS_FORMAT}\nbefore (?:-|({_HASH}) ({_BYTES}))\npack ({_HASH}) ({_BYTES})\n")
# A file with its size and the steps that make it: `0123456789abcdef 640 +80 =fedcba9876543210 512+80`,
# `0123456789abcdef 0`; not `0123456789abcdef`.
_LINE = re.compile(rf"({_NAME}) ({_BYTES})((?: (?:(?:{_BYTES})?\+{_BYTES}|={_NAME}))*)")


def name(content_hash: str) -> str:
    """By which contents call a file: 64 bits of its SHA-256. What is made by it is checked against the whole."""
    return content_hash[:16]


@dataclass(frozen=True, slots=True)
class Reference:
    """A file of the store."""

    hash: str
    """SHA-256 of the file as it lies there."""
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
    """Content of SHA256SUMS.sig; empty where the copy is not signed."""

    def written(self) -> bytes:
        """As a file."""
        signature = base64.b64encode(self.signature).decode()
        return f"{FORMAT}\nsums {self.sums}\ncontents {self.contents}\nsignature {signature}\n".encode()


def index(content: bytes) -> Index:
    """The index that a file holds. Raises OfflineError where it holds none."""
    text = content.decode("ascii", "replace")
    form = text.partition("\n")[0]
    if form != FORMAT:
        other = f"of the form « {form} »; " if re.fullmatch(r"cote-updates \d{1,9}", form) else ""
        raise OfflineError(f"{INDEX}: {other}this program knows the form « {FORMAT} » only")
    match = _INDEX.fullmatch(text)
    try:
        if not match:
            raise ValueError("not in the expected form")
        return Index(match[1], Reference(match[2], int(match[3])), base64.b64decode(match[4], validate=True))
    except ValueError as error:
        raise OfflineError(f"{INDEX}: damaged: {error}") from error


@dataclass(frozen=True, slots=True)
class Entry:
    """How a file is put together."""

    start: int
    """Where its new bytes begin in the pack."""
    bytes: int
    """How many they are there, compressed."""
    stretches: tuple[Stretch, ...]

    @property
    def olds(self) -> set[str]:
        """The files that are needed for it."""
        return {one.old for one in self.stretches if one.old}

    @property
    def size(self) -> int:
        """Of the file."""
        return sum(one.length for one in self.stretches)


@dataclass(frozen=True, slots=True)
class Contents:
    """Of a pack."""

    before: Reference | None
    """The contents of the pack before; None in the first."""
    pack: Reference
    files: dict[str, Entry] = field(default_factory=dict)
    """By name, in the order of the pack."""


def contents(content: bytes) -> Contents:
    """The contents that a file of the store holds. Raises OfflineError where it holds none."""
    try:
        unpacker = zlib.decompressobj(wbits=31)
        text = unpacker.decompress(content, settings().updates.contents_bytes).decode("ascii")
        head = _HEAD.match(text)
        if not unpacker.eof or not head or not text.endswith("\n"):
            raise ValueError("not in the expected form, cut short, or too large")
        before = Reference(head[1], int(head[2])) if head[1] else None
        made = Contents(before, Reference(head[3], int(head[4])))
        start = 0
        for line in text[head.end() :].split("\n")[:-1]:
            file, entry = _entry(line, start)
            made.files[file] = entry
            start += entry.bytes
        if start != made.pack.bytes:
            raise ValueError("not of its pack")
    except (ValueError, zlib.error) as error:
        raise OfflineError(f"{CONTENTS}: damaged: {error}") from error
    return made


def _entry(line: str, start: int) -> tuple[str, Entry]:
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(line[:80])
    found = []
    old = ""
    for step in match[3].split():
        first, plus, length = step.partition("+")
        if not plus:
            old = first[1:]
        elif first and not old:
            raise ValueError(line[:80])
        else:
            found.append(Stretch(int(length), old, int(first)) if first else Stretch(int(length)))
    return match[1], Entry(start, int(match[2]), tuple(found))


def line(file: str, size: int, found: Iterable[Stretch]) -> str:
    """The line of a file with so many bytes in the pack."""
    words = [file, str(size)]
    old = ""
    for one in found:
        if one.old and one.old != old:
            words.append(f"={one.old}")
            old = one.old
        words.append(f"{one.start if one.old else ''}+{one.length}")
    return " ".join(words)


def packed(before: Reference | None, pack: Reference, lines: Sequence[str]) -> bytes:
    """Contents as a file."""
    head = f"{CONTENTS_FORMAT}\nbefore {before or '-'}\npack {pack}\n"
    return gzip.compress("".join([head, *(f"{line}\n" for line in lines)]).encode(), 9, mtime=0)
