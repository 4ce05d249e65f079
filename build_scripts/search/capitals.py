"""Restores the accents that capitals are often printed without: « Etat », « RESOLUTION ».

Readers who type « État » look for these too. A word is taken for the accented one if the word list has only that;
« MARCHE » may be either and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..mend.lexicon import WordList, load_words
from .word_folding import unaccented

# Letters in a row, such as each half of `ÉTAT-MAJOR`; not `76/463`.
_RUN = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1 << 16)
def with_accents(token: str, language: str) -> str:
    """The token with the accents that its capitals lack, as far as the word list of the language is sure of them."""
    word_list = load_words(language)
    if not (word_list.listed and _bare_capital(word_list.rules.accented).search(token)):
        return token
    return _RUN.sub(lambda run: _run_with_accents(run[0], word_list), token)


def _run_with_accents(run: str, word_list: WordList) -> str:
    if not _bare_capital(word_list.rules.accented).search(run) or len(run) < 3 or word_list.number(run) is not None:
        return run
    spellings = {
        word.lower(): word
        for word in (*_spelled(run, "", word_list, title=False), *_spelled(run, "", word_list, title=True))
    }
    if len(spellings) != 1:
        return run
    [word] = spellings
    return "".join(b.upper() if a.isupper() else a for a, b in zip(run, word, strict=True))


def _spelled(run: str, start: str, word_list: WordList, *, title: bool) -> Iterator[str]:
    """Words of the list that differ from the run only by accents on its capitals; `title`: names."""
    if len(start) == len(run):
        if word_list.trie.get(start) is not None:
            yield start
        return
    char = run[len(start)]
    for letter in _letters(word_list.rules.accented, char.lower()) if char.isupper() else char:
        longer = start + (letter.upper() if title and not start else letter)
        if next(word_list.trie.iterkeys(longer), None) is not None:
            yield from _spelled(run, longer, word_list, title=title)


@cache
def _bare_capital(accented: str) -> re.Pattern[str]:
    """A capital that may lack its accent or cedilla: `E` of `ETAT`, `C` of `Ca`; not `B`."""
    return re.compile(f"[{unaccented(accented).upper()}]" if accented else "(?!)")


@cache
def _letters(accented: str, plain: str) -> str:
    """A letter without accent, and those that differ from it by their accent alone."""
    return plain + "".join(letter for letter in accented if unaccented(letter) == plain)
