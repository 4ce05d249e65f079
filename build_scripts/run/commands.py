"""What each command does. Findings go to standard output, one a line; how it went, to standard error."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ..check import check_site
from ..citations.changes import compare, dump, loaded
from ..core.codes import codes, findings, page
from ..core.codes import explain as explained
from ..core.diagnostics import Diagnostic
from ..mend import load_words
from ..mend.glossary import load_glossary
from ..mend.propose import as_toml
from ..mend.propose import propose as proposed
from ..published import history, registry
from ..sources import record as record_sources
from ..write.files import stale, update
from . import server
from .archive import Converted, converted, pages, standing
from .listing import furniture, repairs
from .site import Refused, build

CLEAN, FINDINGS, USAGE = 0, 1, 2
"""Exit codes."""

# What a terminal would obey: `\x1b[2K`, `\u2028`; not `\t`.
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


def convert(options: argparse.Namespace) -> int:
    """Write the pages of docs/."""
    with converted(options.root, jobs=options.jobs) as made:
        return _report([*made.diagnostics, *_written(options, made)], options)


def site(options: argparse.Namespace) -> int:
    """Convert, build, index and check; the new site takes the place of the old one unless links would break."""
    root: Path = options.root
    with converted(root, jobs=options.jobs) as made:
        found = [*made.diagnostics, *_written(options, made), *standing(root, made)]
        try:
            found += build(root, made.reports.files, jobs=options.jobs)
        except Refused as refused:
            _report([*found, *refused.diagnostics], options)
            _say("Not replaced: site/ is as it was before.")
            return FINDINGS
    code = _report(found, options)
    _say(f"The site is in {root / 'site'}. To look at it: make serve")
    return code


def serve(options: argparse.Namespace) -> int:
    """Show the built site until stopped."""
    folder = options.root / "site"
    if not (folder / "index.html").is_file():
        _say(f"No site in {folder}; make it with: make site")
        return FINDINGS
    return server.serve(folder, options.port)


def check(options: argparse.Namespace) -> int:
    """Everything that can be held against what is on record."""
    root: Path = options.root
    with converted(root, jobs=options.jobs) as made:
        texts, unproved = pages(root, made, jobs=options.jobs)
        found = [*made.diagnostics, *unproved, *standing(root, made), *stale(root / "docs", texts)]
        if options.repairs:
            _print(line for report in made.reports for line in repairs(report))
        if options.furniture:
            _print(line for report in made.reports for line in furniture(report))
        _say(_summary(made))
    return _report([*found, *check_site(root, root / "site")], options)


def propose(options: argparse.Namespace) -> int:
    """Corrections that a person may want to review, as document.toml would have them."""
    with converted(options.root, jobs=options.jobs) as made:
        known = {document.path for document in made.documents}
        if unknown := sorted(set(options.path) - known):
            _say(f"no document {', '.join(unknown)}; there are {', '.join(sorted(known))}")
            return USAGE
        for report in made.reports:
            document = report.document
            if not options.path or document.path in options.path:
                proposals = proposed(report, load_words(document.language), load_glossary(document.language))
                print(f"# {document.file}: {len(proposals)} proposals\n\n{as_toml(proposals)}")
    return CLEAN


def links(options: argparse.Namespace) -> int:
    """Every link that the conversion makes, one a line, to be held against a later state."""
    with converted(options.root, jobs=options.jobs) as made:
        print(dump(made.reports), end="")
    return CLEAN


def changes(options: argparse.Namespace) -> int:
    """Links gained, lost and changed between two states, or since one."""
    try:
        before, *after = (loaded(path.read_text(encoding="utf-8")) for path in filter(None, (options.old, options.new)))
    except (OSError, ValueError) as error:
        _say(str(error))
        return USAGE
    if not after:
        with converted(options.root, jobs=options.jobs) as made:
            after = [loaded(dump(made.reports))]
    differ = compare(before, after[0])
    _print(str(differ).splitlines())
    return FINDINGS if differ.gained or differ.lost or differ.changed else CLEAN


def record(options: argparse.Namespace) -> int:
    """Bring registry and SHA256SUMS up to date; published texts that have changed keep their old words on record."""
    root: Path = options.root
    today = datetime.now(UTC).date()
    found: list[Diagnostic] = []
    with converted(root, jobs=options.jobs) as made:
        for report in made.reports:
            path, now = report.document.path, registry.anchors(report)
            keep: set[str] = set()
            if not options.unpublished:
                keep, lost = history.add(root, path, registry.load(root, path)[0], now, today)
                found += lost
            if registry.save(root, path, now, today, keep):
                _say(f"recorded: {registry.file_of(path)}")
        record_sources(root, made.entries)
        return _report([*made.diagnostics, *found, *standing(root, made)], options)


def explain(options: argparse.Namespace) -> int:
    """A code in words, or the page of all codes."""
    if options.all:
        (options.root / "docs/developers/diagnostics.md").write_text(page(), encoding="utf-8")
        return CLEAN
    code = codes().get(options.code.upper())
    if code is None:
        _say(f"no code {options.code}; there are {', '.join(codes())}")
        return USAGE
    print(explained(code))
    return CLEAN


def _written(options: argparse.Namespace, made: Converted) -> list[Diagnostic]:
    """Bring docs/ up to date; what kept a page from being written."""
    texts, found = pages(options.root, made, jobs=options.jobs)
    changed = update(options.root / "docs", texts)
    _say(f"{len(made.reports):,} documents converted, {len(changed):,} pages of docs/ changed")
    return found


def _report(found: Iterable[Diagnostic], options: argparse.Namespace) -> int:
    """Print what was found, sorted, each once; the exit code."""
    everything = sorted(set(found))
    serious = findings(everything)
    _print(map(str, everything if options.notices else serious))
    quiet = len(everything) - len(serious)
    more = f", {quiet:,} notices (--notices lists them)" if quiet else ""
    _say(f"{len(serious):,} findings{more}" if serious or quiet else "no findings")
    return FINDINGS if serious else CLEAN


def _summary(made: Converted) -> str:
    kinds: Counter[str] = Counter()
    for report in made.reports:
        kinds["repairs"] += sum(1 for _ in repairs(report))
        kinds["furniture"] += sum(1 for _ in furniture(report))
    return (
        f"{len(made.reports):,} documents, {kinds['repairs']:,} repairs (--repairs lists them), "
        f"{kinds['furniture']:,} pieces of furniture (--furniture)"
    )


def _print(lines: Iterable[str] | Iterator[str]) -> None:
    for line in lines:
        print(_one_line(line))


def _one_line(words: str) -> str:
    """Without control characters, which a file's name or text may bring."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", words)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
