"""The languages that the data know, one folder of data/languages/ each, and words with a fixed meaning in them: months,
ordinals, names of languages (language.toml). docs/developers/languages.md says what each file of a folder is for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from .data_files import DATA, DataError, either, file_name, read_data
from .diagnostics import Diagnostic

FOLDER = DATA / "languages"
FILES = ("language", "organs", "structure", "citations", "references", "search", "exports")
"""Names of the TOML files that every language has; others are for the archive's own language, or add to these."""

# ISO 639-1: `fr`; not `fra`, `pt-BR`.
_CODE = re.compile(r"^[a-z]{2}$")
# What stands for words of a language in a pattern: `{months}`, `{languages}`, `{months.en}`; not `{2}`.
_STANDS_FOR = re.compile(r"\{(months|languages)(?:\.([a-z]{2}))?\}")
_NONE: Mapping[str, int] = MappingProxyType({})


_ALEFS = str.maketrans("أإآ", "ااا")


def without_hamza(word: str) -> str:
    """A word as it is often typed: « أكتوبر » → « اكتوبر »."""
    return word.translate(_ALEFS)


def _unaccented(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language."""

    code3: str = "und"
    """ISO 639-2."""
    locale: str = ""
    """Its name in Open Graph (https://ogp.me), `fr_FR`; empty where that has none."""
    legacy: str = ""
    """Encoding of its texts before Unicode, as iconv calls it; empty where none is named."""
    babel: str = ""
    """Its name in the LaTeX package babel; empty where that has none."""
    biblatex: str = ""
    """Its name as it prints in bibliographies; empty where biblatex knows it by that of babel."""
    right_to_left: bool = False
    words_apart: bool = True
    """Spaces stand between words."""
    prefixed: bool = False
    """Words like « and », « of » are written to the word behind them, so that one may begin inside another: Arabic."""
    beginnings: tuple[tuple[str, str], ...] = ()
    """What may be written in place of the beginning of a name: `ال`, `لل`; the beginning may be empty."""
    possessives: tuple[str, ...] = ()
    """What is written behind a name whose something is: « Croatia’s »."""
    official: bool = False
    """The United Nations publishes documents in it, at addresses that begin with its code."""
    letter: str = ""
    """The letter that stands for it in names of files of official documents: `A_76_463-F.pdf`."""
    alphabet: str = ""
    """Its letters in lower case, without accents, as a class of a pattern has them: `a-z`."""
    letter_names: tuple[str, ...] = ()
    """What letters are called where headings are numbered with them: Arabic « ألف »."""
    months: tuple[str, ...] = ()
    """Twelve, or none where UN documents in the language write dates in English or in figures; a month of two names has
    both, with a slash between."""
    months_also: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """Other spellings of months, which are read only: « يوليو », « setiembre »."""
    date: str = ""
    """Pattern of a date in figures, with groups `year`, `month`, `day`."""
    ordinals: tuple[str, ...] = ()
    """From the first on."""
    beyond: str = "{}"
    """An ordinal beyond those."""
    beyond_ends: Mapping[str, str] = field(default_factory=lambda: {})
    """The same of numbers that end in these figures, of which the longest counts: « 81st », « 111th »."""
    endings: tuple[str, ...] = ()
    """What is written to figures of ordinals: « 61e », « 1re »."""
    other_ordinals: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """Those that are read only, « première »."""
    stems: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """Of ordinals, what their inflected forms begin with."""
    inflections: tuple[str, ...] = ()
    """What is written to a stem."""
    joint: str = ""
    """What joins the stems of tens and units that are written as one word: « vigesimoprimer »."""
    number_prefixes: tuple[str, ...] = ()
    """What may be written before a word of a number: Arabic « and », and the article."""
    cardinals: Mapping[str, int] = field(default_factory=lambda: _NONE)
    """Parts of ordinals; empty where ordinals aren't put together from words that the data have."""
    multiplied: frozenset[int] = frozenset()
    """Values of parts that multiply a smaller number before them."""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Of languages, by ISO 639-1 code."""
    name_forms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Other forms of those names, as « in English » and « Original: » have them, with their codes."""
    elided: tuple[str, ...] = ()
    """What is left before an apostrophe of words that elide: French « l’ », « lorsqu’ »."""
    elided_before: str = ""
    """The letters that begin a word before which they do, without accents."""
    within_dates: tuple[str, ...] = ()
    """Words between day, month and year: Spanish « 11 de marzo de 2020 »."""
    suspended: frozenset[str] = frozenset()
    """Words before which a hyphen stands for the rest of a compound: « inter- et intrarégionale »."""
    units: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Words of quantities, `squared`, `lengths`, `per` and `multiples` (see data/units.toml)."""
    session_kinds: tuple[str, ...] = ()
    opening: str = ""
    """Pattern of the set words of a committee's report; its groups are keys of document.toml."""

    @property
    def direction(self) -> str:
        """Of its writing, as HTML says it: `ltr` or `rtl`."""
        return "rtl" if self.right_to_left else "ltr"

    @property
    def attached(self) -> tuple[str, ...]:
        """Words of one letter that are written to any word, to numbers and symbols too: « و2006 »."""
        return tuple(written for plain, written in self.beginnings if not plain and len(written) == 1)

    @property
    def month_forms(self) -> dict[str, int]:
        """Each way to write a month, with its number: « كانون الثاني/يناير », and either of its names; a name that is
        only read stands in the place of the last, « تموز/يوليو »."""
        forms: dict[str, int] = {}
        for number, month in enumerate(self.months, 1):
            *first, _ = names = month.split("/")
            also = [word for word, value in self.months_also.items() if value == number]
            for written in (month, *names, *also, *("/".join((*first, word)) for word in also if first)):
                for spelled in (written, without_hamza(written)):
                    forms.setdefault(spelled, number)
        return forms

    def begun(self, name: str) -> Iterator[str]:
        """The name with what may be written to its beginning: الأردن → والأردن, للأردن."""
        for plain, written in self.beginnings:
            if name.startswith(plain):
                yield written + name.removeprefix(plain)

    @property
    def month_pattern(self) -> str:
        """Pattern of a month, without groups; spaces may stand around a slash."""
        return f"(?:{'|'.join(re.escape(form).replace('/', ' ?/ ?') for form in self.month_forms)})"

    @property
    def language_names(self) -> dict[str, str]:
        """Each way to write the name of a language, also without accents, « INGLES », with the language's code."""
        forms = {name: code for code, name in self.names.items()} | dict(self.name_forms)
        return {_unaccented(name): code for name, code in forms.items()} | forms

    def ordinal(self, number: int) -> str:
        """« troisième »; « 61e » beyond the words that the data have."""
        if 1 <= number <= len(self.ordinals):
            return self.ordinals[number - 1]
        figures = str(number)
        written = self.beyond_ends.get(figures[-2:]) or self.beyond_ends.get(figures[-1:]) or self.beyond
        return written.format(number)


@cache
def language(code: str) -> Language:
    """The words of a language; none of one that has no file. Raises DataError for a file with faults."""
    path = FOLDER / code / "language.toml"
    if not path.is_file():
        return Language()
    table = read_data(path).table
    cardinals = table.get("cardinals", {"words": {}, "multiplied": ()})
    written = table["ordinals"].get("written", {})
    elided = table.get("elided", {"words": (), "before": ""})
    return Language(
        code3=table["code3"],
        locale=table.get("locale", ""),
        legacy=table.get("legacy", ""),
        babel=table.get("babel", ""),
        biblatex=table.get("biblatex", ""),
        right_to_left=table.get("right_to_left", False),
        words_apart=table.get("words_apart", True),
        prefixed=table.get("prefixed", False),
        beginnings=tuple((plain, written) for plain, written in table.get("beginnings", ())),
        possessives=tuple(table.get("possessives", ())),
        official=table.get("official", False),
        letter=table.get("letter", ""),
        alphabet=table.get("alphabet", ""),
        letter_names=tuple(table.get("letter_names", ())),
        date=table.get("date", ""),
        months=tuple(table.get("months", ())),
        months_also=table.get("months_also", {}),
        ordinals=tuple(table["ordinals"]["words"]),
        beyond=table["ordinals"]["beyond"],
        beyond_ends=table["ordinals"].get("beyond_ends", {}),
        endings=tuple(table["ordinals"].get("endings", ())),
        other_ordinals=table["ordinals"].get("also", {}),
        stems=table["ordinals"].get("stems", {}),
        inflections=tuple(written.get("inflections", ())),
        joint=written.get("joint", ""),
        number_prefixes=tuple(written.get("prefixes", ())),
        cardinals=cardinals["words"],
        multiplied=frozenset(cardinals["multiplied"]),
        names=table.get("languages", {}),
        name_forms=table.get("language_forms", {}),
        elided=tuple(elided["words"]),
        elided_before=elided["before"],
        within_dates=tuple(table.get("within_dates", ())),
        suspended=frozenset(table.get("suspended", ())),
        units={kind: tuple(words) for kind, words in table.get("units", {}).items()},
        session_kinds=tuple(table.get("sessions", {}).get("kinds", ())),
        opening=table.get("opening", {}).get("pattern", ""),
    )


@cache
def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Codes (ISO 639-1) of the languages that the data know: the folders of data/languages/.

    Raises DataError (D001) where a folder isn't named by such a code, or lacks one of the files that every language
    has: a language of which half is known would be read without its citations, say, and nobody told.
    """
    folders = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    faults = [
        Diagnostic(file_name(path), 0, "D001", "expected a folder named by two letters, the language's ISO 639-1 code")
        for path in folders
        if not _CODE.search(path.name)
    ]
    faults += [
        Diagnostic(file_name(file), 0, "D001", "the file is missing: every language has one")
        for path in folders
        for file in (path / f"{name}.toml" for name in FILES)
        if not file.is_file()
    ]
    if faults:
        raise DataError(*faults)
    return tuple(path.name for path in folders)


@cache
def elisions() -> tuple[Language, ...]:
    """The languages that have words that elide. Search goes by all of them, whatever the language of a text."""
    return tuple(spoken for spoken in map(language, languages()) if spoken.elided)


@cache
def attached() -> str:
    """The letters that are words written to the next, of all languages: search goes by all, as with elisions."""
    return "".join(letter for spoken in map(language, languages()) for letter in spoken.attached)


def filled(pattern: str, code: str) -> str:
    """A pattern of a data file with the language's words in place of `{months}` and `{languages}`; `{months.en}` means
    those of another. Raises LookupError where the language has none."""

    def words(match: re.Match[str]) -> str:
        spoken = language(match[2] or code)
        names = spoken.language_names
        if not (spoken.months if match[1] == "months" else names):
            raise LookupError(f"language {match[2] or code} has no {match[1]}, which this pattern needs: {pattern}")
        return spoken.month_pattern if match[1] == "months" else either(names)

    return _STANDS_FOR.sub(words, pattern)
