"""What data/archive.toml and mkdocs.yml both say of the archive: whether it is the same, and whether it is set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from ..core.diagnostics import Diagnostic
from ..core.settings import archive
from ..render.converter import settings_of

_RESERVED = (".example", ".invalid", ".test", ".localhost")
"""Ends of names that nobody can own (RFC 2606)."""
_FILE = "build_scripts/data/archive.toml"


def disagreements(configuration: Path) -> list[Diagnostic]:
    """A finding (L021) for each setting of mkdocs.yml that archive.toml gives differently. Raises DataError."""
    settings, ours = settings_of(configuration), archive()
    both = {
        "site_name": (settings.get("site_name"), "name", ours.name),
        "site_description": (settings.get("site_description"), "description", ours.description),
        "site_url": (settings.get("site_url"), "site_url", ours.site_url),
    }
    lines = configuration.read_text(encoding="utf-8").splitlines()
    return [
        Diagnostic(
            configuration.name,
            next((number for number, line in enumerate(lines, 1) if line.strip().startswith(f"{key}:")), 0),
            "L021",
            f"{key}: {given!r}, but `{name}` of {_FILE} is {known!r}: give both the same",
        )
        for key, (given, name, known) in both.items()
        if given is not None and given != known
    ]


def unset() -> Iterator[str]:
    """What must be set before the site goes on line, in words."""
    for name, value, host in (
        ("site_url", archive().site_url, urlsplit(archive().site_url).hostname or ""),
        ("mistakes_to", archive().mistakes_to, archive().mistakes_to.rpartition("@")[2]),
    ):
        if host.endswith(_RESERVED):
            also = " and mkdocs.yml" if name == "site_url" else ""
            yield f"{name} is {value}, which nobody can own: set it in {_FILE}{also}"
