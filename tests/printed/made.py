"""Known readings, set as PDF pages in the layouts of United Nations documents.

A reading is made first, as the list of blocks that must be read (anchor, words, calls); a layout then sets it. Nothing
of a layout is known to the reading, so that what is read must be the same in all of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import weasyprint
from weasyprint.text.fonts import FontConfiguration

FONTS = Path(__file__).parents[2] / "build_scripts" / "data" / "fonts"
# A call in the words of a block: `{3}`; not `3`.
_CALL = re.compile(r"\{(\d+|\*)\}")

_WORDS = {
    "en": "the report of progress made by partners in regional programmes and on support for national capacity with "
    "measures that States have taken to improve access, data, training, follow-up and long-term planning",
    "fr": "le rapport de la mission sur les progrès accomplis par les partenaires des programmes régionaux et pour "
    "le renforcement des capacités nationales avec mesures que États ont prises, données, formation, mi-parcours",
    "es": "el informe de la misión sobre los progresos realizados por asociados en programas regionales y para "
    "fortalecer la capacidad nacional con medidas que Estados han adoptado, datos, formación, cuestión, niñez",
    "ru": "доклад миссии о ходе работы партнеров в рамках региональных программ и для укрепления национального "
    "потенциала с мерами что государства приняли, данные, обучение, социально-экономический",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as it must be read."""

    kind: str
    """`heading`, `minor` (a heading without a number), `paragraph`, `item`, `bullet`, `text`, `table`."""
    anchor: str
    label: str
    words: str
    """With its calls, `{3}`, where they stand."""
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0

    @property
    def plain(self) -> str:
        return _CALL.sub("", self.words)

    @property
    def calls(self) -> list[str]:
        return [f"note-{number}" for number in _CALL.findall(self.words)]


@dataclass(frozen=True, slots=True)
class Made:
    """A document as it must be read."""

    language: str
    pieces: list[Piece]
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """How a document is set."""

    name: str
    css: str
    endnotes: bool = False
    slashed: bool = False
    """Notes are called `1/`, as they were until 1997."""
    contents: bool = False
    minor: str = "<i>{}</i>"
    """How a heading without a number is set."""


_BASE = """
@font-face { font-family: S; src: url(SourceSerifPro-Regular.ttf) }
@font-face { font-family: S; font-weight: bold; src: url(SourceSerifPro-Semibold.ttf) }
@font-face { font-family: S; font-style: italic; src: url(SourceSerifPro-It.otf) }
* { font-family: S; line-height: 12pt }
body { font-size: 10pt; margin: 0; text-align: justify; hyphens: none }
p { margin: 0 0 6pt; orphans: 2; widows: 2 }
.label { display: inline-block; min-width: 34pt; text-indent: 0 }
.paragraph .label { min-width: 34pt }
.item { text-indent: 34pt }
.bullet { margin-left: 48pt; text-indent: -14pt }
.bullet .label { min-width: 14pt }
h2, h3, h4, h5 { break-after: avoid; text-align: left; margin: 14pt 0 10pt; font-size: 10pt }
h2 { font-size: 14pt; line-height: 16pt }
h3 { font-size: 12pt; line-height: 14pt }
h5 { font-weight: normal }
sup { font-size: 65%; vertical-align: 3.4pt; line-height: 0 }
.note { float: footnote; width: 340pt; font-size: 8.5pt; text-indent: 0; text-align: left; font-weight: normal; font-style: normal }
.note, .note * { line-height: 10pt }
::footnote-call { content: ""; line-height: 0; font-size: 1pt; vertical-align: baseline }
::footnote-marker { content: none }
@page { @footnote { padding-top: 10pt; margin-top: 8pt } }
.mast { border-bottom: 2pt solid black; padding-bottom: 40pt; margin-bottom: 20pt; text-align: left }
.mast p { margin: 0 }
.title { font-size: 14pt; font-weight: bold; margin: 16pt 0; text-align: left; line-height: 17pt }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; margin: 6pt 0 12pt; text-align: left }
th { font-style: italic; font-weight: normal; border-top: 0.5pt solid; border-bottom: 1pt solid; text-align: left }
td, th { padding: 3pt 14pt 3pt 0; vertical-align: bottom; line-height: 10pt }
td + td, th + th { text-align: right }
table tr:last-child td { border-bottom: 1pt solid }
"""

