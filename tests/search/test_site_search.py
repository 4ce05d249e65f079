"""What the index contains, and that it is reproducible."""

from __future__ import annotations

import base64
import json
import random
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from build_scripts.core.codes import codes
from build_scripts.core.stage_store import Store
from build_scripts.search import shards, stored_document
from build_scripts.search import site_search as module
from build_scripts.search.bundle import engine
from build_scripts.search.digits import ascending, numbers
from build_scripts.search.page_blocks import Page, essence, former, page_of, read_page, symbols
from build_scripts.search.pagefind import Pagefind, PagefindError
from build_scripts.search.shard_parts import Entry
from build_scripts.search.shards import Shard, Summary
from build_scripts.search.stored_document import read_document
from build_scripts.search.symbol_index import PIECE, Symbols
from build_scripts.search.word_folding import GAP, citation_key, damaged_key, forms, key, words
from build_scripts.search.word_forms import Vocabulary
from tests.javascript import run_javascript

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
    assert [block.number for block in page.blocks] == ["", "", "1.", "", "1."]
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
    keys = document.keys[document.lengths[0] :]
    printed = list(map(key, ["le", "terrorisme", "de", "onudc", "résolution", "1/2"]))
    pieces = [damaged_key("terror"), damaged_key("isme")]
    damaged = [key("le"), *pieces, *map(key, ["de", "onudc", "résolution", "1/2"])]
    changed = map(key, ["le", "terrorisme", "de", "onudd", "résolution", "1/2"])
    expected = [*printed, GAP, *damaged, GAP, *changed, GAP, citation_key("A/RES/1/2")]
    assert keys[: len(expected)] == expected
    assert set(keys[len(expected) :]) == {GAP}
    places = document.pieces[0][1][2]["places"]
    assert len(places) == 2 * (len(expected) - len(printed))
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
    both = zip(plain.keys, longer.keys, strict=True)
    changed = [place for place, pair in enumerate(both) if len(set(pair)) > 1]
    start = plain.lengths[0]
    assert changed
    assert start <= min(changed) < max(changed) < start + plain.lengths[1]


def test_the_index_lies_unpacked(tmp_path: Path) -> None:
    """So that with one word little of a file changes."""
    written(tmp_path, '<p id="par-1">Un mot encore.</p>')
    module.index(tmp_path)
    [file] = (tmp_path / "pagefind").glob("*/index/*")
    script = file.read_text(encoding="utf-8")
    letters = json.loads(script.removesuffix(")\n").removesuffix(")").partition("coteSearch.bytes(")[2])
    content = bytes(ord(letter) - 32 for letter in letters)
    assert content.startswith(b"pagefind_dcd")
    assert all(key(word).encode() in content for word in ("un", "mot", "encore"))


def test_another_pagefind_is_refused() -> None:
    with pytest.raises(PagefindError, match="use the locked version"):
        engine({"pagefind.js": b"export default 1", "wasm.unknown.pagefind": b""})


def test_pagefind_that_says_no() -> None:
    with Pagefind() as pagefind, pytest.raises(PagefindError, match="Pagefind"):
        pagefind._ask({"type": "DeleteIndex", "index_id": 7})


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


def state(site: Path) -> dict[str, bytes]:
    """The content of each file of the search."""
    folder = site / "pagefind"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def read_numbers(text: str) -> list[int]:
    """What `digits.numbers` has written, read by a table of its own."""
    found, value, shift = [], 0, 0
    for digit in base64.b64decode("".join(f"{letter}AAA" for letter in text))[::3]:
        value |= (digit >> 2 & 31) << shift
        shift += 5
        if not digit >> 7:
            found.append(value)
            value = shift = 0
    return found


def test_numbers_in_few_letters() -> None:
    values = [0, 1, 31, 32, 1023, 1024, 40_000, 2**40]
    assert read_numbers(numbers(values)) == values
    assert run_javascript(["search/numbers.js"], "coteSearch.numbers(value)", numbers(values)) == values
    assert run_javascript(["search/numbers.js"], "coteSearch.ascending(value)", ascending(values)) == values


