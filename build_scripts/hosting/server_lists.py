"""What a web server is to send with the site's files, in the words of nginx and of Caddy: media types, compression,
lifetimes, the policy, the page for what is missing, and addresses of paragraphs (data/hosting.toml, export/formats.py,
data/anchors.toml). The lists of addresses that lead on are export/redirects.py's.

One file for each place of a server's settings; docs/developers/hosting.md has the settings that include them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from ..core.received import MEDIA_TYPES
from ..core.settings import archive
from ..export.addresses import FOLDER
from ..export.formats import FORMATS
from .hosting_settings import PLACE, header_policy, media_type, settings

NGINX = f"{FOLDER}/serveur.nginx"
"""Path in the site of what nginx includes in `server { }`."""
LIFETIMES = f"{FOLDER}/durees.map"
"""Of what nginx includes in a `map` of `"$uri?$arg_v"`: Cache-Control."""
POLICY = f"{FOLDER}/regles.map"
"""Of what nginx includes in a `map` of `$uri`: the policy of pages."""
CADDY = f"{FOLDER}/serveur.caddy"
"""Of what Caddy imports in the site's block."""
CADDY_ERRORS = f"{FOLDER}/erreurs.caddy"
"""Of what Caddy imports in its `handle_errors`."""

_PAGE = r"(?:/|\.html)$"


def write(site: Path) -> None:
    """Write the files into a built site."""
    base = urlsplit(archive().site_url).path
    files = {
        NGINX: _nginx(base),
        LIFETIMES: (f'"~{pattern}" "{cache}";' for pattern, cache in _lifetimes(base)),
        POLICY: [f'"~{_PAGE}" "{header_policy()}";'],
        CADDY: _caddy(base),
        CADDY_ERRORS: _caddy_errors(base),
    }
    for path, lines in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _types() -> dict[str, str]:
    """Media type by what follows a dot in a file's name, shorter before longer: `json`, `csl.json`."""
    received = {suffix[1:]: kind for suffix, kind in MEDIA_TYPES.items()}
    endings = {*settings().media_types, *(row.ending for row in FORMATS)}
    types = {ending: media_type(f"x.{ending}") for ending in endings} | received
    return dict(sorted(types.items(), key=lambda row: (row[0].count("."), row[0])))


def _longer(types: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Endings with a dot whose type isn't that of their end: `csl.json`."""
    for ending, kind in types.items():
        if "." in ending and types.get(ending.rpartition(".")[2]) != kind:
            yield ending, kind


def _compressible(types: dict[str, str]) -> list[str]:
    """Media types whose files get smaller by compression."""
    return sorted({kind.partition(";")[0] for kind in types.values()} - set(settings().compressed))


def _lifetimes(base: str) -> Iterator[tuple[str, str]]:
    """Pattern of a path, `?` and the version that is asked for → Cache-Control; the first that fits counts."""
    for paths, cache in settings().versioned:
        yield rf"^{_pattern(base, paths)}\?.", cache
    for paths, cache in settings().lifetimes:
        yield rf"^{_pattern(base, paths)}\?", cache


def _pattern(base: str, paths: Iterable[str]) -> str:
    """Paths of the site with `*` for any signs, as one pattern."""
    return f"{re.escape(base)}(?:{'|'.join(re.escape(path).replace(re.escape('*'), '.*') for path in paths)})"


def _nginx(base: str) -> Iterator[str]:
    types = _types()
    texts = sorted({kind.partition(";")[0] for kind in types.values() if ";" in kind} - {"text/html"})
    yield "charset utf-8;"
    yield f"charset_types {' '.join(texts)};"
    yield "gzip on;"
    yield "gzip_vary on;"
    yield f"gzip_types {' '.join(kind for kind in _compressible(types) if kind != 'text/html')};"
    yield "types {"
    yield from (f"    {kind.partition(';')[0]} {ending};" for ending, kind in types.items() if "." not in ending)
    yield "}"
    yield "default_type application/octet-stream;"
    for ending, kind in _longer(types):
        yield f'location ~ "\\.{re.escape(ending)}$" {{ types {{ }} default_type {kind}; }}'
    yield from (f'add_header {name} "{words}" always;' for name, words in settings().headers.items())
    yield "absolute_redirect off;"
    # At `/A//76/463/` the links of a page would lead elsewhere, so that nothing is there.
    yield "merge_slashes off;"
    yield 'location ~ "//" { return 404; }'
    yield f"error_page 404 {base}404.html;"
    yield f'location ~ "{PLACE}" {{ try_files $uri/index.html @document; }}'
    yield 'location @document { return 301 "$document$is_args$args#$place"; }'


def _caddy(base: str) -> Iterator[str]:
    types = _types()
    yield "encode zstd gzip {"
    yield "    match {"
    yield from (f"        header Content-Type {kind}*" for kind in _compressible(types))
    yield "    }"
    yield "}"
    yield "route {"
    yield from (f'    header {name} "{words}"' for name, words in settings().headers.items())
    yield f"    @page path_regexp {_PAGE}"
    yield f'    header @page Content-Security-Policy "{header_policy()}"'
    # As in a file of nginx the first that fits counts, so here the last.
    for number, (pattern, cache) in reversed([*enumerate(_lifetimes(base))]):
        versioned = pattern.endswith(".")
        yield f"    @lifetime{number} {{"
        yield f"        path_regexp {pattern.removesuffix('.').removesuffix(chr(92) + '?')}$"
        yield from ['        expression {query.v} != ""'] if versioned else []
        yield "    }"
        yield f'    header @lifetime{number} Cache-Control "{cache}"'
    for number, (ending, kind) in enumerate(types.items()):
        yield f"    @type{number} path *.{ending}"
        yield f'    header @type{number} Content-Type "{kind}"'
    yield "}"
    # As for nginx. Caddy reads two slashes as one but where a pattern has two.
    yield "@doubled path *//*"
    yield "error @doubled 404"
    for name, asked, sign in (("place", "==", ""), ("place_asked", "!=", "?{query}")):
        yield f"@{name} {{"
        yield f"    path_regexp {name} {PLACE}"
        yield "    not file {path}/index.html"
        yield f'    expression {{query}} {asked} ""'
        yield "}"
        yield f"redir @{name} {{re.{name}.document}}{sign}#{{re.{name}.place}} permanent"


def _caddy_errors(base: str) -> Iterator[str]:
    yield "header {"
    yield '    Content-Type "text/html; charset=utf-8"'
    yield f'    Content-Security-Policy "{header_policy()}"'
    yield "    -Cache-Control"
    yield "}"
    yield "@gone expression {err.status_code} == 410"
    yield "rewrite @gone {path}/index.html"
    yield "@missing expression {err.status_code} == 404"
    yield f"rewrite @missing {base}404.html"
    yield "file_server"
