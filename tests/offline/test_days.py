"""The day on which a site and its copies are made appears only where they say so.

Everything is made under the clocks of several days, with `datefudge` (apt), which CI installs.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from tests.archives import empty_archive
from tests.conftest import CI

from .conftest import ROOT, TOML, TWO

DAYS = {
    # Day, time zone, locale, SOURCE_DATE_EPOCH.
    "one": ("2027-06-01 12:00:00", "UTC", "C.UTF-8", ""),
    "leap": ("2028-02-29 23:30:00", "Pacific/Kiritimati", "C", ""),
    "dated": ("2027-06-01 12:00:00", "UTC", "C.UTF-8", "1700000000"),
}
SAYS_ITS_DAY = {"cote/LISEZ-MOI.html", "cote/copie.txt", "cote/SHA256SUMS"}
"""What of a copy is about the day that it is of."""


@pytest.fixture(scope="module")
def datefudge() -> str:
    """Runs a program under another clock; without it the tests are skipped, or in CI fail."""
    if path := shutil.which("datefudge"):
        return path
    message = "not run: no datefudge on this machine (`make browsers` installs it where it may)"
    if CI:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")
def files_by_day(datefudge: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Every file of the site and of its copies in all forms, by path, for each day."""
    sources = _sources(empty_archive(tmp_path_factory.mktemp("days")), datefudge)
    files_of_days = {}
    for name, (day, zone, locale, epoch) in DAYS.items():
        root = Path(shutil.copytree(sources, tmp_path_factory.mktemp(name) / "archive"))
        environment = {"TZ": zone, "LC_ALL": locale, "LANG": locale, "SOURCE_DATE_EPOCH": epoch}
        _run(datefudge, day, root, environment, "site")
        _run(datefudge, day, root, environment, "offline", "make")
        files_of_days[name] = _files(root / "site") | _files(root / "build/offline")
    return files_of_days


def _sources(root: Path, datefudge: str) -> Path:
    """Documents with a date, without one, and without one and not on record yet; one has letters that no font has."""
    for number, date in ((1, "\ndate = 2021-07-01"), (2, ""), (3, "")):
        if number == 3:
            _run(datefudge, "2026-03-04 12:00:00", root, {"TZ": "UTC"}, "record")
        folder = root / f"source_texts/fr/A/76/{number}"
        folder.mkdir(parents=True)
        (folder / "source.md").write_text(TWO.replace("Chili", "قرار"), encoding="utf-8")
        text = TOML.format(f"A/76/{number}", f"Essai {number}", "A", "x").replace("\ndate = x", date)
        (folder / "document.toml").write_text(text, encoding="utf-8")
    return root


def _run(datefudge: str, day: str, root: Path, environment: dict[str, str], *command: str) -> None:
    # Under another day already, it would count from there.
    inherited = {name: value for name, value in os.environ.items() if name not in ("LD_PRELOAD", "DATEFUDGE")}
    process = subprocess.run(
        [datefudge, day, sys.executable, "-m", "build_scripts", "--root", str(root), "--jobs", "1", *command],
        env=inherited | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    unrecorded = command == ("site",)  # says so, and is made all the same
    assert process.returncode == (1 if unrecorded else 0), process.stdout + process.stderr


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_is_the_same_on_every_day_and_everywhere(files_by_day: dict[str, dict[str, bytes]]) -> None:
    assert files_by_day["one"].keys() == files_by_day["leap"].keys()
    assert [path for path, content in files_by_day["one"].items() if files_by_day["leap"][path] != content] == []
    assert {"cote.zip", "cote.zim", "cote.epub", "cote-bagit.zip", "cote-pdf/fr/A/76/3.pdf"} <= files_by_day[
        "one"
    ].keys()


def test_the_date_of_a_copy_is_only_in_what_is_about_it(files_by_day: dict[str, dict[str, bytes]]) -> None:
    dated = files_by_day["dated"]
    differ = {path for path, content in files_by_day["one"].items() if dated.get(path) != content}
    containers = {"cote.zip", "cote.zim", "cote.epub", "cote-bagit.zip"}
    unrecorded = {"cote-epub/fr/A/76/3.epub"}  # an EPUB has to have a date, and this document none
    stored = {path for path in {*files_by_day["one"], *dated} if path.startswith("cote-updates/")}
    assert differ - stored == SAYS_ITS_DAY | containers | unrecorded


def test_files_of_a_document_bear_the_day_of_its_change_on_record(files_by_day: dict[str, dict[str, bytes]]) -> None:
    first_day = files_by_day["one"]
    for number, date in ((1, "D:20260304000000Z"), (2, "D:20260304000000Z"), (3, "None")):
        with pikepdf.open(io.BytesIO(first_day[f"cote-pdf/fr/A/76/{number}.pdf"])) as pdf:
            assert {str(pdf.docinfo.get(name)) for name in ("/CreationDate", "/ModDate")} == {date}
    assert b'date="2026-03-04" name="generation"' in gzip.decompress(first_day["fr/A/76/2/A-76-2.akn.xml.gz"])
    assert b"<updated>2026-03-04T00:00:00Z</updated>" in first_day["flux/documents.xml"]


def test_no_day_of_a_build_stands_anywhere(files_by_day: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    days = (b"2027-06-01", b"20270601", b"01/06/2027", b"2028-02-29", b"2028-03-01", b"20280229")
    for name in ("one", "leap"):
        for path, content in files_by_day[name].items():
            parts = [content]
            if path.endswith((".zip", ".epub")):
                (tmp_path / "packed").write_bytes(content)
                with zipfile.ZipFile(tmp_path / "packed") as packed:
                    assert {entry.date_time[0] for entry in packed.infolist()} <= {1980, 2026}
                    parts += map(packed.read, packed.namelist())
            assert not [day for day in days for part in parts if day in part], path
