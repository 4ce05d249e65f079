"""What the templates need to know of the program. MkDocs calls its functions `on_…` (`hooks` in mkdocs.yml)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from build_scripts.citations.keys import address, official_home
from build_scripts.citations.knowledge import load
from build_scripts.core.html_sentences import sayer, tag
from build_scripts.core.interface import PAGES, Interface, interface
from build_scripts.core.interface_sentences import Value
from build_scripts.core.language import language
from build_scripts.core.settings import archive
from build_scripts.core.symbol_path import file_name
from build_scripts.core.whole_files import is_regular
from build_scripts.export import cited_feeds, export_words, feeds, formats, linkset, opensearch
from build_scripts.export.archive_files import write_words
from build_scripts.export.citation_styles import settings as formatted
from build_scripts.export.export_settings import settings
from build_scripts.export.linked import data_block
from build_scripts.export.script_knowledge import write_knowledge
from build_scripts.hosting.hosting_settings import settings as hosting
from build_scripts.render import spoken
from build_scripts.render.indents import unindented
from build_scripts.render.joined import write_joined
from build_scripts.write.catalogue import organ_name

TRANSLATED = "pages"
"""The folder of pages written in other languages than the archive's own, `docs/pages/en/aide.md`."""

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_config(config: MkDocsConfig) -> None:
    """Choices of the archive, as `config.extra`: its language, who receives mistakes (data/archive.toml), and whether
    there are pictures and pages of paragraphs (data/export.toml)."""
    config.extra |= {
        "language": archive().language,
        "contact": archive().mistakes_to,
        "pictures": settings().pictures,
        "paragraph_pages": settings().paragraph_pages,
    }


def on_files(files: Files, config: MkDocsConfig) -> None:
    """What isn't a file (a pipe, a link to nothing) can't be a part of the site; what it is, `cote site` says."""
    for file in list(files):
        if file.abs_src_path and not is_regular(file.abs_src_path):
            files.remove(file)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """The formats of a document, what its files are called, where it officially is, what templates say, and the policy
    of pages."""
    env.globals["formats"] = formats.FORMATS
    env.globals["official_address"] = official_address
    env.globals |= {"locale": locale, "data_block": data_block, "signposting": linkset, "opensearch": opensearch}
    env.globals |= {"organ_name": organ_name, "exported": export_words.words}
    env.globals["official_home"] = official_home(archive().language, load())
    env.globals |= {"markup": Markup, "tag": tag, "say": say, "plain": plain, "tongue": tongue, "words": words}
    env.globals |= {
        "own_name": own_name,
        "direction": direction,
        "page_url": page_url,
        "nav_words": nav_words,
        "translated": translated,
    }
    env.globals["citation_styles"] = citation_styles
    env.globals["translations"] = partial(translations, written_in(Path(config.docs_dir)))
    env.globals["policy"] = hosting().policy
    env.globals["feeds"] = {
        "of_document": cited_feeds.of_document,
        "of_list": feeds.of_list,
        "of_theme": feeds.of_theme,
        "series_path": feeds.series_path,
    }
    env.filters["file_name"] = file_name
    env.filters["as_read"] = as_read


def on_post_page(output: str, page: object, config: MkDocsConfig) -> str:
    """Which sentence of the interface stands where; and without the templates' indents."""
    return unindented(spoken.marked(output))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for pages without Markdown."""
    return unindented(spoken.marked(output))


def on_post_build(config: MkDocsConfig) -> None:
    """What the pages' scripts say, in the archive's language, what pages load together, and how to search the site."""
    site = Path(config.site_dir)
    opensearch.write(site, page="recherche/" if config.use_directory_urls else "recherche.html")
    write_knowledge(site, written_in(Path(config.docs_dir)))
    write_words(site)
    write_joined(site)


# --- the language of a page


@pass_context
def tongue(context: Context) -> str:
    """The language that the page speaks around its text: the archive's own, or that of a translation (docs/pages/)."""
    page = context.get("page")
    path = page.file.src_uri if page else ""
    return path.split("/")[1] if translated(path) else archive().language


def translated(path: str) -> bool:
    """Whether a page, by its path from docs/, is somebody's translation."""
    return path.startswith(f"{TRANSLATED}/")


@pass_context
def words(context: Context) -> Interface:
    """The interface in the page's language."""
    return interface(tongue(context))


@pass_context
def direction(context: Context) -> str:
    """In which the page's language is written."""
    return language(tongue(context)).direction


@pass_context
def say(context: Context, key: str, /, **values: Value) -> Markup:
    """A sentence in the page's language, with marks that tell scripts which it is."""
    return _sayer(tongue(context))(key, **values)


@pass_context
def plain(context: Context, key: str, /, **values: Value) -> str:
    """The same as plain words."""
    return interface(tongue(context)).say(f"{PAGES}.{key}", **values)


@cache
def _sayer(code: str) -> Callable[..., Markup]:
    return sayer(PAGES, code, spoken.sentence, spoken.place)


def nav_words(path: str) -> str:
    """The key of what a page is called in the navigation; empty for what has a name in the archive's language alone."""
    lists = interface(archive().language).lists
    known = {f"{told['folder']}/index.md": f"lists.{name}.nav" for name, told in lists.items()}
    known |= {"cotes/index.md": "cited.nav", "aide.md": "site.help", "dossier.md": "dossier.title"}
    return known.get(path, "")


def translations(written: Mapping[str, Sequence[str]], path: str) -> list[tuple[str, str, str, str]]:
    """A page in each language in which somebody has written it, by one path of them from docs/: language, its own
    name, direction, path without `.md`; none where it is in one language. `written`: `written_in`."""
    name = (path.split("/", 2)[2] if translated(path) else path)[:-3]
    others = {code: f"{TRANSLATED}/{code}/{name}" for code, names in written.items() if name in names}
    pages = {archive().language: name, **others} if others else {}
    return [(code, own_name(code), language(code).direction, page) for code, page in pages.items()]


def own_name(code: str) -> str:
    """What a language is called in itself."""
    return language(code).names.get(code, code)


def written_in(docs: Path) -> dict[str, list[str]]:
    """The names of the pages that somebody has written in each further language: `{"en": ["aide"]}`."""
    return {
        folder.name: sorted(file.stem for file in folder.glob("*.md"))
        for folder in sorted(docs.glob(f"{TRANSLATED}/*/"))
    }


# --- references


def citation_styles() -> str:
    """Styles of references by their files and names, as JSON (data/csl.toml)."""
    styles = formatted()["styles"]
    return json.dumps([[Path(style["file"]).stem, style["name"]] for style in styles], ensure_ascii=False)


# --- addresses


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
