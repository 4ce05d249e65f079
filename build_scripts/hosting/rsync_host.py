"""Whatever rsync reaches: `host:folder`, `user@host:folder`, `rsync://host/module`.

rsync compares and sends by itself; it is told which files, step by step, so that the order is the same as everywhere.
Times are those of the sending: the site's files have none that mean anything, and hosts tell by them what is new.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from ..core.workplace import temporary
from .hosting_settings import PublishError, settings
from .site_files import SiteFile, content

# `user@host:folder`, `host::module`, `rsync://host/module`; not `C:\site`, `./a:b`, `ftp://host/www`
_REMOTE = re.compile(r"rsync://.+|(?:[\w.-]+@)?[\w.-]{2,}:(?!//).*")

_PLAIN = ("--recursive", "--checksum", "--mkpath", "--chmod=D755,F644", "--files-from=-", "--from0")
"""Compared by content; what the web server may read."""
# `<f+++++++++ index.html` is new, `>fcs...... index.html` has other bytes; not `.f...p..... index.html`: other rights.
_ITEM = re.compile(r"[<>]f(\+)?\S* (.+)")
# What patterns of rsync mean otherwise: `a*`, `b?`, `c[1]`, `d\e`; not `a.b`.
_WILD = re.compile(r"[*?\[\\]")
_NOT_THERE = {3, 11, 23}
"""What rsync ends with where the one file that was asked for is not there (rsync(1), « EXIT VALUES »)."""


def remote(target: str) -> bool:
    """Whether a target is one for rsync."""
    return bool(_REMOTE.fullmatch(target)) and not Path(target).exists()


class RsyncHost:
    """A folder on a server."""

    keeps_types = False

    def __init__(self, address: str, site: Path) -> None:
        self.name = address
        self._home = address.rstrip("/") + "/"
        self._site = site
        if shutil.which("rsync") is None:
            raise PublishError("rsync isn't installed on this machine; install it from your system's packages")

    def record(self) -> bytes | None:
        with temporary() as folder:
            self._run(["--dry-run", "--list-only", self._home], {11, 23})  # Is the server there at all?
            file = folder / settings().record
            self._run([f"{self._home}{settings().record}", str(file)], _NOT_THERE)
            return file.read_bytes() if file.is_file() else None

    def compared(self, files: Mapping[str, SiteFile]) -> tuple[frozenset[str], frozenset[str]]:
        output = self._files(files, ["--dry-run", "--8-bit-output", "--out-format=%i %n"])
        new: set[str] = set()
        other: set[str] = set()
        for line in output.decode("utf-8", "surrogateescape").splitlines():
            if item := _ITEM.fullmatch(line):
                (new if item[1] else other).add(item[2])
        return frozenset(new), frozenset(other)

    def send(self, site: Path, files: Sequence[SiteFile], jobs: int) -> None:
        self._files([file.path for file in files], [])
        for file in files:  # rsync reads them by itself: they must still be those that were compared.
            content(site, file)

    def keep_record(self, content: bytes) -> None:
        with temporary() as folder:
            file = folder / settings().record
            file.write_bytes(content)
            self._run(["--mkpath", "--chmod=F644", str(file), self._home])

    def remove(self, paths: Sequence[str]) -> None:
        """From a folder that has only the site's folders, rsync deletes what isn't there. What no rule includes is out
        of its sight, and a folder with any of that stays. (`--delete-missing-args` would ask less, but servers refuse
        it: findings/rsync-delete-missing-args.sh.)"""
        folders = {folder.as_posix() for path in paths for folder in PurePosixPath(path).parents} - {"."}
        with temporary() as skeleton:
            for folder in folders:
                if (self._site / folder).is_dir():
                    (skeleton / folder).mkdir(parents=True, exist_ok=True)
            rules = [_rule(path) for path in (*(f"{folder}/" for folder in sorted(folders)), *paths)]
            deleting = ["--recursive", "--delete", "--from0", "--include-from=-", "--exclude=*"]
            self._run([*deleting, f"{skeleton}/", self._home], given=_listed(rules))

    def _files(self, paths: Iterable[str], options: list[str]) -> bytes:
        return self._run([*_PLAIN, *options, f"{self._site}/", self._home], given=_listed(paths))

    def _run(self, arguments: list[str], allowed: frozenset[int] | set[int] = frozenset(), given: bytes = b"") -> bytes:
        done = subprocess.run(["rsync", *arguments], input=given, capture_output=True, check=False)
        if done.returncode and done.returncode not in allowed:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no message"]
            raise PublishError(
                f"{self.name}: rsync ended with {done.returncode}: {lines[0]}; "
                "what was sent so far stays, publish again to send the rest"
            )
        return done.stdout


def _rule(path: str) -> str:
    """The pattern of one path, from the top. A backslash is itself where nothing else needs one (rsync(1), « PATTERN
    MATCHING RULES »)."""
    return "/" + (_WILD.sub(r"\\\g<0>", path) if any(sign in path for sign in "*?[") else path)


def _listed(paths: Iterable[str]) -> bytes:
    return b"".join(path.encode("utf-8", "surrogateescape") + b"\0" for path in paths)
