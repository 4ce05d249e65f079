"""Word files and pages of HTML that mean harm: a clear message or the text alone, nothing run, nothing fetched, and the
time and memory of the process that reads are bounded."""

from __future__ import annotations

import io
import random
import re
import socket
import string
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.core.settings import archive
from build_scripts.extract import load_source
from build_scripts.extract.guarded import _reader
from build_scripts.run.reading import read_file
from tests.extract.docx import docx, p, r

LIMITS = archive().limits
TEXT = p(r("1.\tThe Committee met."))
_RELATIONSHIP = '<Relationship Id="{}" Type="http://x/{}" Target="{}" TargetMode="External"/>'


def load(folder: Path, data: bytes, name: str = "source.docx") -> tuple[str, list[str]]:
    (folder / name).write_bytes(data)
    source, diagnostics = load_source(folder, name, LIMITS)
    return source.string, [f"{diagnostic.code} {diagnostic.message}" for diagnostic in diagnostics]


def changed(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A package with more parts, or others."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archived:
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            archived.writestr(name, parts[name] if name in parts else old.read(name))
    return packed.getvalue()


@pytest.fixture
def door() -> Iterator[tuple[str, socket.socket]]:
    """An address of this machine, and the door at which a request would knock."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield f"http://127.0.0.1:{server.getsockname()[1]}", server


def test_nothing_is_fetched(tmp_path: Path, door: tuple[str, socket.socket]) -> None:
    address, server = door
    kinds = ("attachedTemplate", "image", "aFChunk", "subDocument", "oleObject", "frame", "hyperlink")
    related = "".join(_RELATIONSHIP.format(kind, kind, f"{address}/{kind}") for kind in kinds)
    code = f'INCLUDETEXT "{address}/a.docx"'
    picture = (
        '<w:r><w:drawing><a:blip r:link="image"/></w:drawing></w:r>'
        '<w:r><w:object><v:shape><v:imagedata r:href="image"/></v:shape></w:object></w:r>'
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("2.") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = TEXT + p(picture) + '<w:altChunk r:id="aFChunk"/><w:subDoc r:id="subDocument"/>'
    data = docx(body, links=None, head="", settings='<w:attachedTemplate r:id="attachedTemplate"/>')
    name = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = package.read(name).decode().replace("</Relationships>", f"{related}</Relationships>")
    data = changed(data, {name: relations.encode()})
    words, said = load(tmp_path, data)
    assert words == "1.\tThe Committee met.\n2.\n"
    assert sum("S035" in message for message in said) == 2
    page = (
        f'<html><link rel=stylesheet href="{address}/a.css"><img src="{address}/i"><iframe src="{address}/f"></iframe>'
    )
    assert load(tmp_path, f"{page}<p>1. Text.</p></html>".encode(), "source.html")[0] == "1. Text.\n"
    with pytest.raises(TimeoutError):
        server.accept()


def test_macros_and_objects_are_left_where_they_are(tmp_path: Path) -> None:
    data = docx(TEXT + p("<w:r><w:object><v:shape/></w:object></w:r>"), vbaProject="")
    data = changed(data, {"word/vbaProject.bin": b"not run", "word/embeddings/oleObject1.bin": b"MZ"})
    words, said = load(tmp_path, data, "source.docm")
    assert words.startswith("1.\tThe Committee met.\n")
    assert any("macros, which are never run" in message for message in said)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document SYSTEM "http://192.0.2.1/a.dtd">',
        "<!DOCTYPE w:document [" + '<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]>",
    ],
)  # fmt: skip
def test_entities_are_never_read(tmp_path: Path, head: str) -> None:
    words, (message,) = load(tmp_path, docx(p(r("&amp;")), head=head))
    assert words == ""
    assert message.startswith("S030")


def noise(count: int, seed: int = 0) -> str:
    """Letters that no compression makes small."""
    return "".join(random.Random(seed).choices(string.ascii_letters, k=count))


WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
ROW = '<w:tr w:rsidR="{}"><w:tc><w:p/></w:tc></w:tr>'


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("deep elements", "<w:sdt><w:sdtContent>" * 3000 + TEXT + "</w:sdtContent></w:sdt>" * 3000, "S030"),
        ("a long attribute", p(r("x"), properties=f'<w:pStyle w:val="{noise(11_000_000)}"/>'), "S030"),
        ("a part that inflates", "<w:p/>" * 1_000_000, "S032"),
        (
            "a table of more places than there are documents",
            f"<w:tbl><w:tr>{WIDE * 40}</w:tr>{''.join(ROW.format(noise(40, row)) for row in range(600))}</w:tbl>",
            "S032",
        ),
    ],
)
def test_a_file_that_would_take_all_is_refused(tmp_path: Path, name: str, body: str, code: str) -> None:
    words, said = load(tmp_path, docx(body))
    assert words == "", name
    assert [message[:4] for message in said] == [code], name
    assert _memory() < LIMITS.document_bytes


def _memory() -> int:
    """The most that the process which reads has had; 0 where it has ended, or where the system doesn't say."""
    child = _reader.child
    status = Path(f"/proc/{child.process.pid}/status") if child else None
    match = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii")) if status and status.exists() else None
    return 1024 * int(match[1]) if match else 0


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("cells over all columns", '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + p(r("wide")) + "</w:tc>"),
        ("cells far to the right", f"<w:trPr><w:gridBefore w:val='999999999'/></w:trPr><w:tc>{p(r('far'))}</w:tc>"),
    ],
)
def test_columns_without_end_are_read_as_words_most(tmp_path: Path, name: str, body: str) -> None:
    file = tmp_path / "source.docx"
    file.write_bytes(docx(f"{TEXT}<w:tbl><w:tr>{body}<w:tc>{p(r('beside'))}</w:tc></w:tr></w:tbl>{TEXT}"))
    report, _ = read_file(file)
    assert [len(row) for block in report.blocks for row in block.rows] == [2], name


def test_memory_and_time_are_bounded(tmp_path: Path) -> None:
    runs = "".join(f'<w:r w:rsidR="{number:08X}"><w:t>{number}</w:t></w:r>' for number in range(60_000))
    small = replace(LIMITS, document_bytes=24 << 20)
    _reader.stop()  # One that has read larger files has memory to spare.
    (tmp_path / "source.docx").write_bytes(docx(p(runs)))
    source, (said,) = load_source(tmp_path, "source.docx", small)
    assert source.string == ""
    assert said.code in ("S032", "S030", "S038")
    quick = replace(LIMITS, document_seconds=0)
    many = "".join(p(r(f"{number}.\tText.")) for number in range(60_000))
    (tmp_path / "source.docx").write_bytes(docx(many))
    source, (said,) = load_source(tmp_path, "source.docx", quick)
    assert source.string == ""
    assert "S032" in str(said)
    assert load(tmp_path, docx(TEXT)) == ("1.\tThe Committee met.\n", [])
