"""Symbol → path, as anchors.md specifies."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.core.symbol_path import checked_path, halves, symbol_path


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        ("E/CN.15/2020/8", "E/CN.15/2020/8"),
        ("S/RES/2370(2017)", "S/RES/2370-2017"),
        ("S/RES/2370 (2017)", "S/RES/2370-2017"),
        ("A/RES/217(III)", "A/RES/217-III"),
        ("A/RES/217(III)A", "A/RES/217-III-A"),
        ("E/RES/155(VII)", "E/RES/155-VII"),
        ("A/80/6 (Sect. 35)", "A/80/6-Sect.35"),
        ("A/80/6 (Sect. 24)/Corr.1", "A/80/6-Sect.24/Corr.1"),
        ("A/78/80-E/2023/64", "A/78/80"),
        ("E/CN.7/2020/CRP.21-E/CN.15/2020/CRP.2", "E/CN.7/2020/CRP.21"),
        ("A/RES/S-30/1", "A/RES/S-30/1"),
        ("ICCD/COP(1)/11/Add.1", "ICCD/COP-1/11/Add.1"),
        ("A/76/463*", "A/76/463"),
    ],
)
def test_path_of_a_symbol(symbol: str, path: str) -> None:
    assert symbol_path(symbol) == path


@pytest.mark.parametrize(
    "symbol",
    [
        "",
        "A",
        "/A/76/463",
        "../A/76/463",
        "A/../76",
        "A//463",
        "A/76/",
        "A/76/\n463",
        "A\\76",
        "A/<b>",
        "A/./1",
        "a/76",
        "A/( )",
    ],
)
def test_what_is_not_a_symbol_has_no_path(symbol: str) -> None:
    with pytest.raises(ValueError, match=r"isn't a symbol|can't be the path"):
        symbol_path(symbol)


def test_halves_of_joint_symbols() -> None:
    assert halves("A/78/80-E/2023/64") == ("A/78/80", "E/2023/64")
    assert halves("A/RES/ES-10/24") == ("A/RES/ES-10/24",)
    assert halves("DP-FPA/2018/1-ICC-ASP/5/12") == ("DP-FPA/2018/1", "ICC-ASP/5/12")


@given(st.text(st.sampled_from("AZaz09./()- \\~é\n*"), max_size=20))
def test_no_symbol_leads_out_of_its_folder(symbol: str) -> None:
    try:
        path = symbol_path(symbol)
    except ValueError:
        return
    assert checked_path(path) == path
    assert not path.startswith("/")
    assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", folder) for folder in path.split("/"))
