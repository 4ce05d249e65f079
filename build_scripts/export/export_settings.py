"""What an archive can choose of its exports: data/export.toml, checked and typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..core.data_files import DATA, read_data


@dataclass(frozen=True, slots=True)
class Settings:
    """Which exports are made, and how large their files grow."""

    paragraph_pages: bool
    pictures: bool
    rows_per_file: int
    entries_per_feed: int
    entries_per_list: int
    entries_per_cited: int
    passages_per_entry: int
    citations_watched: int
    documents_per_shard: int
    addresses_per_sitemap: int


@cache
def settings() -> Settings:
    """The settings. Raises DataError where data/export.toml doesn't match its schema."""
    table = read_data(DATA / "export.toml").table
    return Settings(**table["settings"])
