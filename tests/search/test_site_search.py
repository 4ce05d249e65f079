"""What the index contains, and that it is reproducible."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from build_scripts.core.codes import codes
from build_scripts.search import site_search as module
from build_scripts.search.bundle import Bundle
from build_scripts.search.page_blocks import former, read_page, symbols
from build_scripts.search.pagefind import Pagefind, PagefindError
from build_scripts.search.stored_document import read_document
from build_scripts.search.symbol_index import PIECE, Symbols
from build_scripts.search.word_folding import BLANK, GAP, citation_key, damaged_key, key, words
from build_scripts.search.word_forms import Vocabulary

from .conftest import small_shards

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>T</title>
<meta name="cote:symbol" content="A/90/1"><meta name="cote:date" content="{date}"></head>
<body><h1>Titre</h1><article data-pagefind-body lang="fr">{body}</article></body></html>"""


def written(site: Path, body: str, name: str = "fr/A/90/1/index.html", date: str = "2035-01-01") -> Path:
    """A page of a document."""
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(body=body, date=date), encoding="utf-8")
    return file


def content(site: Path, name: str) -> Any:
    """What a file of the search hands over."""
    script = (site / "pagefind" / f"{name}.js").read_text(encoding="utf-8")
    match = re.fullmatch(r"coteSearchData\(\"([^\"]*)\",(.*)\)\n", script, re.DOTALL)
    assert match
    assert match[1] == name
    return json.loads(match[2])


def test_a_block_is_its_own_words(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        '<h2 id="sec-1">I. Titre <a class="permalink" href="#sec-1" data-chrome>¶</a></h2>'
        '<p id="par-1"><a class="num" href="#par-1">1.</a> Des habitants<sup><a id="ref-1" href="#note-1">1</a></sup>,'
        " le 1<sup>er</sup>\u202fmars<em>:</em>\n <strong>l’o</strong>rdre.</p>"
        '<div id="table-1"><table><tr><td>un</td><td>deux</td></tr></table></div>'
        '<section><p id="note-1">1. Voir <a data-cite="A/RES/77/237" href="x">77/237</a>.'
        '<a href="#ref-1" data-chrome>↩</a></p></section>',
    )
    page = read_page(file, tmp_path)
    assert page
    assert [(b.anchor, b.part, b.text) for b in page.blocks] == [
        ("", "titles", "Titre · A/90/1"),
        ("sec-1", "titles", "I. Titre"),
        ("par-1", "text", "Des habitants, le 1er\u202fmars: l’ordre."),
        ("table-1", "text", "un deux"),
        ("note-1", "notes", "Voir 77/237."),
    ]
    assert page.blocks[2].calls == ["note-1"]
    assert [(s.start, s.end, s.value) for s in page.blocks[4].citations] == [(5, 11, "A/RES/77/237")]
    assert (page.path, page.flat, page.stray) == ("fr/A/90/1/", False, "")


def test_a_flat_page_has_the_address_of_a_folder(tmp_path: Path) -> None:
    page = read_page(written(tmp_path, '<p id="txt-1">a</p>', "fr/A/80/6-Sect.35.html"), tmp_path)
    assert page
    assert (page.path, page.flat) == ("fr/A/80/6-Sect.35/", True)


def test_keys_of_repaired_words_and_citations(tmp_path: Path) -> None:
    repair = '<span class="repair" data-source="{}">{}</span>'
    file = written(
        tmp_path,
        f'<p id="txt-1">Le {repair.format("terror isme", "terrorisme")} de l’{repair.format("ONUDD", "ONUDC")}'
        f"{repair.format(' ,', ',')} <a data-cite='A/RES/1/2' href='x'>résolution 1/2</a>.</p>",
    )
    document = read_document(file, tmp_path)
    assert document
    printed = list(map(key, ["le", "terrorisme", "de", "onudc", "résolution", "1/2"]))
    damaged = [
        BLANK,
        key("le"),
        damaged_key("terror"),
        damaged_key("isme"),
        *map(key, ["de", "onudc", "résolution", "1/2"]),
    ]
    changed = [BLANK, *map(key, ["le", "terrorisme", "de", "onudd", "résolution", "1/2"])]
    keys = document.keys[document.lengths[0] :]
    keys = keys[: keys.index(GAP)]
    assert keys == [*printed, *damaged, *changed, BLANK, citation_key("A/RES/1/2")]
    places = document.pieces[0][1][2]["places"]
    assert len(places) == 2 * (len(keys) - len(printed))
    assert places[:8] == [-1, 0, 0, 1, 1, 1, 1, 1]
    assert places[-4:] == [-1, 0, 4, 2]