def test_two_builds_are_the_same(site: Path) -> None:
    before = state(site)
    with small_shards():
        module.index(site)
    assert state(site) == before
    assert len(before) > 10


def test_the_newest_document_is_in_the_last_shard(site: Path) -> None:
    shards = content(site, "manifest")["shards"]
    assert [number for _, number, _ in shards] == [2, 2]
    paths = [table["path"] for shard, *_ in shards for table in content(site, f"{shard}/shard")["documents"]]
    assert paths == ["zh/A/90/1/", "fr/S/90/2/", "en/A/90/1/", "fr/A/90/1/"]


def test_tables_say_what_each_block_is(site: Path) -> None:
    _, (newest, *_) = content(site, "manifest")["shards"]
    _, table = content(site, f"{newest}/shard")["documents"]
    assert table["parts"][:3] == "220"
    lengths = read_numbers(table["keys"])
    assert len(table["parts"]) == len(lengths)
    assert content(site, f"{newest}/facets")[1]["countries"]["GW"] == ascending([0, 2])
    assert table["data"]["organ"] == "A"
    pieces = [block for n in range(len(table["pieces"])) for block in content(site, f"text/{table['id']}/{n}")]
    assert [len(words(text)) <= length for (_, text, *_), length in zip(pieces, lengths, strict=True)]
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


@pytest.mark.parametrize("jobs", [1, 3])
def test_many_documents_are_read_by_several_processes(tmp_path: Path, jobs: int) -> None:
    for number in range(5):
        written(tmp_path, f'<p id="par-1">1. mot{number}</p>', f"fr/A/90/{number}/index.html")
    with small_shards():
        module.index(tmp_path)
        before = state(tmp_path)
        module.index(tmp_path, jobs=jobs)
    assert state(tmp_path) == before


# --- what is made again


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is made from now on: files of documents, and sizes of shards."""
    made: list[str] = []

    def document(store: Store, site: Path, file: str) -> Summary | None:
        made.append(file)
        return shards.make_document(store, site, file)

    def shard(store: Store, site: Path, documents: Shard) -> bytes:
        made.append(f"{len(documents.documents)} documents")
        return shards.make_shard(store, site, documents)

    monkeypatch.setattr(module, "make_document", document)
    monkeypatch.setattr(module, "make_shard", shard)
    return made


def test_a_change_makes_its_document_and_its_shard_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST", 4)
    site, store, made = tmp_path / "site", Store(tmp_path / "store", 1 << 30), counted(monkeypatch)

    def indexed(**options: Any) -> dict[str, bytes]:
        made.clear()
        module.index(site, jobs=1, **options)
        return state(site)

    def same_as_from_nothing() -> bool:
        return indexed(store=store) == indexed()

    for number in range(10):
        written(site, f'<p id="par-1">1. mot{number}</p>', f"fr/A/90/{number}/index.html", f"2035-01-{number + 1:02}")
    indexed(store=store)
    assert made[-3:] == ["4 documents", "4 documents", "2 documents"]
    before = indexed(store=store)
    assert made == []
    changed = written(site, '<p id="par-1">1. autre</p>', "fr/A/90/5/index.html", "2035-01-06")
    after = indexed(store=store)
    assert made == ["fr/A/90/5/index.html", "4 documents"]
    assert {name for name in before if name.startswith("text/") and before[name] != after.get(name)} == {
        name for name in before if name.startswith("text/") and b"mot5" in before[name]
    }
    assert after == indexed()
    changed.write_text(changed.read_text(encoding="utf-8").replace("<body>", "<body><p>autour</p>"), encoding="utf-8")
    assert indexed(store=store) == after
    assert made == []  # what stands around the document isn't searched
    (site / "fr/A/90/5/index.html").unlink()
    assert same_as_from_nothing()
    written(site, '<p id="par-1">1. neuf</p>', "fr/A/90/11/index.html", "2035-01-12")
    assert same_as_from_nothing()


def test_any_row_of_changes_gives_what_is_made_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents of a shard change, one and several, its first, their language, back to what they were; some come and
    go. Most shards are put together from what they were before."""
    read: list[str] = []

    def entry(store: Store, site: Path, document: Summary) -> Entry:
        read.append(document.file)
        return kept(store, site, document)

    kept = shards._entry
    monkeypatch.setattr(shards, "_entry", entry)
    site, store, chance = tmp_path / "site", Store(tmp_path / "store", 1 << 30), random.Random(1)
    numbers = list(range(12))

    def write(number: int) -> None:
        words = " ".join(chance.choices(["asile", "traité", "l’État", "droit", "réfu gié", "A/76/1", "état"], k=20))
        language = chance.choice(["fr", "fr", "en"])
        page = written(
            site, f'<p id="par-1">1. {words}</p>', f"fr/A/90/{number}/index.html", f"2035-01-{number + 1:02}"
        )
        page.write_text(page.read_text(encoding="utf-8").replace('lang="fr"', f'lang="{language}"'), encoding="utf-8")

    for number in numbers:
        write(number)
    module.index(site, jobs=1, store=store)
    for step in range(12):
        if step == 8:
            shutil.rmtree(site / "fr/A/90/11")
        else:
            for number in {chance.choice(numbers[:11]) for _ in range(1 + step % 2)} | ({0} if step == 3 else set()):
                write(number)
        read.clear()
        module.index(site, jobs=1, store=store)
        assert bool(read) == (step == 8)
        made = state(site)
        module.index(site, jobs=1)
        assert state(site) == made


