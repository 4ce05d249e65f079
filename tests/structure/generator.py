"""Generated documents: well-formed reports whose every anchor, text and call is known, in three layouts.

A document is a list of `Piece`s; a layout prints them as a converter would have, pages ending anywhere.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

_WORDS = (
    "activités appui assistance bonnes cadre conformément coopération criminalité de des développement donateurs du "
    "efforts elle en enfants entités et experts formation gouvernement groupe il internationale justice la le les leur "
    "lutte mesures mise moyens nationale notamment nouvelle par pays pénale personnes politique pour prévention "
    "programme que qui questions recherche région ressources réunion réseau résultats sécurité séance soutien sur "
    "technique traite travaux un une victimes visant œuvre l’Organisation d’informations s’agissant États ONUDC"
)
WORDS = _WORDS.split()
TRAPS = (
    "A/RES/75/196",
    "(E/CN.15/2021/10)",
    "16.2",
    "458 000",
    "n° 18/2019",
    "article 13",
    "M. Dupont",
    "COVID-19",
    "5,8 %",
    "48 États",
    "Pays-Bas",
    "(voir par. 3)",
    "24/7",
    "du 12 au 16 octobre 2020",
    "l’horizon 2030",
    "G20",
)
PREAMBLE = ("Rappelant", "Considérant", "Prenant note", "Consciente", "Se félicitant", "Profondément préoccupée")
OPERATIVE = ("Prie", "Décide", "Encourage", "Invite", "Demande", "Engage")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as its document prints it."""

    kind: str
    anchor: str
    label: str
    words: tuple[str, ...]
    calls: tuple[tuple[int, int], ...] = ()
    """(index of the word it follows, number of the note)."""
    upper: bool = False
    """Of a heading: it is of the first rank."""

    @property
    def text(self) -> str:
        """Label and words, without calls."""
        return " ".join((self.label, *self.words) if self.label else self.words)


@dataclass(slots=True)
class Sample:
    """A document and what it must read as."""

    pieces: list[Piece] = field(default_factory=list)
    notes: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    """(scope, number) → words."""
    scopes: list[str] = field(default_factory=list)
    """The scope of each piece."""


