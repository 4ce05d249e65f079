"""Makes the site's pages fit to be opened by double click: `aide/` becomes `aide/index.html`, files that the copy lacks
are linked at their published addresses, and links that need a network say so. Only attributes change; every other byte
of a page stays as it is. A page can go through this again, with fewer files.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape, unescape
from posixpath import join, normpath
from urllib.parse import quote, unquote, urljoin, urlsplit

from ..core.interface import interface
from ..core.settings import archive

STYLE = "hors-ligne/hors-ligne.css"
READ_ME = "LISEZ-MOI.html"
INDEX = "index.html"

# Quantifiers are possessive: a tag that never ends costs its length once.
_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*+"|'[^']*+')*+"""
# `<!-- … -->`, `<script>…</script>`, `<a href="x">`. An element that is never closed reaches to the end of the page,
# as browsers read it, so that no later start tag searches for the same end again.
_PIECE = re.compile(
    r"<!--(?:-?>|.*?--!?>|.*)"
    rf"|<(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>]){_ATTRIBUTES}>(?:.*?</\1(?=[\s/>])|.*)"
    rf"|<(a|area|link|form|meta)(?=[\s/>])({_ATTRIBUTES})>",
    re.S | re.I,
)
# An attribute with its value, in quotes or without, or alone: `href="a"`, `rel='next'`, `type=text`, `hidden`.
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]++)(?:\s*=\s*("[^"]*+"|'[^']*+'|[^\s"'<>]++))?""")
# A page that leads to another: `0; url=../A/76/463/`; not `300`.
_REFRESH = re.compile(r"(\s*\d+\s*;\s*url\s*=\s*)(.*)", re.S | re.I)
# The document that the page of a link shows beside another: ` data-beside="en/A/76/463"`; not ` data-beside`.
_BESIDE = re.compile(r'\sdata-beside="([^"]+)"')
_ADDRESS = {"a": "href", "area": "href", "link": "href", "form": "action", "meta": "content"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page's place among the files of a copy."""

    path: str
    """From the copy's root, with `/`."""
    files: Container[str]
    """Every file of the copy."""
    home: str
    """Address of the published site, with a slash at the end."""

    @property
    def up(self) -> str:
        """Relative path to the copy's root."""
        return "../" * self.path.count("/")


def offline(text: str, page: Page) -> str:
    """The page as the copy has it."""
    text = _PIECE.sub(lambda match: _tag(match, page) if match[2] else match[0], _added().sub("", text))
    text = _before(text, "</head>", f'<link rel="stylesheet" href="{page.up}{STYLE}">')
    guide = f' <a href="{page.up}{READ_ME}">{_words()["guide"]}</a>' if READ_ME in page.files else ""
    return _before(
        text, "</footer>" if "</footer>" in text else "</body>", f'<p class="offline">{_words()["legend"]}{guide}</p>'
    )


def _words() -> Mapping[str, str]:
    """What copies say, in the language of the archive's pages."""
    return interface(archive().language).offline


@cache
def _added() -> re.Pattern[str]:
    """What an earlier pass put in: `<link rel="stylesheet" href="../hors-ligne/hors-ligne.css">`, and the legend in its
    paragraph; not `<link rel="stylesheet" href="../s">`."""
    legend, guide = re.escape(_words()["legend"]), re.escape(_words()["guide"])
    return re.compile(
        rf'<link rel="stylesheet" href="[./]*+{re.escape(STYLE)}">'
        rf'|<p class="offline">{legend}(?: <a href="[./]*+{re.escape(READ_ME)}">{guide}</a>)?</p>'
    )


def _before(text: str, end: str, inserted: str) -> str:
    """The text with something inserted before the last `end`, if it has one."""
    head, mark, tail = text.rpartition(end)
    return f"{head}{inserted}{mark}{tail}" if mark else text


def _tag(match: re.Match[str], page: Page) -> str:
    """A start tag with its address changed."""
    name = match[2].lower()
    address_name = _ADDRESS[name]
    beside = _BESIDE.search(match[3]) if name == "a" else None
    # Its page shows a document that the copy may lack.
    place = replace(page, files=()) if beside and f"{beside[1]}/{INDEX}" not in page.files else page
    changed: list[str] = []

    def attribute(attribute_match: re.Match[str]) -> str:
        if attribute_match[1].lower() != address_name or attribute_match[2] is None:
            return attribute_match[0]
        value = unescape(attribute_match[2].strip("\"'"))
        new = _refresh(value, page) if name == "meta" else local(value, place)
        if name == "a" and urlsplit(new).scheme in ("http", "https"):
            changed.append(f' data-network title="{_words()["network"]}"')
        return attribute_match[0] if new == value else f'{attribute_match[1]}="{escape(new)}"'

    if name == "link" and re.search(r"\brel\s*=\s*[\"']?(?:canonical|cite-as)\b", match[3], re.I):
        return match[0]  # the address to cite stays
    attributes = _ATTRIBUTE.sub(attribute, match[3])
    if changed and re.search(r"\sdata-network\b", attributes):
        changed = []
    elif changed and re.search(r"\stitle\s*=", attributes, re.I):
        changed = [" data-network"]
    return f"<{match[2]}{attributes}{''.join(changed)}>"


def _refresh(value: str, page: Page) -> str:
    match = _REFRESH.fullmatch(value)
    return match[1] + local(match[2], page) if match else value


def _folder(path: str) -> str:
    """A path as it is published: `aide/` for `aide/index.html`."""
    return path.removesuffix(INDEX) if path == INDEX or path.endswith(f"/{INDEX}") else path


def local(address: str, page: Page) -> str:
    """An address on a page as it must be without a server: inside the copy, or the published address of what the copy
    lacks. Addresses that lead out of the archive are unchanged.
    """
    if address.startswith(page.home):
        address = page.up + address.removeprefix(page.home) or "./"
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    target = normpath(join(page.path.rpartition("/")[0] or ".", unquote(parts.path)))
    inside = INDEX if target == "." else f"{target}/{INDEX}"
    if target in page.files or target.startswith(".."):
        return address
    if inside not in page.files:
        return urljoin(page.home + quote(_folder(page.path)), parts._replace(path=_folder(parts.path)).geturl())
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return address.replace(parts.path, f"{path}{INDEX}", 1)
