"""Feeds of cited documents and of lists, and the tables of the dossier: what happened when, by the days on record."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import html

from build_scripts.citations.citation_index import CitationIndex
from build_scripts.core.settings import archive
from build_scripts.core.stage_store import Store
from build_scripts.export import export
from build_scripts.export.export_settings import settings
from build_scripts.published import history, registry, removed
from build_scripts.run.archive import citation_index, converted, others_of
from tests.archives import empty_archive

HOME = archive().site_url
MATTER = """symbol = "{}"
symbol_evidence = "Le texte"
title = "{}"
organ = "A"
type = "report"
date = 2024-07-15
{}"""
FIRST, SECOND, THIRD = "2040-01-01", "2040-02-01", "2040-03-01"
CITED = "1. Premier paragraphe du document.\n\n2. Deuxième paragraphe.\n\n3. Troisième paragraphe.\n"
CITING = "1. Voir A/79/123, par. 3, et la résolution 77/1 de l’Assemblée générale.\n"


@dataclass
class Archive:
    """An archive whose record is written by hand."""

    root: Path
    days: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Of each document, by path: its day, as that of "", and those of anchors that have another."""

    def add(self, path: str, text: str, day: str, more: str = "", **days: str) -> None:
        """A document that was first on record on a day."""
        folder = self.root / "source_texts" / path
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "source.md").write_text(text, encoding="utf-8")
        symbol = "" if "sans-cote" in path else path.partition("/")[2]
        matter = MATTER.format(symbol, f"Titre de {path} & <suite>", more)
        kept = [line for line in matter.splitlines() if symbol or not line.startswith("symbol")]
        (folder / "document.toml").write_text("\n".join(kept), encoding="utf-8")
        self.days[path] = {"": day, **{anchor.replace("_", "-"): other for anchor, other in days.items()}}

    def correct(self, path: str, anchor: str, was: str, now: str, day: str) -> None:
        """Say that a text was corrected."""
        file = self.root / history.file_of(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        before, after = (hashlib.sha256(words.encode()).hexdigest() for words in (was, now))
        line = {"anchor": anchor, "date": day, "was": was, "was_sha256": before, "sha256": after}
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(line) + "\n")

    def remove(self, path: str, day: str) -> None:
        """Say that a document was removed."""
        file = self.root / removed.file_of(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        gone = {"removed": day, "symbol": path.partition("/")[2], "title": "Résolution", "aliases": []}
        file.write_text(json.dumps(gone), encoding="utf-8")

    def site(self, folder: Path, store: Store | None = None, asked: Callable[[], None] = lambda: None) -> Path:
        """Its exports; `asked` is called each time that they ask who cites what."""

        def citing() -> CitationIndex:
            asked()
            return citation_index(conversion, jobs=1)[0]

        with converted(self.root, jobs=1) as conversion:
            for report in conversion.reports:
                path = report.document.path
                days = self.days[path]
                lines = [
                    f"{anchor} {sha256} {days.get(anchor, days[''])}\n"
                    for anchor, sha256 in registry.anchors(report).items()
                ]
                file = self.root / registry.file_of(path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("".join(lines), encoding="utf-8")
            others = others_of(self.root, replace(conversion, removals=removed.load(self.root)))
            reports = conversion.reports
            cites = dict(zip(reports.keys, reports.cites, strict=True))
            made = partial(export, self.root, reports.files, folder, jobs=1, store=store)
            assert made(others=others, citing=citing, cites=cites) == []
        return folder


@pytest.fixture
def followed(tmp_path: Path) -> Archive:
    """A document, and one that cites it."""
    (tmp_path / "archive").mkdir()
    made = Archive(empty_archive(tmp_path / "archive"))
    made.add("fr/A/79/123", CITED, FIRST)
    made.add("fr/A/79/200", CITING, FIRST)
    return made


def read(site: Path, address: str) -> Any:
    """A feed as a reader reads it."""
    feed = feedparser.parse((site / "flux" / f"{address}.xml").read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    identities = [entry.id for entry in feed.entries]
    assert len(set(identities)) == len(identities)
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated == (days[0] if days else "1970-01-01T00:00:00Z")
    return feed


def told(site: Path, address: str) -> dict[str, str]:
    """The titles of a feed's entries, without the document, by their ids without the feed's."""
    entries = read(site, address).entries
    return {entry.id.partition("#")[2]: entry.title.rpartition("\u202f: ")[2] for entry in entries}


def content(site: Path, address: str, name: str) -> Any:
    """What an entry says."""
    (entry,) = [entry for entry in read(site, address).entries if entry.id.endswith(f"#{name}")]
    assert entry.content[0].type == "text/html"
    return html.fragment_fromstring(entry.content[0].value, create_parent="div")


def test_a_document_that_is_cited_anew(followed: Archive, tmp_path: Path) -> None:
    """Which passage cites which place, in words, once the feed was there to be followed."""
    first = followed.site(tmp_path / "first")
    assert told(first, "cotes/A/79/123") == {
        f"cited-{FIRST}": "cité par A/79/200",
        "added-fr/A/79/123": "dans l’archive (français)",
    }
    links = [link.get("href") for link in content(first, "cotes/A/79/123", f"cited-{FIRST}").iter("a")]
    assert links == [f"{HOME}fr/A/79/200/"]
    followed.add("fr/A/79/201", f"{CITING}\n2. Autre chose.\n\n3. Voir A/79/123, par. 2 et 3.\n", SECOND, par_3=THIRD)
    second = followed.site(tmp_path / "second")
    before, after = (
        {entry.id: (entry.title, entry.updated, entry.content) for entry in read(site, "cotes/A/79/123").entries}
        for site in (first, second)
    )
    assert after.items() > before.items()
    names = sorted(identity.partition("#")[2] for identity in after.keys() - before.keys())
    assert names == [f"cited-{SECOND}", f"cited-{THIRD}"]
    passage = content(second, "cotes/A/79/123", f"cited-{SECOND}")
    assert [(link.text, link.get("href")) for link in passage.iter("a")] == [
        ("A/79/201, Titre de fr/A/79/201 & <suite>", f"{HOME}fr/A/79/201/"),
        ("par. 1", f"{HOME}fr/A/79/201/#par-1"),
        ("par. 3", f"{HOME}fr/A/79/123/#par-3"),
    ]
    assert passage.xpath("string(.//blockquote)").startswith("Voir A/79/123, par. 3, et la résolution 77/1")
    assert passage.xpath(".//blockquote/@lang") == ["fr"]


def test_what_is_corrected_is_told_with_the_words_before_and_after(followed: Archive, tmp_path: Path) -> None:
    followed.correct("fr/A/79/123", "par-2", "2. Second paragraphe.", "2. Deuxième paragraphe.", SECOND)
    site = followed.site(tmp_path / "site")
    assert told(site, "cotes/A/79/123")[f"corrected-fr/A/79/123-{SECOND}"] == "1 passage corrigé"
    said = content(site, "cotes/A/79/123", f"corrected-fr/A/79/123-{SECOND}")
    assert [said.xpath(f"string(.//{tag})") for tag in ("del", "ins")] == ["Second", "Deuxième"]
    assert said.xpath(".//a/@href") == [f"{HOME}fr/A/79/123/#par-2"]
    # Lists tell it of the document, whose entry has another moment.
    (entry,) = [entry for entry in read(site, "documents").entries if entry.id == f"{HOME}fr/A/79/123/"]
    assert (entry.published[:10], entry.updated[:10]) == (FIRST, SECOND)
    assert "<del>Second</del> <ins>Deuxième</ins>" in entry.content[0].value


def test_a_correction_that_brings_a_citation_brings_it_on_its_day(followed: Archive, tmp_path: Path) -> None:
    was, now = "2. Voir la note.", "2. Voir A/79/123, par. 1."
    followed.add("fr/A/79/201", f"1. Le premier.\n\n{now}\n", FIRST)
    followed.correct("fr/A/79/201", "par-2", was, now, SECOND)
    followed.correct("fr/A/79/200", "par-1", "1. Veuillez voir A/79/123, par. 3.", CITING.strip(), THIRD)
    assert f"cited-{SECOND}" in told(followed.site(tmp_path / "site"), "cotes/A/79/123")
    assert f"cited-{THIRD}" not in told(tmp_path / "site", "cotes/A/79/123")
    assert f"cited-{THIRD}" in told(tmp_path / "site", "cotes/A/RES/77/1")


def test_a_feed_stays_where_it_is_when_its_document_comes(followed: Archive, tmp_path: Path) -> None:
    """Also for who followed one half of a joint symbol; nothing that was told comes again."""
    followed.add("fr/A/79/201", "1. Voir E/2024/5.\n", FIRST)
    before = read(followed.site(tmp_path / "before"), "cotes/E/2024/5")
    followed.add("fr/A/79/80", "1. Le document.\n", SECOND)
    folder = followed.root / "source_texts/fr/A/79/80"
    matter = (folder / "document.toml").read_text(encoding="utf-8").replace('"A/79/80"', '"A/79/80-E/2024/5"')
    (folder / "document.toml").write_text(matter, encoding="utf-8")
    after = followed.site(tmp_path / "after")
    by_half, by_other = (read(after, address) for address in ("cotes/E/2024/5", "cotes/A/79/80"))
    assert by_half.feed.id == by_other.feed.id == before.feed.id
    assert [entry.id for entry in by_half.entries] == [entry.id for entry in by_other.entries]
    assert [entry.id for entry in by_half.entries][1:] == [entry.id for entry in before.entries]
    assert by_half.feed.links[0].href == f"{HOME}flux/cotes/E/2024/5.xml"


def test_a_document_that_has_its_symbol_now_is_no_news(followed: Archive, tmp_path: Path) -> None:
    followed.add("fr/sans-cote/rapport", CITING, FIRST)
    before = followed.site(tmp_path / "before")
    folder = followed.root / "source_texts/fr/sans-cote/rapport"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    followed.add("fr/A/79/300", CITING, THIRD, more='aliases = ["sans-cote/rapport"]\n')
    after = followed.site(tmp_path / "after")
    for address in ("documents", "types/report", "cotes/A/79/123", "cotes/A/RES/77/1"):
        assert {entry.id for entry in read(after, address).entries} == {
            entry.id for entry in read(before, address).entries
        }


def test_languages_of_one_document_are_not_cited_and_do_not_cite_twice(followed: Archive, tmp_path: Path) -> None:
    before = followed.site(tmp_path / "before")
    followed.add("en/A/79/200", "1. See A/79/123, para. 3.\n", SECOND)
    followed.add("en/A/79/123", "1. First.\n\n2. See A/79/123, para. 1.\n\n3. Third.\n", SECOND)
    after = followed.site(tmp_path / "after")
    new = told(after, "cotes/A/79/123").keys() - told(before, "cotes/A/79/123").keys()
    assert new == {"added-en/A/79/123"}


def test_corrigenda_and_removals(followed: Archive, tmp_path: Path) -> None:
    followed.add("fr/A/79/123/Rev.1/Corr.1", "1. Au lieu de « premier », lire « second ».\n", SECOND)
    followed.remove("fr/A/RES/77/1", THIRD)
    site = followed.site(tmp_path / "site")
    assert told(site, "cotes/A/79/123")["revised-fr/A/79/123/Rev.1/Corr.1"].startswith("A/79/123/Rev.1/Corr.1 ")
    assert told(site, "cotes/A/RES/77/1")["removed-fr/A/RES/77/1"] == "retiré de l’archive"


def test_what_is_not_on_record_has_not_happened(followed: Archive, tmp_path: Path) -> None:
    followed.days = {path: {"": ""} for path in followed.days}
    site = followed.site(tmp_path / "site")
    assert read(site, "cotes/A/79/123").entries == []
    assert table(site, "fr/A/79/123")["cited"][0][2] == [["par-1", "par. 1", "par-3", ""]]


def test_an_entry_and_a_feed_are_bounded(followed: Archive, tmp_path: Path) -> None:
    many = settings().passages_per_entry + 3
    long = "Voir A/79/123, par. 3. " + "Des mots et encore des mots. " * 400
    followed.add("fr/A/79/201", "".join(f"{number}. {long}\n\n" for number in range(1, many + 1)), SECOND)
    site = followed.site(tmp_path / "site")
    said = content(site, "cotes/A/79/123", f"cited-{SECOND}")
    assert len(said.xpath(".//li")) == settings().passages_per_entry
    assert said.xpath("string(./p[last()])") == "Et 3 autres passages."
    assert len((site / "flux/cotes/A/79/123.xml").read_bytes()) < 10_000


def test_lists_series_and_filters_have_their_feeds(followed: Archive, tmp_path: Path) -> None:
    followed.add("fr/A/79/201", "1. La corruption et le blanchiment d’argent.\n", SECOND)
    site = followed.site(tmp_path / "site")
    lists = ("documents", "organes/A", "types/report", "annees/2024", "langues/fr", "series/fr/A/report")
    for address in lists:
        assert len(read(site, address).entries) == 3, address
    assert [entry.id for entry in read(site, "themes/corruption").entries] == [f"{HOME}fr/A/79/201/"]
    script = (site / "flux/index.js").read_text(encoding="utf-8")
    by_facet = json.loads(script.removeprefix("cote.feeds="))
    assert by_facet["organe"] == {"A": "flux/organes/A.xml"}
    assert by_facet["theme"]["corruption"] == "flux/themes/corruption.xml"
    listed = {path for values in by_facet.values() for path in values.values()}
    assert all((site / path).is_file() for path in listed)


# --- tables


def table(site: Path, path: str) -> Any:
    """What the dossier is told of a document."""
    name = path.partition("/")[2].replace("/", "-")
    script = (site / path / f"{name}.suivi.js").read_text(encoding="utf-8")
    match = re.fullmatch(r"cote\.watched\((\"[^\"]+\"),(.*)\)\n", script)
    assert match
    assert json.loads(match[1]) == path
    return json.loads(match[2])


def test_the_table_of_a_document(followed: Archive, tmp_path: Path) -> None:
    was = "2. Second paragraphe."
    followed.correct("fr/A/79/123", "par-2", was, "2. Deuxième paragraphe.", SECOND)
    followed.add("fr/A/79/201", "1. Voir A/79/123, par. 1 à 3.\n\n2. Voir A/79/123.\n", SECOND)
    followed.add("fr/A/79/123/Corr.1", "1. Lire « second ».\n", THIRD)
    content = table(followed.site(tmp_path / "site"), "fr/A/79/123")
    places = {path: [place[2:] for place in of_path] for path, _, of_path in content["cited"]}
    assert places["fr/A/79/200"] == [["par-3", FIRST]]
    assert ["", SECOND] in places["fr/A/79/201"]
    assert len(places["fr/A/79/201"]) > 1
    assert content["corrected"] == [["par-2", SECOND, hashlib.sha256(was.encode()).hexdigest()]]
    assert content["revised"] == [["fr/A/79/123/Corr.1", "A/79/123/Corr.1", THIRD]]


def _files(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and ("flux" in file.parts or file.name.endswith("suivi.js"))
    }


def test_nothing_is_made_again_while_nothing_changes(followed: Archive, tmp_path: Path) -> None:
    """Nor is it asked who cites what, also where words have changed that no feed tells; each thing that feeds tell
    makes them anew."""
    asked: list[str] = []
    store = Store(tmp_path / "store", 1 << 30)

    def build(name: str) -> Path:
        return followed.site(tmp_path / name, store, lambda: asked.append(name))

    first, again = build("first"), build("again")
    assert asked == ["first"]
    assert _files(first) == _files(again)
    assert {"flux/documents.xml", "flux/cotes/A/79/123.xml", "fr/A/79/123/A-79-123.suivi.js"} <= _files(first).keys()
    followed.add("fr/A/79/123", CITED.replace("Troisième", "Dernier"), FIRST)
    untold = build("untold")
    assert asked == ["first"]
    assert _files(untold) == _files(again)
    assert _files(untold) == _files(followed.site(tmp_path / "from nothing"))
    followed.days["fr/A/79/200"] = {"": SECOND}
    day = build("day")
    followed.add("fr/A/79/200", f"{CITING}\n2. Voir A/79/123, par. 1.\n", SECOND)
    text = build("text")
    followed.add("en/A/79/123", CITED, SECOND)
    version = build("version")
    followed.remove("fr/A/79/300", THIRD)
    removal = build("removal")
    assert asked == ["first", "day", "text", "version", "removal"]
    made = [_files(site) for site in (again, day, text, version, removal)]
    assert all(before != after for before, after in pairwise(made))
