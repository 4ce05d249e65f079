"""Small PDFs, made by hand and by pikepdf, for tests of extraction."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from typing import Literal

import pikepdf


def pdf(*contents: bytes, font: dict[str, object] | None = None, extra: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A PDF with a page for each content stream, Helvetica as /F1, and `extra` XObjects of width and height 1."""
    document = pikepdf.new()
    made_font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for name, value in (font or {}).items():
        made_font[f"/{name}"] = value
    images = pikepdf.Dictionary()
    for name, pixels in extra:
        image = pikepdf.Stream(document, pixels)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = 1, 1, 8
        image.ColorSpace = pikepdf.Name.DeviceGray
        images[f"/{name}"] = document.make_indirect(image)
    for content in contents:
        page = document.add_blank_page(page_size=(612, 792))
        page.Contents = document.make_stream(content)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made_font), XObject=images)
    return saved(document)


def saved(document: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file, encryption=encryption or False, deterministic_id=encryption is None)
    return file.getvalue()


def line(string: str, y: float = 700, x: float = 72, size: float = 12) -> bytes:
    """A content stream that shows a string."""
    words = string.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n".encode("cp1252")


def encrypted(data: bytes, revision: Literal[3, 4, 6], *, user: str = "", owner: str = "owner") -> bytes:
    """The same, encrypted; with a user's password, nobody can open it without one."""
    encryption = pikepdf.Encryption(user=user, owner=owner, R=revision, aes=revision > 3, metadata=revision > 3)
    return saved(pikepdf.open(io.BytesIO(data)), encryption)


def inflating(size: int) -> bytes:
    """A PDF of a few kilobytes whose page is `size` bytes of blanks and one line."""
    deflate = zlib.compressobj(9)
    packed = b"".join(deflate.compress(b" " * min(1 << 20, size - done)) for done in range(0, size, 1 << 20))
    packed += deflate.compress(line("Text")) + deflate.flush()
    document = pikepdf.open(io.BytesIO(pdf(line("Text"))))
    stream = pikepdf.Stream(document, packed, Filter=pikepdf.Name.FlateDecode)
    document.pages[0].Contents = document.make_indirect(stream)
    file = io.BytesIO()
    document.save(file, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return file.getvalue()
