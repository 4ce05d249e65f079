"""What programs rely on stays: fields keep their names under one version, and every file keeps its schema."""

from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from build_scripts.core.data_files import DATA
from build_scripts.core.symbol_path import file_name
from build_scripts.export import interface_index
from build_scripts.export.interface_index import files, is_interface, schemas
from build_scripts.hosting.hosting_settings import media_type

from .test_browser import server

FIELDS = Path(__file__).parent / "interface-fields.json"
"""Of each schema, the version and all its fields, as they were when the version was published."""


def schema(name: str) -> dict[str, Any]:
    """One of the schemas."""
    table: dict[str, Any] = json.loads((DATA / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    return table


def validator(name: str) -> jsonschema.Draft202012Validator:
    """Of a schema; others are found beside it, as on the web."""
    resources = [(f"{other}.schema.json", Resource.from_contents(schema(other))) for other in schemas()]
    registry: Registry[Any] = Registry().with_resources(resources)
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema(name), registry=registry, format_checker=formats)


def fields(part: dict[str, Any], path: str = "") -> list[str]:
    """All fields of a schema with their types, as paths: `blocks[].anchor string`; `?` of one that may lack."""
    found: list[str] = []
    for name, inner in part.get("properties", {}).items():
        kind = inner.get("type") or inner.get("$ref") or next((key for key in ("const", "enum") if key in inner), "")
        inside = f"{path}.{name}".lstrip(".")
        found.append(f"{inside}{'' if name in part.get('required', ()) else '?'} {kind}".rstrip())
        found += fields(inner, inside)
    for name, inner in part.get("$defs", {}).items():
        found += fields(inner, f"{path}#{name}")
    return sorted([*found, *(fields(part["items"], f"{path}[]") if isinstance(part.get("items"), dict) else ())])


def gone(known: dict[str, Any], now: list[str], version: int) -> list[str]:
    """Fields that have gone, or changed, without a new version."""
    return [] if version > known["version"] else sorted(set(known["fields"]) - set(now))


def versions() -> dict[str, int]:
    """The version of each schema."""
    return {file.schema: file.version for file in files() if file.schema}


@pytest.mark.parametrize("name", schemas())
def test_no_field_goes_without_a_new_version(name: str) -> None:
    """After a change that is meant: raise the version in data/programs.toml and in the schema where a field has gone or
    changed, then `python -m tests.export.test_interface`, which writes the list again."""
    known, now = json.loads(FIELDS.read_text(encoding="utf-8"))[name], fields(schema(name))
    assert gone(known, now, versions()[name]) == []
    assert known == {"version": versions()[name], "fields": now}, "new fields: write the list again"


def test_a_field_that_goes_is_missed() -> None:
    table = schema("document")
    known = {"version": 1, "fields": fields(table)}
    del table["$defs"]["described"]["properties"]["symbol"]
    table["properties"]["blocks"]["items"]["required"].remove("text")
    assert gone(known, fields(table), 1) == ["#described.symbol string", "blocks[].text string"]
    assert gone(known, fields(table), 2) == []


def test_a_version_is_said_once() -> None:
    assert set(json.loads(FIELDS.read_text(encoding="utf-8"))) == set(schemas())
    for file in files():
        if file.schema:
            assert file.version == versions()[file.schema]
            said = schema(file.schema)["properties"].get("version") if "properties" in schema(file.schema) else None
            assert said is None or said["const"] == file.version


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.key))
def test_every_file_is_there_and_keeps_its_schema(site: Path, file: interface_index.File) -> None:
    listed = json.loads((site / "donnees/documents.json").read_bytes())["documents"]
    names = [{"path": row["path"], "name": file_name(row["path"]), "n": ""} for row in listed]
    for path in {file.address.format(**name) for name in names}:
        assert media_type(path) == file.media_type
        assert is_interface(path)
        content = (site / path).read_bytes()
        if file.schema and path.endswith(("json", "jsonld")):
            validator(file.schema).validate(json.loads(content))
    if file.key == "paragraphes":
        for line in gzip.decompress(content).splitlines()[:50]:
            validator("paragraphes").validate(json.loads(line))


