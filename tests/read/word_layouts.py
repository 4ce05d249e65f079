"""Made documents (tests/structure/generator.py) as Word files, as conference services and others write them.

Templates of New York, Geneva and others, numbers typed or counted by Word, words in runs that end anywhere, notes that
begin again with each part, and what stands in a file and on no page.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape

from tests.extract.docx import docx, p, r, table
from tests.structure.generator import Piece, Sample, printed

_BOLD = "<w:b/>"
_LEVELS = {"upper": "HCh", "lower": "H1", "part": "HCh"}


def _style(identifier: str, name: str, level: int, run: str) -> str:
    outline = f'<w:outlineLvl w:val="{level}"/>' if level >= 0 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"<w:pPr>{outline}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_RAISED = (
    '<w:style w:type="character" w:styleId="Call"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
NEW_YORK = _RAISED + _style("HCh", "_ H _Ch", 0, f'{_BOLD}<w:sz w:val="28"/>') + _style("H1", "_ H_1", 0, _BOLD)
GENEVA = _RAISED + _style("HCh", "_ H _Ch_G", -1, f'{_BOLD}<w:sz w:val="28"/>') + _style("H1", "_ H_1_G", -1, _BOLD)
GOOGLE = _RAISED + _style("HCh", "heading 1", -1, '<w:sz w:val="40"/>') + _style("H1", "heading 2", -1, "")
TEMPLATES = (NEW_YORK, GENEVA, GOOGLE)
# What each rank of a list is written as: the first two are headings', the others those of paragraphs and items.
_FORMS = (
    ("upperRoman", "%1."),
    ("upperLetter", "%2."),
    ("decimal", "%1."),
    ("lowerLetter", "%2)"),
    ("lowerRoman", "%3)"),
)


def word_file(sample: Sample, seed: int) -> bytes:
    """A Word file of the sample."""
    return _File(sample, random.Random(seed)).packed()


@dataclass(slots=True)
class _File:
    """The parts of a file as they grow."""

    sample: Sample
    random: random.Random
    notes: list[str] = field(default_factory=list)
    lists: int = 0
    """How many lists of paragraphs there are: each part has one of its own."""
    template: str = field(init=False)
    counted: bool = field(init=False)
    """Word counts paragraphs and items itself."""
    counted_headings: bool = field(init=False)

    def __post_init__(self) -> None:
        self.template = self.random.choice(TEMPLATES)
        self.counted, self.counted_headings = self.random.random() < 0.5, self.random.random() < 0.5

    def packed(self) -> bytes:
        body = "".join(self._parts())
        symbol = table(("", "A/76/463"))
        parts = {
            "styles": self.template,
            "numbering": self._numbering(),
            "footnotes": '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>' + "".join(self.notes),
            "comments": f'<w:comment w:id="1">{p(r("Check this."))}</w:comment>',
            "header1": symbol,
            "footer1": p(r("2/9\t21-17225")),
        }
        return docx(body, links=None, head="", **parts)

    def _numbering(self) -> str:
        def levels(forms: Sequence[tuple[str, str]]) -> str:
            shape = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
            return "".join(shape.format(at, form, text) for at, (form, text) in enumerate(forms))

        shapes = "".join(
            f'<w:abstractNum w:abstractNumId="{at}">{levels(forms)}</w:abstractNum>'
            for at, forms in enumerate((_FORMS[:2], _FORMS[2:]))
        )
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        lists = "".join(
            f'<w:num w:numId="{at}"><w:abstractNumId w:val="{min(at - 1, 1)}"/>{again if at > 2 else ""}</w:num>'
            for at in range(1, self.lists + 2)
        )
        return shapes + lists

    def _parts(self) -> Iterator[str]:
        """The pieces of each part, which ends its section, so that its notes begin with 1."""
        pairs = zip(self.sample.scopes, self.sample.pieces, strict=True)
        for scope, group in groupby(pairs, key=lambda pair: pair[0]):
            self.lists += 1
            paragraphs = [self._around(xml) for _, piece in group for xml in self._paragraphs(scope, piece)]
            yield "".join(paragraphs)
            yield p(properties=f"<w:sectPr>{_EDGES}{_RESTART}</w:sectPr>")

    def _around(self, xml: str) -> str:
        """A paragraph in what may stand around it."""
        kind = self.random.random()
        if kind < 0.05:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
        return f'{xml}<w:bookmarkStart w:id="7" w:name="_Ref7"/>' if kind < 0.1 else xml

    def _paragraphs(self, scope: str, piece: Piece) -> Iterator[str]:
        words = printed(piece, lambda word, number: f"{word}\0{number}")
        labelled = len(piece.label.split())
        if piece.kind == "part":
            yield p(*self._runs([word for word, _ in words[:labelled]], scope), properties='<w:pStyle w:val="HCh"/>')
            yield p(*self._runs([word for word, _ in words[labelled:]], scope), properties='<w:pStyle w:val="HCh"/>')
            return
        texts = [word for word, _ in words[labelled:]]
        depth, style = self._rank(piece)
        # The last paragraph before the annexes is numbered out of order.
        automatic = piece.label not in ("", "999.") and (
            self.counted_headings if piece.kind == "heading" else self.counted
        )
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if automatic:
            identifier = 1 if piece.kind == "heading" else self.lists + 1
            properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{identifier}"/></w:numPr>'
        label = [] if automatic or not piece.label else [r("\t" * self.random.randint(0, 2) + piece.label), _TAB]
        yield p(*label, *self._runs(texts, scope, slanted=piece.kind != "heading"), properties=properties)

    def _rank(self, piece: Piece) -> tuple[int, str]:
        """The level of a piece in its list, and its style."""
        if piece.kind == "heading":
            return (0, "HCh") if piece.upper else (1, "H1")
        return piece.anchor.rpartition("par-")[2].count("."), ""

    def _runs(self, words: Sequence[str], scope: str, *, slanted: bool = False) -> list[str]:
        """The words in runs that end anywhere, with the calls of notes, and what no page shows."""
        runs: list[str] = []
        for index, word in enumerate(words):
            bare, _, number = word.partition("\0")
            core = bare.rstrip(",.;") if number else bare
            cut = self.random.randint(0, len(core))
            for stretch in (core[:cut], core[cut:]):
                runs.append(r(escape(stretch), "<w:i/>" if slanted and index == 0 else "")) if stretch else None
            if number:
                runs.append(self._call(scope, int(number)))
            runs.append(r(escape(bare[len(core) :]) + (" " if index < len(words) - 1 else "")))
            if self.random.random() < 0.04:
                runs.append(self.random.choice(_UNSEEN))
        return runs

    def _call(self, scope: str, number: int) -> str:
        identifier = len(self.notes) + 2
        words = " ".join(self.sample.notes[scope, number])
        mark = '<w:r><w:rPr><w:rStyle w:val="Call"/></w:rPr>{}</w:r>'
        note = mark.format("<w:footnoteRef/>") + _TAB + r(escape(words))
        self.notes.append(f'<w:footnote w:id="{identifier}">{p(_TAB, note)}</w:footnote>')
        return mark.format(f'<w:footnoteReference w:id="{identifier}"/>')


_TAB = "<w:r><w:tab/></w:r>"
_RESTART = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
_EDGES = (
    '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    "<w:titlePg/>"
)
_UNSEEN = (
    '<w:proofErr w:type="spellStart"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    '<w:r><w:commentReference w:id="1"/></w:r>',
    f"<w:ins>{r('put in ')}</w:ins>",
    r("unseen ", "<w:vanish/>"),
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "word"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
)
