"""The words of a citation: a part, a kind of place and its number, in any order and any of the languages of the data.

« al. a) du par. 5 de l’annexe du projet de résolution I » → `res-1.annex.par-5.a`. The words are folded first, so that
all patterns are of lower case without accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from .data import fold, reading_tables

_NUMBER = re.compile(r"(\d+(?:\.\d+)*)([a-z]*)", re.ASCII)
_ZEROS = re.compile(r"^0+(?=\d)", re.ASCII)
_BIS = re.compile(r"[\s-]?(bis|ter|quater)(?![a-z])", re.ASCII)
_LABEL = re.compile(
    r"\.?\s*([ivxl]+ [a-z](?: \d+)?(?![a-z0-9)]| ?[ivxl\d])"
    r"|(?:[ivxlcdm]+|\d+|[a-z])(?:\.\s?(?:[ivxlcdm]+|\d+|[a-z])(?![a-z]))*)(?![a-z0-9])",
    re.ASCII,
)
_ROMAN = re.compile(r"(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.ASCII)
_ITEM = re.compile(r"[\s,.]*(?:\(\s?(\w{1,4})\s?\)|([a-z]{1,4})\s?\)|([a-z])(?=\s*(?:$|[,;.:]|\ue000)))", re.ASCII)
_FOREIGN_ITEM = re.compile("[\\s,.]*\\(\\s?([\u0621-\u064a]{1,2})\\s?\\)", re.ASCII)
_DASH = re.compile(r"\s?-+\s?", re.ASCII)
_STARS = re.compile(r"\s*(\*+)", re.ASCII)
_AGAIN = re.compile(r"\s?\[(\d+)\]", re.ASCII)
_TABLE_NOTE = re.compile(r"\.?\s*([a-z]|\d+)(?![a-z0-9])", re.ASCII)
_FRACTION = re.compile(r"\d+(?:\s?/\s?\d+)+", re.ASCII)
_COMMA = re.compile(r"[\s,]*", re.ASCII)
_BLANK = re.compile(r"\s*", re.ASCII)
_LEAD = re.compile(r"(?:[\s.:第]|n[o°]\.?\s?(?=\d))*", re.ASCII)
_PART_LEAD = re.compile(r"[\s.]*(?:n[o°]\.?\s?)?", re.ASCII)
_PART_DIGITS = re.compile(r"(\d+)(\s?/\s?\d+)?(?![a-z0-9(])", re.ASCII)
_PART_ROMAN = re.compile(r"[ivxlc]+(?![a-z'])", re.ASCII)
_LETTERS = re.compile(r"[a-zа-я]+", re.ASCII)
_MORE = re.compile(r"\s?[a-z0-9]", re.ASCII)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

_SCOPES = {"resolution": "res", "decision": "dec", "annex": "annex", "summary": "summary"}
_UNITS = {kind: kind for kind in ("par", "pp", "txt", "sec", "note", "table", "fig")} | {"operative": "par"}
QUOTE = "\ue000"
"""Stands for a quotation that was taken out."""
_CHINESE = "第"
"""Stands before a number whose kind follows: 第III节."""


@dataclass(slots=True)
class _Value:
    """A number with its items, as read."""

    number: str = ""
    items: list[str] = field(default_factory=list)
    ordinal: bool = False
    again: str = ""


@dataclass(slots=True)
class _State:
    """What has been read so far."""

    scopes: list[str] = field(default_factory=list)
    kind: str = ""
    first: _Value | None = None
    last: _Value | None = None
    pending: tuple[_Value, _Value | None] | None = None
    items: list[str] = field(default_factory=list)
    """Items named before their paragraph: « al. a) du par. 5 »."""
    preamble: bool = False
    counted: bool = False
    """An item is counted, not lettered: « troisième alinéa », which only a preamble has."""
    table: str = ""
    """Of a table's own note, the table's number."""
    before: str = ""
    """Kind of the last phrase."""


def read_words(text: str, *, named: bool = False) -> tuple[str, str]:
    """(anchor, anchor of the last place of a range), both empty where the words name no place.

    `named`: a heading's words stood in the text, so that a section without number is the part that it lies in.
    """
    string = fold(text)
    state = _State()
    position = 0
    while position < len(string):
        position = _step(string, position, state)
    return _result(state, named=named)


def _step(string: str, position: int, state: _State) -> int:
    """Read what stands here; the position after it."""
    phrase = _phrases().match(string, position)
    if phrase:
        kind = _kind(string, position)
        position = _phrase(string, phrase.end(), kind, state)
        state.before = kind
        return position
    if fraction := _FRACTION.match(string, position):
        return fraction.end()
    if string[position] == _CHINESE and (read := _labels(string, position + 1)) and _kind(string, read[2]) == "sec":
        state.pending = read[0], read[1]
        return read[2]
    if read := _range(string, position):
        state.pending = read[0], read[1]
        return read[2]
    if state.before == "item" and (read_items := _items(string, position)):
        state.items, position = read_items
        state.before = ""
        return position
    word = _LETTERS.match(string, position)
    return word.end() if word else position + 1


def _phrase(string: str, position: int, kind: str, state: _State) -> int:
    if kind in _SCOPES:
        return _scope(string, position, kind, state)
    if kind == "preamble":
        state.preamble = True
    elif kind in _UNITS:
        return _unit(string, position, _UNITS[kind], state)
    elif kind == "item":
        if items := _items(string, position):
            state.items, position = items
        state.counted = state.pending is not None and state.pending[0].ordinal
    elif kind == "range" and state.kind and state.last is None:
        state.before = "range"
    return position


def _scope(string: str, position: int, kind: str, state: _State) -> int:
    """A part; « de » before it says that what was named before lies in it."""
    number: str | None
    if state.kind == "" and state.pending and state.pending[0].ordinal:
        number = state.pending[0].number
        state.pending = None
    else:
        number, position = _scope_number(string, position)
    if number is None:
        return position
    own = (
        f"{_SCOPES[kind]}-{number}" if number else {"resolution": "res-1", "decision": "dec-1"}.get(kind, _SCOPES[kind])
    )
    if state.scopes and state.before in ("of", "range"):
        state.scopes.insert(0, own)
    else:
        state.scopes.append(own)
    return position


def _scope_number(string: str, position: int) -> tuple[str | None, int]:
    """The number of a part, empty where it has none; None where it is that of a resolution (77/237)."""
    at = _after(_PART_LEAD, string, position)
    if digits := _PART_DIGITS.match(string, at):
        return (None if digits[2] else str(int(digits[1]))), digits.end()
    if word := _numbers().match(string, at):
        return str(reading_tables()["numbers"][word[0]]), word.end()
    numeral = _PART_ROMAN.match(string, at)
    if numeral and _ROMAN.fullmatch(numeral[0]):
        return str(_roman(numeral[0])), numeral.end()
    return "", position


def _unit(string: str, position: int, kind: str, state: _State) -> int:
    if kind == "note" and state.kind == "table" and state.first and (own := _TABLE_NOTE.match(string, position)):
        state.table, state.kind, state.first = state.first.number, kind, _Value(own[1])
        return own.end()
    read = _labels(string, position) if kind == "sec" else _range(string, position, stars=kind == "note")
    if read is None and state.pending:
        read = (*_pending(string, position, state), position)
    if read is None and kind == "sec" and (word := _numbers().match(string, position + 1)):
        read = _Value(str(reading_tables()["numbers"][word[0]])), None, word.end()
    if read is None:
        if (kind, state.kind) in (("sec", ""), ("txt", "par")):
            state.kind = kind
        return position
    state.pending = None
    if state.kind and state.before == "range" and state.last is None:
        state.last = read[0]
    elif state.first is None or state.kind == "sec" != kind:
        # A paragraph is numbered through its document, so that the section before it adds nothing.
        state.kind, (state.first, state.last) = kind, read[:2]
    return read[2]


def _pending(string: str, position: int, state: _State) -> tuple[_Value, _Value | None]:
    """A number that stood before its kind, with the items that stand after: « troisième alinéa du préambule, a) »."""
    assert state.pending is not None
    first, last = state.pending
    if not first.items and last is None:
        first.items = (_items(string, position) or ([], 0))[0]
    return first, last


def _range(string: str, position: int, *, stars: bool = False) -> tuple[_Value, _Value | None, int] | None:
    """A number with its items, and where a dash or « à » follows the one that ends the range."""
    read = _value(string, position, stars=stars)
    if read is None:
        return None
    first, position = read
    joint = _joint(string, position)
    if joint is not None:
        kind, after = joint
        other = _value(string, after) or (_only_items(string, after) if first.items else None)
        if other and not other[0].number:
            other[0].number = first.number
        if other and (kind == "range" or _next(first, other[0])):
            return first, other[0], other[1]
    return first, None, position


def _after(pattern: re.Pattern[str], string: str, position: int) -> int:
    """The position after what a pattern, which may fit nothing, takes."""
    match = pattern.match(string, position)
    return match.end() if match else position


def _next(first: _Value, other: _Value) -> bool:
    """« par. 12 et 13 » is a range; « par. 12 et 15 » is not."""
    return first.number.isdecimal() and other.number.isdecimal() and int(other.number) == int(first.number) + 1


def _joint(string: str, position: int) -> tuple[str, int] | None:
    if dash := _DASH.match(string, position):
        return "range", dash.end()
    phrase = _phrases().match(string, _after(_BLANK, string, position))
    kind = _kind(string, _after(_BLANK, string, position))
    return (kind, phrase.end()) if phrase and kind in ("range", "and") else None


def _kind(string: str, position: int) -> str:
    """The kind of the phrase that stands here; empty where none does."""
    phrase = _phrases().match(string, position)
    return reading_tables()["phrases"][phrase[1] or phrase[2]] if phrase else ""


def _value(string: str, position: int, *, stars: bool = False) -> tuple[_Value, int] | None:
    at = _after(_LEAD, string, position)
    if stars and (asterisks := _STARS.match(string, at)):
        return _Value(f"x{len(asterisks[1])}"), asterisks.end()
    if word := _numbers().match(string, at):
        return _with_items(string, word.end(), _Value(str(reading_tables()["numbers"][word[0]]), ordinal=True))
    number = _NUMBER.match(string, at)
    if not number:
        return None
    value = _Value(_ZEROS.sub("", number[1]))
    if len(number[2]) == 1 and not _MORE.match(string, number.end()):
        value.items.append(number[2])
    end = number.end()
    if bis := _BIS.match(string, end):
        value.number, end = f"{value.number}-{bis[1]}", bis.end()
    return _with_items(string, end, value)


def _with_items(string: str, position: int, value: _Value) -> tuple[_Value, int]:
    if again := _AGAIN.match(string, position):
        value.again, position = again[1], again.end()
    phrase = _phrases().match(string, _after(_COMMA, string, position))
    named = phrase is not None and _kind(string, phrase.start()) == "item"
    items = _items(string, phrase.end() if phrase and named else position)
    if items:
        value.items, position = [*value.items, *items[0]], items[1]
    return value, position


def _only_items(string: str, position: int) -> tuple[_Value, int] | None:
    items = _items(string, position)
    return (_Value(items=items[0]), items[1]) if items else None


def _items(string: str, position: int) -> tuple[list[str], int] | None:
    """Letters of items, the outermost first, `a)`, `(a)`, `a) ii)`, `a.`."""
    found: list[str] = []
    while len(found) < 4:
        match = _ITEM.match(string, position)
        letters = next((group for group in match.groups() if group), "") if match else ""
        if not match:
            match = _FOREIGN_ITEM.match(string, position)
            letters = reading_tables()["letters"].get(match[1], "") if match else ""
        if not match or not letters or (len(letters) > 1 and not _ROMAN.fullmatch(letters) and len(set(letters)) > 1):
            break
        found.append(letters)
        position = match.end()
    return (found, position) if found else None


def _labels(string: str, position: int) -> tuple[_Value, _Value | None, int] | None:
    """The path of a heading's numbers: « III.A.1 »; of two, where a dash or « à » joins them."""
    match = _LABEL.match(string, position)
    if not match:
        return None
    first, end = _Value(_path(match[1])), match.end()
    joint = _joint(string, end)
    if joint is not None and joint[0] == "range":
        other = _LABEL.match(string, joint[1])
        if other:
            return *_two(first, _path(other[1]), dash=string[end : joint[1]].strip().startswith("-")), other.end()
    if again := _AGAIN.match(string, end):
        first.again, end = again[1], again.end()
    return first, None, end


