"""document.toml: what a document's text doesn't say, checked against its schema."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..core.data_files import DATA, DataError, DataFile, near, read_toml, schema_faults
from ..core.diagnostics import Diagnostic
from ..core.model import Correction, Document, Settled
from ..core.settings import types
from ..core.symbol_path import WITHOUT_SYMBOL, checked_path, halves, symbol_path
from .masthead_values import organ_keys

NAME = "document.toml"


def load_document(root: Path, path: str) -> tuple[Document, list[Diagnostic]]:
    """The document that lives at `path` (`fr/A/76/463`) below `root`/source_texts.

    What the file gets wrong is left out and reported; the address is always the folder's.
    """
    file = f"source_texts/{path}/{NAME}"
    try:
        source = read_toml(root / file, file)
    except DataError as error:
        return bare(path), [fault._replace(code="S006") for fault in error.faults]
    faults = list(_against_schema(source))
    # Corrections and settlements are used one by one, as far as each is whole.
    wrong = {key.partition(".")[0] for key, _ in faults} - {"corrections", "settled"}
    usable = {key: value for key, value in source.table.items() if key not in wrong}
    diagnostics = [_at(source, key, "S007", message) for key, message in faults]
    document, contents_diagnostics = _document(replace(source, table=usable), path)
    return document, sorted(diagnostics + contents_diagnostics)


def without_file(path: str, source: str, on_record: bool) -> tuple[Document, list[Diagnostic]]:
    """The document of a folder that has a source, given by its path, but no document.toml."""
    document = bare(path)
    if on_record:
        code = "S006"
        message = f"no {NAME}, though the document is on record: bring it back with `git checkout -- FILE`"
    else:
        code, cure = "S005", f"`{shlex.join(['cote', 'add', source])}` makes it"
        message = f"no {NAME}: {path} is converted without symbol and date; {cure}"
    return document, [Diagnostic(document.file, 0, code, message)]


def bare(path: str) -> Document:
    """A document of which only its folder is known."""
    language, _, name = path.partition("/")
    return Document(path=path, file=f"source_texts/{path}/{NAME}", language=language, title=name)


def _at(source: DataFile, key: str, code: str, message: str) -> Diagnostic:
    return Diagnostic(source.name, source.line(key), code, message)


def _against_schema(source: DataFile) -> Iterator[tuple[str, str]]:
    """(path of a key, what is wrong there)."""
    yield from schema_faults(source.table, (DATA / "document.schema.toml").read_bytes())
    kind = source.table.get("type")
    if isinstance(kind, str) and kind not in types():
        yield "type", f"type: {kind!r} isn't one of {', '.join(types())}{near(kind, types())}"
    organ = source.table.get("organ")
    if isinstance(organ, str) and organ not in organ_keys():
        hint = near(organ, organ_keys()) or "; `cote explain organs` lists them"
        yield "organ", f"organ: {organ!r} isn't an organ of build_scripts/data/organs.toml{hint}"


def _document(source: DataFile, path: str) -> tuple[Document, list[Diagnostic]]:
    table = source.table
    language, _, name = path.partition("/")
    diagnostics: list[Diagnostic] = []
    symbol, joint = _symbol(source, name, diagnostics)
    aliases = [*joint, *_aliases(source, diagnostics)]
    words = {
        key: table[key].strip()
        for key in ("type", "author", "organ", "session", "agenda_item", "original_language", "job_number")
        if isinstance(table.get(key), str)
    }
    title, given = table.get("title"), table.get("date")
    document = Document(
        path=path,
        file=source.name,
        language=language,
        title=title if isinstance(title, str) else name,
        symbol=symbol,
        symbol_evidence=table.get("symbol_evidence", "") if symbol else "",
        date=None if isinstance(given, str) else given,
        supplied_date=given if isinstance(given, str) else "",
        aliases=tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        corrections=tuple(_corrections(source)),
        settled=tuple(_settled(source)),
        lines=dict(source.lines),
        **words,
    )
    return document, diagnostics


def _symbol(source: DataFile, name: str, diagnostics: list[Diagnostic]) -> tuple[str, list[str]]:
    """The symbol, where it is one, and the paths of the further symbols that it joins."""
    symbol = source.table.get("symbol", "")
    if not isinstance(symbol, str) or not symbol:
        if not name.startswith(f"{WITHOUT_SYMBOL}/"):
            message = f"no symbol, but its folder {name} isn't below {WITHOUT_SYMBOL}/"
            diagnostics.append(Diagnostic(source.name, 0, "S009", message))
        return "", []
    try:
        paths = [symbol_path(half) for half in halves(symbol)]
    except ValueError as error:
        diagnostics.append(_at(source, "symbol", "S010", f"{_one_line(error)}; it is left out"))
        return "", []
    if paths[0] != name:
        diagnostics.append(
            _at(source, "symbol", "S009", f"symbol {symbol} belongs in {paths[0]}, but the folder is {name}")
        )
    return symbol, paths[1:]


def _aliases(source: DataFile, diagnostics: list[Diagnostic]) -> Iterator[str]:
    aliases = source.table.get("aliases", [])
    for alias in aliases if isinstance(aliases, list) else []:
        if isinstance(alias, str):
            try:
                yield checked_path(alias)
            except ValueError as error:
                diagnostics.append(_at(source, "aliases", "S010", f"alias: {_one_line(error)}; it is left out"))


def _corrections(source: DataFile) -> Iterator[Correction]:
    corrections = source.table.get("corrections", [])
    for index, entry in enumerate(corrections if isinstance(corrections, list) else []):
        if not isinstance(entry, dict) or not all(isinstance(entry.get(k), str) for k in ("source", "fixed", "reason")):
            continue
        anchor, count = entry.get("anchor", ""), entry.get("count", 0)
        if not entry["source"].strip() or not isinstance(anchor, str) or not isinstance(count, int):
            continue
        words = {key: " ".join(entry[key].split()) for key in ("source", "fixed", "reason")}
        yield Correction(**words, anchor=anchor, count=count, line=source.lines.get(f"corrections.{index}", 0))


def _settled(source: DataFile) -> Iterator[Settled]:
    entries = source.table.get("settled", [])
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in ("key", "text", "reason")):
            words = {key: " ".join(entry[key].split()) for key in ("key", "text", "reason")}
            yield Settled(**words, line=source.lines.get(f"settled.{index}", 0))


def _one_line(error: object) -> str:
    return " ".join(str(error).split())
