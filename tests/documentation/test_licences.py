"""The page of licences agrees with the packages and explains every licence that asks for more than its notice."""

from __future__ import annotations

import pytest

from build_scripts.core.data_files import DATA, read_data
from tests.documentation.licences import BEGIN, END, PAGE, Package, locked, packages, page


def test_the_table_is_of_the_packages_as_they_are() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert BEGIN in text
    assert END in text
    assert page(text) == text, "write it again: .venv/bin/python -m tests.documentation.licences"


def test_every_file_of_requirements_is_read() -> None:
    uses = {package.use for package in packages()}
    assert uses == {"the site", "copies", "publishing", "clusters", "assistants", "development"}
    assert list(locked("jinja2==3.1.6 \\\n    --hash=sha256:0a\n# via mkdocs\n")) == ["jinja2"]


def test_a_licence_that_asks_for_more_is_explained() -> None:
    prose = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    asking = [package for package in packages() if not package.permissive]
    assert "libzim" in {package.name for package in asking}
    assert [package for package in asking if package.name not in prose] == []


def test_licences_of_word_lists_are_named() -> None:
    prose = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    for source in read_data(DATA / "spelling-sources.toml").table.values():
        assert "dictionary" not in source or f"{source['dictionary']} ({source['dictionary_licence']})" in prose


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("MIT AND (BSD-2-Clause OR LGPL-2.1-or-later)", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("MIT AND PSF-2.0", True),
        ("(MIT OR GPL-3.0-only) AND GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-or-later", False),
        ("MPL-2.0", False),
        ("OFL-1.1", False),
        ("Some new licence", False),
    ],
)
def test_a_licence_asks_for_more_unless_it_is_known_not_to(licence: str, permissive: bool) -> None:
    assert Package("made", licence, "the site").permissive is permissive
