"""`cote publish TARGET`: sends what has changed in the built site since it was last published there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..core.diagnostics import counted
from .folder_host import FolderHost
from .hosting_settings import PublishError
from .hosts import Host
from .object_store import SCHEME, ObjectStore
from .publication import read, written
from .rsync_host import RsyncHost, remote
from .sending import Sending, after, before, sending
from .site_files import site_files

CLEAN, FINDINGS = 0, 1
_NAMED = 5
"""Files that a message names; the rest are counted."""


def arguments(command: argparse.ArgumentParser) -> None:
    """What `cote publish` can be told."""
    command.add_argument("target", help="a folder, s3://BUCKET/PREFIX, or what rsync reaches: HOST:FOLDER")
    command.add_argument("--remove", action="store_true", help="remove there what the site no longer has")
    command.add_argument("--all", action="store_true", help="send every file, also those that are there already")
    command.add_argument("--replace", action="store_true", help="replace files there that Cote hasn't published")
    command.add_argument("--dry-run", action="store_true", help="only list what would be sent and removed")
    command.set_defaults(run=publish)


def publish(options: argparse.Namespace) -> int:
    """Publish the built site."""
    try:
        site: Path = options.root / "site"
        if not (site / "index.html").is_file():
            raise PublishError(f"no site in {site}; make it with: make site")
        _published(site, host_of(options.target, site), options)
    except PublishError as error:
        _say(str(error))
        return FINDINGS
    return CLEAN


def host_of(target: str, site: Path) -> Host:
    """The host that a target names. Raises PublishError where it can't be one."""
    if target.startswith(SCHEME):
        return ObjectStore(target)
    if remote(target):
        return RsyncHost(target, site)
    if "://" in target:
        raise PublishError(
            f"{target}: Cote publishes to folders, s3:// and what rsync reaches, not to {target.partition(':')[0]}"
        )
    folder = Path(target)
    here, there = site.resolve(), folder.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise PublishError(f"{target} holds the built site, or lies in it; name another folder")
    return FolderHost(folder)


def _published(site: Path, host: Host, options: argparse.Namespace) -> None:
    publication = read(host.record(), host.name)
    files = site_files(site, jobs=options.jobs)
    lacking, other = host.compared(files)
    plan = sending(files, lacking, other, publication, keeps_types=host.keeps_types, everything=options.all)
    if options.dry_run:
        _list(plan, remove=options.remove)
        return
    if plan.strange and not options.replace:
        named = ", ".join(plan.strange[:_NAMED])
        raise PublishError(
            f"{host.name} has {counted(len(plan.strange), 'file')} that Cote hasn't published and would replace: "
            f"{named}. Nothing was sent. Is it the right place? Then publish with --replace"
        )
    _sent(site, host, plan, options.jobs, begin=written(before(publication, plan)))
    if options.remove and plan.gone:
        host.remove(plan.gone)
    if plan.files or plan.gone:
        host.keep_record(written(after(publication, files, removed=options.remove)))
    _say(_summary(host, plan, removed=options.remove))


def _sent(site: Path, host: Host, plan: Sending, jobs: int, *, begin: bytes) -> None:
    """Send all steps; before the first, the record says what may come."""
    if plan.files:
        host.keep_record(begin)
    done = 0
    for step in plan.steps:
        host.send(site, step, jobs)
        done += len(step)
        _say(f"Sent {done:,}/{plan.files:,}")


def _list(plan: Sending, *, remove: bool) -> None:
    for step in plan.steps:
        for file in step:
            print(f"{'new' if file.path in plan.new else 'changed'}: {file.path}")
    for path in plan.gone:
        print(f"{'removed' if remove else 'no longer in the site'}: {path}")


def _summary(host: Host, plan: Sending, *, removed: bool) -> str:
    words = f"{host.name}: {len(plan.new):,} new, {len(plan.changed):,} changed"
    if not plan.gone:
        return words
    gone = counted(len(plan.gone), "file")
    return f"{words}, {gone} removed" if removed else f"{words}; {gone} no longer in the site stay there (--remove)"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
