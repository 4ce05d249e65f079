"""Citations held against the documents' own links, and against themselves in six languages.

`python -m benchmarks citations FOLDER` reads each PDF and Word file of a folder and prints

    recall      of the links to official documents, those whose words have a citation with the same key
    agreement   of the citations on such words, those with the same key

A link is said to be wrong itself where the numbers of its words do not all stand in its target (« 78/132 » that leads
to A/RES/77/132); such links are counted apart. No list of them is kept by hand.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.cite.data import CitingData, load
from build_scripts.cite.find import find
from build_scripts.cite.symbols import normal
from build_scripts.model import Citation
from build_scripts.symbols import halves

from . import languages
from .linked import Linked, LinkedDocument, Passage, report
from .linked_docx import read_docx
from .linked_pdf import read_pdf

_AROUND = 90
"""Characters shown around a link."""
_READERS = {".pdf": read_pdf, ".docx": read_docx}


@dataclass(slots=True)
class Tally:
    """What one document gives, or all."""

    name: str
    links: int = 0
    """Those that are not wrong themselves."""
    recalled: int = 0
    cited: int = 0
    """Citations on the words of those links."""
    agreeing: int = 0
    wrong: int = 0
    """Links whose own words contradict them."""
    missed: list[str] = field(default_factory=list)
    disagreeing: list[str] = field(default_factory=list)
    contradicting: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another one in."""
        for name in ("links", "recalled", "cited", "agreeing", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("missed", "disagreeing", "contradicting"):
            getattr(self, name).extend(getattr(other, name))

    def line(self) -> str:
        """A row of the table."""
        shares = [
            str(self.links),
            f"{self.recalled / self.links:.1%}" if self.links else "",
            f"{self.agreeing / self.cited:.1%}" if self.cited else "",
            str(len(self.missed)),
            str(len(self.disagreeing)),
            str(self.wrong),
        ]
        return f"| {self.name} | {' | '.join(shares)} |"


HEAD = (
    "| document | links | recall | agreement | missed | other key | wrong themselves |\n|---|--:|--:|--:|--:|--:|--:|"
)


def same(key: str, other: str) -> bool:
    """Whether two keys are of one document: a joint symbol is that of either half."""
    return key == other or key in halves(other) or other in halves(key)


def contradicted(words: str, target: str) -> bool:
    """Whether the numbers of a link's words, and of a symbol its letters, do not all stand in its target."""
    pattern = r"\d+|[A-Za-z]+" if re.search(r"[A-Z]+/", words) else r"\d+"
    said = Counter(token.upper() for token in re.findall(pattern, words))
    return bool(said - Counter(token.upper() for token in re.findall(pattern, target)))


def held(document: LinkedDocument, data: CitingData) -> Tally:
    """A document's citations against its links."""
    tally = Tally(document.symbol or document.path)
    found, _ = find(report(document), data)
    for passage, block in zip(document.passages, found.blocks, strict=True):
        citations = [mark for mark in block.text.marks if isinstance(mark, Citation)]
        _hold(tally, passage, citations, data)
    return tally


def _hold(tally: Tally, passage: Passage, citations: list[Citation], data: CitingData) -> None:
    for link in passage.links:
        key = normal(link.target, data.series)
        on = [mark for mark in citations if mark.start < link.end and link.start < mark.end]
        agreeing = [mark for mark in on if same(mark.key, key)]
        others = [mark for mark in on if not same(mark.key, key) and not _linked(mark, passage, data)]
        if contradicted(passage.text.string[link.start : link.end], link.target):
            tally.wrong += 1
            tally.contradicting.append(_shown(tally.name, passage, link, key, on))
            continue
        tally.links += 1
        tally.recalled += bool(agreeing)
        tally.cited += len(agreeing) + len(others)
        tally.agreeing += len(agreeing)
        if others:
            tally.disagreeing.append(_shown(tally.name, passage, link, key, others))
        elif not agreeing:
            tally.missed.append(_shown(tally.name, passage, link, key, on))


def _linked(mark: Citation, passage: Passage, data: CitingData) -> bool:
    """Whether another link on a citation's words has its key."""
    over = (link for link in passage.links if mark.start < link.end and link.start < mark.end)
    return any(same(mark.key, normal(link.target, data.series)) for link in over)


def _shown(name: str, passage: Passage, link: Linked, key: str, on: list[Citation]) -> str:
    string = passage.text.string
    before, after = string[max(link.start - _AROUND, 0) : link.start], string[link.end : link.end + _AROUND // 2]
    keys = ", ".join(mark.key for mark in on) or "no citation"
    return f"{name}: …{before}[[{string[link.start : link.end]}]]{after}… link {key}; {keys}"


def documents(folder: Path) -> Iterator[LinkedDocument]:
    """All documents of a folder that link to official documents; its first folders are languages."""
    for path in sorted(folder.rglob("*")):
        reader = _READERS.get(path.suffix.lower())
        if reader:
            document = reader(path, path.relative_to(folder).parts[0])
            if any(passage.links for passage in document.passages):
                yield document


def main(arguments: list[str]) -> None:
    """Measure and print; with `--show N`, so many of each kind of what does not agree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks citations")
    parser.add_argument("folder", type=Path, help="its folders are languages (en/…), parallel/*.LANGUAGE has sentences")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    options = parser.parse_args(arguments)
    data = load()
    total = Tally("all")
    print(HEAD)
    for document in documents(options.folder):
        tally = held(document, data)
        print(tally.line(), flush=True)
        total.add(tally)
    print(total.line())
    for title, lines in (
        ("Missed", total.missed),
        ("Another key", total.disagreeing),
        ("Links that are wrong themselves", total.contradicting),
    ):
        print("\n".join(("", f"{title}: {len(lines)}", *lines[: options.show])))
    print()
    languages.compare(options.folder / "parallel", data, options.show)
