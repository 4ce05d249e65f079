"""The front matter of a report's page."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from build_scripts.write.catalogue import catalogue
from build_scripts.write.front import report_matter
from tests.write.reports import report

WRITTEN = """
masthead - role=distribution
{line}

masthead - role=place
Vienne, 18-22 mai 2020

paragraph par-1 number=1
1. Le {{repair terrorisme}}terror isme{{/repair}}.

note note-1 number=1
1 Note.
"""


def values(line: str = "Distr. générale", **document: object) -> dict[str, Any]:
    """The front matter, read back."""
    sample = report(WRITTEN.format(line=line), **document)
    loaded = yaml.safe_load(report_matter(sample, catalogue([sample.document])).split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


def test_counts_words_and_places() -> None:
    matter = values(original_language="en", session="Vingt-neuvième session", aliases=("E/2024/5",))
    assert {key: matter[key] for key in ("paragraphs", "notes", "repairs", "furniture")} == {
        "paragraphs": 1,
        "notes": 1,
        "repairs": 1,
        "furniture": 0,
    }
    assert (matter["date"], matter["date_text"]) == ("2024-02-01", "1er février 2024")
    assert (matter["organ_key"], matter["organ"], matter["doc_type"]) == ("A", "Assemblée générale", "Rapport")
    assert (matter["original_language"], matter["original_language_key"]) == ("anglais", "en")
    assert matter["place_dates"] == "Vienne, 18-22 mai 2020"
    assert matter["source"] == {"path": "source_texts/fr/A/99/1/source.txt", "sha256": "0" * 64}
    assert matter["lists"] == {"organ": "organes/A", "year": "annees/2024", "type": "types/report"}
    assert "previous" not in matter


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Distr. générale", "générale"),
        ("Distr.: General", "General"),
        ("LIMITÉE", "LIMITÉE"),
        ("Distribution limitée", "limitée"),
    ],
)
def test_distribution_without_its_word(line: str, words: str) -> None:
    assert values(line)["distribution"] == words


def test_what_is_not_known_is_left_out() -> None:
    matter = values(symbol="", organ="", type="", date=None)
    assert not {"symbol", "organ", "doc_type", "date", "date_text", "session", "joint", "previous"} & matter.keys()
    assert matter["lists"] == {"organ": "organes/sans", "year": "annees/sans", "type": "types/sans"}


def test_how_a_symbol_is_known_has_the_spaces_of_the_interface() -> None:
    assert values(symbol_evidence="Titre : « A/99/1 »")["symbol_evidence"] == "Titre\u202f: «\u202fA/99/1\u202f»"
    assert "symbol_evidence" not in values()


def test_a_joint_symbol_names_its_other_half() -> None:
    assert values(symbol="A/78/80-E/2023/64")["joint"] == ["E/2023/64"]
