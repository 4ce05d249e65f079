"""Archives for tests: one without documents, and any folder served as static web servers do."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def empty_archive(root: Path) -> Path:
    """The folder `root` as an archive without documents: settings, templates and the hand-written pages."""
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "docs").mkdir()
    for page in (ROOT / "docs").glob("*.md"):
        shutil.copy(page, root / "docs")
    return root


class _Handler(http.server.SimpleHTTPRequestHandler):
    """A folder's address gets its slash; for what is not there the site may have a page."""

    def send_head(self) -> Any:
        if "//" in self.path.partition("?")[0]:  # Nothing has such a name, for S3 and GitHub Pages, too.
            self.send_error(404)
            return None
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests say what matters."""


@contextmanager
def served(site: Path, seen: list[str] | None = None) -> Iterator[str]:
    """Address of a folder while it is served, with a slash at the end.

    `seen` gets the path of every page that a browser went to, including missing ones; not what a page asks for: the
    last request of the page before may come late.
    """

    class Handler(_Handler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if seen is not None and self.headers.get("Sec-Fetch-Dest", "document") == "document":
                seen.append(path)
            super().do_GET()

        def end_headers(self) -> None:
            if seen is not None:
                self.send_header("Cache-Control", "no-store")
            super().end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