NEW_YORK = Page(
    "New York",
    """@page { size: Letter; margin: 108pt 99pt 90pt 123pt;
      @top-left { content: "A/80/123"; font-weight: bold; font-size: 8.5pt; vertical-align: bottom; padding-bottom: 14pt }
      @bottom-left { content: "25-01234"; font-size: 7pt; }
      @bottom-right { content: counter(page) "/" counter(pages); font-weight: bold; font-size: 8.5pt } }
    @page :first { @top-left { content: none } }
    h2, h3, h4, h5 { text-indent: -30pt } h2 .label, h3 .label, h4 .label, h5 .label { min-width: 30pt }""",
    minor="<b>{}</b>",
)
GENEVA = Page(
    "Geneva",
    """@page { size: A4; margin: 96pt 113pt 96pt 113pt }
    @page :left { @top-left-corner { content: "A/80/123"; font-weight: bold; font-size: 9pt; vertical-align: bottom; border-bottom: 0.5pt solid; margin-left: 56pt; margin-bottom: 12pt; text-align: left; white-space: nowrap }
      @top-left { content: ""; border-bottom: 0.5pt solid; margin-bottom: 12pt; width: 100% }
      @bottom-left { content: counter(page); font-weight: bold; font-size: 9pt }
      @bottom-right { content: "GE.25-01234"; font-size: 8pt } }
    @page :right { @top-right { content: "A/80/123"; font-weight: bold; font-size: 9pt; vertical-align: bottom; border-bottom: 0.5pt solid; margin-bottom: 12pt }
      @bottom-right { content: counter(page); font-weight: bold; font-size: 9pt }
      @bottom-left { content: "GE.25-01234"; font-size: 8pt } }
    @page :first { @top-right { content: none } }
    h2, h3, h4, h5 { text-indent: -30pt } h2 .label, h3 .label, h4 .label, h5 .label { min-width: 30pt }""",
    contents=True,
    minor="<i>{}</i>",
)
RECTO_VERSO = Page(
    "recto and verso",
    """@page { size: A4; @bottom-center { content: "- " counter(page) " -"; } }
    @page :left { margin: 90pt 70pt 80pt 130pt; @top-left { content: "A/80/123"; } }
    @page :right { margin: 90pt 130pt 80pt 70pt; @top-right { content: "A/80/123"; } }
    @page :first { @top-right { content: none } }
    h2, h3, h4, h5 { text-align: center }""",
    endnotes=True,
    minor="<u>{}</u>",
)
OLD = Page(
    "1990s",
    """@page { size: Letter; margin: 90pt 72pt 80pt 72pt; @top-left { content: "A/80/123\\A English\\A Page " counter(page); white-space: pre; text-align: left } }
    @page :first { @top-left { content: none } @bottom-left { content: "93-12345"; } }
    * { font-family: S } body { font-size: 11pt; text-align: left }
    h2, h3, h4, h5 { text-align: center; font-weight: normal; font-size: 11pt; line-height: 12pt }
    .note { font-size: 11pt } .note, .note * { line-height: 12pt }
    """,
    slashed=True,
    minor="<u>{}</u>",
)
COLUMNS = Page(
    "two columns",
    """@page { size: A4; margin: 90pt 56pt 80pt 56pt;
       @top-left { content: "A/80/123"; font-size: 8pt } @bottom-right { content: counter(page); font-size: 8pt } }
    @page :first { @top-left { content: none } }
    .text { columns: 2; column-gap: 24pt }""",
    endnotes=True,
)
LANDSCAPE = Page(
    "landscape",
    """@page { size: A4 landscape; margin: 80pt 90pt 80pt 90pt;
       @top-left { content: "A/80/123"; font-weight: bold; font-size: 8.5pt } @bottom-right { content: counter(page) "/" counter(pages); font-size: 8.5pt } }
    @page :first { @top-left { content: none } }""",
)
PAGES = (NEW_YORK, GENEVA, RECTO_VERSO, OLD, COLUMNS, LANDSCAPE)


