"""Data files: TOML, each checked against the JSON schema beside it; what is wrong in one is named with its line.

Everything that is knowledge rather than program (organs, series, languages, words, settings) stands in `data/`. A
schema is TOML as well: `organs.schema.toml` is for `organs.toml`, and `languages/citations.schema.toml` for the file
`citations.toml` of every language.
"""

from __future__ import annotations

import difflib
import re
import reprlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import checked_tables
from .compiled_patterns import compiled
from .diagnostics import Diagnostic
from .encodings import mending, other_encoding
from .toml_lines import key_lines

if TYPE_CHECKING:
    import jsonschema

DATA = Path(__file__).parent.parent / "data"
"""The folder of data files."""

# Where tomllib says that it stopped: `Invalid value (at line 3, column 8)`; not `(at end of document)`.
_TOML_LINE = re.compile(r"at line (\d+)")
# What jsonschema says of a key that isn't there: `'date' is a required property`, `'b' is a dependency of 'a'`.
_MISSING = re.compile(r"(?P<key>'[^']*') is a (?:required property$|dependency of (?P<required_by>'[^']*')$)")
_AS_TOML = 'correct it; a line is like title = "…" or date = 2020-03-11'
_KINDS = {str: "a string", int: "an integer", float: "a number", bool: "true or false", list: "a list", dict: "a table"}
_BOUNDS = {
    "minLength": "at least {} character",
    "minItems": "at least {} item",
    "maxItems": "at most {} item",
    "minProperties": "at least {} key",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "uniqueItems": "each item once",
}
"""What a schema asks of the size of a value, by its keyword; of several, in the plural."""
_EXPECTED = {"string": str, "integer": int, "number": float, "boolean": bool, "array": list, "object": dict}


class DataError(ValueError):
    """A data file can't be used. `faults` says what is wrong, each with file and line."""

    def __init__(self, *faults: Diagnostic) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@dataclass(frozen=True)
class DataFile:
    """A TOML file as it was read."""

    name: str
    """For messages: from the repository's root, with `/`."""
    table: dict[str, Any]
    toml: str

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """Line of each key, by its path (`toml_lines.key_lines`); none where lists lie in lists too deep for that."""
        try:
            return key_lines(self.toml)
        except RecursionError:
            return {}

    def line(self, key: str) -> int:
        """Where a key stands; where that isn't known, the nearest table or list that holds it; 0: the whole file."""
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return self.lines.get(key, 0)

    def fault(self, key: str, message: str, code: str = "D003") -> DataError:
        """The error to raise for the value at `key`, which contradicts itself or another data file."""
        return DataError(Diagnostic(self.name, self.line(key), code, f"{key}: {message}" if key else message))

    def pattern(self, key: str, source: str) -> re.Pattern[str]:
        """A regular expression that stands at `key`; an empty one matches nothing. Raises DataError where
        it isn't one."""
        try:
            return compiled(source or r"(?!)")
        except re.error as error:
            raise self.fault(key, f"isn't a regular expression: {error}: {source}") from error


def read_data(path: Path) -> DataFile:
    """A data file, checked against its schema.

    Raises DataError where the file is missing, isn't TOML (D001), or isn't what its schema says (D002, every fault).
    """
    name = file_name(path)
    content = _bytes(path, name)
    return _checked(path, name, content, _schema_of(path).read_bytes())


@lru_cache(maxsize=256)
def _checked(path: Path, name: str, content: bytes, schema: bytes) -> DataFile:
    """By what the files hold, so that a file which many ask for is parsed and checked once."""
    own = path.is_relative_to(DATA)
    if own and (table := checked_tables.kept(path, content, schema)) is not None:
        return DataFile(name, table, _text(name, content))
    file = _parsed(name, content)
    faults = [
        Diagnostic(file.name, file.line(key), "D002", message) for key, message in schema_faults(file.table, schema)
    ]
    if faults:
        raise DataError(*sorted(faults))
    if own:
        checked_tables.keep(path, content, schema, file.table)
    return file


def read_toml(path: Path, name: str) -> DataFile:
    """A TOML file, unchecked; `name` stands for it in messages. Raises DataError (D001) where it can't be read."""
    return _parsed(name, _bytes(path, name))


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(Diagnostic(name, 0, "D001", "the file is missing")) from error
    except OSError as error:
        raise DataError(Diagnostic(name, 0, "D001", f"can't be read: {_line(error)}")) from error


def _parsed(name: str, content: bytes) -> DataFile:
    toml = _text(name, content)
    try:
        return DataFile(name, tomllib.loads(toml), toml)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_LINE.search(str(error))
        encoding = other_encoding(content, "")  # UTF-16 is UTF-8 with NUL, where all of its letters are ASCII.
        message = mending(name, encoding) if encoding else f"isn't TOML: {_line(error)}; {_AS_TOML}"
        raise DataError(Diagnostic(name, int(place[1]) if place else 0, "D001", message)) from error


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        encoding = other_encoding(content, "WINDOWS-1252")
        message = mending(name, encoding) if encoding else f"isn't UTF-8 (byte {error.start:,}): write that letter anew"
        raise DataError(Diagnostic(name, line, "D001", message)) from error