def test_shards_end_where_they_did_when_a_document_comes_or_goes() -> None:
    def divided(paths: list[str]) -> list[list[str]]:
        documents = [Summary("", path, path, path, False, "fr", {}, "", 1, {}, "") for path in paths]
        return [[document.path for document in shard.documents] for shard in shards.divided(documents)]

    paths = [f"fr/A/90/{number}/" for number in range(1000)]
    whole = divided(paths)
    assert [path for shard in whole for path in shard] == paths
    assert all(len(shard) <= shards.MOST for shard in whole)
    assert all(len(shard) >= shards.LEAST for shard in whole[:-1])
    assert len(whole) > 8
    for place in range(0, 1000, 37):
        for others in ([*paths[:place], *paths[place + 1 :]], [*paths[:place], "fr/S/1/", *paths[place:]]):
            assert sum(shard not in whole for shard in divided(others)) <= 4


def test_a_store_that_keeps_nothing_is_no_error(tmp_path: Path) -> None:
    site = tmp_path / "site"
    written(site, '<p id="par-1">1. mot</p>')
    module.index(site)
    before = state(site)
    (tmp_path / "file").write_text("", encoding="utf-8")
    module.index(site, store=Store(tmp_path / "file", 1 << 30))
    assert state(site) == before


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: Page) -> None:
        raise ValueError(page.file)

    written(tmp_path, '<p id="par-1">1. mot</p>')
    monkeypatch.setattr(stored_document, "document_of", fail)
    with pytest.raises(module.SearchError, match=r"^fr/A/90/1/index.html: ValueError"):
        module.index(tmp_path)


def test_the_essence_of_a_page_is_all_that_search_reads_of_it(tmp_path: Path) -> None:
    whole = PAGE.format(body='<h2 id="sec-1">I. A</h2><p id="par-1">1. b</p>', date="2035-01-01")
    for page in (
        whole,
        whole.replace(
            "</title>", '</title><meta name="cote:title" content="a &quot;b&quot; > c"><meta name=cote:organ content=A>'
        ),
        whole.replace("</body>", "<article>autre</article><p>pied</p></body>"),
        whole.replace("</article>", ""),  # not closed
        whole.replace("<h1>Titre</h1>", ""),
    ):
        content = page.encode()
        assert page_of(essence(content), "a/index.html") == page_of(content, "a/index.html")
    assert essence(whole.replace("data-pagefind-body", "").encode()) == b""
    assert b"Titre" in essence(whole.encode())
    assert essence(whole.replace("</head>", "<script></script></head>").encode()) == essence(whole.encode())


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


def forms_in(text: str) -> Counter[str]:
    """Forms of a text, with their number."""
    return Counter(form for token in text.split() for form in forms(token))


def entries(vocabulary: Vocabulary, shards: int = 1) -> dict[str, list[Any]]:
    return {form: entry for _, piece in vocabulary.pieces(shards) for form, entry in piece.items()}


