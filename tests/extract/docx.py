"""Small Word files, packed from a few lines of XML, for tests."""

from __future__ import annotations

import io
import zipfile

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_TYPES}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table whose cells are paragraphs, or whole cells."""
    cells = (
        "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{p(r(cell))}</w:tc>" for cell in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(body: str, *, links: dict[str, str] | None = None, head: str = "", **parts: str) -> bytes:
    """A file with this body; `parts` are the contents of further parts by name (`numbering`, `footnotes`, `header1`),
    `links` addresses outside by identifier. The identifier of a part is its name."""
    relations = [
        f'<Relationship Id="{name}" Type="{_TYPES}/{name.rstrip("0123456789")}" Target="{name}.xml"/>' for name in parts
    ]
    relations += [
        f'<Relationship Id="{name}" Type="{_TYPES}/hyperlink" Target="{href}" TargetMode="External"/>'
        for name, href in (links or {}).items()
    ]
    main = f'<Relationship Id="m" Type="{_TYPES}/officeDocument" Target="word/document.xml"/>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_RELATIONS}">{main}</Relationships>')
        archive.writestr("word/document.xml", f"{head}<w:document {_NAMES}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'
        )
        for name, content in parts.items():
            kind = {"header": "hdr", "footer": "ftr", "chart": "c"}.get(name.rstrip("0123456789"), name)
            root = "c:chartSpace" if kind == "c" else f"w:{kind}"
            archive.writestr(f"word/{name}.xml", f"<{root} {_NAMES}>{content}</{root}>")
    return packed.getvalue()
