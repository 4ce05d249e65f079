"""Which type of document a line of the masthead names (data/languages/*/types.toml)."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..core.language import language
from ..core.settings import types, untitled_types


def type_named(line: str, code: str) -> str:
    """The type whose words a type line begins with, or that the sponsors of a draft stand before; the longest that
    fits, and nothing where none does. `line`: without marks of direction."""
    lowered = line.lower()
    fitting = [
        (len(says), key)
        for key, table in types().items()
        for says in _says(table.get(code, {}))
        if re.search(_where(code).format(re.escape(says)), lowered)
    ]
    return max(fitting, default=(0, ""))[1]


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
