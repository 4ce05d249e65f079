"""`cote offline …`: make copies, check one, bring one up to date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from . import sums
from .make import FORMS, Order
from .make import make as make_copies
from .selection import Criteria
from .settings import OfflineError
from .signature import check as check_signature

CLEAN, FINDINGS = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommands of `offline`."""
    add = parser.add_subparsers(title="commands", required=True, metavar="COMMAND").add_parser

    one = add("make", help="make copies of the built site, or of part of it")
    one.add_argument("--to", type=Path, metavar="FOLDER", help="where to (build/offline)")
    one.add_argument("--form", action="append", choices=[*FORMS, "folder"], help="a form to make (all)")
    one.add_argument("--organ", action="append", default=[], help="only of this organ, such as E/CN.15")
    one.add_argument("--year", action="append", default=[], help="only of this year")
    one.add_argument("--theme", action="append", default=[], help="only on this theme, such as drug-trafficking")
    one.add_argument("--symbol", action="append", default=[], help="only this document, such as A/76/463")
    one.add_argument("--key", type=Path, metavar="FILE", help="private key of OpenSSH to sign with")
    one.set_defaults(run=_checked(make))

    one = add("verify", help="check a copy against its list of hashes and its signature")
    one.add_argument("folder", type=Path)
    one.add_argument("--key", type=Path, metavar="FILE", help="the publisher's public key")
    one.set_defaults(run=_checked(verify))


def _checked(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """The command, with what it cannot do said in words."""

    def checked(options: argparse.Namespace) -> int:
        try:
            return run(options)
        except OfflineError as error:
            _say(str(error))
            return FINDINGS

    return checked


def make(options: argparse.Namespace) -> int:
    """Make copies."""
    criteria = Criteria(options.organ, options.year, options.theme, options.symbol)
    to = options.to or options.root / "build" / "offline"
    for place in make_copies(options.root, Order(to, options.form or list(FORMS), criteria, options.key, options.jobs)):
        _say(f"made: {place}")
    return CLEAN


def verify(options: argparse.Namespace) -> int:
    """Name every file of a copy that is not as published."""
    listed = options.folder / sums.NAME
    if not listed.is_file():
        raise OfflineError(f"no {sums.NAME} in {options.folder}")
    content = listed.read_bytes()
    if options.key:
        check_signature(content, options.folder / sums.SIGNATURE, options.key)
    hashes = sums.parsed(content)
    found = sums.compare(options.folder, hashes)
    for kind in ("changed", "missing", "added"):
        for path in getattr(found, kind):
            print(f"{kind}: {path}")
    signed = "signed by the key's owner" if options.key else "signature not checked (--key)"
    _say(f"{len(hashes):,} files listed; {signed}; {'not ' if found else ''}as listed")
    return FINDINGS if found else CLEAN


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
