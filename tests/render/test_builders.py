"""Succession: MkDocs with Material, its continuation ProperDocs, and no theme at all give the same bytes.

MkDocs 1.x isn't maintained any more and Material ends in May 2027, so nothing of the archive's may hang on either.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from build_scripts.render.mkdocs_run import BUILDER
from build_scripts.render.mkdocs_run import run as run_mkdocs

ROOT = Path(__file__).parents[2]
SUCCESSOR = "properdocs"
WITHOUT_THEME: dict[str, object] = {
    "name": None,
    "custom_dir": "overrides",
    "favicon": "assets/images/favicon.svg",
    "static_templates": ["404.html"],
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive's own pages, templates and settings; of its documents one, of the cited ones some."""
    root = tmp_path_factory.mktemp("archive")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for path in sorted((ROOT / "docs").glob("*.md")):
        (root / "docs").mkdir(exist_ok=True)
        shutil.copy(path, root / "docs")
    for folder in ("organes", "annees", "types", "themes", "pays", "cotes", "qualite", "fr"):
        shutil.copytree(ROOT / "docs" / folder, root / "docs" / folder)
    return root


def site_by(archive: Path, name: str, builder: str, theme: dict[str, object] | None = None) -> dict[str, bytes]:
    """Every file of the site by its path."""
    configuration = archive / f"{name}.yml"
    settings = yaml.safe_load((archive / "mkdocs.yml").read_text(encoding="utf-8"))
    configuration.write_text(yaml.safe_dump({**settings, **({"theme": theme} if theme else {})}), encoding="utf-8")
    folder = archive / f"site-{name}"
    assert [str(finding) for finding in run_mkdocs(configuration, folder, builder)] == []
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def today(archive: Path) -> dict[str, bytes]:
    """The site as it is made."""
    site = site_by(archive, "today", BUILDER)
    assert len([path for path in site if path.endswith(".html")]) > 100
    assert {"404.html", "index.html", "aide/index.html", "fr/A/76/463/index.html"} <= set(site)
    return site


def test_the_successor_makes_the_same_site(archive: Path, today: dict[str, bytes]) -> None:
    assert BUILDER != SUCCESSOR
    assert site_by(archive, "successor", SUCCESSOR) == today


def test_nothing_of_the_theme_is_needed(archive: Path, today: dict[str, bytes]) -> None:
    assert site_by(archive, "bare", BUILDER, WITHOUT_THEME) == today
    assert site_by(archive, "bare-successor", SUCCESSOR, WITHOUT_THEME) == today


def test_templates_leave_other_engines_possible() -> None:
    """Jinja's own filters and tests alone: no methods of Python's strings, no filter that cuts by rules of its own."""
    method = re.compile(r"\.(?:split|r?strip|startswith|endswith|replace|join|lower|upper|title|format|items|get)\(")
    for path in sorted((ROOT / "overrides").rglob("*.html")):
        tags = re.findall(r"\{[{%].*?[%}]\}", path.read_text(encoding="utf-8"), re.DOTALL)
        calls = [tag for tag in tags if method.search(tag) or re.search(r"\|\s*truncate", tag)]
        assert calls == [], path.name
