"""Readers of what comes from outside. A target takes any bytes; it raises only where the program is at fault."""

from __future__ import annotations

import re
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType

from build_scripts.core.data_files import DATA
from build_scripts.core.model import Document, Source
from build_scripts.core.settings import archive
from build_scripts.extract.html_file import extract_html
from build_scripts.extract.pdf.document import extract_pdf
from build_scripts.extract.text_file import extract_text
from build_scripts.extract.word.document import extract_word
from build_scripts.hosting import publication
from build_scripts.hosting.hosting_settings import PublishError
from build_scripts.offline import fetch, sums, update_store
from build_scripts.offline.copy_settings import OfflineError
from build_scripts.published import history, registry, removed
from build_scripts.run.pipeline import convert
from build_scripts.sources import held
from build_scripts.sources.scan import scan
from tests.extract.docx import docx

SEEDS = Path(__file__).parent / "seeds"
LANGUAGES = ("fr", "en", "es", "ru", "zh", "ar")
_PROGRAM = str(DATA.parent)
_LIMITS = replace(archive().limits, pages=20)
_PATIENCE = 5
"""Seconds of CPU that a library may take for a PDF."""


def text(data: bytes) -> None:
    """A text as it was received, as a report."""
    _report(extract_text("source.txt", data, _LIMITS)[0], "fr")


def markdown(data: bytes) -> None:
    """The same of Markdown."""
    _report(extract_text("source.md", data, _LIMITS)[0], "fr")


def citations(data: bytes) -> None:
    """One paragraph, in the language that the first byte says."""
    language = LANGUAGES[data[0] % len(LANGUAGES)] if data else "fr"
    words = " ".join(data[1:].decode("utf-8", "replace").split())
    _report(extract_text("source.txt", f"1. {words}\n".encode(), _LIMITS)[0], language)


def html(data: bytes) -> None:
    """A saved web page; there is none that can't be read."""
    _report(extract_html("source.html", data, _LIMITS)[0], "fr")


def word(data: bytes) -> None:
    """A Word file with these bytes as its body."""
    source, _ = extract_word("source.docx", docx(data.decode("utf-8", "replace")), _LIMITS)
    _report(source, "fr")


class Endless(BaseException):
    """What takes longer than `_PATIENCE`; no reader catches it."""


@contextmanager
def _watched() -> Iterator[None]:
    """Raises Endless in what runs too long. An archive reads PDFs in a process that is ended (extract/guarded.py)."""

    def stop(_number: int, frame: FrameType | None) -> None:
        raise Endless(frame.f_code.co_filename if frame else "")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def pdf(data: bytes) -> None:
    """A PDF. A library may refuse it with any exception or not end, this program raises none of its own and ends."""
    try:
        with _watched():
            source, _ = extract_pdf("source.pdf", data, _LIMITS)
    except Endless as error:
        if error.args[0].startswith(_PROGRAM):
            raise
        return
    except Exception as error:
        if traceback.extract_tb(error.__traceback__)[-1].filename.startswith(_PROGRAM):
            raise
        return
    _report(source, "fr")


def _report(source: Source, language: str) -> None:
    """Nothing of it is lost or doubled, and no two blocks have one address."""
    report, diagnostics = convert(source, Document(f"{language}/x", "document.toml", language, "T"))
    assert not [said for said in diagnostics if said.code.startswith("P")], diagnostics
    anchors = [block.anchor for block in report.blocks if block.anchor]
    assert len(anchors) == len(set(anchors))


def document_toml(data: bytes) -> None:
    """A document.toml: read, or a finding that names it."""
    with tempfile.TemporaryDirectory() as folder:
        _put(folder, "source_texts/fr/A/1/document.toml", data)
        _put(folder, "source_texts/fr/A/1/source.txt", b"1. Un.\n")
        entries, diagnostics, *_ = scan(Path(folder))
        assert len(entries) == 1 or diagnostics


def record(data: bytes) -> None:
    """Each file of the record: read, or a finding with its line."""
    readers: Mapping[str, Callable[[Path], Sequence[object]]] = {
        "registry/fr/A/1.txt": lambda root: registry.load(root, "fr/A/1")[1],
        "registry/fr/A/1.changes.jsonl": lambda root: history.load(root, "fr/A/1")[1],
        f"registry/fr/A/1{removed.ENDING}": lambda root: removed.load(root).diagnostics,
        "held/fr/A.tsv": lambda root: held.load(root)[1],
    }
    with tempfile.TemporaryDirectory() as folder:
        for file, read in readers.items():
            _put(folder, file, data)
            diagnostics = read(Path(folder))
            assert all(str(said).startswith(file) for said in diagnostics), diagnostics


def _put(folder: str, name: str, data: bytes) -> None:
    file = Path(folder, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def checksums(data: bytes) -> None:
    """The list of a copy's files: no path leads out of its folder."""
    with suppress(OfflineError):
        for path in sums.parsed(data):
            assert not re.search(r"(^|/)\.\.?(/|$)|^/|[\\:]|//", path), path


def updates(data: bytes) -> None:
    """What `offline update` gets from a server: its index, the contents of a pack, and where an answer begins."""
    for read in (update_store.index, update_store.contents):
        with suppress(OfflineError):
            read(data)
    with suppress(OSError):
        fetch.check_range(data.decode("latin-1"), 7)


def publications(data: bytes) -> None:
    """What a host says that was published there."""
    with suppress(PublishError):
        publication.read(data, "host")


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "text": text,
    "markdown": markdown,
    "citations": citations,
    "html": html,
    "word": word,
    "pdf": pdf,
    "document_toml": document_toml,
    "record": record,
    "checksums": checksums,
    "updates": updates,
    "publications": publications,
}


def seeds(target: str) -> list[bytes]:
    """The inputs that a search begins with."""
    return [file.read_bytes() for file in sorted((SEEDS / target).iterdir())]
