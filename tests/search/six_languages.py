"""How well search finds words and expressions in six languages, in both browsers, served and opened from files.

    pip install simplemma pymorphy3 pymorphy3-dicts-ru qalsadi
    python -m tests.search.six_languages FOLDER [--show]

FOLDER has sentences, `*.fr`, `*.ar` …, one a line; each is a paragraph of a site that is made of them. Words and
expressions are taken from them by chance. What should be found is told by other means than those of search: by
dictionaries of forms (simplemma, pymorphy3, qalsadi), and in Chinese by the characters themselves.

A paragraph is *expected* if it has the word in any spelling, or a form with the same dictionary entry; a hit is *false*
if no dictionary says that its paragraph has one. The table is in docs/developers/search.md.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import shutil
import tempfile
import unicodedata
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from statistics import mean
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from build_scripts.search import site_search
from tests.archives import ROOT, served
from tests.browser.drivers import Browser, Chromium, Firefox

from .conftest import SPECIMEN, render

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
WORDS, EXPRESSIONS = 200, 100
SIZE = 50
"""Paragraphs of a document."""
_AT_ONCE = 50

_ASK = """(async (queries) => {
  const { search, parse } = window.coteSearch;
  const found = [];
  for (const query of queries) {
    const { groups } = await search(parse(query), { all: true });
    const hits = groups.flatMap(({ document, hits }) => hits.map(({ block }) => [document.path, block]));
    found.push(hits.map(([path, block]) => `${path}#${block}`));
  }
  return found;
})"""
# A word: letters, with the signs that join them; not « A/76/463 », « 12 ».
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HAN = re.compile("[\u4e00-\u9fff]+")
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def same(text: str) -> str:
    """A text as readers of its language take it: any case, accents, points, forms of alef, ya and ta marbuta."""
    text = _MARKS.sub("", text).replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return text.translate(str.maketrans("ىةٱ", "يها"))


class Oracle(ABC):
    """What should be found, told by other means than those of search: the entries of dictionaries."""

    @abstractmethod
    def entries(self, word: str) -> list[str]:
        """The entries, the likeliest first."""

    @cache  # noqa: B019  (one for each language)
    def expected(self, word: str) -> frozenset[str]:
        """By what a word should be found: the word itself, and its likeliest entry."""
        return frozenset({same(word), *(f"={same(entry)}" for entry in self.entries(word)[:1])})

    @cache  # noqa: B019
    def allowed(self, word: str) -> frozenset[str]:
        """By what a word may be found."""
        return frozenset({same(word), *(f"={same(entry)}" for entry in self.entries(word))})


class Lemmas(Oracle):
    """By simplemma's dictionary."""

    def __init__(self, language: str) -> None:
        import simplemma  # type: ignore[import-not-found, unused-ignore]

        self._lemmatize: Callable[..., str] = simplemma.lemmatize
        self._language = language

    def entries(self, word: str) -> list[str]:
        return [self._lemmatize(word.lower(), lang=self._language)]


class Russian(Oracle):
    """By the dictionary of OpenCorpora."""

    def __init__(self) -> None:
        import pymorphy3  # type: ignore[import-not-found, unused-ignore]

        self._parse = pymorphy3.MorphAnalyzer().parse

    def entries(self, word: str) -> list[str]:
        return [parse.normal_form for parse in self._parse(word.lower())]


class Arabic(Oracle):
    """By the entries that qalsadi gives, of which the one most like the word is the likeliest."""

    def __init__(self) -> None:
        from qalsadi.lemmatizer import Lemmatizer  # type: ignore[import-not-found, unused-ignore]

        self._lemmatizer = Lemmatizer()

    def entries(self, word: str) -> list[str]:
        every = sorted({*self._lemmatizer.lemmatize(word, all=True)} - {""})
        return sorted(every, key=lambda entry: -SequenceMatcher(None, same(entry), same(word)).ratio())


def oracle_of(language: str) -> Oracle:
    """The oracle of a language that has words."""
    return {"ar": Arabic, "ru": Russian}[language]() if language in ("ar", "ru") else Lemmas(language)


@dataclass
class Text:
    """Paragraphs of a language, with the words of each, and who asks for what."""

    language: str
    paragraphs: list[str]
    words: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = [_words(paragraph, self.language) for paragraph in self.paragraphs]

    def place(self, number: int) -> str:
        """Where search says that a paragraph is."""
        return f"{self.language}/A/99/{number // SIZE + 1}/#{number % SIZE + 1}"


