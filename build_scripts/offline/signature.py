"""Signatures with OpenSSH, which Windows, macOS and Linux bring along (ssh-keygen(1), -Y sign and -Y verify)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from .settings import OfflineError

NAMESPACE = "file"
PUBLISHER = "editeur"
"""Who has signed, as `allowed_signers` names the publisher."""


def sign(file: Path, key: Path) -> Path:
    """Write `file`.sig with a private key, in place of an older one. Raises OfflineError."""
    signature = file.with_name(f"{file.name}.sig")
    signature.unlink(missing_ok=True)
    asked = _run(["-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(file)])
    if asked.returncode or not signature.is_file():
        raise OfflineError(f"not signed with {key}: {_words(asked)}")
    return signature


def check(content: bytes, signature: Path, public_key: Path) -> None:
    """Raises OfflineError unless `signature` is that of the public key's owner under `content`."""
    try:
        key = public_key.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise OfflineError(f"{public_key}: can't read the public key: {error}") from error
    if len(key.splitlines()) != 1 or "PRIVATE" in key:
        raise OfflineError(f"{public_key} isn't an OpenSSH public key")
    if not signature.is_file():
        raise OfflineError(f"not signed: no {signature.name}")
    with tempfile.TemporaryDirectory(prefix="cote-") as folder:
        allowed = Path(folder, "allowed_signers")
        allowed.write_text(f'{PUBLISHER} namespaces="{NAMESPACE}" {key}\n', encoding="utf-8")
        options = ["-Y", "verify", "-f", str(allowed), "-I", PUBLISHER, "-n", NAMESPACE, "-s", str(signature)]
        asked = _run(options, content)
    if asked.returncode:
        raise OfflineError(f"{signature.name} is not the signature of {public_key}'s owner: {_words(asked)}")


def _run(options: list[str], content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["ssh-keygen", *options], input=content, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise OfflineError("no ssh-keygen on this machine; OpenSSH has it") from error


def _words(asked: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join((asked.stderr + asked.stdout).decode("utf-8", "replace").split())