class Maker:
    """Makes one document from one seed."""

    def __init__(self, seed: int, *, resolutions: bool = True) -> None:
        self.random = random.Random(seed)
        self.sample = Sample()
        self.scope = ""
        self.note = 0
        self._body()
        self.annexes = self.random.choice((0, 0, 1, 3))
        if self.annexes:
            self._add("paragraph", "par-999", "999.", ("Voir", "l’annexe", "du", "présent", "rapport."))
        if resolutions and self.random.random() < 0.5:
            for number in range(1, self.random.randint(1, 3) + 1):
                self._resolution(number)
        for number in range(1, self.annexes + 1):
            self._annex(
                f"annex-{number}" if self.annexes > 1 else "annex",
                f"Annexe {ROMANS[number - 1]}" if self.annexes > 1 else "Annexe",
            )

    # --- words --------------------------------------------------------------------------------

    def _words(self, count: int, end: str, first: str = "") -> tuple[str, ...]:
        words = [first] if first else [self.random.choice(WORDS).capitalize()]
        for _ in range(count):
            words += (self.random.choice(TRAPS) if self.random.random() < 0.06 else self.random.choice(WORDS)).split()
            if self.random.random() < 0.06:
                words[-1] += ","
        words[-1] = words[-1].rstrip(",.")
        if not words[-1].isalpha() or (not end and len(words[-1]) < 5):
            words.append("suite")
        return (*words[:-1], words[-1] + end)

    def _add(self, kind: str, unit: str, label: str, words: tuple[str, ...], *, upper: bool = False) -> None:
        calls: list[tuple[int, int]] = []
        often = {"heading": 0.05}.get(kind, 0.25)
        for index, word in enumerate(words):
            core = word.rstrip(",.;")
            can = (core.isalpha() and len(core) > 4) or core == "2030"
            if kind != "part" and index > 1 and can and self.random.random() < often * 4 / len(words):
                self.note += 1
                calls.append((index, self.note))
                self.sample.notes[self.scope, self.note] = self._words(self.random.randint(3, 60), ".", "Voir")
        anchor = f"{self.scope}.{unit}" if self.scope and unit else unit or self.scope
        self.sample.pieces.append(Piece(kind, anchor, label, words, tuple(calls), upper))
        self.sample.scopes.append(self.scope)

    # --- parts --------------------------------------------------------------------------------

    def _body(self) -> None:
        number = 0
        for section in range(1, self.random.randint(2, 4) + 1):
            title = self._words(self.random.randint(2, 16), "", "Mesures")
            self._add("heading", f"sec-{section}", f"{ROMANS[section - 1]}.", title, upper=True)
            parts = self.random.choice((0, 0, 2, 3))
            for part in range(max(parts, 1)):
                if parts:
                    letter = "abc"[part]
                    words = self._words(self.random.randint(1, 12), "", "Appui")
                    self._add("heading", f"sec-{section}.{letter}", f"{letter.upper()}.", words)
                ranks = f"sec-{section}" + (f".{'abc'[part]}" if parts else "")
                bare = 0
                for _ in range(self.random.randint(1, 4)):
                    if self.random.random() < 0.2:
                        bare += 1
                        words = self._words(self.random.randint(1, 14), "", "Renforcement")
                        self._add("heading", f"{ranks}.h-{bare}", "", words)
                    number += 1
                    self._paragraph(number)

    def _annex(self, scope: str, label: str) -> None:
        self.scope, self.note = scope, 0
        self._add("part", "", label, self._words(self.random.randint(2, 12), "", "Plan"))
        for number in range(1, self.random.randint(1, 6) + 1):
            self._paragraph(number)

    def _paragraph(self, number: int, first: str = "") -> None:
        items = self.random.random() < 0.25
        end = " :" if items else ";" if first else "."
        self._add("paragraph", f"par-{number}", f"{number}.", self._words(self.random.randint(10, 90), end, first))
        if items:
            self._items(f"par-{number}", last=";" if first else ".")

    def _items(self, holder: str, last: str) -> None:
        count = self.random.randint(2, 5)
        for index in range(count):
            letter = "abcdefgh"[index]
            deeper = self.random.random() < 0.15
            end = " :" if deeper else last if index == count - 1 else " ;"
            self._add("item", f"{holder}.{letter}", f"{letter})", self._words(self.random.randint(4, 40), end))
            for roman in ("i", "ii") if deeper else ():
                close = last if roman == "ii" and index == count - 1 else " ;"
                words = self._words(self.random.randint(4, 20), close)
                self._add("item", f"{holder}.{letter}.{roman}", f"{roman})", words)

    def _resolution(self, number: int) -> None:
        self.scope, self.note = f"res-{number}", 0
        self._add("part", "", f"Projet de résolution {ROMANS[number - 1]}", self._words(8, "", "Coopération"))
        self._add("enacting", "txt-1", "", ("L’Assemblée", "générale,"))
        for ordinal in range(1, self.random.randint(2, 6) + 1):
            first = self.random.choice(PREAMBLE)
            self._add("preambular", f"pp-{ordinal}", "", self._words(self.random.randint(8, 60), ",", first))
        annex = self.random.random() < 0.4
        for paragraph in range(1, self.random.randint(1, 6) + 1):
            self._paragraph(paragraph, self.random.choice(OPERATIVE))
        if annex:
            words = ("Adopte", "le", "plan", "figurant", "en", "annexe", "à", "la", "présente", "résolution.")
            self._add("paragraph", f"par-{paragraph + 1}", f"{paragraph + 1}.", words)
            self._annex(f"{self.scope}.annex", "Annexe")


# --- layouts ------------------------------------------------------------------------------------

Call = Callable[[str, int], str]


def glued(random_: random.Random) -> Call:
    """Calls as a PDF's text has them: glued to the word, or apart before what follows."""

    def call(word: str, number: int) -> str:
        core = word.rstrip(",.;")
        apart = core != word and random_.random() < 0.3
        return f"{core} {number} {word[len(core) :]}" if apart else f"{core}{number}{word[len(core) :]}"

    return call


def raised(word: str, number: int) -> str:
    """Calls as OCR marks them."""
    core = word.rstrip(",.;")
    return f"{core}<sup>{number}</sup>{word[len(core) :]}"


def printed(piece: Piece, call: Call) -> list[tuple[str, tuple[int, ...]]]:
    """The words of a piece with its label and calls, and the notes that each calls."""
    calls = dict(piece.calls)
    words = [(call(w, calls[i]), (calls[i],)) if i in calls else (w, ()) for i, w in enumerate(piece.words)]
    return [*((w, ()) for w in piece.label.split()), *words]


