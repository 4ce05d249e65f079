"""What each command does. Findings go to standard output, one a line; progress and results to standard error.

What only one command needs is imported there: none waits for the others.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..core.codes import codes, findings, page, withheld
from ..core.codes import explain as explained
from ..core.data_files import near
from ..core.diagnostics import Diagnostic, counted
from ..core.parallel import each, handed_to
from ..core.part import part_of
from ..core.received import FOLDER
from ..core.seen_files import SeenFiles
from ..core.settings import archive
from ..core.stage_store import Store
from ..core.whole_files import clear_unfinished, write_whole
from ..published import history, registry, removed
from ..sources import held, recorded
from ..sources import record as record_sources
from ..sources.document_toml import NAME
from ..write.files import stale, unreadable, update
from ..write.quality_pages import own_pages
from .archive import (
    STORE,
    Converted,
    became,
    citation_index,
    converted,
    left_out,
    others_of,
    pages,
    standing,
    without_place,
)

if TYPE_CHECKING:
    from ..citations.citation_index import CitationIndex
    from . import intake

CLEAN, FINDINGS, USAGE = 0, 1, 2
"""Exit codes."""

# What a terminal would obey: `\x1b[2K`, `\u2028`; not `\t`.
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


def has_parts(options: argparse.Namespace) -> bool:
    """Whether there are documents in the folders of `--part`; says which have none."""
    sources = options.root / "source_texts"
    unknown = [folder for folder in part_of(options.part).folders if not (sources / folder).is_dir()]
    for folder in unknown:
        _say(f"--part {folder}: no folder {sources / folder}; in a sparse clone, git sparse-checkout add brings it")
    return not unknown


def on_machines(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run a command whose work goes to the cluster of `--scheduler`. Raises ClusterError where that fails."""
    from ..machines.cluster import Cluster

    options.root = options.root.resolve()  # Its paths are those of other machines, too.
    cluster = Cluster(options.scheduler, options.root)
    try:
        if not cluster.see_files:
            _say(f"{options.scheduler}: not all workers see {options.root}, so what needs its files is done here")
        with handed_to(cluster):
            return command(options)
    finally:
        cluster.close()


def convert(options: argparse.Namespace) -> int:
    """Write the pages of docs/."""
    with _converted(options) as conversion:
        return _report([*conversion.diagnostics, *_written(options, conversion)[0]], options)


_UNRECORDED = """\
Not published: {}. A published text has changed (A102), and its old words would be lost; nothing was written.
If that is meant: cote record, then cote site. To see the pages before: cote site --unrecorded"""


def site(options: argparse.Namespace) -> int:
    """Convert, build, index and check; the new site takes the place of the old one unless links would break."""
    from ..check.site_settings import disagreements
    from .site import Refused, build

    root: Path = options.root
    with _converted(options) as conversion:
        diagnostics = [*conversion.diagnostics, *standing(root, conversion, jobs=options.jobs)]
        if differ := disagreements(root / "mkdocs.yml"):
            _report([*diagnostics, *differ], options)
            _say(f"Not published: {counted(len(differ), 'setting')} of mkdocs.yml and archive.toml differ (L021)")
            return FINDINGS
        if not options.unrecorded and any(diagnostic.code == "A102" for diagnostic in diagnostics):
            _report(diagnostics, options)
            _say(_UNRECORDED.format(counted(len(findings(set(diagnostics))), "finding")))
            return FINDINGS
        unwritten, known = _written(options, conversion)
        diagnostics += unwritten
        try:
            files, store = conversion.reports.files, conversion.store
            part, outside = conversion.part, _outside(conversion)
            made = partial(build, root, files, store=store, known=known, jobs=options.jobs, told=_rendered)
            others, kept_back, absent = others_of(root, conversion), conversion.withheld, left_out(root, conversion)
            citing = partial(_citing, conversion, options.jobs)
            courses = partial(became, conversion, options.jobs)
            diagnostics += made(
                part=part,
                outside=outside,
                others=others,
                citing=citing,
                courses=courses,
                withheld=kept_back,
                left_out=absent,
            )
        except Refused as refused:
            _report([*diagnostics, *refused.diagnostics], options)
            _say(f"Not published: {refused}. site/ is as it was before; once they are settled: cote site")
            return FINDINGS
        count = len(conversion.documents)
    code = _report(diagnostics, options)
    _say_published(root, kept_back, count, findings(set(diagnostics)))
    return code


