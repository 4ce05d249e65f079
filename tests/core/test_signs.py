"""Equivalent signs are the same everywhere: in citations, in search, and in what readers paste."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.citations import folding as cite
from build_scripts.core import signs
from build_scripts.core.data_files import DATA, DataError
from build_scripts.search import word_folding as search

ALIKE = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    "/": "\u2044\u2215\uff0f",
    "'": "\u2018\u2019\u02bc\u2032\u0060\uff07",
    " ": "\u00a0\u2009\u202f\u3000",
    "7": "７\u0667\u06f7",
    "A": "Ａ",
    "z": "ｚ",
    "(": "（",
    ")": "）",
}
TEXTS = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("".join(signs.table()))))


@pytest.mark.parametrize("sign", ALIKE)
def test_all_read_one_sign(sign: str) -> None:
    for written in ALIKE[sign]:
        assert cite.fold(f"x{written}y") == signs.plain(f"x{written}y") == f"x{sign}y"
        assert search.fold(f"x{written}y") == f"x{sign.lower()}y"


@pytest.mark.parametrize("sign", "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff")
def test_signs_without_width_count_as_nothing_where_places_do_not_matter(sign: str) -> None:
    assert signs.plain(f"A/76{sign}/463") == search.fold(f"A/76{sign}/463").upper() == "A/76/463"
    assert len(cite.fold(f"A/76{sign}/463")) == len(f"A/76{sign}/463")


@given(TEXTS)
def test_places_stay(text: str) -> None:
    folded = cite.fold(text)
    assert len(folded) == len(text)
    assert signs.plain(folded) == signs.plain(text)
    assert signs.plain(signs.plain(text)) == signs.plain(text)


def test_a_sign_that_would_stand_for_two_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "signs.toml"
    (tmp_path / "signs.schema.toml").write_bytes((DATA / "signs.schema.toml").read_bytes())
    entries = [{"plain": "-", "written": ["–"]}, {"plain": "/", "written": ["–"]}]
    written = "".join(
        f"[[sign]]\nplain = {json.dumps(e['plain'])}\nwritten = {json.dumps(e['written'])}\n" for e in entries
    )
    empty = "[ligatures]\n[letters]\n[either]\n"
    signs_of_no_width = 'nothing = ["\\u200b"]\ninner = ["\\u0640"]\nstops = ["，"]\nruns = []\n'
    file.write_text(f"{signs_of_no_width}{written}{empty}", encoding="utf-8")
    with pytest.raises(DataError, match="stand for two signs"):
        signs._table(file)
    file.write_text('nothing = ["]"]\ninner = ["\\u0640"]\nruns = []\nsign = []\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"nothing\.0"):
        signs._table(file)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A/RES\u200e/\u200f76/181\u202c", "A/RES/76/181"),
        ("soft\u00adly", "softly"),
        ("قـرار المؤرَّخ", "قرار المؤرخ"),
        ("(هـ)", "(هـ)"),
        ("« A/76/463 »", "« A/76/463 »"),
    ],
)
def test_what_counts_as_nothing_is_told_by_its_place(text: str, left: str) -> None:
    kept = bytearray(b"\1" * len(text))
    for start, end in signs.unread(text):
        kept[start:end] = bytes(end - start)
    assert "".join(sign for sign, keep in zip(text, kept, strict=True) if keep) == left
