"""What others find the archive by: linked data, Signposting, OpenSearch, feeds, read as their programs read them.

The archive has one report in six languages, with two draft resolutions and a draft decision, and one that cites it.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import jsonschema
import pytest
import yaml
from lxml import etree, html
from pyld import jsonld
from requests.utils import parse_header_links

from build_scripts.core.data_files import DATA
from build_scripts.core.interface import interface, interfaces
from build_scripts.core.model import Report
from build_scripts.core.settings import archive, types
from build_scripts.export import linked, linkset, opensearch
from build_scripts.export.description import record
from build_scripts.export.export_words import words
from build_scripts.export.formats import FORMATS, Role, media_type
from build_scripts.export.others import Others, questions
from build_scripts.published import registry
from build_scripts.run.archive import converted, others_of
from build_scripts.run.site import build
from build_scripts.write.catalogue import catalogue
from build_scripts.write.front import report_matter
from build_scripts.write.inner_works import inner_works
from tests.archives import ROOT, empty_archive
from tests.built_sites import built
from tests.write.reports import report

HOME = archive().site_url
SIX = ("ar", "en", "es", "fr", "ru", "zh")
PATH = "A/79/123"
SCHEMA_ORG = "https://schema.org/"
CALLED = {
    "report": "Report",
    "concluding-observations": "Report",
    "letter": "Message",
    "note-verbale": "Message",
    **dict.fromkeys(("resolution", "decision", "draft-resolution", "draft-decision"), "Legislation"),
}
"""schema.org's classes by type; what it has none for is a text."""
_TEXTS = ROOT / "tests/structure/six_languages"
_MATTER = """symbol = "{}"
symbol_evidence = "The text"
title = "{}"
organ = "A"
type = "report"
date = 2024-07-15
original_language = "en"
"""
_CITING = """\
1. Voir A/79/123, par. 3, la résolution 77/1 de l’Assemblée générale et la résolution 10/1 de la Conférence des Parties
à la Convention des Nations Unies contre la criminalité transnationale organisée.

2. Voir Nations Unies, Recueil des Traités, vol. 2225, nº 39574, et A/79/123, par. 99. Voir aussi le paragraphe 1.
"""


_ADOPTED = {
    "ar": "4- اعتمدت اللجنة مشروع القرار A/C.3/79/L.2 (انظر الفقرة 5، مشروع القرار الأول).",
    "en": "4. The Committee adopted draft resolution A/C.3/79/L.2 (see para. 5, draft resolution I).",
    "es": "4. La Comisión aprobó el proyecto de resolución A/C.3/79/L.2 (véase el párr. 5, proyecto de resolución I).",
    "fr": "4. La Commission a adopté le projet de résolution A/C.3/79/L.2 (voir par. 5, projet de résolution I).",
    "ru": "4. Комитет принял проект резолюции A/C.3/79/L.2 (см. пункт 5, проект резолюции I).",
    "zh": "4. 委员会通过决议草案A/C.3/79/L.2（见第5段，决议草案一）。",
}
"""As reports of the Main Committees say it."""


def _drafts(code: str) -> str:
    """Two draft resolutions and a draft decision; the Spanish lack the second."""
    lines = (_TEXTS / f"report.{code}.txt").read_text(encoding="utf-8").splitlines()[-26:-10]
    marks = {0: "# ", 1: "## ", 9: "# ", 10: "## ", 14: "# "}
    shown = [f"{marks.get(at, '')}{line}" for at, line in enumerate(lines) if code != "es" or not 9 <= at < 14]
    return "\n\n".join(["1. 1.", "2. 2.", "3. 3.", _ADOPTED[code], *shown]) + "\n"


