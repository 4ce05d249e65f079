"""What counts as one word, and when two spellings are the same: the rules that text and query share.

The reader's browser applies the same rules (overrides/assets/javascripts/search/fold.js); tests/search/fold.json
checks that both sides agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ..core.data_files import either
from ..core.folded import accented, decomposed
from ..core.language import attached, elisions
from ..core.signs import either as either_letter
from ..core.signs import stops, table

LONGEST = 80
"""Letters of a form that are indexed; an address of 300 letters is found by its first 80."""

GAP = "."
"""Takes up a place but isn't in any index: Pagefind counts it and finds no word in it."""

# A Chinese character, each of which is a word: `大会`; not `asile`, `、`.
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Anything between spaces: `A/76/463,`, `d'«asile»`; not ` `.
_TOKEN = re.compile(r"\S+")
# Letters with full stops between them: `o.n.u`; not `onu`, `1.2`.
_ABBREVIATION = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")

# Signs inside a word (`A/76/463`, `Guinée-Bissau`) become Georgian letters, which no document of the collection has:
# Pagefind drops signs and splits words at them, but keeps letters as they are.
_SIGNS = {"-": "ა", "/": "ბ", ".": "გ", "'": "დ", ",": "ე", ":": "ვ", "(": "ზ", ")": "თ", "_": "ი"}
_OTHER = "კ{:x}ლ"
# So do the accents of Latin letters, and the breve of й.
_ACCENTS = {
    "\u0301": "ო",
    "\u0300": "პ",
    "\u0302": "ჟ",
    "\u0308": "რ",
    "\u0327": "ს",
    "\u0303": "ტ",
    "\u0306": "უ",
    "\u030c": "ფ",
}
_END = "ჰ"
_CITED = "ნ"
_DAMAGED = "მ"


def fold(text: str) -> str:
    """The text in lower case, without accents or ligatures, with one kind of apostrophe and hyphen."""
    return unaccented(decomposed(text))


def unaccented(form: str) -> str:
    """A form without its accents, as readers may type it; Arabic ta marbuta as ha, alef maqsura as ya."""
    if form.isascii():
        return form
    bare = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.category(c).startswith("M"))
    return bare.translate(_either())


@cache
def _either() -> dict[int, str]:
    return str.maketrans(dict(either_letter()))


def closed(form: str) -> str:
    """The common form of all spellings with and without hyphens, apostrophes and full stops:
    `socio-économique` → `socioéconomique`, `o.n.u` → `onu`, `covid-19` → `covid19`; `2019-2020` stays."""
    if "/" in form:
        return form
    if _ABBREVIATION.fullmatch(form):
        return form.replace(".", "")
    return "".join(c for i, c in enumerate(form) if c not in "-'" or not _joins(form[i - 1 : i], form[i + 1 : i + 2]))


def _joins(before: str, after: str) -> bool:
    """True for letters, or a letter and a digit: `socio-économique`, `covid-19`, not `2019-2020`."""
    if not before or not after:
        return False
    first, last = unicodedata.category(before), unicodedata.category(after)
    return (first[0] in "LM" and last[0] in "LN") or (first == "Nd" and last[0] == "L")


def words(text: str) -> list[str]:
    """The words of a text in order, without accents.

    Words are divided by spaces and taken without the signs around them and without an elided article; in Chinese, each
    character is a word. A slash divides words but not symbols. Signs alone aren't a word, nor is an article alone with
    its apostrophe (`d’« asile »`).
    """
    return [unaccented(form) for token in _TOKEN.findall(text) for form in forms(token) if form != GAP]


@lru_cache(maxsize=1 << 17)
def forms(token: str) -> tuple[str, ...]:
    """The words of a token without spaces, in lower case, with their accents; GAP for what parts Chinese ones."""
    return tuple(form for piece in _pieces(token) for form in (_form(piece),) if form)


def _pieces(token: str) -> list[str]:
    pieces = _han_pieces().findall(token) if _HAN.search(token) else [token]
    return [part for piece in pieces for part in _parted(piece)]