def _two(first: _Value, other: str, *, dash: bool) -> tuple[_Value, _Value | None]:
    """« III-A » is one place; « III.A à C » ends with III.C."""
    path = first.number.split(".")
    if dash and other.isalpha() and path[-1].isdecimal():
        return _Value(f"{first.number}.{other}"), None
    if other.isalpha() and path[-1].isalpha() and len(path) > 1:
        return first, _Value(".".join([*path[:-1], other]))
    return first, _Value(other)


def _path(label: str) -> str:
    """`iii.a.1` → `3.a.1`: the first number may be roman, and so may one of several letters."""
    path = []
    for index, part in enumerate(re.split(r"[\s.]+", label)):
        numeral = not part.isdecimal() and (len(part) > 1 or (index == 0 and part in "ivx")) and _ROMAN.fullmatch(part)
        path.append(str(_roman(part)) if numeral else part)
    return ".".join(path)


def _roman(numeral: str) -> int:
    values = [_VALUES[sign] for sign in numeral]
    return sum(-value if after > value else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _result(state: _State, *, named: bool) -> tuple[str, str]:
    kind, first, last = state.kind, state.first, state.last
    if kind == "" and state.pending:
        first, last = state.pending
        if state.items:
            kind = "par"
        elif state.preamble or state.counted:
            kind = "pp"
        else:
            kind = "par" if not first.ordinal and len(first.number) <= 3 else ""
    if state.preamble and kind in ("par", "txt"):
        kind = "pp"
    if state.preamble and kind == "" and state.items and state.items[0].isdecimal():
        kind, first = "pp", _Value(state.items[0])
    elif first is not None and state.items and not first.items:
        first.items = state.items
    scope = ".".join([*state.scopes, *([f"table-{state.table}"] if state.table else [])])
    anchor, end = _anchor(scope, kind, first), _anchor(scope, kind, last)
    if named and kind == "sec" and first is None:
        anchor = scope
    return anchor or scope, end if end != anchor else ""


def _anchor(scope: str, kind: str, value: _Value | None) -> str:
    if value is None or not kind or not value.number:
        return ""
    if scope.rpartition(".")[2] == "summary" and kind == "par" and value.ordinal:
        kind = "txt"
    unit = ".".join([f"{kind}-{value.number}", *value.items]) + (f"_{value.again}" if value.again else "")
    return f"{scope}.{unit}" if scope else unit


@cache
def _phrases() -> re.Pattern[str]:
    """Any phrase of the data; a full stop may follow. Group 1: in letters with blanks between words; group 2: not."""
    return re.compile(phrase_pattern())


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(number_pattern())


def phrase_pattern() -> str:
    """The source of the pattern of all phrases, in the syntax that Python and browsers share."""
    words = sorted(reading_tables()["phrases"], key=lambda phrase: (-len(phrase), phrase))
    apart = "|".join(_written(words, bound=True))
    others = "|".join(_written(words, bound=False))
    return rf"(?<![a-zа-я])({apart})(?![a-zа-я'])\.?|({others})"


def number_pattern() -> str:
    """The same of numbers in words."""
    words = sorted(reading_tables()["numbers"], key=lambda word: (-len(word), word))
    apart, others = ("|".join(_written(words, bound=bound)) for bound in (True, False))
    return rf"(?<![a-zа-я])(?:{apart})(?![a-zа-я])|(?:{others})"


def _written(words: list[str], *, bound: bool) -> Iterator[str]:
    for word in words:
        if bool(re.fullmatch(r"[a-zа-я' .-]+", word)) == bound:
            yield re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", word)
