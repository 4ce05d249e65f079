"""A copy in some of the archive's languages: its documents alone, and where the other versions are published."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import lxml.html
import pytest
from libzim.reader import Archive

from build_scripts.__main__ import main
from build_scripts.core.settings import archive
from build_scripts.offline import sums
from build_scripts.offline.copy_settings import OfflineError
from build_scripts.offline.folder import record
from build_scripts.offline.make import UPDATES, Order, make
from build_scripts.offline.selection import Criteria, chosen
from build_scripts.offline.update import update
from tests.browser.drivers import Browser

from .conftest import ALONE, PATH

HOME = archive().site_url


@pytest.fixture(scope="module")
def made(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that has the copy in Arabic and English, and its updates."""
    place = tmp_path_factory.mktemp("languages")
    assert main(["--root", str(site.parent), "record"]) == 0  # so that numbering is compared with what isn't copied
    make(site.parent, Order(place, ["zim", UPDATES], Criteria(languages=["en", "Arabe", "en"]), jobs=1))
    return place


@pytest.fixture
def folder(made: Path) -> Path:
    """The copy. Not to be changed."""
    return made / "cote"


def links(folder: Path, page: str, path: str) -> dict[str, tuple[str, bool]]:
    """Where links lead, by the language of the version, and whether that needs a network."""
    tree = lxml.html.fromstring((folder / page).read_bytes())
    return {
        link.get("hreflang") or link.get("lang"): (link.get("href"), link.get("data-network") is not None)
        for link in tree.xpath(path)
    }


def test_only_documents_in_these_languages_are_there(folder: Path) -> None:
    documents = {path for path in sums.files(folder) if path.endswith("index.html") and path[2:3] == "/"}
    assert documents == {f"{code}/{PATH}/index.html" for code in ("ar", "en")}
    assert not (folder / ALONE).exists(), "a document without version in them has no address"
    searched = "".join(file.read_text(encoding="utf-8") for file in (folder / "pagefind").rglob("*.js"))
    # What search holds of a document; of the others it knows the addresses.
    assert f'"path":"en/{PATH}/"' in searched
    assert f'"path":"fr/{PATH}/"' not in searched
    assert f'"elsewhere":["fr/{PATH}"]' in searched
    for path in sums.files(folder):
        if path.startswith(("annees/", "organes/", "types/")) or path == "index.html":
            tree = lxml.html.fromstring((folder / path).read_bytes())
            assert not [a for a in tree.xpath("//main//a/@href") if f"fr/{PATH}" in a], path


def test_other_versions_are_where_they_are_published(folder: Path) -> None:
    switch = links(folder, f"en/{PATH}/index.html", "//nav[@data-versions]//a[@hreflang]")
    assert switch == {
        "ar": (f"../../../../ar/{PATH}/index.html", False),
        "en": ("./index.html", False),
        "fr": (f"{HOME}fr/{PATH}/", True),
    }
    sides = links(folder, f"en/{PATH}/index.html", "//a[@data-beside]")
    query = f"?a=en/{PATH}&b="
    assert sides == {
        "ar": (f"../../../../cote-a-cote/index.html{query}ar/{PATH}", False),
        "fr": (f"{HOME}cote-a-cote/{query}fr/{PATH}", True),
    }
    listed = links(folder, f"{PATH}/index.html", "//ul[@data-versions]//a")
    assert {code: network for code, (_, network) in listed.items()} == {"ar": False, "en": False, "fr": True}
    tree = lxml.html.fromstring((folder / f"en/{PATH}/index.html").read_bytes())
    told = [words.text_content() for words in tree.xpath("//p[@class='versions__differ']")]
    assert [("arabe" in words, "français" in words) for words in told] == [(True, False), (False, True)]


def test_the_record_says_which_languages(folder: Path) -> None:
    said = record((folder / "copie.txt").read_bytes())
    assert (said["languages"], said["documents"], said["selection"]) == ("ar,en", "2", "langues arabe, anglais")
    assert "langues arabe, anglais" in (folder / "LISEZ-MOI.html").read_text(encoding="utf-8")
    table = json.loads((folder / f"en/{PATH}/A-76-463.json").read_bytes())
    assert [version["language"] for version in table["document"]["versions"]] == ["ar", "fr"]


def test_a_zim_names_all_its_languages(made: Path) -> None:
    zim = Archive(made / "cote.zim")
    assert zim.check()
    assert zim.get_metadata("Language") == b"ara,eng"
    assert zim.get_metadata("Name") == b"cote_mul_langues-arabe-anglais"
    assert "Langues\u202f: arabe, anglais." in zim.get_metadata("LongDescription").decode()


def test_it_is_verified_and_brought_up_to_date(
    made: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["offline", "verify", str(made / "cote")]) == 0
    own = Path(shutil.copytree(made / "cote", tmp_path / "cote"))
    (own / f"en/{PATH}/index.html").write_text("damaged", encoding="utf-8")
    assert main(["offline", "verify", str(own)]) == 1
    assert f"changed: en/{PATH}/index.html" in capsys.readouterr().out
    update(own, str(made / f"cote-{UPDATES}"), None)
    assert main(["offline", "verify", str(own)]) == 0
    make(site.parent, Order(tmp_path / "whole", [UPDATES], jobs=1))
    with pytest.raises(OfflineError, match="another archive or selection"):
        update(own, str(tmp_path / f"whole/cote-{UPDATES}"), None)


def test_languages_that_the_site_has_not(site: Path) -> None:
    with pytest.raises(OfflineError, match="no document in the language zh; the site has ar, en, fr"):
        chosen(site, Criteria(languages=["en", "zh"]))


def test_an_address_without_language_opens_what_the_copy_has(browser: Browser, made: Path, tmp_path: Path) -> None:
    """And never the site, though that has the version in the language of the browser."""
    folder = Path(shutil.copytree(made / "cote", tmp_path / "clé 100% #1"))
    page = folder / f"{PATH}/index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('hreflang="en"', 'hreflang="en" data-network'), encoding="utf-8")
    browser.open(f"{page.as_uri()}#par-3")
    browser.wait(f"location.href === '{(folder / f'ar/{PATH}/index.html').as_uri()}#par-3'")
