"""Citations checked against the documents' own links, and against themselves in six languages.

`python -m benchmarks citations FOLDER` reads each PDF and Word file of a folder and prints

    recall      of the links to official documents, those whose words have a citation with the same key
    agreement   of the citations on such words, those with the same key

Two kinds of links are counted separately, by rule rather than by a list kept by hand. *Wrong themselves*: the target
lacks some of the numbers in the words (« 78/132 » that leads to A/RES/77/132), or it is a resolution of the Assembly
and the next words give a date outside its session (« its resolution 73/8 of 19 May 2017 », of a regional commission) or
another body (« resolution 63/1 and 65/3 of the Commission on Narcotic Drugs »).
*Bare*: a table's cell with nothing but the ends of symbols, where only the table's heading says whose they are.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.citations.citing_words import Vocabulary
from build_scripts.citations.knowledge import CitingData, load
from build_scripts.citations.symbols import normal
from build_scripts.core.model import Citation
from build_scripts.core.symbol_path import halves

from . import languages
from .linked import Linked, LinkedDocument, Passage, read_linked
from .measure import ROOT

_AROUND = 90
"""Characters shown around a link."""
PAGE = ROOT / "docs/developers/citations.md"
TITLES = ("Links of the documents", "Six languages")
"""Headings on that page, each above its table."""
_ENDINGS = (".pdf", ".docx")


@dataclass(slots=True)
class Tally:
    """The counts for one document, or for all."""

    name: str
    links: int = 0
    """Links that aren't wrong themselves."""
    recalled: int = 0
    cited: int = 0
    """Citations on the words of those links."""
    agreeing: int = 0
    wrong: int = 0
    """Links whose own words contradict them."""
    bare: int = 0
    """Links of cells that have only the end of a symbol."""
    missed: list[str] = field(default_factory=list)
    disagreeing: list[str] = field(default_factory=list)
    contradicting: list[str] = field(default_factory=list)

    def add(self, tally: Tally) -> None:
        """Add the counts of another tally."""
        for name in ("links", "recalled", "cited", "agreeing", "wrong", "bare"):
            setattr(self, name, getattr(self, name) + getattr(tally, name))
        for name in ("missed", "disagreeing", "contradicting"):
            getattr(self, name).extend(getattr(tally, name))

    def line(self) -> str:
        """A row of the table."""
        shares = [
            str(self.links),
            f"{self.recalled / self.links:.1%}" if self.links else "",
            f"{self.agreeing / self.cited:.1%}" if self.cited else "",
            str(len(self.missed)),
            str(len(self.disagreeing)),
            str(self.wrong),
            str(self.bare),
        ]
        return f"| {self.name} | {' | '.join(shares)} |"


HEAD = """| document | links | recall | agreement | missed | other key | wrong themselves | bare |
|---|--:|--:|--:|--:|--:|--:|--:|"""
_DATE = re.compile(r"(?: [A-Z])? of (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)\b")
"""« 73/8 of 19 May 2017 », « 77/263 B of 18 April 2023 »."""
_LISTED = re.compile(r"(?:(?:,|,? and) \d{1,3}/\d{1,3})*")
"""« 63/1 » before « , 64/2 and 65/3 of the Commission »."""
_SESSION = re.compile(r"A/(?:RES|DEC)/(?P<session>\d{1,3})/\d+[A-Z]?")


def same(key: str, other_key: str) -> bool:
    """Whether two keys belong to the same document: a joint symbol belongs to either half's."""
    return key == other_key or key in halves(other_key) or other_key in halves(key)


def contradicted(words: str, behind: str, target: str, names: Vocabulary) -> bool:
    """Whether a link's own words, or the date or body after them, name a document other than its target."""
    symbol = re.search(r"[A-Z]+/", words)
    pattern = r"\d+|[A-Z]+" if symbol else r"\d+"
    target_tokens = Counter(re.findall(pattern, target.upper()))
    word_tokens = (Counter(re.findall(pattern, re.sub(r"\s", "", half).upper())) for half in halves(words))
    act = _SESSION.fullmatch(target)
    if act and (_other_year(behind, int(act["session"])) or _other_body(behind, names)):
        return True
    return all(tokens - target_tokens for tokens in word_tokens)


def _other_year(behind: str, session: int) -> bool:
    """Whether a date after the words is outside the session; session 73 of the Assembly lasted from 2018 to 2019."""
    date = _DATE.match(behind)
    return date is not None and int(date["year"]) - session not in (1945, 1946)


def _other_body(behind: str, names: Vocabulary) -> bool:
    """Whether a body other than the Assembly is named in full after the words and the other numbers of their list."""
    listed = _LISTED.match(behind)
    preposition = names.before_number.match(behind, listed.end() if listed else 0)
    name = names.organ_names.match(behind, preposition.end()) if preposition else None
    named_body = names.names[name[0]] if name else None
    return named_body is not None and named_body.full and named_body.organs != ("A",)


