"""The numbers of the home page are those that search gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from build_scripts.search.stored_document import read_document
from tests.archives import ROOT

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("page", "facet"), [("themes", "themes"), ("pays", "countries")])
def test_passages_of_each_theme_and_country(archive: Path, page: str, facet: str) -> None:
    front = yaml.safe_load((ROOT / f"docs/{page}/index.md").read_text(encoding="utf-8").split("---")[1])
    told = {each["key"]: (each["passages"], each["documents"]) for group in front["groups"] for each in group["names"]}
    documents = [read_document(file, archive) for file in archive.glob("fr/**/index.html")]
    found = [getattr(document, facet) for document in documents if document]
    passages = Counter({key: 0 for each in found for key in each})
    for each in found:
        passages.update({key: len(blocks) for key, blocks in each.items()})
    assert told == {key: (number, sum(key in each for each in found)) for key, number in passages.items()}
