"""Material for MkDocs as it comes, with its own search, on the pages of an archive."""

from __future__ import annotations

import re
from pathlib import Path

NAME = "Material"
_CONFIGURATION = """\
site_name: Archive
theme: {name: material, language: fr, font: false}
plugins: [search]
markdown_extensions: [attr_list, {toc: {toc_depth: 2-6}}]
nav: [index.md]
"""
"""A short navigation: one that lists every page makes each page as long as the archive."""
# What the program's own templates need to know of a page: `---\ntitle: "Rapport"\n---\n`; not `Texte\n---\n`.
_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
# A page's title there: `title: "Rapport"`; not `  title: "Rapport"`.
_TITLE = re.compile(r"^title:.*\n", re.MULTILINE)


def prepare(docs: Path, folder: Path) -> None:
    """Make an archive for Material of the pages of docs/."""
    (folder / "mkdocs.yml").write_text(_CONFIGURATION, encoding="utf-8")
    for page in docs.rglob("*.md"):
        copy = folder / "docs" / page.relative_to(docs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(titled(page.read_text(encoding="utf-8")), encoding="utf-8")


def titled(page: str) -> str:
    """A page with nothing but its title before its text."""
    return _MATTER.sub(lambda matter: f"---\n{''.join(_TITLE.findall(matter[1]))}---\n", page)
