#!/usr/bin/env bash
# playa-pdf makes up a name for a glyph that the font's ToUnicode map leaves out: the character of the glyph's code.
#
# A map may leave codes out; LibreOffice does for parts of letters, and says in ActualText what they are together. ISO
# 32000-2, 9.10.2, then asks the font's encoding. playa-pdf asks neither: code 5B is « [ », whatever is drawn, also in a
# font whose encoding says « adieresis ». PDFium asks the encoding, and takes ActualText for the whole. Objects that
# playa-pdf gives also share their graphics state: gathered in a list, all have the font of the last.
#
# Seen with playa-pdf 1.1.0, pypdfium2 5.15.2 (Python 3.11, Debian 12); the page shows « b », then code 5B:
#
#     encoding of 5B       ActualText of 5B    playa     PDFium
#     adieresis            none                'b['      'bä'
#     none                 'c'                 'b['      'bc'
#
# What follows from it: a sign that playa-pdf gives isn't sure to be in the map. Whoever needs to know puts a mapping in the
# place of `font.tounicode.bytes2unicode` that has every code, and reads each object as it comes.
#
# Needs python3 with venv. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check pypdfium2==5.15.2 playa-pdf==1.1.0

cat > check.py <<'PYTHON'
import playa
import pypdfium2

MAP = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <62> <0062> endbfchar endcmap"


def made(content: str, encoding: str) -> bytes:
    """A page in Helvetica, whose map names code 62 alone."""
    font = f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R{encoding}>>"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        font,
        f"<</Length {len(MAP)}>>\nstream\n{MAP}\nendstream",
    )
    file, places = b"%PDF-1.4\n", []
    for number, described in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{described}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(places) + 1}/Root 1 0 R>>\n"
    return file + f"{end}startxref\n{len(file)}\n%%EOF\n".encode()


def read(content: str, encoding: str = "") -> tuple[str, str]:
    file = made(content, encoding)
    pdfium = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
    with playa.parse(file) as document:
        ours = "".join(text.chars for text in document.pages[0].texts)
    print(content, ascii(ours), ascii(pdfium))
    return ours, pdfium


LETTER = "BT /F 10 Tf 50 700 Td (b) Tj ET "
NEXT = "BT /F 10 Tf 56 700 Td <5B> Tj ET"
NAMED = "/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[91/adieresis]>>"
assert read(LETTER + NEXT, NAMED) == ("b[", "b\u00e4")
assert read(LETTER + f"/Span <</ActualText <FEFF0063>>> BDC {NEXT} EMC")[1] == "bc"
print("as described")
PYTHON
env/bin/python check.py