def tally_of(document: LinkedDocument, data: CitingData) -> Tally:
    """The result of checking a document's citations against its links."""
    tally = Tally(document.symbol or document.path)
    for passage in document.passages:
        citations = [mark for mark in passage.text.marks if isinstance(mark, Citation)]
        _add_passage(tally, passage, citations, data, data.vocabulary(document.language))
    return tally


def _add_passage(
    tally: Tally, passage: Passage, citations: list[Citation], data: CitingData, names: Vocabulary
) -> None:
    string = passage.text.string
    agreed = {mark for link in passage.links for mark in citations if _agrees(mark, link, string, data)}
    for link in passage.links:
        touching = [mark for mark in citations if mark.start < link.end and link.start < mark.end]
        agreeing = [mark for mark in touching if _agrees(mark, link, string, data)]
        disagreeing = [mark for mark in touching if mark not in agreed]
        shown = _shown(tally.name, string, link, disagreeing or touching)
        if contradicted(string[link.start : link.end], string[link.end :], link.target, names):
            tally.wrong += 1
            tally.contradicting.append(shown)
        elif _bare(passage, link):
            tally.bare += 1
        else:
            tally.links += 1
            tally.recalled += bool(agreeing)
            tally.cited += len(agreeing) + len(disagreeing)
            tally.agreeing += len(agreeing)
            if disagreeing:
                tally.disagreeing.append(shown)
            elif not agreeing:
                tally.missed.append(shown)


def _bare(passage: Passage, link: Linked) -> bool:
    """Whether a passage has only numbers, and this link's words don't begin like its target."""
    words = passage.text.string[link.start : link.end]
    return not re.search(r"[a-z]{2}", passage.text.string) and words.split("/")[0] != link.target.split("/")[0]


def _agrees(mark: Citation, link: Linked, string: str, data: CitingData) -> bool:
    """Whether a citation on a link's words has its key. A link may cover only part of the citation, « 50/70 » before
    « M », « A/CONF.157/24 » before « (Part I) »; its target is then completed with the other words. `(supp)` is how
    addresses mark a supplement and isn't part of its symbol."""
    if mark.start >= link.end or link.start >= mark.end:
        return False
    target = re.sub(r"\(supp\)$", "", link.target, flags=re.I)
    completed = re.sub(r"(?<=\d)[a-z]-[a-z]$", "", target, flags=re.I) + string[link.end : mark.end]
    return any(
        same(mark.key.upper(), normal(spelling, data.series, data.symbols.within).upper())
        for spelling in (target, completed)
    )


def _shown(name: str, string: str, link: Linked, citations: list[Citation]) -> str:
    before, after = string[max(link.start - _AROUND, 0) : link.start], string[link.end : link.end + _AROUND // 2]
    keys = ", ".join(mark.key for mark in citations) or "no citation"
    return f"{name}: …{before}[[{string[link.start : link.end]}]]{after}… link {link.target}; {keys}"


def documents(folder: Path) -> Iterator[LinkedDocument]:
    """All documents in a folder that link to official documents; its subfolders are languages."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _ENDINGS:
            document = read_linked(path, path.relative_to(folder).parts[0])
            if any(passage.links for passage in document.passages):
                yield document


def main(arguments: list[str]) -> None:
    """Measure and print; with `--show N`, also N examples of each kind of disagreement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks citations")
    parser.add_argument("folder", type=Path, help="subfolders are languages (en/…); parallel/*.LANGUAGE has sentences")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/developers/citations.md")
    options = parser.parse_args(arguments)
    data = load()
    total, formats = Tally("all"), {"pdf": Tally("all PDF"), "docx": Tally("all Word files")}
    rows = HEAD.split("\n")
    print(HEAD)
    for document in documents(options.folder):
        tally = tally_of(document, data)
        rows.append(tally.line())
        total.add(tally)
        formats[document.path.rpartition(".")[2].lower()].add(tally)
        print(rows[-1], flush=True)
    rows += [tally.line() for tally in (*formats.values(), total)]
    table, examples = languages.compare(list(languages.sentences(options.folder / "parallel", data)), options.show)
    print("\n".join((*rows[-3:], "", *table)))
    if options.show:
        print("\n".join((*_list(total, options.show), "", *examples)))
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        for title, lines in zip(TITLES, (rows, table), strict=True):
            page = _with_table(page, title, lines)
        PAGE.write_text(page, encoding="utf-8")


def _list(total: Tally, show: int) -> Iterator[str]:
    kinds = {"Missed": total.missed, "Another key": total.disagreeing, "Wrong themselves": total.contradicting}
    for title, lines in kinds.items():
        yield from ("", f"{title}: {len(lines)}", *lines[:show])


def _with_table(page: str, title: str, lines: list[str]) -> str:
    """The page with a new table below a heading; the words between heading and table stay."""
    head, heading, section = page.partition(f"### {title}\n")
    if not heading:
        raise ValueError(f"{PAGE.name}: the heading “{title}” is missing")
    old_part, following, remainder = section.partition("\n#")
    words = old_part.partition("|")[0].strip()
    return f"{head}{heading}\n{words}\n\n" + "\n".join(lines) + f"\n{following}{remainder}"
