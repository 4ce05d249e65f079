"""Lists for servers: addresses that lead on to others, which a server then does by itself as the pages at these
addresses do in a browser (write/aliases.py), and the header `Link` of documents (export/linkset.py).

A fragment goes with the reader: browsers keep it where an answer names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from ..core.received import MEDIA_TYPES
from ..core.removals import Removed
from ..core.settings import archive
from .addresses import FOLDER, Held
from .formats import FORMATS, Role
from .linkset import BACK, link_header

FORMS = {
    f"{FOLDER}/redirections.map": "{old} {new};\n",
    f"{FOLDER}/redirections.caddy": "redir {old} {new} permanent\n",
    "_redirects": "{old} {new} 301!\n",
}
"""By path in the site, a line for nginx' `map`, for a Caddyfile, and for Netlify, which reads it at the site's root."""


LINKS = f"{FOLDER}/liens.map"
"""Path of the list of headers, for nginx. While it answers, the address of a folder is that of its page."""


GONE = {
    f"{FOLDER}/retraits.map": "{path} {page};\n",
    f"{FOLDER}/retraits.caddy": "error {path} 410\n",
}
"""By path in the site, a line for each address whose document is gone for good: for nginx' `map`, with the page that
says so, and for a Caddyfile."""


_HEAD = {".caddy": "# Made by cote site; Debian 12's Caddy imports no empty file.\n"}
"""By a list's ending, what it begins with."""


def write(site: Path, documents: Iterable[Held], removed: Iterable[Removed] = ()) -> None:
    """Write the lists, sorted; empty ones, too, so that a server that includes one finds it."""
    held = list(documents)
    moved = _moved(site, held)
    base = urlsplit(archive().site_url).path
    for path, line in FORMS.items():
        lines = (
            line.format(old=f"{base}{old}{slash}", new=f"{base}{new}/")
            for old, new in sorted(moved.items())
            for slash in ("", "/")
        )
        _write(site / path, lines)
    gone = _gone(held, removed)
    for path, line in GONE.items():
        lines = (
            line.format(path=f"{base}{address}{slash}", page=f"{base}{address}/index.html")
            for address in gone
            for slash in ("", "/")
        )
        _write(site / path, lines)
    ordered = sorted(held, key=lambda document: document.path)
    pages = (f"{base}{one.path}/index.html '{link_header(one.path, one.type, one.symbol)}';\n" for one in ordered)
    _write(site / LINKS, [*_links_back(base), *pages])


def _gone(held: Iterable[Held], removed: Iterable[Removed]) -> list[str]:
    """The addresses, with their language and without, of documents that were removed, and of no other."""
    taken = {path for document in held for path in _addresses(document.path, document.aliases)}
    return sorted({path for document in removed for path in _addresses(document.path, document.aliases)} - taken)


def _addresses(path: str, aliases: Iterable[str]) -> Iterator[str]:
    language, _, own = path.partition("/")
    for name in (own, *aliases):
        yield from (name, f"{language}/{name}")


def _links_back(base: str) -> Iterator[str]:
    """What a file of a document says of the page that it lies beside, for nginx the first that fits its name."""
    for role in (Role.LINKS, Role.METADATA, Role.ITEM):
        endings = [row.ending for row in FORMATS if row.role is role]
        endings += [f"original{suffix}" for suffix in MEDIA_TYPES if role is Role.ITEM]
        names = "|".join(map(re.escape, endings))
        link = f'<./>; rel="{BACK[role]}"; type="text/html"' if role in BACK else ""
        yield f"\"~^{re.escape(base)}[a-z]{{2}}/.+/[^/]+\\.(?:{names})$\" '{link}';\n"


def _write(file: Path, lines: Iterable[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_HEAD.get(file.suffix, "") + "".join(lines), encoding="utf-8", newline="\n")


def _moved(site: Path, documents: list[Held]) -> dict[str, str]:
    """The new path of each address that leads on, with its language and without: of former addresses, and of the other
    halves of joint symbols. Not what another document has as its own, nor what has no page."""
    own = {path for held in documents for path in (held.path, held.path.partition("/")[2])}
    moved: dict[str, str] = {}
    doubtful: set[str] = set()
    for held in documents:
        language, _, path = held.path.partition("/")
        for alias in held.aliases:
            for old, new in ((f"{language}/{alias}", held.path), (alias, path)):
                if moved.setdefault(old, new) != new:
                    doubtful.add(old)
    return {
        old: new
        for old, new in moved.items()
        if old not in own and old not in doubtful and all((site / path / "index.html").is_file() for path in (old, new))
    }
