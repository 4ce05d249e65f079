"""Full references as readers get them, for a librarian to review: full.txt has those of the archive's reports, and of a
short report in each of six languages.

python -m tests.references.full_references      writes full.txt again, with the system's Chromium
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from build_scripts.core.model import Kind
from build_scripts.export import citation_styles
from build_scripts.export.description import Record, Row, record
from build_scripts.export.full_reference import full_reference
from build_scripts.export.script_knowledge import write_knowledge
from build_scripts.references.places import between
from build_scripts.render.joined import write_joined
from tests.archives import ROOT, served
from tests.browser.drivers import Browser, Chromium
from tests.export.reports import real
from tests.write.reports import report

GOLDEN = Path(__file__).with_name("full.txt")
DAY = [2026, 11, 29]
"""On which the page is consulted."""
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; base-uri 'none'"
)
"""That of the pages (overrides/main.html), as far as it concerns them."""
PAGE = """<!doctype html>
<html lang="fr">
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="{policy}">
  <link rel="icon" href="data:,">
  <title>Références</title>
  <main></main>
  <div data-toast></div>
  <input id="site-q">
  <details data-panel data-settings><summary>…</summary><input type="radio" name="theme"><input name="slash"></details>
  <template id="actions"></template>
  {scripts}
</html>
"""
MASTHEAD = "masthead - role=type\n{type}\n\n"
PLACES = """paragraph par-1
1. A

paragraph par-2
2. B

paragraph res-7.par-16 part=res-7
16. C

note note-1
1 D
"""
LANGUAGES = {
    "ar": ("تقرير الأمين العام", "منع الجريمة والعدالة الجنائية"),
    "en": ("Report of the Secretary-General", "Crime prevention and criminal justice"),
    "es": ("Informe del Secretario General", "Prevención del delito y justicia penal"),
    "fr": ("Rapport du Secrétaire général", "Prévention du crime et justice pénale"),
    "ru": ("Доклад Генерального секретаря", "Предупреждение преступности и уголовное правосудие"),
    "zh": ("秘书长的报告", "预防犯罪和刑事司法"),
}
"""Type line and title of a report in each language."""


def made(language: str, title: str = "", **values: Any) -> Record:
    """A short report in a language."""
    line, own = LANGUAGES[language]
    settings = {"title": title or own, "path": f"{language}/A/99/1", "date": date(2044, 2, 1)} | values
    return record(report(MASTHEAD.format(type=line) + PLACES, language=language, **settings))


def places(of: Record) -> Iterator[tuple[Row, Row]]:
    """Places of every kind that a report has: a paragraph, a range, an item, a preamble, a heading, a note, and a
    paragraph and a range in a part."""
    numbered = [row for row in of.rows if row.block.kind is Kind.PARAGRAPH]
    body = [row for row in numbered if not row.place.scope]
    parts = [row for row in numbered if row.place.scope]
    yield body[0], body[0]
    yield body[0], body[1]
    for found in (parts[-1:], [row for row in of.rows if row.place.kind == "pp"][:1]):
        yield from ((row, row) for row in found)
    if len(parts) > 1 and parts[0].place.scope == parts[1].place.scope:
        yield parts[0], parts[1]
    if parts:
        yield body[0], parts[0]
    for kind in (Kind.ITEM, Kind.HEADING, Kind.NOTE):
        yield from ((row, row) for row in [row for row in of.rows if row.block.kind is kind][:1])


def site(folder: Path) -> Path:
    """The scripts as the site has them, and a page that loads what references take, under the pages' own policy."""
    shutil.copytree(ROOT / "overrides/assets", folder / "assets")
    write_knowledge(folder)
    for name in (
        "citing/words",
        "citing/bodies",
        "desk/rules",
        "signs",
    ):  # which the site joins, and nothing here asks for
        (folder / f"assets/javascripts/{name}.js").write_text("", encoding="utf-8")
    write_joined(folder)
    citation_styles.write(folder)
    names = ("knowledge", "text", "lead-on", "site", "citing/anchor", "joined/full")
    scripts = "".join(f'<script src="assets/javascripts/{name}.js"></script>' for name in names)
    (folder / "index.html").write_text(PAGE.format(policy=POLICY, scripts=scripts), encoding="utf-8")
    return folder


def recorded(of: Record) -> str:
    """A document's record, as an expression of JavaScript."""
    return full_reference(of).decode().partition(").record = ")[2].rstrip().rstrip(";")


def references(window: Browser, of: Record, first: Row, last: Row) -> dict[str, list[dict[str, str]]]:
    """The references of a place, by style."""
    anchor = first.anchor if first is last else f"{first.anchor}--{last.anchor}"
    words = between(first.place, last.place, of.language)
    ends = {"first": first.anchor, "last": last.anchor}
    place = ends | {"words": words, "citation": "", "address": f"{of.url}#{anchor}", "record": of.path, "day": DAY}
    told = f"(cote.recordAt = () => Promise.resolve({recorded(of)}), cote.fullReferences({json.dumps(place)}))"
    answer: dict[str, list[dict[str, str]]] = window.run(told)
    return answer


def lines(window: Browser, records: Iterable[Record]) -> Iterator[str]:
    """full.txt, line by line."""
    for of in records:
        for first, last in places(of):
            yield f"# {of.path} {first.anchor}" + ("" if first is last else f"--{last.anchor}")
            for style, found in references(window, of, first, last).items():
                yield from (f"{style} {reference['kind']}".rstrip() + f": {reference['html']}" for reference in found)
            yield ""


def everything() -> list[Record]:
    """What full.txt is of: the archive's reports, and one made in each language."""
    return [*(record(report) for report in real()), *map(made, LANGUAGES)]


def main() -> None:
    """Write full.txt."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as started,
        served(site(Path(folder, "site"))) as address,
        closing(Chromium(started, shutil.which("chromium") or "chromium")) as chromium,
    ):
        chromium.open(address)
        GOLDEN.write_text("".join(f"{line}\n" for line in lines(chromium, everything())), encoding="utf-8")
        print(*chromium.errors, sep="\n")


if __name__ == "__main__":
    main()
