"""The commands on small archives: faults are reported, everything else is done, and the exit code tells."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.run.archive import STORE
from tests.archives import empty_archive

TEXT = """# I. Introduction

1. Le présent rapport porte sur la prévention.

2. L'Assemblée générale a examiné ce point<sup>1</sup>.

<sup>1</sup> Voir le rapport précédent.
"""
TOML = 'symbol = "{0}"\nsymbol_evidence = "essai"\ntitle = "{1}"\n'
CITING = "\n3. Voir la résolution 60/1 de l’Assemblée générale.\n"


def add(root: Path, symbol: str, text: str | bytes = TEXT, title: str = "Essai") -> Path:
    folder = root / f"source_texts/fr/{symbol}"
    folder.mkdir(parents=True)
    (folder / "source.md").write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / "document.toml").write_text(TOML.format(symbol, title), encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive without documents."""
    return empty_archive(tmp_path)


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments])


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def codes(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.split(": ")[1].split()[0] for line in lines(capsys)]


def test_from_nothing_to_a_checked_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(root, "A/76/1")
    assert run(root, "record") == 0
    assert run(root, "site") == 0
    assert run(root, "check") == 0
    assert lines(capsys) == []
    page = (root / "site/fr/A/76/1/index.html").read_text(encoding="utf-8")
    assert all(f'id="{anchor}"' in page for anchor in ("sec-1", "par-1", "par-2", "note-1", "ref-1"))


def test_an_archive_without_documents(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "site") == 0
    assert lines(capsys) == []
    assert (root / "site/index.html").is_file()


