"""Which document an address names, whatever was added to it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.export.reader import ask

CASES = json.loads((Path(__file__).parent / "addresses.json").read_text(encoding="utf-8"))
"""By path from the archive's root: language, all folders, the document's folders, its block."""
READ = "value.map((path) => Object.values(cote.addresses.read(path)))"


def test_what_people_and_programs_make_of_addresses() -> None:
    assert dict(zip(CASES, ask(READ, list(CASES), "citing/address.js"), strict=True)) == CASES


def test_an_address_reads_alike_with_a_tail() -> None:
    tails = [
        ".",
        ")",
        "»",
        "%C2%A0%C2%BB",
        ",",
        "%3E",
        "/",
        "//",
        "/index.html",
        ".html",
        ".htm.",
        "?x=1",
        "&utm_source=a",
    ]
    symbols = ["A/76/463", "S/RES/2370-2017", "A/80/6-Sect.35", "E/CN.15/2020/8", "sans-cote/ancien"]
    wanted = {f"fr/{symbol}{tail}": symbol for symbol in symbols for tail in tails}
    read = ask(READ, list(wanted), "citing/address.js")
    assert {path: one[2] for path, one in zip(wanted, read, strict=True)} == wanted
