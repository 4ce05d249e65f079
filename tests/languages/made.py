"""A language that nobody speaks, made from French: every word has other letters, and nothing else differs.

Letters move on by one among vowels and among consonants, « résolution » → « sítumavoup », in the texts of documents
and in the words and patterns of the data alike. So a document in it has the structure, the notes and the citations of
the French one exactly where the program takes what it knows of a language from that language's folder.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CODE = "xx"

_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_NEXT = {letter: row[(i + 1) % len(row)] for row in (_VOWELS, _CONSONANTS) for i, letter in enumerate(row)}
_NEXT |= {letter.upper(): after.upper() for letter, after in _NEXT.items()} | {"œ": "æ", "Œ": "Æ"}

# In a text, what is the same in all languages: symbols, addresses, Roman numerals, letters of headings and items.
_SAME_IN_TEXTS = re.compile(
    r"\S*[/@]\S*|www\.\S+|(?<!\w)(?:[IVXLCDM]+|[A-Z])(?![\w’'])|(?<!\w)[a-z]{1,4}\)|[A-Z]+\.?\d\S*|&\w+;|<[^<>]*>"
)
# In a pattern, what isn't a word: escapes, flags and names of groups, ranges and Roman numerals, what is filled in.
_SAME_IN_PATTERNS = re.compile(
    r"\\.|\(\?[a-zA-Z-]+[:)]|\(\?P<\w+>|\[\^?[IVXLCDM]+\]|\[[^\]]*[a-zA-ZÀ-ÿ]-[a-zA-ZÀ-ÿ][^\]]*\]|\{[\w.]*\}|(?<!\w)[IVXLCDM]{2,}(?!\w)"
)


def other(string: str) -> str:
    """The letters of a string, each by the one that stands for it here; accents stay."""
    moved = "".join(_NEXT.get(sign, sign) for sign in unicodedata.normalize("NFD", string))
    return unicodedata.normalize("NFC", moved)


def spoken(text: str) -> str:
    """A French text in the made language."""
    return _between(_SAME_IN_TEXTS, text)


def pattern(source: str) -> str:
    """A pattern for French words, for those of the made language."""
    return _between(_SAME_IN_PATTERNS, source)


def _between(same: re.Pattern[str], string: str) -> str:
    pieces: list[str] = []
    position = 0
    for match in same.finditer(string):
        pieces += (other(string[position : match.start()]), match[0])
        position = match.end()
    return "".join([*pieces, other(string[position:])])


def add_language(data: Path) -> Path:
    """The folder of the made language, as somebody would add it to data: the files that every language has, and what it
    calls countries, themes and acronyms."""
    french, folder = data / "languages/fr", data / "languages" / CODE
    folder.mkdir()
    for name in ("organs", "exports", "references", "structure", "citations"):
        _write(folder, name, _mapped(_table(french, name), pattern))
    _write(folder, "citations", _citations(_table(folder, "citations")))
    for name in ("countries", "themes", "acronyms"):
        _write(folder, name, _mapped(_table(french, name), other))
    _write(folder, "language", _language(_table(french, "language")))
    search = _table(french, "search")
    _write(folder, "search", {key: _mapped(search[key], other) for key in ("endings", "stop_words")} | {"stemmer": ""})
    return folder


def _citations(table: dict[str, Any]) -> dict[str, Any]:
    also = {other(word): value for word, value in table["numerals"]["also"].items()}
    return table | {"numerals": table["numerals"] | {"also": also}}


def _language(table: dict[str, Any]) -> dict[str, Any]:
    changed = {
        key: _mapped(value, pattern)
        for key, value in table.items()
        if key not in ("official", "letter", "locale", "babel", "biblatex")
    }
    for words in (changed["ordinals"]["also"], changed["cardinals"]["words"]):
        words |= {other(word): words.pop(word) for word in list(words)}
    changed["languages"][CODE] = other(table["languages"]["fr"])
    return changed | {"code3": "qaa", "alphabet": table["alphabet"]}


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    return change(value) if isinstance(value, str) else value


def _table(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def _write(folder: Path, name: str, table: dict[str, Any]) -> None:
    lines = [f"{json.dumps(key)} = {_toml(value)}\n" for key, value in table.items()]
    (folder / f"{name}.toml").write_text("".join(lines), encoding="utf-8")


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {_toml(item)}" for key, item in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def add_document(archive: Path, path: str) -> None:
    """A French document of the archive and the same in the made language, in an archive."""
    for code, translate in (("fr", str), (CODE, spoken)):
        folder = archive / "source_texts" / code / path
        folder.mkdir(parents=True)
        for file in (ROOT / "source_texts/fr" / path).iterdir():
            text = file.read_text(encoding="utf-8")
            (folder / file.name).write_text(
                _stated(text, translate) if file.suffix == ".toml" else translate(text), encoding="utf-8"
            )


def _stated(document: str, translate: Callable[[str], str]) -> str:
    """document.toml without its corrections, its quotations of the text translated like the text."""
    words = re.compile(r'^(title|session|agenda_item|symbol_evidence) = "(.*?)"', re.MULTILINE)
    return words.sub(lambda match: f'{match[1]} = "{translate(match[2])}"', document.partition("[[corrections]]")[0])


def copy_program(folder: Path) -> Path:
    """The program with its data, and an archive without documents, in a folder where the data may change."""
    shutil.copytree(ROOT / "build_scripts", folder / "build_scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "docs").mkdir()
    for page in (ROOT / "docs").glob("*.md"):
        shutil.copy(page, folder / "docs")
    return folder


# A place of a sentence: its name, and its end: `{count}`, `{go:`.
_PLACE = re.compile(r"\{\w+:?|\}|\{\}")


def speak(data: Path) -> None:
    """Words of the interface in the made language, and what an archive whose language it is must have besides."""
    french, folder = data / "languages/fr", data / "languages" / CODE
    table = _table(french, "interface")
    kept = ("spacing", "numbers", "opening")
    told = _mapped(
        {key: value for key, value in table.items() if key not in kept}, lambda words: _between(_PLACE, words)
    )
    for facet, words in table["lists"].items():
        told["lists"][facet]["folder"] = words["folder"]  # an address
    told["reviewed"] = False
    told["generated"]["mark"] = f"# {told['generated']['mark'].lstrip('# ')}"
    _write(folder, "interface", told | {key: table[key] for key in kept})
    for name in ("series", "types"):
        _write(folder, name, _mapped(_table(french, name), lambda words: _between(_PLACE, words)))


def add_made_document(archive: Path, path: str) -> None:
    """The document in the made language alone."""
    add_document(archive, path)
    shutil.rmtree(archive / "source_texts/fr")
