"""PDF, read back: what machines can check of PDF/UA-1 (with numbers of the Matterhorn Protocol), and the rest."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import ImageFont
from pypdf import PdfReader

from build_scripts.core.codes import findings
from build_scripts.core.diagnostics import Diagnostic
from build_scripts.core.typeface import face
from build_scripts.offline import pdf as pdf_module
from build_scripts.offline import pdf_fonts
from build_scripts.offline.article import read_article
from build_scripts.offline.copy_settings import LackingError, OfflineError
from build_scripts.offline.make import Order, make
from build_scripts.offline.pdf import make_pdf, make_pdfs
from build_scripts.offline.selection import Facts, documents

from .conftest import ROOT, SHOWN
from .handmade import RICH, handmade

SIZE = 14
"""Of the letters, in pixels of CSS, as WeasyPrint writes them."""
SHOWING = {"Tj", "TJ", "'", '"', "S", "s", "f", "f*", "B", "B*", "b", "b*", "Do", "sh"}
"""Operators that put something on the page."""


@pytest.fixture(autouse=True, scope="module")
def no_fonts() -> Iterator[None]:
    """Whatever fonts this machine has, no test sees them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_fonts, "FOLDERS", ())
        yield


@pytest.fixture(scope="module")
def file(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    assert make_pdfs(archive / "site", folder, documents(archive / "site")[:1], jobs=1) == []
    return folder / "fr/A/76/1.pdf"


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Facts]:
    """A site of one page with everything that a report may have."""
    site = tmp_path_factory.mktemp("rich")
    return site, handmade(site, RICH, symbol="A/76/9", title="Un essai")


@pytest.fixture(scope="module")
def pdf(rich: tuple[Path, Facts], tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(typeset(rich[0], tmp_path_factory.mktemp("pdf"), rich[1])) as opened:
        yield opened


def typeset(site: Path, folder: Path, facts: Facts) -> Path:
    """A document's PDF, which lacks no letter."""
    assert make_pdf(site, folder, facts) == []
    return folder / f"{facts.path}.pdf"


def elements(node: Any) -> Iterator[Any]:
    """Every structure element, in reading order."""
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def tagged(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [element for element in elements(pdf.Root.StructTreeRoot) if str(element.S) == tag]


def marks(node: Any, page: Any) -> Iterator[int]:
    """The content of a page, in reading order."""
    for kid in node.get("/K", []):
        if isinstance(kid, int):
            if node.Pg.objgen == page.objgen:
                yield kid
        elif "/S" in kid:
            yield from marks(kid, page)


def content(page: Any) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """(operator, operands, marks that are open) for each instruction on a page; -1 stands for an artifact."""
    open_: list[int] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) in ("BDC", "BMC"):
            open_.append(-1 if operands[0] == "/Artifact" else int(operands[1].MCID))
        yield str(operator), list(operands), list(open_)
        if str(operator) == "EMC":
            open_.pop()


def boxes(page: Any) -> Iterator[tuple[float, str]]:
    """(where it begins, text) of each piece of text on a page."""
    letters: dict[str, str] = {}
    place = 0.0
    for operator, operands, _ in content(page):
        if operator == "Tf":
            letters = letters_of(page, operands)
        elif operator == "Tm":
            place = float(operands[4])
        elif operator == "TJ":
            yield place, written(operands, letters)


def letters_of(page: Any, font: list[Any]) -> dict[str, str]:
    """The letters of a font by their codes."""
    table = page.Resources.Font[str(font[0])].ToUnicode.read_bytes().decode()
    return {code: bytes.fromhex(to).decode("utf-16-be") for code, to in re.findall(r"<(\w+)> <(\w+)>\n", table)}


def written(pieces: list[Any], letters: dict[str, str]) -> str:
    """What an instruction that shows text shows."""
    codes = b"".join(bytes(piece) for piece in pieces[0] if isinstance(piece, pikepdf.String)).hex()
    return "".join(letters[codes[at : at + 4]] for at in range(0, len(codes), 4))


def links(pdf: pikepdf.Pdf) -> list[Any]:
    return [link for page in pdf.pages for link in page.get("/Annots", [])]


def words(file: Path) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(file).pages).split())


