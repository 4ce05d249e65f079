"""Makes the inflections of a language that search knows from a Hunspell dictionary: `spelling.kin` beside a word list,
`entries.kin` for a language without one.

    python -m build_scripts.search.make_kin fr [--check]

The dictionary is that of the word list (mend/make_words.py, `data/spelling-sources.toml`). Each of its entries is a
word with the rules that make its forms; `inflects` and `conjugates` in the language's search.toml tell the rules that
inflect it from those that derive other words (« general », « generally »). Needs `npm`; building the site doesn't.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import marisa_trie  # type: ignore[import-not-found, unused-ignore]

from ..core.data_files import DATA, read_data
from ..core.language import FOLDER
from ..mend import entries
from ..mend.hunspell import Affixes, forms, read_affixes
from ..mend.make_words import differences, packaged
from .kin import Paradigm, packed, search_rules

_GENDERS = ("s", "e", "es")
"""Endings of the plural and the feminine after a masculine participle; one in -s takes no second s."""


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    forms: frozenset[str]
    verb: bool


def paradigms(aff: str, dic: str, inflects: str, conjugates: str = "") -> dict[str, set[Paradigm]]:
    """The paradigms of each form; two forms are kin if they share one.

    `inflects` and `conjugates` are patterns for the names of rules. A form of both a noun and a verb (« traite »,
    « marche », « arrêt ») counts only as the noun, as nothing tells which it is in a text. A participle has its four
    forms, unless the feminine is a noun in its own right (« portée »); it is also the verb's, unless it is a noun
    without a feminine (« traité », « arrêté », « marché »).
    """
    all_entries = list(_entries(read_affixes(aff), dic, re.compile(inflects), re.compile(conjugates or "(?!)")))
    nouns: dict[str, list[_Entry]] = defaultdict(list)
    for entry in all_entries:
        if not entry.verb:
            for form in entry.forms:
                nouns[form].append(entry)
    result: dict[str, set[Paradigm]] = defaultdict(set)
    for form, homographs in nouns.items():
        result[form].update(("n", entry.word) for entry in homographs)
    for verb in filter(lambda entry: entry.verb, all_entries):
        participles = dict(_participles(verb.forms))
        for form in verb.forms:
            masculine, four = participles.get(form, ("", frozenset()))
            others = [noun for noun in nouns.get(form, ()) if noun.forms != four]
            if masculine and (form in (masculine, f"{masculine}s") or not others):
                result[form].add(("p", masculine))
            if not others:
                result[form].add(("v", verb.word))
    return result


def _entries(
    affixes: Affixes, dictionary: str, inflects: re.Pattern[str], conjugates: re.Pattern[str]
) -> Iterator[_Entry]:
    rules = {
        flag: [rule for rule in rules if not rule.prefix]
        for flag, rules in affixes.rules.items()
        if inflects.fullmatch(flag)
    }
    inflecting = replace(
        affixes, rules=defaultdict(list, {flag: form_rules for flag, form_rules in rules.items() if form_rules})
    )
    for line in dictionary.splitlines()[1:]:
        word, _, written = line.split("\t")[0].split(" ")[0].strip().partition("/")
        flags = affixes.flags(written) if written else frozenset()
        verb = any(conjugates.fullmatch(flag) and flag in inflecting.rules for flag in flags)
        if not word or "'" in word:
            continue
        form_rules = frozenset(forms(inflecting, f"1\n{line}"))
        yield _Entry(word, form_rules, verb)
        # « report » is in the English dictionary only as « re » and « port », but it is a different word.
        for prefix in (rule for flag in flags for rule in affixes.rules.get(flag, ()) if rule.prefix):
            if longer := prefix.apply(word):
                yield _Entry(longer, frozenset(filter(None, map(prefix.apply, form_rules))), verb)


def _participles(verb_forms: Iterable[str]) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
    """(form, (masculine, its four forms)) for each form of a participle among a verb's forms."""
    all_forms = frozenset(verb_forms)
    for form in sorted(all_forms):
        four = frozenset({form, *(form if form.endswith("s") and end == "s" else form + end for end in _GENDERS)})
        if four <= all_forms:
            yield from ((member, (form, four)) for member in sorted(four))


def file_of(language: str) -> Path:
    """The file that a language has: with numbers of the words of its list, or with the dictionary's entries."""
    folder = FOLDER / language
    return folder / ("spelling.kin" if (folder / "spelling.trie").is_file() else entries.NAME)


def make(language: str, source: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a language by name, from the package that `spelling-sources.toml` names: its forms, and beside
    entries the dictionary's licence, which a word list has already."""
    files = packaged(source["dictionary"], source["dictionary_version"])
    rules = search_rules()[language]
    name = file_of(language).name
    if name == entries.NAME:
        patterns = (rules["inflects"], rules["conjugates"])
        content = entries.packed(files["index.aff"].decode("utf-8"), files["index.dic"].decode("utf-8"), *patterns)
        return {name: content, "entries.licence.txt": files["license"]}
    form_paradigms = paradigms(
        files["index.aff"].decode("utf-8"),
        files["index.dic"].decode("utf-8"),
        rules["inflects"],
        rules.get("conjugates", ""),
    )
    trie = marisa_trie.Trie()
    trie.load(str(FOLDER / language / "spelling.trie"))
    return {name: packed(trie, form_paradigms)}


def main(arguments: Iterable[str] | None = None) -> int:
    """Make or check the file of a language. Returns 0 if it was made or is the same, 1 if it differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language")
    parser.add_argument("--check", action="store_true", help="compare with the committed file, write nothing")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    sources = read_data(DATA / "spelling-sources.toml").table
    files = make(options.language, sources[options.language])
    if options.check:
        different = list(differences(files, FOLDER / options.language))
        print(*(["different:", *different] if different else ["the same"]))
        return 1 if different else 0
    for name, content in files.items():
        (FOLDER / options.language / name).write_bytes(content)
        print(f"{name} {len(content)} {hashlib.sha256(content).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