def _add(root: Path, path: str, title: str, text: str) -> None:
    folder = root / "source_texts" / path
    folder.mkdir(parents=True)
    (folder / "source.md").write_text(text, encoding="utf-8")
    (folder / "document.toml").write_text(_MATTER.format(path.partition("/")[2], title), encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as a site."""
    root = empty_archive(tmp_path_factory.mktemp("found"))
    shutil.copytree(ROOT / "docs/pages", root / "docs/pages")
    for code in SIX:
        _add(root, f"{code}/{PATH}", "</script><b>&amp; « T »", _drafts(code))
    _add(root, "fr/A/79/200", "Autre", _CITING)
    return built(root)


def file_of(site: Path, code: str, path: str = PATH) -> dict[str, Any]:
    """The JSON-LD file of a report."""
    name = path.replace("/", "-")
    node: dict[str, Any] = json.loads((site / code / path / f"{name}.jsonld").read_text(encoding="utf-8"))
    return node


def page_of(site: Path, code: str, path: str = PATH) -> Any:
    """The page of a report."""
    return html.document_fromstring((site / code / path / "index.html").read_bytes())


def block_of(page: Any) -> dict[str, Any]:
    """The linked data in a page."""
    (block,) = page.xpath("//script[@type='application/ld+json']")
    node: dict[str, Any] = json.loads(block.text)
    return node


def triples(node: dict[str, Any]) -> set[tuple[str, str, str]]:
    """What a program makes of linked data that follows JSON-LD. schema.org's own context is far longer than what the
    archive uses of it, and on the network."""

    def context(address: str, _: object) -> dict[str, Any]:
        assert address.rstrip("/") == "https://schema.org"
        terms = {
            name: {"@id": SCHEMA_ORG + name, "@type": "@id"} for name in ("url", "sameAs", "isBasedOn", "usageInfo")
        }
        document = {"@context": {"@vocab": SCHEMA_ORG} | terms}
        return {"contextUrl": None, "documentUrl": address, "document": document}

    dataset = jsonld.to_rdf(node, {"documentLoader": context})
    return {(t["subject"]["value"], t["predicate"]["value"], t["object"]["value"]) for t in dataset["@default"]}


# --- linked data


@pytest.mark.parametrize("code", SIX)
def test_drafts_are_works_in_every_language(site: Path, code: str) -> None:
    url = f"{HOME}{code}/{PATH}/"
    anchors = ["res-1", "dec-1"] if code == "es" else ["res-1", "res-2", "dec-1"]
    node = file_of(site, code)
    jsonschema.validate(node, json.loads((DATA / "schemas/jsonld.schema.json").read_text(encoding="utf-8")))
    known, shown = triples(node), triples(block_of(page_of(site, code)))
    assert shown <= known
    status = f"{SCHEMA_ORG}creativeWorkStatus"
    drafts = {subject for subject, predicate, value in shown if (predicate, value) == (status, "Draft")}
    assert drafts == {f"{url}#{anchor}" for anchor in anchors}
    assert {(url, f"{SCHEMA_ORG}hasPart", draft) for draft in drafts} <= shown
    names = {subject: value for subject, predicate, value in shown if predicate == f"{SCHEMA_ORG}name"}
    ids = page_of(site, code).xpath("//*[@id]/@id")
    kinds = {subject: value for subject, predicate, value in shown if predicate.endswith("#type")}
    assert kinds[url] == f"{SCHEMA_ORG}Report"
    for draft in drafts:
        assert names[draft]
        assert kinds[draft] == f"{SCHEMA_ORG}Legislation"
        assert draft.removeprefix(f"{url}#") in ids


@pytest.mark.parametrize("code", SIX)
def test_a_page_speaks_of_its_document_in_the_documents_language(site: Path, code: str) -> None:
    page, block = page_of(site, code), block_of(page_of(site, code))
    told = {name: page.xpath(f"string(//meta[@name='{name}']/@content)") for name in ("DC.type", "DC.publisher")}
    assert told == {"DC.type": block["genre"], "DC.publisher": block["publisher"]["name"]}
    assert page.xpath("string(//meta[@name='DC.rights']/@content)") == block["creditText"]
    institution = page.xpath("string(//meta[@name='citation_technical_report_institution']/@content)")
    assert institution == block["publisher"]["name"] == words(code).publisher
    drafts = {part["genre"] for part in block["hasPart"]}
    assert drafts == {types()[kind][code]["label"] for kind in ("draft-resolution", "draft-decision")}


@pytest.mark.parametrize("code", SIX)
def test_a_draft_is_based_on_the_document_in_which_it_was_tabled(site: Path, code: str) -> None:
    based = {part["@id"].partition("#")[2]: part.get("isBasedOn") for part in block_of(page_of(site, code))["hasPart"]}
    assert based.pop("res-1") == {
        "@type": "CreativeWork",
        "@id": f"https://docs.un.org/{code}/A/C.3/79/L.2",
        "identifier": "A/C.3/79/L.2",
    }
    assert set(based.values()) == {None}


@pytest.mark.parametrize(
    "said",
    [
        "{cite A/C.3/99/L.2}L.2{/cite} et {cite A/C.3/99/SR.3}SR.3{/cite} (voir {link #res-1}projet I{/link})",
        "{cite A/RES/77/1}77/1{/cite} (voir {link #res-1}projet I{/link})",
        "{cite A/C.3/99/L.2}L.2{/cite} (voir ci-après), {link #res-1}projet I{/link}",
        "{cite A/C.3/99/L.2}L.2{/cite}, {link #res-1}projet I{/link}",
        "{cite A/C.3/99/L.2}L.2{/cite} ({link #res-1}I{/link}), {cite A/C.3/99/L.3}L.3{/cite} ({link #res-1}I{/link})",
    ],
)
def test_what_a_report_says_otherwise_names_no_document(said: str) -> None:
    one = report(f"paragraph par-1 number=1\n1. Voir {said}.\n\npart-title res-1 label=7\nProjet I", path="fr/A/99/1")
    (work,) = inner_works(one)
    assert work.tabled == ""


def test_drafts_are_translated_where_the_other_version_has_them(site: Path) -> None:
    translated, original = f"{SCHEMA_ORG}workTranslation", f"{SCHEMA_ORG}translationOfWork"
    for node in (file_of(site, "en"), block_of(page_of(site, "en"))):
        found = {(s, o) for s, p, o in triples(node) if p == translated}
        english = f"{HOME}en/{PATH}/"
        expected = {
            (f"{english}{place}", f"{HOME}{code}/{PATH}/{place}")
            for place in ("", "#res-1", "#res-2", "#dec-1")
            for code in SIX
            if code != "en" and (code, place) != ("es", "#res-2")
        }
        assert found == expected
    for node in (file_of(site, "zh"), block_of(page_of(site, "zh"))):
        found = {(s, o) for s, p, o in triples(node) if p == original}
        assert found == {
            (f"{HOME}zh/{PATH}/{at}", f"{HOME}en/{PATH}/{at}") for at in ("", "#res-1", "#res-2", "#dec-1")
        }


@pytest.mark.parametrize("kind", [*types(), ""])
def test_a_document_is_called_what_it_is(kind: str) -> None:
    """In its file, in its page, in its links; a report has the number of a report."""
    exported = record(report("paragraph par-1\n1. Texte", path="fr/A/99/1", symbol="A/99/1", type=kind))
    node = json.loads(linked.to_json_ld(exported))
    jsonschema.validate(node, json.loads((DATA / "schemas/jsonld.schema.json").read_text(encoding="utf-8")))
    front = {"title": "T", "path": "fr/A/99/1", "lang": "fr", "symbol": "A/99/1", "type": kind, "genre": exported.genre}
    block = json.loads(linked.data_block(front))
    for name in ("@type", "identifier", "reportNumber", "genre"):
        assert node.get(name) == block.get(name)
    assert node["@type"] == CALLED.get(kind, "TextDigitalDocument" if kind else "CreativeWork")
    assert node["identifier"] == "A/99/1"
    assert ("reportNumber" in node) == (node["@type"] == "Report")
    links = next(row for row in FORMATS if row.role is Role.LINKS).make(exported)
    listed = [one["href"] for one in json.loads(links)["linkset"][0]["type"]]
    assert listed == [f"{SCHEMA_ORG}AboutPage", SCHEMA_ORG + node["@type"]]
    header = parse_header_links(linkset.link_header("fr/A/99/1", kind, ""))
    assert [link["url"] for link in header if link["rel"] == "type"] == listed


CORRIGENDA = {
    "ar": ("تصويب", "تقرير، تصويب"),
    "en": ("Corrigendum*", "Report, corrigendum"),
    "es": ("Corrección", "Informe, corrección"),
    "fr": ("Rectificatif", "Rapport, rectificatif"),
    "ru": ("Исправление 2", "Доклад, исправление 2"),
    "zh": ("更正", "报告，更正"),
}


@pytest.mark.parametrize("code", CORRIGENDA)
def test_a_corrigendum_says_so_and_what_it_corrects(code: str) -> None:
    """In its file, in its page, in its links: it is no report itself."""
    line, genre = CORRIGENDA[code]
    given = {"path": f"{code}/A/99/1/Corr.2", "symbol": "A/99/1/Corr.2", "language": code, "title": "T"}
    made = report(f"masthead - role=subtitle\n{line}\n\nparagraph par-1\n1. -", **given)
    exported = record(made)
    node = json.loads(linked.to_json_ld(exported))
    jsonschema.validate(node, json.loads((DATA / "schemas/jsonld.schema.json").read_text(encoding="utf-8")))
    page = report_matter(made, catalogue([made.document]))
    front = yaml.safe_load(page.split("---\n")[1])
    block = json.loads(linked.data_block(front))
    for name in ("@type", "genre", "@reverse"):
        assert node[name] == block[name], name
    assert (node["@type"], node["genre"], node.get("reportNumber")) == ("TextDigitalDocument", genre, None)
    corrected = f"https://docs.un.org/{code}/A/99/1"
    assert (corrected, f"{SCHEMA_ORG}correction", exported.url) in triples(node) & triples(block)
    links = json.loads(next(row for row in FORMATS if row.role is Role.LINKS).make(exported))
    assert f"{SCHEMA_ORG}TextDigitalDocument" in [one["href"] for one in links["linkset"][0]["type"]]
    header = linkset.link_header(exported.path, "report", exported.symbol)
    assert f'<{SCHEMA_ORG}TextDigitalDocument>; rel="type"' in header


def test_an_addendum_is_of_the_class_of_its_type() -> None:
    made = report("masthead - role=subtitle\nAdditif\n\nparagraph par-1\n1. -", path="fr/A/99/1/Add.1")
    node = json.loads(linked.to_json_ld(record(made)))
    assert (node["@type"], node["genre"], node.get("@reverse")) == ("Report", "Rapport, additif", None)


def test_what_is_cited_has_an_address(site: Path) -> None:
    """The document held in the reader's language, the official one of another, the archive's page of what has none."""
    node = file_of(site, "fr", "A/79/200")
    held, treaty = f"{HOME}fr/{PATH}/", f"{HOME}cotes/UNTS/2225/39574/"
    official, own = "https://docs.un.org/fr/A/RES/77/1", f"{HOME}cotes/CTOC/COP/RES/10/1/"
    cited = {one["@id"]: one for one in node["citation"]}
    assert set(cited) == {held, official, own, treaty}
    assert cited[held]["sameAs"] == f"https://docs.un.org/fr/{PATH}"
    assert cited[treaty]["url"] == "https://treaties.un.org/doc/Publication/UNTS/Volume%202225/v2225.pdf"
    assert [one.get("identifier") for one in (cited[held], cited[official], cited[own], cited[treaty])] == [
        PATH,
        "A/RES/77/1",
        None,
        None,
    ]
    assert all(one["name"] for one in cited.values())
    first, second = node["hasPart"]
    assert first["citation"] == [{"@id": f"{held}#par-3", "isPartOf": {"@id": held}}, {"@id": official}, {"@id": own}]
    # It has no paragraph 99.
    assert second["citation"] == [{"@id": treaty}, {"@id": held}]


@pytest.mark.parametrize("code", SIX)
def test_what_the_archive_is_said_to_have_is_there(site: Path, code: str) -> None:
    texts = [
        (site / code / PATH / f"A-79-123.{kind}").read_text(encoding="utf-8") for kind in ("jsonld", "linkset.json")
    ]
    addresses = {address for text in texts for address in re.findall(rf'"({re.escape(HOME)}[^"]*)"', text)}
    for address in addresses:
        path, _, anchor = address.removeprefix(HOME).partition("#")
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        assert file.is_file(), address
        assert not anchor or html.parse(file).xpath(f"//*[@id='{anchor}']"), address


def test_an_answer_of_the_archive_makes_the_files_anew_and_nothing_else_does() -> None:
    one = report("other txt-1\n{cite A/99/7}A/99/7{/cite}", path="fr/A/99/1")
    asked = questions(one)
    holding = Others(holders={"A/99/7": {"en": "en/A/99/7"}})
    assert asked.keys == ("A/99/7",)
    assert holding.answers(asked) != Others().answers(asked)
    assert Others(holders={"A/99/8": {"en": "en/A/99/8"}}).answers(asked) == Others().answers(asked)
    (cited,) = json.loads(linked.to_json_ld(record(one, others=holding.answers(asked))))["citation"]
    assert cited["@id"] == f"{HOME}en/A/99/7/"


def test_a_document_is_not_among_what_it_cites() -> None:
    one = report("paragraph par-1 number=1\n1. Voir {cite A/99/1}A/99/1{/cite}.", path="fr/A/99/1")
    others = Others(holders={"A/99/1": {"fr": "fr/A/99/1"}}).answers(questions(one))
    node = json.loads(linked.to_json_ld(record(one, others=others)))
    assert "citation" not in node
    assert node["hasPart"][0]["citation"] == [{"@id": f"{HOME}fr/A/99/1/"}]


def test_an_adopted_decision_has_its_number_and_is_no_draft() -> None:
    one = report(
        "part-title dec-2 label=10\nDécision 2\n\nparagraph dec-2.par-1 number=1\n1. Décide.", path="fr/A/99/1"
    )
    draft, adopted = (record(one), record(_adopted()))
    for exported, number, status in ((draft, None, "Draft"), (adopted, "1/CMA.5", None)):
        (part,) = json.loads(linked.to_json_ld(exported))["hasPart"]
        assert (part.get("identifier"), part.get("creativeWorkStatus")) == (number, status)


def _adopted() -> Report:
    one = report("part-title dec-1 label=14\nDécision 1/CMA.5 Titre", path="fr/A/99/1")
    return replace(one, blocks=tuple(replace(block, anchor="dec-1-CMA.5") for block in one.blocks))


def test_a_date_that_an_editor_supplies_is_said_to_be_one() -> None:
    front = {"title": "T", "path": "fr/A/99/1", "lang": "fr", "supplied_date": "2021-03"}
    exported = record(report("paragraph par-1\n1. Texte", path="fr/A/99/1", date=None, supplied_date="2021-03"))
    for node in (json.loads(linked.data_block(front)), json.loads(linked.to_json_ld(exported))):
        assert (node["datePublished"], node["disambiguatingDescription"]) == ("2021-03", "Date fournie par l’archive")
    assert "disambiguatingDescription" not in linked.data_block(front | {"date": "2021-03-04", "supplied_date": ""})


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!-- <script>", "a & b", "\u2028 « \u202f»"])
def test_no_title_leaves_the_data_block(title: str) -> None:
    block = linked.data_block({"title": title, "path": "fr/A/99/1", "lang": "fr"})
    assert not re.search("[<>&\u2028]", block)
    assert json.loads(block)["name"] == title.replace("\u202f", " ")
    page = html.document_fromstring(f"<script type='application/ld+json'>{block}</script><p>")
    assert page.xpath("string(//script)") == block
    assert len(page.xpath("//script")) == 1


def test_the_page_tells_the_work_alone(site: Path) -> None:
    page = page_of(site, "fr", "A/79/200")
    assert len(page.xpath("string(//script[@type='application/ld+json'])")) < 1500
    assert not {"citation", "hasPart"} & set(block_of(page))


# --- Signposting


def links_of(page: Any, url: str) -> dict[str, set[tuple[str, str]]]:
    """The links of a page as clients read them: by relation, address and type."""
    found: dict[str, set[tuple[str, str]]] = {}
    for link in page.xpath("//link[@rel and @href]"):
        for relation in link.get("rel").split():
            found.setdefault(relation, set()).add((urljoin(url, link.get("href")), link.get("type", "")))
    return found


@pytest.mark.parametrize("code", SIX)
def test_page_file_and_header_give_the_same_links(site: Path, code: str) -> None:
    url = f"{HOME}{code}/{PATH}/"
    in_page = links_of(page_of(site, code), url)
    ((address, kind),) = in_page["linkset"]
    assert kind == media_type(address.removeprefix(HOME)) == linkset.MEDIA_TYPE
    listed = json.loads((site / address.removeprefix(HOME)).read_text(encoding="utf-8"))["linkset"]
    whole = {
        relation: {(target["href"], target.get("type", "")) for target in targets}
        for relation, targets in listed[0].items()
        if relation != "anchor"
    }
    assert listed[0]["anchor"] == url
    assert {name: whole[name] for name in whole} == {
        "cite-as": in_page["cite-as"],
        "license": in_page["license"],
        "type": in_page["type"],
        "item": in_page["item"],
        "describedby": in_page["describedby"],
    }
    assert whole["cite-as"] == {(url, "")}
    assert {href for href, _ in whole["item"] | whole["describedby"]} == {
        f"{url}A-79-123.{row.ending}" for row in FORMATS if row.role is not Role.LINKS
    }
    back = {one["anchor"]: next(iter(set(one) - {"anchor"})) for one in listed[1:]}
    assert back == {href: "collection" for href, _ in whole["item"]} | {
        href: "describes" for href, _ in whole["describedby"]
    }
    header = {
        (link["rel"], link["url"], link.get("type", ""))
        for link in parse_header_links(linkset.link_header(f"{code}/{PATH}", "report", ""))
    }
    assert header == {
        (relation, *target) for relation in ("cite-as", "license", "type", "linkset") for target in in_page[relation]
    }


def test_every_format_has_a_relation() -> None:
    assert [row.ending for row in FORMATS if row.role is Role.LINKS] == [linkset.ENDING]
    described = {row.ending for row in FORMATS if row.role is Role.METADATA}
    assert {"jsonld", "ris", "bib", "csl.json"} <= described
    assert not {"txt", "md", "json", "akn.xml.gz"} & described


def test_the_file_as_received_is_an_item() -> None:
    one = report("other txt-1\nTexte.", path="fr/A/99/1")
    received = replace(one, source=replace(one.source, path="source_texts/fr/A/99/1/source.pdf"))
    row = next(row for row in FORMATS if row.role is Role.LINKS)
    (links, *_) = json.loads(row.make(record(received)))["linkset"]
    assert {"href": f"{HOME}fr/A/99/1/A-99-1.original.pdf", "type": "application/pdf"} in links["item"]


# --- OpenSearch


@pytest.mark.parametrize("code", interfaces())
def test_a_description_of_the_search_in_each_language(site: Path, code: str) -> None:
    """What the specification asks of its elements; and the address is that of the form in the head of each page."""
    file = site / opensearch.path(code)
    root = etree.parse(file).getroot()
    spaces = {"o": opensearch.NAMESPACE}
    said = {
        name: root.findtext(f"o:{name}", "", spaces) for name in ("ShortName", "LongName", "Description", "Language")
    }
    assert 0 < len(said["ShortName"]) <= 16
    assert len(said["LongName"]) <= 48
    assert interface(code).say("pages.site.search") in said["LongName"]
    assert 0 < len(said["Description"]) <= 1024
    assert said["Language"] == code
    image = root.findtext("o:Image", "", spaces)
    assert (site / image.removeprefix(HOME)).is_file()
    (template,) = (node.get("template") for node in root.findall("o:Url", spaces) if node.get("type") == "text/html")
    (form,) = page_of(site, "fr").xpath("//form[@class='site-search']")
    (box,) = form.xpath(".//input")
    assert template == f"{urljoin(f'{HOME}fr/{PATH}/', form.get('action'))}?{box.get('name')}={{searchTerms}}"
    (own,) = (node.get("template") for node in root.findall("o:Url", spaces) if node.get("rel") == "self")
    assert own == f"{HOME}{opensearch.path(code)}"


@pytest.mark.parametrize(
    ("page", "code"), [("index.html", "fr"), ("pages/en/aide/index.html", "en"), ("404.html", "fr")]
)
def test_pages_lead_to_the_description_in_their_language(site: Path, page: str, code: str) -> None:
    root = html.document_fromstring((site / page).read_bytes())
    (link,) = root.xpath("//link[@rel='search']")
    assert (link.get("type"), link.get("title")) == (opensearch.MEDIA_TYPE, archive().name)
    assert urljoin(HOME + page, link.get("href")) == HOME + opensearch.path(code)


# --- feeds, previews of links


def test_feeds_as_a_reader_reads_them(site: Path, tmp_path: Path) -> None:
    """Without anything on record, no document has appeared; with it, each is there, with its day and its language."""
    empty = feedparser.parse((site / "flux/documents.xml").read_bytes())
    assert (empty.bozo, empty.version, empty.entries) == (False, "atom10", [])
    root = Path(shutil.copytree(site.parent, tmp_path / "archive", ignore=shutil.ignore_patterns("site")))
    with converted(root, jobs=1) as conversion:
        for one in conversion.reports:
            path = root / registry.file_of(one.document.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = (f"{anchor} {sha256} 2024-08-01\n" for anchor, sha256 in registry.anchors(one).items())
            path.write_text("".join(lines), encoding="utf-8")
        build(root, conversion.reports.files, jobs=1, others=others_of(root, conversion))
    feed = feedparser.parse((root / "site/flux/documents.xml").read_bytes())
    assert not feed.bozo
    assert {entry.id for entry in feed.entries} == {f"{HOME}{code}/{PATH}/" for code in SIX} | {f"{HOME}fr/A/79/200/"}
    assert (
        {entry.published for entry in feed.entries}
        == {entry.updated for entry in feed.entries}
        == {"2024-08-01T00:00:00Z"}
    )
    assert {entry.summary_detail.language for entry in feed.entries} == set(SIX)


@pytest.mark.parametrize(
    ("code", "locale"),
    [("ar", "ar_AR"), ("en", "en_US"), ("es", "es_ES"), ("fr", "fr_FR"), ("ru", "ru_RU"), ("zh", "zh_CN")],
)
def test_previews_are_told_the_language_by_its_name_there(site: Path, code: str, locale: str) -> None:
    assert page_of(site, code).xpath("//meta[@property='og:locale']/@content") == [locale]
