"""Scripts and styles that pages load together."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from build_scripts.render.joined import joined, write_joined
from tests.archives import ROOT
from tests.languages.test_interface import literals_of_javascript

SCRIPTS = ROOT / "overrides/assets/javascripts"
STYLES = ROOT / "overrides/assets/stylesheets"
WRITTEN = {"knowledge", "signs", "calendar", "tongues", "citing/words", "citing/bodies", "desk/rules"}
WRITTEN |= {
    f"said/{table}" for table in ("document", "sides", "place", "search", "go", "check", "dossier", "alerts", "follow")
}
ALONE = {"early", "citing/go", "citing/missing"}
"""Scripts that pages load by themselves."""


def names(folder: Path, ending: str) -> set[str]:
    files = (path for path in folder.rglob(f"*{ending}") if not path.name.endswith(".d.ts"))
    return {path.relative_to(folder).as_posix().removesuffix(ending) for path in files}


def test_every_script_and_style_is_loaded_by_some_page() -> None:
    assert set(chain(*joined("scripts").values())) == names(SCRIPTS, ".js") - ALONE | WRITTEN
    assert set(chain(*joined("styles").values())) == names(STYLES, ".css")


@pytest.mark.parametrize("kind", ["scripts", "styles"])
def test_every_list_is_asked_for(kind: str) -> None:
    asking = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "overrides").rglob("*.*")
        if path.suffix in (".html", ".js")
    )
    # `own_scripts = ["anchor", "references"] %}`, `own_style = "home" %}`, `own_style or "page")`
    own = "".join(
        re.findall(r"own_scripts = (\[.*?\]) %}" if kind == "scripts" else r"own_style (?:=|or) (.*?)[ )]", asking)
    )
    for name in set(joined(kind)) - set(re.findall(r'"(\w+)"', own)):
        forms = (f'{kind}("{name}")', f'script_address("{name}")', f"{name}.js`", f"('{name}')", f"/joined/{name}.css'")
        assert any(form in asking for form in forms), name


def test_no_script_has_a_text_of_several_lines() -> None:
    """Which could have lines that look like comments or indents."""
    for file in SCRIPTS.rglob("*.js"):
        assert [line for line in file.read_text(encoding="utf-8").splitlines() if line.count("`") % 2] == []


def test_no_text_of_a_script_has_what_looks_like_a_comment() -> None:
    for file in SCRIPTS.rglob("*.js"):
        literals = literals_of_javascript(file.read_text(encoding="utf-8"))
        assert [literal for literal in literals if " // " in literal] == [], file.name


def test_files_are_joined_in_order_and_the_style_of_paper_is_for_paper(tmp_path: Path) -> None:
    parts = [("javascripts", "js", part) for part in set(chain(*joined("scripts").values()))]
    parts += [("stylesheets", "css", part) for part in set(chain(*joined("styles").values()))]
    for folder, ending, part in parts:
        file = tmp_path / f"assets/{folder}/{part}.{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        script = f"/* A\n * b */\n  // c\n\n  /** @type {{d}} */ ('{part}'); // e"
        line = f"/* {part} */ {part}" if ending == "css" else script
        file.write_text(f"{line}\n", encoding="utf-8")
    write_joined(tmp_path)
    search = (tmp_path / "assets/javascripts/joined/search.js").read_text(encoding="utf-8")
    assert search == "".join(f"('{part}');\n;\n" for part in joined("scripts")["search"])
    page = (tmp_path / "assets/stylesheets/joined/page.css").read_text(encoding="utf-8")
    assert page == "site\n@media print {\nprint\n}\n"


def test_a_line_goes_on_only_where_no_statement_can_end(tmp_path: Path) -> None:
    script = "let a = [\n  1,\n  2,\n]\nif (a) {\n  b();\n}\nc()\n"
    for folder, ending, kind in (("javascripts", "js", "scripts"), ("stylesheets", "css", "styles")):
        for part in set(chain(*joined(kind).values())):
            file = tmp_path / f"assets/{folder}/{part}.{ending}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(script if ending == "js" else "", encoding="utf-8")
    write_joined(tmp_path)
    search = (tmp_path / "assets/javascripts/joined/search.js").read_text(encoding="utf-8")
    assert search.startswith("let a = [1,2,]\nif (a) {b();}\nc()\n;\n")
