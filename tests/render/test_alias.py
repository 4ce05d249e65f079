"""A document's other address in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from build_scripts.render.mkdocs_run import run as run_mkdocs
from build_scripts.write import aliases, holdings, lists, report_body
from build_scripts.write.catalogue import catalogue
from build_scripts.write.files import update
from build_scripts.write.front import report_matter
from build_scripts.write.holdings import Holdings
from tests.archives import empty_archive, served
from tests.write.reports import cited, nowhere, report


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with one document that has an alias."""
    root = empty_archive(tmp_path_factory.mktemp("archive"))
    sample = report("paragraph par-1 number=1\n1. Un.\n\nparagraph par-2 number=2\n2. Deux.", aliases=("B/2024/2",))
    documents = catalogue([sample.document])
    page = report_matter(sample, documents) + report_body.body(sample, nowhere)
    update(
        root / "docs",
        {"fr/A/99/1.md": page}
        | aliases.pages([sample.document])
        | lists.pages(documents)
        | holdings.pages(Holdings())
        | cited([sample]),
    )
    assert [str(diagnostic) for diagnostic in run_mkdocs(root / "mkdocs.yml", root / "site")] == []
    with served(root / "site") as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_an_alias_opens_the_document(address: str, playwright: Playwright, chromium_path: str, scripts: bool) -> None:
    with playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"]) as browser:
        page = browser.new_context(java_script_enabled=scripts).new_page()
        page.goto(f"{address}fr/B/2024/2/#par-2")
        page.wait_for_url(f"{address}fr/A/99/1/" + ("#par-2" if scripts else "*"))
        assert page.locator("#par-2").is_visible()
