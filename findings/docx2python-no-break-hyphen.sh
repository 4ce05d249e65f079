#!/usr/bin/env bash
# docx2python loses the no-break hyphens of a Word file, so that one UN symbol becomes another.
#
# Word writes the hyphen of Ctrl+Shift+_ as an element of its own, <w:noBreakHyphen/> (ECMA-376, part 1, 17.3.3.18). UN
# documents have it inside symbols and numbers that must not be broken: « A/S-10/2 », a document of the tenth special
# session. docx2python returns the words around it and nothing in its place, and no warning says so; mammoth gives U+2011
# and python-docx a plain hyphen.
#
# Seen with docx2python 3.7.1, mammoth 1.13.0, python-docx 1.2.0 (Python 3.11, Debian 12):
#
#     in Word       docx2python   mammoth        python-docx
#     A/S-10/2      'A/S10/2'     'A/S\u201110/2' 'A/S-10/2'
#
# What follows from it: read w:noBreakHyphen and w:softHyphen from the XML, and prove that nothing of a run is lost.
#
# Needs python3 with venv. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check docx2python==3.7.1 mammoth==1.13.0 python-docx==1.2.0

cat > check.py <<'PYTHON'
import zipfile

import docx
import docx2python
import mammoth

OPEN = "http://schemas.openxmlformats.org"
WORD = f'xmlns:w="{OPEN}/wordprocessingml/2006/main" xmlns:r="{OPEN}/officeDocument/2006/relationships"'
TEXT = "<w:r><w:t>Document A/S</w:t><w:noBreakHyphen/><w:t>10/2.</w:t></w:r>"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{OPEN}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{OPEN}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OPEN}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f"<w:document {WORD}><w:body><w:p>{TEXT}</w:p></w:body></w:document>",
}
with zipfile.ZipFile("made.docx", "w") as package:
    for name, content in PARTS.items():
        package.writestr(name, content)

with docx2python.docx2python("made.docx") as read:
    by_docx2python = read.text
with open("made.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value.strip()
by_python_docx = docx.Document("made.docx").paragraphs[0].text
print(ascii(by_docx2python), ascii(by_mammoth), ascii(by_python_docx))
assert by_mammoth == "Document A/S\u201110/2.", "mammoth has changed"
assert by_python_docx == "Document A/S-10/2.", "python-docx has changed"
assert by_docx2python == "Document A/S10/2.", "docx2python has changed"
print("as described")
PYTHON
env/bin/python check.py
