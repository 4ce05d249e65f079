"""Restores the accents that capitals are often printed without: « Etat », « RESOLUTION ».

Readers who type « État » look for these too. A word is taken for the accented one if the word list has only that;
« MARCHE » may be either and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..mend.lexicon import WordList, load_words
from .word_folding import unaccented

# Letters in a row, such as each half of `ÉTAT-MAJOR`; not `76/463`.
_RUN = re.compile(r"[^\W\d_]+")
# A capital that may lack its accent or cedilla: `ETAT`, `SEÑOR`, `Ca`; not `État`, `Bd`.
_BARE_CAPITAL = re.compile(r"[ACEIOU]")
_LETTERS = "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿñ"
_OF: dict[str, str] = {}
for _letter in _LETTERS:
    _OF[unaccented(_letter)] = _OF.get(unaccented(_letter), "") + _letter


@lru_cache(maxsize=1 << 16)
def with_accents(token: str, language: str) -> str:
    """The token with the accents that its capitals lack, as far as the language's word list leaves no doubt."""
    if not _BARE_CAPITAL.search(token):
        return token
    word_list = load_words(language)
    return _RUN.sub(lambda run: _run_with_accents(run[0], word_list), token) if word_list.listed else token


def _run_with_accents(run: str, word_list: WordList) -> str:
    if not _BARE_CAPITAL.search(run) or len(run) < 3 or word_list.number(run) is not None:
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
    for letter in _OF.get(char.lower(), char.lower()) if char.isupper() else char:
        longer = start + (letter.upper() if title and not start else letter)
        if next(word_list.trie.iterkeys(longer), None) is not None:
            yield from _spelled(run, longer, word_list, title=title)
