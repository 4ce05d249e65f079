"""Writes the files of the search, each a script that hands its content to the page.

A page opened by double click (file://) may not fetch, import or start a worker, but it may load scripts. So every file
that search needs is a script, whether the site is served or opened, and nothing is on the disk twice.
Pagefind's WebAssembly is written as base64, which a web server's compression reduces to 1.01 times its size. Its index
is unpacked and written as letters, 1.14 times the size when compressed: a compressed file changes everywhere when one
word changes, and readers who bring a copy up to date would have to fetch all of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from .pagefind import PagefindError

FOLDER = "pagefind"
"""The folder of the search in the site."""

_LETTERS = {byte: chr(byte + 32) for byte in range(256)}
"""A character for each byte, above the space, where none needs an escape of six characters."""
# What wasm-bindgen makes to call a WebAssembly:
# `let wasm_bindgen=(function(exports){return exports;})({__proto__:null});`.
_BINDINGS = re.compile(r"let wasm_bindgen=(\(function\(exports\)\{.*?\}\)\(\{__proto__:null\}\));", re.DOTALL)
_CALLED = ("init_pagefind", "request_indexes", "load_index_chunk", "search")
"""What is called of the WebAssembly."""


def script(name: str, value: Any) -> bytes:
    """The content of `name`.js, with a value that JSON can represent."""
    return script_of(
        name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )


def script_of(name: str, value: bytes) -> bytes:
    """The content of `name`.js, with a value in JSON."""
    return b"".join((f"coteSearchData({json.dumps(name)},".encode(), value, b")\n"))


def value_of(name: str, content: bytes) -> bytes:
    """The value in JSON that the script of `name` hands over."""
    before, after = script_of(name, b"\n").split(b"\n", 1)
    return content.removeprefix(before).removesuffix(after)


def as_letters(content: bytes) -> str:
    """Bytes, each as one letter."""
    return content.decode("latin-1").translate(_LETTERS)


def letters(name: str, content: bytes) -> bytes:
    """The content of `name`.js, with bytes, each as one letter."""
    text = json.dumps(as_letters(content), ensure_ascii=False)
    return f"coteSearchData({json.dumps(name)},coteSearch.bytes({text}))\n".encode()


def engine(files: Mapping[str, bytes]) -> bytes:
    """Pagefind's WebAssembly, with the part of its script by which search/pagefind.js calls it: the content of a script
    that hands over both. Raises PagefindError."""
    bindings = _BINDINGS.search(files["pagefind.js"].decode())
    if not bindings or not all(f"exports.{name}={name};" in bindings[1] for name in _CALLED):
        raise PagefindError("pagefind.js can't call its WebAssembly; use the locked version of pagefind-bin")
    wasm = b64encode(files["wasm.unknown.pagefind"]).decode()
    return f'coteSearchData("engine",{{bindings:{bindings[1]},wasm:"{wasm}"}})\n'.encode("utf-8", "surrogatepass")


class Bundle:
    """Files of the folder of the search, and the hash of everything in it."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        """Content by path."""
        self._hash = hashlib.sha256()

    @property
    def version(self) -> str:
        """Version that changes with any byte noted so far; the browser asks for files of this version."""
        return self._hash.hexdigest()[:12]

    def note(self, digest: str) -> None:
        """Note files that are in the folder already, by the hash of their content."""
        self._hash.update(f"{digest}\n".encode())

    def data(self, name: str, value: Any) -> None:
        """Add `name`.js."""
        content = self.files[f"{name}.js"] = script(name, value)
        self.note(hashlib.sha256(content).hexdigest())
