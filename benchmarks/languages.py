"""Checks that sentences which are the same in several languages, line by line, cite the same documents in each.

A key, or a key with its pinpoint, that at least three languages find is expected of the others; one that only a single
language finds is doubtful.
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
"""How many languages make it certain that a sentence cites a document."""
HEAD = """| language | keys asked | found | recall | pinpoints asked | found | it alone finds |
|---|--:|--:|--:|--:|--:|--:|"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in all languages, and the keys that each finds."""

    number: int
    words: dict[str, str]
    keys: dict[str, frozenset[str]]

    def expected_of(self, language: str) -> set[str]:
        """The keys that enough languages find, with or without this one."""
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
    """The keys that a sentence cites, with and without pinpoints: `S/RES/1807(2008)`, `S/RES/1807(2008)#par-9`."""
    block = Block(Kind.OTHER, Text(words, ((0, 0),)), Part(PartKind.BODY), anchor="txt-1")
    alone = Report(Document("", "", language, ""), Source("", words, (0,), ""), "benchmark", (block,), ())
    marks = find(alone, data)[0].blocks[0].text.marks
    cited = [mark for mark in marks if isinstance(mark, Citation)]
    pinned = {f"{mark.key}#{mark.fragment}" for mark in cited if mark.fragment}
    return frozenset({mark.key for mark in cited} | pinned)


def sentences(folder: Path, data: CitingData) -> Iterator[Sentence]:
    """The sentences of a folder's files, one per language, `NAME.fr`. Raises ValueError if their lengths differ."""
    files = {path.suffix[1:]: path.read_text(encoding="utf-8").split("\n") for path in sorted(folder.glob("*.??"))}
    for number, lines in enumerate(zip(*files.values(), strict=True), 1):
        words = dict(zip(files, lines, strict=True))
        yield Sentence(number, words, {language: keys_of(line, language, data) for language, line in words.items()})


def compare(all_sentences: list[Sentence], show: int) -> tuple[list[str], list[str]]:
    """The table, and `show` keys of each kind per language with their sentences."""
    rows, examples = HEAD.split("\n"), []
    for language in sorted({language for sentence in all_sentences for language in sentence.words}):
        expected = [(sentence, key) for sentence in all_sentences for key in sorted(sentence.expected_of(language))]
        missed = [(sentence, key) for sentence, key in expected if key not in sentence.keys[language]]
        alone = [(sentence, key) for sentence in all_sentences for key in sorted(sentence.alone(language))]
        rows.append(f"| {language} | {_counts(expected, missed)} | {len(alone)} |")
        examples += [_example(language, "misses", *pair) for pair in missed[:show]]
        examples += [_example(language, "alone finds", *pair) for pair in alone[:show]]
    return rows, examples


def _counts(expected: list[tuple[Sentence, str]], missed: list[tuple[Sentence, str]]) -> str:
    """Cells of the table: keys expected, found, and their share, then pinpoints."""
    pins, pins_missed = (sum("#" in key for _, key in pairs) for pairs in (expected, missed))
    keys, keys_found = len(expected) - pins, len(expected) - pins - (len(missed) - pins_missed)
    return " | ".join(
        (str(keys), str(keys_found), f"{keys_found / keys:.1%}" if keys else "", str(pins), str(pins - pins_missed))
    )


def _example(language: str, verdict: str, sentence: Sentence, key: str) -> str:
    words = sentence.words
    return f"{language} {verdict} {key} in {sentence.number}: {words[language]}\n    en: {words.get('en', '')}"
