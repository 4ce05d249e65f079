"""How symbols and numbers are written (data/series.toml, data/addresses.toml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from ..core.compiled_patterns import compiled
from ..core.data_files import DataFile, either, read_data
from ..core.language import language, languages
from ..core.symbol_path import halves
from .folding import citing_file, fold, roman
from .spelled import Spelled, load_spelled

_LETTER = r"[^\W\u2e80-\u9fff]"
"""A letter or digit of a script that sets words apart: Chinese words stand right beside a number."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a family of symbols."""

    hyphens: bool = False
    """Its numbers may be joined: `CERD/C/ITA/CO/19-20`."""
    alone: bool = False
    """A number may stand alone behind it: `CD/1478`."""
    official: bool = True
    """Found under the address of official documents."""


@dataclass(frozen=True, slots=True)
class Within:
    """A part that stands in parentheses behind a symbol: `Vol.I`, `Sect.35`, `Introduction`."""

    key: str
    """How the key writes it, with {number} where it has one."""
    roman: bool
    """A number in words becomes a roman one; else one in figures."""
    before: str
    """Pattern of the word, where it stands before its number; empty where it never does."""
    behind: str
    alone: str
    """Pattern of words that have no number."""
    comma: bool
    """It is such a part behind a comma, too: « A/73/5, vol. I »."""
    apart: bool
    """The symbol without it is a document, too; it may stand without parentheses: « S/PV.4833 and Resumption 1 »."""
    only: re.Pattern[str] | None
    """Symbols behind which alone the words are such a part."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the number of a resolution or decision is written."""

    name: str
    pattern: re.Pattern[str]
    """Over folded text; names its parts."""
    number: str
    """How the key writes it, from the parts."""
    spelled: Spelled

    def parts(self, words: str) -> dict[str, str] | None:
        """The parts of a number in this form, as keys have them; None where the words aren't one."""
        match = self.pattern.fullmatch(words)
        if not match:
            return None
        return {name: self.spelled.plain(name, value or "") for name, value in match.groupdict().items()}


