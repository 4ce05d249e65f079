"""Organs: which one a symbol or a name means, and that no two can be taken for each other."""

from __future__ import annotations

from collections import Counter

import pytest

from build_scripts.core.language import languages
from build_scripts.core.organs import beginning, organ_of, organs
from build_scripts.sources.masthead_values import organ_named


@pytest.mark.parametrize(
    ("symbol", "organ"),
    [
        ("A/C.3/76/L.2", "A/C.3"),
        ("A/AC.105/1045", "A/AC.105"),
        ("A/AC.96/1003", "A/AC.96"),
        ("FCCC/SBI/2019/20/Add.1", "FCCC/SBI"),
        ("FCCC/PA/CMA/2018/3", "FCCC/PA/CMA"),
        ("FCCC/TP/2010/4", ""),
        ("E/ECE/1433", "E/ECE"),
        ("ECE/TRANS/2020/1", "E/ECE"),
        ("UNEP/CBD/COP/10/27", "CBD/COP"),
        ("LC/G.2681", "E/ECLAC"),
        ("TD/B/C.II/45", "TD/B/C.II"),
        ("TD/B/C.I/MEM.1/2", "TD/B/C.I"),
        ("CAT/OP/12/5", "CAT/OP"),
        ("CAT/C/SR.229", "CAT"),
        ("CD/2179", "CD"),
        ("CDX/1", ""),
        ("SPLOS/276", "SPLOS"),
    ],
)
def test_a_symbol_begins_with_its_organ(symbol: str, organ: str) -> None:
    assert organ_of(symbol, organs()) == organ
    assert symbol.startswith(beginning(symbol, organs())[0])


@pytest.mark.parametrize(
    ("language", "name", "organ"),
    [
        ("en", "CONFERENCE ON DISARMAMENT", "CD"),
        ("fr", "COMITE DES UTILISATIONS PACIFIQUES DE L'ESPACE EXTRA-ATMOSPHERIQUE", "A/AC.105"),
        ("es", "Comité Ejecutivo del Programa del Alto Comisionado", "A/AC.96"),
        ("ru", "Вспомогательный орган по осуществлению", "FCCC/SBI"),
        ("zh", "附属科学技术咨询机构", "FCCC/SBSTA"),
        ("ar", "لجنة البرنامج والتنسيق", "E/AC.51"),
    ],
)
def test_a_masthead_names_its_organ(language: str, name: str, organ: str) -> None:
    assert organ_named(name, language) == organ


def test_every_organ_has_a_name_of_its_own_in_every_language() -> None:
    """A name that two organs have would name neither."""
    for language in languages():
        names = Counter(organ.name[language] for organ in organs().values())
        assert [name for name, times in names.items() if times > 1] == []


def test_no_organ_has_the_beginning_of_another() -> None:
    others = [other for organ in organs().values() for other in organ.others]
    assert len(others) == len(set(others))
    assert not set(others) & organs().keys()
