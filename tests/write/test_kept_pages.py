"""What stays with a page that isn't made anew."""

from __future__ import annotations

from pathlib import Path

from build_scripts.write.kept_pages import kept
from build_scripts.write.matter import marks

WRITTEN = {
    "fr/A/1.md": '---\nlists: {organ: "organes/A", year: "annees/1995"}\n'
    'cites: [{path: "cotes/A/2"}, {path: "cotes/A/3"}]\n---\n\n1. [A/4](../../cotes/A/4.md#par-1).\n',
    "cotes/A/2.md": '---\nparents: [{path: "cotes"}]\n---\n\n- [par. 1](../../fr/A/1.md#par-1)\n',
    "cotes/A/3.md": "of the others, too\n",
    "cotes/A/4.md": "alone\n",
    "cotes/A/5.md": "of nobody\n",
    "cotes/index.md": "list\n",
    "organes/A.md": '---\nrows: [{path: "fr/A/1"}, {path: "fr/A/9"}]\n---\n',
    "annees/1995.md": "of the others, too\n",
    "fr/A/9.md": "removed\n",
}
# As each page of docs/ begins that the program makes.
PAGES = {path: f"---\n{marks()[0]}\n" + text.removeprefix("---\n") for path, text in WRITTEN.items()}
STAYS = ("cotes/A/2.md", "cotes/A/4.md", "cotes/index.md", "organes/A.md")


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def test_what_only_it_leads_to_stays(tmp_path: Path) -> None:
    write(tmp_path, PAGES)
    made = {"cotes/A/3.md", "annees/1995.md"}
    texts = kept(tmp_path, ["fr/A/1.md", "qualite/fr/A/1.md"], made, tmp_path / "site")
    assert texts == {path: PAGES[path] for path in ("fr/A/1.md", *STAYS)}


def test_what_the_last_sites_page_leads_to_stays_where_its_own_is_gone(tmp_path: Path) -> None:
    """Nothing that isn't generated is kept, and no list brings back what it leads to."""
    lists = {
        "organes/A.md": '---\ntemplate: "liste.html"\n---\n\n- [A/9](../fr/A/9.md)\n',
        "aide.md": "# Aide\n\n[A/9](fr/A/9.md)\n",
        "fr/A/1.md": "# À la main\n\n[A/9](9.md)\n",
    }
    generated = f"---\n{marks()[0]}\n" + lists["organes/A.md"].removeprefix("---\n")
    write(tmp_path / "docs", PAGES | lists | {"organes/A.md": generated})
    paths = ("cotes/A/2/#par-1", "cotes/A/3/", "cotes/A/4/", "organes/A/", "aide/", "../https:/x/")
    html = "".join(f'<a href="../../../{path}">' for path in paths)
    write(tmp_path / "site", {"fr/A/1/index.html": html + '<a href="#par-1"><a href="https://x.example/fr/A/9/">'})
    texts = kept(tmp_path / "docs", ["fr/A/1.md"], {"cotes/A/3.md"}, tmp_path / "site")
    assert texts == {path: (tmp_path / "docs" / path).read_text(encoding="utf-8") for path in STAYS}
