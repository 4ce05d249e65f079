"""Sentences that are the same in several languages, line by line, cite the same documents in each.

A key, or a key with its pinpoint, that at least three languages find is asked of the others; one that a single language
finds is doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.citations.find import find
from build_scripts.citations.knowledge import CitingData
from build_scripts.core.model import Block, Citation, Document, Kind, Part, PartKind, Report, Source, Text

ENOUGH = 3
"""So many languages make sure that a sentence cites a document."""
HEAD = """| language | keys asked | found | recall | pinpoints asked | found | it alone finds |
|---|--:|--:|--:|--:|--:|--:|"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in all languages, and the keys that each finds."""

    number: int
    words: dict[str, str]
    keys: dict[str, frozenset[str]]

    def asked(self, language: str) -> set[str]:
        """The keys that enough other languages find, or enough with this one."""
        finders = self._finders()
        return {
            key for key, finding in finders.items() if len(finding) >= ENOUGH or len(finding - {language}) >= ENOUGH
        }

    def alone(self, language: str) -> set[str]:
        """The keys that only this language finds."""
        return {key for key, finding in self._finders().items() if finding == {language}}

    def _finders(self) -> dict[str, set[str]]:
        finders: dict[str, set[str]] = defaultdict(set)
        for language, keys in self.keys.items():
            for key in keys:
                finders[key].add(language)
        return finders


def keys_of(words: str, language: str, data: CitingData) -> frozenset[str]:
    """What a sentence cites, and where it says a pinpoint, that, too: `S/RES/1807(2008)`, `S/RES/1807(2008)#par-9`."""
    block = Block(Kind.OTHER, Text(words, ((0, 0),)), Part(PartKind.BODY), anchor="txt-1")
    alone = Report(Document("", "", language, ""), Source("", words, (0,), ""), "benchmark", (block,), ())
    marks = find(alone, data)[0].blocks[0].text.marks
    cited = [mark for mark in marks if isinstance(mark, Citation)]
    pinned = {f"{mark.key}#{mark.fragment}" for mark in cited if mark.fragment}
    return frozenset({mark.key for mark in cited} | pinned)


def sentences(folder: Path, data: CitingData) -> Iterator[Sentence]:
    """Those of a folder's files, one for each language, `NAME.fr`. Raises ValueError where their lengths differ."""
    files = {path.suffix[1:]: path.read_text(encoding="utf-8").split("\n") for path in sorted(folder.glob("*.??"))}
    for number, lines in enumerate(zip(*files.values(), strict=True), 1):
        words = dict(zip(files, lines, strict=True))
        yield Sentence(number, words, {language: keys_of(line, language, data) for language, line in words.items()})


def compared(found: list[Sentence], show: int) -> tuple[list[str], list[str]]:
    """The table, and `show` keys of each kind in each language with their sentences."""
    rows, said = HEAD.split("\n"), []
    for language in sorted({language for sentence in found for language in sentence.words}):
        asked = [(sentence, key) for sentence in found for key in sorted(sentence.asked(language))]
        missed = [(sentence, key) for sentence, key in asked if key not in sentence.keys[language]]
        alone = [(sentence, key) for sentence in found for key in sorted(sentence.alone(language))]
        rows.append(f"| {language} | {_counts(asked, missed)} | {len(alone)} |")
        said += [_said(language, "misses", *pair) for pair in missed[:show]]
        said += [_said(language, "alone finds", *pair) for pair in alone[:show]]
    return rows, said


def _counts(asked: list[tuple[Sentence, str]], missed: list[tuple[Sentence, str]]) -> str:
    """Keys asked and found with their share, then pinpoints."""
    pins, lost = (sum("#" in key for _, key in pairs) for pairs in (asked, missed))
    keys, found = len(asked) - pins, len(asked) - pins - (len(missed) - lost)
    return " | ".join((str(keys), str(found), f"{found / keys:.1%}" if keys else "", str(pins), str(pins - lost)))


def _said(language: str, what: str, sentence: Sentence, key: str) -> str:
    words = sentence.words
    return f"{language} {what} {key} in {sentence.number}: {words[language]}\n    en: {words.get('en', '')}"