def _words(paragraph: str, language: str) -> list[str]:
    if language == "zh":
        return _HAN.findall(paragraph)
    found = _WORD.findall(_MARKS.sub("", paragraph))
    return [
        re.sub(r"^(?:[cdjlmnst]|qu|lorsqu|jusqu)['’]", "", word, flags=re.I) if language == "fr" else word
        for word in found
    ]


def questions(text: Text, chance: random.Random) -> tuple[list[str], list[str]]:
    """Words, and expressions of two to four words, that stand in a text."""
    if text.language == "zh":
        runs = [run for words in text.words for run in words if len(run) > 4]
        pieces = [run[at : at + size] for run in runs for size in (2, 3, 4) for at in range(len(run) - size)]
        return chance.sample(sorted(set(pieces)), WORDS), chance.sample(sorted({run[:8] for run in runs}), EXPRESSIONS)
    long = 3 if text.language == "ar" else 4
    single = sorted({word for words in text.words for word in words if len(word) >= long})
    several = []
    for paragraph, words in zip(text.paragraphs, text.words, strict=True):
        for at in range(len(words) - 3):
            size = chance.randint(2, 4)
            if (expression := " ".join(words[at : at + size])) in paragraph and "'" not in expression:
                several.append(expression)
    return chance.sample(single, WORDS), chance.sample(sorted(set(several)), EXPRESSIONS)


@dataclass
class Score:
    """What came of a list of questions."""

    asked: int = 0
    expected: int = 0
    found: int = 0
    hits: int = 0
    false: int = 0
    recalls: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, asked: str, hits: set[str], expected: set[str], allowed: set[str]) -> None:
        """Count a question."""
        self.asked += 1
        self.expected += len(expected)
        self.found += len(expected & hits)
        self.recalls.append(len(expected & hits) / len(expected))
        self.hits += len(hits)
        self.false += len(hits - allowed)
        if expected - hits:
            self.missed.append(f"{asked} ({len(expected - hits)})")
        if hits - allowed:
            self.wrong.append(f"{asked} ({len(hits - allowed)})")

    def __str__(self) -> str:
        recall = f"{100 * mean(self.recalls):.1f} % | {100 * self.found / self.expected:.1f} %"
        false = f"{100 * self.false / self.hits:.1f} %" if self.hits else "–"
        return f"{self.asked} | {self.expected} | {recall} | {self.hits} | {false}"


def score_words(text: Text, words: Iterable[str], answers: Mapping[str, set[str]]) -> Score:
    """Of single words."""
    score = Score()
    if text.language == "zh":
        for asked in words:
            places = {text.place(i) for i, runs in enumerate(text.words) if any(asked in run for run in runs)}
            score.add(asked, answers[asked], places, places)
        return score
    oracle = oracle_of(text.language)
    expected: dict[str, set[str]] = defaultdict(set)
    allowed: dict[str, set[str]] = defaultdict(set)
    for number, own in enumerate(text.words):
        for word in {*own, *(part for joined in own for part in joined.split("-"))} - {""}:
            for key in oracle.expected(word):
                expected[key].add(text.place(number))
            for key in oracle.allowed(word):
                allowed[key].add(text.place(number))
    for asked in words:
        due = set().union(*(expected[key] for key in oracle.expected(asked)))
        may = set().union(*(allowed[key] for key in oracle.allowed(asked)))
        score.add(asked, answers[asked], due, may | due)
    return score


def score_expressions(text: Text, expressions: Iterable[str], answers: Mapping[str, set[str]]) -> Score:
    """Of expressions in quotation marks: the same words in the same order; Arabic « and », « in », « to » may be
    written to the first."""
    score = Score()
    before = "(?:[وفبلك]{1,2}|لل)?" if text.language == "ar" else ""
    for asked in expressions:
        if text.language == "zh":
            expected = {text.place(i) for i, runs in enumerate(text.words) if any(asked in run for run in runs)}
            score.add(asked, answers[asked], expected, expected)
            continue
        words = [re.escape(word) for word in same(asked).split()]
        if before:
            words[0] = before + re.sub("^(?:ال|[وفبلك])", lambda match: f"(?:{match[0]})?", words[0])
        pattern = re.compile(rf"(?<!\w){' '.join(words)}(?!\w)")
        exact = {
            text.place(i)
            for i, paragraph in enumerate(text.paragraphs)
            if pattern.search(" ".join(re.findall(r"[\w'-]+", same(paragraph))))
        }
        score.add(asked, answers[asked], exact, exact)
    return score


