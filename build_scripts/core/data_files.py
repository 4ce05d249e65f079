"""Reading data files with a schema: what a table may hold, and what is wrong where it holds something else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jsonschema

Table = Mapping[str, Any]


class DataError(ValueError):
    """A data file does not keep its schema; the message names file and key."""


def read(path: Path) -> dict[str, Any]:
    """A TOML file. Raises DataError where it cannot be read as TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: {error}") from error


def read_checked(path: Path, schema: Path | None = None) -> dict[str, Any]:
    """A TOML file held against a JSON schema, which is written in TOML too and stands beside it as
    `<name>.schema.toml` where no other is given. Raises DataError where it does not keep it."""
    table = read(path)
    try:
        jsonschema.validate(table, read(schema or path.with_suffix(".schema.toml")))
    except jsonschema.ValidationError as error:
        raise DataError(f"{path.name}: {'.'.join(map(str, error.absolute_path))}: {error.message}") from error
    return table


def check(place: str, table: object, required: Mapping[str, type], optional: Mapping[str, type] = {}) -> Table:
    """The table, if it has the keys and types that it should. Raises DataError where not."""
    if not isinstance(table, dict):
        raise DataError(f"{place}: a table is wanted")
    missing = required.keys() - table.keys()
    unknown = table.keys() - required.keys() - optional.keys()
    if missing or unknown:
        raise DataError(f"{place}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    for key, kind in {**required, **optional}.items():
        if key in table and not isinstance(table[key], kind):
            raise DataError(f"{place}.{key}: {kind.__name__} is wanted")
    return table


def strings(place: str, values: object) -> tuple[str, ...]:
    """A list of strings, none of them empty. Raises DataError where it is none."""
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise DataError(f"{place}: a list of strings is wanted")
    return tuple(values)


def by_language(place: str, table: object) -> dict[str, tuple[str, ...]]:
    """Lists of strings by language. Raises DataError where it is none."""
    if not isinstance(table, dict):
        raise DataError(f"{place}: a table by language is wanted")
    return {language: strings(f"{place}.{language}", values) for language, values in table.items()}


def pattern(place: str, source: str) -> re.Pattern[str]:
    """A regular expression; an empty one fits nothing. Raises DataError where it is none."""
    try:
        return re.compile(source or r"(?!)")
    except re.error as error:
        raise DataError(f"{place}: {error}: {source}") from error


def either(words: Iterable[str]) -> str:
    """A pattern of words, the longest first: as a tree of prefixes, so that it is read once for all of them."""
    tree: dict[str, Any] = {}
    for word in words:
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
