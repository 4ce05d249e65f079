"""Documents of one symbol in several languages are versions of one."""

from __future__ import annotations

from build_scripts.core.model import Document
from build_scripts.core.versions import Versions, address, versions


def document(path: str, symbol: str = "", *aliases: str) -> Document:
    """A document of an archive."""
    return Document(path, f"source_texts/{path}/document.toml", path[:2], "Titre", symbol, aliases=aliases)


def paths(together: Versions, path: str) -> list[str]:
    """Paths of the versions of a document."""
    return [version.path for version in together.of(path)]


def test_the_same_symbol_in_several_languages() -> None:
    together = versions([document(f"{code}/A/76/463", "A/76/463") for code in ("zh", "fr", "ar")])
    for path in ("fr/A/76/463", "zh/A/76/463"):
        assert paths(together, path) == ["ar/A/76/463", "fr/A/76/463", "zh/A/76/463"]
    assert [version.path for version in together.others("fr/A/76/463")] == ["ar/A/76/463", "zh/A/76/463"]
    assert list(together.by_address) == ["A/76/463"]


def test_another_symbol_is_another_document() -> None:
    listed = [document("fr/A/76/463", "A/76/463"), document("en/A/76/463/Add.1", "A/76/463/Add.1")]
    assert paths(versions(listed), "fr/A/76/463") == ["fr/A/76/463"]
    assert versions(listed).of("en/A/76/463") == ()


def test_either_half_of_a_joint_symbol_and_a_former_address() -> None:
    joint = document("fr/A/78/80", "A/78/80-E/2023/64", "E/2023/64", "sans-cote/rapport")
    together = versions([joint, document("en/E/2023/64", "E/2023/64"), document("es/sans-cote/rapport")])
    versions_held = ["en/E/2023/64", "es/sans-cote/rapport", "fr/A/78/80"]
    assert paths(together, "fr/A/78/80") == paths(together, "es/sans-cote/rapport") == versions_held
    assert address(together.of("fr/A/78/80")) == "A/78/80"
    for place in ("A/78/80", "E/2023/64", "sans-cote/rapport"):
        assert [version.path for version in together.by_address[place]] == versions_held


def test_the_second_document_of_a_language_is_no_version() -> None:
    together = versions([document("fr/A/1", "A/1", "A/2"), document("fr/A/2", "A/2"), document("en/A/2", "A/2")])
    assert paths(together, "en/A/2") == ["en/A/2", "fr/A/1"]
    assert paths(together, "fr/A/2") == ["fr/A/2"]
    assert [version.path for version in together.by_address["A/2"]] == ["en/A/2", "fr/A/1"]
