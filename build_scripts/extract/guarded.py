"""Extraction in a process of its own, which has limits of time and memory, runs nothing and fetches nothing.

Each process that reads files keeps one such child (extract/child.py) and asks it file after file; a child that a file
has killed, or that has failed, is replaced. Requests and answers are lengths and JSON.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..core.diagnostics import Diagnostic
from ..core.model import Source
from ..core.pipes import receive, send
from ..core.settings import Limits
from .record import from_table

_PACKAGE = Path(__file__).parents[2]
"""Folder that the program is imported from."""
_PATIENCE = 4
"""How many seconds may pass for each second of CPU: other work wants the machine, too."""
_ANSWER = 32
"""Bytes of an answer for each that its text may have."""
_OUT_OF_TIME = {getattr(signal, name, 0) for name in ("SIGXCPU", "SIGPROF")} - {0}


@dataclass(slots=True)
class _Child:
    """The process that reads."""

    process: subprocess.Popen[bytes]
    slow: bool = False
    """It was ended because it took too long."""

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(BrokenPipeError):  # What it was being sent when it ended.
                    pipe.close()

    def too_slow(self) -> None:
        self.slow = True
        self.process.kill()


class _Reader:
    """The child of this process, if there is one, and whose turn it is to ask it."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.child: _Child | None = None

    def running(self) -> _Child:
        """The child, started when it is first needed."""
        if self.child and self.child.process.poll() is not None:
            self.stop()
        if not self.child:
            self.child = _Child(_started())
        return self.child

    def stop(self) -> None:
        """Ends the child."""
        if self.child:
            self.child.stop()
        self.child = None

    def forget(self) -> None:
        """In a process forked from this one: the child is the other's, and so may be the turn."""
        self.turn = threading.Lock()
        self.child = None


_reader = _Reader()
atexit.register(_reader.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reader.forget)


def guarded(form: str, path: str, data: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """What the extractor of the format `form` reads in `data`; a file that it can't read within the limits gives an
    empty source and the reason."""
    with _reader.turn:
        child = _reader.running()
        try:
            answer = _asked(child, {"format": form, "path": path, "limits": asdict(limits)}, data, limits)
            source = from_table(path, answer["source"])
            diagnostics = [Diagnostic(*values) for values in answer["diagnostics"]]
        except (OSError, EOFError, ValueError, TypeError, LookupError):
            _reader.stop()
            code, message = _why(child, limits)
        except BaseException:
            _reader.stop()  # Its answer would be taken for that to the next request.
            raise
        else:
            if answer["last"]:
                _reader.stop()
            return source, diagnostics
    digest = hashlib.sha256(data).hexdigest()
    return Source(path, "", (0,), digest, form), [Diagnostic(path, 0, code, message)]


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"{__package__}.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(_PACKAGE)},
        cwd=_PACKAGE,
    )


def _asked(child: _Child, request: dict[str, Any], data: bytes, limits: Limits) -> dict[str, Any]:
    """The child's answer. Raises OSError, EOFError or ValueError where there is none."""
    assert child.process.stdin
    assert child.process.stdout
    watch = threading.Timer(limits.document_seconds * _PATIENCE, child.too_slow)
    watch.daemon = True
    watch.start()
    try:
        send(child.process.stdin, json.dumps(request).encode("ascii"))
        send(child.process.stdin, data)
        answer = json.loads(receive(child.process.stdout, limits.source_bytes * _ANSWER))
    finally:
        watch.cancel()
    if not isinstance(answer, dict):
        raise ValueError("expected an object")
    return answer


def _why(child: _Child, limits: Limits) -> tuple[str, str]:
    """Code and message, by the way in which a child has ended."""
    ended = -(child.process.returncode or 0)
    if child.slow or ended in _OUT_OF_TIME:
        what = f"reading it takes more than {limits.document_seconds} s (document_seconds in data/archive.toml)"
        return "S032", f"{what}: not read; add its parts one by one, or ask for a simpler copy"
    return (
        "S038",
        "the library that reads it stopped without a message: not read; open the file, save it again, and add that one",
    )
