"""Files packed from pieces, read back by other programs' readers."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import zipfile
import zlib
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.export import compressed_pieces as packed
from build_scripts.export.compressed_pieces import Sum

CONTENTS = st.lists(
    st.binary(max_size=200) | st.binary(min_size=1, max_size=3).map(lambda piece: piece * 500), max_size=5
)


def whole(contents: list[bytes]) -> Sum:
    """The sum of pieces."""
    return sum(map(Sum.of, contents), Sum())


def zipped(contents: list[bytes]) -> bytes:
    """A ZIP file of them, which holds `rows.csv`."""
    pieces = [packed.deflated(content) for content in contents]
    stream = io.BytesIO()
    packed.zip_(stream, "rows.csv", sum(map(len, pieces)), pieces, whole(contents))
    return stream.getvalue()


@given(CONTENTS)
def test_the_sum_of_pieces_is_that_of_their_bytes(contents: list[bytes]) -> None:
    joined = b"".join(contents)
    assert (whole(contents).length, whole(contents).crc) == (len(joined), zlib.crc32(joined))
    assert whole(contents) == Sum.of(joined)
    backwards = reduce(lambda after, before: before + after, map(Sum.of, reversed(contents)), Sum())
    assert backwards == whole(contents)


@given(CONTENTS)
def test_gzip_has_one_member_with_all_pieces(contents: list[bytes]) -> None:
    stream = io.BytesIO()
    packed.gzip(stream, map(packed.deflated, contents), whole(contents))
    assert gzip.decompress(stream.getvalue()) == b"".join(contents)
    one = zlib.decompressobj(wbits=31)
    assert one.decompress(stream.getvalue()) == b"".join(contents)
    assert one.eof
    assert not one.unused_data


@given(CONTENTS)
def test_zip_has_one_file_with_all_pieces(contents: list[bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(contents))) as archive:
        assert archive.testzip() is None
        (entry,) = archive.infolist()
        assert (entry.filename, entry.date_time) == ("rows.csv", (1980, 1, 1, 0, 0, 0))
        assert archive.read(entry) == b"".join(contents)


def test_the_systems_own_programs_read_them(tmp_path: Path) -> None:
    contents = [b"a,b\r\n", "é\r\n".encode() * 3_000, b"", b"c,d\r\n"]
    with (tmp_path / "rows.gz").open("wb") as stream:
        packed.gzip(stream, map(packed.deflated, contents), whole(contents))
    (tmp_path / "rows.zip").write_bytes(zipped(contents))
    readers = {
        "gzip": ["gzip", "-t", "rows.gz"],
        "unzip": ["unzip", "-tq", "rows.zip"],
        "bsdtar": ["bsdtar", "-xf", "rows.zip"],
    }
    found = [command for program, command in readers.items() if shutil.which(program)]
    if not found:
        pytest.skip("no program for gzip or ZIP files on this system")
    for command in found:
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)


@given(st.binary(max_size=500))
def test_one_piece_is_a_file(content: bytes) -> None:
    assert gzip.decompress(packed.gzipped(content)) == content
