"""Front matter as YAML that holds strings and numbers only.

Every string is quoted, so that no title is read as YAML; words for the reader are ready for display.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..core.data_files import DataError, file_name, read_data, read_toml
from ..core.interface import interface
from ..core.language import FOLDER, languages
from ..core.settings import archive
from . import escape

Value = str | int | bool | Mapping[str, "Value"] | Sequence["Value"]

_LINE = 400


def matter(values: Mapping[str, Value | None], origin: str, **named: str) -> str:
    """The front matter of a generated page. `origin` is the sentence that says what it is made from (`generated` in
    interface.toml), `named` what stands in it."""
    words = interface(archive().language)
    told = escape.plain(words.say(f"generated.{origin}", **named))
    lines = ["---", f"{words.say('generated.mark')} {told} {words.say('generated.keep')}"]
    lines += [f"{key}: {_yaml(value)}" for key, value in values.items() if value not in (None, "", (), [], {})]
    return "\n".join([*lines, "---", "", ""])


def marks() -> list[str]:
    """How the second line of a generated page may begin, whichever language the archive had when it was made; a page
    without it belongs to its author alone."""
    files = (FOLDER / code / "interface.toml" for code in languages())
    # Read without the checks of `interface`: they take half a second for all languages, and an archive speaks one.
    tables = (_table(file).get("generated", {}) for file in files if file.is_file())
    return list(dict.fromkeys(table["mark"] for table in tables if "mark" in table))


def _table(file: Path) -> Mapping[str, Any]:
    """What a data file says, be it as its schema asks or not."""
    try:
        return read_data(file).table
    except DataError:
        return read_toml(file, file_name(file)).table


def _yaml(value: Value | None) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return escape.yaml(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(item)}" for key, item in value.items()) + "}"
    items = [_yaml(item) for item in value or ()]
    # Long lists have a line for each item, so that a change of one item shows as one line.
    parted = ",\n  " if sum(map(len, items)) > _LINE else ", "
    return "[" + parted.join(items) + "]"
