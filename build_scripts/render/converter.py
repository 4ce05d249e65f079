"""Python-Markdown as mkdocs.yml sets it up, without the rest of MkDocs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown

from ..core.data_files import DataError
from ..core.diagnostics import Diagnostic

BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs adds to every list."""


def extensions(configuration: Path) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The names of the extensions that MkDocs would use, in its order, and their settings.

    Raises DataError (D001) where mkdocs.yml can't be read.
    """
    listed = _settings(configuration).get("markdown_extensions") or []
    names: list[str] = []
    settings: dict[str, dict[str, Any]] = {}
    for entry in listed:
        named = {entry: None} if isinstance(entry, str) else entry
        for name, values in named.items():
            names.append(name)
            if values:
                settings[name] = dict(values)
    return list(dict.fromkeys([*BUILT_IN, *names])), settings


def _settings(configuration: Path) -> dict[str, Any]:
    try:
        settings = yaml.safe_load(configuration.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise _fault(configuration, 0, "the file is missing") from error
    except UnicodeDecodeError as error:
        raise _fault(configuration, 0, "isn't UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or " ".join(str(error).split())
        raise _fault(configuration, mark.line + 1 if mark else 0, f"isn't YAML: {problem}") from error
    if not isinstance(settings, dict):
        raise _fault(configuration, 0, "expected settings, each with its name")
    return settings


def _fault(configuration: Path, line: int, message: str) -> DataError:
    return DataError(Diagnostic(configuration.name, line, "D001", message))


@cache
def _converter(configuration: Path) -> Markdown:
    names, settings = extensions(configuration)
    try:
        return Markdown(extensions=names, extension_configs=settings)
    except (ImportError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise _fault(configuration, 0, f"markdown_extensions: {' '.join(str(error).split())}") from error


def to_html(markdown: str, configuration: Path) -> str:
    """Markdown without front matter as the HTML that MkDocs makes of it, but with links to files as they are."""
    return _converter(configuration).reset().convert(markdown)
