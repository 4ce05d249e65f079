"""Publishing to a folder: twice, after a cut, beside files of somebody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.hosting import publishing
from build_scripts.hosting.folder_host import FolderHost
from build_scripts.hosting.hosting_settings import settings
from build_scripts.hosting.site_files import SiteFile

from .sites import PAGES, changed, content_of, make_site, put


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "archive")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "www"


def publish(site: Path, folder: Path, *options: str) -> int:
    return main(["--root", str(site.parent), "--jobs", "1", "publish", str(folder), *options])


def held(folder: Path) -> dict[str, str]:
    return content_of(folder, settings().record)


def test_a_folder_has_the_site_and_nothing_else(site: Path, folder: Path) -> None:
    assert publish(site, folder) == 0
    assert held(folder) == PAGES


def test_what_is_the_same_is_not_touched(site: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(site, folder)
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
    capsys.readouterr()
    assert publish(site, folder) == 0
    assert {file: file.stat().st_mtime_ns for file in before} == before
    assert "0 new, 0 changed" in capsys.readouterr().err


def test_the_second_time_sends_what_changed_and_removes_nothing_unasked(
    site: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(site, folder)
    changed(site)
    capsys.readouterr()
    assert publish(site, folder) == 0
    message = capsys.readouterr().err
    assert "1 new, 1 changed; 4 files no longer in the site stay there (--remove)" in message
    assert held(folder) == PAGES | content_of(site, "")


def test_removals_when_told_also_in_a_later_run(site: Path, folder: Path) -> None:
    publish(site, folder)
    changed(site)
    publish(site, folder)
    assert publish(site, folder, "--remove") == 0
    assert held(folder) == content_of(site, "")
    assert not (folder / "fr/A/76").exists()


def test_a_file_changed_from_outside_is_put_right(site: Path, folder: Path) -> None:
    publish(site, folder)
    put(folder, "index.html", "somebody was here")
    (folder / "sitemap.xml").unlink()
    assert publish(site, folder) == 0
    assert held(folder) == PAGES


def test_files_of_somebody_else_stay(site: Path, folder: Path) -> None:
    put(folder, "statistics/index.html", "theirs")
    assert publish(site, folder, "--remove") == 0
    changed(site)
    assert publish(site, folder, "--remove") == 0
    assert held(folder) == content_of(site, "") | {"statistics/index.html": "theirs"}


def test_a_file_of_somebody_else_is_not_replaced_unasked(
    site: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "index.html", "Welcome to nginx!")
    assert publish(site, folder) == 1
    assert "would replace: index.html" in capsys.readouterr().err
    assert held(folder) == {"index.html": "Welcome to nginx!"}
    assert publish(site, folder, "--replace") == 0
    assert held(folder) == PAGES


class Cut(FolderHost):
    """Fails after some files."""

    left = 0

    def send(self, site: Path, files: list[SiteFile], jobs: int) -> None:  # type: ignore[override]
        for file in files:
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            super().send(site, [file], jobs)


@pytest.mark.parametrize("left", range(len(PAGES)))
def test_after_a_cut_the_next_run_ends_the_work(
    site: Path, folder: Path, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        host = Cut(folder)
        host.left = left
        patched.setattr(publishing, "host_of", lambda target, site: host)
        assert publish(site, folder) == 1
    sent = held(folder)
    assert len(sent) == left
    assert ("fr/A/76/463/index.html" in sent) or ("index.html" not in sent)
    assert publish(site, folder) == 0
    assert held(folder) == PAGES
    # What arrived before the cut is on record too: it can be removed later.
    changed(site)
    assert publish(site, folder, "--remove") == 0
    assert held(folder) == content_of(site, "")


def test_a_dry_run_changes_nothing(site: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(site, folder)
    changed(site)
    capsys.readouterr()
    assert publish(site, folder, "--dry-run", "--remove") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "new: fr/A/77/1/index.html",
        "changed: index.html",
        "removed: fr/A/76/463/A-76-463.bib",
        "removed: fr/A/76/463/A-76-463.original.pdf",
        "removed: fr/A/76/463/A-76-463.png",
        "removed: fr/A/76/463/index.html",
    ]
    assert held(folder) == PAGES


def test_a_site_that_was_built_meanwhile_is_told(
    site: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compared = FolderHost.compared

    def built(host: FolderHost, files: dict[str, SiteFile]) -> tuple[frozenset[str], frozenset[str]]:
        put(site, "sitemap.xml", "<urlset></urlset>")
        return compared(host, files)

    monkeypatch.setattr(FolderHost, "compared", built)
    assert publish(site, folder) == 1
    assert "sitemap.xml has changed while it was being published; publish again" in capsys.readouterr().err


def test_a_record_that_is_none_is_told(site: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(site, folder)
    (folder / settings().record).write_bytes(b"not gzip")
    assert publish(site, folder) == 1
    assert "isn't what Cote writes" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["site", "site/www", "."])
def test_a_folder_that_holds_the_site_is_refused(
    site: Path, target: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.parent)
    assert main(["publish", target]) == 1
    assert "holds the built site, or lies in it" in capsys.readouterr().err


def test_an_address_that_nobody_publishes_to_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(site.parent), "publish", "ftp://host/www"]) == 1
    assert "not to ftp" in capsys.readouterr().err


def test_no_site_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "publish", str(tmp_path / "www")]) == 1
    assert "make it with: make site" in capsys.readouterr().err
