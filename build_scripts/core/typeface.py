"""The archive's typeface, Source Serif, in PDF and pictures: Latin, Greek and Cyrillic letters (data/fonts)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from .data_files import DATA

FONTS = DATA / "fonts"
"""One file for each face and kind of outline; README.md says where they come from, OFL.txt holds their licence."""


@cache
def face(name: str, outlines: Literal["otf", "ttf"]) -> bytes:
    """The font file of a face, such as `It`: as OpenType for PDF, as TrueType for pictures."""
    return (FONTS / f"SourceSerifPro-{name}.{outlines}").read_bytes()
