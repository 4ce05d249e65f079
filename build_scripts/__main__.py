"""The commands: `cote …`, or `python -m build_scripts …`. Exit: 0 clean, 1 findings, 2 wrong usage."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from .core.compiled_patterns import keep_compiled, remember
from .core.data_files import DataError
from .core.disk_faults import of_disk, told
from .core.elsewhere import Elsewhere
from .core.language import languages
from .core.parallel import collect_seldom

Command = Callable[[argparse.Namespace], int]
_FINDINGS = 1
_TERMINATED = 128 + signal.SIGTERM
"""What a shell says of a command that was told to end."""
_ON_MACHINES = ("convert", "site", "check", "propose", "links", "changes", "record")
"""Commands that work on the whole archive, so that a cluster can do it; the others do their work here."""


_WHOLE = "What was on record or published is whole, as it was; then give the command again"


def begin() -> None:
    """What a command does before it imports what it needs."""
    collect_seldom()
    remember()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    begin()
    for stream in (sys.stdout, sys.stderr):
        # A file name that isn't valid UTF-8 must not stop a message about it.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    try:
        options = parser(words).parse_args(words)
        run: Command = options.run
        with _unwound():
            code = run(options)
        keep_compiled()
        return code
    except DataError as error:
        print(error)
        return _FINDINGS
    except Elsewhere as error:
        print(error, file=sys.stderr)
        return _FINDINGS
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        if not of_disk(error):
            raise
        print(f"{told(error, _disks(words))}. {_WHOLE}", file=sys.stderr)
        return _FINDINGS


def _disks(words: Sequence[str]) -> str:
    """The disks that a command with these words writes on: what the system says of a full one names no file."""
    options = parser(words).parse_args(words)
    asked = (options.root, getattr(options, "to", None), getattr(options, "folder", None), Path(gettempdir()))
    folders = {folder.stat().st_dev: folder.absolute() for folder in reversed(asked) if folder and folder.exists()}
    return " or ".join(f"the disk of {folder}" for folder in reversed(folders.values()))


@contextmanager
def _unwound() -> Iterator[None]:
    """Inside the block, SIGTERM ends the command as the keyboard does: what it has begun is cleared away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """All commands with their options; of those that need most of the program even for their options, only what `words`
    ask for. Raises DataError where data that patterns are made of has a fault."""
    top = argparse.ArgumentParser(prog="cote", description="UN reports as pages with a permanent address.")
    top.add_argument("--root", type=Path, default=Path(), help="folder of the archive (default: here)")
    top.add_argument("--jobs", type=_count, default=0, help="processes at a time (default: one a core)")
    top.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="hand the work to a Dask cluster, such as tcp://host:8786"
    )
    top.add_argument("--store", default="", metavar="ADDRESS", help="a store that machines share, such as s3://…")
    top.add_argument("--sources", default="", metavar="ADDRESS", help="where sources are that aren't in their folders")
    top.add_argument(
        "--part", default=[], action="append", metavar="FOLDER", help="only documents there, such as fr/E (repeatable)"
    )
    top.add_argument("--notices", action="store_true", help="list notices as well as findings")
    add = top.add_subparsers(title="commands", required=True, metavar="COMMAND").add_parser
    _site_commands(add)
    _file_commands(add)
    _review_commands(add)
    publish = add("publish", help="send what has changed in the built site to where it is served")
    offline = add("offline", help="copies to carry: make, verify, update")
    mcp = add("mcp", help="answer an assistant from the built site: search, read, resolve, check quotations")
    if words is None or "publish" in words:
        from .hosting.publishing import arguments as publish_arguments

        publish_arguments(publish)
    if words is None or "offline" in words:
        from .offline.command_line import arguments as offline_arguments

        offline_arguments(offline)
    if words is None or "mcp" in words:
        from .answers.mcp_command import arguments as mcp_arguments

        mcp_arguments(mcp)
    _explain_command(add)
    return top


def _later(name: str) -> Command:
    """A command of `run/commands.py`, which is imported once it runs."""

    def run(options: argparse.Namespace) -> int:
        from .run import commands

        command: Command = getattr(commands, name)
        if not commands.has_parts(options):
            return commands.USAGE
        if options.scheduler and name in _ON_MACHINES:
            return commands.on_machines(command, options)
        return command(options)

    return run


def _site_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add("convert", help="write the pages of docs/ from the sources")
    command.set_defaults(run=_later("convert"))

    command = add("site", help="convert, build, index and check the site")
    command.add_argument(
        "--unrecorded", action="store_true", help="also where published texts have changed and nobody has recorded that"
    )
    command.set_defaults(run=_later("site"))

    command = add("clean", help="empty .cache/store: the next build makes everything anew")
    command.set_defaults(run=_later("clean"))

    command = add("serve", help="show the built site")
    command.add_argument("--port", type=int, default=8000)
    command.set_defaults(run=_later("serve"))

    command = add("check", help="check sources, pages, registry and the built site")
    command.add_argument("--repairs", action="store_true", help="also list every repair, with its place")
    command.add_argument("--furniture", action="store_true", help="also list what is left out of the pages, and why")
    command.set_defaults(run=_later("check"))


def _file_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add("read", help="read one file, PDF, Word, HTML, text or Markdown, without an archive")
    command.add_argument("file", type=Path)
    command.add_argument(
        "--json", action="store_true", help="print the reading as JSON (data/schemas/reading.schema.json)"
    )
    _reading_options(command)
    command.set_defaults(run=_later("read"))

    command = add("add", help="put files as received, or folders of them, into the archive")
    command.add_argument(
        "path", nargs="+", type=Path, help="PDF, Word, HTML, text or Markdown, or folders that hold some"
    )
    _reading_options(command)
    command.set_defaults(run=_later("add"))


def _review_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add("propose", help="propose corrections of letters for a document.toml")
    command.add_argument("path", nargs="*", help="documents, such as fr/A/76/463 (default: all)")
    command.set_defaults(run=_later("propose"))

    command = add("links", help="print every link of the archive, to compare later")
    command.set_defaults(run=_later("links"))

    command = add("changes", help="list links gained, lost and changed")
    command.add_argument("old", type=Path, help="what `cote links` printed")
    command.add_argument("new", type=Path, nargs="?", help="what it printed later (default: the sources now)")
    command.set_defaults(run=_later("changes"))

    command = add("record", help="record new anchors, changed texts and sources, once they are intended")
    command.add_argument("--unpublished", action="store_true", help="forget old words: nobody has seen them yet")
    command.add_argument(
        "--forget",
        action="append",
        default=[],
        metavar="PATH",
        help="a source or a folder of source_texts/, fr/A/76/463, that is gone for good; as often as needed",
    )
    command.set_defaults(run=_later("record"))


def _explain_command(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add("explain", help="say what a message's code means, or list the keys of organs, types and languages")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("code", nargs="?", help="such as S015; or: organs, types, languages")
    which.add_argument("--all", action="store_true", help="bring docs/developers/diagnostics.md up to date")
    command.set_defaults(run=_later("explain"))


def _reading_options(command: argparse.ArgumentParser) -> None:
    """What a person may know better than the file."""
    command.add_argument(
        "--language",
        default="",
        choices=["", *languages()],
        metavar="CODE",
        help=f"ISO 639-1, one of {', '.join(languages())} (default: the language of its words)",
    )
    command.add_argument("--symbol", default="", help="the document's symbol, whatever the file says")


def _count(words: str) -> int:
    number = int(words)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
