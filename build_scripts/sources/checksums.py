"""source_texts/SHA256SUMS: which bytes were received, so that nobody changes a source unseen; source_texts/EXTRACTED:
what was read in each PDF and Word file, so that a library's new version that reads otherwise shows in review.

The first is what `sha256sum` writes and checks, paths relative to source_texts, sorted; the second has the same form,
with the hashes of extractions (extract/record.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..core.diagnostics import Diagnostic
from ..core.part import WHOLE, Part
from ..core.received import FOLDER, hash_of, source_file
from ..core.whole_files import DamagedError, whole_text, write_whole
from .scan import EXTRACTED, RECORD, Entry

# A line of the record: `01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b  fr/A/76/463/source.txt`.
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")

_CURE = "bring it back with `git checkout -- FILE`"
_GONE = "bring it back, or, if it is gone for good, `cote record --forget {path}`"


def changes(
    root: Path,
    entries: Iterable[Entry],
    extractions: Mapping[str, str],
    hashes: Mapping[str, str],
    part: Part = WHOLE,
) -> list[Diagnostic]:
    """Sources that differ from the record, aren't on it, or are on it and gone; and those in which other text was read
    than what is on record. By the source's path: `extractions`, hash of what was read; `hashes`, SHA-256 of its bytes
    as far as it is known."""
    file = f"{FOLDER}/{RECORD}"
    on_record = _recorded(root, RECORD)
    read_before = _recorded(root, EXTRACTED)
    unread = damaged(root)
    diagnostics = [*unread]
    for entry in entries:
        line, hash_ = on_record.pop(entry.source, (0, ""))
        if not hash_:
            if not unread:  # Of what can't be read, nobody knows what is on it.
                diagnostics.append(Diagnostic(entry.source, 0, "S018", f"isn't on record in {file}: run `cote record`"))
        elif hash_ != (hashes.get(entry.source) or hash_of(source_file(root, entry.source))):
            diagnostics.append(
                Diagnostic(entry.source, 0, "S017", f"its bytes differ from those on record in {file}:{line}")
            )
        elif extraction := extractions.get(entry.source):
            line, hash_ = read_before.get(entry.source, (0, ""))
            if hash_ != extraction:
                message = f"its text isn't what is on record in {FOLDER}/{EXTRACTED}:{line}, though its bytes are"
                message += ": compare its page, then `cote record`"
                diagnostics.append(Diagnostic(entry.source, 0, "S042", message))
    diagnostics += [
        Diagnostic(file, line, "S018", f"{path} is on record, but missing: {_GONE.format(path=path.partition('/')[2])}")
        for path, (line, _) in on_record.items()
        if _within(part, path)
    ]
    return sorted(diagnostics)


def record(
    root: Path,
    entries: Iterable[Entry],
    extractions: Mapping[str, str],
    part: Part = WHOLE,
    forget: Sequence[str] = (),
) -> bool:
    """Write the hashes of all sources as they are, and of what was read in them. One that is gone stays on record, so
    that its loss goes on being told, unless it lies at or below a path of source_texts/ in `forget`.

    Returns False, with nothing written, where a line on record can't be read."""
    if damaged(root):
        return False
    before = recorded(root)
    now = {entry.source: source_file(root, entry.source) for entry in entries}
    # One that this machine hasn't fetched is as it was.
    hashes = {source: hash_of(file) if file.exists() else before.get(source, "") for source, file in now.items()}
    _write(root / FOLDER / RECORD, _without(before, forget) | hashes)
    file = root / FOLDER / EXTRACTED
    if extractions or file.exists():
        read_before = {source: hash_ for source, (_, hash_) in _recorded(root, EXTRACTED).items()}
        # A source that is there, and of which nothing is extracted any more, is text now.
        left = {source: hash_ for source, hash_ in read_before.items() if source not in hashes}
        _write(file, _without(left, forget) | dict(extractions))
    return True


def damaged(root: Path) -> list[Diagnostic]:
    """Lines of the record that can't be read."""
    diagnostics: list[Diagnostic] = []
    for name in (RECORD, EXTRACTED):
        file = f"{FOLDER}/{name}"
        try:
            lines = whole_text(root / file).splitlines()
        except FileNotFoundError:
            continue
        except DamagedError as error:
            diagnostics.append(Diagnostic(file, 0, "A105", f"{error}: {_CURE}"))
            continue
        diagnostics += [
            Diagnostic(file, number, "A105", f"expected `SHA-256  path`, not {line[:80]!r}: {_CURE}")
            for number, line in enumerate(lines, 1)
            if not _LINE.fullmatch(line)
        ]
    return diagnostics


def _without(hashes: Mapping[str, str], forget: Sequence[str]) -> dict[str, str]:
    gone = tuple(f"{FOLDER}/{path.strip('/')}" for path in forget)
    return {source: hash_ for source, hash_ in hashes.items() if not _lies(source, gone)}


def _lies(source: str, gone: Sequence[str]) -> bool:
    return any(source == path or source.startswith(f"{path}/") for path in gone)


def _within(part: Part, source: str) -> bool:
    return part.has(source.removeprefix(f"{FOLDER}/").rpartition("/")[0])


def recorded(root: Path) -> dict[str, str]:
    """SHA-256 of each source on record, by its path from the repository's root."""
    return {source: hash_ for source, (_, hash_) in _recorded(root, RECORD).items()}


def _write(file: Path, hashes: Mapping[str, str]) -> None:
    lines = sorted((path.removeprefix(f"{FOLDER}/"), hash_) for path, hash_ in hashes.items())
    write_whole(file, "".join(f"{hash_}  {path}\n" for path, hash_ in lines))


def _recorded(root: Path, name: str) -> dict[str, tuple[int, str]]:
    """(line, hash) by the source's path from the repository's root."""
    try:
        text = whole_text(root / FOLDER / name)
    except (FileNotFoundError, DamagedError):
        return {}
    lines = ((number, _LINE.fullmatch(line)) for number, line in enumerate(text.splitlines(), 1))
    return {f"{FOLDER}/{match[2]}": (number, match[1]) for number, match in lines if match}
