"""Firefox offers to search the archive from its address bar, and reads the descriptions by its own parser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import parse_qs, urlsplit

import pytest

from build_scripts.core.interface import interfaces
from build_scripts.core.settings import archive
from build_scripts.export import opensearch
from tests.conftest import lacking

from .conftest import REPORT
from .drivers import Firefox

pytestmark = pytest.mark.browser
WORDS = "justice pénale & « A/76/463 »"

# Of Firefox itself: what it is searched by, and what it offers on a page. It keeps its modules where it likes.
_MODULES = """(() => {
  const at = 'moz-src:///';
  const { SearchService } = ChromeUtils.importESModule(`${at}toolkit/components/search/SearchService.sys.mjs`);
  const { OpenSearchManager } = ChromeUtils.importESModule(`${at}browser/components/search/OpenSearchManager.sys.mjs`);
  return Object.assign(globalThis, { SearchService, OpenSearchManager });
})()"""
_OFFERED = "OpenSearchManager.getEngines(gBrowser.selectedBrowser).map(({ title, uri }) => [title, uri])"
_READ = """(async () => {{
  await SearchService.init();
  const engine = await SearchService.addOpenSearchEngine({address}, null, {{}});
  const read = [engine.name, engine.getSubmission({words}).uri.spec];
  await SearchService.removeEngine(engine);
  return read;
}})()"""


@pytest.fixture(scope="module")
def firefox(firefox_path: str) -> Iterator[Firefox]:
    """Firefox, whose own modules answer, too."""
    with closing(Firefox(firefox_path, arguments=["-remote-allow-system-access"])) as window:
        yield window


def test_firefox_reads_the_descriptions_that_pages_lead_to(firefox: Firefox, address: str) -> None:
    firefox.open(address + REPORT)
    own = firefox.own()
    try:
        own.run(f"({_MODULES}, true)")
    except RuntimeError as error:
        lacking(f"search service where this test knows it in this Firefox ({error})")
    own.wait(f"({_OFFERED}).length > 0")
    assert own.run(_OFFERED) == [[archive().name, address + opensearch.path(archive().language)]]
    for code in interfaces():
        file = json.dumps(address + opensearch.path(code))
        name, submission = own.run(_READ.format(address=file, words=json.dumps(WORDS)))
        assert name == archive().name
        assert submission.partition("?")[0] == f"{archive().site_url}recherche/"
        assert parse_qs(urlsplit(submission).query) == {"q": [WORDS]}
