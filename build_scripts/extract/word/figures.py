"""The words of charts and of diagrams (SmartArt), which are parts of their own."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from .xml_names import CHART, A


def chart_words(root: etree._Element) -> str:
    """Titles, series and categories of a chart, each once; its figures are left out, as most charts don't show them."""
    words = [_joined(element.iter(f"{A}t")) for element in root.iter(f"{A}p")]
    for cache in root.iter(f"{CHART}strCache", f"{CHART}strLit"):
        words += [element.text or "" for element in cache.iter(f"{CHART}v")]
    return _listed(words)


def diagram_words(root: etree._Element) -> str:
    """The words of a diagram's points."""
    return _listed(_joined(element.iter(f"{A}t")) for element in root.iter(f"{A}p"))


def _joined(texts: Iterable[etree._Element]) -> str:
    """The words of a paragraph; a field (« [VALUE] ») isn't words."""
    return "".join(text.text or "" for text in texts if text.getparent().tag != f"{A}fld")


def _listed(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
