"""Makes the list by which lam and alef are put in order, `lam-alef.trie`, from the frequencies of a language's words.

    python -m build_scripts.mend.make_lam_alef ar [--check]

It has words with lam before alef, and words with alef before lam elsewhere than in the article. Of two words that a
turned text writes alike, it lacks one when the other is thirty times as frequent: « السالم » beside « السلام ».
Frequencies: the Python package `wordfreq`; its version, licence and the hash of the list: `data/spelling-sources.toml`.
Needs `pip install wordfreq`; converting documents doesn't.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping

import marisa_trie  # type: ignore[import-not-found, unused-ignore]

from ..core.language import FOLDER
from .lam_alef import FILE, LETTERS

# A word of Arabic: `خلال`; not `12`, `و`.
_WORD = re.compile(f"[{LETTERS}]{{2,}}")
# Lam and alef as they should be: `خلال`; not `خالد`.
_RIGHT = re.compile("ل([اأإآ])")
_ARTICLE = "ال"
_LEAST = 1e-7
"""Share of all words that one of the list has: rarer ones are often slips."""
_OUTWEIGHED = 30


def words_of(frequencies: Mapping[str, float]) -> list[str]:
    """The words of the list, sorted, from the frequencies of a language's words."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for word, frequency in frequencies.items():
        if frequency >= _LEAST and word != _ARTICLE and _WORD.fullmatch(word):
            alike[_RIGHT.sub(r"\1ل", word)].append(word)
    kept: list[str] = []
    for written, words in alike.items():
        if words == [written] and not re.search("[اأإآ]ل", written.removeprefix(_ARTICLE)):
            continue
        most = max(frequencies[word] for word in words)
        kept += [word for word in words if frequencies[word] * _OUTWEIGHED > most]
    return sorted(kept)


def make(language: str) -> bytes:
    """The list of a language."""
    from wordfreq import get_frequency_dict  # type: ignore[import-not-found, unused-ignore]

    return bytes(marisa_trie.Trie(words_of(get_frequency_dict(language, wordlist="large"))).tobytes())


def main(arguments: Iterable[str] | None = None) -> int:
    """Make, or check, the list of one language; 0 made or the same, 1 different."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language")
    parser.add_argument("--check", action="store_true", help="compare with the committed file, write nothing")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    file = FOLDER / options.language / FILE
    content = make(options.language)
    print(f"{FILE} {len(content)} {hashlib.sha256(content).hexdigest()}")
    if options.check:
        return int(not file.is_file() or file.read_bytes() != content)
    file.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
