"""The licences of the packages in requirements/, read from their metadata: the table of docs/developers/licences.md.

python -m tests.documentation.licences      writes it again, where packages have changed
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/developers/licences.md"
BEGIN, END = "<!-- read from the packages: begin -->", "<!-- read from the packages: end -->"
USES = {
    "runtime": "the site",
    "offline": "copies",
    "publish": "publishing",
    "cluster": "clusters",
    "mcp": "assistants",
    "development": "development",
}
"""What each file of requirements/ is for. Development holds all of them; each holds those of the site."""

# A locked package at the beginning of a line: `jinja2==3.1.6 \`; not `    --hash=sha256:0a`.
_LOCKED = re.compile(r"^([A-Za-z0-9][\w.-]*)==\S+", re.MULTILINE)
_LONGEST = 40
"""Characters of a licence that is a name; longer ones are the text itself."""
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD",
    "BSD License": "BSD",
    "BSD 3-Clause license": "BSD-3-Clause",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "LGPLv3+": "LGPL-3.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL OFL 1.1": "OFL-1.1",
}
"""Names that packages use for licences, as SPDX identifiers (spdx.org/licenses)."""
_LICENCE_FILE = {
    "axe-playwright-python": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}
"""Packages whose metadata names no licence, or none that is a name, by the licence files inside them."""
PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-2-Clause-Views",
    "BSD-3-Clause",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
}
"""Licences that ask for no more than their notice to be kept."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package with what it is used for."""

    name: str
    licence: str
    """SPDX expression as far as the package gives one."""
    use: str

    @property
    def permissive(self) -> bool:
        """Whether the licence asks for no more than its notice to be kept: every part of it, or one of its choices."""
        expression = self.licence
        while "(" in expression:
            # The innermost parentheses first: `MIT AND (BSD-2-Clause OR LGPL-2.1-or-later)`.
            expression = re.sub(r"\(([^()]*)\)", lambda inner: "MIT" if _permits(inner[1]) else "other", expression)
        return _permits(expression)


def _permits(expression: str) -> bool:
    return any(all(part.strip() in PERMISSIVE for part in choice.split(" AND ")) for choice in expression.split(" OR "))


def packages() -> list[Package]:
    """Every locked package, in alphabetical order. Raises LookupError for one whose licence isn't known."""
    uses: dict[str, str] = {}
    for stem, use in USES.items():
        for name in locked((ROOT / f"requirements/{stem}.txt").read_text(encoding="utf-8")):
            uses.setdefault(name, use)
    return [Package(name, licence(name), use) for name, use in sorted(uses.items())]


def locked(requirements: str) -> Iterator[str]:
    """Names of the packages in a lock file."""
    yield from _LOCKED.findall(requirements)


def licence(name: str) -> str:
    """The licence of an installed package: its SPDX expression, else its short name, else its classifiers."""
    stated = metadata.metadata(name).json
    classified = [line.rpartition(" :: ")[2] for line in stated.get("classifier", []) if line.startswith("License")]
    field = str(stated.get("license", "UNKNOWN"))
    short = field if field != "UNKNOWN" and len(field) <= _LONGEST else ""
    if words := str(stated.get("license_expression", "")) or short or " OR ".join(map(_spdx, classified)):
        return _spdx(words)
    if name in _LICENCE_FILE:
        return _LICENCE_FILE[name]
    raise LookupError(f"{name} names no licence: read its licence file and add it to _LICENCE_FILE")


def _spdx(words: str) -> str:
    return _SPDX.get(words, words)


def table() -> str:
    """The part of licences.md between the two marks."""
    lines = ["| package | licence | for |", "|---|---|---|"]
    lines += [f"| {package.name} | {package.licence} | {package.use} |" for package in packages()]
    return "\n".join(lines)


def page(text: str) -> str:
    """licences.md with the table of today."""
    before, _, remainder = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{remainder.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
