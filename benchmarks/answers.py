"""What answers to assistants take (`cote mcp`), on a site of any size: the passages of the built site's documents again
and again, with other numbers, names and words. `python -m benchmarks.answers` prints the table of
docs/developers/interface.md."""

from __future__ import annotations

import json
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from build_scripts.answers import place_reading, quoting, searching
from build_scripts.answers.passage_index import Narrowed, opened
from build_scripts.answers.site_answering import Site
from build_scripts.answers.vocabulary import Vocabulary

from .measure import ROOT
from .mutants import changed

SIZES = (5, 1000)
HEAD = (
    "| reports | passages | index, s | MB | memory, MB | first | search | phrase | read | exact | differs | nowhere |"
)


def table(sizes: tuple[int, ...] = SIZES) -> Iterator[str]:
    """Seconds of CPU that making the index takes, its size, the peak of memory, and milliseconds of CPU of questions
    (the median of several; `first` has what is loaded once)."""
    yield HEAD
    yield "|--:" * HEAD.count(" |") + "|"
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            yield _row(size, Path(name))


def _row(size: int, folder: Path) -> str:
    _copies(ROOT / "site", folder / "site", size)
    site = Site(folder / "site")
    start = time.process_time()
    index = opened(site, folder / "cache")
    made = time.process_time() - start
    [file] = (folder / "cache").iterdir()
    vocabulary = Vocabulary(site.folder)
    path = list(site.documents)[size // 2]
    block = max(site.report(path), key=lambda block: len(block["text"]) if block["kind"] == "paragraph" else 0)
    words = block["text"].split()[2:32]
    other = [*words[:9], "pingouins", *words[10:]]

    def search(query: str) -> Callable[[], object]:
        return lambda: searching.search(site, index, vocabulary, query, Narrowed(), 0, 10)

    def check(words_of: list[str]) -> Callable[[], object]:
        return lambda: quoting.check(site, index, " ".join(words_of), "", "")

    asked = (
        search("traite des personnes"),
        search("« traite des personnes »"),
        lambda: place_reading.read(site, block["url"], 2, ""),
        check(words),
        check(other),
        check([f"pingouin{number}" if number % 3 else word for number, word in enumerate(words)]),
    )
    first = _milliseconds(lambda: place_reading.resolve(site, "A/76/463, par. 12", ""), 1)
    times = [_milliseconds(question, 5) for question in asked]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = [
        f"{size:,}", f"{site.passages:,}", f"{made:.1f}", f"{file.stat().st_size / 1e6:.0f}", f"{memory:.0f}",
        *(f"{value:.0f}" for value in (first, *times)),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _milliseconds(question: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.process_time()
        question()
        taken.append(1000 * (time.process_time() - start))
    return sorted(taken)[times // 2]


def _copies(source: Path, target: Path, size: int) -> None:
    """A site of `size` documents: those of another, with their passages changed. Its search has the other's words."""
    shutil.copytree(source / "donnees", target / "donnees")
    shutil.copytree(source / "pagefind", target / "pagefind")
    listed = json.loads((source / "donnees/documents.json").read_bytes())
    index = json.loads((source / "donnees/index.json").read_bytes())
    rows, index["passages"] = [], 0
    for number in range(size):
        row = listed["documents"][number % len(listed["documents"])]
        file = source / row["path"] / row["json_url"].rpartition("/")[2]
        path = f"fr/sans-cote/copie-{number:05}"
        report = json.loads(file.read_bytes())
        chance = random.Random(number)
        for block in report["blocks"]:
            block["text"] = changed(block["text"], chance)
            block["url"] = block["url"].replace(row["path"], path)
            block["citation"] = block["citation"].replace(row["reference"], path)
        index["passages"] += len(report["blocks"])
        (target / path).mkdir(parents=True)
        (target / path / f"copie-{number:05}.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
        url = row["url"].replace(row["path"], path)
        rows.append({**row, "path": path, "symbol": "", "reference": path, "url": url})
    (target / "donnees/documents.json").write_text(json.dumps({**listed, "documents": rows}), encoding="utf-8")
    (target / "donnees/index.json").write_text(json.dumps(index), encoding="utf-8")


if __name__ == "__main__":
    for line in table():
        print(line, flush=True)
