"""What a part of the archive must know of the documents outside it: the list in `held/`, written by `cote record`.

One file for each language and first part of symbols, `held/fr/A.tsv`, one line a document, sorted: its path below that,
symbol (`=`: the same as the path), date, type, organ, aliases, anchors that can be cited, title.

    76/463	=	2021-11-11	report	A		par-1..26 sec-1..2	Prévention du crime et justice pénale
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..core.diagnostics import Diagnostic
from ..core.model import Document
from ..core.part import Part
from ..core.whole_files import DamagedError, whole_text, write_whole

FOLDER = "held"
_ENDING = ".tsv"
_AT_HAND = 64
"""Documents whose anchors stay unpacked."""
# What no pinpoint leads to: calls of notes, blocks without number, headings without number: `ref-3`, `sec-1.h-2`.
_UNCITED = re.compile(r"(?:^|\.)(?:ref|txt|h)-")
# An anchor that ends in a number or a lone letter: `par-12`, `sec-1.a`; not `res`, `par-4-bis`.
_COUNTED = re.compile(r"(.*[-.])(0|[1-9][0-9]*|[a-z])$")


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the archive, as far as others need it."""

    document: Document
    packed: str
    """The anchors that a pinpoint can lead to, in few characters."""


class Anchors(Mapping[str, frozenset[str]]):
    """The anchors that a pinpoint can lead to, by the path of their document. They are kept `packed`: an archive has
    many, and few of them are asked for at a time."""

    def __init__(self, by_path: Mapping[str, str]) -> None:
        self._packed = by_path
        self._unpacked: dict[str, frozenset[str]] = {}

    def __getitem__(self, path: str) -> frozenset[str]:
        if path not in self._unpacked:
            if len(self._unpacked) >= _AT_HAND:
                del self._unpacked[next(iter(self._unpacked))]
            self._unpacked[path] = frozenset(unpacked(self._packed[path]))
        return self._unpacked[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def load(root: Path) -> tuple[list[Held], list[Diagnostic]]:
    """Every document on the list, sorted by path."""
    held: list[Held] = []
    diagnostics: list[Diagnostic] = []
    top = root / FOLDER
    for file in top.rglob(f"*{_ENDING}"):
        name = f"{FOLDER}/{file.relative_to(top).as_posix()}"
        above = file.relative_to(top).as_posix().removesuffix(_ENDING)
        try:
            lines = whole_text(file).splitlines()
        except DamagedError as error:
            message = f"{error}: run `cote record` in a whole clone"
            diagnostics.append(Diagnostic(name, 1, "A107", message))
            continue
        for number, line in enumerate(lines, 1):
            try:
                held.append(_held(above, line))
            except ValueError as error:
                message = f"not a document of the archive ({error}): run `cote record` in a whole clone"
                diagnostics.append(Diagnostic(name, number, "A107", message))
    return sorted(held, key=lambda entry: entry.document.path), diagnostics


def save(
    root: Path, documents: Iterable[Document], anchors: Mapping[str, str], part: Part, withheld: Collection[str] = ()
) -> list[str]:
    """Bring the list up to date; documents outside the part stay on it, and those that are `withheld`, by path, or gone
    while nobody has said that they are removed. `anchors`: `packed`, by path. Returns the files that have changed. A
    damaged one is only written anew where everything on it is known again."""
    texts = _texts(root, documents, anchors, part, withheld)
    known = part.whole and not withheld
    damaged = set() if known else {fault.file for fault in load(root)[1]}
    changed = [name for name, text in texts.items() if text != _content(root / FOLDER / name)]
    changed = [name for name in changed if f"{FOLDER}/{name}" not in damaged and not (root / FOLDER / name).is_dir()]
    for name in changed:
        file = root / FOLDER / name
        if texts[name]:
            write_whole(file, texts[name])
        else:
            file.unlink()
    return [f"{FOLDER}/{name}" for name in changed]


def compare(
    root: Path, documents: Iterable[Document], anchors: Mapping[str, str], part: Part, withheld: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Where the list, if there is one, isn't what it should be."""
    if (root / FOLDER).is_dir():
        for name, text in _texts(root, documents, anchors, part, withheld).items():
            if text != (content := _content(root / FOLDER / name)):
                message = "the list of what the archive holds isn't up to date; `cote record` brings it so"
                if content is None:
                    message = "the list of what the archive holds is damaged; bring it back with `git checkout -- FILE`"
                yield Diagnostic(f"{FOLDER}/{name}", 0, "A107", message)


def _texts(
    root: Path, documents: Iterable[Document], anchors: Mapping[str, str], part: Part, withheld: Collection[str]
) -> dict[str, str]:
    """The files of the list as they should be, by name; empty ones should not be there."""
    files: dict[str, dict[str, str]] = defaultdict(dict)
    for file in (root / FOLDER).rglob(f"*{_ENDING}"):
        files[file.relative_to(root / FOLDER).as_posix()] = {}
    if withheld or not part.whole:
        for entry in load(root)[0]:
            if entry.document.path in withheld or not part.has(entry.document.path):
                _put(files, entry.document, entry.packed)
    for document in documents:
        _put(files, document, anchors.get(document.path, ""))
    return {name: "".join(f"{lines[path]}\n" for path in sorted(lines)) for name, lines in sorted(files.items())}


def _put(files: dict[str, dict[str, str]], document: Document, anchors: str) -> None:
    language, first, *below = document.path.split("/", 2)
    rest = "".join(below)
    files[f"{language}/{first}{_ENDING}"][document.path] = _line(document, rest, _path(first, rest), anchors)


def _line(document: Document, rest: str, name: str, anchors: str) -> str:
    values = (
        rest,
        "=" if document.symbol == name else document.symbol,
        document.date.isoformat() if document.date else "",
        document.type,
        document.organ,
        " ".join(document.aliases),
        anchors,
        json.dumps(document.title, ensure_ascii=False)[1:-1],
    )
    return "\t".join(values)


def _held(above: str, line: str) -> Held:
    rest, symbol, day, kind, organ, aliases, anchors, title = line.split("\t")
    language, _, first = above.partition("/")
    path = _path(above, rest)
    document = Document(
        path=path,
        file=f"source_texts/{path}/document.toml",
        language=language,
        title=json.loads(f'"{title}"'),
        symbol=_path(first, rest) if symbol == "=" else symbol,
        date=date.fromisoformat(day) if day else None,
        type=kind,
        organ=organ,
        aliases=tuple(aliases.split()),
    )
    frozenset(unpacked(anchors))  # Whether they can be read.
    return Held(document, anchors)


def _path(above: str, rest: str) -> str:
    return f"{above}/{rest}" if rest else above


def packed(anchors: Iterable[str]) -> str:
    """Anchors that can be cited, in few characters: `par-1..104 sec-1.a..c`."""
    alone: list[str] = []
    counted: dict[str, list[int]] = defaultdict(list)
    for anchor in sorted(anchors):
        if _UNCITED.search(anchor):
            continue
        if match := _COUNTED.fullmatch(anchor):
            letter = "" if match[2].isdigit() else "a"
            counted[f"{match[1]}\t{letter}"].append(_number(match[2]))
        else:
            alone.append(anchor)
    for group, numbers in counted.items():
        before, _, letter = group.partition("\t")
        for first, last in _runs(sorted(numbers)):
            end = f"..{_written(last, letter)}" if last > first else ""
            alone.append(f"{before}{_written(first, letter)}{end}")
    return " ".join(sorted(alone))


def unpacked(words: str) -> Iterator[str]:
    """The anchors that `packed` was given. Raises ValueError."""
    for word in words.split():
        first, dots, last = word.partition("..")
        match = _COUNTED.fullmatch(first)
        if not dots:
            yield first
        elif match and match[2].isdigit() == last.isdigit():
            letter = "" if last.isdigit() else "a"
            for number in range(_number(match[2]), _number(last) + 1):
                yield f"{match[1]}{_written(number, letter)}"
        else:
            raise ValueError(f"{word!r} names no anchors")


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last of numbers that follow each other."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start], numbers[at - 1]
            start = at


def _number(words: str) -> int:
    return int(words) if words.isdigit() else ord(words)


def _written(number: int, letter: str) -> str:
    return chr(number) if letter else str(number)


def _content(file: Path) -> str | None:
    """The text of a list, empty where there is none; None of a damaged one."""
    try:
        return whole_text(file)
    except FileNotFoundError:
        return ""
    except DamagedError:
        return None