# --- a reading --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Maker:
    random: random.Random
    language: str
    pieces: list[Piece] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    paragraph: int = 0
    text: int = 0
    table: int = 0
    minor: dict[str, int] = field(default_factory=dict)

    def sentence(self, low: int = 6, high: int = 22) -> str:
        words = _WORDS[self.language].split()
        chosen = [self.random.choice(words) for _ in range(self.random.randint(low, high))]
        chosen[-1] = max(words[:12], key=len).rstrip(",")  # A sentence or heading doesn't end in « the ».
        return f"{chosen[0].capitalize()} {' '.join(chosen[1:])}."

    def body(self) -> str:
        sentences = [self.sentence() for _ in range(self.random.randint(1, 5))]
        if self.random.random() < 0.35:
            number = str(len(self.notes) + 1)
            self.notes[number] = self.sentence(4, 25)
            at = self.random.randrange(len(sentences))
            sentences[at] += f"{{{number}}}"
        return " ".join(sentences)

    def title(self) -> str:
        return self.sentence(3, 14).rstrip(".")

    def heading(self, depth: int) -> None:
        self.path = self.path[: depth + 1]
        if len(self.path) <= depth:
            self.path.append("0")
        number = int(self.path[depth]) + 1
        self.path[depth] = str(number)
        printed = (
            ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"],
            ["A", "B", "C", "D", "E", "F", "G", "H"],
            ["1", "2", "3", "4", "5", "6", "7", "8"],
        )[depth]
        shown = [self.path[0], *(chr(96 + int(p)) for p in self.path[1:2]), *self.path[2:3]]
        anchor = "sec-" + ".".join(shown)
        self.pieces.append(Piece("heading", anchor, f"{printed[number - 1]}.", self.title(), level=depth))

    def add_minor(self) -> None:
        above = self.pieces[-1].anchor if self.pieces[-1].kind == "heading" else self._section()
        self.minor[above] = self.minor.get(above, 0) + 1
        self.pieces.append(Piece("minor", f"{above}.h-{self.minor[above]}", "", self.title(), level=3))

    def _section(self) -> str:
        shown = [self.path[0], *(chr(96 + int(p)) for p in self.path[1:2]), *self.path[2:3]]
        return "sec-" + ".".join(shown)

    def add_paragraph(self) -> None:
        self.paragraph += 1
        self.pieces.append(Piece("paragraph", f"par-{self.paragraph}", f"{self.paragraph}.", self.body()))

    def add_items(self) -> None:
        for letter in "abcde"[: self.random.randint(2, 5)]:
            self.pieces.append(Piece("item", f"par-{self.paragraph}.{letter}", f"({letter})", self.body()))

    def add_text(self, kind: str) -> None:
        for _ in range(self.random.randint(2, 3) if kind == "bullet" else 1):
            self.text += 1
            label = "•" if kind == "bullet" else ""
            self.pieces.append(Piece(kind, f"txt-{self.text}", label, self.body()))

    def add_table(self) -> None:
        self.table += 1
        width = self.random.randint(2, 5)
        head = tuple(self.title()[:18].strip() for _ in range(width))
        rows = [head]
        for _ in range(self.random.randint(2, 7)):
            name = self.title()[: self.random.randint(12, 60)].strip()
            rows.append((name, *(f"{self.random.randint(1, 999)} {self.random.randint(100, 999)}" for _ in head[1:])))
        self.pieces.append(Piece("table", f"table-{self.table}", "", "", tuple(rows)))


def made(seed: int, language: str = "en", *, tables: bool = True) -> Made:
    """A document of several pages."""
    maker = _Maker(random.Random(seed), language)
    for _ in range(maker.random.randint(2, 3)):
        maker.heading(0)
        for _ in range(maker.random.randint(1, 3)):
            maker.heading(1)
            if maker.random.random() < 0.3:
                maker.heading(2)
            if maker.random.random() < 0.4:
                maker.add_minor()
            for _ in range(maker.random.randint(1, 4)):
                maker.add_paragraph()
                chance = maker.random.random()
                if chance < 0.25:
                    maker.add_items()
                elif chance < 0.35:
                    maker.add_text("bullet")
                elif chance < 0.45:
                    maker.add_text("text")
                elif chance < 0.6 and tables:
                    maker.add_table()
    return Made(language, maker.pieces, maker.notes)


# --- its pages --------------------------------------------------------------------------------

_MAST = {
    "en": (
        "United Nations",
        "General Assembly",
        "Distr.: General",
        "12 May 2025",
        "Original: English",
        "Eightieth session",
        "Report of the Secretary-General",
        "Contents",
        "Notes",
    ),
    "fr": (
        "Nations Unies",
        "Assemblée générale",
        "Distr. générale",
        "12 mai 2025",
        "Original : anglais",
        "Quatre-vingtième session",
        "Rapport du Secrétaire général",
        "Table des matières",
        "Notes",
    ),
    "es": (
        "Naciones Unidas",
        "Asamblea General",
        "Distr. general",
        "12 de mayo de 2025",
        "Original: inglés",
        "Octogésimo período de sesiones",
        "Informe del Secretario General",
        "Índice",
        "Notas",
    ),
    "ru": (
        "Организация Объединенных Наций",
        "Генеральная Ассамблея",
        "Distr.: General",
        "12 May 2025",
        "Original: English",
        "Восьмидесятая сессия",
        "Доклад Генерального секретаря",
        "Содержание",
        "Примечания",
    ),
}