@cache
def _han_pieces() -> re.Pattern[str]:
    """A Chinese character, signs that part such, or what stands between: each of `第`, `2030`, `年`, `，`."""
    return re.compile(f"{_HAN.pattern}|[{stops()}]+|[^{_HAN.pattern[1:-1]}{stops()}]+")


@cache
def _slashes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A slash in any of its signs, and what none divides: symbols and sessions (« A/C.3/76/L.10 », « 77/237 »,
    « E/CN.15 ») and web addresses (« https://undocs.org/A », « www.un.org/fr »); not « et/ou », « femmes/hommes »."""
    signs = "/" + "".join(sign for sign, meant in table().items() if meant == "/")
    return re.compile(f"[{signs}]"), re.compile(
        rf"\W*(?:{_attached_word()})?(?:\d|[A-Za-z]{{1,5}}\d*(?:\.\d+)?[{signs}](?:.*[{signs}])?(?:\d|[A-Za-z]+\.\d)"
        r"|[A-Za-z]+://|[Ww][Ww][Ww]\.)"
    )


def _parted(piece: str) -> list[str]:
    slash, whole = _slashes()
    if slash.search(piece) and not whole.match(piece):
        return slash.split(piece)
    return [piece]


def _form(token: str) -> str:
    if token and not token.strip(stops()):
        return GAP
    text = accented(token)
    form = _bare(text)
    start = text.index(form) if form else 0
    # The apostrophe after a letter in quotation marks (« option ‘C’ ») isn't that of an article.
    if form and "'" not in text[:start]:
        form = text[start : start + len(form) + 1] if text[start + len(form) :].startswith("'") else form
        if match := _elision().match(form):
            form = form[match.end() :]
    form = _bare(form)
    if match := _attached().match(form):
        form = _bare(form[match.end() :])
    return form[:LONGEST]


@cache
def _elision() -> re.Pattern[str]:
    """An elided article or the like before a word: `l'` of `l'asile`, `Lorsqu'` of `Lorsqu'elle`; not `O'`."""
    words = [word for spoken in elisions() for word in spoken.elided]
    return re.compile(f"(?:{either(words)})'" if words else "(?!)", re.IGNORECASE)


@cache
def _attached() -> re.Pattern[str]:
    """Arabic words of one letter before a number or symbol: `و` of `و2006`, `بـ` of `بـA/RES/1/1`; not of `وقرار`."""
    return re.compile(f"{_attached_word()}(?=[0-9a-z])")


def _attached_word() -> str:
    """The pattern of such words, with the stretch and the marks of direction that may follow them."""
    return rf"[{attached()}]+\u0640?\W*" if attached() else "(?!)"


def _bare(form: str) -> str:
    """The form without signs at either end."""
    start, end = 0, len(form)
    while start < end and not _is_letter(form[start]):
        start += 1
    while end > start and not _is_letter(form[end - 1]):
        end -= 1
    return form[start:end]


def _is_letter(char: str) -> bool:
    """Whether a character is a letter, an accent or a decimal digit; not `²` or `½`."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


@lru_cache(maxsize=1 << 17)
def key(form: str) -> str:
    """The form as it is in the Pagefind index: only letters, and an end mark, so that no key begins another.

    Without the mark, `asile` would also find every longer word that begins with it and, if it is unknown, `asi`.
    """
    if form == GAP:
        return GAP
    if form.isascii() and form.isalnum():
        return form + _END
    return "".join(map(_letter, unicodedata.normalize("NFD", form))) + _END


def _letter(char: str) -> str:
    return char if char.isalnum() else _SIGNS.get(char) or _ACCENTS.get(char) or _OTHER.format(ord(char))


def citation_key(cited: str) -> str:
    """The key under which the index has the places that cite a document: `A/RES/77/237`."""
    return _CITED + key(cited.lower())


def damaged_key(form: str) -> str:
    """The key of a piece of a word that the source has split: « il licite » is found, but not by `licite` alone."""
    return _DAMAGED + key(form)
