"""What feeds and descriptions say of a document: words of its own that a reader knows it by."""

from __future__ import annotations

import pytest

from build_scripts.write.synopsis import synopsis
from tests.write.reports import report


def begun(*blocks: str) -> str:
    """The synopsis of a report of such blocks, « preambular: Rappelant, »."""
    lines = []
    for number, block in enumerate(blocks, 1):
        kind, _, words = block.partition(": ")
        lines.append(f"{kind} {kind}-{number}\n{words}")
    return synopsis(report("\n\n".join(lines)))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (
            ["other: L’Assemblée générale,", "preambular: Rappelant :", "item: a) ceci,", "paragraph: Décide d’agir ;"],
            "L’Assemblée générale, … Décide d’agir ;",
        ),
        (
            ["other: L’Assemblée générale,", "preambular: Rappelant,", "other: Décide."],
            "L’Assemblée générale, … Décide.",
        ),
        (["other: Le Conseil :", "item: Prend note ;", "item: Approuve."], "Le Conseil : Prend note ;"),
        (["other: 大会，", "preambular: 回顾，", "paragraph: 决定。"], "大会， … 决定。"),
        (["other: إن الجمعية العامة،", "paragraph: تقرر."], "إن الجمعية العامة، تقرر."),
        (["other: 大会，", "preambular: 回顾，", "paragraph: 促请：", "item: 尊重；"], "大会， … 促请： 尊重；"),
        # A text that ends says it all; one that goes on in items has the first.
        (["paragraph: Le présent rapport.", "paragraph: Suite."], "Le présent rapport."),
        (["paragraph: Il porte sur :", "item: ceci ;", "paragraph: Suite."], "Il porte sur : ceci ;"),
        (["other: Monsieur le Président,", "other: J’ai l’honneur."], "Monsieur le Président, J’ai l’honneur."),
        # Nothing stands below.
        (["other: L’Assemblée,", "preambular: Rappelant,"], "L’Assemblée, Rappelant,"),
        (["other: L’Assemblée,", "preambular: a,", "preambular: b,"], "L’Assemblée, a, b,"),
        (["other: L’Assemblée générale,"], "L’Assemblée générale,"),
        (["heading: Titre"], ""),
    ],
)
def test_an_act_is_known_by_what_it_decides(blocks: list[str], expected: str) -> None:
    assert begun(*blocks) == expected


def test_nothing_is_made_up_where_it_is_cut() -> None:
    made = report("other txt-1\nL’Assemblée générale,\n\npreambular pp-1\nRappelant,\n\nparagraph par-1\nDécide d’agir")
    assert synopsis(made, 35) == "L’Assemblée générale, … Décide …"
