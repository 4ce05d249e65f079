"""Documents that were published and are gone for good, as they are on record (published/removed.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was published and is gone for good."""

    path: str
    """Symbol path with its language, which stays its address."""
    day: date
    """On which its removal was recorded."""
    title: str
    """As it was last known; its path where nothing is known of it."""
    symbol: str = ""
    aliases: tuple[str, ...] = ()
    """Other symbol paths, without language, that led to it."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Its addresses, with their language: its own, and those that led to it."""
        language = self.path.partition("/")[0]
        return self.path, *(f"{language}/{alias}" for alias in self.aliases)


@dataclass(frozen=True, slots=True)
class Removals:
    """The removals on record."""

    documents: tuple[Removed, ...] = ()
    """In the order of paths."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """A finding (A105) for each record that can't be read."""


NONE = Removals()