def test_the_index_leads_to_what_is_there(site: Path) -> None:
    index = json.loads((site / "donnees/index.json").read_bytes())
    listed = json.loads((site / "donnees/documents.json").read_bytes())["documents"]
    assert (index["documents"], sum(index["languages"].values())) == (len(listed), len(listed))
    table = gzip.decompress((site / "donnees/paragraphes.jsonl.gz").read_bytes()).splitlines()
    assert index["passages"] == len(table)
    for file in index["files"]:
        if file["schema"]:
            assert (site / file["schema"].removeprefix(index["site"])).is_file()
    for row in listed:
        own = json.loads((site / row["json_url"].removeprefix(index["site"])).read_bytes())
        assert own["document"] == {name: value for name, value in row.items() if name != "json_url"}


def test_lists_have_a_line_for_each(site: Path) -> None:
    for name in ("documents", "cotes"):
        file = site / f"donnees/{name}.json"
        lines = file.read_text(encoding="utf-8").splitlines()
        rows = json.loads(file.read_bytes())[name]
        assert [json.loads(line.rstrip(",")) for line in lines[3:-1]] == rows
    cited = {row["key"]: row for row in json.loads((site / "donnees/cotes.json").read_bytes())["cotes"]}
    assert cited["A/RES/70/1"]["official_url"] == "https://docs.un.org/fr/A/RES/70/1"


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("donnees/index.json", True),
        ("donnees/document.schema.json", True),
        ("donnees/paragraphes-2.jsonl.gz", True),
        ("fr/A/76/463/A-76-463.json", True),
        ("fr/A/76/463/A-76-463.csl.json", True),
        ("donnees/", False),
        ("fr/A/76/463/", False),
        ("fr/A/76/463/A-76-463.txt", False),
        ("assets/x.json", False),
        ("fr/index.json", False),
    ],
)
def test_what_belongs_to_the_interface(path: str, is_one: bool) -> None:
    assert is_interface(path) == is_one


# --- served on this machine


def answered(home: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content of what a server answers."""
    connection = http.client.HTTPConnection(home.split("/")[2])
    connection.request(method, f"/{path}", headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    """Address of the site as `cote serve` shows it."""
    with server(site) as address:
        yield address


def test_data_is_sent_once(home: str, site: Path) -> None:
    path = "donnees/documents.json"
    status, first, content = answered(home, path)
    assert (status, first["cache-control"], content) == (200, "no-cache", (site / path).read_bytes())
    assert answered(home, path, If_None_Match=first["etag"])[0] == 304
    assert answered(home, path, If_None_Match=f'"x", {first["etag"]}')[::2] == (304, b"")
    assert answered(home, path, If_None_Match='"x"')[0] == 200
    assert answered(home, path, "HEAD")[1]["etag"] == first["etag"]


def test_an_earlier_hour_of_change_is_no_proof(home: str) -> None:
    """A file of the store takes its place in the site with the hour at which it was made."""
    later = "Fri, 31 Dec 2100 00:00:00 GMT"
    assert answered(home, "donnees/documents.json", If_Modified_Since=later)[0] == 200
    assert answered(home, "fr/A/76/463/", If_Modified_Since=later)[0] == 200


@pytest.mark.parametrize(
    ("origin", "path", "may"),
    [
        ("http://localhost:3000", "donnees/index.json", True),
        ("http://127.0.0.1:8080", "fr/A/76/463/A-76-463.json", True),
        ("http://[::1]:1", "donnees/paragraphes.jsonl.gz", True),
        ("https://localhost.example", "donnees/index.json", False),
        ("https://example.org", "donnees/index.json", False),
        ("null", "donnees/index.json", False),
        ("http://localhost:3000", "fr/A/76/463/", False),
        ("http://localhost:3000", "donnees/nothing.json", False),
    ],
)
def test_pages_of_this_machine_may_read_data(home: str, origin: str, path: str, may: bool) -> None:
    _, headers, _ = answered(home, path, Origin=origin)
    assert headers.get("access-control-allow-origin") == (origin if may else None)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(home: str, method: str) -> None:
    assert answered(home, "donnees/index.json", method)[0] == 501


if __name__ == "__main__":
    table = {name: {"version": versions()[name], "fields": fields(schema(name))} for name in sorted(schemas())}
    FIELDS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
