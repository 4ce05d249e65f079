"""Texts that tempt a pass to look back or ahead as far as it can; even with them its work mustn't grow faster."""

from __future__ import annotations

UNITS = {
    # A whole document of the same element.
    "drafts": "\n## Projet de résolution {i}\n\nTitre\n\nL’Assemblée générale,\n\n1. Décide.\n\n## Annexe\n\nPlan\n",
    "page feet": "- {i}. Texte du paragraphe.\n\nV.20-01781 {i}/99999\n\n",
    "items": "1. x :\n\na) un ;\n\nb) deux ;\n\n",
    "open paragraphs": "mot sans fin \n \n",
    "notes": "Mot<sup>{i}</sup>.\n\n<sup>{i}</sup> Note.\n\n",
    "headings": "## Titre {i}\n\n",
    "contents": "# Table des matières\n\n",
    "tables": "| 1 | 2 |\n|---|---|\n| a | b |\n\n",
    "tables in HTML": "<table><tr><td rowspan=99 colspan=99>a</td></tr></table>\n\n",
    "tables that are never closed": "<table><tr><td>a\n\n",
    "borders": "+--+--+\n| a | b |\n",
    "leaders": "Titre ..... {i}\n",
    "labels": "{i}. Texte\nI. Titre\n",
    "notes without a rule": "Mot{i}.\n\n{i} Note.\n\n",
    "addresses": "https://a.b/c\n",
    "glued digits": "mot{i} autre{i} \n \n",
    "citing paragraphs": "{i}. Rappelant la résolution 70/{i} et A/76/{i}, par. {i} ;\n\n",
    # One endless paragraph.
    "calls": "mot<sup>1</sup> ",
    "brackets": "![a](",
    "emphasis": "*a **b ",
    "quotations": "> ",
    "tags that are never closed": "<td ",
    "remarks": "<!-- a ",
    "packed symbols": "A/RES/1/1 ",
    "marks": "a*b _c_ [d] &amp; ",
    "split words": "le s ",
    "single letters": "a ",
    "spaces before apostrophes": "l ’",
    "accents": "é ",
    "hyphens": "x -",
    "one word": "x",
    "commas": " ,",
    "split acronyms": "ONU DC ",
    "English": "not able to ",
    "split ordinals": "1 re ",
    "resolutions": "la résolution 70/1, ",
    "bare numbers": "70/1, ",
    "open quotations": "« ",
    "quoted acts": "« résolution 70/1 » ",
    "strokes": "A/76/",
    "symbols": "A/76/1-",
    "parts in parentheses": "A/73/5 (Vol. I, II ",
    "parts of one symbol": "(Vol. I, Vol. II, ",
    "suffixes": "A/64/442 et Add.1 et ",
    "unread symbols": "A/76/1/(x)/",
    "unknown symbols": "XYZ/1/",
    "volumes": "Recueil des Traités, vol. 1, no 2, et ",
    "repeats": "Ibid., vol. 12, ",
    "pinpoints": "par. 1, ",
    "bodies": "la Commission, dans sa résolution 1/2, ",
    "corrigenda": "A/64/440 et Corr.1 ",
    "open round brackets": "(",
    "full stops": "a.",
    "annexes": "annexe, par. 1 et ",
}
"""What each text repeats, by name; `{i}` is a counter."""


def text(name: str, size: int) -> str:
    """About `size` characters of the named text."""
    unit = UNITS[name]
    return "".join(unit.replace("{i}", str(number)) for number in range(size // len(unit)))
