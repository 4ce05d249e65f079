"""A small archive whose documents cite one another, built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from tests.archives import empty_archive, served

CITED = "fr/A/77/1"
CITING = "fr/A/77/2"
TEXTS = {
    "A/77/1": """# I. Introduction

1. Le présent rapport porte sur la prévention.

2. L’Assemblée générale a examiné ce point.
""",
    "A/77/2": """# I. Renvois

1. Voir le document A/77/1, par. 2, et le document E/2022/5 (voir aussi A/77/1, par. 2).

2. L’Assemblée générale a rappelé sa résolution 77/237, puis encore la résolution 77/237.

3. La Commission des stupéfiants a adopté sa résolution 62/9 (voir A/77/2, par. 1).
""",
    "A/77/3": """# I. Autres renvois

1. Voir A/77/1, par. 2, et la résolution 77/237 de l’Assemblée générale.
""",
}
TOML = (
    'symbol = "{0}"\nsymbol_evidence = "essai"\ntitle = "Rapport <{0}> & « essai »"\norgan = "A"\ndate = 2022-0{1}-01\n'
)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the archive, converted, built and checked."""
    root = empty_archive(tmp_path_factory.mktemp("cotes"))
    for number, (symbol, text) in enumerate(TEXTS.items(), 1):
        folder = root / "source_texts/fr" / symbol
        folder.mkdir(parents=True)
        (folder / "source.md").write_text(text, encoding="utf-8")
        joint = f"{symbol}-E/2022/5" if number == 1 else symbol
        aliases = 'aliases = ["E/2022/5"]\n' if number == 1 else ""
        (folder / "document.toml").write_text(TOML.format(joint, number) + aliases, encoding="utf-8")
    assert main(["--root", str(root), "record"]) == 0
    assert main(["--root", str(root), "site"]) == 0  # all links hold
    return root


@pytest.fixture(scope="session")
def address(archive: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with served(archive / "site") as address:
        yield address
