"""Whatever changes in an archive, and wherever a build is killed: what is made next is what a first build makes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.core import stage_store
from build_scripts.core.stage_store import Store
from build_scripts.published import registry
from build_scripts.run.archive import STORE, citation_index, converted, others_of, pages, standing
from build_scripts.run.site import build
from build_scripts.write import front
from build_scripts.write.files import update
from tests.archives import empty_archive

SUBJECTS = ("la prévention", "la répression", "le terrorisme et les enlèvements", "l’état < de droit & *autre*")
TEXT = """# I. Introduction

1. Le présent rapport porte sur {0}.

2. Voir {1}, par. {2}, et la résolution 60/{3} de l’Assemblée générale.

3. Voir aussi A/76/9, par. 7.
"""
NUMBERS = st.integers(1, 4)
CHANGES = st.one_of(
    st.tuples(st.just("edit"), NUMBERS, st.sampled_from(SUBJECTS), NUMBERS, NUMBERS),
    st.tuples(st.just("title"), NUMBERS, st.sampled_from(SUBJECTS)),
    st.tuples(st.just("date"), NUMBERS, NUMBERS),
    st.tuples(st.just("alias"), NUMBERS, st.integers(5, 9)),
    st.tuples(st.just("version"), NUMBERS, st.sampled_from(("en", "ar")), NUMBERS),
    st.tuples(st.just("remove"), NUMBERS),
    st.tuples(st.just("rename"), NUMBERS, st.integers(5, 9)),
    st.tuples(st.just("record"), NUMBERS),
    st.tuples(st.just("program"), st.integers(20, 60)),
    st.tuples(st.just("kill"), st.integers(0, 25)),
)


class Killed(BaseException):
    """Ends a build in the middle."""


class Archive:
    """An archive that changes. Its documents cite each other, whether they are there or not."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.program = front.DESCRIPTION
        """A number in the program: what is changed in the code."""
        for number in (1, 2, 3):
            self.edit(number, SUBJECTS[0], number % 3 + 1, 1)

    def change(self, name: str, *values: Any) -> None:
        """Make one change; one that can't be made isn't."""
        if name == "program":
            (self.program,) = values
        elif name in ("edit", "kill", "version") or (self._folder(values[0]) / "document.toml").is_file():
            getattr(self, name)(*values)

    def _folder(self, number: int) -> Path:
        return self.root / f"source_texts/fr/A/76/{number}"

    def edit(self, number: int, subject: str, cited: int, paragraph: int) -> None:
        """Another text; a document that isn't there is added."""
        folder = self._folder(number)
        folder.mkdir(parents=True, exist_ok=True)
        text = TEXT.format(subject, f"A/76/{cited}", paragraph, cited)
        (folder / "source.md").write_text(text, encoding="utf-8")
        if not (folder / "document.toml").exists():
            words = f'symbol = "A/76/{number}"\ntitle = "Essai {number}"\norgan = "A"\ntype = "report"\n'
            (folder / "document.toml").write_text(words, encoding="utf-8")

    def version(self, number: int, code: str, paragraphs: int) -> None:
        """The document in another language, where it has some paragraphs; its text may change."""
        folder = self.root / f"source_texts/{code}/A/76/{number}"
        folder.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(f"{place}. Text." for place in range(1, paragraphs + 1))
        (folder / "source.md").write_text(f"{text}\n", encoding="utf-8")
        (folder / "document.toml").write_text(f'symbol = "A/76/{number}"\ntitle = "{code}"\n', encoding="utf-8")

    def _set(self, number: int, key: str, value: str) -> None:
        file = self._folder(number) / "document.toml"
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(key)]
        file.write_text("\n".join([*lines, f"{key} = {value}", ""]), encoding="utf-8")

    def title(self, number: int, subject: str) -> None:
        """Another title."""
        self._set(number, "title", f"'Rapport sur {subject}'")

    def date(self, number: int, day: int) -> None:
        """Another date, and so other neighbours."""
        self._set(number, "date", f"2021-10-{day:02}")

    def alias(self, number: int, other: int) -> None:
        """An address that the document had."""
        self._set(number, "aliases", f'["A/76/{other}"]')

    def remove(self, number: int) -> None:
        """One document less."""
        shutil.rmtree(self._folder(number))

    def rename(self, number: int, other: int) -> None:
        """Another address."""
        if not self._folder(other).exists():
            self._folder(number).rename(self._folder(other))
            self._set(other, "symbol", f'"A/76/{other}"')

    def record(self, number: int) -> None:
        """The anchors of a document as they are go on record."""
        with converted(self.root, jobs=1) as conversion:
            for report in conversion.reports:
                if report.document.path == f"fr/A/76/{number}":
                    registry.save(self.root, report.document.path, registry.anchors(report), date(2026, 11, 20))

    def kill(self, after: int) -> None:
        """A build that is killed when it has put so much into the store."""
        left = [after]
        put = Store.put

        def until(store: Store, key: str, content: bytes) -> None:
            if not left[0]:
                raise Killed
            left[0] -= 1
            put(store, key, content)

        with mock.patch.object(Store, "put", until), suppress(Killed):
            self.made(self.root)

    def made(self, root: Path) -> object:
        """The pages of docs/ and all findings."""
        with self.programmed(), converted(root, jobs=1) as conversion:
            texts, unproved = pages(root, conversion, jobs=1)
            return dict(texts), unproved, conversion.diagnostics, standing(root, conversion, jobs=1)

    @contextmanager
    def programmed(self) -> Iterator[None]:
        """The program as it has been changed."""
        with (
            mock.patch.object(front, "DESCRIPTION", self.program),
            mock.patch.object(stage_store, "_program", lambda rooms: f"{rooms} {self.program}"),
        ):
            yield

    def from_nothing(self, work: Callable[[Path], object]) -> object:
        """What some work makes of a copy without a store."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "archive"
            shutil.copytree(
                self.root, copy, ignore=lambda here, _: {".cache", "site"} if here == str(self.root) else set()
            )
            return work(copy)


@settings(max_examples=12, derandomize=True, deadline=None)
@given(st.lists(CHANGES, min_size=2, max_size=6))
def test_pages_after_any_changes_are_those_from_nothing(changes: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(Path(__file__).parents[2] / "mkdocs.yml", root)
        archive = Archive(root)
        archive.made(root)
        for name, *values in changes:
            archive.change(name, *values)
            assert archive.made(root) == archive.from_nothing(archive.made), name


def test_a_site_after_changes_is_that_from_nothing(tmp_path: Path) -> None:
    archive = Archive(empty_archive(tmp_path))

    def site(root: Path) -> dict[str, bytes]:
        with archive.programmed(), converted(root, jobs=1) as conversion:
            texts, _ = pages(root, conversion, jobs=1)
            update(root / "docs", texts)
            reports, others = conversion.reports, others_of(root, conversion)
            made = partial(build, root, reports.files, store=conversion.store, jobs=1, others=others)
            made(
                known={path: texts.digest(path) for path in texts},
                citing=lambda: citation_index(conversion, jobs=1)[0],
                cites=dict(zip(reports.keys, reports.cites, strict=True)),
            )
        folder = root / "site"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    site(tmp_path)
    series: list[list[tuple[Any, ...]]] = [
        [("record", 1)],
        [("edit", 2, SUBJECTS[1], 3, 1)],  # a word that no feed tells
        [("edit", 2, SUBJECTS[2], 1, 2), ("title", 1, SUBJECTS[3])],
        [("kill", 12), ("edit", 4, SUBJECTS[1], 2, 1), ("remove", 3), ("alias", 1, 7)],
        [("rename", 2, 8), ("date", 1, 3), ("date", 4, 2), ("record", 4)],
        [("program", 40)],
    ]
    for changes in series:
        for name, *values in changes:
            archive.change(name, *values)
        made = site(tmp_path)
        assert made == archive.from_nothing(site), changes
        assert len(made) > 30
    assert not [path for path in tmp_path.glob(f"{STORE.partition('/')[0]}/*") if path.name != "store"]