def _citing(conversion: Converted, jobs: int) -> CitationIndex:
    """Who cites what; what can't be read was told when the pages were made."""
    return citation_index(conversion, jobs=jobs)[0]


_PUBLISHED = """\
Published: {} of {}. What is to be done is named above, {}; what a code means: cote explain CODE
That is why the exit code is 1, which make calls an error; once it is settled: make site"""


def _say_published(root: Path, kept_back: Sequence[str], count: int, faults: Sequence[Diagnostic]) -> None:
    """Where the site is, what is yet to be set, which documents it shows as they were before, or not at all. Of `count`
    documents. The last words are on what the exit code means, for whoever sees make's own last line below."""
    from ..check.site_settings import unset

    for words in unset():
        _say(f"Before it goes on line: {words}")
    _say(f"The site is in {root / 'site'}. To look at it: make serve")
    for path in kept_back:
        before = (root / "site" / path / "index.html").is_file()
        _say(f"Not published: {path} ({'it stays as it was published before' if before else 'left out'})")
    if faults:
        _say(_PUBLISHED.format(count - len(kept_back), counted(count, "document"), counted(len(faults), "finding")))


def clean(options: argparse.Namespace) -> int:
    """Forget what was made before: the next build makes everything anew."""
    Store(options.root / STORE, 0).clear()
    return CLEAN


def serve(options: argparse.Namespace) -> int:
    """Show the built site until stopped."""
    from . import server

    folder = options.root / "site"
    if not (folder / "index.html").is_file():
        _say(f"No site in {folder}; make it with: make site")
        return FINDINGS
    return server.serve(folder, options.port)


def check(options: argparse.Namespace) -> int:
    """Check everything against what is on record."""
    from ..check import check_site
    from ..check.site_settings import disagreements
    from .listing import furniture, repairs

    root: Path = options.root
    with _converted(options) as conversion:
        texts, unproved = pages(root, conversion, jobs=options.jobs)
        diagnostics = [*conversion.diagnostics, *unproved, *standing(root, conversion, jobs=options.jobs)]
        diagnostics += [*_stale(root / "docs", texts, conversion), *disagreements(root / "mkdocs.yml")]
        if options.repairs:
            _print(line for report in conversion.reports for line in repairs(report))
        if options.furniture:
            _print(line for report in conversion.reports for line in furniture(report))
        _say(_summary(conversion))
        part, outside, store = conversion.part, _outside(conversion), conversion.store
        checked = partial(check_site, root, root / "site", store=store, jobs=options.jobs, part=part)
        absent, removals = left_out(root, conversion), conversion.removals.documents
        diagnostics += checked(outside=outside, left_out=absent, removals=removals)
    return _report(diagnostics, options)


def read(options: argparse.Namespace) -> int:
    """Show what one file holds. Exit 0 where it could be read."""
    from . import reading

    path: Path = options.file
    if message := reading.unreadable(path):
        _say(f"{_one_line(str(path))}: {message}")
        return FINDINGS
    work = partial(reading.read_file, code=options.language, symbol=options.symbol)
    (outcome,) = each(work, [path], seconds=archive().limits.document_seconds)
    if outcome.result is None:
        kind = (
            "" if outcome.error.startswith(reading.NotReadable.__name__) else "can't be read, the file may be damaged: "
        )
        _say(f"{_one_line(str(path))}: {kind}{outcome.error}")
        return FINDINGS
    report, diagnostics = outcome.result
    if not report.blocks:
        faults = "; ".join(f"{diagnostic.code} {diagnostic.message}" for diagnostic in sorted(diagnostics))
        _say(f"{_one_line(str(path))}: {faults or 'nothing in it is text'}")
        return FINDINGS
    if options.json:
        # Where the output isn't Unicode, every other sign is escaped: it is JSON all the same.
        plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
        print(json.dumps(reading.as_json(report, diagnostics), ensure_ascii=plain, indent=1))
    else:
        _print(reading.listed(report, diagnostics))
    return CLEAN


