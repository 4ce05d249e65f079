"""What the process that leads holds of each report: counted in bytes of the objects themselves, which are the same on
every machine. An archive of 5,000 reports is to fit into 400 MB."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from build_scripts.check.built_site import _Links
from build_scripts.check.page_facts import Facts, Has
from build_scripts.run.archive import citation_index, converted
from build_scripts.search.word_forms import Vocabulary
from tests.archives import empty_archive

MOST = 40_000
"""Bytes for a report of some 60 pages."""
PARAGRAPHS = 300
NUMBER = 3


def held(*roots: object) -> int:
    """Bytes of objects and of all that they lead to, but for the program's own."""
    seen: set[int] = set()
    waiting, total = list(roots), 0
    while waiting:
        value = waiting.pop()
        if id(value) not in seen and not isinstance(value, (type, ModuleType, FunctionType)):
            seen.add(id(value))
            total += sys.getsizeof(value)
            waiting += gc.get_referents(value)
    return total


def report(number: int) -> str:
    """A long text that cites the others, and as many documents of elsewhere as it has paragraphs."""
    paragraph = (
        "{0}. Le présent paragraphe renvoie à la résolution 60/{1} de l’Assemblée générale et au paragraphe {0} de "
        "A/76/{2}, que la Commission a examiné à sa session suivante avec les observations des États Membres.\n"
    )
    lines = [paragraph.format(at, 1 + (at + number) % 250, 1 + (number + at) % 6) for at in range(1, PARAGRAPHS + 1)]
    return "# I. Introduction\n\n" + "\n".join(lines)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """An archive, and one of twice as many reports."""
    roots = []
    for size in (NUMBER, 2 * NUMBER):
        root = tmp_path_factory.mktemp("archive")
        empty_archive(root)
        for number in range(1, size + 1):
            folder = root / f"source_texts/fr/A/76/{number}"
            folder.mkdir(parents=True)
            (folder / "source.md").write_text(report(number), encoding="utf-8")
            (folder / "document.toml").write_text(f'symbol = "A/76/{number}"\ntitle = "Essai {number}"\n', "utf-8")
        roots.append(root)
    return roots


def of_each(sizes: list[int]) -> float:
    """Bytes that a report more takes."""
    return (sizes[1] - sizes[0]) / NUMBER


def test_of_a_report_little_is_held(archives: list[Path]) -> None:
    converting, citing = [], []
    for root in archives:
        with converted(root, jobs=1) as conversion:
            index, _ = citation_index(conversion)
            assert all(len(index.by_document[document.path]) > 200 for document in conversion.documents)
            assert all(conversion.anchors.values())
            converting.append(held(conversion))
            citing.append(held(index))
    assert of_each(converting) < MOST / 8
    assert of_each(citing) < 2 * PARAGRAPHS * 250


def test_of_a_page_its_ids_are_held_and_not_its_links() -> None:
    def links(pages: int) -> int:
        paths = [f"fr/A/76/{number}/index.html" for number in range(pages)]
        kept = _Links(set(paths))
        ids = "\0".join(f"par-{number}" for number in range(PARAGRAPHS))
        for path in paths:
            places = [(f"fr/A/76/{number}/", tuple(f"par-{at}" for at in range(50))) for number in range(NUMBER)]
            kept.add(Facts(path, Has(f"{ids}\0{path}", False), tuple(places), False))
        assert kept.suspects(lambda path: pytest.fail("all is there")) == []
        return held(kept)

    size = links(20) - links(10)
    assert size / 10 < 2 * len("par-000\0") * PARAGRAPHS


def test_a_word_costs_hardly_more_in_many_shards() -> None:
    counts = {f"mot{number}": 3 for number in range(1_000)}

    def words(shards: int) -> int:
        vocabulary = Vocabulary()
        for shard in range(shards):
            vocabulary.add(counts, "fr", shard)
        return held(vocabulary._entries)

    one, many = words(1), words(250)
    assert one < 600 * len(counts)
    assert many - one < 100 * len(counts)