def add_pages(site: Path, text: Text, *, flat: bool) -> None:
    """The pages of a text, in a site that has the scripts."""
    for first in range(0, len(text.paragraphs), SIZE):
        number = first // SIZE + 1
        name = f"{text.language}/A/99/{number}"
        page = site / (f"{name}.html" if flat else f"{name}/index.html")
        page.parent.mkdir(parents=True, exist_ok=True)
        body = "".join(
            f'<p id="par-{i}">{html.escape(paragraph)}</p>'
            for i, paragraph in enumerate(text.paragraphs[first : first + SIZE], 1)
        )
        page.write_text(
            f'<!doctype html><html lang="{text.language}"><head><meta charset="utf-8"><title>T</title>'
            f'<meta name="cote:date" content="2035-01-{number % 28 + 1:02}"></head><body>'
            f'<article data-pagefind-body lang="{text.language}"><h1>99</h1>{body}</article></body></html>',
            encoding="utf-8",
        )


def make_site(folder: Path, texts: Iterable[Text], *, flat: bool) -> Path:
    """A site of texts, with its search."""
    site = render(SPECIMEN, folder, directories=not flat)
    for language in LANGUAGES:
        shutil.rmtree(site / language, ignore_errors=True)
    for text in texts:
        add_pages(site, text, flat=flat)
    site_search.index(site)
    return site


def answers_of(browser: Browser, address: str, queries: Sequence[str]) -> dict[str, set[str]]:
    """The paragraphs that each query finds."""
    browser.open(address)
    browser.wait("!!window.coteSearch?.search")
    found: dict[str, set[str]] = {}
    for first in range(0, len(queries), _AT_ONCE):
        asked = queries[first : first + _AT_ONCE]
        found.update(zip(asked, map(set, browser.run(f"{_ASK}({json.dumps(asked)})")), strict=True))
    return found


@contextmanager
def ways(folder: Path, texts: Sequence[Text]) -> Iterator[Iterator[tuple[str, Browser, str]]]:
    """(name, browser, address of the results page) of each way to search."""

    def each(address: str, file: str) -> Iterator[tuple[str, Browser, str]]:
        with sync_playwright() as playwright:
            paths = {name: shutil.which(name) for name in ("chromium", "firefox-esr")}
            for name, path in paths.items():
                assert path, f"no {name} on this machine"
                browser = Chromium(playwright, path) if name == "chromium" else Firefox(path)
                try:
                    yield f"{name}, http", browser, f"{address}recherche/"
                    yield f"{name}, file", browser, file
                finally:
                    browser.close()

    (folder / "served").mkdir()
    (folder / "files").mkdir()
    site, files = (make_site(folder / name, texts, flat=name == "files") for name in ("served", "files"))
    with served(site) as address:
        yield each(address, f"file://{quote(str(files))}/recherche.html")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quick", action="store_true", help="in the first way alone")
    parser.add_argument("--show", action="store_true", help="list what is missed and what is false")
    options = parser.parse_args()
    chance = random.Random(14)
    texts = []
    for language in LANGUAGES:
        (file,) = options.folder.glob(f"*.{language}")
        texts.append(Text(language, [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]))
    asked = {text.language: questions(text, chance) for text in texts}
    queries = [query for words, expressions in asked.values() for query in (*words, *(f'"{e}"' for e in expressions))]
    results: dict[str, dict[str, set[str]]] = {}
    with tempfile.TemporaryDirectory(dir=ROOT.parent) as folder, ways(Path(folder), texts) as each:
        for name, browser, address in each:
            results[name] = answers_of(browser, address, queries)
            print(name, "done", flush=True)
            if options.quick:
                break
    first, *others = results.values()
    print("the same in each:", all(other == first for other in others))
    for text in texts:
        own = {
            query: {hit.replace(".html", "/") for hit in hits if hit.startswith(f"{text.language}/")}
            for query, hits in first.items()
        }
        words, expressions = asked[text.language]
        for kind, score in (
            ("words", score_words(text, words, own)),
            ("expressions", score_expressions(text, expressions, {e: own[f'"{e}"'] for e in expressions})),
        ):
            print(f"| {text.language} | {kind} | {score} |", flush=True)
            if options.show:
                print("   missed:", "; ".join(score.missed))
                print("   false:", "; ".join(score.wrong))


if __name__ == "__main__":
    main()