def schema_faults(table: Mapping[str, Any], schema: bytes) -> Iterator[tuple[str, str]]:
    """(path of a key, what is wrong there) for every place where a table isn't what a schema says."""
    for error in _validator(schema).iter_errors(table):
        at = ".".join(str(step) for step in error.absolute_path)
        name = f"{at}: " if at else ""
        if error.validator == "additionalProperties" and isinstance(error.schema.get("properties"), dict):
            known = error.schema["properties"]
            listed = ", ".join([*known, *error.schema.get("patternProperties", ())])
            for key in _unknown_keys(error):
                yield f"{at}.{key}" if at else key, f"{name}unknown key {key!r}; known: {listed}{near(key, known)}"
        else:
            yield at, f"{name}{_explained(error)}"


def near(wrong: str, known: Iterable[str]) -> str:
    """« ; did you mean 'title'? », where something known is like what was written; else nothing."""
    by_folded = {word.casefold(): word for word in known}
    like = difflib.get_close_matches(wrong.casefold(), by_folded, n=1)
    return f"; did you mean {by_folded[like[0]]!r}?" if like else ""


def _unknown_keys(error: jsonschema.ValidationError) -> list[str]:
    schema: Any = error.schema
    instance: Any = error.instance
    return sorted(key for key in instance if key not in schema["properties"] and not _patterned(key, schema))


def _patterned(key: str, schema: Mapping[str, Any]) -> bool:
    return any(re.search(pattern, key) for pattern in schema.get("patternProperties", ()))


def _explained(error: jsonschema.ValidationError) -> str:
    keyword: str = str(error.validator)
    limit: Any = error.validator_value
    if keyword in ("required", "dependentRequired"):
        return _missing(error.message)
    if keyword == "type":
        kinds = limit if isinstance(limit, list) else [limit]
        expected = " or ".join(_KINDS.get(_EXPECTED.get(str(kind), object), f"a {kind}") for kind in kinds)
        return f"expected {expected}, got {_kind(error.instance)}"
    if keyword == "pattern":
        return f"{error.instance!r} isn't of the form {limit}"
    if keyword == "enum":
        return f"expected one of {', '.join(map(repr, limit))}; got {error.instance!r}"
    if bound := _BOUNDS.get(keyword):
        plural = "s" if "{} " in bound and limit != 1 else ""
        return f"expected {bound.format(limit)}{plural}; got {reprlib.repr(error.instance)}"
    return (
        f"isn't a regular expression: {error.cause}: {error.instance}" if keyword == "format" else _line(error.message)
    )


def _missing(message: str) -> str:
    if not (match := _MISSING.match(message)):
        return message
    because = f"; {match['required_by']} requires it" if match["required_by"] else ""
    return f"key {match['key']} is missing{because}"


def _kind(value: object) -> str:
    if isinstance(value, datetime):
        return "a date with time"
    return "a date" if isinstance(value, date) else _KINDS.get(type(value), type(value).__name__)


def _line(error: object) -> str:
    return " ".join(str(error).split())


@cache
def _validator(schema: bytes) -> Any:
    """Draft 2020-12 with TOML's dates as a type, and patterns as Python reads them."""
    import jsonschema  # Only here: importing it takes longer than most commands need for all else.

    table = tomllib.loads(schema.decode())
    base = jsonschema.Draft202012Validator
    checker = base.TYPE_CHECKER.redefine("date", lambda _, value: type(value) is date)
    # The meta-schema has no type `date`, so the schema itself isn't checked against it.
    extend: Any = jsonschema.validators.extend
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("regex", raises=re.error)(_is_pattern)
    return extend(base, type_checker=checker)(table, format_checker=formats)


def _is_pattern(value: object) -> bool:
    """Whether a string is a regular expression; in data files « (?i) » may stand anywhere in one. Raises re.error."""
    return not isinstance(value, str) or bool(re.compile(value.replace("(?i)", "")))


def _schema_of(path: Path) -> Path:
    """`organs.schema.toml` beside `organs.toml`; for a file that every language has, beside their folders."""
    name = f"{path.stem}.schema.toml"
    for folder in (path.parent, path.parent.parent):
        if (folder / name).is_file():
            return folder / name
    raise DataError(Diagnostic(file_name(path), 0, "D001", f"has no schema: {name} is missing beside it"))


def file_name(path: Path) -> str:
    """How messages name a data file: from the repository's root, with `/`."""
    root = DATA.parent.parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def either(words: Iterable[str]) -> str:
    """A pattern of words, the longest first: as a tree of prefixes, so that it is read once for all of them. The same
    words give the same pattern, in whatever order they come."""
    tree: dict[str, Any] = {}
    for word in sorted(words):
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    branches = []
    for letter, node in tree.items():
        if letter:
            tail, only = letter, node
            while len(only) == 1 and "" not in only:
                following = next(iter(only))
                tail, only = tail + following, only[following]
            branches.append(re.escape(tail) + (_branches(only) if only.keys() - {""} else ""))
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" in tree:
        return f"(?:{joined})?" if len(branches) == 1 else f"{joined}?"
    return joined