def as_pdf(document: Made, page: Page) -> bytes:
    """The document set on pages."""
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=_BASE + page.css, base_url=f"{FONTS}/", font_config=fonts)
    html = weasyprint.HTML(string="".join(_html(document, page)), base_url=f"{FONTS}/")
    rendered = html.render(stylesheets=[style], font_config=fonts)
    data = rendered.write_pdf()
    assert isinstance(data, bytes)
    return _ruled(data, [_notes_top(sheet._page_box) for sheet in rendered.pages])


def _notes_top(box: Any) -> tuple[float, float] | None:
    """Left edge and top of a page's notes, in points from its upper left corner."""
    for child in box.children:
        if type(child).__name__ == "FootnoteAreaBox" and child.height:
            return 0.75 * child.content_box_x(), 0.75 * child.content_box_y()
    return None


def _ruled(data: bytes, tops: Sequence[tuple[float, float] | None]) -> bytes:
    """The pages with the short rule above their notes, which WeasyPrint doesn't draw."""
    written = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for sheet, top in zip(pdf.pages, tops, strict=True):
            if top:
                left, height = top[0], float(sheet.mediabox[3]) - top[1] + 4
                line = f"q 0.6 w {left:.1f} {height:.1f} m {left + 96:.1f} {height:.1f} l S Q"
                sheet.contents_add(pikepdf.Stream(pdf, line.encode()), prepend=True)
        pdf.save(written)
    return written.getvalue()


def _html(document: Made, page: Page) -> Iterator[str]:
    mast = _MAST[document.language]
    yield f'<html lang="{document.language}"><body><div class="mast"><p>{mast[0]} <span style="float:right">A/80/123</span></p>'
    yield "".join(f"<p>{line}</p>" for line in mast[1:5])
    yield f'</div><p><b>{mast[5]}</b></p><p class="title">{mast[6]}</p>'
    if page.contents:
        yield f'<div style="break-before: page"></div><p style="font-size: 14pt">{mast[7]}</p>'
        for piece in document.pieces:
            if piece.kind == "heading":
                yield (
                    f'<p style="margin-left: {14 * piece.level}pt"><span class="label">{piece.label}</span>'
                    f'{escape(piece.plain)} {"." * 40} <span style="float: right">{piece.level + 2}</span></p>'
                )
        yield '<div style="break-before: page"></div>'
    yield '<div class="text">'
    for piece in document.pieces:
        yield _piece(piece, document, page)
    yield "</div>"
    if page.endnotes and document.notes:
        yield f'<p style="font-weight: bold; margin-top: 20pt">{mast[8]}</p>'
        for number, words in document.notes.items():
            yield f'<p style="font-size: 8.5pt; line-height: 10pt"><sup>{number}</sup> {escape(words)}</p>'


def _piece(piece: Piece, document: Made, page: Page) -> str:
    label = f'<span class="label">{piece.label}</span> ' if piece.label else ""
    if piece.kind == "table":
        head, *rows = piece.rows
        cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
        lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table><tr>{cells}</tr>{lines}</table>"
    words = _CALL.sub(lambda match: _called(match[1], document, page), escape(piece.words))
    if piece.kind == "heading":
        return f"<h{piece.level + 2}>{label}{words}</h{piece.level + 2}>"
    if piece.kind == "minor":
        return f"<h5>{page.minor.format(words)}</h5>"
    return f'<p class="{piece.kind}">{label}{words}</p>'


def _called(number: str, document: Made, page: Page) -> str:
    if page.slashed:
        return f' {number}/<span class="note">{number}/ {escape(document.notes[number])}</span>'
    note = "" if page.endnotes else f'<span class="note"><sup>{number}</sup> {escape(document.notes[number])}</span>'
    return f"<sup>{number}</sup>{note}"


def expected(document: Made) -> dict[str, tuple[str, Sequence[str]]]:
    """Anchor → words and calls."""
    blocks: dict[str, tuple[str, Sequence[str]]] = {
        p.anchor: (p.plain, p.calls) for p in document.pieces if p.kind != "table"
    }
    return blocks | {f"note-{number}": (words, ()) for number, words in document.notes.items()}