def test_says_what_it_is(file: Path, pdf: pikepdf.Pdf) -> None:  # 06, 07, 11
    with pikepdf.open(file) as real, real.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == f"A/76/1, {SHOWN}"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "fr"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_all_content_is_tagged_or_artifact(pdf: pikepdf.Pdf) -> None:  # 01
    tree = pdf.Root.StructTreeRoot
    parents = dict(zip(list(tree.ParentTree.Nums)[::2], list(tree.ParentTree.Nums)[1::2], strict=True))
    for page in pdf.pages:
        shown = [open_ for operator, _, open_ in content(page) if operator in SHOWING]
        assert len(shown) > 5
        assert all(len(open_) == 1 for open_ in shown)
        reading_order = list(marks(tree, page.obj))
        assert {mark for [mark] in shown} - {-1} <= set(reading_order)
        assert reading_order == sorted(reading_order), "read in another order than painted"
        assert all(mark in list(of.K) for mark, of in enumerate(parents[page.StructParents]) if of is not None)


def test_running_heads_and_feet_are_artifacts(pdf: pikepdf.Pdf) -> None:  # 18
    kinds = [
        [str(operands[0]), str(operands[1].get("/Type", ""))]
        for operator, operands, _ in content(pdf.pages[1])
        if operator == "BDC"
    ]
    assert kinds.count(["/Artifact", "/Pagination"]) == 4  # symbol, title, address, page


def test_headings_do_not_skip(pdf: pikepdf.Pdf) -> None:  # 14
    ranks = [
        int(str(element.S)[2:])
        for element in elements(pdf.Root.StructTreeRoot)
        if re.fullmatch("/H[1-6]", str(element.S))
    ]
    assert ranks == [1, 2, 2, 3]
    assert all(later <= earlier + 1 for earlier, later in pairwise(ranks))


def test_heads_of_tables_have_their_scope(pdf: pikepdf.Pdf) -> None:  # 15
    heads = tagged(pdf, "/TH")
    assert [cell.A.Scope for cell in heads] == ["/Column", "/Column"]
    assert [list(cell.A.Headers) for cell in tagged(pdf, "/TD")] == [[cell.ID] for cell in heads]
    assert len(tagged(pdf, "/Caption")) == 1


def test_notes_have_names_and_labels(pdf: pikepdf.Pdf) -> None:  # 19
    notes = tagged(pdf, "/Note")
    names = [str(element.ID) for element in notes]
    assert sorted(names) == ["note-1", "note-x1", "res-1.note-2"]
    assert all(note.K[0].S == "/Lbl" and note.K[0].K[0].S == "/Link" for note in notes)
    listed = pdf.Root.StructTreeRoot.IDTree.Names
    assert {str(name) for name in list(listed)[::2]} == {*names, *(str(element.ID) for element in tagged(pdf, "/TH"))}
    assert len(tagged(pdf, "/Reference")) == 3


def test_links(pdf: pikepdf.Pdf) -> None:  # 28
    annotations = links(pdf)
    targets = [kid.Obj.objgen for element in tagged(pdf, "/Link") for kid in element.K if not isinstance(kid, int)]
    assert Counter(link.objgen for link in annotations) == Counter(targets)  # the one with emphasis in it, once
    assert all(link.F == 4 for link in annotations)
    assert all(page.Tabs == "/S" for page in pdf.pages)
    addresses = {str(link.A.URI): str(link.Contents) for link in annotations if "/A" in link}
    assert addresses["https://docs.un.org/fr/A/76/2"] == "le rapport, https://docs.un.org/fr/A/76/2"
    assert {"https://docs.un.org/fr/A/76/9", "https://cote.example/fr/A/76/9/#par-1.a"} <= set(addresses)
    contents = {str(link.Dest): str(link.Contents) for link in annotations if "/Dest" in link}
    assert (contents["note-1"], contents["ref-1"]) == ("Note 1", "Retour à l’appel de la note 1")
    assert set(contents) <= set(pikepdf.NameTree(pdf.Root.Names.Dests))