def add(options: argparse.Namespace) -> int:
    """Put files as received into the archive. Exit 0 where it has all of them."""
    from . import intake

    root: Path = options.root
    if not (root / "mkdocs.yml").is_file():
        _say(f"{root} isn't an archive: it has no mkdocs.yml. Run cote there, or name it with --root")
        return USAGE
    files, others = intake.files_in(options.path)
    if options.symbol and len(files) > 1:
        _say(f"--symbol gives the symbol of one file, not of {len(files):,}")
        return USAGE
    counts: Counter[str] = Counter()
    for added in intake.add(root, files, code=options.language, symbol=options.symbol, jobs=options.jobs):
        counts["known" if added.known else "refused" if not added.path else "doubtful" if added.doubts else "sure"] += 1
        _print(_told(added))
    counted = f"{counts['sure'] + counts['doubtful']:,} added, {counts['doubtful']:,} of them with doubts"
    _say(f"{counted}; {counts['known']:,} already there; {counts['refused']:,} not added")
    if others:
        _say(f"{others:,} files of other kinds passed over")
    if counts["sure"] or counts["doubtful"]:
        _say("Check each document.toml against its file, then: make site; once the pages are right: make record")
    return CLEAN if files and not counts["refused"] else FINDINGS


def _told(added: intake.Added) -> Iterator[str]:
    """What became of a file, and where to look."""
    if not added.path:
        yield f"not added: {added.file}: {added.message}"
        return
    yield f"{'already there' if added.known else 'added'}: {added.file} -> source_texts/{added.path} ({added.message})"
    for doubt in added.doubts:
        yield f"    doubtful: {doubt}"


def propose(options: argparse.Namespace) -> int:
    """Print corrections that a person may want to review, in the form of document.toml."""
    from ..mend import load_words
    from ..mend.glossary import load_glossary
    from ..mend.propose import as_toml
    from ..mend.propose import propose as proposed

    with _converted(options) as conversion:
        paths = {document.path for document in conversion.documents}
        if unknown := sorted(set(options.path) - paths):
            _say(f"no document {', '.join(unknown)}; the archive has {', '.join(sorted(paths))}")
            return USAGE
        for report in conversion.reports:
            document = report.document
            if not options.path or document.path in options.path:
                proposals = proposed(report, load_words(document.language), load_glossary(document.language))
                print(f"# {document.file}: {counted(len(proposals), 'proposal')}\n\n{as_toml(proposals)}")
    return CLEAN


def links(options: argparse.Namespace) -> int:
    """Print every link that the conversion makes, one a line, to compare with a later state."""
    from ..citations.changes import dump

    with _converted(options) as conversion:
        print(dump(conversion.reports), end="")
    return CLEAN


def changes(options: argparse.Namespace) -> int:
    """Print links gained, lost and changed between two states, or since one."""
    from ..citations.changes import compare, dump, loaded

    try:
        before, *after = (loaded(path.read_text(encoding="utf-8")) for path in filter(None, (options.old, options.new)))
    except (OSError, ValueError) as error:
        _say(str(error))
        return USAGE
    if not after:
        with _converted(options) as conversion:
            after = [loaded(dump(conversion.reports))]
    differ = compare(before, after[0])
    _print(str(differ).splitlines())
    return FINDINGS if differ.gained or differ.lost or differ.changed else CLEAN


