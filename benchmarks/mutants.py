"""Archives of any size, made by changing numbers, names and words in the existing reports.

The same number gives the same archive on every machine.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

_TOKEN = re.compile(r"(?<=\s)(?:\d{2,}|[^\W\d_]{4,})(?=[\s,;:.])")
"""Numbers and words inside a line; its beginning may be a label, which the structure depends on."""
_CHANGED = 0.15
"""Share of numbers, names and words that change."""
_SKIPPED = re.compile(r"^(?:symbol|symbol_evidence|agenda_item|count|anchor|aliases)\s*=.*\n", re.MULTILINE)
# The first paragraph, `1. Le` or `- 1. Le`, above which the masthead stands: a document that contradicts its own isn't
# published.
_FIRST = re.compile(r"^(?:- | *)1\. ", re.MULTILINE)


def make(root: Path, original: Path, size: int) -> None:
    """Make an archive of `size` reports in the folder `root`, with templates and hand-written pages of `original`."""
    for name in ("mkdocs.yml", "overrides"):
        source = original / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    for page in (*original.glob("docs/*.md"), *original.glob("docs/pages/**/*.md")):
        target = root / page.relative_to(original)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, target)
    sources = sorted(original.glob("source_texts/**/source.*"))
    for number in range(size):
        _mutant(root, sources[number % len(sources)], number)


def _mutant(root: Path, source: Path, number: int) -> None:
    folder = root / f"source_texts/fr/sans-cote/copie-{number:05}"
    folder.mkdir(parents=True)
    chance = random.Random(number)
    text = source.read_text(encoding="utf-8")
    first = _FIRST.search(text)
    head = text[: first.start() if first else 0]
    (folder / source.name).write_text(head + changed(text[len(head) :], chance), encoding="utf-8")
    toml = (source.parent / "document.toml").read_text(encoding="utf-8")
    (folder / "document.toml").write_text(_SKIPPED.sub("", toml), encoding="utf-8")


def changed(text: str, chance: random.Random) -> str:
    """The text with some of its numbers, names and words replaced by others of their kind."""
    words: list[str] = sorted(set(_TOKEN.findall(text)))
    names = [word for word in words if word[0].isupper()]
    plain = [word for word in words if word[0].islower()]

    def replacement(match: re.Match[str]) -> str:
        word: str = match[0]
        if chance.random() > _CHANGED:
            return word
        if word.isdigit():
            return str(chance.randrange(10 ** (len(word) - 1), 10 ** len(word)))
        candidates: list[str] = names if word[0].isupper() else plain
        return chance.choice(candidates)

    return _TOKEN.sub(replacement, text)


def change_word(root: Path) -> None:
    """Put another word of its text in place of one, in the middle of the middle source of an archive."""
    sources = sorted(root.glob("source_texts/**/source.*"))
    source = sources[len(sources) // 2]
    text = source.read_text(encoding="utf-8")
    words = [word for word in _TOKEN.finditer(text) if word[0].islower()]
    word = words[len(words) // 2]
    other = next(candidate[0] for candidate in words if candidate[0] != word[0])
    source.write_text(text[: word.start()] + other + text[word.end() :], encoding="utf-8")


def sizes_of(root: Path) -> Iterator[int]:
    """Bytes of each source of an archive."""
    for source in root.glob("source_texts/**/source.*"):
        yield source.stat().st_size
