"""Dates in generated files: that of the build comes from SOURCE_DATE_EPOCH, so that two builds are the same."""

from __future__ import annotations

from datetime import UTC, date, datetime


def day(epoch: int) -> date:
    """The day of a moment, in seconds since 1970."""
    return datetime.fromtimestamp(epoch, UTC).date()


def instant(moment: date) -> str:
    """The beginning of a day as Atom has it, `2026-11-20T00:00:00Z`."""
    return f"{moment.isoformat()}T00:00:00Z"
