"""A browser in a network of its own that leads nowhere, not even to other programs on this machine.

As a program: `python cut_off.py SOCKET PORT COMMAND…` runs inside such a network and lets the command's port be reached
through a socket of the file system, for the tests alone.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

PORT = 9222
_SIOCSIFFLAGS, _UP = 0x8914, 1  # linux/sockios.h, linux/if.h


def able() -> bool:
    """Whether this system can cut a program off from the network."""
    with suppress(OSError):
        return subprocess.run([*_unshare(), "true"], check=False, capture_output=True).returncode == 0
    return False


def _unshare() -> list[str]:
    return ["unshare", "--net", *([] if os.getuid() == 0 else ["--map-root-user"]), "--"]


def wrapped(folder: Path, browser: str, *, port: bool) -> str:
    """A program in `folder` that starts a browser without a network. `port`: it is driven through `folder`/socket."""
    relay = [sys.executable, __file__, str(folder / "socket"), str(PORT)] if port else []
    script = folder / Path(browser).name
    script.write_text(f'#!/bin/sh\nexec {shlex.join([*_unshare(), *relay, browser])} "$@"\n', encoding="utf-8")
    script.chmod(0o700)
    return str(script)


def _main(place: str, port: str, *command: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as device:
        fcntl.ioctl(device, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", _UP))
    if os.fork():
        os.execv(command[0], command)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(place)
        server.listen()
        server.settimeout(60)
        local, _ = server.accept()
    remote = _reached(int(port))
    for source, target in ((local, remote), (remote, local)):
        threading.Thread(target=_pass_on, args=(source, target)).start()


def _reached(port: int) -> socket.socket:
    for _ in range(600):
        with suppress(ConnectionRefusedError):
            return socket.create_connection(("127.0.0.1", port))
        time.sleep(0.05)
    raise TimeoutError(port)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(1 << 16):
            target.sendall(block)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


if __name__ == "__main__":
    _main(*sys.argv[1:])
