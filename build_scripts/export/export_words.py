"""What exports say in words, in the language of the document (data/languages/*/exports.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..core.data_files import read_data
from ..core.language import FOLDER


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of exports in one language."""

    permanent_address: str
    official_version: str
    unofficial: str
    publisher: str
    """The United Nations, as publisher of the document."""
    rights: str
    supplied_date: str
    """That the document itself has no date."""
    united_nations: str
    """The corporate author."""
    author: str
    """What somebody is who wrote a document, and who edits its file."""
    editor: str
    preamble: str
    annotated: Sequence[str]
    """What the title of an annotated agenda says of it, in lower case."""
    subject: re.Pattern[str]
    """What begins the subject of a report behind the name of who has written it, « on »."""
    mandates: Sequence[Sequence[str]]
    """How the names of those begin who have a mandate of the United Nations, « Special Rapporteur », or end in a
    language without spaces: first as catalogues have them."""
    presiding: Sequence[Sequence[str]]
    """Who presides over a body or reports for it: first as catalogues have them."""
    offices: Mapping[str, Sequence[str]]
    """Names of offices that write documents, by their keys: first as catalogues have them, then as mastheads do."""
    nominative: Mapping[str, str] = field(default_factory=dict)
    """First words of authors as type lines have them, and in the nominative: « Комитета » → « Комитет »."""


@cache
def words(language: str) -> Words:
    """The sentences of a language. Raises DataError where exports.toml doesn't match its schema, or has a pattern that
    is none."""
    file = read_data(FOLDER / language / "exports.toml")
    return Words(**(file.table | {"subject": file.pattern("subject", file.table["subject"])}))
