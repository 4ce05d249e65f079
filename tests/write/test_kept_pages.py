"""What stays with a page that isn't made anew."""

from __future__ import annotations

from pathlib import Path

from build_scripts.write.kept_pages import kept

PAGES = {
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


def test_what_only_it_leads_to_stays(tmp_path: Path) -> None:
    for path, text in PAGES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    texts = kept(tmp_path, ["fr/A/1.md", "qualite/fr/A/1.md"], {"cotes/A/3.md", "annees/1995.md"})
    stays = ("fr/A/1.md", "cotes/A/2.md", "cotes/A/4.md", "cotes/index.md", "organes/A.md")
    assert texts == {path: PAGES[path] for path in stays}
