"""What the templates need to know of the program. MkDocs calls these functions (`hooks` in mkdocs.yml)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment

from build_scripts.core.html_sentences import plain_sayer, sayer, tag
from build_scripts.core.interface import PAGES, interface
from build_scripts.core.settings import archive
from build_scripts.core.symbol_path import file_name
from build_scripts.export import formats
from build_scripts.export.labels import settings
from build_scripts.export.script_knowledge import write_knowledge

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
    """The formats of a document, what its files are called, and what templates say (interface.toml of the language)."""
    env.globals["formats"] = formats.FORMATS
    env.globals["labels"] = interface(archive().language).labels
    env.globals |= {"say": sayer(PAGES), "plain": plain_sayer(PAGES), "tag": tag}
    env.filters["file_name"] = file_name


def on_post_build(config: MkDocsConfig) -> None:
    """What the pages' scripts say, in the archive's language."""
    write_knowledge(Path(config.site_dir))