def test_a_word_more_moves_no_other_block(tmp_path: Path) -> None:
    several = "".join(f'<p id="par-{number}">Des mots, {"encore " * number}.</p>' for number in range(1, 9))
    for name, body in (("a", several), ("b", several.replace("Des mots", "Des mots de plus", 1))):
        written(tmp_path / name, body)
    plain, longer = (read_document(tmp_path / name / "fr/A/90/1/index.html", tmp_path / name) for name in "ab")
    assert plain
    assert longer
    assert plain.lengths == longer.lengths
    changed = [
        position for position, pair in enumerate(zip(plain.keys, longer.keys, strict=True)) if len(set(pair)) > 1
    ]
    start = plain.lengths[0]
    assert changed
    assert start <= changed[0] < changed[-1] < start + plain.lengths[1]


def test_the_index_lies_unpacked(tmp_path: Path) -> None:
    """So that with one word little of a file changes."""
    written(tmp_path, '<p id="par-1">Un mot encore.</p>')
    module.index(tmp_path)
    [file] = (tmp_path / "pagefind/0/index").iterdir()
    script = file.read_text(encoding="utf-8")
    letters = json.loads(script.removesuffix(")\n").removesuffix(")").partition("coteSearch.bytes(")[2])
    content = bytes(ord(letter) - 32 for letter in letters)
    assert content.startswith(b"pagefind_dcd")
    assert all(key(word).encode() in content for word in ("un", "mot", "encore"))


def test_a_joint_symbol_is_known_by_its_halves() -> None:
    assert symbols({"symbol": "A/78/80-E/2023/64"}) == ["A/78/80", "A/78/80-E/2023/64", "E/2023/64"]
    assert symbols({}) == []


def test_a_document_is_known_by_its_former_symbol_unless_another_has_it_now() -> None:
    data = {"symbol": "A/78/80-E/2023/64", "former": "sans-cote/un-rapport, E/2023/64, A/78/L.1"}
    assert former(data) == ["A/78/L.1"]
    for order in (0, 1), (1, 0):
        table = Symbols()
        holds = [(["A/78/80"], "fr/A/78/80/", "Un", ("A/78/L.1", "A/78/81")), (["A/78/81"], "fr/A/78/81/", "Deux", ())]
        for current, path, title, others in (holds[index] for index in order):
            table.hold(current, path, title, shard=0, number=0, former=others)
        leads = {entry[0]: entry[4:6] for entry in table.pieces()[0]}
        assert leads["A/78/L.1"] == ["fr/A/78/80/", "A/78/80, Un"]
        assert leads["A/78/81"] == ["fr/A/78/81/", "Deux"]


def test_two_builds_are_the_same(site: Path) -> None:
    def state() -> dict[str, bytes]:
        return {str(file): file.read_bytes() for file in sorted((site / "pagefind").rglob("*")) if file.is_file()}

    before = state()
    with small_shards():
        module.index(site)
    assert state() == before
    assert len(before) > 20


def test_the_newest_document_is_in_the_last_shard(site: Path) -> None:
    assert content(site, "manifest")["shards"] == [2, 2]
    paths = [table["path"] for shard in (0, 1) for n in (0, 1) for table in content(site, f"{shard}/blocks/{n}")]
    assert paths == ["zh/A/90/1/", "fr/S/90/2/", "en/A/90/1/", "fr/A/90/1/"]


def test_tables_say_what_each_block_is(site: Path) -> None:
    (table,) = content(site, "1/blocks/1")
    assert table["parts"][:3] == "220"
    assert len(table["parts"]) == len(table["keys"])
    assert table["countries"]["GW"] == [0, 2]
    assert table["data"]["organ"] == "A"
    pieces = [block for n in range(len(table["pieces"])) for block in content(site, f"1/text/1-{n}")]
    assert [len(words(text)) <= length for (_, text, *_), length in zip(pieces, table["keys"], strict=True)]
    note = next(block for block in pieces if block[0] == "note-1")
    assert note[2]["callers"] == ["par-1"]


def test_what_no_block_holds_is_reported(tmp_path: Path) -> None:
    written(tmp_path, "<p>perdu</p>")
    written(tmp_path, '<p id="par-1">1. un</p> deux', "fr/A/90/2/index.html")
    diagnostics = module.index(tmp_path)
    assert [(diagnostic.file, diagnostic.code) for diagnostic in diagnostics] == [
        ("fr/A/90/1/index.html", "F001"),
        ("fr/A/90/1/index.html", "F002"),
        ("fr/A/90/2/index.html", "F002"),
    ]
    assert "“deux”" in diagnostics[2].message
    assert {"F001", "F002"} <= set(codes())


def test_a_site_without_documents_can_be_searched(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>rien</p>", encoding="utf-8")
    assert module.index(tmp_path) == []
    assert content(tmp_path, "manifest")["documents"] == 0


def test_many_documents_are_read_by_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        written(tmp_path, f'<p id="par-1">1. mot{number}</p>', f"fr/A/90/{number}/index.html")
    module.index(tmp_path)
    alone = {file.name: file.read_bytes() for file in (tmp_path / "pagefind").rglob("*.js")}
    monkeypatch.setattr(module, "_ALONE", 2)
    module.index(tmp_path)
    assert {file.name: file.read_bytes() for file in (tmp_path / "pagefind").rglob("*.js")} == alone


def test_another_pagefind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PagefindError, match="use the locked version"):
        Bundle(tmp_path).engine({"pagefind.js": b"export default 1", "wasm.unknown.pagefind": b""})


