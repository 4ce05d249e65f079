"""What the reader of references in the browser knows (overrides/assets/javascripts/citing/), as JSON can hold it.

The reader exists once, in JavaScript; what it knows is in the data files that the passes read: how places are named
(data/languages/*/references.toml), how bodies are called and number their acts (data/organs.toml), how texts cite
them (data/languages/*/citations.toml), how symbols are built (data/series.toml) and where documents officially are
(data/addresses.toml).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from ..citations.citing_words import Vocabulary
from ..citations.continued import continued_patterns
from ..citations.knowledge import load
from ..citations.series import Series
from ..citations.spelled import COUNTED, Spelled
from ..citations.symbols import BEFORE, RULES, foreign, part_source, symbol_source
from ..citations.within import within_patterns
from ..core import signs
from ..core.language import attached, elisions, language, languages
from ..references.forms import fold, reading_tables

_LETTER = r"\p{L}\p{N}_"
_PARTICLES = ("and", "range", "of")
"""Kinds whose phrases are short enough to stand inside other words, where words have others before them."""


def spelling() -> dict[str, Any]:
    """What folds words: signs, ligatures, letters that readers type for one another, signs that part Chinese
    characters; words that elide and the letters before which they do, of each language that has any; words of one
    letter that are written to the next."""
    return {
        "signs": signs.table(),
        "ligatures": signs.ligatures(),
        "either": signs.either(),
        "stops": signs.stops(),
        "attached": attached(),
        "elisions": [{"words": spoken.elided, "before": spoken.elided_before} for spoken in elisions()],
    }


def words() -> dict[str, Any]:
    """How places are named: the tables of the data, and the patterns of all phrases and of numbers in words; codes of
    languages, and the letters that stand for them in names of files."""
    return {
        **reading_tables(),
        "phrase_pattern": phrase_pattern(),
        "number_pattern": number_pattern(),
        "languages": languages(),
        "language_letters": "".join(sorted(language(code).letter.lower() for code in languages())),
    }


def bodies() -> dict[str, Any]:
    """Bodies, their acts, symbols and official addresses.

    `names`: by folded words, whether they name a body in full, and its keys. `languages`: patterns of
    data/languages/*/citations.toml over text whose accents are gone. `unofficial`: heads of symbols, `project` keys,
    without official address.
    """
    data = load()
    return {
        "names": _names(),
        "acts": [asdict(act) for organ in data.organs.values() for act in organ.acts],
        "forms": {
            name: {"pattern": to_javascript(form.pattern.pattern), "number": form.number}
            for name, form in data.series.forms.items()
        },
        "languages": [_language(data.vocabulary(language)) for language in sorted(data.languages)],
        "spelled": _spelled(data.series.spelled),
        "symbols": _symbols(data.series),
        "addresses": [[to_javascript(pattern.pattern), address] for pattern, address in data.addresses.rules],
        "unofficial": [head for head, entry in data.series.heads.items() if not entry.official],
        "project": [to_javascript(pattern.pattern) for pattern, act in data.act_keys if act.project],
        "addressed": data.addresses.languages,
        "otherwise": data.addresses.otherwise,
    }


def _symbols(series: Series) -> dict[str, Any]:
    """How symbols are built: the patterns of the passes, and what keys have in place of what is printed.

    In `whole`, `{part}` stands for `part`.
    """
    # Without accents a word may begin another: `premier`, `premiere`.
    series = replace(series, numerals={_unaccented(word): value for word, value in series.numerals.items()})
    within, chained = within_patterns(series), continued_patterns(series)
    return {
        "principal": series.principal,
        "folders": series.folders,
        "heads": {head: entry.alone for head, entry in series.heads.items()},
        "spelling": sorted(series.spelling.values()),
        "suffixes": series.suffixes,
        "numbered": series.numbered,
        "before": to_javascript(BEFORE),
        "whole": to_javascript(symbol_source(series, "{part}"), cased=True),
        "part": to_javascript(part_source(series), cased=True),
        "rules": [[to_javascript(pattern), re.sub(r"\\(\d)", r"$\1", written)] for pattern, written in RULES],
        "foreign": to_javascript(foreign(series).pattern),
        "latin": series.latin,
        "within": {
            "item": to_javascript(within.item.pattern, cased=True),
            "kinds": [
                {
                    "key": kind.key,
                    "roman": kind.roman,
                    "comma": kind.comma,
                    "apart": kind.apart,
                    "only": to_javascript(kind.only.pattern) if kind.only else "",
                }
                for kind in within.kinds
            ],
            "numerals": within.numerals,
            "together": [[parts, key] for parts, key in within.together.items()],
            "unread": to_javascript(within.unread.pattern, cased=True),
        },
        "chain": to_javascript(chained.chain.pattern),
        "link": to_javascript(chained.part.pattern),
        "tail": to_javascript(chained.tail.pattern),
    }


def _spelled(spelled: Spelled) -> dict[str, Any]:
    """How other scripts write the parts of numbers, without accents."""
    tables = {
        "letters": spelled.letters,
        "roman": spelled.roman,
        "sessions": spelled.sessions,
        "conferences": spelled.conferences,
    }
    plain: dict[str, Any] = {
        name: {_unaccented(written): meant for written, meant in table.items()} for name, table in tables.items()
    }
    return {**plain, "counted": COUNTED, "before": spelled.before}


def _names() -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """Names of all languages; where one is full in one of them, it is full."""
    names: dict[str, tuple[int, tuple[str, ...]]] = {}
    for vocabulary in load().languages.values():
        for written, name in vocabulary.names.items():
            if name.treaty:
                continue
            folded = fold(written)
            full, known = names.get(folded, (0, ()))
            if name.full and not full:
                known = ()
            if name.full or not full:
                names[folded] = (int(name.full), tuple(dict.fromkeys((*known, *name.organs))))
    return names


def _language(words: Vocabulary) -> dict[str, str]:
    patterns = {
        "words": words.act_words,
        "trailing": words.trailing,
        "bridge": words.bridge,
        "fillers": words.fillers,
        "connector": words.connector,
        "joins": words.joins,
        "institution": words.institution,
        "ignored": words.ignored,
        "ibid": words.ibid,
        "ibid_series": words.ibid_series,
    }
    sources = {name: pattern.pattern for name, pattern in patterns.items() if pattern.pattern != r"(?!)"}
    if "joins" in sources:
        sources["joins"] = sources["joins"].removesuffix("$")
    drafts = (words.units[unit].pattern for unit in ("draft_resolution", "draft_decision"))
    sources["drafts"] = "|".join(drafts)
    return {name: to_javascript(source) for name, source in sources.items()}


def to_javascript(pattern: str, *, cased: bool = False) -> str:
    r"""A pattern of the data in the syntax of browsers (flag `u`), over text without accents: `\w` of every script,
    groups and boundaries as they write them.

    `(?i:…)` loses its mark, which browsers have known only since 2024: whoever needs it sets the flag. `cased`: its
    letters are written in both cases, for patterns that have others whose case matters.
    """
    plain = _unaccented(signs.plain_in_place(pattern))
    plain = _both_cases(plain) if cased else plain
    plain = plain.replace("(?P<", "(?<").replace("(?i:", "(?:").replace("(?>", "(?:")
    return "".join(_piece(match[0], inside=bool(match["inside"])) for match in _pieces(plain))


def _unaccented(string: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", string) if not unicodedata.category(sign).startswith("M")
    )


def _both_cases(pattern: str) -> str:
    """The pattern with each letter in `(?i:…)` as a class of its two cases; such groups have no classes and names."""
    written, depth, free = [], 0, 0
    for piece in re.findall(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?i:|\\.|.", pattern, re.DOTALL):
        depth += piece.startswith("(") - (piece == ")")
        if piece == "(?i:":
            free = depth
        elif depth < free:
            free = 0
        both = free and piece.isalpha() and piece.lower() != piece.upper()
        written.append(f"[{piece.lower()}{piece.upper()}]" if both else piece)
    return "".join(written)


def _pieces(pattern: str) -> Iterator[re.Match[str]]:
    r"""Classes, which are taken whole, escapes, and single signs: `[\w-]`, `\d`, `a`."""
    return re.finditer(r"(?P<inside>\[\^?\]?(?:\\.|[^\]\\])*\])|\\.|.", pattern, re.DOTALL)


def _piece(piece: str, *, inside: bool) -> str:
    if inside:
        return re.sub(r"\\(.)", lambda match: _escape(match[1], inside=True), piece)
    return _escape(piece[1], inside=False) if piece.startswith("\\") else piece


def _escape(sign: str, *, inside: bool) -> str:
    if sign == "w":
        return _LETTER if inside else f"[{_LETTER}]"
    if sign == "W" and not inside:
        return f"[^{_LETTER}]"
    if sign == "b":
        return rf"(?:(?<=[{_LETTER}])(?![{_LETTER}])|(?<![{_LETTER}])(?=[{_LETTER}]))"
    if sign.isalnum() or sign in "^$\\.*+?()[]{}|/" or (inside and sign == "-"):
        return f"\\{sign}"
    return sign


def phrase_pattern() -> str:
    """The source of the pattern of all phrases; a full stop may follow. Group 1: in letters with spaces between words;
    group 2: in scripts whose words have others before them."""
    phrases = reading_tables()["phrases"]
    words = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    apart = "|".join(_escaped(word) for word in words if _is_apart(word))
    others = "|".join(_within(word, phrases[word]) for word in words if not _is_apart(word))
    letters = _alphabet()
    return rf"(?<![{letters}])({apart})(?![{letters}'])\.?|({others})"


def number_pattern() -> str:
    """The same of numbers in words."""
    words = sorted(reading_tables()["numbers"], key=lambda word: (-len(word), word))
    apart, others = ("|".join(_escaped(word) for word in words if _is_apart(word) == bound) for bound in (True, False))
    letters = _alphabet()
    return rf"(?<![{letters}])(?:{apart})(?![{letters}])|(?:{others})"


def _is_apart(word: str) -> bool:
    return re.fullmatch(rf"[{_alphabet()}' .-]+", word) is not None and not word.endswith("'")


def _within(word: str, kind: str) -> str:
    if word.endswith("'"):  # an article: the next word follows at once
        return rf"(?<![{_alphabet()}]){_escaped(word)}"
    letters = _alphabet(prefixed=True)
    inner = kind in _PARTICLES and letters and re.match(f"[{letters}]", word)
    return rf"(?<![{letters}]){_escaped(word)}" if inner else _escaped(word)


@cache
def _alphabet(*, prefixed: bool = False) -> str:
    """The letters of all languages that separate words by spaces, as a class has them; or of those among them that
    write words like « and » to the word behind."""
    known = [language(code) for code in languages() if language(code).words_apart]
    return "".join(dict.fromkeys(spoken.alphabet for spoken in known if spoken.prefixed == prefixed))


def _escaped(word: str) -> str:
    return re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", word)
