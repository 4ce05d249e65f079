"""Publishing by rsync, to a real server of rsync's own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.hosting.hosting_settings import settings
from build_scripts.hosting.rsync_host import RsyncHost, remote
from build_scripts.hosting.site_files import SiteFile
from tests.conftest import lacking

from .sites import PAGES, changed, content_of, make_site, put

_TRIES, _PAUSE = 200, 0.05


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "archive")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of an rsync server, and the folder that it serves."""
    if shutil.which("rsync") is None:
        lacking("rsync")
    folder = tmp_path / "www"
    folder.mkdir()
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    configuration = tmp_path / "rsyncd.conf"
    configuration.write_text(
        f"[www]\npath = {folder}\nread only = false\nuse chroot = false\nuid = {_user('-u')}\ngid = {_user('-g')}\n",
        encoding="utf-8",
    )
    command = ["rsync", "--daemon", "--no-detach", f"--port={port}", "--address=127.0.0.1", f"--config={configuration}"]
    with subprocess.Popen(command) as daemon:
        for _ in range(_TRIES):
            with closing(socket.socket()) as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(_PAUSE)
        yield f"rsync://127.0.0.1:{port}/www/fr", folder / "fr"
        daemon.terminate()


def _user(which: str) -> str:
    return subprocess.run(["id", which], capture_output=True, text=True, check=True).stdout.strip()


def publish(site: Path, target: str, *options: str) -> int:
    return main(["--root", str(site.parent), "--jobs", "1", "publish", target, *options])


def held(folder: Path) -> dict[str, str]:
    return content_of(folder, settings().record)


def test_twice_with_a_change_a_removal_and_a_hand_from_outside(
    site: Path, server: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    target, folder = server
    assert publish(site, target) == 0
    assert held(folder) == PAGES
    put(folder, "statistics/index.html", "theirs")
    put(folder, "sitemap.xml", "somebody was here")
    changed(site)
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
    capsys.readouterr()
    assert publish(site, target) == 0
    assert "1 new, 2 changed; 4 files no longer in the site stay there (--remove)" in capsys.readouterr().err
    assert held(folder) == PAGES | content_of(site, "") | {"statistics/index.html": "theirs"}
    touched = {file.relative_to(folder).as_posix() for file in before if file.stat().st_mtime_ns != before[file]}
    assert touched == {"index.html", "sitemap.xml", settings().record}
    assert publish(site, target, "--remove") == 0
    assert held(folder) == content_of(site, "") | {"statistics/index.html": "theirs"}
    assert not (folder / "fr/A/76").exists()


def test_a_folder_with_files_of_somebody_else_stays(site: Path, server: tuple[str, Path]) -> None:
    target, folder = server
    publish(site, target)
    put(folder, "fr/A/76/notes.txt", "theirs")
    changed(site)
    assert publish(site, target, "--remove") == 0
    assert held(folder) == content_of(site, "") | {"fr/A/76/notes.txt": "theirs"}


def test_names_with_signs_of_patterns_are_removed_and_their_likes_stay(site: Path, server: tuple[str, Path]) -> None:
    target, folder = server
    names = ["a*", "b?", "c[1]", "d\\e", "f\\*", "#g", " h "]
    for name in names:
        put(site, f"odd/{name}.txt", "ours")
    publish(site, target)
    for name in ("ab", "bc", "c1", "de", "f"):
        put(folder, f"odd/{name}.txt", "theirs")
    shutil.rmtree(site / "odd")
    assert publish(site, target, "--remove") == 0
    assert sorted(file.name for file in (folder / "odd").iterdir()) == ["ab.txt", "bc.txt", "c1.txt", "de.txt", "f.txt"]


def test_a_change_of_the_same_length_and_time_is_seen(site: Path, server: tuple[str, Path]) -> None:
    target, folder = server
    publish(site, target)
    file = folder / "index.html"
    file.write_text(PAGES["index.html"].swapcase(), encoding="utf-8")
    assert publish(site, target) == 0
    assert held(folder) == PAGES


def test_a_file_of_somebody_else_is_not_replaced_unasked(
    site: Path, server: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    target, folder = server
    put(folder, "index.html", "Welcome")
    assert publish(site, target) == 1
    assert "would replace: index.html" in capsys.readouterr().err
    assert publish(site, target, "--replace") == 0
    assert held(folder) == PAGES


def test_a_site_that_was_built_meanwhile_is_told(
    site: Path, server: tuple[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target, _ = server
    compared = RsyncHost.compared

    def built(host: RsyncHost, files: dict[str, SiteFile]) -> tuple[frozenset[str], frozenset[str]]:
        put(site, "sitemap.xml", "<urlset></urlset>")
        return compared(host, files)

    monkeypatch.setattr(RsyncHost, "compared", built)
    assert publish(site, target) == 1
    assert "sitemap.xml has changed while it was being published; publish again" in capsys.readouterr().err


def test_files_can_be_read_by_the_web_server(site: Path, server: tuple[str, Path]) -> None:
    target, folder = server
    (site / "index.html").chmod(0o400)
    publish(site, target)
    assert (folder / "index.html").stat().st_mode & 0o777 == 0o644


def test_no_server_is_told(site: Path, server: tuple[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    target, _ = server
    assert publish(site, target.replace("/www/", "/nothing/")) == 1
    message = capsys.readouterr().err
    assert "rsync ended with 5" in message
    assert "Traceback" not in message


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("host:/var/www", True),
        ("delegate@host.example:www", True),
        ("host::module", True),
        ("rsync://host/module", True),
        ("/var/www", False),
        ("www", False),
        ("./a:b", False),
        (r"C:\site", False),
        ("ftp://host/www", False),
    ],
)
def test_what_is_for_rsync(target: str, expected: bool) -> None:
    assert remote(target) is expected