def test_a_stale_page_a_changed_source_and_a_changed_text(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = add(root, "A/76/1")
    run(root, "record")
    run(root, "convert")
    (folder / "source.md").write_text(TEXT.replace("porte sur", "traite de"), encoding="utf-8")
    capsys.readouterr()
    assert run(root, "check") == 1
    assert codes(capsys) == ["L011", "A102", "L008", "S017"]
    assert run(root, "record") == 0
    assert run(root, "convert") == 0
    capsys.readouterr()
    assert run(root, "check") == 1
    assert codes(capsys) == ["L008"]
    page = (root / "docs/fr/A/76/1.md").read_text(encoding="utf-8")
    assert "porte sur" in page.partition("corrections: ")[2].partition("---")[0]
    assert "data-corrected=" in page


@pytest.mark.parametrize("damage", [b"par-3 4f1c", b"\xff\n"])
def test_nothing_is_recorded_over_a_damaged_registry(
    root: Path, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    folder = add(root, "A/76/1")
    run(root, "record")
    file = root / "registry/fr/A/76/1.txt"
    file.write_bytes(file.read_bytes() + damage)
    before = file.read_bytes()
    (folder / "source.md").write_text(TEXT.replace("porte sur", "traite de"), encoding="utf-8")
    capsys.readouterr()
    assert run(root, "record") == 1
    assert "A105" in codes(capsys)
    assert file.read_bytes() == before
    assert not (root / "registry/fr/A/76/1.changes.jsonl").exists()


def test_one_odd_file_stops_no_other_document(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty source, links to themselves, pipes, a page that a person wrote where one is made."""
    add(root, "A/76/1")
    run(root, "record")
    (add(root, "A/76/2") / "source.md").write_bytes(b"")
    for symbol in ("A/76/3", "A/76/4"):
        (add(root, symbol) / "source.md").unlink()
    (root / "source_texts/fr/A/76/3/source.md").symlink_to("source.md")
    os.mkfifo(root / "source_texts/fr/A/76/4/source.md")
    (add(root, "A/76/5") / "document.toml").unlink()
    os.mkfifo(root / "source_texts/fr/A/76/5/document.toml")
    add(root, "A/76/6")
    (root / "docs/fr/A/76").mkdir(parents=True)
    (root / "docs/fr/A/76/6.md").write_text("# À la main\n", encoding="utf-8")
    os.mkfifo(root / "docs/tube.md")
    (root / "docs/boucle").symlink_to("boucle")
    capsys.readouterr()
    assert run(root, "site") == 1
    assert {"S002", "S011", "L013", "L014"} <= set(codes(capsys))
    assert 'id="par-1"' in (root / "site/fr/A/76/1/index.html").read_text(encoding="utf-8")
    assert "À la main" in (root / "site/fr/A/76/6/index.html").read_text(encoding="utf-8")
    assert not (root / "site/fr/A/76/2/index.html").exists()


def test_a_site_waits_until_a_change_is_on_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = add(root, "A/76/1")
    run(root, "record")
    run(root, "site")
    pages = [root / "site/fr/A/76/1/index.html", root / "docs/fr/A/76/1.md"]
    before = [page.read_bytes() for page in pages]
    (folder / "source.md").write_text(TEXT.replace("porte sur", "traite de"), encoding="utf-8")
    capsys.readouterr()
    assert run(root, "site") == 1
    captured = capsys.readouterr()
    told = "source_texts/fr/A/76/1/source.md:3: “présent rapport porte sur la prévention.” is now "
    told += "“présent rapport traite de la prévention.”"
    assert f"registry/fr/A/76/1.txt:2: A102 the text of par-1 has changed in {told}" in captured.out
    assert "Not published: 2 findings." in captured.err
    assert "cote record" in captured.err
    assert [page.read_bytes() for page in pages] == before
    assert run(root, "record") == 0
    assert run(root, "site") == 0
    assert "traite de" in pages[0].read_text(encoding="utf-8")
    (folder / "source.md").write_text(TEXT.replace("porte sur", "parle de"), encoding="utf-8")
    assert run(root, "site", "--unrecorded") == 1
    assert "parle de" in pages[0].read_text(encoding="utf-8")


def test_what_was_removed_keeps_its_address(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page there says so; nothing lists it; the record stays; and it may come back."""
    folder = add(root, "A/76/1")
    add(root, "A/76/2", TEXT + "\n3. Voir A/76/1, par. 2.\n")
    run(root, "record")
    run(root, "site")
    registered = (root / "registry/fr/A/76/1.txt").read_bytes()
    shutil.move(folder, root / "away")
    capsys.readouterr()
    assert run(root, "site") == 1
    assert {"A104", "S018"} <= set(codes(capsys))
    assert run(root, "record") == 1  # It keeps what is known of the document for the page that tells of its removal.
    assert run(root, "record", "--forget", "fr/A/76/1") == 0
    assert '"symbol": "A/76/1"' in (root / "registry/fr/A/76/1.removed.json").read_text(encoding="utf-8")
    assert run(root, "site") == 0
    assert run(root, "check") == 0
    for path in ("fr/A/76/1", "A/76/1"):
        page = (root / f"site/{path}/index.html").read_text(encoding="utf-8")
        assert "a été retiré de l’archive le" in page
        assert 'content="noindex"' in page
    assert (root / "registry/fr/A/76/1.txt").read_bytes() == registered
    others = [file for file in (root / "site").rglob("*") if file.is_file() and "A/76/1/" not in file.as_posix()]
    assert not [file for file in others if b'href="fr/A/76/1/"' in file.read_bytes()]
    assert b"/fr/A/76/1/" not in (root / "site/sitemap.xml").read_bytes()
    assert (
        "/fr/A/76/1/ /fr/A/76/1/index.html;"
        in (root / "site/adresses/retraits.map").read_text(encoding="utf-8").splitlines()
    )
    shutil.move(root / "away", folder)
    capsys.readouterr()
    assert run(root, "record") == 0
    assert not (root / "registry/fr/A/76/1.removed.json").exists()
    assert run(root, "site") == 0
    assert 'id="par-1"' in (root / "site/fr/A/76/1/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("fr/A/76/11", "nothing on record has this path; did you mean 'fr/A/76/1'?"),
        ("fr/A/76/1/sorce.md", "nothing on record has this path; did you mean 'fr/A/76/1/source.md'?"),
        (
            "source_texts",
            "nothing on record has this path; give a path as the message of a finding (A104, S018) names it",
        ),
        ("", "nothing on record has this path; give a path as the message of a finding (A104, S018) names it"),
        ("fr/A/76/2/", "source_texts/fr/A/76/2 is still there; remove it first if it is gone for good"),
        (
            "fr/A/76/2/source.md",
            "source_texts/fr/A/76/2/source.md is still there; remove it first if it is gone for good",
        ),
    ],
)
def test_what_cannot_be_forgotten_is_told(root: Path, capsys: pytest.CaptureFixture[str], path: str, told: str) -> None:
    """Nothing is recorded then, also not of another path that could be."""
    folder = add(root, "A/76/1")
    add(root, "A/76/2")
    run(root, "record")
    shutil.rmtree(folder)
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file() and ".cache" not in file.parts}
    capsys.readouterr()
    assert run(root, "record", "--forget", "fr/A/76/1", "--forget", path) == 1
    assert capsys.readouterr().err.splitlines() == [f"--forget {path}: {told}", "nothing was recorded"]
    assert {file: file.read_bytes() for file in before} == before
    assert run(root, "record", "--forget", "fr/A/76/1/") == 0


@pytest.mark.parametrize(
    ("doubtful", "code"),
    [
        ({"document.toml": TOML.format("A/76/3", "Essai")}, "S009"),
        ({"document.toml": TOML.format("A/76/2", "Essai") + 'aliases = ["A/76/1"]\n'}, "S008"),
        ({"source.md": "A/76/99\n\nConseil de sécurité\n\nDistr. générale\n\n" + TEXT}, "S015"),
        ({"source.md": ""}, "S002"),
        ({"document.toml": 'symbol = "A/76/2\n'}, "S006"),
        ({"document.toml": None}, "S006"),
    ],
)
def test_a_doubtful_document_is_not_published_and_its_page_stays(
    root: Path, capsys: pytest.CaptureFixture[str], doubtful: dict[str, str | None], code: str
) -> None:
    """The others are. One that was never published has no page."""
    folder = add(root, "A/76/2", TEXT.replace("prévention", "répression") + CITING)
    of_council = TOML.format("A/76/2", "Essai") + 'organ = "S"\n'
    (folder / "document.toml").write_text(of_council, encoding="utf-8")
    add(root, "A/76/1")
    run(root, "record")
    run(root, "site")
    kept = ["docs/fr/A/76/2.md", "site/fr/A/76/2/A-76-2.json", "docs/cotes/A/RES/60/1.md", "docs/cotes/A.md"]
    # An organ of its own: its list and its feed stay, too.
    kept.append("site/flux/organes/S.xml")
    before = {file: (root / file).read_bytes() for file in kept}
    quality = root / "site/qualite/fr/A/76/2/index.html"
    assert quality.is_file()
    for name, words in doubtful.items():
        if words is None:
            (folder / name).unlink()
        else:
            (folder / name).write_text(words, encoding="utf-8")
    add(root, "A/76/1/Add.1", "1. Ajouté.\n")
    new = add(root, "A/76/5")
    (new / "document.toml").write_text(TOML.format("A/76/6", "Essai"), encoding="utf-8")
    capsys.readouterr()
    assert run(root, "site") == 1
    captured = capsys.readouterr()
    told = [line for line in captured.out.splitlines() if f": {code} " in line and "/A/76/2/" in line]
    assert len(told) == 1
    assert told[0].endswith("; not published until that is settled") or code == "S002"
    assert "fr/A/76/2 (it stays as it was published before)" in captured.err
    assert "fr/A/76/5" in captured.err
    assert {file: (root / file).read_bytes() for file in before} == before
    assert quality.is_file()
    assert "répression" in (root / "site/fr/A/76/2/index.html").read_text(encoding="utf-8")
    assert not (root / "site/fr/A/76/5").exists()
    assert (root / "site/fr/A/76/1/Add.1/index.html").is_file()
    run(root, "record")
    assert "\n76/2\t" in (root / "held/fr/A.tsv").read_text(encoding="utf-8")
    # In a new clone there is no site that has its formats: it is left out, and the others go on.
    shutil.rmtree(root / "site")
    capsys.readouterr()
    assert run(root, "site") == 1
    captured = capsys.readouterr()
    assert {line.split(": ")[1].split()[0] for line in captured.out.splitlines()} <= {code, "S009", "S017"}
    assert "Not published: fr/A/76/2 (left out, of the lists in docs/, too" in captured.err
    assert "\nPublished: 2 of 4 documents. What is to be done is named above, 2 findings;" in captured.err
    assert (root / "docs/fr/A/76/2.md").read_bytes() == before["docs/fr/A/76/2.md"]
    assert not (root / "site/fr/A/76/2").exists()
    assert (root / "site/fr/A/76/1/index.html").is_file()
    assert run(root, "check") == 1
    assert {"L007", "L010", "L012"}.isdisjoint(codes(capsys))


@pytest.mark.parametrize("page", ["2.md", "2/index.md"])
def test_a_page_by_hand_in_a_published_documents_place_stops_no_other(
    root: Path, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    """What was published of that document stays, with what only it cites; in a new clone, it is left out."""
    folder = add(root, "A/76/2", TEXT + CITING)
    (folder / "document.toml").write_text(
        TOML.format("A/76/2", "Essai") + 'organ = "S"\naliases = ["A/76/22"]\n', encoding="utf-8"
    )
    run(root, "record")
    run(root, "site")
    site = root / "site"
    published = site / "fr/A/76/2/index.html"
    before, pages = published.read_bytes(), [*site.rglob("*.html"), *published.parent.iterdir()]
    add(root, "A/76/1")
    run(root, "record")
    by_hand = root / "docs/fr/A/76" / page
    by_hand.parent.mkdir(exist_ok=True)
    by_hand.write_text("# À la main\n", encoding="utf-8")
    for _ in range(2):
        capsys.readouterr()
        assert run(root, "site") == 1
        captured = capsys.readouterr()
        (told,) = captured.out.splitlines()
        assert told.startswith(f"source_texts/fr/A/76/2/document.toml:1: S047 docs/fr/A/76/{page} wasn't generated")
        assert "move it" in told
        assert "fr/A/76/2 (it stays as it was published before)" in captured.err
        assert published.read_bytes() == before
        assert not [page for page in pages if not page.exists()]
        assert (site / "fr/A/76/1/index.html").is_file()
        assert by_hand.read_text(encoding="utf-8") == "# À la main\n"
    shutil.rmtree(site)
    assert run(root, "site") == 1
    assert "fr/A/76/2 (left out, of the lists in docs/, too" in capsys.readouterr().err
    assert not (site / "fr/A/76/2").exists()
    assert (site / "fr/A/76/1/index.html").is_file()


def test_a_page_by_hand_is_not_what_was_published_of_a_document(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As where the document went on record once the page was in the site."""
    add(root, "A/76/1")
    run(root, "record")
    add(root, "A/76/2")
    (root / "docs/fr/A/76").mkdir(parents=True)
    (root / "docs/fr/A/76/2.md").write_text("# À la main\n", encoding="utf-8")
    run(root, "site")
    assert "À la main" in (root / "site/fr/A/76/2/index.html").read_text(encoding="utf-8")
    run(root, "record")
    capsys.readouterr()
    assert run(root, "site") == 1
    captured = capsys.readouterr()
    assert [line.split(": ")[1].split()[0] for line in captured.out.splitlines()] == ["S047"]
    assert "fr/A/76/2 (left out, of the lists in docs/, too" in captured.err
    assert (root / "site/fr/A/76/1/index.html").is_file()


def test_a_page_edited_by_hand(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(root, "A/76/1")
    run(root, "record")
    run(root, "convert")
    page = root / "docs/fr/A/76/1.md"
    page.write_text(page.read_text(encoding="utf-8").replace("présent", "dernier"), encoding="utf-8")
    capsys.readouterr()
    run(root, "check")
    assert [line for line in lines(capsys) if line.startswith("docs/fr/A/76/1.md:") and "L011" in line]


def test_a_vanished_anchor_keeps_the_last_good_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = add(root, "A/76/1")
    run(root, "record")
    run(root, "site")
    before = (root / "site/fr/A/76/1/index.html").read_bytes()
    (folder / "source.md").write_text(TEXT.replace("2. L'Assemblée", "3. L'Assemblée"), encoding="utf-8")
    capsys.readouterr()
    assert run(root, "site") == 1
    said = lines(capsys)
    assert [line for line in said if line.startswith("registry/fr/A/76/1.txt:3: A101 published anchor par-2 ")]
    assert (root / "site/fr/A/76/1/index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "code"),
    [("1. Résolution prise, R".encode() + b"\xe9solution.\n", "S001"), (b"1. Texte\x00 suite.\n", "S003")],
)
def test_a_damaged_source_is_reported_and_converted(
    root: Path, capsys: pytest.CaptureFixture[str], text: bytes, code: str
) -> None:
    add(root, "A/76/1", text)
    add(root, "A/76/2")
    assert run(root, "convert") == 1
    assert code in codes(capsys)
    assert "présent rapport" in (root / "docs/fr/A/76/2.md").read_text(encoding="utf-8")
    page = (root / "docs/fr/A/76/1.md").read_text(encoding="utf-8")
    assert code != "S001" or "R\N{REPLACEMENT CHARACTER}solution" in page
    assert "\x00" not in page


def test_a_missing_document_toml(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (add(root, "A/76/1") / "document.toml").unlink()
    assert run(root, "convert") == 1
    assert lines(capsys)[0].startswith("source_texts/fr/A/76/1/document.toml: S005 ")
    assert (root / "docs/fr/A/76/1.md").is_file()


HOSTILE = "<script>alert(1)</script> {{ config }} [x](javascript:alert(1)) <img src=x onerror=alert(1)>"


def test_markup_in_text_and_title_is_shown_and_not_run(root: Path) -> None:
    add(root, "A/76/1", f"# I. {HOSTILE}\n\n1. {HOSTILE}\n", HOSTILE)
    run(root, "record")
    run(root, "site")
    assert "&lt;script&gt;alert(1)" in (root / "site/fr/A/76/1/index.html").read_text(encoding="utf-8")
    for page in (root / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert 'href="javascript:' not in html


def test_a_symbol_that_would_leave_its_folder(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = add(root, "A/76/1")
    (folder / "document.toml").write_text(TOML.format("../../../evil", "Essai"), encoding="utf-8")
    before = set(root.parent.rglob("evil*"))
    assert run(root, "convert") == 1
    assert codes(capsys) == ["S010"]
    assert set(root.parent.rglob("evil*")) == before


def test_wrong_usage() -> None:
    for arguments in ([], ["convertir"], ["--jobs", "-1", "check"], ["explain"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


def test_codes_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "s015"]) == 0
    assert capsys.readouterr().out.startswith("S015 ")
    assert main(["explain", "X999"]) == 2


def test_settings_that_disagree_publish_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "mkdocs.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("https://cote.example/", "https://other.example/"), "utf-8"
    )
    assert run(root, "site") == 1
    captured = capsys.readouterr()
    (told,) = captured.out.splitlines()
    assert told.startswith("mkdocs.yml:4: L021 site_url: 'https://other.example/', but `site_url` of build_scripts/")
    assert "Not published" in captured.err
    assert not (root / "site").exists()


def test_addresses_that_nobody_can_own_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "site") == 0
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Before it goes on line: ")]
    assert [line.split()[5] for line in told] == ["site_url", "mistakes_to"]


def test_keys_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    for name, line in (("types", "report\tRapport"), ("organs", "A\tAssemblée générale"), ("languages", "ar\tarabe")):
        assert main(["explain", name]) == 0
        assert line in lines(capsys)
    assert main(["explain", "organ"]) == 2


def test_clean_forgets_what_was_made(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for made in ("made anew", "as before", "made anew"):
        run(root, "convert")
        said = capsys.readouterr().err
        assert f" 0 {'as before' if made == 'made anew' else 'made anew'}" in said
        if made == "as before":
            run(root, "clean")
            assert not (root / STORE).exists()


def test_serve_without_a_site(root: Path) -> None:
    assert run(root, "serve") == 1


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_no_more_is_a_message(
    root: Path, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(root, "A/76/1")

    def full(*_: object) -> bool:
        raise OSError(code, os.strerror(code), "registry/fr/A/76/1.txt")

    monkeypatch.setattr("build_scripts.run.commands.registry.save", full)
    assert run(root, "record") == 1
    (told,) = [line for line in capsys.readouterr().err.splitlines() if "registry/" in line]
    assert told.startswith(f"registry/fr/A/76/1.txt: {os.strerror(code)}. ")
    assert told.endswith("then give the command again")


def test_a_record_that_is_no_file_is_a_finding_and_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(root, "A/76/1")
    assert run(root, "record") == 0
    file = root / "registry/fr/A/76/1.txt"
    file.unlink()
    os.mkfifo(file)
    assert run(root, "check") == 1
    assert "registry/fr/A/76/1.txt: A105 isn't a file: nothing of it is read; bring it back" in capsys.readouterr().out
    run(root, "record")
    assert file.is_fifo()


def test_a_full_disk_without_a_name_is_one_of_those_written_on(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(root, "A/76/1")

    def full(*_: object) -> bool:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("build_scripts.run.commands.registry.save", full)
    assert run(root, "record") == 1
    assert f"the disk of {root}" in capsys.readouterr().err