def _lines(words: Sequence[tuple[str, tuple[int, ...]]], width: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Words wrapped to lines, each with the notes it calls."""
    line: list[str] = []
    notes: list[int] = []
    for word, called in words:
        if line and len(" ".join(line)) + 1 + len(word) > width:
            yield " ".join(line), tuple(notes)
            line, notes = [], []
        line.append(word)
        notes += called
    yield " ".join(line), tuple(notes)


def pdf_text(sample: Sample, seed: int) -> str:
    """As Tika prints a PDF: a blank line after every line, notes under a rule, addresses at the page's end."""
    rng = random.Random(seed)
    out: list[str] = []
    room = rng.randint(12, 44)
    waiting: list[tuple[str, int]] = []
    starts = False
    for piece, scope in zip(sample.pieces, sample.scopes, strict=True):
        head = piece.kind in ("heading", "part")
        if head:
            out.append("" if starts else " \n\n \n\n")
        words = printed(piece, glued(rng))
        indent = " " if head or piece.kind in ("item", "preambular", "enacting") else ""
        if piece.kind == "part":
            label = piece.label
            out.append(f"{' ' if starts else ''} {label} \n\n")
            starts, words, indent = False, words[len(label.split()) :], ""
        for index, (line, called) in enumerate(_lines(words, rng.randint(78, 88))):
            if room <= 0 and not (head and index):
                out += _foot(sample, waiting, rng)
                # Between two pages stands no blank line.
                out[-1] = out[-1].rstrip("\n") + "\n"
                waiting, room, starts = [], rng.randint(12, 44), True
            out.append(f"{' ' if starts else ''}{'' if index else indent}{line} \n\n")
            starts = False
            room -= 1
            waiting += [(scope, n) for n in called]
        if head:
            out.append(" \n\n \n\n")
    return "".join(out + _foot(sample, waiting, rng))


def _foot(sample: Sample, called: Sequence[tuple[str, int]], rng: random.Random) -> list[str]:
    out = ["__________________ \n\n"] if called else []
    for key in called:
        lines = textwrap.wrap(f"{key[1]} {' '.join(sample.notes[key])}", rng.randint(88, 98))
        out.append(f" {lines[0]} \n\n")
        out += [f"{line} \n\n" for line in lines[1:]]
    return out + [f"https://undocs.org/fr/A/76/{rng.randint(1, 500)}\n" for _ in range(rng.choice((0, 0, 1, 4)))]


def ocr_markdown(sample: Sample, seed: int) -> str:
    """As OCR writes Markdown: raised calls, notes amid the text, levels at random, paragraphs cut in two."""
    rng = random.Random(seed)
    out: list[str] = []
    waiting: list[tuple[str, int]] = []
    for piece, scope in zip(sample.pieces, sample.scopes, strict=True):
        words = printed(piece, raised)
        texts = [w for w, _ in words]
        if piece.kind in ("heading", "part"):
            hashes = "#" * rng.randint(1, 4)
            if piece.kind == "part":
                out.append(f"{hashes} {piece.label}")
                texts = texts[len(piece.label.split()) :]
            bold = rng.random() < 0.4
            out.append(f"{hashes} **{' '.join(texts)}**" if bold else f"{hashes} {' '.join(texts)}")
        elif rng.random() < 0.15 and (cut := _cut(texts, rng)):
            out.append(" ".join(texts[:cut]))
            waiting += [(scope, n) for _, called in words[:cut] for n in called]
            out += [f"<sup>{n}</sup> {' '.join(sample.notes[s, n])}" for s, n in waiting]
            waiting = [(scope, n) for _, called in words[cut:] for n in called]
            out += ["\n\n", " ".join(texts[cut:])]
            continue
        else:
            out.append(" ".join(texts))
        waiting += [(scope, n) for _, called in words for n in called]
        if rng.random() < 0.1:
            out += [f"<sup>{n}</sup> {' '.join(sample.notes[s, n])}" for s, n in waiting]
            waiting = []
    out += [f"<sup>{n}</sup> {' '.join(sample.notes[s, n])}" for s, n in waiting]
    return "\n\n".join(out) + "\n"


def _cut(texts: Sequence[str], rng: random.Random) -> int:
    """Where a page can end inside a paragraph: before a word in lower case, no full stop before it."""
    places = [
        i
        for i in range(4, len(texts) - 3)
        if texts[i][:1].islower() and texts[i - 1][-1].isalpha() and ")" not in texts[i][:5]
    ]
    return rng.choice(places) if places else 0


def list_markdown(sample: Sample, seed: int) -> str:
    """As a converter writes lists: paragraphs as items, headings without marks, page feet, no notes."""
    rng = random.Random(seed)
    out: list[str] = []
    page = 1
    for piece in sample.pieces:
        texts = [w for w, _ in printed(piece, lambda word, _: word)]
        if piece.kind == "part":
            out.append(f"\n{piece.label}\n")
            texts = texts[len(piece.label.split()) :]
        if piece.kind in ("heading", "part", "enacting", "preambular"):
            out.append(f"\n{' '.join(texts)}\n")
            continue
        bullet = "- " if rng.random() < 0.8 else ""
        if rng.random() < 0.12 and (cut := _cut(texts, rng)):
            page += 2
            foot = f"V.20-01781 {page}/99" if rng.random() < 0.6 else f"V.20-01781 **{page}/99**"
            out.append(f"\n{bullet}{' '.join(texts[:cut])}\n\n{foot}\n\n{' '.join(texts[cut:])}\n")
        else:
            out.append(f"{bullet}{' '.join(texts)}" if bullet else f"\n{' '.join(texts)}\n")
    return "\n".join(out) + "\n"
