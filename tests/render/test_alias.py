"""A document's other address, in a browser."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from build_scripts.render.build import run_mkdocs
from build_scripts.write import aliases, lists, markdown
from build_scripts.write.catalogue import catalogue
from build_scripts.write.files import update
from build_scripts.write.front import report_matter
from tests.write.reports import ROOT, cited, nowhere, report


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with one document that has an alias."""
    root = tmp_path_factory.mktemp("archive")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("fr", "cotes", "developers"))
    made = report("paragraph par-1 number=1\n1. Un.\n\nparagraph par-2 number=2\n2. Deux.", aliases=("B/2024/2",))
    known = catalogue([made.document])
    page = report_matter(made, known) + markdown.body(made, nowhere)
    update(root / "docs", {"fr/A/99/1.md": page} | aliases.pages([made.document]) | lists.pages(known) | cited([made]))
    assert [str(one) for one in run_mkdocs(root / "mkdocs.yml", root / "site")] == []
    handler = functools.partial(_Quiet, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_an_alias_opens_the_document(address: str, playwright: Playwright, chromium_path: str, scripts: bool) -> None:
    with playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"]) as browser:
        page = browser.new_context(java_script_enabled=scripts).new_page()
        page.goto(f"{address}fr/B/2024/2/#par-2")
        page.wait_for_url(f"{address}fr/A/99/1/" + ("#par-2" if scripts else "*"))
        assert page.locator("#par-2").is_visible()
