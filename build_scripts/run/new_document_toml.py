"""A document.toml as `cote add` writes it: every value with a comment that says how it is known."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_LONGEST = 200  # Characters of a comment.
_LONGEST_SLUG = 60
_KEYS = "# Keys that `type` and `organ` may have: cote explain types, cote explain organs."
# What a name in an address can't have: ` `, `’`, `é`; not `a`, `7`.
_BESIDE = re.compile(r"[^a-z0-9]+")
# Signs that TOML allows in no comment: `\x00`, `\x7f`; not `\t`.
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of document.toml and how it is known."""

    key: str
    value: str | date
    evidence: str
    """`read: p. 1, line 3, “22 December 2023”`, `assumed: …` or `given: …`."""


def as_toml(values: Iterable[Value], head: str) -> str:
    """The file: a line for each value, with its evidence behind it, below a line that says where it comes from."""
    lines = [f"# {_comment(head)}", "# Check each value against the file; what is right may lose its comment.", _KEYS]
    lines += [f"{value.key} = {_toml(value.value)} # {_comment(value.evidence)}" for value in values]
    return "\n".join(lines) + "\n"


def _toml(value: str | date) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(_CONTROL.sub(" ", value).strip(), ensure_ascii=False)


def _comment(words: str) -> str:
    line = " ".join(_CONTROL.sub(" ", words).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def slug(words: str) -> str:
    """A short name for an address: « Exécution des mandats (2023) » → `execution-des-mandats-2023`; nothing where the
    words have no Latin letters."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    name = _BESIDE.sub("-", plain).strip("-")
    if len(name) > _LONGEST_SLUG:
        name = name[: _LONGEST_SLUG + 1].rpartition("-")[0] or name[:_LONGEST_SLUG]
    return name
