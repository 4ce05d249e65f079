"""Keys in words, and their official addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.citations.keys import address, facts, parse, title
from build_scripts.citations.knowledge import load

DATA = load()
UN = "https://docs.un.org/fr/"
UNTS = "https://treaties.un.org/doc/Publication/UNTS/{0}Volume%20{1}/v{1}.pdf"
AG, ECOSOC, CND = "Assemblée générale", "Conseil économique et social", "Commission des stupéfiants"
COP = "Conférence des Parties à la Convention des Nations Unies contre la criminalité transnationale organisée"


@pytest.mark.parametrize(
    ("key", "words", "said", "where"),
    [
        ("A/RES/77/237", "Résolution 77/237 de l’Assemblée générale", (AG, "77ᵉ session"), "A/RES/77/237"),
        ("A/DEC/74/550B", "Décision 74/550B de l’Assemblée générale", (AG, "74ᵉ session"), "A/DEC/74/550B"),
        ("A/RES/217(III)", "Résolution 217 (III) de l’Assemblée générale", (AG,), "A/RES/217(III)"),
        ("A/RES/S-30/1", "Résolution S-30/1 de l’Assemblée générale",
         (AG, "session extraordinaire 30"), "A/RES/S-30/1"),
        ("S/RES/2370(2017)", "Résolution 2370 (2017) du Conseil de sécurité",
         ("Conseil de sécurité", "2017"), "S/RES/2370(2017)"),
        ("CND/RES/62/9", "Résolution 62/9 de la Commission des stupéfiants", (ECOSOC, CND, "62ᵉ session"), ""),
        ("CTOC/COP/RES/10/1", f"Résolution 10/1 de la {COP}", (COP, "10ᵉ session"), ""),
        ("UNEP/EA.1/RES/3", "Résolution 1/3 de l’Assemblée des Nations Unies pour l’environnement",
         ("Assemblée des Nations Unies pour l’environnement", "1ʳᵉ session"), "UNEP/EA.1/RES/3"),
        ("A/C.3/76/L.10/Rev.1", "Document A/C.3/76/L.10/Rev.1",
         (AG, "Troisième Commission", "76ᵉ session", "distribution limitée 10", "version révisée 1"),
         "A/C.3/76/L.10/Rev.1"),
        ("A/78/80-E/2023/64", "Document A/78/80-E/2023/64, publié sous plusieurs cotes",
         (AG, "78ᵉ session"), "A/78/80"),
        ("E/CN.7/2020/8", "Document E/CN.7/2020/8", (ECOSOC, CND, "2020"), "E/CN.7/2020/8"),
        ("CAT/C/SR.229", "Document CAT/C/SR.229",
         ("Comité contre la torture", "compte rendu analytique de séance 229"), "CAT/C/SR.229"),
        ("XYZ/1/2", "Document XYZ/1/2", (), "XYZ/1/2"),
        ("CBD/COP/14/1", "Document CBD/COP/14/1",
         ("Conférence des Parties à la Convention sur la diversité biologique",), ""),
        ("UNTS/2225/39574", "Nations Unies, Recueil des Traités, volume 2225, n° 39574", (), UNTS.format("", 2225)),
        ("UNTS/1155/p.331", "Nations Unies, Recueil des Traités, volume 1155, page 331", (), UNTS.format("", 1155)),
        ("A/73/5(Vol.I)/Corr.1", "Document A/73/5 (Vol.I)/Corr.1", (AG, "73ᵉ session", "rectificatif 1"),
         "A/73/5(Vol.I)/Corr.1"),
        ("ISBA/26/C/12", "Document ISBA/26/C/12", ("Autorité internationale des fonds marins",), "ISBA/26/C/12"),
        ("GC(58)/RES/1", "Document GC(58)/RES/1", (), ""),
        ("IDB.48/5", "Document IDB.48/5", ("Conseil du développement industriel",), ""),
        ("ICC-ASP/5/12", "Document ICC-ASP/5/12",
         ("Assemblée des États Parties au Statut de Rome de la Cour pénale internationale",), ""),
        ("ECE/TRANS/2020/1", "Document ECE/TRANS/2020/1", (ECOSOC, "Commission économique pour l’Europe"),
         "ECE/TRANS/2020/1"),
        ("LNTS/60/1414", "Société des Nations, Recueil des Traités, volume 60, n° 1414", (), UNTS.format("LON/", 60)),
    ],
)  # fmt: skip
def test_key(key: str, words: str, said: tuple[str, ...], where: str) -> None:
    parsed = parse(key, DATA)
    assert title(parsed, DATA, "fr").replace("\u00a0", " ") == words
    assert facts(parsed, DATA, "fr") == said
    assert address(key, "fr", DATA) == (UN + where if where and "://" not in where else where)


def test_address_in_a_language_that_the_un_does_not_have() -> None:
    assert address("A/76/463", "de", DATA) == "https://docs.un.org/en/A/76/463"


def test_other_languages() -> None:
    parsed = parse("E/RES/2021/20", DATA)
    assert title(parsed, DATA, "en") == "Resolution 2021/20 of the Economic and Social Council"
    assert facts(parsed, DATA, "en") == facts(parsed, DATA, "de") == ("Economic and Social Council", "2021")
    assert facts(parsed, DATA, "ru") == ("Экономический и Социальный Совет", "2021")


@given(st.text(max_size=60))
def test_any_key_has_a_title(text: str) -> None:
    assert title(parse(text, DATA), DATA, "fr") != ""