def record(options: argparse.Namespace) -> int:
    """Bring registry and SHA256SUMS up to date; published texts that have changed keep their old words on record."""
    root: Path = options.root
    today = datetime.now(UTC).date()
    diagnostics: list[Diagnostic] = []
    if faults := [fault for path in options.forget if (fault := _not_to_forget(root, path))]:
        for fault in faults:
            _say(fault)
        _say("nothing was recorded")
        return FINDINGS
    clear_unfinished(*(root / folder for folder in (registry.FOLDER, held.FOLDER, "source_texts")))
    with _converted(options) as conversion:
        for report in conversion.reports:
            path, hashes = report.document.path, registry.anchors(report)
            before, unread = registry.load(root, path)
            if unread or history.load(root, path)[1]:
                _say(f"not recorded: {registry.file_of(path)} is damaged, or the record of changes beside it")
                continue
            keep: set[str] = set()
            if not options.unpublished:
                keep, lost = history.add(root, path, before, hashes, today)
                diagnostics += lost
            if registry.save(root, path, hashes, today, keep):
                _say(f"recorded: {registry.file_of(path)}")
        if not record_sources(root, conversion.entries, conversion.extractions, conversion.part, options.forget):
            _say("not recorded: source_texts/SHA256SUMS or source_texts/EXTRACTED is damaged")
        known = [entry.document for entry in held.load(root)[0]]
        files = removed.save(root, conversion.documents, known, options.forget, today, conversion.part)
        conversion = replace(conversion, removals=removed.load(root))
        documents, part = conversion.reports.documents, conversion.part
        # What is gone stays on the list until its removal is on record: its page will say what it was.
        staying = [*conversion.withheld, *removed.gone(root, conversion.documents, conversion.removals, part)]
        files += held.save(root, documents, conversion.anchors, part, staying)
        for file in files:
            _say(f"recorded: {file}")
        return _report([*conversion.diagnostics, *diagnostics, *standing(root, conversion)], options)


def _not_to_forget(root: Path, asked: str) -> str:
    """Why a path of `--forget` can't be meant: nothing on record has it, or it is still there. Empty where it can."""
    path = asked.strip("/")
    on_record = {*registry.paths(root), *(source.partition("/")[2] for source in recorded(root))}
    known = on_record.union(*(map(str, PurePosixPath(name).parents) for name in on_record)) - {"."}
    if path not in known:
        cure = (
            ""
            if (like := near(path, sorted(known)))
            else "; give a path as the message of a finding (A104, S018) names it"
        )
        return f"--forget {asked}: nothing on record has this path{like}{cure}"
    there = root / FOLDER / path
    if there.is_file() or (there / NAME).is_file():
        return f"--forget {asked}: {FOLDER}/{path} is still there; remove it first if it is gone for good"
    return ""


def explain(options: argparse.Namespace) -> int:
    """Print what a code means or which keys document.toml may have, or write the page of all codes."""
    from .listing import LISTS, keys

    if options.all:
        write_whole(options.root / "docs/developers/diagnostics.md", page())
        return CLEAN
    if lists := keys(options.code):
        _print(f"{key}\t{name}" for key, name in lists.items())
        return CLEAN
    code = codes().get(options.code.upper())
    if code is None:
        _say(f"no code {options.code}; the codes are {', '.join(codes())}; and there are the lists {', '.join(LISTS)}")
        return USAGE
    print(explained(code))
    return CLEAN


@contextmanager
def _converted(options: argparse.Namespace) -> Iterator[Converted]:
    """The archive, with store and sources where the options say, or archive.toml, and with what is on record of removed
    documents."""
    from ..machines.address import Address
    from ..machines.shared_store import SharedStore

    store = sources = None
    if url := options.store or archive().store:
        store = SharedStore(options.root / STORE, archive().store_bytes, Address(url))
        store.address.must_take()
    if url := options.sources or archive().sources:
        sources = Address(url)
        sources.must_be_there()
    root, part = options.root, part_of(options.part)
    with converted(
        root, jobs=options.jobs, store=store, sources=sources, part=part, unplaced=without_place
    ) as conversion:
        yield replace(conversion, removals=removed.load(options.root))


