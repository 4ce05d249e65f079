"""Other machines, as those see them who only use them."""

from __future__ import annotations

from typing import Protocol


class Elsewhere(Exception):  # noqa: N818  (its kinds are errors)
    """Another machine, or an address, fails; the message says why and names the cure."""


class Remote(Protocol):
    """A folder at an address (machines/address.py)."""

    @property
    def url(self) -> str:
        """The address."""

    def get(self, path: str) -> bytes | None:
        """The content of a file; None where there is none. Raises Elsewhere where the address doesn't answer."""