MIXED = """<h2 id="sec-1"><em lang="en">The Rio Declaration</em></h2>
<p id="par-1">Il cite <q lang="en">its <em>own</em> words<sup><a id="ref-1" href="#note-1">1</a></sup></q>, puis
<a lang="es" href="https://docs.un.org/es/A/76/2">el informe</a>.</p>
<figure lang="es"><p>Figura.</p></figure>
<blockquote lang="en"><p id="par-2">{}</p><p lang="fr">Fin.</p></blockquote>
<div class="table" id="table-1"><table><tr><th scope="col" lang="ru">Страна</th></tr>
<tr><td>Oman</td></tr></table></div>
<section class="notes"><p id="note-1" class="note" lang="de"><a class="num" href="#note-1">1</a> Amt.</p></section>"""


def test_languages_of_parts(tmp_path: Path) -> None:  # 11
    """What each piece of the page's text is in, by the element that holds it and those around."""
    text = MIXED.format("It goes on. " * 500)
    with pikepdf.open(typeset(tmp_path, tmp_path, handmade(tmp_path, text, title="Un essai"))) as opened:
        pieces = list(spoken(opened))
        assert len(opened.pages) > 1
        named = [element for element in elements(opened.Root.StructTreeRoot) if "/Lang" in element]
        kinds = {str(element.S) for element in named}
        inside = {str(below.S) for element in named if element.S == "/Span" for below in elements(element)}
    assert "/Div" in kinds
    assert "/NonStruct" not in kinds
    assert inside <= {"/Span", "/NonStruct", "/Link", "/Reference"}, "a block in a line"
    said = [(language, text) for language, text in pieces if text.strip()]
    assert {language for language, text in said if "It goes on" in text} == {"en"}
    rest = [(language, text.strip()) for language, text in said if "It goes on" not in text]
    expected = [
        *(("fr", "Un essai"), ("en", "The Rio Declaration"), ("fr", "Il cite"), ("en", "“"), ("en", "its")),
        *(
            ("en", "own"),
            ("en", "words"),
            ("en", "1"),
            ("en", "”"),
            ("fr", ", puis"),
            ("es", "el informe"),
            ("fr", "."),
        ),
        *(("es", "Figura."), ("fr", "Fin."), ("ru", "Страна"), ("fr", "Oman"), ("de", "1"), ("de", "Amt.")),
    ]
    assert [piece for piece in expected if piece not in rest] == []
    assert [piece for piece in rest if piece[0] != "fr" and piece not in expected] == []


