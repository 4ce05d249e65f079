"""A small archive in which drafts become resolutions: a draft, the committee's report that recommends two, the
resolution that was adopted on it, and the one that recalls that a year later; the resolution in English, too."""

from __future__ import annotations

from pathlib import Path

REPORT = "fr/A/76/463"
DRAFT = "fr/A/C.3/76/L.2"
ADOPTED = "fr/A/RES/76/181"
ENGLISH = "en/A/RES/76/181"
LATER = "fr/A/RES/77/237"
CORRIGENDUM = "fr/A/76/463/Corr.1"

TITLE = "Prévention de la récidive"

_PREAMBLE = """L’Assemblée générale,

Rappelant sa résolution 75/196 du 16 décembre 2020,

Consciente que la réinsertion des délinquants réduit la récidive dans toutes les sociétés,
"""
_OPERATIVE = (
    "Prie les États Membres d’offrir aux détenus des possibilités de formation et de travail",
    "Invite l’Office des Nations Unies contre la drogue et le crime à aider les États qui le demandent",
    "Décide d’examiner la question à sa soixante-dix-septième session",
)
DRAFTED = "\n\n".join(
    [_PREAMBLE, *(f"{at}. {words} ;" for at, words in enumerate(_OPERATIVE[:2], 1)), f"3. {_OPERATIVE[2]}."]
)
ADOPTED_TEXT = "\n\n".join(
    [
        _PREAMBLE,
        "1. Prie instamment les États Membres d’offrir aux détenus des possibilités de formation"
        " et de travail<sup>1</sup> ;",
        "2. Salue les travaux de la Commission pour la prévention du crime et la justice pénale ;",
        f"3. {_OPERATIVE[1]} ;",
        f"4. {_OPERATIVE[2]}.",
        "<sup>1</sup> Voir A/CONF.234/16.",
    ]
)

_MATTER = """symbol = "{symbol}"
symbol_evidence = "{symbol}"
title = "{title}"
organ = "{organ}"
type = "{kind}"
date = {date}
original_language = "en"
"""


def _add(root: Path, path: str, title: str, kind: str, date: str, text: str, organ: str = "A") -> None:
    folder = root / "source_texts" / path
    folder.mkdir(parents=True)
    symbol = path.partition("/")[2]
    (folder / "source.md").write_text(text, encoding="utf-8")
    (folder / "document.toml").write_text(
        _MATTER.format(symbol=symbol, title=title, kind=kind, date=date, organ=organ), encoding="utf-8"
    )


def _resolution(symbol: str, day: str, basis: str, title: str, text: str) -> str:
    number = symbol.removeprefix("A/RES/")
    return f"""{symbol}

Assemblée générale

Distr. générale

{day}

Résolution adoptée par l’Assemblée générale le {day}

[{basis}]

{number}. {title}

{text}
"""


def add_documents(root: Path) -> None:
    """Put them into an archive."""
    other = "Sport et jeunesse"
    report = f"""1. La Commission a examiné la question.

2. Le projet de résolution a été déposé par le Président (A/C.3/76/L.2).

3. La Commission a adopté le projet de résolution A/C.3/76/L.2 (voir par. 5, projet de résolution I).

4. Elle a adopté le projet de résolution A/C.3/76/L.3 (voir par. 5, projet de résolution II).

5. La Troisième Commission recommande à l’Assemblée générale d’adopter les projets de résolution suivants :

# Projet de résolution I

# {TITLE}

{DRAFTED}

# Projet de résolution II

# {other}

L’Assemblée générale,

1. Encourage la pratique du sport.
"""
    _add(root, REPORT, "Prévention du crime", "report", "2021-11-12", report, "A/C.3")
    corrected = "1. Au paragraphe 5, lire « projets de résolution »."
    _add(root, CORRIGENDUM, "Prévention du crime", "report", "2021-11-20", corrected, "A/C.3")
    _add(root, DRAFT, TITLE, "draft-resolution", "2021-10-01", DRAFTED, "A/C.3")
    adopted = _resolution(
        "A/RES/76/181",
        "16 décembre 2021",
        "sur la base du rapport de la Troisième Commission (A/76/463, par. 5)",
        TITLE,
        ADOPTED_TEXT,
    )
    _add(root, ADOPTED, TITLE, "resolution", "2021-12-16", adopted)
    later = _PREAMBLE.replace("75/196 du 16 décembre 2020", "76/181 du 16 décembre 2021")
    later = _resolution(
        "A/RES/77/237",
        "15 décembre 2022",
        "sur la base du rapport de la Troisième Commission (A/77/464, par. 9)",
        TITLE,
        f"{later}\n\n1. Prend note du rapport.",
    )
    _add(root, LATER, TITLE, "resolution", "2022-12-15", later)
    english = """A/RES/76/181

General Assembly

Distr.: General

16 December 2021

Resolution adopted by the General Assembly on 16 December 2021

[on the report of the Third Committee (A/76/463, para. 5)]

76/181. Preventing reoffending

The General Assembly,

Recalling its resolution 75/196 of 16 December 2020,

Aware that reintegration reduces reoffending in all societies,

1. Urges Member States to offer training and work to prisoners;

2. Welcomes the work of the Commission on Crime Prevention and Criminal Justice;

3. Invites the United Nations Office on Drugs and Crime to assist States upon request;

4. Decides to consider the question at its seventy-seventh session.
"""
    _add(root, ENGLISH, "Preventing reoffending", "resolution", "2021-12-16", english)
