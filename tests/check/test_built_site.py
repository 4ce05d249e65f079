"""The check of the built site finds each kind of fault, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.check import check_site
from build_scripts.check.page_facts import Facts, read_facts
from build_scripts.core.settings import archive
from build_scripts.core.stage_store import Store
from build_scripts.published import registry

PAGE = """<!doctype html>
<html lang="fr"><head><title>x</title>
<link rel="stylesheet" href="{up}a.css"><link rel="canonical" href="https://elsewhere.example/">
</head><body>
{body}
</body></html>
"""


def put(root: Path, path: str, body: str = "") -> None:
    file = root / "site" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * path.count("/")
    file.write_text(PAGE.format(up=up, body=body), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, "index.html", '<a href="fr/A/1/#par-1">1</a>')
    put(tmp_path, "fr/A/1/index.html", '<p id="par-1">Texte</p>\n<p id="par-é">x</p>')
    (tmp_path / "site/a.css").write_text("", encoding="utf-8")
    registry.save(tmp_path, "fr/A/1", {"par-1": "0" * 64})
    return tmp_path


def diagnostics_of(root: Path) -> list[str]:
    return [f"{diagnostic.file}:{diagnostic.line} {diagnostic.code}" for diagnostic in check_site(root, root / "site")]


def test_a_good_site(root: Path) -> None:
    put(
        root,
        "b.html",
        '<a href="#">haut</a> <a href="fr/A/1/#par-%C3%A9">é</a> <a href="/fr/A/1">sans barre</a> '
        '<a href="b.html?q=1">b</a>'
        f'<a href="{archive().site_url}fr/A/1/#par-1">lien permanent</a> <a href="https://docs.un.org/fr/A/1">ONU</a>'
        '<a href="mailto:x@y.example">mail</a> <a href="fr/A/1/#:~:text=Texte">texte</a>'
        '<script type="application/json">{}</script><script src="a.css"></script>',
    )
    assert diagnostics_of(root) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="fr/A/2/">2</a>', "L001"),
        ('<img src="none.png" alt="">', "L001"),
        ('<meta http-equiv="refresh" content="0; url=fr/A/2/">', "L001"),
        ('<form action="none/"></form>', "L001"),
        ('<a href="fr/A/1/#par-2">2</a>', "L002"),
        ('<a href="#par-1">1</a>', "L002"),
        ('<p id="a">1</p><p id="a">2</p>', "L003"),
        ("<script>alert(1)</script>", "L005"),
        ("<style>p {}</style>", "L005"),
        ('<p style="color: red">1</p>', "L005"),
        ('<p onclick="f()">1</p>', "L005"),
        ('<a href="javascript:f()">1</a>', "L005"),
        ('<img src="https://elsewhere.example/a.png" alt="">', "L006"),
        ('<link rel="stylesheet" href="//elsewhere.example/a.css">', "L006"),
    ],
)
def test_each_fault_is_found_on_its_line(root: Path, body: str, code: str) -> None:
    put(root, "b.html", body)
    assert diagnostics_of(root) == [f"site/b.html:5 {code}"]


def test_a_published_anchor_that_the_page_lacks(root: Path) -> None:
    registry.save(root, "fr/A/1", {"par-1": "0" * 64, "par-3": "0" * 64})
    registry.save(root, "fr/A/9", {"par-1": "0" * 64})
    assert diagnostics_of(root) == ["registry/fr/A/1.txt:2 L007", "registry/fr/A/9.txt:0 L007"]


def test_the_old_address_may_lead_on(root: Path) -> None:
    registry.save(root, "fr/sans-cote/x", {"par-1": "0" * 64})
    put(root, "fr/sans-cote/x/index.html", '<meta http-equiv="refresh" content="0; url=../../A/1/">')
    assert diagnostics_of(root) == []


def test_no_site(tmp_path: Path) -> None:
    assert diagnostics_of(tmp_path) == ["site:0 L008"]


def test_bytes_that_are_not_a_page(root: Path) -> None:
    (root / "site/empty.html").write_bytes(b"")
    (root / "site/bytes.html").write_bytes(b"\xff\xfe\x00<a href='none'>")
    assert diagnostics_of(root) == ["site/bytes.html:1 L001"]


def test_what_is_known_of_a_page_is_known_by_its_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(root / "store", 10**9)
    read: list[str] = []

    def watched(store: Store | None, site: Path, path: str) -> Facts:
        if store:
            read.append(path)
        return read_facts(store, site, path)

    monkeypatch.setattr("build_scripts.check.built_site.read_facts", watched)

    def check() -> list[str]:
        read.clear()
        found = check_site(root, root / "site", store=store, jobs=1)
        assert found == check_site(root, root / "site", jobs=1)
        return [f"{diagnostic.file}:{diagnostic.line} {diagnostic.code}" for diagnostic in found]

    assert check() == []
    assert read == ["fr/A/1/index.html", "index.html"]
    assert check() == []
    assert read == []
    put(root, "b.html", '<a href="fr/A/1/#par-2">2</a>')
    assert check() == ["site/b.html:5 L002"]
    assert read == ["b.html"]
    put(root, "fr/A/1/index.html", '<p id="par-1">Texte</p><p id="par-2">x</p>')
    assert check() == []
    assert read == ["fr/A/1/index.html"]
    put(root, "fr/A/1/index.html", '<p id="par-2">x</p>')
    assert check() == ["registry/fr/A/1.txt:1 L007", "site/index.html:5 L002"]
    assert read == ["fr/A/1/index.html"]
