"""Pages written for people describe what the program does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from build_scripts.core.data_files import DATA

ROOT = Path(__file__).parents[2]


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_key_of_document_toml_is_explained() -> None:
    schema = tomllib.loads((DATA / "document.schema.toml").read_text(encoding="utf-8"))
    listed = re.findall(r"^\| `(\w+)` \|", text("docs/developers/adding-a-document.md"), re.MULTILINE)
    assert listed == list(schema["properties"])
    for key in schema["properties"]["corrections"]["items"]["properties"]:
        assert f"    {key} = " in text("docs/developers/adding-a-document.md")


def test_every_target_is_in_the_readme_and_every_named_one_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), re.MULTILINE)) - {"help"}
    assert set(re.findall(r"`?make ([a-z]+)", text("README.md"))) >= targets
    for path in ROOT.glob("docs/developers/*.md"):
        assert set(re.findall(r"`make ([a-z]+)", path.read_text(encoding="utf-8"))) <= targets


def test_links_of_the_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", *ROOT.glob("docs/developers/*.md")]:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("    ")]
        for link in re.findall(r"\]\(([^)#]+)", "\n".join(lines)):
            assert "://" in link or (path.parent / link).exists(), f"{path.name}: {link}"


def test_no_index_address_in_the_lock_files() -> None:
    for path in ROOT.glob("requirements/*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.startswith("-") or "://" in line]
        named = [line for line in lines if re.match(r"[a-z]", line)]
        assert named
        assert all(re.fullmatch(r"[a-z0-9._-]+==\S+ \\", line) for line in named)
