"""What counts as one word, and when two spellings are the same: the rules that text and query share.

The reader's browser applies the same rules (overrides/assets/javascripts/search/fold.js); tests/search/fold.json
holds both sides to the same results.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..signs import plain

LONGEST = 80
"""Letters of a form that count; an address of 300 letters is found by its first 80."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u00aa\u00ba"),
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
    }
)
"""Letters of two; the signs are those of data/signs.toml."""
_ELISION = re.compile(r"(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)'", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TOKEN = re.compile(r"\S+")

# Signs inside a word (`A/76/463`, `Guinée-Bissau`) become Georgian letters, which no document of the collection has:
# Pagefind drops signs and splits words at them, and it keeps letters as they are.
_SIGNS = {"-": "ა", "/": "ბ", ".": "გ", "'": "დ", ",": "ე", ":": "ვ", "(": "ზ", ")": "თ", "_": "ი"}
_OTHER = "კ{:x}ლ"
_END = "ჰ"
_CITED = "ნ"
_DAMAGED = "მ"


def fold(text: str) -> str:
    """The text in lower case, without accents, ligatures resolved, one kind of apostrophe and of hyphen."""
    # Decomposed first: U+1FFD is an accent that stands alone, `ǽ` the ligature with one.
    text = plain(unicodedata.normalize("NFD", text)).translate(_SAME).lower()
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.category(c).startswith("M"))


def words(text: str) -> list[str]:
    """The folded words of a text, in order.

    Words are what blanks divide, without the signs around them and without an elided article before them; of Chinese,
    each character is one. What is nothing but signs is no word.
    """
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found += forms(token)
    return found


@lru_cache(maxsize=1 << 17)
def forms(token: str) -> tuple[str, ...]:
    """The folded words of a token without blanks: one, none where it is all signs, several where it has Han."""
    if _HAN.search(token):
        pieces = re.findall(f"{_HAN.pattern}|[^{_HAN.pattern[1:-1]}]+", token)
        return tuple(form for piece in pieces for form in (_form(piece),) if form)
    form = _form(token)
    return (form,) if form else ()


def _form(token: str) -> str:
    form = _bare(fold(token))
    if match := _ELISION.match(form):
        form = _bare(form[match.end() :])
    return form[:LONGEST]


def _bare(form: str) -> str:
    """Without signs at either end."""
    start, end = 0, len(form)
    while start < end and not _is_letter(form[start]):
        start += 1
    while end > start and not _is_letter(form[end - 1]):
        end -= 1
    return form[start:end]


def _is_letter(char: str) -> bool:
    """Letters and decimal digits; not `²` or `½`."""
    category = unicodedata.category(char)
    return category[0] == "L" or category == "Nd"


@lru_cache(maxsize=1 << 17)
def key(form: str) -> str:
    """The form as the Pagefind index holds it: letters only, and an end mark, so that no key begins another.

    Without the mark `asile` would also bring every longer word that begins so, and, where it is unknown, `asi`.
    """
    if form.isascii() and form.isalnum():
        return form + _END
    return "".join(c if c.isalnum() else _SIGNS.get(c) or _OTHER.format(ord(c)) for c in form) + _END


def citation_key(cited: str) -> str:
    """The key under which the places that cite a document stand in the index: `A/RES/77/237`."""
    return _CITED + key(cited.lower())


def damaged_key(form: str) -> str:
    """The key of a piece of a word that the source has in pieces: « il licite » is found, and by `licite` it is not."""
    return _DAMAGED + key(form)


BLANK = "ჯ" + _END
"""Key of a place where no word stands: no phrase reaches across it."""
GAP = "."
"""What takes a place, too, but is in no index: Pagefind counts it and finds no word in it."""


def spelling(token: str) -> str:
    """The word of a token in lower case with its accents, for a stemmer."""
    word = _bare(unicodedata.normalize("NFC", plain(token).translate(_SAME).lower()))
    if match := _ELISION.match(word):
        word = _bare(word[match.end() :])
    return word
