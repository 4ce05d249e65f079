"""Bytes to text: nothing is dropped, and all damage is reported with its line."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.settings import archive
from build_scripts.core.text import line_of
from build_scripts.sources import load_source
from tests.conftest import lacking

LIMITS = replace(archive().limits, source_bytes=10_000, file_bytes=20_000, lines_per_finding=3)


def load(tmp_path: Path, data: bytes) -> tuple[str, list[str]]:
    (tmp_path / "source.txt").write_bytes(data)
    source, diagnostics = load_source(tmp_path, "source.txt", LIMITS)
    return source.string, [str(diagnostic) for diagnostic in diagnostics]


def test_bytes_that_are_not_utf8_keep_their_place(tmp_path: Path) -> None:
    string, messages = load(tmp_path, b"Assembl\xc3\xa9e\nR\xe9solution \xff\n")
    assert string == "Assemblée\nR\N{REPLACEMENT CHARACTER}solution \N{REPLACEMENT CHARACTER}\n"
    assert messages == ["source.txt:2: S001 not UTF-8, shown as U+FFFD: bytes 0xE9, 0xFF"]


def test_empty_source(tmp_path: Path) -> None:
    assert load(tmp_path, b"") == (
        "",
        ["source.txt: S002 the source has no text: put the file as received in its place"],
    )
    assert load(tmp_path, b" \n\t\r\n")[1] == [
        "source.txt: S002 the source has no text: put the file as received in its place"
    ]


def test_control_characters_stay_and_are_named(tmp_path: Path) -> None:
    string, messages = load(tmp_path, b"a\nb\x00c\x1bd\x0ce\n")
    assert string == "a\nb\x00c\x1bd\x0ce\n"
    assert messages == ["source.txt:2: S003 control characters, not shown: U+0000, U+001B"]


def test_byte_order_mark_is_not_text(tmp_path: Path) -> None:
    assert load(tmp_path, b"\xef\xbb\xbfTexte") == ("Texte", [])


def test_line_ends_of_any_system(tmp_path: Path) -> None:
    assert load(tmp_path, b"a\r\nb\rc\n") == ("a\nb\nc\n", [])


def test_a_source_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    string, messages = load(tmp_path, b"x" * 10_001)
    assert string == ""
    assert messages == ["source.txt: S004 10,001 bytes, more than the limit of 10,000: not read"]


def test_many_damaged_lines_are_counted(tmp_path: Path) -> None:
    _, messages = load(tmp_path, b"\xc3\xa9\xff\n" * 10)
    assert len(messages) == 4
    assert "source.txt: S001 and 7 more lines of the same" in messages


@given(st.binary(max_size=300))
def test_every_line_has_its_number(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "s").write_bytes(data)
        source, _ = load_source(Path(folder), "s", LIMITS)
    lines = source.string.split("\n")
    assert len(source.line_starts) == len(lines)
    for number, (start, line) in enumerate(zip(source.line_starts, lines, strict=True), 1):
        assert source.string.startswith(line, start)
        assert line_of(source, start) == number


@pytest.mark.parametrize(
    ("encoding", "folder", "named"),
    [
        ("utf-16", "fr", "UTF-16"),
        ("utf-16-le", "fr", "UTF-16LE"),
        ("utf-16-be", "fr", "UTF-16BE"),
        ("utf-32", "fr", "UTF-32"),
        ("windows-1252", "fr", "WINDOWS-1252"),
        ("windows-1251", "ru", "WINDOWS-1251"),
        ("windows-1256", "ar", "WINDOWS-1256"),
        ("gb18030", "zh", "GB18030"),
    ],
)
def test_another_encoding_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, encoding: str, folder: str, named: str
) -> None:
    words = {"fr": "1. Résolution adoptée", "ru": "1. Резолюция", "ar": "1. قرار الجمعية", "zh": "1. 大会决议"}[folder]
    file = tmp_path / f"source_texts/{folder}/A/1/source.txt"
    file.parent.mkdir(parents=True)
    file.write_bytes(words.encode(encoding))
    source, (told,) = load_source(tmp_path, file.relative_to(tmp_path).as_posix(), LIMITS)
    assert (source.string, told.code) == ("", "S046")
    command = told.message.split("`")[1]
    assert command.startswith(f"iconv -f {named} -t UTF-8 source_texts/{folder}/A/1/source.txt ")
    if not shutil.which("iconv"):
        lacking("iconv")
    subprocess.run(command, shell=True, cwd=tmp_path, check=True)
    assert file.read_text(encoding="utf-8") == words
