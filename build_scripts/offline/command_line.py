"""`cote offline …`: make copies, check one, bring one up to date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from . import sums
from .copy_settings import OfflineError
from .make import FORMS, UPDATES, Order
from .make import make as make_copies
from .selection import Criteria, symbols_of
from .signature import check as check_signature
from .update import update as bring_up_to_date

CLEAN, FINDINGS = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommands of `offline`."""
    add = parser.add_subparsers(title="commands", required=True, metavar="COMMAND").add_parser

    command = add("make", help="make copies of the built site, or of part of it")
    command.add_argument("--to", type=Path, metavar="FOLDER", help="where to write them (default: build/offline)")
    command.add_argument(
        "--form", action="append", choices=["folder", *FORMS, UPDATES], help="a form to make (default: all)"
    )
    command.add_argument("--language", action="append", default=[], help="only documents in this language, such as fr")
    command.add_argument("--organ", action="append", default=[], help="only documents of this organ, such as E/CN.15")
    command.add_argument("--year", action="append", default=[], help="only documents of this year")
    command.add_argument(
        "--theme", action="append", default=[], help="only documents on this theme, such as trafic-de-drogues"
    )
    command.add_argument("--symbol", action="append", default=[], help="only this document, such as A/76/463")
    command.add_argument(
        "--symbols-from", type=Path, metavar="FILE", help="only the documents on a list, one symbol per line"
    )
    command.add_argument("--key", type=Path, metavar="FILE", help="OpenSSH private key to sign with")
    command.set_defaults(run=_checked(make))

    command = add("verify", help="check a copy against its list of hashes and its signature")
    command.add_argument("folder", type=Path)
    command.add_argument("--key", type=Path, metavar="FILE", help="the publisher's public key")
    command.set_defaults(run=_checked(verify))

    command = add("update", help="bring a copy up to date; it stays usable meanwhile")
    command.add_argument("folder", type=Path)
    command.add_argument("store", metavar="NEW", help="address or folder of the publisher's cote-updates")
    whom = command.add_mutually_exclusive_group(required=True)
    whom.add_argument("--key", type=Path, metavar="FILE", help="the publisher's public key")
    whom.add_argument("--without-key", action="store_true", help="trust whoever wrote NEW")
    command.add_argument("--back", action="store_true", help="go back to an older copy")
    command.set_defaults(run=_checked(update))


def _checked(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """The command, with its failures told in words."""

    def checked(options: argparse.Namespace) -> int:
        try:
            return run(options)
        except OfflineError as error:
            _say(str(error))
            return FINDINGS

    return checked


def make(options: argparse.Namespace) -> int:
    """Make copies."""
    places = symbols_of(options.symbols_from) if options.symbols_from else {}
    criteria = Criteria(
        *(options.language, options.organ, options.year, options.theme, [*options.symbol, *places]), places
    )
    to = options.to or options.root / "build" / "offline"
    for place in make_copies(
        options.root, Order(to, options.form or [*FORMS, UPDATES], criteria, options.key, options.jobs)
    ):
        _say(f"made: {place}")
    return CLEAN


def verify(options: argparse.Namespace) -> int:
    """Name every file of a copy that isn't as it was published."""
    list_file = options.folder / sums.NAME
    if not list_file.is_file():
        raise OfflineError(f"{options.folder} isn't a Cote copy: {sums.NAME} is missing")
    content = list_file.read_bytes()
    if options.key:
        check_signature(content, options.folder / sums.SIGNATURE, options.key)
    hashes = sums.parsed(content)
    differences = sums.compare(options.folder, hashes)
    for kind in ("changed", "missing", "added"):
        for path in getattr(differences, kind):
            print(f"{kind}: {path}")
    signed = "signed by the owner of the key" if options.key else "signature not checked (give --key)"
    _say(f"{len(hashes):,} files listed; {signed}; {'not ' if differences else ''}as listed")
    return FINDINGS if differences else CLEAN


def update(options: argparse.Namespace) -> int:
    """Bring a copy up to date."""
    outcome = bring_up_to_date(options.folder, options.store, options.key, back=options.back)
    for path in outcome.kept:
        _say(f"kept, though not part of the copy: {path}")
    _say(f"{outcome.fetched:,} files fetched, {outcome.bytes:,} bytes in total")
    return CLEAN


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
