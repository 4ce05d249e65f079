"""What was corrected after it was published: for each change of a published text, when, and what it said before.

`registry/fr/A/76/463.changes.jsonl` has one line a change, oldest first:

    {"anchor": "par-12", "date": "2026-11-20", "was": "12. Le terrorisme …", "was_sha256": "4f1c…", "sha256": "9a0b…"}

The old words come from the page that was published (docs/, or its history in git); their hash in the registry proves
that they are the published ones.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

from ..core.diagnostics import Diagnostic
from ..core.whole_files import DamagedError, is_regular, whole_text, write_whole
from . import registry

LOOKED_AT = 50
"""How many states of a page in git are searched, newest first."""

_AROUND, _MOST_WORDS = 2, 24
"""Words of a message before and behind what has changed, and altogether."""
_CHROME = "descendant-or-self::*[@data-chrome] | descendant::sup[a[@id]]"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a published text."""

    anchor: str
    day: date
    was: str
    """The words before, normalised (registry.py)."""
    was_sha256: str
    sha256: str
    """Of the words after."""


def file_of(path: str) -> str:
    """The changes of the document at a symbol path with its language."""
    return f"{registry.FOLDER}/{path}.changes.jsonl"


def load(root: Path, path: str) -> tuple[list[Change], list[Diagnostic]]:
    """The changes of a document that the registry has, too, oldest first."""
    changes, diagnostics = _read(root, path)
    if not changes:
        return [], diagnostics
    unfinished = _unfinished(changes, registry.load(root, path)[0])
    return [change for change in changes if unfinished.get(change.anchor) is not change], diagnostics


def _unfinished(changes: Sequence[Change], record: registry.Registry) -> dict[str, Change]:
    """Changes that a command wrote before it was ended, so that the registry still has the words before; by anchor."""
    last = {change.anchor: change for change in changes}
    return {anchor: change for anchor, change in last.items() if record.hashes.get(anchor) == change.was_sha256}


def _read(root: Path, path: str) -> tuple[list[Change], list[Diagnostic]]:
    """The changes of a document as its file has them."""
    try:
        text = whole_text(root / file_of(path))
    except FileNotFoundError:
        return [], []
    except DamagedError as error:
        return [], [Diagnostic(file_of(path), 0, "A105", registry.UNREAD.format(fault=error))]
    changes: list[Change] = []
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            changes.append(_change(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            diagnostics.append(Diagnostic(file_of(path), number, "A105", f"not a change of a text: {error}"))
    return changes, diagnostics


def _change(table: Mapping[str, str]) -> Change:
    was = table["was"]
    if _sha256(was) != table["was_sha256"]:
        raise ValueError("`was_sha256` isn't the hash of `was`")
    return Change(table["anchor"], date.fromisoformat(table["date"]), was, table["was_sha256"], table["sha256"])


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def add(
    root: Path, path: str, record: registry.Registry, now: Mapping[str, str], today: date
) -> tuple[set[str], list[Diagnostic]]:
    """Put the changes of published texts on record.

    Returns the anchors whose old words could not be found, so that they stay as they were on record, with a finding
    (A106) for each.
    """
    changed = registry.changed(record, now)
    before, _ = _read(root, path)
    left = _unfinished(before, record)
    # Of what a command that was ended has left, what is still so is done; the rest never became a change.
    done = {anchor for anchor, change in left.items() if changed.get(anchor) and change.sha256 == now[anchor]}
    changes = [change for change in before if change.anchor in done or left.get(change.anchor) is not change]
    changed = {anchor: old for anchor, old in changed.items() if anchor not in done}
    words = old_words(root, path, changed) if changed else {}
    changes += [
        Change(anchor, today, words[anchor], old, now[anchor]) for anchor, old in changed.items() if anchor in words
    ]
    if changes != before:
        _save(root / file_of(path), changes)
    lost = set(changed) - set(words)
    message = (
        "its published words are neither in docs/ nor in the git history of docs/; restore the page that had them, or, "
        "where no page ever did (recorded, then changed again): `git checkout -- registry`, then `cote record`"
    )
    return lost, [
        Diagnostic(record.file, record.lines[anchor], "A106", f"{anchor}: {message}")
        for anchor in changed
        if anchor in lost
    ]


def _save(file: Path, changes: Sequence[Change]) -> None:
    """Write the changes of a document; no file where there is none."""
    if changes:
        write_whole(file, "".join(map(_line, changes)))
    else:
        file.unlink()


def _line(change: Change) -> str:
    table = {
        "anchor": change.anchor,
        "date": change.day.isoformat(),
        "was": change.was,
        "was_sha256": change.was_sha256,
        "sha256": change.sha256,
    }
    return json.dumps(table, ensure_ascii=False) + "\n"


def old_words(root: Path, path: str, wanted: Mapping[str, str]) -> dict[str, str]:
    """The words that had these hashes, by anchor, as far as a state of the document's page has them."""
    known: dict[str, str] = {}
    for page in _states(root, f"docs/{path}.md"):
        on_page = page_words(page, root / "mkdocs.yml", set(wanted) - set(known))
        known |= {anchor: words for anchor, words in on_page.items() if _sha256(words) == wanted[anchor]}
        if len(known) == len(wanted):
            break
    return known


def in_words(was: str, now: str) -> str:
    """What has changed of a text, with a few words around: « “rapport porte sur la” is now “rapport traite de la” »."""
    old, new = was.split(), now.split()
    if not old:
        return f"now “{_cut(new)}”"
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    first, last = max(0, start - _AROUND), max(0, end - _AROUND)
    return f"“{_cut(old[first : len(old) - last])}” is now “{_cut(new[first : len(new) - last])}”"


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    """With how many words both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _cut(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) <= _MOST_WORDS else f"{' '.join(words[:_MOST_WORDS])} …"


def _states(root: Path, file: str) -> Iterator[str]:
    """A page as it is on disk, then as it was in git, newest first; where a sign can't be read, U+FFFD, since the words
    prove themselves by their hash."""
    if is_regular(root / file):
        yield (root / file).read_text(encoding="utf-8", errors="replace")
    for commit in _git(root, "log", f"-{LOOKED_AT}", "--format=%H", "--", file).split():
        yield _git(root, "show", f"{commit}:./{file}")


def _git(root: Path, *arguments: str) -> str:
    """What git prints; nothing where git is missing or the command fails."""
    try:
        process = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return process.stdout.decode("utf-8", "replace") if process.returncode == 0 else ""


def page_words(page: str, configuration: Path, anchors: set[str]) -> dict[str, str]:
    """The normalised words of blocks and note calls on a page of docs/, by anchor."""
    body = page.split("\n---\n", 1)[-1].lstrip("\n")
    import lxml.html  # Only here, as the converter: nobody asks for old words while nothing is recorded.

    from ..render.converter import to_html

    html = to_html(body, configuration)
    if not html.strip():
        return {}
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    by_anchor: dict[str, str] = {}
    for element in tree.xpath("//*[@id]"):
        anchor = element.get("id")
        if anchor in anchors:
            by_anchor[anchor] = registry.normal(" ".join(_texts(element)))
    return by_anchor


def _texts(element: Any) -> Iterator[str]:
    """The words of a block: its own, or those of a table's caption and cells."""
    cells = element.xpath(".//caption | .//th | .//td")
    for part in cells or [element]:
        for extra in part.xpath(_CHROME):
            if extra is not part:
                _drop(extra)
        yield part.text_content()


def _drop(element: Any) -> None:
    """Remove an element, but keep the words that follow it."""
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()
