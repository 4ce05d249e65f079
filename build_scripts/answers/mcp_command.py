"""`cote mcp`: a built site answers an assistant over standard input and output (docs/developers/interface.md)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

CLEAN, FINDINGS = 0, 1


def arguments(command: argparse.ArgumentParser) -> None:
    """What `cote mcp` can be told."""
    command.add_argument(
        "site",
        nargs="?",
        type=Path,
        help="folder of a built site, or of an unpacked copy (default: site/ of the archive)",
    )
    command.add_argument("--cache", type=Path, help="where the index of words is kept (default: the user's cache)")
    command.add_argument("--index", action="store_true", help="only make the index of words, before an assistant asks")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer until the assistant goes; or only make the index."""
    from .desk import Desk
    from .passage_index import user_cache
    from .site_answering import NoAnswer

    try:
        desk = Desk(options.site or options.root / "site", options.cache or user_cache())
        if options.index:
            desk.index().close()
            return CLEAN
    except NoAnswer as error:
        return _refused(str(error))
    try:
        from .mcp_server import server
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] not in ("mcp", "pydantic"):
            raise
        return _refused(
            "cote mcp needs the Python package mcp, which isn't installed: make .venv/.mcp, or pip install 'cote[mcp]'"
        )
    server(desk).run("stdio")
    return CLEAN


def _refused(message: str) -> int:
    print(message, file=sys.stderr)
    return FINDINGS
