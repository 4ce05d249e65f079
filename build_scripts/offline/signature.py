"""Signatures with OpenSSH, which comes with Windows, macOS and Linux (ssh-keygen(1), -Y sign and -Y verify)."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ..core.workplace import temporary
from .copy_settings import OfflineError

NAMESPACE = "file"
PUBLISHER = "editeur"
"""The name that `allowed_signers` gives to the publisher."""


def sign(file: Path, key: Path) -> Path:
    """Write `file`.sig with a private key, replacing an older one. Raises OfflineError."""
    signature = file.with_name(f"{file.name}.sig")
    signature.unlink(missing_ok=True)
    process = _run(["-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(file)])
    if process.returncode or not signature.is_file():
        raise OfflineError(f"{file} can't be signed with {key}: {_words(process)}")
    return signature


def check(content: bytes, signature: Path, public_key: Path) -> None:
    """Raises OfflineError unless `signature` is the public key owner's signature of `content`."""
    try:
        key = public_key.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise OfflineError(f"{public_key}: can't read the public key: {error}") from error
    if len(key.splitlines()) != 1 or "PRIVATE" in key:
        raise OfflineError(f"{public_key} isn't an OpenSSH public key")
    if not signature.is_file():
        raise OfflineError(f"the copy isn't signed: {signature.name} is missing")
    with temporary() as folder:
        allowed = folder / "allowed_signers"
        allowed.write_text(f'{PUBLISHER} namespaces="{NAMESPACE}" {key}\n', encoding="utf-8")
        options = ["-Y", "verify", "-f", str(allowed), "-I", PUBLISHER, "-n", NAMESPACE, "-s", str(signature)]
        process = _run(options, content)
    if process.returncode:
        raise OfflineError(f"{signature.name} isn't a signature by the owner of {public_key}: {_words(process)}")


def _run(options: list[str], content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *options], input=content, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise OfflineError("ssh-keygen isn't installed on this machine; it comes with OpenSSH") from error


def _words(process: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join((process.stderr + process.stdout).decode("utf-8", "replace").split())
