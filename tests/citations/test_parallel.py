"""The same sentences in the six languages cite the same documents, however Arabic is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_scripts.citations.find import find
from build_scripts.citations.folding import unmirrored
from build_scripts.citations.knowledge import load
from build_scripts.core.model import Citation
from tests.citations.cases import report

HERE = Path(__file__).parent / "parallel"
CORPUS = Path(__file__).parents[3] / "shared/corpus/parallel"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
WANTED = 0.98
"""Of what at least three languages find, the part that each finds."""
NOWHERE = "symbol= organ="
CONTEXTS = (NOWHERE, "symbol=A/78/463 organ=A", "symbol=S/2024/100 organ=S", "symbol=A/HRC/55/5 organ=A/HRC")


def _keys(language: str, sentence: str, context: str = NOWHERE) -> Counter[str]:
    cited, _ = find(report([f"{{par-1}} {sentence}"], f"{language} {context}"), load())
    return Counter(m.key for block in cited.blocks for m in block.text.marks if isinstance(m, Citation))


def _rows() -> Iterator[tuple[str, tuple[str, ...], dict[str, str]]]:
    """Place, keys and sentences of every row of the files."""
    for path in sorted(HERE.glob("*.txt")):
        for number, row in enumerate(path.read_text(encoding="utf-8").split("\n== ")[1:], 1):
            keys, *lines = row.strip().split("\n")
            sentences = {line[:2]: line[3:] for line in lines}
            yield f"{path.stem} {number}", tuple(sorted(set(keys.split()) - {"-"})), sentences


ROWS = {place: (keys, sentences) for place, keys, sentences in _rows()}


@pytest.mark.parametrize("place", ROWS)
def test_each_language_cites_the_same(place: str) -> None:
    keys, sentences = ROWS[place]
    assert tuple(sentences) == LANGUAGES
    assert {language: tuple(sorted(_keys(language, words))) for language, words in sentences.items()} == dict.fromkeys(
        LANGUAGES, keys
    )


@pytest.mark.parametrize("context", CONTEXTS[1:])
def test_whatever_document_they_stand_in(context: str) -> None:
    for keys, sentences in ROWS.values():
        for language, words in sentences.items():
            assert not keys or tuple(sorted(_keys(language, words, context))) == keys, (language, words)


def _each(pattern: str, written: str) -> Callable[[str], str]:
    return lambda words: re.sub(pattern, written, words)


# A Latin word or a number with what belongs to it: `A/69/463`, `(2012)`.
_RUN = r"[A-Z0-9][A-Za-z0-9./()-]*"
# A letter that joins the next one, which the stretch or a vowel may stand behind: the ق of `قرار`.
_JOINING = r"([\u0628\u062a-\u062c\u0633-\u0639\u0641-\u0647])(?=[\u0621-\u064a])"
WRITTEN: dict[str, Callable[[str], str]] = {
    "with the digits of Arabic": lambda words: words.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "with the digits of Persian": lambda words: words.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    "with marks of direction around runs": _each(f"({_RUN})", "\u200e\\1\u200f"),
    "with embeddings around runs": _each(f"({_RUN})", "\u202a\\1\u202c"),
    "with isolates around runs": _each(f"({_RUN})", "\u2066\\1\u2069"),
    "with marks of direction inside of them": _each(r"([/.)(])", "\u200f\\1\u061c"),
    "with the stretch": _each(_JOINING, "\\1\u0640"),
    "with vowels": _each(_JOINING, "\\1\u064e"),
    "with lam-alef in one sign": lambda words: re.sub(
        "ل[اأإآ]", lambda match: {"لا": "\ufefb", "لأ": "\ufef7", "لإ": "\ufef9", "لآ": "\ufef5"}[match[0]], words
    ),
    "with shapes of letters": lambda words: words.replace("ق", "\ufed7").replace("م", "\ufee3"),
    "without hamza": lambda words: words.translate(str.maketrans("أإآ", "ااا")),
    "with brackets as they are seen": lambda words: words.translate(str.maketrans("()", ")(")),
    "with years close to their numbers": lambda words: re.sub(r"(?<=\d) (?=\((?:19|20)\d\d\))", "", words),
    "with such years as they are seen": lambda words: re.sub(r"(?<=\d) \(((?:19|20)\d\d)\)", r")\1(", words),
    "with such years before their numbers": lambda words: re.sub(r"(?<!\S)(\d+) \(((?:19|20)\d\d)\)", r")\2(\1", words),
    "with blanks around strokes": _each(r"(?<=\d)/(?=\d)", " / "),
    "with sessions apart": lambda words: words.replace("(د-", "(د - ").replace("(دإ-", "(د إ - "),
    "with blanks that don't break": lambda words: words.replace(" ", "\u00a0"),
    "with « and » written to numbers": lambda words: re.sub(r" و (?=\d)", " و", words),
    "with « and » before numbers": lambda words: re.sub(r" و(?=\d)", " و ", words),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_arabic_as_it_is_written(how: str) -> None:
    changed = 0
    for keys, sentences in ROWS.values():
        words = WRITTEN[how](sentences["ar"])
        changed += words != sentences["ar"]
        assert tuple(sorted(_keys("ar", words))) == keys, words
    assert changed > 2


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("قرار مجلس الأمن ٨٤١ )١٩٩٣( المؤرخ", "قرار مجلس الأمن ٨٤١ (١٩٩٣) المؤرخ"),
        ("841 )1993( و 862 )1993(، ق", "841 (1993) و 862 (1993)، ق"),
        (")القرار 217 )د-3((. ق", "(القرار 217 (د-3)). ق"),
        ("قراره 1267)1999( و", "قراره 1267(1999) و"),
        ("قراره )2001(1373 و", "قراره 1373(2001) و"),
        ("أ) انظر (ب)", "أ) انظر (ب)"),
        ("(القرار 217 (د-3)) ق (ب)", "(القرار 217 (د-3)) ق (ب)"),
        ("(انظر ق، )1993( ق)", "(انظر ق، )1993( ق)"),
        ("resolution 841 )1993( of", "resolution 841 )1993( of"),
    ],
)
def test_brackets_the_wrong_way_round(written: str, read: str) -> None:
    assert unmirrored(written) == read


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the parallel sentences aren't in the project")
def test_parallel_sentences_of_the_united_nations() -> None:
    lines = [(CORPUS / f"un-sentences.{code}").read_text(encoding="utf-8").splitlines() for code in LANGUAGES]
    expected, found = 0, Counter[str]()
    alone: list[tuple[int, str, str]] = []
    for number, sentences in enumerate(zip(*lines, strict=True), 1):
        keys = {code: set(_keys(code, words)) for code, words in zip(LANGUAGES, sentences, strict=True)}
        for key in set().union(*keys.values()):
            finders = [code for code in LANGUAGES if key in keys[code]]
            if len(finders) == 1:
                alone.append((number, key, finders[0]))
            if len(finders) >= 3:
                expected += 1
                found.update(finders)
    assert expected > 20
    assert {code: found[code] / expected for code in LANGUAGES if found[code] < WANTED * expected} == {}
    assert alone == []