def test_pagefind_that_says_no() -> None:
    with Pagefind() as pagefind, pytest.raises(PagefindError, match="Pagefind"):
        pagefind._ask({"type": "DeleteIndex", "index_id": 7})


def test_a_cited_document_is_linked_to_its_page(tmp_path: Path) -> None:
    cited = (
        '<p id="txt-1"><a data-cite="A/RES/77/237" href="x">77/237</a> <a data-cite="A/RES/1/1" href="x">1/1</a></p>'
    )
    written(tmp_path, cited)
    page = tmp_path / "cotes/A/RES/77/237/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>fiche</p>", encoding="utf-8")
    module.index(tmp_path)
    assert ["A/RES/77/237", 1, [0], "cotes/A/RES/77/237/"] in content(tmp_path, "symbols/0")
    assert ["A/RES/1/1", 1, [0], ""] in content(tmp_path, "symbols/0")


# --- vocabulary and symbols


def entries(vocabulary: Vocabulary, shards: int = 1) -> dict[str, list[Any]]:
    return {form: entry for _, piece in vocabulary.pieces(shards) for form, entry in piece.items()}


def test_forms_of_one_word() -> None:
    vocabulary = Vocabulary()
    text = "adopté adoptées Adoptée, asile Asie entre entrée activité activement détenu détenus emplois emploi"
    tokens = text.split()
    vocabulary.add([(token, 1) for token in tokens], "fr", 0)
    table = entries(vocabulary)
    assert table["adopte"] == [[[1, "adopté", ["adoptée", "adoptées"]]]]
    assert table["detenu"] == [[[1, "détenu", ["détenus"]]]]
    assert table["emplois"] == [[[1, 0, ["emploi"]]]]
    assert table["asile"] == table["asie"] == table["entre"] == [1]
    assert table["activite"] == [[[1, "activité"]]]


def test_forms_that_accents_alone_tell_apart_stand_in_one_entry() -> None:
    vocabulary = Vocabulary()
    vocabulary.add([("traite", 3), ("Traité", 5), ("traités", 1), ("TRAITE", 1)], "fr", 0)
    assert entries(vocabulary)["traite"] == [[[5, "traité", ["traités"]], [4]]]


def test_spellings_with_and_without_hyphens_lead_to_each_other() -> None:
    vocabulary = Vocabulary()
    words = ["socio-économique", "socioéconomique", "O.N.U.", "COVID-19", "2019-2020", "VIH/sida"]
    vocabulary.add([(word, 1) for word in words], "fr", 0)
    table = entries(vocabulary)
    assert table["socioeconomique"][3] == ["socio-economique"]
    assert table["onu"] == [[], [], [], ["o.n.u"]]
    assert table["covid19"] == [[], [], [], ["covid-19"]]
    assert "20192020" not in table
    assert {"vih", "sida"} <= set(table)


def test_an_entry_says_how_a_word_is_spelled_and_where_it_is() -> None:
    vocabulary = Vocabulary()
    vocabulary.add([("Élève", 2), ("Guinée-Bissau", 1)], "fr", 0)
    vocabulary.add([("élève", 1)], "fr", 1)
    vocabulary.add_damaged(["il", "licite"], 1)
    table = entries(vocabulary, shards=2)
    assert table["eleve"] == [[[3, "élève"]]]
    assert table["guinee-bissau"] == [[[1, "guinée-bissau"]], [0]]
    assert table["bissau"] == [[], [], ["guinée-bissau"]]
    assert table["licite"] == [[], [1], [], [], 1]


def test_pieces_of_the_vocabulary_are_in_the_order_of_a_browser() -> None:
    vocabulary = Vocabulary()
    vocabulary.add([(f"mot{n}", 1) for n in range(2000)] + [("\U00020000", 1), ("\uff5e\ufffd字", 1)], "fr", 0)
    firsts = [first for first, _ in vocabulary.pieces(1)]
    forms = list(entries(vocabulary))
    assert len(firsts) > 3
    assert forms == sorted(forms, key=lambda form: form.encode("utf-16-be"))


def test_a_symbol_is_found_by_either_of_its_last_numbers() -> None:
    table = Symbols()
    for number in range(PIECE + 1):
        table.cite(f"A/RES/77/{number}", 1, 0)
    table.cite("S/RES/2371(2017)", 2, 1)
    table.hold(["A/90/1"], "fr/A/90/1/", "Titre", shard=1, number=4)
    pieces = table.pieces()
    assert len(pieces) == 2
    assert ["S/RES/2371(2017)", 2, [1], ""] in pieces[2371 % 2]
    assert ["A/90/1", 0, [1], "", "fr/A/90/1/", "Titre", 1, 4] in pieces[0]
    assert ["A/90/1", 0, [1], "", "fr/A/90/1/", "Titre", 1, 4] in pieces[1]
