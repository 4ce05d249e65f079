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
from dataclasses import asdict
from functools import cache
from typing import Any

from ..citations.citing_words import Vocabulary
from ..citations.knowledge import load
from ..citations.series import Within
from ..core import signs
from ..core.language import language, languages
from ..references.forms import fold, reading_tables

_LETTER = r"\p{L}\p{N}_"
_PARTICLES = ("and", "range", "of")
"""Kinds whose phrases are short enough to stand inside other words, where words have others before them."""


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
        "symbols": {
            "principal": data.series.principal,
            "folders": data.series.folders,
            "heads": [
                [head, {"hyphens": entry.hyphens, "alone": entry.alone}] for head, entry in data.series.heads.items()
            ],
            "parentheses": to_javascript(data.series.parentheses),
            "within": [_within_symbol(kind) for kind in data.series.within],
            "numerals": {fold(word): value for word, value in data.series.numerals.items()},
            "spelling": sorted(data.series.spelling.values()),
            "suffixes": data.series.suffixes,
            "numbered": data.series.numbered,
        },
        "addresses": [[to_javascript(pattern.pattern), address] for pattern, address in data.addresses.rules],
        "unofficial": [head for head, entry in data.series.heads.items() if not entry.official],
        "project": [to_javascript(pattern.pattern) for pattern, act in data.act_keys if act.project],
        "addressed": data.addresses.languages,
        "otherwise": data.addresses.otherwise,
    }


def _within_symbol(kind: Within) -> dict[str, Any]:
    """A part in parentheses: how the key writes it, and the patterns of its words; `cased`: capitals tell it from a
    pinpoint."""
    patterns = {"before": kind.before, "behind": kind.behind, "alone": kind.alone}
    return {
        "key": kind.key,
        "roman": kind.roman,
        "comma": kind.comma,
        "apart": kind.apart,
        "cased": not any("(?i:" in pattern for pattern in patterns.values()),
        "only": to_javascript(kind.only.pattern) if kind.only else "",
        **{name: to_javascript(pattern) for name, pattern in patterns.items()},
    }


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
    }
    sources = {name: pattern.pattern for name, pattern in patterns.items() if pattern.pattern != r"(?!)"}
    if "joins" in sources:
        sources["joins"] = sources["joins"].removesuffix("$")
    drafts = (words.units[unit].pattern for unit in ("draft_resolution", "draft_decision"))
    sources["drafts"] = "|".join(drafts)
    return {name: to_javascript(source) for name, source in sources.items()}


def to_javascript(pattern: str) -> str:
    r"""A pattern of the data in the syntax of browsers (flag `u`), over text without accents: `\w` of every script,
    groups and boundaries as they write them.

    `(?i:…)` loses its mark, for browsers of today know it only since a year: who needs it sets the flag.
    """
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", signs.plain_in_place(pattern))
        if not unicodedata.category(sign).startswith("M")
    )
    plain = plain.replace("(?P<", "(?<").replace("(?i:", "(?:").replace("(?>", "(?:")
    return "".join(_piece(match[0], inside=bool(match["inside"])) for match in _pieces(plain))


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
    """The source of the pattern of all phrases; a full stop may follow. Group 1: in letters with blanks between words;
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
    """The letters of all languages that set words apart by blanks, as a class has them; or of those among them that
    write words like « and » to the word behind."""
    known = (language(code) for code in languages())
    return "".join(dict.fromkeys(own.alphabet for own in known if own.words_apart and own.prefixed == prefixed))


def _escaped(word: str) -> str:
    return re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", word)
