"""A run of MkDocs in a process of its own, for all pages of docs/ or for some of them.

`mkdocs build` makes every page anew, and holds all of them in memory until the last is written. From outside, and
without a change of what any page is, a run is made smaller here: it makes the pages that it is told to, takes over the
HTML that the proof of a page has already made of its Markdown, and forgets a page once it is written. Plain
`mkdocs build` gives the same bytes (tests/render/test_parts.py).
"""

from __future__ import annotations

import importlib
import logging
import multiprocessing
import os
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from ..core.diagnostics import Diagnostic
from ..core.disk_faults import of_disk
from ..core.parallel import ends_with_parent
from ..core.stage_store import Store
from . import literal, plain_lists
from .converter import Rendered, extensions, kept

BUILDER = "mkdocs"
"""The package that makes the site: MkDocs 1.x, or its continuation `properdocs`, which makes the same files. The tests
build with both."""

# The page that a message of MkDocs is about: `Doc file 'docs/aide.md' contains a link`; not `Config value: 'nav'`.
_PAGE_OF_MESSAGE = re.compile(r"(?:Doc file|page|reference to) '([^']+)'")


@dataclass(frozen=True, slots=True)
class Part:
    """What one run makes; without anything else said, the whole site."""

    pages: frozenset[str] = frozenset()
    """Pages that it makes, by their paths from docs/."""
    others: frozenset[str] | None = frozenset()
    """Of the run that also makes what isn't a page: the pages that it leaves to others; it makes all the rest. None for
    the other runs."""
    names: Mapping[str, str] = field(default_factory=dict)
    """In the store, of the pages that are kept there, by their paths."""
    store: Store | None = None
    left_out: frozenset[str] = frozenset()
    """Pages of docs/ that the site is made without, and that MkDocs knows nothing of."""

    @property
    def leads(self) -> bool:
        """Whether it also makes what isn't a page."""
        return self.others is not None

    def makes(self, path: str) -> bool:
        """Whether it makes a page."""
        return path in self.pages if self.others is None else path not in self.others


def run(
    configuration: Path,
    folder: Path,
    builder: str = BUILDER,
    parts: Sequence[Part] = (Part(),),
    jobs: int = 1,
    seen: Callable[[], None] = lambda: None,
) -> list[Diagnostic]:
    """Runs MkDocs for each part in a process of its own, which frees its memory at the end; `jobs` at a time.

    Returns its warnings (L020). `seen` is called at each page. Raises OSError where the disk takes no more."""
    # A fork has what this process has imported and read; of a single run, what it imports goes with it.
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    if len(parts) > 1:
        _modules(builder)
    waiting = deque(parts)
    running: dict[Any, BaseProcess] = {}
    """By the connection on which each is heard."""
    messages: list[str] = []
    codes: set[int | None] = set()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                heard, process = _started(context, configuration, folder, builder, waiting.popleft())
                running[heard] = process
            connection: Any
            for connection in wait(list(running)):
                try:
                    kind, message = connection.recv()
                except EOFError:
                    codes.add(_ended(running.pop(connection)))
                    continue
                if kind == "page":
                    seen()
                elif kind == "disk":
                    raise message
                else:
                    messages.append(message)
    finally:
        for process in running.values():
            process.terminate()
    return sorted(_diagnostics(messages, codes))


def _started(
    context: Any, configuration: Path, folder: Path, builder: str, part: Part
) -> tuple[Connection, BaseProcess]:
    """A process that makes a part, and the connection on which it is heard."""
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_mkdocs, args=(configuration, folder, builder, part, sending))
    process.start()
    sending.close()
    return receiving, process


def _ended(process: BaseProcess) -> int | None:
    process.join()
    return process.exitcode


def _diagnostics(messages: Iterable[str], codes: Iterable[int | None]) -> set[Diagnostic]:
    """What MkDocs said; where it said nothing, with which codes it ended."""
    faults = (f"MkDocs ended with code {code}" for code in codes if code)
    return {*map(_diagnostic, messages)} or {Diagnostic("mkdocs.yml", 0, "L020", fault) for fault in faults}


