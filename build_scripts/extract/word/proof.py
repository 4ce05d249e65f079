"""Nothing lost: every visible character of the parts that count is in the string once, or is left out with a reason.

The count knows nothing of how the string was made: it takes the text elements of each part one after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from .writer import Writer
from .xml_names import TEXTS


def uneven(roots: Iterable[etree._Element], writer: Writer, string: str) -> Counter[str]:
    """The characters of the parts that the string lacks (their count is above 0) or has too often (below 0)."""
    balance: Counter[str] = Counter()
    for root in roots:
        for text in root.iter(*TEXTS):
            balance.update("".join((text.text or "").split()))
    for stretch in writer.of_file(string):
        balance.subtract("".join(stretch.split()))
    for counted in writer.left_out.values():
        balance.subtract(counted)
    return Counter({character: count for character, count in balance.items() if count})
