"""The preamble of a document in Akoma Ntoso: the enacting formula, and a container for each paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from .act_text import formula_of
from .akn_body import Body
from .akn_units import Unit


def write_preamble(node: etree._Element, preamble: Sequence[Unit], body: Body) -> None:
    """The formula and the containers, in their order."""
    formula = formula_of(preamble, body.language)
    for index, unit in enumerate(preamble):
        body.container(node, unit, body.words.owner, "formula" if index == formula else "container")