def _outside(conversion: Converted) -> list[str]:
    """Paths of the documents that aren't of the part."""
    return [entry.document.path for entry in conversion.outside]


def _pages_outside(conversion: Converted) -> set[str]:
    """Their pages, by path from docs/."""
    if conversion.part.whole:
        return set()
    from ..core.versions import without_language

    return {page for path in _outside(conversion) for page in (*own_pages(path), f"{without_language(path)}.md")}


def _stale(docs: Path, texts: Mapping[str, str], conversion: Converted) -> list[Diagnostic]:
    """Findings for pages of docs/ that aren't what the sources give; of a part, only for those of its documents, since
    lists show what is there."""
    doubtful = {f"{docs.name}/{page}" for path in conversion.withheld for page in own_pages(path)}
    diagnostics = [diagnostic for diagnostic in stale(docs, texts) if diagnostic.file not in doubtful]
    if conversion.part.whole:
        return diagnostics
    own = {f"{docs.name}/{page}" for document in conversion.documents for page in own_pages(document.path)}
    return [diagnostic for diagnostic in diagnostics if diagnostic.file in own]


def _written(options: argparse.Namespace, conversion: Converted) -> tuple[list[Diagnostic], dict[str, str]]:
    """Bring docs/ up to date. Returns what kept pages from being written, and the SHA-256 of each page by its path."""
    texts, diagnostics = pages(options.root, conversion, jobs=options.jobs)
    clear_unfinished(options.root / "docs")
    seen = SeenFiles(conversion.store, "docs")
    # What was published isn't removed while it is in doubt; whether the site shows it is another matter.
    staying = _pages_outside(conversion).union(*map(own_pages, conversion.withheld))
    changed, blocked = update(options.root / "docs", texts, staying, seen)
    documents, pages_changed = counted(len(conversion.entries), "document"), counted(len(changed), "page")
    _say(f"{documents}: {_anew(conversion.made, len(conversion.entries))}; {pages_changed} of docs/ changed")
    others = {fault.file.removeprefix("docs/") for fault in blocked}
    diagnostics += unreadable(options.root / "docs")
    return [*diagnostics, *blocked], {path: texts.digest(path) for path in texts if path not in others}


def _rendered(made: int, taken: int) -> None:
    _say(f"{counted(made + taken, 'page')} of the site: {_anew(made, made + taken)}")


def _anew(made: int, total: int) -> str:
    """What was made of so many things, and what was taken from .cache/store."""
    return f"{made:,} made anew, {total - made:,} as before"


def _report(diagnostics: Iterable[Diagnostic], options: argparse.Namespace) -> int:
    """Print the findings, sorted, each once. Returns the exit code."""
    listed = sorted(set(diagnostics))
    serious = findings(listed)
    _print(_told_of(diagnostic) for diagnostic in (listed if options.notices else serious))
    quiet = len(listed) - len(serious)
    notices = f", {counted(quiet, 'notice')} (--notices lists them)" if quiet else ""
    _say(f"{counted(len(serious), 'finding')}{notices}" if serious or quiet else "no findings")
    return FINDINGS if serious else CLEAN


def _told_of(diagnostic: Diagnostic) -> str:
    return f"{diagnostic}; not published until that is settled" if withheld([diagnostic]) else str(diagnostic)


def _summary(conversion: Converted) -> str:
    from .listing import furniture, repairs

    kinds: Counter[str] = Counter()
    for report in conversion.reports:
        kinds["repairs"] += sum(1 for _ in repairs(report))
        kinds["furniture"] += sum(1 for _ in furniture(report))
    return (
        f"{counted(len(conversion.reports), 'document')}, {counted(kinds['repairs'], 'repair')} (--repairs), "
        f"{counted(kinds['furniture'], 'piece')} of furniture (--furniture)"
    )


def _print(lines: Iterable[str] | Iterator[str]) -> None:
    for line in lines:
        print(_one_line(line))


def _one_line(words: str) -> str:
    """Without the control characters that a file's name or text may contain."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", words)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