def spoken(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """(language, text) of each piece of text, in reading order."""
    texts = {page.obj.objgen: marked(page) for page in pdf.pages}

    def below(node: Any, language: str) -> Iterator[tuple[str, str]]:
        for kid in node.K:
            if isinstance(kid, int):
                yield language, texts[node.Pg.objgen].get(kid, "")
            elif "/S" in kid:
                yield from below(kid, str(kid.get("/Lang", language)))

    yield from below(pdf.Root.StructTreeRoot, str(pdf.Root.Lang))


def marked(page: Any) -> dict[int, str]:
    """The text of each piece of marked content of a page."""
    letters: dict[str, str] = {}
    texts: dict[int, str] = {}
    for operator, operands, open_ in content(page):
        if operator == "Tf":
            letters = letters_of(page, operands)
        elif operator == "TJ" and open_:
            texts[open_[-1]] = texts.get(open_[-1], "") + written(operands, letters)
    return texts


def test_links_can_be_hit(pdf: pikepdf.Pdf) -> None:
    for link in links(pdf):
        left, top, right, bottom = (float(side) for side in link.Rect)
        assert min(right - left, top - bottom) >= 5


def test_no_element_is_empty(pdf: pikepdf.Pdf) -> None:
    assert all(len(element.K) for element in elements(pdf.Root.StructTreeRoot))


def test_only_the_own_typeface(pdf: pikepdf.Pdf) -> None:  # 10, 31
    fonts = list(pdf.pages[0].Resources.Font.values())
    assert {str(font.BaseFont).partition("+")[2] for font in fonts} == {
        "Cote-Source-Serif",
        "Cote-Source-Serif-Italic",
        "Cote-Source-Serif-Semi-Bold",
    }
    assert all("/ToUnicode" in font for font in fonts)
    assert all("/FontFile3" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        [title] = outline.root
        assert title.title == "Un essai"
        assert [bookmark.title for bookmark in title.children] == ["I. Introduction", "Projet de résolution I – Asile"]
        assert [bookmark.title for bookmark in title.children[1].children] == ["Un titre deux rangs plus bas"]


def test_destination_for_each_block(pdf: pikepdf.Pdf, rich: tuple[Path, Facts]) -> None:
    anchors = {element.get("id") for element in read_article(*rich).element.iter() if element.get("id")}
    assert {"par-1", "par-1.a", "table-1", "note-1", "note-x1", "res-1", "ref-1-2"} <= anchors
    assert anchors == set(pikepdf.NameTree(pdf.Root.Names.Dests))


def test_narrow_spaces_are_copied(tmp_path: Path) -> None:
    """They are in the text, and wider than the tenth of the letters' size that readers of PDF take for none."""
    facts = handmade(tmp_path, '<p id="par-1" title="«\u202f>">Fin\u202f; voir «\u202fAsile\u202f»</p>')
    file = typeset(tmp_path, tmp_path, facts)
    assert "Fin ; voir « Asile »" in " ".join(PdfReader(file).pages[0].extract_text().split())
    sign = ImageFont.truetype(io.BytesIO(face("Regular", "otf")), 1000).getlength("«") / 1000
    with pikepdf.open(file) as opened:
        begins = {text.strip(): place for place, text in boxes(opened.pages[0])}
    assert (begins["Asile"] - begins["«"]) / SIZE - sign > 0.15


def test_called_notes_stand_on_the_page_of_their_call(file: Path) -> None:
    text = PdfReader(file).pages[0].extract_text()
    assert text.index("Voir le rapport précédent") > text.index("a examiné ce point")


def test_permalink_and_hash_stand_in_it(file: Path, archive: Path) -> None:
    article = read_article(archive / "site", documents(archive / "site")[0])
    with pikepdf.open(file) as opened:
        assert article.url in {str(link.A.URI) for link in links(opened) if "/A" in link}
    assert article.sha256 in words(file)
    assert words(file).count(article.url) >= 2  # at the foot of the page and of the text


def test_twice_the_same_bytes(file: Path, archive: Path, tmp_path: Path) -> None:
    again = typeset(archive / "site", tmp_path, documents(archive / "site")[0])
    assert again.read_bytes() == file.read_bytes()


LACKING = """<h2 id="sec-1">قرار</h2><p id="par-1">Lettre privée, \ue123, et <em>联合国</em>.</p>
<p id="par-2">Русский, Ελληνικά, «\u202fœuvre\u202f», 1\u202f000, A\u2011B, mot\u00adà mot\u200b, e\u0301.</p>
<p id="par-3">Dernière : 联<sup><a id="ref-1" href="#note-1">1</a></sup></p><p id="note-1" class="note">大</p>"""


def made_font(folder: Path, family: str) -> Path:
    """A configuration of fonts with one font, which has what Source Serif lacks."""
    pen = TTGlyphPen(None)
    for move, *places in (("moveTo", (0, 0)), ("lineTo", (0, 700)), ("lineTo", (700, 0)), ("closePath",)):
        getattr(pen, move)(*places)
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", "x"])
    font.setupCharacterMap(dict.fromkeys(map(ord, " قرار\ue123联合国大"), "x"))
    font.setupGlyf({".notdef": pen.glyph(), "x": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (800, 0), "x": (800, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800)
    font.setupPost()
    font.save(folder / "made.ttf")
    (folder / "fonts.conf").write_text(f"<fontconfig><dir>{folder}</dir></fontconfig>", encoding="utf-8")
    return folder / "fonts.conf"


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of a font that isn't named."""
    return made_font(tmp_path_factory.mktemp("foreign"), "Foreign")


def elsewhere(fonts: Path, work: str) -> str:
    """What work in Python prints on a machine with another configuration of fonts, and its errors."""
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts), "PYTHONWARNINGS": "ignore"}
    ran = subprocess.run(
        [sys.executable, "-c", work], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return ran.stdout + ran.stderr


def test_no_other_font_of_the_system_is_seen(tmp_path: Path, foreign: Path) -> None:
    facts = handmade(tmp_path / "site", LACKING)
    work = f"""
from pathlib import Path
from build_scripts.offline import pdf_fonts
from build_scripts.offline.pdf import make_pdf
from build_scripts.offline.selection import Facts
pdf_fonts.FOLDERS = ({str(foreign.parent)!r},)
for one in make_pdf(Path({str(tmp_path / "site")!r}), Path({str(tmp_path / "foreign")!r}), Facts({facts.path!r}, {{}})):
    print(one)
"""
    here = [str(diagnostic) for diagnostic in make_pdf(tmp_path / "site", tmp_path / "here", facts)]
    assert [line for line in elsewhere(foreign, work).splitlines() if "L040" in line] == here
    first, second = (tmp_path / name / f"{facts.path}.pdf" for name in ("here", "foreign"))
    assert first.read_bytes() == second.read_bytes()


def test_what_the_typeface_lacks_is_set_in_noto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_font(tmp_path, "Noto Naskh Arabic")
    monkeypatch.setattr(pdf_fonts, "FOLDERS", (str(tmp_path),))
    facts = handmade(tmp_path, '<p id="par-1">قرار 12</p>', language="ar", title="قرار")
    with pikepdf.open(typeset(tmp_path, tmp_path, facts)) as opened:
        assert opened.Root.Lang == "ar"
        assert opened.Root.ViewerPreferences.Direction == "/R2L"
        assert [language for language, text in spoken(opened) if text.startswith("Soixante")] == ["ar"]
        names = {str(font.BaseFont).partition("+")[2] for font in opened.pages[0].Resources.Font.values()}
        shown = "".join(text for _, text in boxes(opened.pages[0]))
    assert any("Noto-Naskh-Arabic" in name for name in names)
    assert "Cote-Source-Serif" in names
    assert "La police" not in shown


def test_a_font_of_the_system_would_be_seen(tmp_path: Path, foreign: Path) -> None:
    """What the test above rests on."""
    file = tmp_path / "x.pdf"
    elsewhere(foreign, f"import weasyprint; weasyprint.HTML(string='<p>\ue123').write_pdf({str(file)!r})")
    with pikepdf.open(file) as opened:
        [font] = opened.pages[0].Resources.Font.values()
        assert str(font.BaseFont).endswith("Foreign")


def test_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    facts = handmade(tmp_path, LACKING, title="Titre 国")
    diagnostics = make_pdf(tmp_path, tmp_path, facts)
    assert {(diagnostic.file, diagnostic.code) for diagnostic in diagnostics} == {
        ("docs/fr/sans-cote/essai.md", "L040")
    }
    assert [diagnostic.message.partition("; ")[0] for diagnostic in diagnostics] == [
        "title: the typeface of PDF lacks U+56FD",
        "sec-1: the typeface of PDF lacks U+0627, U+0631, U+0642",
        "par-1: the typeface of PDF lacks U+5408, U+56FD, U+8054, U+E123",
        "par-3: the typeface of PDF lacks U+8054",
        "note-1: the typeface of PDF lacks U+5927",
        "install Noto Naskh Arabic (on Debian and Ubuntu: apt install fonts-noto-core), and PDF shows such letters",
        "install Noto Serif CJK SC (on Debian and Ubuntu: apt install fonts-noto-cjk), and PDF shows such letters",
    ]
    file = tmp_path / f"{facts.path}.pdf"
    with pikepdf.open(file) as opened:
        shown = "".join(text for page in opened.pages for _, text in boxes(page))
    assert "La police de ce PDF n’a pas toutes les lettres du document" in shown
    assert "U+0627, U+0631, U+0642, U+5408, U+56FD," in shown
    assert not findings(diagnostics), "a notice: no reason to make no PDF"


def test_they_can_be_copied(tmp_path: Path) -> None:
    facts = handmade(tmp_path, LACKING)
    make_pdf(tmp_path, tmp_path, facts)
    with pikepdf.open(tmp_path / f"{facts.path}.pdf") as opened:
        fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
        mapped = "".join(font.ToUnicode.read_bytes().decode().lower() for font in fonts)
    assert all(f"<{letter.encode('utf-16-be').hex()}>" in mapped for letter in "قر\ue123联合国大")


def test_a_text_without_letters_of_ours_is_told_in_few_lines(tmp_path: Path) -> None:
    blocks = "".join(f'<p id="par-{number}">{chr(0x4E00 + number)}</p>' for number in range(1, 30))
    diagnostics = make_pdf(tmp_path, tmp_path, handmade(tmp_path, blocks, language="zh"))
    assert [diagnostic.message.partition(":")[0] for diagnostic in diagnostics] == [
        *(f"par-{n}" for n in range(1, 11)),
        "19 more places",
        "install Noto Serif CJK SC (on Debian and Ubuntu",
    ]
    assert diagnostics[-2].message.endswith("U+4E16 and 7 more")


def test_who_makes_copies_is_told(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diagnostics: list[Diagnostic] = []
    lacking = Diagnostic("docs/fr/A/76/1.md", 0, "L040", "par-1: …")

    def lacking_letters(site: Path, folder: Path, selection: object, *, jobs: int) -> list[Diagnostic]:
        folder.mkdir()
        return [lacking]

    monkeypatch.setattr(pdf_module, "make_pdfs", lacking_letters)
    make(archive, Order(tmp_path / "made", ["pdfs"], jobs=1, tell=diagnostics.append))
    assert diagnostics == [lacking]


def test_nothing_is_loaded(tmp_path: Path) -> None:
    facts = handmade(tmp_path, '<p id="par-1"><img alt="" src="https://example.org/x.png"></p>')
    with pytest.raises(OfflineError, match=r"to load https://example\.org/x\.png"):
        make_pdfs(tmp_path, tmp_path, [facts], jobs=1)


def test_without_pango_all_else_is_made(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = "print('a page of advice')\nraise OSError('cannot load library libpango-1.0-0')\n"
    (tmp_path / "weasyprint.py").write_text(broken, encoding="utf-8")
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(LackingError, match=r"cote-pdf wasn't made: .*apt install libpango") as raised:
        make(archive, Order(tmp_path / "made", ["pdfs", "epubs", "updates"], jobs=1))
    assert "\n" not in str(raised.value)
    assert "advice" not in capfd.readouterr().out
    assert {entry.name for entry in (tmp_path / "made").iterdir()} == {"cote", "cote-epub", "cote-updates"}


def test_document_without_a_page(tmp_path: Path, archive: Path) -> None:
    gone = [facts for facts in documents(archive / "site") if facts.path == "fr/A/76/2"]
    with pytest.raises(OfflineError, match="fr/A/76/2: can't make its PDF"):
        make_pdfs(tmp_path, tmp_path, gone, jobs=1)
