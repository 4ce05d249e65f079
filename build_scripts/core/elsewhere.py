"""What can go wrong with other machines."""

from __future__ import annotations


class Elsewhere(Exception):  # noqa: N818  (its kinds are errors)
    """Another machine, or an address, fails; the message says why and names the cure."""
