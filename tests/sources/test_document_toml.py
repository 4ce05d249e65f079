"""Faults in document.toml are reported with their line, and the rest is used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_scripts.core.model import Document, Settled
from build_scripts.sources import load_document

PATH = "fr/A/76/463"
GOOD = 'symbol = "A/76/463"\nsymbol_evidence = "titre courant"\ntitle = "Prévention du crime"\n'


def load(root: Path, toml: str | bytes, path: str = PATH) -> tuple[Document, list[str]]:
    file = root / "source_texts" / path / "document.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(toml.encode() if isinstance(toml, str) else toml)
    document, diagnostics = load_document(root, path)
    return document, [str(diagnostic).removeprefix(f"source_texts/{path}/") for diagnostic in diagnostics]


def test_everything_that_it_may_say(tmp_path: Path) -> None:
    document, messages = load(
        tmp_path,
        GOOD
        + 'type = "report"\norgan = "A"\nsession = "Soixante-seizième session"\nagenda_item = "Point 108"\n'
        + 'date = 2021-11-30\noriginal_language = "en"\njob_number = "21-17225"\naliases = ["sans-cote/crime"]\n'
        + '\n[[corrections]]\nsource = "ONUDD"\nfixed = "ONUDC"\nreason = "lecture"\ncount = 2\n'
        + '\n[[corrections]]\nsource = "a  :"\nfixed = "a ;"\nreason = "lecture"\nanchor = "par-6.b"\n',
    )
    assert messages == []
    assert (document.path, document.language, document.symbol) == (PATH, "fr", "A/76/463")
    assert (document.date, document.original_language) == (date(2021, 11, 30), "en")
    assert document.aliases == ("sans-cote/crime",)
    first, second = document.corrections
    assert (first.source, first.fixed, first.count, first.line) == ("ONUDD", "ONUDC", 2, 13)
    assert (second.source, second.anchor, second.count) == ("a :", "par-6.b", 0)
    assert document.lines["date"] == 8


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (GOOD + 'titel = "x"\n', "document.toml:4: S007 unknown key 'titel'"),
        (GOOD + 'date = "2021-11-30"\n', "document.toml:4: S007 date: '2021-11-30' isn't of the form"),
        (
            GOOD + "date = 2021-11-30T10:00:00Z\n",
            "document.toml:4: S007 date: expected a date or a string, got a date with time",
        ),
        (GOOD + 'aliases = "A/1"\n', "document.toml:4: S007 aliases: expected a list, got a string"),
        (GOOD + 'type = "novel"\n', "document.toml:4: S007 type: 'novel' isn't one of report, note"),
        (
            GOOD + 'original_language = "anglais"\n',
            "document.toml:4: S007 original_language: 'anglais' isn't of the form",
        ),
        (
            GOOD + '[[corrections]]\nsource = "a"\nreason = "b"\n',
            "document.toml:4: S007 corrections.0: key 'fixed' is missing",
        ),
        (
            GOOD + '[[corrections]]\nsource = "a"\nfixed = "b"\nreason = "c"\ncounts = 1\n',
            "document.toml:8: S007 corrections.0: unknown key 'counts'",
        ),
        (
            'symbol = "A/76/463"\ntitle = "x"\n',
            "document.toml: S007 key 'symbol_evidence' is missing; 'symbol' requires it",
        ),
        (
            GOOD.replace('title = "Prévention du crime"', ""),
            "document.toml: S007 key 'title' is missing",
        ),
        (
            GOOD.replace("463", "464"),
            "document.toml:1: S009 symbol A/76/464 belongs in A/76/464, but the folder is A/76/463",
        ),
        ('title = "x"\n', "document.toml: S009 no symbol, but its folder A/76/463 isn't below sans-cote/"),
        (GOOD.replace("A/76/463", "../../etc/passwd"), "document.toml:1: S010 “../../etc/passwd” isn't a symbol"),
        (GOOD + 'aliases = ["../x"]\n', "document.toml:4: S010 alias: “../x” can't be the path"),
        (GOOD + 'aliases = ["/etc"]\n', "document.toml:4: S010 alias: “/etc” can't be the path"),
        ("title = Prévention\n", "document.toml:1: S006 isn't TOML"),
        (b'a = 1\n\ntitle = "R\xe9solution"\n', "document.toml:3: S006 it is encoded as WINDOWS-1252, not as UTF-8"),
        ('title = "x"\n'.encode("utf-16"), "document.toml:1: S006 it is encoded as UTF-16, not as UTF-8"),
        ('title = "x"\n'.encode("utf-16-le"), "document.toml:1: S006 it is encoded as UTF-16LE, not as UTF-8"),
        (b'title = "\xc3\xa9\xe9"\n', "document.toml:1: S006 isn't UTF-8 (byte 11)"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, toml: str | bytes, message: str) -> None:
    document, messages = load(tmp_path, toml)
    assert len(messages) == 1
    assert messages[0].startswith(message)
    assert document.path == PATH


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('titel = "x"', "'title'"),
        ('type = "Raport"', "'report'"),
        ('organ = "E/CN15"', "'E/CN.15'"),
        ('[[corrections]]\nsource = "a"\nfixed = "b"\nraison = "c"\nreason = "c"', "'reason'"),
        ('[[settled]]\nkey = "date"\ntext = "x"\nreson = "y"', "'reason'"),
    ],
)
def test_what_was_meant_is_said(tmp_path: Path, line: str, meant: str) -> None:
    _, messages = load(tmp_path, f"{GOOD}{line}\n")
    assert any(message.endswith(f"did you mean {meant}?") for message in messages)


def test_an_unknown_organ_like_no_other(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD + 'organ = "ZZZZZZ"\n')[1][0].endswith("`cote explain organs` lists them")


def test_what_a_person_has_settled(tmp_path: Path) -> None:
    entry = '[[settled]]\nkey = "date"\ntext = "11  mars 2020"\nreason = "Date du tirage."\n'
    document, messages = load(tmp_path, GOOD + entry)
    assert messages == []
    assert document.settled == (Settled("date", "11 mars 2020", "Date du tirage.", line=4),)


def test_what_is_wrong_is_left_out_and_the_rest_used(tmp_path: Path) -> None:
    document, _ = load(
        tmp_path, GOOD + 'date = "hier"\nsession = "Dixième session"\naliases = ["../x", "sans-cote/ok"]\n'
    )
    assert document.date is None
    assert document.session == "Dixième session"
    assert document.aliases == ("sans-cote/ok",)


def test_a_fault_in_a_list_of_several_lines_leaves_out_the_list(tmp_path: Path) -> None:
    document, messages = load(tmp_path, GOOD + 'aliases = [\n    "sans-cote/ok",\n    3,\n]\nsession = "Dixième"\n')
    assert messages == ["document.toml:6: S007 aliases.1: expected a string, got an integer"]
    assert document.aliases == ()
    assert document.session == "Dixième"


def test_the_second_half_of_a_joint_symbol_leads_here(tmp_path: Path) -> None:
    document, messages = load(
        tmp_path, 'symbol = "A/78/80-E/2023/64"\nsymbol_evidence = "masthead"\ntitle = "x"\n', "fr/A/78/80"
    )
    assert messages == []
    assert document.aliases == ("E/2023/64",)
