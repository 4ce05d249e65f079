"""The process that reads files for extract/guarded.py: python -m build_scripts.extract.child, never by hand.

It may read the program's own files and answer, no more: limits of the system bound its time and memory, and a hook
refuses to write, to start programs and to talk to the network.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import pypdfium2

from ..core.diagnostics import Diagnostic
from ..core.model import Source
from ..core.pipes import receive, send
from ..core.settings import Limits
from . import FORMATS, html_file, pdf, word  # noqa: F401  (imported before anything is refused)
from .record import as_table

_LARGEST_REQUEST = 1 << 40
_RETIRES = 2
"""A process that has taken more than this part of its memory answers, and ends."""
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.system", "os.startfile")
_REFUSED_FILES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Answers requests until there are no more."""
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    # Opened once, so that the libraries have what they load at first use before anything is refused.
    pypdfium2.PdfDocument.new().close()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)
    while True:
        try:
            request = json.loads(receive(given, _LARGEST_REQUEST))
            data = receive(given, _LARGEST_REQUEST)
        except EOFError:
            return
        limits = Limits(**request["limits"])
        _bound(limits, len(data))
        source, diagnostics, failed = _extracted(request["format"], request["path"], data, limits)
        answer: dict[str, Any] = {
            "source": as_table(source),
            "diagnostics": [[said.file, said.line, said.code, said.message] for said in diagnostics],
            "last": failed or _peak() > limits.document_bytes // _RETIRES,
        }
        send(answers, json.dumps(answer).encode("ascii"))


def _extracted(form: str, path: str, data: bytes, limits: Limits) -> tuple[Source, list[Diagnostic], bool]:
    """What was read, and whether reading has failed, so that another process should go on."""
    extract = next(known.extract for known in FORMATS if known.name == form)
    try:
        source, diagnostics = extract(path, data, limits)
    except MemoryError:
        size = f"{limits.document_bytes:,} bytes of memory (document_bytes in data/archive.toml)"
        code, message = "S032", f"reading it takes more than {size}: not read; ask for a simpler copy"
    # Whatever a library makes of a damaged file.
    except Exception as error:
        code, message = "S030", f"the file is damaged ({type(error).__name__}): ask for another copy"
    else:
        if len(source.string) <= limits.source_bytes:
            return source, diagnostics, False
        what = f"{len(source.string):,} characters, more than the limit of {limits.source_bytes:,}"
        code, message = "S032", f"{what} (source_bytes in data/archive.toml): not read"
    digest = hashlib.sha256(data).hexdigest()
    return Source(path, "", (0,), digest, form), [Diagnostic(path, 0, code, message)], True


def _bound(limits: Limits, size: int) -> None:
    """Time and memory for one file, on top of what this process has used so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.document_seconds + 1
    _limit(resource.RLIMIT_CPU, seconds)
    if held := _address_space():
        _limit(resource.RLIMIT_AS, held + limits.document_bytes + 2 * size)


def _limit(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if most == resource.RLIM_INFINITY else min(value, most), most))


def _address_space() -> int:
    """Bytes of address space that this process has; 0 where the system doesn't say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _peak() -> int:
    """The most memory that this process has had, in bytes."""
    try:
        # In Linux's `ru_maxrss` the memory of the process that has started this one counts, too: getrusage(2).
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, LookupError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Raises PermissionError for what reading a file never needs (docs.python.org, « Audit events table »)."""
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITES):
            raise PermissionError(f"no file is written here: {arguments[0]!r}")
    elif event.startswith((*_REFUSED, *_REFUSED_FILES)):
        raise PermissionError(f"not allowed here: {event}")


if __name__ == "__main__":
    main()
