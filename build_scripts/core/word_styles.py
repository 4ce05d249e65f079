"""What the names of Word's paragraph styles say of a paragraph (data/word-styles.toml)."""

from __future__ import annotations

import re
from functools import cache

from .data_files import DATA, read_data


def heading_level(name: str) -> int:
    """The level of a heading in a style of this name, from 1; 0 where the name says nothing. Raises DataError."""
    if not name:
        return 0
    return next((level for level, pattern in enumerate(_headings(), 1) if pattern.fullmatch(name)), 0)


def is_of_contents(name: str) -> bool:
    """It is the style of an entry in a table of contents. Raises DataError."""
    return bool(name and _contents().fullmatch(name))


@cache
def _headings() -> tuple[re.Pattern[str], ...]:
    file = read_data(DATA / "word-styles.toml")
    return tuple(file.pattern("headings", f"(?i){pattern}") for pattern in file.table["headings"])


@cache
def _contents() -> re.Pattern[str]:
    file = read_data(DATA / "word-styles.toml")
    return file.pattern("contents", f"(?i){file.table['contents']}")