def _diagnostic(message: str) -> Diagnostic:
    named = _PAGE_OF_MESSAGE.search(message)
    file = f"docs/{named[1]}" if named else "mkdocs.yml"
    return Diagnostic(file, 0, "L020", " ".join(message.split()))


class _Messages(logging.Handler):
    """Sends what MkDocs says to the process that started it: pages as they are made, warnings and errors."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(logging.DEBUG)
        self.connection = connection

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.connection.send(("warning", message))
        elif message.startswith("Building page "):
            self.connection.send(("page", message))


def _mkdocs(configuration: Path, folder: Path, builder: str, part: Part, connection: Connection) -> None:
    """The process of MkDocs."""
    ends_with_parent()
    # No page bears the day on which it was built. MkDocs dates the sitemap by it: here always by the same day, and the
    # export puts in the real dates.
    os.environ |= {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
    modules = _modules(builder)
    abort: type[BaseException] = modules["exceptions"].Abort

    log = logging.getLogger(builder)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    log.addHandler(_Messages(connection))
    try:
        config = modules["config"].load_config(
            config_file=str(configuration), site_dir=str(folder.absolute()), strict=True
        )
        made = _Made(part, config, configuration)
        made.take_part(modules)
        modules["commands.build"].build(config)
        made.keep()
    except abort:  # it has already sent the warnings that made it give up
        sys.exit(1)
    except Exception as error:
        if isinstance(error, OSError) and of_disk(error):  # Its place is told as the disk's, where it names no file.
            place = os.fsdecode(error.filename2 or error.filename or folder)
            connection.send(("disk", OSError(error.errno, error.strerror, place)))
        else:
            connection.send(("error", f"{type(error).__name__}: {error}"))
        sys.exit(1)


_MODULES = ("commands.build", "config", "exceptions", "structure.files", "structure.pages", "structure.toc", "utils")


def _modules(builder: str) -> dict[str, Any]:
    """What a run asks of the builder, by its name there."""
    return {name: importlib.import_module(f"{builder}.{name}") for name in _MODULES}


class _Made:
    """The pages of a run, from their Markdown until they are written."""

    def __init__(self, part: Part, config: Any, configuration: Path) -> None:
        self._part, self._config, self._configuration = part, config, configuration
        self._listed = frozenset(pages_of(config.nav or ()))
        """Pages that the others name: their titles must be known wherever a page is made."""
        self._pages: dict[str, Any] = {}
        """The page that belongs into a file."""
        self._written: list[Any] = []

    def take_part(self, modules: Mapping[str, Any]) -> None:
        """Put what a smaller run does in the place of what MkDocs does for a whole site."""
        self._only_some_pages(modules["structure.files"].Files, modules["commands.build"])
        self._html_once(modules["structure.pages"], modules["structure.toc"].get_toc)
        self._forget_what_is_written(modules["utils"])
        _one_converter()
        if self._part.store:
            self._compiled_once(self._part.store)
        if self._part != Part():
            modules["utils"].clean_directory = lambda _: None  # The folder is new, and other runs write into it.
        if not self._part.leads:
            self._theme_if_asked(modules["structure.files"])
            modules["structure.files"].Files.copy_static_files = lambda *_, **__: None
            self._config.theme.static_templates = set()
            self._config.extra_templates = []
            self._config.plugins.events["post_build"].clear()

    def _compiled_once(self, store: Store) -> None:
        from .compiled_templates import CompiledTemplates

        make = self._config.theme.get_env

        def get_env() -> Any:
            environment = make()
            environment.bytecode_cache = CompiledTemplates(store)
            return environment

        self._config.theme.get_env = get_env

    def keep(self) -> None:
        """Keep the pages, now that nothing was found in any; of those that the site leaves out, that it does."""
        if not self._part.store:
            return
        files = {page.file.src_uri: [page.file.dest_uri] for page in self._written}
        for path, name in self._part.names.items():
            self._part.store.adopt(name, Path(self._config.site_dir), files.get(path, []))

    def _only_some_pages(self, files: Any, build: Any) -> None:
        every, make = files.documentation_pages, build._build_page

        def documentation_pages(of: Any, *, inclusion: Any = None) -> Sequence[Any]:
            listed: Sequence[Any] = every(of) if inclusion is None else every(of, inclusion=inclusion)
            found = [file for file in listed if file.src_uri not in self._part.left_out]
            # Without `inclusion`, the navigation and the sitemap ask which pages the site has.
            if inclusion is None and self._part.leads:
                return found
            chosen = [file for file in found if file.src_uri in self._listed or self._part.makes(file.src_uri)]
            self._pages = {file.abs_dest_path: file.page for file in chosen}
            return chosen

        def build_page(page: Any, *arguments: Any, **options: Any) -> None:
            if self._part.makes(page.file.src_uri):
                make(page, *arguments, **options)

        files.documentation_pages, build._build_page = documentation_pages, build_page

    def _theme_if_asked(self, structure: Any) -> None:
        """The theme has ten times as many files as a run reads besides: they are listed where a link isn't to one of
        docs/."""
        files = structure.Files
        add, find = files.add_files_from_theme, files.get_file_from_path
        waiting: list[Any] = []

        def get_file_from_path(of: Any, path: str) -> Any:
            found = find(of, path)
            if found is None and waiting:
                environment, config = waiting.pop()
                add(of, environment, config)
                structure.set_exclusions(of, config)
                found = find(of, path)
            return found

        def add_files_from_theme(of: Any, environment: Any, config: Any) -> None:
            waiting.append((environment, config))

        files.add_files_from_theme, files.get_file_from_path = add_files_from_theme, get_file_from_path

    def _html_once(self, pages: Any, get_toc: Callable[[Any], Any]) -> None:
        make = pages.Page.render
        names, settings = extensions(self._configuration)
        if (self._config.markdown_extensions, self._config.mdx_configs or {}) != (names, settings):
            return

        def render(page: Any, config: Any, files: Any) -> None:
            known = self._known(page)
            if known is not None:
                page.content, page.toc = known.html, get_toc(known.contents)
            elif (html := _list(page, pages, config, files)) is not None:
                page.content, page.toc = html, get_toc([])
            else:
                make(page, config, files)
            page.markdown = ""

        pages.Page.render = render

    def _known(self, page: Any) -> Rendered | None:
        """What the proof of a page has made of its Markdown."""
        if not (self._part.store and "title" in page.meta and literal.MARKER.match(page.markdown)):
            return None
        known = kept(self._part.store, page.markdown, self._configuration)
        return None if known is None or known.linked else known

    def _forget_what_is_written(self, utils: Any) -> None:
        write = utils.write_file

        def write_file(content: bytes, path: str) -> None:
            page = self._pages.get(path)
            write(content, path)
            if page is not None:
                self._written.append(page)
                if page.file.src_uri not in self._listed:
                    page.content, page.toc, page.meta = "", [], {}

        utils.write_file = write_file


def _list(page: Any, pages: Any, config: Any, files: Any) -> str | None:
    """The HTML of a list; None where the page isn't one that is written as lists are."""
    if page.meta.get("template") not in plain_lists.TEMPLATES or "title" not in page.meta:
        return None
    address = pages._RelativePathTreeprocessor(page.file, files, config).path_to_url
    return plain_lists.html(page.markdown, address)


def _one_converter() -> None:
    """Let all pages share a converter, where MkDocs makes one for each."""
    import markdown

    make = markdown.Markdown
    made: dict[str, markdown.Markdown] = {}

    def converter(**settings: Any) -> markdown.Markdown:
        name = repr(settings)
        if name not in made:
            made[name] = make(**settings)
        return made[name].reset()

    markdown.Markdown = converter  # type: ignore[misc, assignment]


def pages_of(nav: Any) -> Sequence[str]:
    """Every page that a navigation names, at any depth."""
    if isinstance(nav, str):
        return [nav]
    inner = nav.values() if isinstance(nav, Mapping) else nav
    return [path for item in inner for path in pages_of(item)]
