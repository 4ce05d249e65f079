#!/usr/bin/env bash
# WeasyPrint writes the language of the page into a tagged PDF, and leaves out that of its parts.
#
# HTML says the language of a paragraph or of words in it by `lang`. PDF has it too: Lang of a structure element
# (ISO 32000-1, 14.9.2; PDF/UA asks for it in 7.2). Without it a screen reader reads an English quotation in a French
# text with a French voice. WeasyPrint knows the language, since it hyphenates by it, but of its structure elements none
# has Lang. <figure> and <footer> become NonStruct, which says nothing of what they are.
#
# Seen with weasyprint 70.0 and pikepdf 10.17.0 (Python 3.11):
#
#     catalog    fr
#     elements   Document H1 NonStruct NonStruct P P Span Span Span Span Span Span Span Span
#     with Lang  none
#
# What follows from it: give the elements their language before the file is written (a finisher of write_pdf), from where
# they are made.
#
# Needs python3 with venv, and Pango. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check weasyprint==70.0 pikepdf==10.17.0

cat > check.py <<'PYTHON'
import io

import pikepdf
from weasyprint import HTML

PAGE = """<!doctype html><html lang="fr"><head><title>Essai</title></head><body><h1>Titre</h1>
<p>La résolution dit : <span lang="en">decides to remain seized of the matter</span>.</p>
<p lang="en">The meeting rose at 1 p.m.</p><figure>Une figure</figure><footer>Un pied</footer></body></html>"""


def elements(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node and node.get("/Type") == "/StructElem":
            yield node
        if "/K" in node:
            yield from elements(node.K)


with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
    found = list(elements(pdf.Root.StructTreeRoot.K))
    seen = {
        "catalog": str(pdf.Root.Lang),
        "elements": " ".join(sorted(str(element.S)[1:] for element in found)),
        "with Lang": " ".join(str(element.S)[1:] for element in found if "/Lang" in element) or "none",
    }
for name, value in seen.items():
    print(f"{name:11}{value}")
assert seen["catalog"] == "fr"
assert seen["with Lang"] == "none", "the behaviour has changed"
assert "NonStruct" in seen["elements"], "the behaviour has changed"
PYTHON
env/bin/python check.py
