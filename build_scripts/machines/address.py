"""Files at an address that fsspec reaches (package extra `cluster`): `s3://bucket/store`, `file:///mnt/store`, `sftp://…`.

Names and keys come from where each kind of store takes them: AWS_ACCESS_KEY_ID, ~/.aws, ~/.ssh. A request that fails
is repeated; one that gives no answer is given up after a while.
"""

from __future__ import annotations

import os
import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from time import sleep
from typing import Any

from ..core.elsewhere import Elsewhere

_TRIES = 3
_SECONDS = 300
"""What one request may take; the largest file that is read has 128 MiB."""
_PAUSE = 1.0
"""Seconds before the second try, and twice that before the third."""
_IN_PLACE = {"file", "local", "sftp", "ssh", "smb", "ftp"}
"""Kinds of stores whose readers see a file that is still being written; others show it once it is whole."""
_OPTIONS: dict[str, dict[str, Any]] = {
    "s3": {"config_kwargs": {"connect_timeout": 10, "read_timeout": 60}},
    "file": {"auto_mkdir": True},
}
"""What fsspec is told of a kind of store."""


class AddressError(Elsewhere):
    """An address doesn't answer, or not as it should."""


@dataclass(frozen=True, slots=True)
class Address:
    """A folder at an address. It travels to other processes and machines, which open it for themselves."""

    url: str

    def get(self, path: str) -> bytes | None:
        """The content of a file; None where there is none. Raises AddressError where the address doesn't answer."""
        content: bytes | None = self._asked(lambda fs, home: fs.cat_file(f"{home}/{path}"))
        return content

    def put(self, path: str, content: bytes) -> None:
        """Write a file, whole or not at all. Raises AddressError where it can't be written."""
        self._asked(lambda fs, home: _write(fs, f"{home}/{path}", content))

    def must_be_there(self) -> None:
        """Raises AddressError where nothing is at the address."""
        if not self._asked(lambda fs, home: fs.exists(home)):
            raise AddressError(f"{self.url}: nothing is there, or these keys may not see it; is the address right?")

    def must_take(self) -> None:
        """Raises AddressError where nothing can be written at the address."""
        self.put("cote.txt", b"What Cote has made, by the hash of all that it was made from.\n")
        if self.get("cote.txt") is None:
            raise AddressError(f"{self.url}: what is written there can't be read; is the address right?")

    def _asked(self, request: Callable[[Any, str], Any]) -> Any:
        """The answer to a request, None where what it asks for isn't there."""
        error: BaseException = TimeoutError()
        for number in range(_TRIES):
            if number:
                sleep(_PAUSE * number)
            try:
                fs, home = _opened(self.url, os.getpid())
                return _within(_SECONDS, lambda: request(fs, home))  # noqa: B023  (called before the next turn)
            except FileNotFoundError:
                return None
            except AddressError:
                raise
            except Exception as failure:
                error = failure
        why = " ".join(str(error).split()) or type(error).__name__
        raise AddressError(
            f"{self.url} doesn't answer ({why}). Check the address, the network and the keys; what is finished is "
            "kept: start the command again"
        ) from error


@cache
def _opened(url: str, process: int) -> tuple[Any, str]:
    """The store and the folder in it, opened once in each process: connections don't survive a fork."""
    try:
        import fsspec
        from fsspec.core import split_protocol
    except ModuleNotFoundError:
        raise AddressError(f"{url} needs fsspec on this machine; install it with: make .venv/.cluster") from None
    kind = split_protocol(url)[0] or "file"
    try:
        # Instances and listings are shared by default: what others write would not be seen.
        fs, home = fsspec.url_to_fs(url, skip_instance_cache=True, use_listings_cache=False, **_OPTIONS.get(kind, {}))
    except (ImportError, ValueError) as error:
        cure = "make .venv/.publish" if kind == "s3" else f"pip install what fsspec names for {kind}"
        raise AddressError(f"{url} can't be opened ({error}); {cure}") from None
    return fs, str(home).rstrip("/")


def _write(fs: Any, path: str, content: bytes) -> None:
    protocol = {fs.protocol} if isinstance(fs.protocol, str) else set(fs.protocol)
    if not protocol & _IN_PLACE:
        fs.pipe_file(path, content)
        return
    aside = f"{path}.{secrets.token_hex(4)}.part"
    fs.makedirs(path.rpartition("/")[0], exist_ok=True)
    fs.pipe_file(aside, content)
    fs.mv(aside, path)


def _within(seconds: float, request: Callable[[], Any]) -> Any:
    """What a request gives, or TimeoutError."""
    answer: queue.SimpleQueue[tuple[Any, BaseException | None]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put((request(), None))
        except BaseException as error:
            answer.put((None, error))

    threading.Thread(target=ask, daemon=True).start()
    try:
        content, error = answer.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"no answer within {seconds:.0f} s") from None
    if error:
        raise error
    return content
