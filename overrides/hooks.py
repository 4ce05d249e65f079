"""What the templates need to know of the program. MkDocs calls these functions (`hooks` in mkdocs.yml)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment

from build_scripts.core.settings import archive
from build_scripts.core.symbol_path import file_name
from build_scripts.export import formats
from build_scripts.export.export_settings import settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> None:
    """Choices of the archive, as `config.extra`: its language and who receives mistakes (data/archive.toml), and
    whether there are pictures and pages of paragraphs (data/export.toml)."""
    config.extra |= {
        "language": archive().language,
        "contact": archive().mistakes_to,
        "pictures": settings().pictures,
        "paragraph_pages": settings().paragraph_pages,
    }


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """The formats of a document, and what its files are called."""
    env.globals["formats"] = formats.FORMATS
    env.filters["file_name"] = file_name
