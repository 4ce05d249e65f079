"""`sitemap.xml` (sitemaps.org): the pages that MkDocs lists, except what no index should have, with real dates,
and of documents the versions in other languages, as search engines read them (developers.google.com/search/docs)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from ..core.page_notes import PageNotes
from ..core.settings import archive
from ..core.stage_store import Store, key
from .export_settings import settings

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_NOINDEX = b'<meta name="robots" content="noindex'
_HEAD = 4_000
"""Bytes of a page among which that stands."""


def write(
    site: Path,
    changed: Mapping[str, date],
    alternates: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    *,
    store: Store | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Rewrite the sitemap that MkDocs has left. By the addresses of documents, `changed` says when they last changed,
    `alternates` where their versions are, by language. `known`: the SHA-256 of files of the site, by their paths.

    A site without a sitemap (one that has no address) gets none.
    """
    file = site / "sitemap.xml"
    if not file.is_file():
        return
    listed = etree.parse(file).getroot().findall(f"{{{NAMESPACE}}}url/{{{NAMESPACE}}}loc")
    file.unlink()  # It may be a file of the store.
    addresses = sorted({(node.text or "").strip() for node in listed})
    notes = PageNotes(store, key("indexed", ("export",)), site)
    shown = [address for address in addresses if _indexed(notes, address, known)]
    notes.keep()
    size = settings().addresses_per_sitemap
    groups = [shown[start : start + size] for start in range(0, len(shown), size)] or [[]]
    if len(groups) == 1:
        file.write_bytes(_urls(groups[0], changed, alternates))
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(groups) + 1)]
        for name, group in zip(names, groups, strict=True):
            (site / name).write_bytes(_urls(group, changed, alternates))
        file.write_bytes(_index(names))
    # It would be the old one, and servers compress files themselves.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    (site / "robots.txt").unlink(missing_ok=True)
    (site / "robots.txt").write_text(
        f"User-agent: *\nAllow: /\nSitemap: {archive().site_url}sitemap.xml\n", encoding="utf-8"
    )


def _indexed(notes: PageNotes, address: str, known: Mapping[str, str]) -> bool:
    path = address.removeprefix(archive().site_url)
    file = f"{path}index.html" if path.endswith("/") or not path else path
    return not notes.of(file, known.get(file, ""), _noindex)


def _noindex(page: bytes) -> str:
    """Not empty for a page that no index should have."""
    return "noindex" if _NOINDEX in page[:_HEAD] else ""


def _urls(addresses: list[str], changed: Mapping[str, date], alternates: Mapping[str, Mapping[str, str]]) -> bytes:
    spaces: dict[str | None, str] = {None: NAMESPACE}
    if any(address in alternates for address in addresses):
        spaces["xhtml"] = _XHTML
    root = etree.Element(f"{{{NAMESPACE}}}urlset", nsmap=spaces)
    for address in addresses:
        node = etree.SubElement(root, f"{{{NAMESPACE}}}url")
        etree.SubElement(node, f"{{{NAMESPACE}}}loc").text = address
        if day := changed.get(address):
            etree.SubElement(node, f"{{{NAMESPACE}}}lastmod").text = day.isoformat()
        for code, version in alternates.get(address, {}).items():
            etree.SubElement(node, f"{{{_XHTML}}}link", rel="alternate", hreflang=code, href=version)
    return _text(root)


def _index(names: list[str]) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}sitemapindex", nsmap={None: NAMESPACE})
    for name in names:
        node = etree.SubElement(root, f"{{{NAMESPACE}}}sitemap")
        etree.SubElement(node, f"{{{NAMESPACE}}}loc").text = archive().site_url + name
    return _text(root)


def _text(root: etree._Element) -> bytes:
    etree.indent(root, " ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"
