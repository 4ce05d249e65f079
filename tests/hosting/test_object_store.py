"""Publishing to a real S3 server (moto's), always twice, and with the line cut in the middle."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
import s3fs

from build_scripts.__main__ import main
from build_scripts.hosting.hosting_settings import settings
from tests.object_server import object_server, surroundings

from .sites import PAGES, changed, content_of, make_site, put

BUCKET = "archive"
TARGET = f"s3://{BUCKET}/www"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server."""
    with object_server() as address:
        yield address


@pytest.fixture
def store(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The server as its owner sees it, with an empty bucket; commands reach it as they reach any."""
    for name, words in surroundings(server).items():
        monkeypatch.setenv(name, words)
    fs = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    fs.mkdir(BUCKET)
    yield fs
    fs.rm(BUCKET, recursive=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path)


def publish(site: Path, *options: str, target: str = TARGET) -> int:
    return main(["--root", str(site.parent), "--jobs", "1", "publish", target, *options])


def held(store: Any, home: str = f"{BUCKET}/www") -> dict[str, str]:
    """What lies there, by path, Cote's own record left out."""
    return {
        path.removeprefix(f"{home}/"): store.cat_file(path).decode("utf-8")
        for path in store.find(home)
        if not path.endswith(settings().record)
    }


def served(store: Any, path: str) -> tuple[str, str]:
    """With what type and lifetime the server gives a file."""
    head = store.call_s3("head_object", Bucket=BUCKET, Key=f"www/{path}")
    return head["ContentType"], head["CacheControl"]


def test_objects_have_their_types_and_lifetimes(site: Path, store: Any) -> None:
    assert publish(site) == 0
    assert held(store) == PAGES
    again = "public, max-age=0, must-revalidate"
    assert served(store, "index.html") == ("text/html; charset=utf-8", again)
    assert served(store, "fr/A/76/463/A-76-463.bib") == ("application/x-bibtex", again)
    assert served(store, "fr/A/76/463/A-76-463.png") == ("image/png", "public, max-age=604800")
    assert served(store, "fr/A/76/463/A-76-463.original.pdf") == ("application/pdf", "public, max-age=86400")
    assert served(store, "assets/javascripts/site.js") == ("text/javascript; charset=utf-8", again)


def test_the_second_time_sends_what_changed(site: Path, store: Any, capsys: pytest.CaptureFixture[str]) -> None:
    publish(site)
    changed(site)
    put(site, "organes/index.html", "list of two")
    store.pipe_file(f"{BUCKET}/www/sitemap.xml", b"somebody was here")
    times = {path: about["LastModified"] for path, about in store.find(BUCKET, detail=True).items()}
    capsys.readouterr()
    assert publish(site) == 0
    assert "1 new, 3 changed; 4 files no longer in the site stay there (--remove)" in capsys.readouterr().err
    assert held(store) == PAGES | content_of(site, "")
    assert served(store, "sitemap.xml")[0] == "application/xml"
    now = {path: about["LastModified"] for path, about in store.find(BUCKET, detail=True).items()}
    touched = {path.removeprefix(f"{BUCKET}/www/") for path in now if now[path] != times.get(path)}
    sent = {"index.html", "organes/index.html", "sitemap.xml", "fr/A/77/1/index.html"}
    assert touched - {settings().record} <= sent
    assert publish(site, "--remove") == 0
    assert held(store) == content_of(site, "")
    assert publish(site) == 0
    assert "0 new, 0 changed\n" in capsys.readouterr().err


def test_an_object_with_the_right_bytes_and_an_unknown_type_is_sent_again(site: Path, store: Any) -> None:
    store.pipe_file(f"{BUCKET}/www/index.html", PAGES["index.html"].encode())
    assert publish(site) == 0
    assert served(store, "index.html")[0] == "text/html; charset=utf-8"


def test_a_lifetime_that_the_archive_changes_is_sent(
    site: Path, store: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(site)
    monkeypatch.setattr("build_scripts.hosting.site_files.lifetime", lambda path: "no-store")
    assert publish(site) == 0
    assert f"0 new, {len(PAGES)} changed" in capsys.readouterr().err
    assert served(store, "index.html")[1] == "no-store"


def test_what_lies_beside_the_site_stays(site: Path, store: Any) -> None:
    store.pipe_file(f"{BUCKET}/www/copies/archive.zip", b"theirs")
    store.pipe_file(f"{BUCKET}/wwwx/index.html", b"theirs too")
    publish(site)
    changed(site)
    assert publish(site, "--remove") == 0
    assert held(store) == content_of(site, "") | {"copies/archive.zip": "theirs"}
    assert held(store, f"{BUCKET}/wwwx") == {"index.html": "theirs too"}


def test_a_removal_that_the_server_refuses_is_told(site: Path, store: Any, capsys: pytest.CaptureFixture[str]) -> None:
    publish(site)
    changed(site)
    denied = {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": f"arn:aws:s3:::{BUCKET}/*"}
    store.call_s3(
        "put_bucket_policy", Bucket=BUCKET, Policy=json.dumps({"Version": "2012-10-17", "Statement": [denied]})
    )
    assert publish(site, "--remove") == 1
    assert "www/fr/A/76/463/A-76-463.bib can't be removed: Access Denied" in capsys.readouterr().err
    store.call_s3("delete_bucket_policy", Bucket=BUCKET)
    assert publish(site, "--remove") == 0
    assert held(store) == content_of(site, "")


def test_a_whole_bucket(site: Path, store: Any) -> None:
    assert publish(site, target=f"s3://{BUCKET}") == 0
    assert held(store, BUCKET) == PAGES


def test_no_such_bucket_is_told(site: Path, store: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(site, target="s3://nobody-has-this/www") == 1
    assert "there is no bucket nobody-has-this" in capsys.readouterr().err


def test_an_address_without_a_bucket_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(site, target="s3://") == 1
    assert "names no bucket" in capsys.readouterr().err


def test_no_server_is_told(site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as unused:
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    for name, words in {**surroundings(address), "AWS_MAX_ATTEMPTS": "1"}.items():
        monkeypatch.setenv(name, words)
    assert publish(site) == 1
    assert f"{TARGET}: Could not connect" in capsys.readouterr().err


class Line:
    """A line to a server that is cut after some objects have been sent, for good."""

    def __init__(self, server: str, objects: int) -> None:
        host, _, port = server.removeprefix("http://").partition(":")
        self._server = (host, int(port))
        self._left = objects
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.puts: list[str] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with closing(near), closing(socket.create_connection(self._server)) as far:
            threading.Thread(target=_pour, args=(far, near), daemon=True).start()
            with suppress(OSError):
                while data := near.recv(65536):
                    if data.startswith(b"PUT "):
                        if self._left <= 0:
                            return
                        self._left -= 1
                        self.puts.append(data.split(b" ", 2)[1].decode().removeprefix(f"/{BUCKET}/www/"))
                    far.sendall(data)


def _pour(source: socket.socket, into: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            into.sendall(data)


@pytest.mark.parametrize("objects", [0, 1, 4, len(PAGES)])
def test_after_a_cut_the_next_run_ends_the_work(site: Path, store: Any, server: str, objects: int) -> None:
    with closing(Line(server, objects)) as line:
        done = subprocess.run(
            [sys.executable, "-m", "build_scripts", "--root", site.parent, "--jobs", "1", "publish", TARGET],
            env={**os.environ, **surroundings(line.address), "AWS_MAX_ATTEMPTS": "1"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 1
    assert "publish again to send the rest" in done.stderr
    assert "Traceback" not in done.stderr
    assert held(store).items() <= PAGES.items()
    assert publish(site) == 0
    assert held(store) == PAGES
    changed(site)
    assert publish(site, "--remove") == 0
    assert held(store) == content_of(site, "")


def test_what_leads_somewhere_is_sent_after_it(
    site: Path, store: Any, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Line(server, 1_000)) as line:
        for name, words in surroundings(line.address).items():
            monkeypatch.setenv(name, words)
        publish(site)
    sent = line.puts
    assert sent[0] == sent[-1] == settings().record
    assert sorted(sent[1:-1]) == sorted(PAGES)
    first = {path for path in PAGES if path.startswith("assets/")}
    last = {"404.html", "index.html", "organes/index.html", "sitemap.xml", "pagefind/manifest.js"}
    assert set(sent[1 : 1 + len(first)]) == first
    assert set(sent[-1 - len(last) : -1]) == last
