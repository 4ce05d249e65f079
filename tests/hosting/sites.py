"""A small site, as `cote site` would leave it, and what is done to it between two publications."""

from __future__ import annotations

from pathlib import Path

PAGES = {
    "404.html": "nowhere",
    "index.html": "home, leads to A/76/463",
    "organes/index.html": "list, leads to A/76/463",
    "sitemap.xml": "<urlset/>",
    "assets/javascripts/site.js": "void 0",
    "assets/stylesheets/site.css": "p {}",
    "fr/A/76/463/index.html": "page of A/76/463",
    "fr/A/76/463/A-76-463.bib": "@report{a}",
    "fr/A/76/463/A-76-463.png": "picture",
    "fr/A/76/463/A-76-463.original.pdf": "%PDF",
    "pagefind/0/index/1.js": "index",
    "pagefind/manifest.js": "manifest",
}


def make_site(root: Path) -> Path:
    """The site of an archive at `root`."""
    site = root / "site"
    for path, words in PAGES.items():
        put(site, path, words)
    return site


def put(site: Path, path: str, words: str) -> None:
    """One file of a site."""
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")


def changed(site: Path) -> None:
    """One page changed, one document new, one removed."""
    put(site, "index.html", "home, leads to A/77/1")
    put(site, "fr/A/77/1/index.html", "page of A/77/1")
    for name in ("index.html", "A-76-463.bib", "A-76-463.png", "A-76-463.original.pdf"):
        (site / "fr/A/76/463" / name).unlink()
    (site / "fr/A/76/463").rmdir()
    (site / "fr/A/76").rmdir()


def content_of(folder: Path, record: str) -> dict[str, str]:
    """What lies in a folder, by path, Cote's own record left out."""
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file() and file.name != record
    }
