"""Accents that capitals were set without: « Etat », « RESOLUTION ».

Readers who type « État » look for these, too. A word is taken for the accented one where the word list has the latter
alone; « MARCHE » may be either and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..mend.lexicon import WordList, load_words
from .word_folding import unaccented

# Letters in a row, of the token `ÉTAT-MAJOR` each half; not `76/463`.
_RUN = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1 << 16)
def restored(token: str, language: str) -> str:
    """The token with the accents that its capitals lack, as far as the word list of the language is sure of them."""
    known = load_words(language)
    if not (known.listed and _bare_capital(known.rules.accented).search(token)):
        return token
    return _RUN.sub(lambda run: _restored(run[0], known), token)


def _restored(run: str, known: WordList) -> str:
    if not _bare_capital(known.rules.accented).search(run) or len(run) < 3 or known.number(run) is not None:
        return run
    found = {
        word.lower(): word for word in (*_spelled(run, "", known, title=False), *_spelled(run, "", known, title=True))
    }
    if len(found) != 1:
        return run
    [word] = found
    return "".join(b.upper() if a.isupper() else a for a, b in zip(run, word, strict=True))


def _spelled(run: str, start: str, known: WordList, *, title: bool) -> Iterator[str]:
    """Words of the list that differ from the run by accents on its capitals alone; `title`: names."""
    if len(start) == len(run):
        if known.trie.get(start) is not None:
            yield start
        return
    char = run[len(start)]
    for letter in _letters(known.rules.accented, char.lower()) if char.isupper() else char:
        longer = start + (letter.upper() if title and not start else letter)
        if next(known.trie.iterkeys(longer), None) is not None:
            yield from _spelled(run, longer, known, title=title)


@cache
def _bare_capital(accented: str) -> re.Pattern[str]:
    """A capital that may lack its accent or cedilla: `E` of `ETAT`, `C` of `Ca`; not `B`."""
    return re.compile(f"[{unaccented(accented).upper()}]" if accented else "(?!)")


@cache
def _letters(accented: str, plain: str) -> str:
    """A letter without accent, and those that differ from it by their accent alone."""
    return plain + "".join(letter for letter in accented if unaccented(letter) == plain)
