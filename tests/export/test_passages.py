"""Passages in another language than the document's say so in Akoma Ntoso and JSON, as they do on the page."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from build_scripts.core.data_files import DATA
from build_scripts.export.akn_nodes import NAMESPACE
from build_scripts.export.description import Record
from build_scripts.export.json_report import to_json

from .akoma import read, written

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GIVEN = """A/80/999

1. Le mot <span lang="ar">القرار</span> suit, et <span lang="es">de la resolución</span>.

2. <span lang="ar">إن الجمعية العامة قررت.</span>

| Pays | Nom |
| --- | --- |
| Chine | <span lang="zh">中国</span> |

3. Le mot n’a pas de langue.
"""


@pytest.fixture
def exported(tmp_path: Path) -> Record:
    return read(GIVEN, "fr", tmp_path)


def test_akoma_ntoso_has_the_language_on_the_element(exported: Record) -> None:
    root = written(exported)
    said = [
        (node.tag.removeprefix(f"{{{NAMESPACE}}}"), node.get(_LANG), "".join(node.itertext()))
        for node in root.iterfind(f".//{{{NAMESPACE}}}*[@{_LANG}]")
    ]
    assert said == [
        ("span", "ar", "القرار"),
        ("span", "es", "de la resolución"),
        ("p", "ar", "إن الجمعية العامة قررت."),
        ("p", "zh", "中国"),
    ]


def test_json_has_the_passages_of_each_block(exported: Record) -> None:
    told = json.loads(to_json(exported))
    schema = json.loads((DATA / "schemas/document.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, schema)
    assert [block["passages"] for block in told["blocks"] if block["kind"] != "masthead"] == [
        [{"language": "ar", "text": "القرار"}, {"language": "es", "text": "de la resolución"}],
        [{"language": "ar", "text": "إن الجمعية العامة قررت."}],
        [{"language": "zh", "text": "中国"}],
        [],
    ]
