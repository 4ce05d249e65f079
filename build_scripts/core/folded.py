"""Texts with letters folded as far as they may be written in several ways, so that forms of words can be compared."""

from __future__ import annotations

import unicodedata
from functools import cache

from .signs import ligatures, plain


def accented(text: str) -> str:
    """The folded text with the accents that tell words apart: those of Latin letters, and й from и.

    Marks that texts write or omit at will are left out: the points of Arabic and its hamza, ё.
    """
    text = decomposed(text)
    if text.isascii():
        return text
    letters: list[str] = []
    base = ""
    for char in text:
        if not unicodedata.category(char).startswith("M"):
            base = char
        elif not ("a" <= base <= "z" or (base == "\u0438" and char == "\u0306")):
            continue
        letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters))


def decomposed(text: str) -> str:
    """The text in lower case, ligatures as their letters, one kind of apostrophe and hyphen, accents apart."""
    if text.isascii():
        return plain(text).lower()
    # Decomposed first: U+1FFD is an accent by itself, and `ǽ` a ligature with one.
    text = plain(unicodedata.normalize("NFD", text)).translate(_same()).lower()
    return unicodedata.normalize("NFD", text)


@cache
def _same() -> dict[int, str]:
    """Ligatures and ordinal signs; the other signs are those of `plain`."""
    return str.maketrans({**dict.fromkeys("\u00aa\u00ba", ""), **ligatures()})
