"""How a host serves the site's files: data/hosting.toml, checked and typed."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from ..core.anchor_names import SCOPE, UNIT
from ..core.data_files import DATA, read_data
from ..export.formats import media_type as of_format

# A document's address and a place in it, as folders: `/fr/A/76/463/par-12/`, `/fr/A/76/463/res-1.annex.par-20`.
PLACE = rf"^(?P<document>/.+/)(?P<place>(?:{SCOPE}\.)*(?:{UNIT})-[\w.-]+)/?$"
"""Pattern of an address that leads to a place of a document; Python, PCRE (nginx) and RE2 (Caddy) read it alike."""


class PublishError(Exception):
    """The site can't be published; the message tells its publisher why, and what is there now."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The file explains them."""

    record: str
    requests: int
    compressed: tuple[str, ...]
    """Media types that no server need compress."""
    policy: str
    """Content-Security-Policy of pages."""
    policy_of_servers: str
    """What servers say besides, in the header."""
    media_types: dict[str, str]
    lifetimes: tuple[tuple[tuple[str, ...], str], ...]
    """Patterns of paths → Cache-Control; the first that fits counts."""
    versioned: tuple[tuple[tuple[str, ...], str], ...]
    """The same for what is asked for with `?v=`."""
    headers: dict[str, str]
    first: tuple[str, ...]
    last: tuple[str, ...]


@cache
def settings() -> Settings:
    """The settings. Raises DataError where data/hosting.toml doesn't match its schema."""
    table: dict[str, Any] = read_data(DATA / "hosting.toml").table
    return Settings(
        table["record"],
        table["requests"],
        tuple(table["compressed"]),
        table["policy"],
        table["policy_of_servers"],
        table["media_types"],
        tuple((tuple(row["paths"]), row["cache"]) for row in table["lifetimes"]),
        tuple((tuple(row["paths"]), row["cache"]) for row in table["versioned"]),
        table["headers"],
        tuple(table["order"]["first"]),
        tuple(table["order"]["last"]),
    )


def header_policy() -> str:
    """Content-Security-Policy of pages, as a server sends it."""
    return f"{settings().policy}; {settings().policy_of_servers}"


def media_type(path: str) -> str:
    """The media type of a file of the site; `application/octet-stream` where no ending is known."""
    if kind := of_format(path):
        return kind
    ending = path.rpartition("/")[2].rpartition(".")[2]
    return settings().media_types.get(ending, "application/octet-stream")


def lifetime(path: str) -> str:
    """The Cache-Control of a file of the site."""
    return next((cache for patterns, cache in settings().lifetimes if fits(path, patterns)), "no-cache")


def fits(path: str, patterns: tuple[str, ...]) -> bool:
    """Whether one of the patterns fits a path of the site."""
    return any(fnmatchcase(path, pattern) for pattern in patterns)
