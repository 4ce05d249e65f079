"""The words by which texts of one language cite (data/citations/<language>.toml), as compiled patterns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..language import filled
from ..tables import Table, check, either, pattern, read, strings
from .fold import fold
from .inflection import Inflection, inflection
from .organs import Organ

UNITS = ("par", "annex", "chap", "sect", "note", "table", "figure", "draft_resolution", "draft_decision")
"""Units that a pinpoint may lead to; data/citations names others that it may only mention."""
MENTIONED = ("resolution", "decision", "page", "other")

_KEYS: Mapping[str, tuple[str, ...]] = {
    "acts": ("resolution", "decision", "singular", "possessive", "suffixed", "bridge", "particular", "trailing"),
    "links": ("and", "range", "of", "by", "wherein", "article", "oblique", "filler"),
    "bodies": ("other", "other_before", "institution", "ignored", "unknown_before"),
    "resolution": ("openers", "object"),
    "ibid": ("word", "series"),
    "treaties": ("volume", "number", "page"),
    "internal": ("see", "here", "document", "part", "annexed_document", "annexed_part", "elsewhere", "inside"),
    "pins": (*UNITS, *MENTIONED, "after", "before"),
}
_WHOLE_WORDS = ("ar", "en", "es", "fr", "ru")
"""Languages that set words apart by blanks."""

_NUMERAL = (
    r"(?:[IVXLC]+|\d+|[A-Z])(?![\w/])(?:\.(?:[A-Z]|\d{1,3}|[IVX]+)(?!\w))*(?: (?:bis|ter)\b)?(?: ?\(?[a-z]\)(?! ?\())?"
)
"""Of a unit: `12`, `III.A`, `4 bis`, `5 a)`."""


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
    joins: re.Pattern[str]
    """What joins two items of a list, at the end of what stands between them."""
    ranges: re.Pattern[str]
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
    institution: re.Pattern[str]
    ignored: re.Pattern[str]
    unknown_before: re.Pattern[str]
    openers: re.Pattern[str]
    object: re.Pattern[str]
    sentence_ends: re.Pattern[str]
    ibid: re.Pattern[str]
    ibid_series: re.Pattern[str]
    volume: re.Pattern[str]
    treaty_number: re.Pattern[str]
    treaty_page: re.Pattern[str]
    see: re.Pattern[str]
    here: re.Pattern[str]
    this_document: re.Pattern[str]
    this_part: re.Pattern[str]
    annexed: re.Pattern[str]
    """Groups `document` and `part`."""
    elsewhere: re.Pattern[str]
    of_another: re.Pattern[str]
    """Behind a pinpoint that belongs to what follows: « paragraphe 5 de la résolution 70/1 »."""
    inside: re.Pattern[str]
    pin: re.Pattern[str]
    """A unit with its numbers: groups `unit` and `numbers`."""
    units: Mapping[str, re.Pattern[str]]
    pin_after: re.Pattern[str]
    pin_before: re.Pattern[str]
    enacting: re.Pattern[str]
    """The beginning of a resolution: « L’Assemblée générale, »; group `organ`."""
    names: Mapping[str, Name]
    """By their folded words."""
    organ_names: re.Pattern[str]
    """Any of them, the longest first; what stands before it is not looked at, which makes searching quick."""
    whole_words: bool
    """Texts set words apart by blanks, so that a name is one only where no letter stands before it."""

    def named(self, string: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """All names of organs in a stretch, in order."""
        for match in self.organ_names.finditer(string, start, end):
            before = string[match.start() - 1 : match.start()]
            if not (self.whole_words and (before.isalnum() or before in ("-", "_"))):
                yield match


def load_vocabulary(path: Path, organs: Mapping[str, Organ]) -> Vocabulary:
    """A language's words. Raises DataError where the file does not keep its schema."""
    language = path.stem
    required = dict.fromkeys(_KEYS, dict) | {"triggers": list, "abbreviations": list}
    table = check(path.name, read(path), required, {"inflection": dict})
    for section, keys in _KEYS.items():
        check(f"{path.name}: {section}", table[section], {key: list if key == "filler" else str for key in keys})
    words = _Words(path.name, table)
    names = _names(language, organs, inflection(f"{path.name}: inflection", table.get("inflection", {})))
    known = either(names)
    bounded = rf"{known}(?!\w)" if language in _WHOLE_WORDS else known
    links = table["links"]
    fillers = [filled(one, language) for one in strings(f"{path.name}: links.filler", links["filler"])]
    connector = f"(?i:{links['of']}|{links['by']}|{links['wherein']})"
    return Vocabulary(
        language=language,
        triggers=strings(f"{path.name}: triggers", table["triggers"]),
        act_words=words.join("acts", ("resolution", "decision"), boundary=language in _WHOLE_WORDS),
        singular=words.one("acts", "singular"),
        possessive=words.one("acts", "possessive", "(?:{})$"),
        suffixed=words.one("acts", "suffixed"),
        bridge=words.one("acts", "bridge"),
        particular=words.one("acts", "particular"),
        trailing=words.one("acts", "trailing"),
        joins=words.one("links", "and", "(?:{})$"),
        ranges=words.one("links", "range"),
        fillers=pattern(f"{path.name}: links.filler", "|".join(f"(?:{one})" for one in fillers)),
        connector=pattern(f"{path.name}: links", rf",? ?\(?{connector}"),
        before_number=pattern(f"{path.name}: links", rf"(?i: ?(?:{links['of']}|{links['by']}))"),
        subject=pattern(f"{path.name}: links", rf" ?[,،，] ?{links['article']}"),
        oblique=words.one("links", "oblique"),
        other=words.one("bodies", "other"),
        other_before=words.one("bodies", "other_before"),
        institution=words.one("bodies", "institution"),
        ignored=words.one("bodies", "ignored"),
        unknown_before=words.one("bodies", "unknown_before"),
        openers=words.one("resolution", "openers"),
        object=words.one("resolution", "object"),
        sentence_ends=_sentence_ends(strings(f"{path.name}: abbreviations", table["abbreviations"])),
        ibid=words.one("ibid", "word"),
        ibid_series=words.one("ibid", "series"),
        volume=words.one("treaties", "volume"),
        treaty_number=words.one("treaties", "number"),
        treaty_page=words.one("treaties", "page"),
        see=words.one("internal", "see"),
        here=words.one("internal", "here"),
        this_document=words.one("internal", "document"),
        this_part=words.one("internal", "part"),
        annexed=words.join("internal", ("annexed_document", "annexed_part"), boundary=False),
        elsewhere=words.one("internal", "elsewhere"),
        of_another=words.one("links", "of", r" (?:{})(?=\S)" if links["of"] != "(?:)" else "(?!){}"),
        inside=words.one("internal", "inside"),
        pin=_pin(words, links),
        units={unit: words.one("pins", unit) for unit in (*UNITS, *MENTIONED)},
        pin_after=words.one("pins", "after"),
        pin_before=words.one("pins", "before"),
        enacting=re.compile(rf"(?i:{links['article']})?(?P<organ>{bounded})(?= ?[,،，])"),
        names=names,
        organ_names=re.compile(bounded),
        whole_words=language in _WHOLE_WORDS,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The file's patterns, compiled with their place in it."""

    file: str
    table: Table

    def one(self, section: str, key: str, frame: str = "{}") -> re.Pattern[str]:
        source = self.table[section][key]
        return pattern(f"{self.file}: {section}.{key}", frame.format(source) if source else "")

    def join(self, section: str, keys: tuple[str, ...], *, boundary: bool) -> re.Pattern[str]:
        groups = "|".join(f"(?P<{key}>{self.table[section][key]})" for key in keys)
        return pattern(f"{self.file}: {section}", rf"(?<!\w)(?:{groups})(?!\w)" if boundary else groups)


def _pin(words: _Words, links: Table) -> re.Pattern[str]:
    units = "|".join(words.table["pins"][unit] for unit in (*UNITS, *MENTIONED))
    several = rf"{_NUMERAL}(?:(?:{links['and']}|{links['range']}|, ?){_NUMERAL})*"
    bare = words.table["pins"]["annex"]
    edge = r"(?<!\w)" if words.table["pins"]["par"].isascii() or "[" in words.table["pins"]["par"] else ""
    return pattern(
        f"{words.file}: pins",
        rf"{edge}(?:(?P<unit>{units}) ?(?P<numbers>{several})|(?P<bare>{bare})(?!\w))",
    )


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
    """A full stop (or `;`) with what begins a sentence behind it, unless it ends an abbreviation or an initial."""
    kept = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in abbreviations)
    return re.compile(rf"(?:[.!?…]{kept}(?<!\b[A-Z]\.)[»”\")]* (?=[«“\"(]? ?[A-ZÀ-ÝА-Я])|; |[。；])")
