"""Files of old formats: LibreOffice makes Word files of them, where it is installed. A script stands in for it here."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.core.settings import archive
from build_scripts.extract import load_source
from tests.extract.docx import docx, p, r

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def load(folder: Path, data: bytes, seconds: int = 60) -> tuple[str, list[str]]:
    (folder / "source.doc").write_bytes(data)
    source, diagnostics = load_source(folder, "source.doc", replace(archive().limits, document_seconds=seconds))
    return source.string, [f"{d.code} {d.message}" for d in diagnostics]


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Puts a program on the path that takes LibreOffice's place."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    script = bin_folder / "soffice"
    script.write_text(f"#!{sys.executable}\nimport pathlib, shutil, sys, time\n{program}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(bin_folder))


def test_without_libreoffice_the_cure_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    string, said = load(tmp_path, OLD)
    assert string == ""
    assert said[0].startswith("S040 this format is read through LibreOffice, which isn't installed")


def test_what_libreoffice_makes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p(r("Old words"))))
    copy = f"out = sys.argv[sys.argv.index('--outdir') + 1]; shutil.copy({str(made)!r}, out + '/received.docx')"
    install(tmp_path, monkeypatch, copy)
    string, said = load(tmp_path, OLD)
    assert string == "Old words\n"
    assert said[0].startswith("S041 converted by LibreOffice")


@pytest.mark.parametrize(
    ("program", "message"),
    [("sys.exit(1)", "couldn't convert the file"), ("time.sleep(60)", "hadn't converted the file after 1 s")],
)
def test_libreoffice_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, message: str) -> None:
    install(tmp_path, monkeypatch, program)
    _, said = load(tmp_path, OLD, seconds=1)
    assert message in said[0]


def test_a_password_is_told_before_anything_is_tried(tmp_path: Path) -> None:
    _, said = load(tmp_path, OLD + "EncryptedPackage".encode("utf-16-le"))
    assert said[0].startswith("S031 a password protects the file")