def test_forms_of_one_word() -> None:
    vocabulary = Vocabulary()
    text = "adopté adoptées Adoptée, asile Asie entre entrée activité activement détenu détenus emplois emploi"
    vocabulary.add(forms_in(text), "fr", 0)
    table = entries(vocabulary)
    assert table["adopte"] == [[[1, "adopté", ["adoptée", "adoptées"]]]]
    assert table["detenu"] == [[[1, "détenu", ["détenus"]]]]
    assert table["emplois"] == [[[1, 0, ["emploi"]]]]
    assert table["asile"] == table["asie"] == table["entre"] == [1]
    assert table["activite"] == [[[1, "activité"]]]


def test_forms_that_accents_alone_tell_apart_stand_in_one_entry() -> None:
    vocabulary = Vocabulary()
    vocabulary.add({"traite": 4, "traité": 5, "traités": 1}, "fr", 0)
    assert entries(vocabulary)["traite"] == [[[5, "traité", ["traités"]], [4]]]


def test_spellings_with_and_without_hyphens_lead_to_each_other() -> None:
    vocabulary = Vocabulary()
    vocabulary.add(forms_in("socio-économique socioéconomique O.N.U. COVID-19 2019-2020 VIH/sida"), "fr", 0)
    table = entries(vocabulary)
    assert table["socioeconomique"][3] == ["socio-economique"]
    assert table["onu"] == [[], [], [], ["o.n.u"]]
    assert table["covid19"] == [[], [], [], ["covid-19"]]
    assert "20192020" not in table
    assert {"vih", "sida"} <= set(table)


def test_an_entry_says_how_a_word_is_spelled_and_where_it_is() -> None:
    vocabulary = Vocabulary()
    vocabulary.add({"élève": 2, "guinée-bissau": 1}, "fr", 0)
    vocabulary.add({"élève": 1}, "fr", 1)
    vocabulary.add_damaged(["il", "licite"], 1)
    table = entries(vocabulary, shards=2)
    assert table["eleve"] == [[[3, "élève"]]]
    assert table["guinee-bissau"] == [[[1, "guinée-bissau"]], [0]]
    assert table["bissau"] == [[], [], ["guinée-bissau"]]
    assert table["licite"] == [[], [1], [], [], 1]


def test_pieces_of_the_vocabulary_are_in_the_order_of_a_browser() -> None:
    vocabulary = Vocabulary()
    vocabulary.add({f"mot{n}": 1 for n in range(2000)} | forms_in("\U00020000 \uff5e\ufffd字"), "fr", 0)
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


@pytest.mark.parametrize(
    ("code", "called"),
    [
        ("ar", "رسالة · الجمعية العامة, مجلس الأمن"),
        ("en", "Letter · General Assembly, Security Council"),
        ("es", "Carta · Asamblea General, Consejo de Seguridad"),
        ("fr", "Lettre · Assemblée générale, Conseil de sécurité"),
        ("ru", "Письмо · Генеральная Ассамблея, Совет Безопасности"),
        ("zh", "信 · 大会, 安全理事会"),
        # A language that no data know: as the page says it.
        ("pt", "Lettre · Assemblée générale"),
    ],
)
def test_a_document_is_found_by_what_its_own_language_calls_it(code: str, called: str) -> None:
    """The page's names of its type and organ are in the archive's language, and stay so for readers."""
    values = {
        "symbol": "A/77/300-S/2022/600",
        "type": "letter",
        "type-name": "Lettre",
        "organ": "A",
        "organ-name": "Assemblée générale",
    }
    head = "".join(f'<meta name="cote:{name}" content="{value}">' for name, value in values.items())
    article = f'<article data-pagefind-body lang="{code}"><p id="par-1">1</p></article>'
    page = page_of(f"<html><head><title>T</title>{head}</head><body>{article}</body></html>".encode(), "a/index.html")
    assert page is not None
    assert page.blocks[0].text == f"T · A/77/300-S/2022/600 · {called}"
    assert (page.data["type-name"], page.data["organ-name"]) == ("Lettre", "Assemblée générale")
