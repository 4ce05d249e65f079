"""Files of old and other formats, .doc, .rtf and .odt, by way of LibreOffice where it is installed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
from dataclasses import replace

from ..core.diagnostics import Diagnostic
from ..core.model import Source
from ..core.settings import Limits
from ..core.workplace import temporary
from .guarded import guarded
from .signatures import COMPOUND, RICH_TEXT

_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice")
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that answers nothing: what a document links to isn't fetched."""


def extract_office(path: str, data: bytes, limits: Limits) -> tuple[Source, list[Diagnostic]]:
    """The text of a file that LibreOffice makes a Word file of."""
    digest = hashlib.sha256(data).hexdigest()
    if _PASSWORD in data:
        message = "a password protects the file: ask for a copy without one"
        return Source(path, "", (0,), digest, "word"), [Diagnostic(path, 0, "S031", message)]
    converted, fault = _converted(data, limits.document_seconds)
    if fault:
        return Source(path, "", (0,), digest, "word"), [Diagnostic(path, 0, "S040", fault)]
    source, diagnostics = guarded("word", path, converted, limits)
    message = "converted by LibreOffice before it was read; compare its notes with the file's"
    return replace(source, sha256=digest), [Diagnostic(path, 0, "S041", message), *diagnostics]


def _converted(data: bytes, seconds: float) -> tuple[bytes, str]:
    """The file as a Word file, or why there is none."""
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), "")
    if not program:
        return (
            b"",
            "this format is read through LibreOffice, which isn't installed: install it, or save the file as .docx",
        )
    with temporary() as folder:
        received = folder / f"received{_ending(data)}"
        received.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder), str(received)),
        ]
        fault = _run(command, seconds)
        converted = received.with_suffix(".docx")
        if not fault and not converted.is_file():
            fault = "LibreOffice couldn't convert the file: open it in Word and save it as .docx"
        return (b"", fault) if fault else (converted.read_bytes(), "")


def _run(command: list[str], seconds: float) -> str:
    """Runs a program and all that it starts; why it failed, or nothing."""
    environment = os.environ | dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        process = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)  # type: ignore[call-overload]
    except OSError as error:
        return f"LibreOffice can't be started ({error}): save the file as .docx"
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return f"LibreOffice hadn't converted the file after {seconds:g} s: open it in Word and save it as .docx"
    return ""


def _ending(data: bytes) -> str:
    return ".doc" if data.startswith(COMPOUND) else ".rtf" if data.startswith(RICH_TEXT) else ".odt"
