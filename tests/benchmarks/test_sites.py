"""How the cost of making sites is told: by stage, beside other programs, after a change."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from benchmarks import material, staged
from benchmarks.building import AGAIN, NOTHING, WORD, Built, Measured, extent, undone
from benchmarks.measure import ROOT, Cost
from benchmarks.mutants import change_word, make
from benchmarks.report import HEAD, curves, line, ratios
from benchmarks.staged import Clock

PROGRAMS = ["Cote", "0123abc"]


class Times:
    """A clock that goes on by what is asked of it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float) -> str:
        self.now += seconds
        return "done"


def site(program: str, situation: str, cpu: float, **stages: float) -> Built:
    return Built(program, situation, Cost(cpu, 2 * cpu, 300, ""), stages, files=100, bytes=2_000_000)


def archive() -> Measured:
    stages = {"convert": 2.0, "pages": 1.0, "render": 1.0, "index": 0.5, "export": 3.0, "check": 1.0, "other": 0.5}
    return Measured(
        10,
        1_000_000,
        (
            site("Cote", NOTHING, 9.0, **stages),
            site(material.NAME, NOTHING, 3.0),
            site("Cote", WORD, 0.9, **stages),
            site("Cote", AGAIN, 0.45, **stages),
            site("0123abc", NOTHING, 18.0, **stages),
        ),
    )


def test_a_stage_has_the_time_that_no_stage_inside_it_has() -> None:
    times = Times()
    clock = Clock(times)
    times.work(1)
    with clock.stage("render"):
        times.work(2)
        with clock.stage("index"):
            times.work(4)
        times.work(8)
    times.work(16)
    clock.stop()
    assert clock.seconds == {"other": 17, "render": 10, "index": 4}


def test_the_block_of_a_stage_that_opens_something_is_not_its_own() -> None:
    times = Times()

    @contextmanager
    def converted(seconds: float) -> Iterator[str]:
        yield times.work(seconds)

    module = ModuleType("commands")
    module.__dict__.update(converted=converted, pages=times.work)
    clock = Clock(times)
    clock.watch(module, {"converted": "convert", "pages": "pages"})
    with module.converted(1) as conversion:
        assert conversion == "done"
        times.work(2)
        assert module.pages(4) == "done"
    clock.stop()
    assert clock.seconds == {"other": 2, "convert": 1, "pages": 4}


def test_every_stage_is_a_function_of_the_program() -> None:
    for module, functions in staged.STAGES.items():
        home = importlib.import_module(f"build_scripts.run.{module}")
        assert staged.home(module) is home
        assert [name for name in functions if not callable(getattr(home, name, None))] == []


def test_a_line_has_a_cell_for_each_column() -> None:
    for measured in archive().sites:
        told = line(10, measured)
        assert told.count("|") == HEAD[0].count("|") == HEAD[1].count("|")
    assert line(10, archive().sites[0]) == (
        "| 10 | Cote | from nothing | 200 | 100 | 100 | 50 | 300 | 100 | 50 | 900 | 9.0 | 18.0 | 300 | 10 | 0.20 |"
    )


def test_what_is_compared_with_what() -> None:
    assert list(ratios(archive(), PROGRAMS)) == [
        "| 10 | from nothing, against 0123abc | 0.500 |",
        f"| 10 | render and index, against {material.NAME} | 0.500 |",
        "| 10 | one word changed, against from nothing | 0.100 |",
        "| 10 | nothing changed, against from nothing | 0.050 |",
    ]


def test_a_curve_has_a_gap_where_nothing_was_measured() -> None:
    alone = Measured(20, 1, archive().sites[:1])
    assert curves([archive(), alone], PROGRAMS) == {
        "Cote": [900, 450],
        "0123abc": [1800, None],
        "Cote: render and index": [150, 75],
        f"{material.NAME}, its search included": [300, None],
    }


def test_the_picture_has_a_line_for_each_program(tmp_path: Path) -> None:
    from benchmarks.chart import draw

    draw([10, 20], curves([archive(), archive()], PROGRAMS), tmp_path / "chart.svg")
    picture = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert picture.count("<path") == 4
    assert "0123abc" in picture
    assert "href" not in picture


def test_one_word_of_one_source_changes(tmp_path: Path) -> None:
    make(tmp_path, ROOT, 3)
    before = {source: source.read_text(encoding="utf-8") for source in tmp_path.glob("source_texts/**/source.*")}
    change_word(tmp_path)
    changed = [source for source, text in before.items() if source.read_text(encoding="utf-8") != text]
    assert len(changed) == 1
    old, new = before[changed[0]].split(), changed[0].read_text(encoding="utf-8").split()
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_material_has_the_pages_without_what_it_does_not_know(tmp_path: Path) -> None:
    page = '---\ntemplate: liste.html\ntitle: "A"\nlist:\n  - title: "B"\n---\nWords\n---\n'
    assert material.titled(page) == '---\ntitle: "A"\n---\nWords\n---\n'
    assert material.titled("Words\n") == "Words\n"
    (tmp_path / "docs/fr").mkdir(parents=True)
    (tmp_path / "docs/fr/a.md").write_text(page, encoding="utf-8")
    (tmp_path / "new").mkdir()
    material.prepare(tmp_path / "docs", tmp_path / "new")
    assert (tmp_path / "new/docs/fr/a.md").read_text(encoding="utf-8").startswith('---\ntitle: "A"\n---\n')


def test_the_extent_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b").write_bytes(b"12")
    (tmp_path / "c").write_bytes(b"345")
    assert extent(tmp_path) == (2, 5)


def test_work_that_a_program_has_left_undone_is_told_from_what_it_found() -> None:
    failed = "a/source.txt: L030 formats not written: ModuleNotFoundError: No module named 'x'"
    found = "a/source.txt: S018 not on record in source_texts/SHA256SUMS\na/source.md:3: C004 “x” is not a symbol"
    assert undone(f"{found}\n{failed}\n{found}") == failed
    assert not undone(found)
