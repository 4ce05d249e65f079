"""Makes a language's word list, `spelling.trie` and `.costs` in its folder of `data/languages/`, from packages.

    python -m build_scripts.mend.make_words fr [--check]

Spelling: the Hunspell dictionary of the npm package `dictionary-<language>`, every form spelled out. Frequencies: the
Python package `wordfreq`. Versions, licences and the hashes of what was made: `data/spelling-sources.toml`.
Needs `npm` and `pip install wordfreq`; converting documents needs neither.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import marisa_trie  # type: ignore[import-not-found, unused-ignore]

from ..core.data_files import DATA, read_data
from ..core.language import FOLDER
from .hunspell import forms, read_affixes
from .lexicon import UNKNOWN, cost_byte

# A word as running text has it: `travail`, `celle-ci`; not `12`.
_PLAIN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def dictionary_words(aff: str, dic: str) -> list[str]:
    """The words of a Hunspell dictionary, sorted; of a word with an apostrophe, its two halves."""
    words: set[str] = set()
    for form in forms(read_affixes(aff), dic):
        words.update(form.split("'") if "'" in form else (form,))
    return sorted(word for word in words if _PLAIN.fullmatch(word) and _cased(word))


def _cased(word: str) -> bool:
    return word.islower() or word.isupper() or all(part.istitle() or part.islower() for part in word.split("-"))


def costs_of(trie: marisa_trie.Trie, frequencies: Mapping[str, float]) -> bytes:
    """One byte for each word, in the order of the trie's numbers."""
    costs = bytearray([UNKNOWN]) * len(trie)
    for word, number in trie.items():
        costs[number] = cost_byte(frequencies.get(word.lower(), 0.0))
    return bytes(costs)


def packaged(name: str, version: str) -> dict[str, bytes]:
    """The files of an npm package."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{version}"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as tar:
            members = {m.name.removeprefix("package/"): tar.extractfile(m) for m in tar.getmembers()}
            return {name: file.read() for name, file in members.items() if file}


def make(language: str, source: Mapping[str, str]) -> dict[str, bytes]:
    """The files of a language by name, from the packages that `spelling-sources.toml` names."""
    from wordfreq import get_frequency_dict  # type: ignore[import-not-found, unused-ignore]

    files = packaged(source["dictionary"], source["dictionary_version"])
    words = dictionary_words(files["index.aff"].decode("utf-8"), files["index.dic"].decode("utf-8"))
    trie = marisa_trie.Trie(words)
    return {
        "spelling.trie": trie.tobytes(),
        "spelling.costs": costs_of(trie, get_frequency_dict(language, wordlist="large")),
        "spelling.licence.txt": files["license"],
    }


def differences(files: Mapping[str, bytes], folder: Path) -> Iterator[str]:
    """Names of files that differ from those in the folder, or are missing there."""
    for name, content in files.items():
        file = folder / name
        if not file.is_file() or file.read_bytes() != content:
            yield name


def main(arguments: Iterable[str] | None = None) -> int:
    """Make, or check, the files of one language; 0 made or the same, 1 different."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language")
    parser.add_argument("--check", action="store_true", help="compare with the committed files, write nothing")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    sources = read_data(DATA / "spelling-sources.toml").table
    folder = FOLDER / options.language
    files = make(options.language, sources[options.language])
    different = list(differences(files, folder))
    for name, content in files.items():
        if not options.check:
            (folder / name).write_bytes(content)
        print(f"{name} {len(content)} {hashlib.sha256(content).hexdigest()}")
    if options.check and different:
        print("different:", *different)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
