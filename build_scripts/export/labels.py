"""What exports say in words, in the language of the document, and what an archive can choose (data/export.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..core.data_files import DATA, read_data
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
    united_nations: str
    """The corporate author."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an archive can choose."""

    paragraph_pages: bool
    pictures: bool
    rows_per_file: int
    entries_per_feed: int
    documents_per_shard: int
    addresses_per_sitemap: int
    authors: dict[str, str]
    """Name of an organ in addresses of Akoma Ntoso, by its key."""


@cache
def settings() -> Settings:
    """The settings. Raises DataError where data/export.toml doesn't match its schema."""
    table = read_data(DATA / "export.toml").table
    return Settings(**table["settings"], authors=table["authors"])


@cache
def words(language: str) -> Words:
    """The sentences of a language: data/languages/*/exports.toml. Raises DataError."""
    return Words(**read_data(FOLDER / language / "exports.toml").table)
