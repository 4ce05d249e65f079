"""The built site on this machine, for looking at it and for programs, below the path of its address: `/archive/`."""

from __future__ import annotations

import re
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import PathLike, fspath
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..core.anchor_names import SCOPE, UNIT
from ..core.settings import archive
from ..export.interface_index import is_interface
from ..hosting.hosting_settings import media_type

# A document's address and a place in it, as folders: `/fr/A/76/463/par-12/`, `/fr/A/76/463/res-1.annex.par-20`.
_PLACE = re.compile(rf"(?P<document>/.+/)(?P<anchor>(?:{SCOPE}\.)*(?:{UNIT})-[\w.-]+)/?")
# Where a page that may read data is from: `http://localhost:3000`, `http://[::1]`; not `http://localhost.example`.
_HERE = re.compile(r"^https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$")


class Handler(SimpleHTTPRequestHandler):
    """Files as they are, read again each time, and the site's own page for what is missing.

    The address of a paragraph's own page leads to its place in the document, as it should on the server of a published
    archive (docs/developers/exports.md). Data has a tag, so that a program which has it already isn't sent it again,
    and may be read by pages that this machine serves: by others not, since what isn't published yet would be open to
    every website that is visited from here.
    """

    def __init__(self, *request: Any, base: str = "/", **options: Any) -> None:
        """`base`: the path below which the site is, with a slash at either end."""
        self.base = base
        super().__init__(*request, **options)  # answers the request

    def end_headers(self) -> None:
        if self._is_data():
            self.send_header("Cache-Control", "no-cache")
            self.send_header("Vary", "Origin")
            if tag := self._tag():
                self.send_header("ETag", tag)
            if _HERE.fullmatch(origin := self.headers.get("Origin", "")):
                self.send_header("Access-Control-Allow-Origin", origin)
        else:
            self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _is_data(self) -> bool:
        """Whether a file of the interface is asked for; not for a request that can't be read."""
        asked = getattr(self, "path", "").partition("?")[0]
        return hasattr(self, "headers") and is_interface(unquote(asked).removeprefix(self.base))

    def _tag(self) -> str:
        """Stands for what the file has; empty where there is none. The hour of its change alone can't: files are linked
        from the store, and one that was made earlier may take the place of a later one."""
        try:
            facts = Path(self.translate_path(self.path)).stat()
        except OSError:
            return ""
        return f'"{facts.st_mtime_ns:x}-{facts.st_size:x}-{facts.st_ino:x}"'

    def guess_type(self, path: str | PathLike[str]) -> str:
        """The media type that a host is to give, whatever this machine knows of the file's ending."""
        return media_type(fspath(path))

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing for each file."""

    def send_head(self) -> Any:
        """A page has one address: at `/A//76/463/` its links would lead elsewhere, so that nothing is there. Nor is
        anything outside the site, whose home page the address of the host leads to."""
        path = self.path.partition("?")[0]
        if path != self.base and path in ("/", self.base[:-1]):
            self._lead_to(self.base)
            return None
        if "//" in path or not path.startswith(self.base):
            self.send_error(404)
            return None
        del self.headers["If-Modified-Since"]
        if self._is_data() and (tag := self._tag()) and tag in self.headers.get("If-None-Match", ""):
            self.send_response(304)
            self.end_headers()
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        return super().translate_path(f"/{path.removeprefix(self.base)}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code == 404 and (place := self._place()):
            self._lead_to(place)
            return
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _lead_to(self, address: str) -> None:
        self.send_response(301)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _place(self) -> str:
        """Where the address of a place leads; empty where it isn't one of a document of the site."""
        path, _, query = self.path.partition("?")
        match = _PLACE.fullmatch(path)
        if not match or not Path(self.translate_path(f"{match['document']}index.html")).is_file():
            return ""
        return f"{match['document']}{f'?{query}' if query else ''}#{match['anchor']}"


def serve(folder: Path, port: int) -> int:
    """Serve `folder` on localhost until stopped; 1 if the port is taken."""
    base = urlsplit(archive().site_url).path
    try:
        server = ThreadingHTTPServer(("localhost", port), partial(Handler, directory=str(folder), base=base))
    except OSError as error:
        print(f"port {port}: {error.strerror}; choose another one: make serve PORT=8001", file=sys.stderr)
        return 1
    with server:
        print(f"http://localhost:{server.server_port}{base} (stop with Ctrl+C)", file=sys.stderr, flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0
