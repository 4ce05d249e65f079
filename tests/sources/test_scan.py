"""Which documents there are, and faults of folders; each case of bad input once."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.sources import scan

TOML = 'symbol = "{0}"\nsymbol_evidence = "masthead"\ntitle = "x"\n'


def put(root: Path, path: str, content: str = "1. Texte.\n") -> Path:
    file = root / "source_texts" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


def scanned(root: Path) -> tuple[list[str], list[str]]:
    entries, diagnostics = scan(root)
    return [entry.document.path for entry in entries], [str(diagnostic) for diagnostic in diagnostics]


def test_documents_inside_documents(tmp_path: Path) -> None:
    for symbol in ("A/76/463", "A/76/463/Add.1"):
        put(tmp_path, f"fr/{symbol}/source.txt")
        put(tmp_path, f"fr/{symbol}/document.toml", TOML.format(symbol))
    assert scanned(tmp_path) == (["fr/A/76/463", "fr/A/76/463/Add.1"], [])


def test_no_sources_at_all(tmp_path: Path) -> None:
    assert scanned(tmp_path) == ([], [])


def test_missing_document_toml(tmp_path: Path) -> None:
    put(tmp_path, "fr/A/76/463/source.txt")
    paths, messages = scanned(tmp_path)
    assert paths == ["fr/A/76/463"]
    assert messages[0].startswith("source_texts/fr/A/76/463/document.toml: S005")


def test_two_documents_with_one_symbol(tmp_path: Path) -> None:
    for folder in ("A/76/463", "A/76/464"):
        put(tmp_path, f"fr/{folder}/source.txt")
        put(tmp_path, f"fr/{folder}/document.toml", TOML.format("A/76/463"))
    paths, messages = scanned(tmp_path)
    assert len(paths) == 2
    claimed, misplaced = messages
    at = "source_texts/fr/A/76/464/document.toml:1:"
    assert (
        claimed
        == f"{at} S008 A/76/463 is claimed by source_texts/fr/A/76/463/document.toml:1 too: remove it from one of them"
    )
    assert misplaced == f"{at} S009 symbol A/76/463 belongs in A/76/463, but the folder is A/76/464"


def test_two_documents_with_one_alias(tmp_path: Path) -> None:
    for symbol in ("A/1/1", "A/1/2"):
        put(tmp_path, f"fr/{symbol}/source.txt")
        put(tmp_path, f"fr/{symbol}/document.toml", TOML.format(symbol) + 'aliases = ["sans-cote/x"]\n')
    entries, diagnostics = scan(tmp_path)
    assert [entry.document.aliases for entry in entries] == [("sans-cote/x",), ()]
    assert [diagnostic.code for diagnostic in diagnostics] == ["S008"]


def test_an_alias_that_is_another_document(tmp_path: Path) -> None:
    for symbol, aliases in (("A/1/1", 'aliases = ["A/1/2"]\n'), ("A/1/2", "")):
        put(tmp_path, f"fr/{symbol}/source.txt")
        put(tmp_path, f"fr/{symbol}/document.toml", TOML.format(symbol) + aliases)
    entries, diagnostics = scan(tmp_path)
    assert [entry.document.aliases for entry in entries] == [(), ()]
    assert [(diagnostic.code, diagnostic.line) for diagnostic in diagnostics] == [("S008", 4)]


def test_folders_that_are_not_addresses(tmp_path: Path) -> None:
    put(tmp_path, "fr/S/RES/2370(2017)/source.txt")
    put(tmp_path, "xx/A/1/source.txt")
    paths, messages = scanned(tmp_path)
    assert paths == []
    assert [line.split()[1] for line in messages] == ["S012", "S012"]


@pytest.mark.parametrize("folder", ["", "fr/"])
def test_a_document_beside_the_folders_of_documents_is_told_with_its_cure(tmp_path: Path, folder: str) -> None:
    put(tmp_path, f"{folder}A_HRC_1_2.txt")
    put(tmp_path, f"{folder}notes.ods")
    paths, messages = scanned(tmp_path)
    assert paths == []
    assert [line.split()[1] for line in messages] == ["S013", "S014"]
    assert f"source_texts/{folder}A_HRC_1_2.txt: S013" in messages[0]
    assert "cote add" in messages[0]


def test_folders_that_differ_in_case_only(tmp_path: Path) -> None:
    for name in ("A/76/add.1", "A/76/Add.1"):
        put(tmp_path, f"fr/{name}/source.txt")
    assert any("S012" in line for line in scanned(tmp_path)[1])


@pytest.mark.parametrize(
    ("right", "alike"),
    [("fr/A/1", "FR/A/1"), ("fr/sans-cote/x", "fr/SANS-COTE/x"), ("fr/A/76/add.1", "fr/A/76/ADD.1")],
)
def test_a_folder_that_comes_later_takes_nobodys_place(tmp_path: Path, right: str, alike: str) -> None:
    put(tmp_path, f"{right}/source.txt")
    put(tmp_path, f"{alike}/source.txt")
    put(tmp_path, "SHA256SUMS", f"{'a' * 64}  {right}/source.txt\n")
    paths, messages = scanned(tmp_path)
    assert paths == [right]
    assert any("S012" in line and "rename it" in line for line in messages)


def test_links_out_of_the_tree_are_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "secret"
    outside.mkdir()
    (outside / "source.txt").write_text("secret", encoding="utf-8")
    put(tmp_path, "fr/A/1/document.toml", TOML.format("A/1"))
    (tmp_path / "source_texts/fr/A/1/source.txt").symlink_to(outside / "source.txt")
    (tmp_path / "source_texts/fr/A/2").symlink_to(outside)
    paths, messages = scanned(tmp_path)
    assert paths == []
    assert sorted(line.split(":")[0] for line in messages if "S011" in line) == [
        "source_texts/fr/A/1/source.txt",
        "source_texts/fr/A/2",
    ]


def test_a_link_says_where_it_leads(tmp_path: Path) -> None:
    put(tmp_path, "fr/A/1/document.toml", TOML.format("A/1"))
    for name, target in (("source.pdf", "/dev/null"), ("source.txt", "source.txt")):
        (tmp_path / "source_texts/fr/A/1" / name).symlink_to(target)
    _, messages = scanned(tmp_path)
    told = [line for line in messages if "S011" in line]
    assert "a link to a pipe, a socket or a device: it isn't read" in told[0]
    assert "a link that leads nowhere: it isn't read" in told[1]


def test_files_that_nobody_reads(tmp_path: Path) -> None:
    put(tmp_path, "fr/A/1/notes.csv")
    put(tmp_path, "fr/A/2/document.toml", TOML.format("A/2"))
    put(tmp_path, "fr/A/2/rapport.docx")
    put(tmp_path, "stray.txt")
    paths, messages = scanned(tmp_path)
    assert paths == []
    assert [line.split(": ")[1].split()[0] + " " + line.split(":")[0] for line in messages] == [
        "S014 source_texts/fr/A/1/notes.csv",
        "S013 source_texts/fr/A/2",
        "S013 source_texts/stray.txt",
    ]


def test_two_sources_in_one_folder(tmp_path: Path) -> None:
    put(tmp_path, "fr/A/1/document.toml", TOML.format("A/1"))
    put(tmp_path, "fr/A/1/source.txt")
    put(tmp_path, "fr/A/1/source.md")
    entries, diagnostics = scan(tmp_path)
    assert [entry.source for entry in entries] == ["source_texts/fr/A/1/source.txt"]
    assert [diagnostic.code for diagnostic in diagnostics] == ["S013"]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("A_HRC_1_2.txt", "mv {}/A_HRC_1_2.txt {}/source.txt"),
        ("Source.TXT", "mv {}/Source.TXT {}/source.txt"),
        ("A 1.pdf", "mv '{}/A 1.pdf' {}/source.pdf"),
        ("rapport.DOCX", "mv {}/rapport.DOCX {}/source.docx"),
        ("Document.toml", "mv {}/Document.toml {}/document.toml"),
    ],
)
def test_a_wrong_name_is_a_finding_with_its_cure(tmp_path: Path, name: str, command: str) -> None:
    put(tmp_path, f"fr/A/1/{name}")
    _, (message,) = scanned(tmp_path)
    assert message.startswith("source_texts/fr/A/1: S013 ")
    assert message.endswith("rename it: " + command.replace("{}", "source_texts/fr/A/1"))


def test_files_beside_a_document_are_no_findings(tmp_path: Path) -> None:
    for name in ("README.md", ".notes.txt"):
        put(tmp_path, f"fr/A/1/{name}")
    assert [message.partition(": ")[2][:4] for message in scanned(tmp_path)[1]] == ["S014", "S014"]
