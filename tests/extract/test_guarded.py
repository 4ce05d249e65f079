"""Files that can't be read: each gives one message with the cure, within its time and memory, and harms nothing."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from build_scripts.core.parallel import each
from build_scripts.core.settings import Limits, archive
from build_scripts.extract import load_source
from build_scripts.extract.guarded import _PACKAGE, _reader
from build_scripts.extract.pdf.opening import Heard
from tests.extract.pdfs import encrypted, inflating, line, pdf

WHOLE = pdf(line("1. The Committee"), line("2. Decides"), line("3. Requests"))
LIMITS = archive().limits


def load(tmp_path: Path, data: bytes, limits: Limits = LIMITS, name: str = "source.pdf") -> tuple[str, list[str]]:
    (tmp_path / name).write_bytes(data)
    source, diagnostics = load_source(tmp_path, name, limits)
    assert source.path == name
    return source.string, [str(diagnostic) for diagnostic in diagnostics]


def test_a_whole_file_is_read_without_a_message(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE) == ("1. The Committee\f2. Decides\f3. Requests", [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("half", WHOLE[: len(WHOLE) // 2]),
        ("nine tenths", WHOLE[: len(WHOLE) * 9 // 10]),
        ("the last line gone", WHOLE[: WHOLE.rindex(b"startxref")]),
        ("the header alone", b"%PDF-1.7\n"),
        ("header and noise", b"%PDF-1.7\n" + bytes(range(256)) * 40),
        ("line ends changed on the way", WHOLE.replace(b"\n", b"\r\n")),
        ("zeros in the middle", WHOLE[:300] + bytes(400) + WHOLE[700:]),
    ],
)
def test_a_damaged_file_is_refused_and_never_half_read(tmp_path: Path, name: str, data: bytes) -> None:
    string, messages = load(tmp_path, data)
    if name == "line ends changed on the way" and string:
        assert string == "1. The Committee\f2. Decides\f3. Requests"  # Where the streams are whole.
        return
    assert string == ""
    assert len(messages) == 1
    assert messages[0].startswith("source.pdf: S030 the file is damaged"), messages
    assert "download the file again" in messages[0] or "another copy" in messages[0]


def test_what_uses_up_the_stack_is_told_once_and_ends_the_reading() -> None:
    log = logging.getLogger("playa.test")
    with Heard() as heard:
        try:
            raise RecursionError
        except RecursionError:
            with pytest.raises(RecursionError):
                log.warning("taken anew")
        with pytest.raises(RecursionError):
            log.warning("whatever comes next")
    assert heard.lost
    log.warning("not heard any more")


def test_a_broken_off_download_is_called_so(tmp_path: Path) -> None:
    _, (message,) = load(tmp_path, WHOLE[: len(WHOLE) // 2])
    assert "its end is missing" in message


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_a_password_to_open_is_refused_and_one_to_change_is_not(tmp_path: Path, revision: Literal[3, 4, 6]) -> None:
    string, (message,) = load(tmp_path, encrypted(WHOLE, revision, user="secret"))
    assert string == ""
    assert message.startswith("source.pdf: S031 a password protects the file")
    assert load(tmp_path, encrypted(WHOLE, revision)) == ("1. The Committee\f2. Decides\f3. Requests", [])


def test_more_pages_than_the_limit(tmp_path: Path) -> None:
    string, (message,) = load(tmp_path, WHOLE, replace(LIMITS, pages=2))
    assert string == ""
    assert message.startswith("source.pdf: S032 3 pages, more than the limit of 2")


def test_five_thousand_pages_are_more_than_the_archive_reads(tmp_path: Path) -> None:
    _, (message,) = load(tmp_path, pdf(*[line("Text")] * 5_000))
    assert "S032 5,000 pages" in message


def test_more_text_than_the_limit(tmp_path: Path) -> None:
    string, (message,) = load(tmp_path, WHOLE, replace(LIMITS, source_bytes=20))
    assert string == ""
    assert "S032" in message
    assert "source_bytes" in message


def test_a_page_that_inflates_is_bounded_by_memory(tmp_path: Path) -> None:
    data = inflating(200 << 20)
    assert len(data) < 1 << 20
    string, (message,) = load(tmp_path, data, replace(LIMITS, document_bytes=96 << 20))
    assert string == ""
    assert "S032" in message or "S038" in message or "S030" in message
    assert load(tmp_path, WHOLE)[1] == [], "the next file is read by another process"


def test_a_page_that_takes_too_long_is_bounded_by_time(tmp_path: Path) -> None:
    data = pdf(line("Text") * 100_000)
    string, (message,) = load(tmp_path, data, replace(LIMITS, document_seconds=1))
    assert string == ""
    assert message.startswith("source.pdf: S032 reading it takes more than 1 s")
    assert load(tmp_path, WHOLE)[1] == []


def test_a_library_that_breaks_off_is_reported_and_replaced(tmp_path: Path) -> None:
    load(tmp_path, WHOLE)
    child = _reader.child
    assert child
    os.kill(child.process.pid, signal.SIGSTOP)
    watch = subprocess.Popen([sys.executable, "-c", f"import os; os.kill({child.process.pid}, 9)"])
    string, (message,) = load(tmp_path, WHOLE)
    watch.wait()
    assert string == ""
    assert message.startswith("source.pdf: S038")
    assert load(tmp_path, WHOLE)[1] == []


def test_one_process_reads_file_after_file(tmp_path: Path) -> None:
    load(tmp_path, WHOLE)
    first = _reader.child
    load(tmp_path, WHOLE)
    assert first
    assert _reader.child is first


def test_several_documents_are_read_at_once(tmp_path: Path) -> None:
    names = [f"{number}.pdf" for number in range(6)]
    for name in names:
        (tmp_path / name).write_bytes(pdf(line(f"{name} text")))
    outcomes = list(each(_Work(tmp_path), names, seconds=60, jobs=2))
    assert [outcome.result for outcome in outcomes] == [f"{name} text" for name in names]


class _Work:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> str:
        return load_source(self.folder, name, LIMITS)[0].string


def test_a_scan_says_what_it_needs(tmp_path: Path) -> None:
    string, (message,) = load(tmp_path, pdf(b"q 612 0 0 792 0 0 cm /Im1 Do Q", extra=[("Im1", b"\x80")]))
    assert string == ""
    assert message.startswith("source.pdf: S036 a scan: 1 page of pictures and no text")
    assert "OCR" in message


def test_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    assert [message[:16] for message in load(tmp_path, pdf(b""))[1]] == ["source.pdf: S002"]


@pytest.mark.parametrize("name", ["source.pdf", "source.PDF", "source.docx"])
def test_a_web_page_in_place_of_a_document(tmp_path: Path, name: str) -> None:
    string, (message,) = load(tmp_path, b"<!DOCTYPE html><title>Please log in</title>", name=name)
    assert string == ""
    assert message.startswith(f"{name}: S039")
    assert "a web page" in message


def test_what_a_file_is_its_bytes_say(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE, name="source.txt")[0] == "1. The Committee\f2. Decides\f3. Requests"


_TRIES = """
import sys
from build_scripts.extract import child
sys.addaudithook(child._refuse)
tries = {
    "network": lambda: __import__("socket").create_connection(("192.0.2.1", 80), 1),
    "name": lambda: __import__("socket").getaddrinfo("example.org", 80),
    "program": lambda: __import__("subprocess").run(["true"]),
    "shell": lambda: __import__("os").system("true"),
    "file": lambda: open("made-by-test", "w"),
    "removal": lambda: __import__("os").remove("nothing"),
}
for name, work in tries.items():
    try:
        work()
    except PermissionError:
        print(name)
"""


def test_the_process_that_reads_may_do_nothing_else(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TRIES],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(_PACKAGE)},
    )
    assert done.stdout.split() == ["network", "name", "program", "shell", "file", "removal"]
    assert list(tmp_path.iterdir()) == []
