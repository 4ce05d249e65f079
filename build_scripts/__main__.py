"""The commands: `cote …`, or `python -m build_scripts …`. Exit: 0 clean, 1 findings, 2 wrong usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .core.data_files import DataError
from .core.language import languages

Command = Callable[[argparse.Namespace], int]
_FINDINGS = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A file name that isn't valid UTF-8 must not stop a message about it.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = parser().parse_args(arguments)
        run: Command = options.run
        return run(options)
    except DataError as error:
        print(error)
        return _FINDINGS
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def parser() -> argparse.ArgumentParser:
    """All commands with their options. Raises DataError where data that patterns are made of has a fault."""
    from .hosting.publishing import arguments as publish_arguments
    from .offline.command_line import arguments as offline_arguments

    top = argparse.ArgumentParser(prog="cote", description="UN reports as pages with a permanent address.")
    top.add_argument("--root", type=Path, default=Path(), help="folder of the archive (default: here)")
    top.add_argument("--jobs", type=_count, default=0, help="processes at a time (default: one a core)")
    top.add_argument("--notices", action="store_true", help="list notices as well as findings")
    add = top.add_subparsers(title="commands", required=True, metavar="COMMAND").add_parser
    _site_commands(add)
    _file_commands(add)
    _review_commands(add)
    publish_arguments(add("publish", help="send what has changed in the built site to where it is served"))
    offline_arguments(add("offline", help="copies to carry: make, verify, update"))
    _explain_command(add)
    return top


def _site_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    from .run import commands

    command = add("convert", help="write the pages of docs/ from the sources")
    command.set_defaults(run=commands.convert)

    command = add("site", help="convert, build, index and check the site")
    command.set_defaults(run=commands.site)

    command = add("clean", help="empty .cache/store: the next build makes everything anew")
    command.set_defaults(run=commands.clean)

    command = add("serve", help="show the built site")
    command.add_argument("--port", type=int, default=8000)
    command.set_defaults(run=commands.serve)

    command = add("check", help="check sources, pages, registry and the built site")
    command.add_argument("--repairs", action="store_true", help="also list every repair, with its place")
    command.add_argument("--furniture", action="store_true", help="also list what is left out of the pages, and why")
    command.set_defaults(run=commands.check)


def _file_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    from .run import commands

    command = add("read", help="read one file, PDF, Word, HTML, text or Markdown, without an archive")
    command.add_argument("file", type=Path)
    command.add_argument(
        "--json", action="store_true", help="print the reading as JSON (data/schemas/reading.schema.json)"
    )
    _reading_options(command)
    command.set_defaults(run=commands.read)

    command = add("add", help="put files as received, or folders of them, into the archive")
    command.add_argument(
        "path", nargs="+", type=Path, help="PDF, Word, HTML, text or Markdown, or folders that hold some"
    )
    _reading_options(command)
    command.set_defaults(run=commands.add)


def _review_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    from .run import commands

    command = add("propose", help="propose corrections of letters for a document.toml")
    command.add_argument("path", nargs="*", help="documents, such as fr/A/76/463 (default: all)")
    command.set_defaults(run=commands.propose)

    command = add("links", help="print every link of the archive, to compare later")
    command.set_defaults(run=commands.links)

    command = add("changes", help="list links gained, lost and changed")
    command.add_argument("old", type=Path, help="what `cote links` printed")
    command.add_argument("new", type=Path, nargs="?", help="what it printed later (default: the sources now)")
    command.set_defaults(run=commands.changes)

    command = add("record", help="record new anchors, changed texts and sources, once they are intended")
    command.add_argument("--unpublished", action="store_true", help="forget old words: nobody has seen them yet")
    command.set_defaults(run=commands.record)


def _explain_command(add: Callable[..., argparse.ArgumentParser]) -> None:
    from .run import commands

    command = add("explain", help="say what a message's code means")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("code", nargs="?", help="such as S015")
    which.add_argument("--all", action="store_true", help="bring docs/developers/diagnostics.md up to date")
    command.set_defaults(run=commands.explain)


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
