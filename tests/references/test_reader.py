"""The reader of references: how « Aller à une référence » and the search box understand what is pasted."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from build_scripts.citations.find import find
from build_scripts.citations.keys import address
from build_scripts.citations.knowledge import load
from build_scripts.citations.series import numbers
from build_scripts.core import signs
from build_scripts.core.data_files import read_data
from build_scripts.core.language import FOLDER
from build_scripts.export.browser_tables import to_javascript
from build_scripts.references.forms import fold, reading_tables
from tests.citations.cases import HERE as CASES
from tests.citations.cases import cases, links, report

from .reader import ask, read, survey

HERE = Path(__file__).parent
SHARED = json.loads((HERE / "citations.json").read_text(encoding="utf-8"))
"""One reference each."""
SEVERAL = json.loads((HERE / "references.json").read_text(encoding="utf-8"))
"""All references of a text: what each may be, its place, the last of a range."""
QUERIES = json.loads((HERE.parent / "search/queries.json").read_text(encoding="utf-8"))
LONGEST = 20_000


def test_what_readers_paste() -> None:
    cases = SHARED["citations"]
    references = read([case["text"] for case in cases])
    asked_fields = [
        {name: reference[name] for name in case if name != "text"}
        for case, reference in zip(cases, references, strict=True)
    ]
    assert [{"text": case["text"], **reference} for case, reference in zip(cases, asked_fields, strict=True)] == cases


def test_slipped_fragments() -> None:
    anchors = ask("value.map((text) => cote.citations.fragment(text).anchor)", list(SHARED["fragments"]))
    assert dict(zip(SHARED["fragments"], anchors, strict=True)) == SHARED["fragments"]


def _said(reference: dict[str, Any]) -> list[Any]:
    meant = reference["candidates"]
    return [
        meant[0] if len(meant) == 1 else meant,
        reference["anchor"],
        *([reference["last"]] if reference["last"] else []),
    ]


def test_every_reference_of_a_text() -> None:
    texts = list(SEVERAL)
    read_so = {
        text: [_said(reference) for reference in result["references"]]
        for text, result in zip(texts, survey(texts), strict=True)
    }
    assert read_so == SEVERAL


UNREAD = {
    "Voir par. 12.": ["par. 12"],
    "op. cit., par. 4 et 5": ["par. 4 et 5"],
    "A/76/463, p. 3": ["p. 3"],
    "A/76/463, 第3页": ["第3页"],
    "voir A/76/463, page 12. Le paragraphe 5 dit": ["page 12", "paragraphe 5"],
    "Voir le doc. A 76 463, par. 3, et la suite.": ["A 76 463, par. 3"],
    "X/12/34, par. 2 et 5, et A/76/463": ["X/12/34, par. 2 et 5"],
    "par. 3 de X/12/34": ["par. 3 de X/12/34"],
    "A\\76\\463 par 3": ["A\\76\\463 par 3"],
    "résolution n° 76-181": ["résolution n° 76-181"],
    "Resolution 1325 on women": ["Resolution 1325"],
    "UNSCR 1325": ["UNSCR 1325"],
    "第1373号决议": ["第1373号决议"],
    "القرار 1373": ["القرار 1373"],
    "TEL. 01.23.45, LE 12/05/2020, IV.A.2, EUR 500 000, A.1.2": [],
    "A/76/463, par. 3, et la résolution 76/181, par. 2": [],
    "la loi n° 3, l’article 5, la résolution 3 de l’annexe": [],
}
"""What looks like a reference and isn't read as one."""


def test_what_is_not_read_is_told() -> None:
    told = "value.map((text) => cote.citations.survey(text).unread.map((at) => text.slice(...at)))"
    texts = list(UNREAD)
    assert dict(zip(texts, ask(told, texts), strict=True)) == UNREAD


def test_references_stand_where_they_say_and_in_order() -> None:
    texts = [*SEVERAL, *(f"Texte\u200b d’avant\n {text} – après" for text in SEVERAL)]
    for text, result in zip(texts, survey(texts), strict=True):
        starts = [reference["start"] for reference in result["references"]]
        assert starts == sorted(starts) or "de " in text or "of " in text
        for reference in result["references"]:
            assert reference["words"] == text[reference["start"] : reference["end"]].strip()
            assert reference["words"]


def test_the_box_reads_what_the_page_reads() -> None:
    texts = [text for text, reference in SEVERAL.items() if len(reference) == 1 and reference[0][0]]
    answers = ask("value.map((text) => coteSearch.reference(text))", texts, "search/references.js")
    alone = [reference["alone"] for reference in survey(texts)]
    for text, reference, is_alone in zip(texts, answers, alone, strict=True):
        meant, anchor = SEVERAL[text][0][:2]
        if is_alone and text not in UNNAMED:
            assert reference is not None, text
            assert reference["keys"] == (meant if isinstance(meant, list) else [meant])
            pin = reference["pin"]
            assert (
                ".".join([*pin["scopes"], pin["unit"]] if pin else []).strip(".") == anchor
                or "://" in text
                or "#" in text
            )


