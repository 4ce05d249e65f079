#!/usr/bin/env bash
# PDFium replaces the hyphen at a line's end, and pypdfium2's two readers of a page replace it by different characters.
#
# Where a letter and a hyphen end a line and a letter or digit begins the next, PDFium takes the hyphen for one of
# hyphenation: the hyphen and the line's end are gone, and one control character stands for both. In pypdfium2
# `get_text_range()` has U+FFFE there and `get_text_bounded()` U+0002, for the same page. It happens to compounds that
# keep their hyphen, « Secretary-General », « COVID-19 », as well as to divided words; a hyphen behind a digit
# (« 2020-2021 », « A/76-B/1 ») stays with its line's end. playa-pdf gives the hyphen that the file has.
#
# Seen with pypdfium2 5.15.2, playa-pdf 1.1.0 (Python 3.11, Debian 12):
#
#     lines                  get_text_range()             get_text_bounded()           playa
#     Secretary- | General   'Secretary\ufffeGeneral'     'Secretary\x02General'       'Secretary-' 'General'
#     COVID- | 19            'COVID\ufffe19'              'COVID\x0219'                'COVID-' '19'
#     2020- | 2021           '2020-\r\n2021'              '2020-\r\n2021'              '2020-' '2021'
#
# What follows from it: whoever compares texts with PDFium's, or searches in them, has to read both characters as a hyphen
# and a possible line's end.
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


def made(*lines: str) -> bytes:
    """A page with lines of Helvetica."""
    content = "BT /F 10 Tf 14 TL 50 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    file, places = b"%PDF-1.4\n", []
    for number, described in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{described}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(places) + 1}/Root 1 0 R>>\n"
    return file + f"{end}startxref\n{len(file)}\n%%EOF\n".encode()


def read(*lines: str) -> tuple[str, str]:
    file = made(*lines)
    page = pypdfium2.PdfDocument(file)[0].get_textpage()
    by_range, by_bounds = page.get_text_range(), page.get_text_bounded()
    with playa.parse(file) as document:
        assert [text.chars for text in document.pages[0].texts] == list(lines), "playa has changed"
    print(lines, ascii(by_range), ascii(by_bounds))
    return by_range, by_bounds


assert read("Secretary-", "General") == ("Secretary\ufffeGeneral", "Secretary\x02General")
assert read("COVID-", "19") == ("COVID\ufffe19", "COVID\x0219")
assert read("2020-", "2021") == ("2020-\r\n2021",) * 2
assert read("Secretary-General") == ("Secretary-General",) * 2
print("as described")
PYTHON
env/bin/python check.py