@dataclass(frozen=True, slots=True)
class TreatySeries:
    """A series of volumes of treaties."""

    key: str
    written: tuple[str, ...]
    bare: tuple[str, ...]
    """Names that others have, too."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """What is said of cited documents in one language: data/languages/*/series.toml."""

    sentences: Mapping[str, str]
    """By what they are of."""
    treaties: Mapping[str, str]
    """Names of series of treaties by their keys."""
    meaning: Mapping[str, str]
    """What a part of a symbol stands for."""


@dataclass(frozen=True, slots=True)
class Series:
    """All of data/series.toml."""

    principal: tuple[str, ...]
    folders: tuple[str, ...]
    """What may follow the letter of a principal organ; `{n}` is a number."""
    least_digits: int
    heads: Mapping[str, Head]
    within: tuple[Within, ...]
    """What a symbol may have in parentheses, in the words of every language."""
    together: Mapping[tuple[str, ...], str]
    """Key of the one document that parts were issued as, by their keys."""
    numerals: Mapping[str, int]
    """Numbers in words, folded."""
    parentheses: str
    """Pattern of what else a symbol may have there."""
    phrases: tuple[str, ...]
    """Parts of symbols that contain spaces."""
    none: re.Pattern[str]
    """What is written like a symbol but isn't one."""
    spelled: Spelled
    latin: Mapping[str, str]
    """Latin letters, by those of other scripts that look like them."""
    spelling: Mapping[str, str]
    """The right spelling of a part, by its lower case."""
    suffixes: tuple[str, ...]
    numbered: tuple[str, ...]
    said: Mapping[str, Sayings]
    """By language."""
    forms: Mapping[str, Form]
    treaties: tuple[TreatySeries, ...]
    treaty_words: re.Pattern[str]
    """Any name of a treaty series, over folded text."""
    treaty_of: Mapping[str, str]
    """Key of the series by its folded name."""
    treaty_bare: frozenset[str]
    """Those of the folded names that another series may have, too."""
    treaty_signs: tuple[str, ...]
    """One of them is in each of the folded names: « Treaty Series »."""

    def has_meaning(self, part: str) -> bool:
        """Whether some language says what a part of a symbol stands for: `L` of `L.10`."""
        return any(part in sayings.meaning for sayings in self.said.values())

    def head_of(self, key: str) -> Head | None:
        """The head that a key begins with; None where the data have none: `GC(58)/RES/1` begins with `GC({n})`."""
        first = key.partition("/")[0]
        return self.heads.get(first) or self.heads.get(re.sub(r"\d+", "{n}", first))


def load_series(path: Path) -> Series:
    """The file, checked. Raises DataError."""
    file = read_data(path)
    table = file.table
    principal, parts, parentheses = table["principal"], table["parts"], table["parentheses"]
    inside = "|".join(parentheses["patterns"])
    file.pattern("parentheses.patterns", inside)
    folder = path.parent / "languages"
    spelled = load_spelled(folder)
    treaties = tuple(_treaties(folder, table["treaties"]["keys"]))
    names = {fold(name): series.key for series in treaties for name in (*series.written, *series.bare)}
    return Series(
        tuple(principal["heads"]),
        tuple(principal["folders"]),
        principal["least_digits"],
        {head: Head(**entry) for head, entry in table["heads"].items()},
        tuple(_within(file, folder)),
        {tuple(parts): key for key, parts in table["together"].items()},
        dict(_numerals(folder)),
        inside,
        tuple(parentheses["phrases"]),
        file.pattern("none.patterns", "|".join(table["none"]["patterns"])),
        spelled,
        {letter: latin for letter, latin in spelled.letters.items() if len(letter) == 1},
        {word.lower(): word for word in parts["spelling"]},
        tuple(parts["suffixes"]),
        tuple(parts["numbered"]),
        {file.parent.name: Sayings(**read_data(file).table) for file in sorted(folder.glob("*/series.toml"))},
        {name: _form(file, name, spelled) for name in table["forms"]},
        treaties,
        compiled(rf"(?<!{_LETTER})(?:{either(names)})(?!{_LETTER})"),
        names,
        frozenset(fold(name) for series in treaties for name in series.bare),
        tuple(name for name in names if not any(other in name for other in names if other != name)),
    )


def _treaties(folder: Path, keys: Sequence[str]) -> Iterator[TreatySeries]:
    """Series of treaties with what each language calls them. Raises DataError for a series that none of `keys` is."""
    written: dict[str, list[str]] = {key: [] for key in keys}
    bare: dict[str, list[str]] = {key: [] for key in keys}
    for code in languages(folder):
        file = citing_file(folder, code)
        for key, names in file.table["treaties"].get("names", {}).items():
            if key not in written:
                raise file.fault(f"treaties.names.{key}", "there is no such series in series.toml")
            written[key] += names.get("written", ())
            bare[key] += names.get("bare", ())
    return (TreatySeries(key, tuple(written[key]), tuple(bare[key])) for key in keys)


def _within(file: DataFile, folder: Path) -> Iterator[Within]:
    """Parts of symbols with the words of every language for them. Raises DataError for words of a part that isn't
    there."""
    words = _within_words(folder, file.table["within"])
    for name, entry in file.table["within"].items():
        if ("{number}" in entry["key"]) != ("numeral" in entry):
            raise file.fault(f"within.{name}", "expected a key with {number} and `numeral`, or neither")
        before, behind, alone = ("|".join(words[name, place]) or r"(?!)" for place in ("before", "behind", "alone"))
        yield Within(
            entry["key"],
            entry.get("numeral") == "roman",
            before,
            behind,
            alone,
            entry.get("comma", False),
            entry.get("apart", False),
            file.pattern(f"within.{name}.only", entry["only"]) if "only" in entry else None,
        )


def _within_words(folder: Path, known: Mapping[str, object]) -> dict[tuple[str, str], dict[str, None]]:
    """Patterns by part and place, each once; over folded text."""
    words: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for code in languages(folder):
        file = citing_file(folder, code)
        for name, places in file.table.get("within", {}).items():
            if name not in known:
                raise file.fault(f"within.{name}", f"series.toml has no such part; it has {', '.join(known)}")
            for place, sources in places.items():
                for number, source in enumerate(sources):
                    words[name, place][file.pattern(f"within.{name}.{place}.{number}", fold(source)).pattern] = None
    return words


