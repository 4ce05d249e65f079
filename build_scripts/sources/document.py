"""document.toml: what a document's text does not say, checked against its schema."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from ..core.diagnostics import Diagnostic
from ..core.model import Correction, Document
from ..core.settings import DATA, types
from ..core.symbol_path import WITHOUT_SYMBOL, checked_path, halves, symbol_path
from .masthead_values import organ_keys
from .toml_lines import key_lines

NAME = "document.toml"
_TOML_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class _File:
    """A document.toml that was read as TOML."""

    file: str
    table: Mapping[str, Any]
    lines: Mapping[str, int]

    def at(self, key: str, code: str, message: str) -> Diagnostic:
        return Diagnostic(self.file, self.lines.get(key, 0), code, message)


def load_document(root: Path, path: str) -> tuple[Document, list[Diagnostic]]:
    """The document that lives at `path` (`fr/A/76/463`) below `root`/source_texts.

    What the file gets wrong is left out and reported; the address is always the folder's.
    """
    file = f"source_texts/{path}/{NAME}"
    try:
        toml = (root / file).read_bytes().decode("utf-8-sig")
        table = tomllib.loads(toml)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        match = _TOML_LINE.search(str(error))
        line = int(match[1]) if match else 0
        return bare(path), [Diagnostic(file, line, "S006", f"no TOML: {_one_line(error)}")]
    source = _File(file, table, key_lines(toml))
    found = list(_against_schema(source))
    wrong = {d.line for d in found} - {0}
    usable = {
        key: value for key, value in table.items() if source.lines.get(key, 0) not in wrong or key == "corrections"
    }
    document, more = _document(_File(file, usable, source.lines), path)
    return document, sorted(found + more)


def without_file(path: str) -> tuple[Document, list[Diagnostic]]:
    """The document of a folder that has no document.toml."""
    document = bare(path)
    return document, [Diagnostic(document.file, 0, "S005", f"no {NAME}: {path} is converted without symbol and date")]


def bare(path: str) -> Document:
    """A document of which only its folder is known."""
    language, _, name = path.partition("/")
    return Document(path=path, file=f"source_texts/{path}/{NAME}", language=language, title=name)


@cache
def _validator() -> Any:
    schema = tomllib.loads((DATA / "document.schema.toml").read_text(encoding="utf-8"))
    base = jsonschema.Draft202012Validator
    checker = base.TYPE_CHECKER.redefine("date", lambda _, value: type(value) is date)
    # The meta-schema has no type `date`, so the schema itself is not held against it.
    extend: Any = jsonschema.validators.extend
    return extend(base, type_checker=checker)(schema)


def _against_schema(source: _File) -> Iterator[Diagnostic]:
    for error in _validator().iter_errors(source.table):
        at = ".".join(str(step) for step in error.absolute_path)
        if error.validator == "additionalProperties":
            known = error.schema["properties"]
            for key in sorted(set(error.instance) - set(known)):
                yield source.at(f"{at}.{key}" if at else key, "S007", f"unknown key {key!r}; known: {', '.join(known)}")
        else:
            where = source.lines.get(at, source.lines.get(at.rpartition(".")[0], 0))
            name = f"{at}: " if at else ""
            yield Diagnostic(source.file, where, "S007", f"{name}{_explained(error)}")
    kind = source.table.get("type")
    if isinstance(kind, str) and kind not in types():
        yield source.at("type", "S007", f"type: {kind!r} is none of {', '.join(types())}")
    organ = source.table.get("organ")
    if isinstance(organ, str) and organ not in organ_keys():
        yield source.at("organ", "S007", f"organ: {organ!r} is no organ of build_scripts/data/organs.toml")


def _explained(error: jsonschema.ValidationError) -> str:
    if error.validator == "type":
        got = "a date with time" if isinstance(error.instance, datetime) else type(error.instance).__name__
        return f"must be of type {error.validator_value}, not {got}"
    return _one_line(error.message)


def _document(source: _File, path: str) -> tuple[Document, list[Diagnostic]]:
    table = source.table
    language, _, name = path.partition("/")
    found: list[Diagnostic] = []
    symbol, joint = _symbol(source, name, found)
    aliases = [*joint, *_aliases(source, found)]
    words = {
        key: table[key].strip()
        for key in ("type", "organ", "session", "agenda_item", "original_language", "job_number")
        if isinstance(table.get(key), str)
    }
    title = table.get("title")
    document = Document(
        path=path,
        file=source.file,
        language=language,
        title=title if isinstance(title, str) else name,
        symbol=symbol,
        symbol_evidence=table.get("symbol_evidence", "") if symbol else "",
        date=table.get("date"),
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        corrections=tuple(_corrections(source)),
        lines=dict(source.lines),
        **words,
    )
    return document, found


def _symbol(source: _File, name: str, found: list[Diagnostic]) -> tuple[str, list[str]]:
    """The symbol, where it is one, and the paths of the further symbols that it joins."""
    symbol = source.table.get("symbol", "")
    if not isinstance(symbol, str) or not symbol:
        if not name.startswith(f"{WITHOUT_SYMBOL}/"):
            message = f"no symbol, but its folder {name} is not below {WITHOUT_SYMBOL}/"
            found.append(Diagnostic(source.file, 0, "S009", message))
        return "", []
    try:
        paths = [symbol_path(half) for half in halves(symbol)]
    except ValueError as error:
        found.append(source.at("symbol", "S010", f"{_one_line(error)}; it is left out"))
        return "", []
    if paths[0] != name:
        found.append(source.at("symbol", "S009", f"symbol {symbol} belongs in {paths[0]}, but the folder is {name}"))
    return symbol, paths[1:]


def _aliases(source: _File, found: list[Diagnostic]) -> Iterator[str]:
    aliases = source.table.get("aliases", [])
    for alias in aliases if isinstance(aliases, list) else []:
        if isinstance(alias, str):
            try:
                yield checked_path(alias)
            except ValueError as error:
                found.append(source.at("aliases", "S010", f"alias: {_one_line(error)}; it is left out"))


def _corrections(source: _File) -> Iterator[Correction]:
    corrections = source.table.get("corrections", [])
    for index, entry in enumerate(corrections if isinstance(corrections, list) else []):
        if not isinstance(entry, dict) or not all(isinstance(entry.get(k), str) for k in ("source", "fixed", "reason")):
            continue
        anchor, count = entry.get("anchor", ""), entry.get("count", 0)
        if not entry["source"].strip() or not isinstance(anchor, str) or not isinstance(count, int):
            continue
        words = {key: " ".join(entry[key].split()) for key in ("source", "fixed", "reason")}
        yield Correction(**words, anchor=anchor, count=count, line=source.lines.get(f"corrections.{index}", 0))


def _one_line(error: object) -> str:
    return " ".join(str(error).split())
