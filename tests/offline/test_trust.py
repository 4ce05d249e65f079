"""What a reader can check: every kind of tampering is reported, and breaks the signature."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from build_scripts.__main__ import main
from build_scripts.offline import sums
from build_scripts.offline.copy_settings import OfflineError
from build_scripts.offline.signature import check, sign

from .conftest import new_key


def verify(folder: Path, *options: str) -> int:
    return main(["offline", "verify", str(folder), *options])


def _change(folder: Path) -> None:
    page = folder / "index.html"
    page.write_bytes(page.read_bytes().replace(b"e", b"a", 1))


def _link(folder: Path) -> None:
    page = folder / "index.html"
    moved = folder.parent / "elsewhere.html"
    page.rename(moved)
    page.symlink_to(moved)


def _pipe(folder: Path) -> None:
    (folder / "index.html").unlink()
    os.mkfifo(folder / "index.html")


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (_change, "changed: index.html"),
        (_link, "changed: index.html"),
        (lambda folder: (folder / "aide/index.html").unlink(), "missing: aide/index.html"),
        (lambda folder: (folder / "aide/x.html").write_text("x"), "added: aide/x.html"),
        (lambda folder: (folder / "aide/lien").symlink_to("/etc"), "added: aide/lien"),
        (lambda folder: (folder / "lien").symlink_to("index.html"), "added: lien"),
        (lambda folder: (folder / "boucle").symlink_to("boucle"), "added: boucle"),
        (lambda folder: os.mkfifo(folder / "tube"), "added: tube"),
        (_pipe, "changed: index.html"),
    ],
)
def test_tampering_is_named(
    own_folder: Path, tamper: Callable[[Path], object], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(own_folder) == 0
    tamper(own_folder)
    assert verify(own_folder) == 1
    assert capsys.readouterr().out.splitlines() == [named]


def test_signature(own_folder: Path, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = own_folder / sums.NAME
    sign(listed, key)
    public = key.with_suffix(".pub")
    assert verify(own_folder, "--key", str(public)) == 0
    content = listed.read_bytes()
    for tampered in (content.replace(b"\n", b"\r\n"), content + b"\n", content[:-1], b"0" + content[1:]):
        listed.write_bytes(tampered)
        assert verify(own_folder, "--key", str(public)) == 1
    listed.write_bytes(content)
    other_key = new_key(tmp_path).with_suffix(".pub")
    assert verify(own_folder, "--key", str(other_key)) == 1
    (own_folder / sums.SIGNATURE).unlink()
    assert verify(own_folder, "--key", str(public)) == 1
    assert "isn't signed" in capsys.readouterr().err


def test_signature_of_another_purpose(own_folder: Path, key: Path) -> None:
    listed = own_folder / sums.NAME
    subprocess.run(["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", "git", str(listed)], check=True)
    with pytest.raises(OfflineError, match="isn't a signature by the owner"):
        check(listed.read_bytes(), own_folder / sums.SIGNATURE, key.with_suffix(".pub"))


def test_same_signature_twice(own_folder: Path, key: Path) -> None:
    first = sign(own_folder / sums.NAME, key).read_bytes()
    assert sign(own_folder / sums.NAME, key).read_bytes() == first


def test_private_key_is_not_taken_for_a_public_one(own_folder: Path, key: Path) -> None:
    sign(own_folder / sums.NAME, key)
    with pytest.raises(OfflineError, match="isn't an OpenSSH public key"):
        check(b"", own_folder / sums.SIGNATURE, key)


# --- what LISEZ-MOI.html says


def printed(folder: Path, check_name: str, system: str) -> str:
    """The commands for a system, as readers copy them."""
    page = lxml.html.fromstring((folder / "LISEZ-MOI.html").read_bytes())
    [commands] = page.xpath(
        f'//dl[@data-check="{check_name}"]/dt[starts-with(., "{system}")]/following-sibling::dd[1]/pre'
    )
    return str(commands.text_content())


def typed(folder: Path, commands: str) -> str:
    """What a terminal in the folder shows, in English: the tools speak the language of their reader."""
    english = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    process = subprocess.run(["bash", "-c", commands], cwd=folder, env=english, capture_output=True, check=False)
    return (process.stdout + process.stderr).decode()


@pytest.mark.parametrize("system", ["Linux", "macOS"])
def test_files_are_checked_as_printed(own_folder: Path, system: str) -> None:
    commands = printed(own_folder, "files", system)
    assert typed(own_folder, commands) == ""
    _change(own_folder)
    (own_folder / "aide/index.html").unlink()
    shown = typed(own_folder, commands)
    assert "index.html: FAILED" in shown
    assert "aide/index.html: FAILED open or read" in shown
    assert "droits" not in shown


def test_signature_is_checked_as_printed(own_folder: Path, key: Path, tmp_path: Path) -> None:
    commands = printed(own_folder, "signature", "Linux et macOS")
    sign(own_folder / sums.NAME, key)
    place = own_folder.parent / "editeur.pub"
    place.write_bytes(key.with_suffix(".pub").read_bytes())
    assert typed(own_folder, commands).startswith('Good "file" signature for editeur with ED25519 key SHA256:')
    assert not sums.compare(own_folder, sums.parsed((own_folder / sums.NAME).read_bytes()))
    other_key = new_key(tmp_path).with_suffix(".pub").read_bytes()
    place.write_bytes(other_key)
    assert "Good" not in typed(own_folder, commands)
    place.write_bytes(key.with_suffix(".pub").read_bytes())
    (own_folder / sums.NAME).write_bytes((own_folder / sums.NAME).read_bytes() + b"\n")
    assert "Good" not in typed(own_folder, commands)


def test_windows_verifies_with_the_same_command(own_folder: Path) -> None:
    """No test runs Windows here: what it is told must be what has run, in its own notation."""
    ran = printed(own_folder, "signature", "Linux et macOS").splitlines()[-1]
    assert printed(own_folder, "signature", "Windows").splitlines()[-1].replace("\\", "/") == ran


@pytest.mark.parametrize(
    "line",
    [
        "x",
        f"{'0' * 64} a",
        f"{'A' * 64}  a",
        *(f"{'0' * 64}  {path}" for path in ("../a", "/a", "C:/a", "a\\b", "a//b")),
    ],
)
def test_lists_that_are_none(line: str) -> None:
    with pytest.raises(OfflineError, match="SHA256SUMS:1: "):
        sums.parsed(f"{line}\n".encode())


def test_lists_cut_short_or_double() -> None:
    line = f"{'0' * 64}  a\n"
    with pytest.raises(OfflineError, match="cut short"):
        sums.parsed(line[:-1].encode())
    with pytest.raises(OfflineError, match="listed twice"):
        sums.parsed((line * 2).encode())
    assert sums.parsed(line.encode()) == {"a": "0" * 64}
    assert sums.parsed(b"") == {}
