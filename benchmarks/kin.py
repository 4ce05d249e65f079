"""How the kin of words (search/kin.py) differ from those that Snowball's stems alone give, in the archive's reports.

    python -m benchmarks.kin [FOLDER]

Lists the pairs that only one of the two gives, so that a person can judge them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import snowballstemmer

from build_scripts.search.capitals import with_accents
from build_scripts.search.kin import kin, search_rules
from build_scripts.search.page_blocks import read_page
from build_scripts.search.word_folding import forms, unaccented

Pair = tuple[str, str]


def vocabulary(site: Path) -> dict[str, set[str]]:
    """The words of a built site's documents, by language."""
    words_of: dict[str, set[str]] = defaultdict(set)
    for file in sorted(site.rglob("*.html")):
        if page := read_page(file, site):
            for block in page.blocks:
                for token in block.text.split():
                    words_of[page.language].update(
                        form for form in forms(with_accents(token, page.language)) if form.isalpha()
                    )
    return words_of


def by_stem(words: Iterable[str], language: str) -> set[Pair]:
    """Pairs of words with the same stem."""
    stem = snowballstemmer.stemmer(search_rules()[language]["stemmer"]).stemWord
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        groups[stem(word)].append(word)
    return {
        pair
        for group in groups.values()
        for pair in combinations(group, 2)
        if unaccented(pair[0]) != unaccented(pair[1])
    }


def by_inflection(words: Iterable[str], language: str) -> set[Pair]:
    """Pairs that search takes for forms of the same word."""
    return {(min(a, b), max(a, b)) for a, others in kin(words, language).items() for b in others}


def main() -> None:
    """Print the numbers and the pairs for each language."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("site")
    for language, words in sorted(vocabulary(site).items()):
        if not search_rules().get(language, {}).get("stemmer"):
            continue
        stems, inflections = by_stem(words, language), by_inflection(words, language)
        print(
            f"{language}: {len(words)} words; pairs by stem {len(stems)},"
            f" by inflection {len(inflections)}, both {len(stems & inflections)}"
        )
        for name, pairs in (("by stem only", stems - inflections), ("by inflection only", inflections - stems)):
            print(f"\n{name}:", ", ".join(f"{a}/{b}" for a, b in sorted(pairs)))


if __name__ == "__main__":
    main()
