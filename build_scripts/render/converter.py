"""Python-Markdown as mkdocs.yml sets it up, without the rest of MkDocs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown

BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs adds to every list."""


def extensions(configuration: Path) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The names of the extensions that MkDocs would use, in its order, and their settings.

    Raises FileNotFoundError without mkdocs.yml, and yaml.YAMLError if it isn't plain YAML.
    """
    listed = yaml.safe_load(configuration.read_text(encoding="utf-8")).get("markdown_extensions") or []
    names: list[str] = []
    settings: dict[str, dict[str, Any]] = {}
    for entry in listed:
        named = {entry: None} if isinstance(entry, str) else entry
        for name, values in named.items():
            names.append(name)
            if values:
                settings[name] = dict(values)
    return list(dict.fromkeys([*BUILT_IN, *names])), settings


@cache
def _converter(configuration: Path) -> Markdown:
    names, settings = extensions(configuration)
    return Markdown(extensions=names, extension_configs=settings)


def to_html(markdown: str, configuration: Path) -> str:
    """Markdown without front matter as the HTML that MkDocs makes of it, but with links to files as they are."""
    return _converter(configuration).reset().convert(markdown)