UNNAMED = ("A/76/463 12",)
"""The box does not take a bare number for a place."""


def test_queries_that_are_references() -> None:
    queries = [query for query in QUERIES if "symbol" in query]
    references = ask("value.map((text) => coteSearch.parse(text).symbol)", [q["typed"] for q in queries], *PARSER)
    assert [(reference or {}).get("symbol") for reference in references] == [query["symbol"] for query in queries]


PARSER = ("search/fold.js", "search/references.js", "search/query.js")


def test_documents_among_words_leave_the_words() -> None:
    cases = {
        '"traite des personnes" A/76/463': ('"traite des personnes"', ["A/76/463"]),
        "prison résolution 77/237 jeunes": ("prison jeunes", ["A/RES/77/237"]),
        "traite 77/237": ("traite", ["77/237"]),
        "trafic A_76_463-FR.pdf": ("trafic", ["A/76/463"]),
        "trafic 12": ("trafic 12", []),
    }
    answers = ask("value.map((text) => coteSearch.referencesAmong(text))", list(cases), "search/references.js")
    assert {
        text: (" ".join(answer["left"].split()), [document["symbol"] for document in answer["found"]])
        for text, answer in zip(cases, answers, strict=True)
    } == cases


# --- what the passes read


def _whole_symbols() -> list[tuple[str, str, str]]:
    """(language, words, key) of symbols that the passes read from those words and nothing else."""
    candidates = {
        (case.context.split()[0], words, key)
        for path in sorted(CASES.glob("symbols*.cases"))
        for case in cases(path)
        for words, key in (link.split(" @ ")[0].split(" = ") for link in case.links)
    }
    return sorted(
        candidate
        for candidate in candidates
        if links(find(report([candidate[1]], candidate[0]), load())[0]) == [f"{candidate[1]} = {candidate[2]}"]
    )


def test_symbols_have_the_keys_of_the_passes() -> None:
    symbols = _whole_symbols()
    assert len(symbols) > 200
    results = survey([words for _, words, _ in symbols])
    wrong = {}
    for (_, words, key), read_so in zip(symbols, results, strict=True):
        keys = [re.sub(r"\s", "", reference["symbol"]) for reference in read_so["references"]]
        if (keys, read_so["alone"]) != ([key], True):
            wrong[words] = (keys, key)
    assert wrong == {}


def test_lists_of_symbols_have_the_keys_of_the_passes() -> None:
    listed = [case for path in sorted(CASES.glob("symbols*.cases")) for case in cases(path) if not case.codes]
    results = survey(["\n".join(case.lines) for case in listed])
    wrong = {}
    for case, read_so in zip(listed, results, strict=True):
        keys = [re.sub(r"\s", "", reference["symbol"]) for reference in read_so["references"]]
        expected = [link.split(" @ ")[0].split(" = ")[1] for link in case.links]
        if keys != expected:
            wrong[case.title] = [reference for reference in zip_longest(keys, expected) if reference[0] != reference[1]]
    assert wrong == {}


# --- robust


def _written() -> list[str]:
    """Everyday references with signs at random, and signs alone; the same at every run."""
    chance = random.Random(0)
    alphabet = [*signs.table(), *"/-.()[]«»“”,;:#§*0129AERSivx日第段号الق \n"]
    texts = []
    for text in (*SEVERAL, *(case["text"] for case in SHARED["citations"])):
        for _ in range(12):
            letters = list(text)
            for _ in range(chance.randint(1, 4)):
                place = chance.randrange(len(letters) + 1)
                letters[place : place + chance.randint(0, 2)] = [chance.choice(alphabet)]
            texts.append("".join(letters))
    texts += ["".join(chance.choice(alphabet) for _ in range(chance.randint(0, 60))) for _ in range(2_000)]
    return texts


def test_no_words_stop_the_reader() -> None:
    texts = _written()
    wrong = ask(
        """value.filter((text) => {
          const { references, end } = cote.citations.survey(text);
          const strange = ({ start, end: stop, anchor, last }) => !(0 <= start && start <= stop && stop <= text.length)
            || [anchor, last].some((one) => one && !cote.anchors.is(one));
          return end !== text.length || references.some(strange);
        })""",
        texts,
    )
    assert wrong == []


