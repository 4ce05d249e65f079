"""Python-Markdown as mkdocs.yml sets it up, without the rest of MkDocs."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ..core.data_files import DataError
from ..core.diagnostics import Diagnostic
from ..core.encodings import mending, other_encoding
from ..core.stage_store import Store, key

if TYPE_CHECKING:
    from markdown import Markdown

BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs adds to every list."""


def extensions(configuration: Path) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The names of the extensions that MkDocs would use, in its order, and their settings.

    Raises DataError (D001) where mkdocs.yml can't be read.
    """
    listed = settings_of(configuration).get("markdown_extensions") or []
    names: list[str] = []
    settings: dict[str, dict[str, Any]] = {}
    for entry in listed:
        named = {entry: None} if isinstance(entry, str) else entry
        for name, values in named.items():
            names.append(name)
            if values:
                settings[name] = dict(values)
    return list(dict.fromkeys([*BUILT_IN, *names])), settings


def settings_of(configuration: Path) -> dict[str, Any]:
    """What mkdocs.yml says. Raises DataError (D001) where it can't be read."""
    try:
        content = configuration.read_bytes()
        settings = yaml.safe_load(content.decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise _fault(configuration, 0, "the file is missing") from error
    except UnicodeDecodeError as error:
        encoding = other_encoding(content, "WINDOWS-1252")
        message = mending(configuration.name, encoding) if encoding else f"isn't UTF-8 (byte {error.start:,})"
        raise _fault(configuration, content[: error.start].count(b"\n") + 1, message) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or " ".join(str(error).split())
        raise _fault(configuration, mark.line + 1 if mark else 0, f"isn't YAML: {problem}") from error
    if not isinstance(settings, dict):
        raise _fault(configuration, 0, "expected settings, each with its name")
    return settings


def _fault(configuration: Path, line: int, message: str) -> DataError:
    return DataError(Diagnostic(configuration.name, line, "D001", message))


@dataclass(frozen=True, slots=True)
class Rendered:
    """What becomes of a page's Markdown."""

    html: str
    contents: list[dict[str, Any]]
    """Its table of contents, as Python-Markdown gives it."""
    linked: bool
    """Whether Markdown's own links or pictures are in it: those to pages become addresses only in MkDocs."""


class _Links:
    """Sees whether there are any links that MkDocs would change: a tree processor, as Python-Markdown calls them."""

    found = False

    def run(self, root: Any) -> None:
        """Called by Python-Markdown."""
        self.found = any(element.tag in ("a", "img") for element in root.iter())


@cache
def _converter(configuration: Path) -> tuple[Markdown, _Links]:
    from markdown import Markdown  # Only here: where nothing has changed, nothing is converted.

    names, settings = extensions(configuration)
    links = _Links()
    try:
        converter = Markdown(extensions=names, extension_configs=settings)
    except (ImportError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise _fault(configuration, 0, f"markdown_extensions: {' '.join(str(error).split())}") from error
    processors: Any = converter.treeprocessors
    processors.register(links, "links", 0)  # After all others, as MkDocs does.
    return converter, links


def rendered(markdown: str, configuration: Path) -> Rendered:
    """Markdown without front matter as MkDocs makes HTML of it, but with links to files as they are."""
    converter, links = _converter(configuration)
    html = converter.reset().convert(markdown)
    return Rendered(html, getattr(converter, "toc_tokens", []), links.found)


def to_html(markdown: str, configuration: Path) -> str:
    """The HTML of `rendered`."""
    return rendered(markdown, configuration).html


# --- once, not twice --------------------------------------------------------------------------

RENDERING = ("core", "references", "render")
"""The rooms of the program that it takes to make HTML of Markdown."""


def keep(store: Store, markdown: str, configuration: Path, result: Rendered) -> None:
    """Keep what was made of Markdown for the run of MkDocs, which needs it again."""
    store.put(_name(markdown, configuration), pickle.dumps(result, pickle.HIGHEST_PROTOCOL))


def kept(store: Store, markdown: str, configuration: Path) -> Rendered | None:
    """What was made of the same Markdown with the same extensions."""
    stored = store.get(_name(markdown, configuration))
    result: Rendered | None = pickle.loads(stored) if stored else None
    return result


def _name(markdown: str, configuration: Path) -> str:
    return key("html", RENDERING, markdown, _extensions(configuration))


@cache
def _extensions(configuration: Path) -> str:
    return repr(extensions(configuration))
