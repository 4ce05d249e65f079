"""Pagefind, run as a service: one process, one index, records in, files out.

The Python wrapper of Pagefind 1.5 waits 0.1 s before each reply. The protocol is simple: JSON in base64, with a comma
after each message, both ways (pagefind/src/service/mod.rs).
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from types import TracebackType
from typing import IO, Any

from pagefind_bin import get_executable  # type: ignore[import-untyped]

LANGUAGE = "unknown"
"""Turns off Pagefind's stemming: the words it is given are keys (word_folding.py)."""

CHUNK = 3000
"""Approximate number of word positions in one index file; Pagefind's default of 20,000 loads 40 KB for one word."""
DECODED = b"pagefind_dcd"
"""Begins what is, or was, compressed."""


class PagefindError(RuntimeError):
    """Pagefind couldn't be run, or didn't do what it was asked."""


class Pagefind:
    """A Pagefind index being made. Its process ends with the context."""

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                [get_executable(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK)},
            )
        except (FileNotFoundError, OSError) as error:
            raise PagefindError(f"Pagefind can't be started: {error}") from error
        self._messages = 0
        self._index = self._ask({"type": "NewIndex", "config": None})["index_id"]

    def __enter__(self) -> Pagefind:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def add(self, url: str, keys: str) -> None:
        """Add a document: the keys of its words, with spaces between them; their positions count from 0. Raises
        PagefindError."""
        # With this weight, Pagefind writes no mark for each word of each page.
        content = "___PAGEFIND_WEIGHT___1.05 " + keys
        self._ask(
            {
                "type": "AddRecord",
                "index_id": self._index,
                "url": url,
                "content": content,
                "language": LANGUAGE,
                "meta": None,
                "filters": None,
                "sort": None,
            }
        )

    def files(self) -> dict[str, bytes]:
        """The files of the index by path, sorted. Raises PagefindError.

        Pagefind can also write them itself, but answers before the last bytes are on the disk.
        """
        files = self._ask({"type": "GetFiles", "index_id": self._index})["files"]
        return {
            file["path"]: base64.b64decode(file["content"])
            for file in sorted(files, key=lambda file: str(file["path"]))
        }

    def _ask(self, payload: dict[str, Any]) -> dict[str, Any]:
        self._messages += 1
        message = json.dumps({"message_id": self._messages, "payload": payload}).encode()
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            _write(stdin, base64.b64encode(message) + b",")
        except BrokenPipeError as error:
            raise PagefindError("Pagefind ended before its work was done") from error
        reply = bytearray()
        while not reply.endswith(b","):
            part = os.read(stdout.fileno(), 1 << 20)
            if not part:
                raise PagefindError("Pagefind ended before its work was done")
            reply += part
        answer: dict[str, Any] = json.loads(base64.b64decode(reply[:-1]))["payload"]
        if answer["type"] == "Error":
            raise PagefindError(f"Pagefind: {answer['message']}")
        return answer


def _write(pipe: IO[bytes], content: bytes) -> None:
    """Write the whole content, however little the pipe takes at a time."""
    remaining = memoryview(content)
    while remaining:
        remaining = remaining[pipe.write(remaining) :]