def test_signs_that_are_the_same_read_the_same() -> None:
    chance = random.Random(1)
    others: dict[str, list[str]] = {}
    for sign, plain in signs.table().items():
        if plain and plain != '"':
            others.setdefault(plain, []).append(sign)
    texts = [text for text in SEVERAL if "://" not in text]
    written = ["".join(chance.choice([sign, *others.get(sign, [])]) for sign in text) for text in texts]
    for text, result in zip(texts, survey(written), strict=True):
        assert [_said(reference) for reference in result["references"]] == SEVERAL[text] or "pdf" in text, text


def test_program_and_browser_fold_alike() -> None:
    chance = random.Random(2)
    letters = [
        chr(code) for code in range(0x20, 0x3100) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co", "Cc")
    ]
    alphabet = [*signs.table(), *letters, *"ÉÀçœ／＿￼日本第節اأإآهـй"]
    texts = ["".join(chance.choice(alphabet) for _ in range(24)) for _ in range(3_000)]
    for text, folded in zip(texts, ask("value.map((text) => cote.citations.fold(text))", texts), strict=True):
        assert folded == fold(text), ascii(text)


@pytest.mark.parametrize(
    "sign",
    ["(", "«", "/", "1", "a/", "par. ", " a) ", "I.", "é", "A/", "A_", "https://", "résolution ", "1/1, ", "et ", "第"],
)
def test_work_grows_with_length(sign: str) -> None:
    """Twice the text asks the patterns at most twice as often."""
    counted = """value.map((text) => {
      const exec = RegExp.prototype.exec;
      let count = 0;
      RegExp.prototype.exec = function counting(string) { count += 1; return exec.call(this, string); };
      cote.citations.survey(text);
      RegExp.prototype.exec = exec;
      return count;
    })"""
    short, once, twice = ask(counted, ["A/76/463", sign * (4_000 // len(sign)), sign * (8_000 // len(sign))])
    assert short < once
    assert twice <= 2.2 * once


def test_a_long_text_is_read_up_to_a_space() -> None:
    unit = "A/76/463, par. 12 ; "
    text = unit * (2 * LONGEST // len(unit))
    (result,) = survey([text])
    assert LONGEST - len(unit) < result["end"] <= LONGEST
    assert len(result["references"]) == result["end"] // len(unit) + (result["end"] % len(unit) >= len("A/76/463"))
    assert {_said(reference)[0] for reference in result["references"]} == {"A/76/463"}


# --- what data and passes know, too


def test_phrases_mean_one_thing() -> None:
    tables = reading_tables()
    assert all(fold(phrase) == phrase for phrase in tables["phrases"])
    for path in sorted(FOLDER.glob("*/references.toml")):
        phrases_by_kind = read_data(path).table["read"]
        folded = [fold(phrase) for phrases in phrases_by_kind.values() for phrase in phrases]
        assert len(folded) == len(
            {(fold(phrase), kind) for kind, phrases in phrases_by_kind.items() for phrase in phrases}
        ), path.stem


def test_patterns_of_the_data_are_patterns_of_browsers() -> None:
    assert to_javascript(r"(?P<kind>[\w-]+)\b é|(?i:a)\-") == (
        r"(?<kind>[\p{L}\p{N}_-]+)(?:(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_])) e|(?:a)-"
    )


@pytest.mark.parametrize("year", [0, 1990, 2026])
def test_acts_have_the_numbers_that_the_passes_allow(year: int) -> None:
    data = load()
    chance = random.Random(3)
    sessions, rounds = [1, 12, 30, 53, 76, 1946, 1990, 2021], ["I", "III", "XXX", "LXIII", "1950", "2017"]
    written = [f"{chance.choice(sessions)}/{chance.randint(1, 500)}" for _ in range(150)]
    written += [f"{chance.randint(1, 3600)} ({chance.choice(rounds)})" for _ in range(150)]
    expected = []
    for number in written:
        keys: set[str] = set()
        for form in data.series.forms.values():
            parts = form.parts(number)
            acts = [act for both in data.acts.values() for act in both if act.form == form.name and not act.named]
            if parts is not None:
                formatted = form.number.format(**parts)
                keys |= {act.key.format(**parts, number=formatted) for act in acts if act.fits(numbers(parts), year)}
        expected.append(sorted(keys))
    expression = "value[1].map((number) => cote.reading.keysOf(number, '', null, value[0]))"
    assert [sorted(keys) for keys in ask(expression, [year, written])] == expected


@pytest.mark.parametrize("language", ["fr", "zh", "xx"])
def test_official_addresses_are_those_of_the_pages(language: str) -> None:
    keys = ["A/76/463", "S/RES/1373(2001)", "CND/RES/62/9", "CBD/COP/DEC/14/1", "UNTS/2225/39574", "A/78/80-E/2023/64"]
    addresses = ask("value[1].map((key) => cote.citations.official(key, value[0]))", [language, keys])
    assert addresses == [address(key, language, load()) for key in keys]
