"""Which type of document a line of the masthead names (data/languages/*/types.toml)."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from ..core import numbers
from ..core.language import language
from ..core.settings import types, untitled_types
from .structure_words import vocabulary


def type_named(line: str, code: str) -> str:
    """The type whose words a type line begins with, behind ordinals, or that the sponsors of a draft stand before; the
    longest that fits, and nothing where none does. `line`: without marks of direction."""
    lowered = _unnumbered(line.lower(), code)
    fitting = [
        (len(says), key)
        for key, table in types().items()
        for says in _says(table.get(code, {}))
        if re.search(_where(code).format(re.escape(says)), lowered)
    ]
    return max(fitting, default=(0, ""))[1]


def _unnumbered(line: str, code: str) -> str:
    """A line without the ordinals that it begins with: « Fifteenth report », « Deuxième et troisième rapports »."""
    match = _ordinals(code).match(line) if language(code).words_apart else None
    return line[match.end() :] if match else line


@cache
def _ordinals(code: str) -> re.Pattern[str]:
    """Ordinals before the name of a type: `fifteenth `, `combined third and fourth `, `15th `; not `report `."""
    words, ordinal = vocabulary(code), numbers.ordinal_pattern(code)
    between = f"(?:, ?|{words.also.pattern}|{words.to.pattern})"
    return re.compile(rf"(?i:(?:{words.combined.pattern}) )?{ordinal}(?:{between}{ordinal})* ", re.I)


def is_titled_by_item(kind: str, roles: Collection[str]) -> bool:
    """Whether what the masthead of a document of a type prints as a title is that of its agenda item, as of a letter.
    `roles`: those of its lines."""
    return kind in untitled_types() and "agenda-item" in roles and "agenda-title" not in roles


def _where(code: str) -> str:
    """Where in a line a type is named: first, or behind a colon; last where words don't stand apart."""
    return r"(?:^|[:：]\W*){}(?!\w)" if language(code).words_apart else r"{}\W*$"


def _says(table: dict[str, object]) -> list[str]:
    says = table.get("says", [])
    return [str(words) for words in says] if isinstance(says, list) else []
