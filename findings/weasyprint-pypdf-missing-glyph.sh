#!/usr/bin/env bash
# One letter that no font has makes pypdf lose the whole line.
#
# WeasyPrint sets a letter that none of the available fonts has as the font's empty glyph and writes its real
# character into the PDF's ToUnicode table, so that it can be copied. PDFium reads such a PDF back word for word.
# pypdf returns the raw glyph codes of the whole run instead, its other letters included ("\x00a\x00v…"): text in
# Latin letters with a single Arabic word in it comes back unreadable, and no warning says so.
#
# Seen with weasyprint 70.0, pydyf 0.13.0, pypdf 7.1.1, pypdfium2 5.15.2 (Python 3.11, Debian 12):
#
#     no foreign letter   pypdf: 'avant apres'                                              PDFium: 'avant apres'
#     one Arabic word     pypdf: '\x00a\x00v\x00a\x00n\x00t\x00 \x05\x86…\x00a\x00p\x00r…'  PDFium: 'avant قرار apres'
#
# What follows from it: check the text of a made PDF with PDFium, not with pypdf.
#
# Needs python3 with venv, and Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0). Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
    weasyprint==70.0 pydyf==0.13.0 pypdf==7.1.1 pypdfium2==5.15.2 font-source-serif-pro==0.0.1

cat > check.py <<'PYTHON'
import importlib.resources
import os
import pathlib

fonts = importlib.resources.files("font_source_serif_pro") / "files"
configuration = pathlib.Path("fonts.conf").resolve()
configuration.write_text(
    f"<fontconfig><dir>{fonts}</dir><cachedir>{configuration.parent}/cache</cachedir></fontconfig>"
)
os.environ["FONTCONFIG_FILE"] = str(configuration)

import pypdf
import pypdfium2
import weasyprint

PAGE = '<html lang="fr"><body style="font-family: Source Serif Pro"><p>avant {} apres</p></body></html>'


def texts(word: str) -> tuple[str, str]:
    pathlib.Path("made.pdf").write_bytes(weasyprint.HTML(string=PAGE.format(word)).write_pdf())
    by_pypdf = pypdf.PdfReader("made.pdf").pages[0].extract_text()
    by_pdfium = pypdfium2.PdfDocument("made.pdf")[0].get_textpage().get_text_range()
    print(f"{ascii(word)}: pypdf {ascii(by_pypdf)}, PDFium {ascii(by_pdfium)}")
    return by_pypdf, by_pdfium


assert texts("et") == ("avant et apres", "avant et apres")
by_pypdf, by_pdfium = texts("\u0642\u0631\u0627\u0631")
assert by_pdfium == "avant \u0642\u0631\u0627\u0631 apres"
assert "avant" not in by_pypdf and by_pypdf.startswith("\0a\0v\0a\0n\0t"), "pypdf has changed"
print("as described")
PYTHON
env/bin/python check.py
