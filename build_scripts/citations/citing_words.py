"""The words by which texts of one language cite (data/languages/*/citations.toml), as compiled patterns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.anchor_names import INSERTION
from ..core.compiled_patterns import compiled
from ..core.data_files import DataFile, either
from ..core.language import filled
from ..core.language import language as language_words
from ..core.organs import Organ
from ..references.forms import forms
from .folding import citing_file, fold, folded_letters
from .inflection import Inflection, inflection

UNITS = (
    "preamble", "item", "par", "annex", "enclosure", "chap", "sect", "note", "table", "figure", "draft_resolution",
    "draft_decision",
)  # fmt: skip
"""Units that a pinpoint may lead to; citations.toml names others that it may only mention."""
UNNUMBERED = ("annex", "enclosure")
"""Those that a document may have one of, without a number."""
MENTIONED = ("resolution", "decision", "page", "other")

_LISTS = ("filler", "preamble")

# `a)`, `(a)`, `(iii)`, `(أ)`
_ITEM = r"\(?(?:[a-z]{1,2}|[ivxl]{3,6}|[а-яё]|[\u0621-\u064a]ـ?)\)"
_LETTER = r"[^\W\u2e80-\u9fff]"
"""Of a script that sets words apart."""
# `12`, `III.A`, `4 bis`; `3` of `3a)`
_PLAIN_NUMERAL = (
    rf"(?:[IVXLC]+|\d+|[A-Z])(?:(?!{_LETTER}|/)|(?=[a-z]\)))(?:\.(?:[A-Z]|\d{{1,3}}|[IVX]+)(?!\w))*"
    rf"{INSERTION}?"
)


@dataclass(frozen=True, slots=True)
class Name:
    """Words that stand for an organ, or for one of several."""

    organs: tuple[str, ...]
    full: bool
    """They name it in full; a short name means what has been named in full before."""
    treaty: bool = False
    """They name the treaty whose parties meet in it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All patterns of one language, over folded text."""

    language: str
    triggers: tuple[str, ...]
    """One of these stands in every text that cites by words."""
    act_words: re.Pattern[str]
    """Words for resolutions (group `resolution`) and decisions (group `decision`)."""
    singular: re.Pattern[str]
    possessive: re.Pattern[str]
    """Ends where the word begins."""
    suffixed: re.Pattern[str]
    """The word itself says « its »: Arabic قراره."""
    bridge: re.Pattern[str]
    particular: re.Pattern[str]
    trailing: re.Pattern[str]
    letter: re.Pattern[str]
    """Another letter of the same number, group 1: « 57/270 A et B », « 57/270 ألف وباء »."""
    partial: re.Pattern[str]
    """A number of a list that says its year or session once: « résolutions 1325 et 1820 (2008) », « 63/1 à 13 »."""
    date_before: re.Pattern[str]
    """The date of an act before its number, group `year`."""
    joins: re.Pattern[str]
    """What joins two items of a list, at the end of what stands between them."""
    ranges: re.Pattern[str]
    beside: re.Pattern[str]
    """Between two bodies that are named together."""
    fillers: re.Pattern[str]
    connector: re.Pattern[str]
    """Between a number and the organ behind it."""
    before_number: re.Pattern[str]
    """Between the word and an organ that stands before the number."""
    subject: re.Pattern[str]
    """Between a number and the organ that is the subject of the clause behind it."""
    oblique: re.Pattern[str]
    other: re.Pattern[str]
    other_before: re.Pattern[str]
    namesake: re.Pattern[str]
    """Behind the name of an organ that is another's: « General Assembly of the OAS »."""
    namesake_before: re.Pattern[str]
    institution: re.Pattern[str]
    genitive: re.Pattern[str]
    """An unknown organ right behind a number, in a language that needs no word between them."""
    ignored: re.Pattern[str]
    unknown_before: re.Pattern[str]
    openers: re.Pattern[str]
    recalls: re.Pattern[str]
    """Where one of them begins: it says that what follows was adopted before."""
    object: re.Pattern[str]
    sentence_ends: re.Pattern[str]
    ibid: re.Pattern[str]
    ibid_series: re.Pattern[str]
    volume: re.Pattern[str]
    treaty_number: re.Pattern[str]
    treaty_page: re.Pattern[str]
    treaty_behind_volume: re.Pattern[str]
    treaty_behind_number: re.Pattern[str]
    see: re.Pattern[str]
    here: re.Pattern[str]
    chain: re.Pattern[str]
    """From one reference to the next, of which « see » before the first is said as well."""
    joined: re.Pattern[str]
    """Between two references for which « above » behind the second is said."""
    this_document: re.Pattern[str]
    this_part: re.Pattern[str]
    annexed: re.Pattern[str]
    """Groups `document` and `part`."""
    elsewhere: re.Pattern[str]
    of_another: re.Pattern[str]
    """Behind a pinpoint that belongs to what follows: « paragraphe 5 de la résolution 70/1 »."""
    of_acts: re.Pattern[str]
    """The same, « de la résolution »."""
    inside: re.Pattern[str]
    pin: re.Pattern[str]
    """A unit with all of its numbers, « par. 3, 5 a) à c) et 7 »: see `numbered`."""
    framed: Mapping[str, str]
    """The units of the groups of `pin` that stand for a unit's numbers, with its words on both sides: 第3段."""
    units: Mapping[str, re.Pattern[str]]
    ordinals: Mapping[str, int]
    """« third preambular paragraph », by their words in small letters."""
    ordinal: re.Pattern[str]
    pin_of: re.Pattern[str]
    """From a unit to the one that it is part of: « paragraphe 3 de l’annexe »."""
    pin_next: re.Pattern[str]
    """From a pinpoint to the next one; group `and` where it isn't part of it."""
    pin_behind: re.Pattern[str]
    """From a citation to its pinpoint."""
    pin_after: re.Pattern[str]
    pin_before: re.Pattern[str]
    """From a pinpoint to the citation that it is of."""
    enacting: re.Pattern[str]
    """The beginning of a resolution: « L’Assemblée générale, »; group `organ`."""
    names: Mapping[str, Name]
    """By their folded words."""
    organ_names: re.Pattern[str]
    """Any of them, the longest first; what stands before it isn't looked at, which makes searching quick."""
    whole_words: bool
    """Texts set words apart by spaces, so that a name is one only where no letter stands before it."""

    def numbered(self, match: re.Match[str]) -> tuple[str, int, int]:
        """The unit that a match of `pin` names, with where its numbers begin and end; both 0 where it has none."""
        if match["bare"]:
            return next(name for name in UNNUMBERED if self.units[name].fullmatch(match["bare"])), 0, 0
        if match["unit"]:
            name = next((name for name, words in self.units.items() if words.fullmatch(match["unit"])), "other")
            return name, *match.span("numbers")
        group = next(group for group in self.framed if match[group] is not None)
        return self.framed[group], *match.span(group)

    def named(self, string: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """All names of organs in a stretch, in order."""
        for match in self.organ_names.finditer(string, start, end):
            before = string[match.start() - 1 : match.start()]
            if not (self.whole_words and (before.isalnum() or before in ("-", "_"))):
                yield match


_PLAIN: Mapping[str, tuple[str, ...]] = {
    "singular": ("acts", "singular"),
    "possessive": ("acts", "possessive", "(?:{})$"),
    "suffixed": ("acts", "suffixed"),
    "bridge": ("acts", "bridge"),
    "particular": ("acts", "particular"),
    "trailing": ("acts", "trailing"),
    "date_before": ("acts", "date_before", "(?:{})$"),
    "joins": ("links", "and", r"(?:{}|(?<=\d),)$"),
    "ranges": ("links", "range"),
    "oblique": ("links", "oblique"),
    "other": ("bodies", "other"),
    "other_before": ("bodies", "other_before"),
    "namesake": ("bodies", "namesake"),
    "namesake_before": ("bodies", "namesake_before", "(?:{})$"),
    "institution": ("bodies", "institution"),
    "genitive": ("bodies", "genitive"),
    "ignored": ("bodies", "ignored"),
    "unknown_before": ("bodies", "unknown_before"),
    "openers": ("resolution", "openers"),
    "recalls": ("resolution", "recalls"),
    "object": ("resolution", "object"),
    "ibid": ("ibid", "word"),
    "ibid_series": ("ibid", "series"),
    "volume": ("treaties", "volume"),
    "treaty_number": ("treaties", "number"),
    "treaty_page": ("treaties", "page"),
    "treaty_behind_volume": ("treaties", "behind_volume"),
    "treaty_behind_number": ("treaties", "behind_number"),
    "see": ("internal", "see"),
    "here": ("internal", "here"),
    "chain": ("internal", "chain"),
    "joined": ("internal", "joined"),
    "this_document": ("internal", "document"),
    "this_part": ("internal", "part"),
    "elsewhere": ("internal", "elsewhere"),
    "inside": ("internal", "inside"),
    "pin_of": ("pins", "of"),
    "pin_behind": ("pins", "behind"),
    "pin_after": ("pins", "after"),
    "pin_before": ("pins", "before"),
}
"""The patterns that are words of the data and nothing else: section and key, and what stands around the words."""


def load_vocabulary(path: Path, organs: Mapping[str, Organ]) -> Vocabulary:
    """The words of the language whose `citations.toml` this is. Raises DataError."""
    language = path.parent.name
    spoken = language_words(language)
    file = citing_file(path.parent.parent, language)
    table = file.table
    words = _Words(file, spoken.words_apart, spoken.prefixed)
    names = _names(language, organs, inflection(file, spoken))
    known = either(names)
    bounded = rf"{known}(?!\w)" if spoken.words_apart else known
    links = table["links"]
    fillers = [folded_letters(filled(filler, language)) for filler in links["filler"]]
    parts = tuple(map(fold, forms(language).part_numbers))
    ordinals = {fold(word): value for each in (spoken.ordinals, parts) for value, word in enumerate(each, 1)}
    ordinals |= {fold(word): value for word, value in spoken.other_ordinals.items()}
    pin, framed, begins = _pin(words, links, ordinals, parts)
    apart = "" if spoken.words_apart else "|"
    connector = f"(?i:{links['by']}|{links['wherein']}|{links['of']})"
    letters = either(folded_letters(table.get("numbers", {}).get("letters", {})))
    plain: dict[str, Any] = {name: words.pattern(*place) for name, place in _PLAIN.items()}
    return Vocabulary(
        language=language,
        triggers=tuple(table["triggers"]),
        act_words=words.join("acts", ("resolution", "decision"), boundary=spoken.words_apart),
        letter=file.pattern(
            "links", rf"(?:{links['and']}|{links['range']}|, ?)([A-Z]|{letters})(?!{_LETTER}|['/.-](?=\w))"
        ),
        partial=file.pattern("links", _partial(links)),
        beside=file.pattern("links", rf" ?(?:{links['and']}) ?(?:{links['of']}|{links['article']})?"),
        fillers=file.pattern("links.filler", "|".join(f"(?:{filler})" for filler in fillers)),
        connector=file.pattern("links", rf",? ?\(?{connector}"),
        before_number=file.pattern("links", rf"(?i: ?(?:{links['of']}|{links['by']}))"),
        subject=file.pattern("links", rf" ?[,،，] ?{links['article']}{links.get('verb', '')}"),
        sentence_ends=_sentence_ends(tuple(table["abbreviations"])),
        annexed=words.join("internal", ("annexed_document", "annexed_part"), boundary=False),
        of_another=_of_another(file),
        of_acts=file.pattern("pins.before", _of_acts(table)),
        pin=pin,
        framed=framed,
        units={unit: words.pattern("pins", unit) for unit in (*UNITS, *MENTIONED) if unit != "preamble"},
        ordinals=ordinals,
        ordinal=compiled(rf"(?i:{either(ordinals)})"),
        pin_next=file.pattern("links", rf"\.?(?:(?P<and>{links['and']})|[,،，] ?{apart})(?={begins})"),
        enacting=compiled(rf"(?i:{links['article']})?(?P<organ>{bounded})(?= ?[,،，])"),
        names=names,
        organ_names=compiled(bounded),
        whole_words=spoken.words_apart,
        **plain,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The file's patterns, compiled with their place in it."""

    file: DataFile
    whole: bool
    """The language sets words apart by spaces."""
    prefixed: bool
    """It writes particles to the word behind them, so that a unit may begin inside a word."""

    def pattern(self, section: str, key: str, frame: str = "{}") -> re.Pattern[str]:
        source = self.file.table[section][key]
        return self.file.pattern(f"{section}.{key}", frame.format(source) if source else "")

    def join(self, section: str, keys: tuple[str, ...], *, boundary: bool) -> re.Pattern[str]:
        groups = "|".join(f"(?P<{key}>{self.file.table[section][key]})" for key in keys)
        return self.file.pattern(section, rf"(?<!\w)(?:{groups})(?!\w)" if boundary else groups)


def _pin(
    words: _Words, links: Mapping[str, Any], ordinals: Mapping[str, int], parts: tuple[str, ...]
) -> tuple[re.Pattern[str], dict[str, str], str]:
    """The pattern of pinpoints, which of its groups are numbers of framed units, and what a pinpoint begins with.
    `parts`: words that number parts, المرفق الثاني, 附件二; empty where figures do."""
    pins = words.file.table["pins"]
    separator = rf"(?:{links['and']}|{links['range']}|[,،，、] ?)"
    items = rf"{_ITEM}(?: ?{_ITEM})*(?:{separator}{_ITEM}(?: ?{_ITEM})*)*"
    ordinal = rf"(?i:{either(ordinals)})"
    spelt = rf"(?:{either(parts)})(?!{_LETTER})|" if parts else ""
    number = rf"(?:(?:{spelt}{_PLAIN_NUMERAL})(?: ?{items})?|{items})"
    several = _several(number, separator)
    counted = _several(rf"(?:\d+|{ordinal})(?!{_LETTER})", separator)
    begins: list[str] = []
    framed: dict[str, str] = {}
    frames: list[str] = []
    plain: list[str] = []
    for unit in (*UNITS, *MENTIONED):
        for source in pins[unit] if unit in _LISTS else (pins[unit],):
            begins.append(source.partition("{}")[0] or rf"(?:{ordinal}|\d|{_ITEM})")
            if "{}" not in source:
                plain.append(source)
                continue
            group = f"numbers_{len(framed)}"
            framed[group] = unit
            inside = counted if unit == "preamble" else items if unit == "item" else several
            frames.append(source.replace("{}", f"(?P<{group}>{inside})"))
    # Of 附件二，第3段 the second number is the paragraph's.
    closing = [source.partition("{}")[2] for source in pins.values() if isinstance(source, str) and "{}" in source]
    ends = rf"(?!{'|'.join(closing)})" if closing else ""
    edge = r"(?<![\w/])" if words.whole and not words.prefixed else ""
    alternatives = [
        *frames,
        rf"(?P<unit>{'|'.join(plain)}) ?(?P<numbers>{_several(number + ends, separator)})",
        rf"(?P<bare>{'|'.join(pins[name] for name in UNNUMBERED)})(?!{_LETTER})",
    ]
    return words.file.pattern("pins", f"{edge}(?:{'|'.join(alternatives)})"), framed, "|".join(begins)


def _of_acts(table: Mapping[str, Any]) -> str:
    acts = rf"{table['acts']['resolution']}|{table['acts']['decision']}"
    return rf"(?:{table['pins']['before']})(?=(?:{acts})(?!\w))"


def _partial(links: Mapping[str, Any]) -> str:
    # « 1820 » before « et 1888 (2009) », « 13 » before a comma, « 217 A »; no « 12 » of « 12 États »
    end = r"[).,;:»”،؛，。；]|$|号"
    behind = "|".join(
        [end, *(links[key] for key in ("and", "range", "of", "by") if links[key] not in ("(?:)", "(?!)"))]
    )
    return rf"(?<![^\W\u2e80-\u9fff]|[/.,(-])\d{{1,4}}(?: ?[A-Z])?(?![.,]\d)(?= ?(?:{end}|,? ?\(?(?:{behind})))"


def _of_another(file: DataFile) -> re.Pattern[str]:
    either_way = _of_acts(file.table)
    of = file.table["links"]["of"]
    return file.pattern("pins.before", either_way if of == "(?:)" else rf" (?:{of})(?=\S)|{either_way}")


def _several(number: str, separator: str) -> str:
    return f"{number}(?:{separator}{number})*"


def _names(language: str, organs: Mapping[str, Organ], inflected: Inflection) -> dict[str, Name]:
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    treaties: dict[str, list[str]] = {}
    for organ in organs.values():
        for table, words in (
            (full, organ.called(language)),
            (short, organ.short.get(language, ())),
            (treaties, organ.treaty.get(language, ())),
        ):
            for name in (form for word in words for form in (word, *inflected.forms(word))):
                for written in dict.fromkeys((name, *_capitals(name)) if table is full else (name,)):
                    table.setdefault(fold(written), []).append(organ.key)
    names: dict[str, Name] = {}
    for table, is_full, is_treaty in ((short, False, False), (treaties, True, True), (full, True, False)):
        names |= {words: Name(tuple(dict.fromkeys(keys)), is_full, is_treaty) for words, keys in table.items()}
    return names


def _capitals(name: str) -> tuple[str, ...]:
    """A name as titles have it: in capitals, with or without accents; of scripts without capitals, none."""
    upper = name.upper()
    plain = "".join(sign for sign in unicodedata.normalize("NFD", upper) if not unicodedata.combining(sign))
    return () if upper == name else (upper, plain)


def _sentence_ends(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    """A full stop with what begins a sentence behind it, unless it ends an abbreviation or an initial; or `;`, unless
    a list of acts goes on behind it: « 59/126 B, sect. V; et 60/109 B »."""
    listed = r"(?!(?:[^\W\d]{1,3} ?)?\d{1,4}(?: ?[A-Z](?: [^\W\d]{1,3} [A-Z])?)? ?[/(])"
    kept = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in abbreviations)
    return re.compile(rf"(?:[.!?…]{kept}(?<!\b[A-Z]\.)[»”\")]* (?=[«“\"(]? ?[A-ZÀ-ÝА-Я])|[;؛] {listed}|[。；]{listed})")
