"""What the templates need to know of the program. MkDocs calls its functions `on_…` (`hooks` in mkdocs.yml)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from build_scripts.citations.keys import address, official_home
from build_scripts.citations.knowledge import load
from build_scripts.core.html_sentences import plain_sayer, sayer, tag
from build_scripts.core.interface import PAGES, interface
from build_scripts.core.language import language
from build_scripts.core.settings import archive
from build_scripts.core.symbol_path import file_name
from build_scripts.export import formats
from build_scripts.export.archive_files import write_words
from build_scripts.export.export_settings import settings
from build_scripts.export.script_knowledge import write_knowledge
from build_scripts.render.joined import write_joined

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> None:
    """Choices of the archive, as `config.extra`: its language, with its direction, and who receives mistakes
    (data/archive.toml), and whether there are pictures and pages of paragraphs (data/export.toml)."""
    config.extra |= {
        "language": archive().language,
        "direction": language(archive().language).direction,
        "contact": archive().mistakes_to,
        "pictures": settings().pictures,
        "paragraph_pages": settings().paragraph_pages,
    }


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """The formats of a document, what its files are called, where it officially is, and what templates say."""
    env.globals["formats"] = formats.FORMATS
    env.globals["official_address"] = official_address
    env.globals["locale"] = locale
    env.globals["official_home"] = official_home(archive().language, load())
    words = interface(archive().language)
    env.globals |= {"labels": words.labels, "reviewed": words.reviewed, "markup": Markup}
    env.globals |= {"say": sayer(PAGES), "plain": plain_sayer(PAGES), "tag": tag}
    env.globals["page_url"] = page_url
    env.filters["file_name"] = file_name
    env.filters["as_read"] = as_read


def on_post_build(config: MkDocsConfig) -> None:
    """What the pages' scripts say, in the archive's language, and what pages load together."""
    site = Path(config.site_dir)
    write_knowledge(site)
    write_words(site)
    write_joined(site)


@pass_context
def page_url(context: Context, path: str) -> str:
    """An address inside the archive, relative to the page that asks, in folders (`aide/`) or, offline, in files.

    `path` is the page's Markdown file without `.md`, from docs/; empty for the home page."""
    file = path or "index"
    if not context["config"].use_directory_urls:
        address = f"{file}.html"
    elif file == "index":
        address = "."
    else:
        address = file[:-5] if file.endswith("/index") else f"{file}/"
    relative: str = context.environment.filters["url"](context, address)
    return relative


def locale(code: str) -> str:
    """What Open Graph calls a language, `fr_FR`; empty where that has no name for it."""
    return language(code).locale


def official_address(symbol: str, language: str) -> str:
    """Where a document officially is (data/addresses.toml); empty where nothing official is known."""
    return address(symbol, language, load())


def as_read(address: str) -> str:
    """An address as readers are shown it: « https://docs.un.org/fr/A/80/6%20(Sect.3) » → « docs.un.org/fr/A/80/6
    (Sect.3) »."""
    return unquote(address.partition("://")[2])
