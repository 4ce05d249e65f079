"""What a browser needs to know to search the archive from its address bar: an OpenSearch 1.1 description in each
language of the interface (https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md). A page links to
that of its own.

There are no suggestions: they need a server that answers while the reader types.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from ..core.interface import PAGES, interface, interfaces
from ..core.settings import archive

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
MOZILLA = "http://www.mozilla.org/2006/browser/search/"
MEDIA_TYPE = "application/opensearchdescription+xml"
NAME, LONG_NAME = 16, 48
"""The most characters of the names (« The ShortName element », « The LongName element »)."""


def path(code: str) -> str:
    """Of the description in a language, in the site."""
    return f"opensearch/{code}.xml"


def write(site: Path, *, page: str = "recherche/") -> None:
    """Write the descriptions into the built site. `page`: path of the results page."""
    for code in interfaces():
        file = site / path(code)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(description(code, page))


def description(code: str, page: str = "recherche/") -> bytes:
    """The description in a language."""
    home, words, name = archive().site_url, interface(code), archive().name
    root = etree.Element(f"{{{NAMESPACE}}}OpenSearchDescription", nsmap={None: NAMESPACE, "moz": MOZILLA})
    long_name = f"{name} – {words.say(f'{PAGES}.site.search')}"
    for tag, text in (
        ("ShortName", name[:NAME]),
        ("LongName", long_name if len(long_name) <= LONG_NAME else name[:LONG_NAME]),
        ("Description", words.say("copies.zim.description")),
        ("Language", code),
        ("InputEncoding", "UTF-8"),
        ("OutputEncoding", "UTF-8"),
    ):
        etree.SubElement(root, f"{{{NAMESPACE}}}{tag}").text = text
    image = etree.SubElement(root, f"{{{NAMESPACE}}}Image", type="image/svg+xml")
    image.text = f"{home}assets/images/favicon.svg"
    for kind, relation, template in (
        ("text/html", "results", f"{home}{page}?q={{searchTerms}}"),
        (MEDIA_TYPE, "self", f"{home}{path(code)}"),
    ):
        etree.SubElement(root, f"{{{NAMESPACE}}}Url", type=kind, rel=relation, template=template)
    etree.SubElement(root, f"{{{MOZILLA}}}SearchForm").text = f"{home}{page}"
    etree.indent(root, " ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"