def _numerals(folder: Path) -> Iterator[tuple[str, int]]:
    """Numbers in words, folded: those ordinals of each language that number the parts of symbols."""
    for code in languages(folder):
        table = citing_file(folder, code).table.get("numerals", {"ordinals": 0})
        for value, word in enumerate(language(code).ordinals[: table["ordinals"]], 1):
            yield fold(word), value
        for word, value in table.get("also", {}).items():
            yield fold(word), value


def _form(file: DataFile, name: str, spelled: Spelled) -> Form:
    entry = file.table["forms"][name]
    form = Form(name, file.pattern(f"forms.{name}.pattern", spelled.fill(entry["pattern"])), entry["number"], spelled)
    if form.parts(entry["example"]) is None:
        raise file.fault(f"forms.{name}.example", f"“{entry['example']}” doesn't fit the pattern")
    if unknown := unknown_places(form.number, form.pattern.groupindex):
        raise file.fault(f"forms.{name}.number", f"expected places among the pattern's groups; got {unknown}")
    return form


def unknown_places(template: str, known: Container[str]) -> str:
    """The first place of a template, `{session}/{serial}`, that isn't known, or what keeps it from being one; empty
    where all are."""
    try:
        places = [place for _, place, _, _ in Formatter().parse(template) if place is not None]
    except ValueError as error:
        return f"“{template}” ({error})"
    return next((f"{{{place}}}" for place in places if place not in known), "")


def numbers(parts: Mapping[str, str]) -> dict[str, int]:
    """The parts of a number as numbers, so that they can be checked against an act's limits; others are left out."""
    values = {name: int(value) for name, value in parts.items() if value.isdecimal()}
    if "round" in parts:
        values["round"] = roman(parts["round"])
    return values


def number_pattern(forms: Mapping[str, Form]) -> re.Pattern[str]:
    """Any number of a resolution or decision, whatever its form; on folded text."""
    glued = "".join(sorted({letter for form in forms.values() for letter in form.spelled.before}))
    bare = [re.sub(r"\?P<\w+>", "?:", form.pattern.pattern) for form in forms.values()]
    longest = "|".join(f"(?:{pattern})" for pattern in sorted(bare, key=len, reverse=True))
    return compiled(
        rf"(?:(?<!{_LETTER})|(?<=\b[{glued}]))(?<![/.])(?:(?<!\d,)|(?<=\d{{4}},))(?:{longest})"
        rf"(?!{_LETTER}|[/'%]|[.,]\d| ?%)"
    )


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where official documents are: data/addresses.toml."""

    languages: tuple[str, ...]
    """Those in which the United Nations publishes."""
    otherwise: str
    """The language of addresses for all others."""
    home: str
    """Where all of them are."""
    rules: tuple[tuple[re.Pattern[str], str], ...]
    """Pattern of keys and address, in order."""


def load_addresses(path: Path) -> Addresses:
    """The file, checked. Raises DataError."""
    file = read_data(path)
    rules = tuple(
        (file.pattern(f"address.{number}.keys", rule["keys"]), rule["address"])
        for number, rule in enumerate(file.table["address"])
    )
    official = tuple(code for code in languages(path.parent / "languages") if language(code).official)
    if file.table["otherwise"] not in official:
        raise file.fault("otherwise", f"expected one of {', '.join(official)}")
    return Addresses(official, file.table["otherwise"], file.table["home"], rules)


def amended(symbol: str, suffixes: Container[str]) -> list[tuple[str, str]]:
    """Of each half of a symbol that ends with a suffix, the symbol of what it amends, and the suffix: `A/76/463/Rev.1`
    and `Corr` of `A/76/463/Rev.1/Corr.1`. `suffixes`: those of `Series`."""
    found: list[tuple[str, str]] = []
    for half in halves(symbol):
        base, _, last = half.rpartition("/")
        suffix, dot, _ = last.partition(".")
        if "/" in base and dot and suffix in suffixes:
            found.append((base, suffix))
    return found
