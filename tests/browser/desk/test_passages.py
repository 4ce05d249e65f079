"""Passages as the desk's scripts read them: their words and numbers give the hash that the registry has."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from build_scripts.published.registry import hash_of, load
from build_scripts.search.page_blocks import read_page
from build_scripts.search.stored_document import Document, document_of
from tests.archives import ROOT
from tests.javascript import KNOWLEDGE, run_javascript

PATH = "fr/A/76/463"
TEXTS = ("", "abc", "é" * 55, "عربي " * 30, "€" * 64, "字𝄞" * 40)


@pytest.mark.parametrize("text", TEXTS)
def test_hashes_are_those_of_the_standard(text: str) -> None:
    told = run_javascript(["desk/hash.js"], "cote.desk.sha256(value)", text)
    assert told == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("words", ["e\u0301tat\u00a0:\u202fun", "  a\t\n b ", "a\u200bb\u3000c", "a\u2028b\x85"])
def test_hashes_of_words_are_those_of_the_registry(words: str) -> None:
    block = {"number": "12.", "words": words}
    assert run_javascript(["desk/hash.js"], "cote.desk.hashOf(value)", block) == hash_of(f"12. {words}")


# --- the archive's own


PAGE = """<!doctype html><html lang="fr"><head><title>T</title><meta name="cote:symbol" content="A/76/463">
<meta name="cote:title" content="Criminalité"></head><body>
<article data-pagefind-body lang="fr">{}</article></body></html>"""


def stored(tmp_path: Path) -> Document:
    """A document long enough for several pieces."""
    long = "Les États Membres sont invités. " * 90
    blocks = [f'<p id="par-{n}"><a class="num" href="#par-{n}">{n}.</a> {long}</p>' for n in range(1, 9)]
    part = [f'<p id="res-1.par-{n}"><a class="num" href="#res-1.par-{n}">{n}.</a> Prie {long}</p>' for n in range(1, 6)]
    items = '<p id="res-1.par-5.a"><a class="num" href="#res-1.par-5.a">a)</a> Un\u00a0;</p>'
    note = '<p id="note-1"><a class="num" href="#note-1">1</a> Voir.</p>'
    file = tmp_path / "fr/A/76/463/index.html"
    file.parent.mkdir(parents=True)
    file.write_text(PAGE.format("".join([*blocks, note, *part, items])), encoding="utf-8")
    page = read_page(file, tmp_path)
    assert page
    return document_of(page)


def asked(tmp_path: Path, document: Document, expression: str, value: Any = None) -> Any:
    """The value of an expression, with the files of a document; `loaded` lists those that were asked for."""
    name = hashlib.sha256(document.path.encode()).hexdigest()[:12]
    files = {f"text/{name}/{number}": piece for number, piece in enumerate(document.pieces)}
    before = tmp_path / "before.js"
    before.write_text(
        "globalThis.window = globalThis; globalThis.cote = {}; const loaded = [];"
        f"const files = {json.dumps(files)};"
        "globalThis.coteSearch = { load: async (name) => { loaded.push(name);"
        " if (!(name in files)) throw new Error(name); return files[name]; } };"
        "cote.documents = { page: (path, fragment) => `/${path}/#${fragment}`, current: async (path) =>"
        ' (path === "fr/A/76/463" || path === "fr/sans-cote/x" ? "fr/A/76/463" : "") };',
        encoding="utf-8",
    )
    modules: list[str | Path] = [before, KNOWLEDGE, "text.js", "search/labels.js", "desk/hash.js", "desk/passages.js"]
    return run_javascript(modules, f"(async () => {{ const {{ passages }} = cote.desk; {expression} }})()", value)


def test_a_passage_is_given_by_path_and_anchor(tmp_path: Path) -> None:
    document = stored(tmp_path)
    found = asked(
        tmp_path,
        document,
        'const held = await passages.document("fr/A/76/463"); const anchor = "res-1.par-5.a";'
        "return { held, block: await passages.block(held, anchor), reference: passages.reference(held, anchor),"
        " address: passages.address(held, anchor) };",
    )
    held = found["held"]
    assert (held["symbol"], held["title"], held["language"]) == ("A/76/463", "Criminalité", "fr")
    assert found["block"] == {"anchor": "res-1.par-5.a", "words": "Un\u00a0;", "number": "a)"}
    assert found["reference"] == "A/76/463, projet de résolution I, par. 5 a)"
    assert found["address"] == "/fr/A/76/463/#res-1.par-5.a"


def test_few_pieces_are_loaded_for_one_passage(tmp_path: Path) -> None:
    document = stored(tmp_path)
    assert len(document.pieces) > 4
    loaded = asked(
        tmp_path,
        document,
        'const held = await passages.document("fr/A/76/463"); await passages.block(held, "par-8"); return loaded;',
    )
    assert len(set(loaded)) == 2  # the first, which says what the document is, and its own


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    document = stored(tmp_path)
    expression = (
        'const held = await passages.document("fr/sans-cote/x");'  # its path before it had a symbol
        'return [held.path, await passages.block(held, "par-99"), await passages.document("en/A/76/463"),'
        ' await passages.document("fr/A/1"), await passages.between(held, "par-3", "par-2")];'
    )
    assert asked(tmp_path, document, expression) == ["fr/A/76/463", None, None, None, []]


def test_a_range_has_no_notes(tmp_path: Path) -> None:
    expression = (
        'const held = await passages.document("fr/A/76/463");'
        'return (await passages.between(held, "par-7", "res-1.par-2")).map(({ anchor }) => anchor);'
    )
    assert asked(tmp_path, stored(tmp_path), expression) == ["par-7", "par-8", "res-1.par-1", "res-1.par-2"]


def test_every_block_of_the_archive_has_the_hash_on_record(archive: Path) -> None:
    script = re.compile(r'coteSearchData\("[^"]*",(.*)\)\n', re.DOTALL)
    name = hashlib.sha256(f"{PATH}/".encode()).hexdigest()[:12]
    folder = archive / "pagefind/text" / name
    recorded, _ = load(ROOT, PATH)
    seen = 0
    for file in folder.glob("*.js"):
        match = script.fullmatch(file.read_text(encoding="utf-8"))
        assert match
        for anchor, words, *more in json.loads(match[1]):
            if anchor:
                number = more[0].get("number", "") if more else ""
                assert hash_of(f"{number} {words}") == recorded.hashes[anchor], anchor
                seen += 1
    assert seen > 600
