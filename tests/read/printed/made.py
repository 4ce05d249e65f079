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

LAYOUTS = Path(__file__).parent / "layouts"
FONTS = Path(__file__).parents[3] / "build_scripts" / "data" / "fonts"
# A call in the words of a block: `{3}`; not `3`.
_CALL = re.compile(r"\{(\d+|\*)\}")
# A word with its call, which no line's end parts: `word.{3}`; not `word`.
_CALLED = re.compile(r"(\S+)\{(\d+|\*)\}")

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
    """Of its style sheet too: `layouts/new-york.css` for « New York »."""
    endnotes: bool = False
    slashed: bool = False
    """Notes are called `1/`, as they were until 1997."""
    contents: bool = False
    minor: str = "<i>{}</i>"
    """How a heading without a number is set."""


NEW_YORK = Page(
    "New York",
    minor="<b>{}</b>",
)
GENEVA = Page(
    "Geneva",
    contents=True,
    minor="<i>{}</i>",
)
RECTO_VERSO = Page(
    "recto and verso",
    endnotes=True,
    minor="<u>{}</u>",
)
OLD = Page(
    "1990s",
    slashed=True,
    minor="<u>{}</u>",
)
COLUMNS = Page(
    "two columns",
    endnotes=True,
)
LANDSCAPE = Page(
    "landscape",
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


NOTES = {language: words[-1] for language, words in _MAST.items()}
"""The heading of endnotes."""


def as_pdf(document: Made, page: Page) -> bytes:
    """The document set on pages."""
    fonts = FontConfiguration()
    sheets = [LAYOUTS / name for name in ("base.css", f"{page.name.replace(' ', '-').lower()}.css")]
    css = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    style = weasyprint.CSS(string=css, base_url=f"{FONTS}/", font_config=fonts)
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
    yield f'<html lang="{document.language}"><body><div class="mast">'
    yield f'<p>{mast[0]} <span style="float:right">A/80/123</span></p>'
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
    yield '<div class="flow">'
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
    words = _CALLED.sub(lambda match: _called(match[1], match[2], document, page), escape(piece.words))
    if piece.kind == "heading":
        return f"<h{piece.level + 2}>{label}{words}</h{piece.level + 2}>"
    if piece.kind == "minor":
        return f"<h5>{page.minor.format(words)}</h5>"
    return f'<p class="{piece.kind}">{label}{words}</p>'


def _called(word: str, number: str, document: Made, page: Page) -> str:
    note = escape(document.notes[number])
    if page.slashed:
        return f'<span class="called">{word} {number}/</span><span class="note">{number}/ {note}</span>'
    foot = "" if page.endnotes else f'<span class="note"><sup>{number}</sup> {note}</span>'
    return f'<span class="called">{word}<sup>{number}</sup></span>{foot}'


def expected(document: Made) -> dict[str, tuple[str, Sequence[str]]]:
    """Anchor → words and calls, tables apart."""
    blocks: dict[str, tuple[str, Sequence[str]]] = {
        piece.anchor: (f"{piece.label} {piece.plain}" if piece.kind == "bullet" else piece.plain, piece.calls)
        for piece in document.pieces
        if piece.kind != "table"
    }
    return blocks | {f"note-{number}": (words, ()) for number, words in document.notes.items()}
