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

    Raises FileNotFoundError without mkdocs.yml, and yaml.YAMLError for one that is no plain YAML.
    """
    listed = yaml.safe_load(configuration.read_text(encoding="utf-8")).get("markdown_extensions") or []
    names: list[str] = []
    settings: dict[str, dict[str, Any]] = {}
    for one in listed:
        named = {one: None} if isinstance(one, str) else one
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
    """Markdown without front matter as the HTML that MkDocs makes of it, but that links to files stay as they are."""
    return _converter(configuration).reset().convert(markdown)
