"""Search: passages by words in their forms, expressions, citations; narrowed, in pages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from build_scripts.answers.passage_index import Hit, Index, Narrowed, opened, user_cache
from build_scripts.answers.searching import LONGEST, Results, search
from build_scripts.answers.site_answering import NoAnswer, Site
from build_scripts.answers.vocabulary import EXACT, KIN, SPELLED, Vocabulary

from .conftest import FIRST, SYMBOL, UNTITLED

Ask = Callable[..., Results]


@pytest.fixture(scope="session")
def ask(site: Site, index: Index, vocabulary: Vocabulary) -> Ask:
    """A search of the site."""

    def asked(words: str, first: int = 0, most: int = 50, **narrowed: tuple[str, ...]) -> Results:
        return search(site, index, vocabulary, words, Narrowed(**narrowed), first, most)

    return asked


def places(results: Results) -> list[tuple[str, str, str]]:
    """Of each hit its document, its anchor, and how far it is."""
    return [(found.passage.document, found.passage.anchor, found.match) for found in results.results]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ar", "مكافحة الاتجار"),
        ("en", "Secretary-General report trafficking"),
        ("es", "trata personas informe"),
        ("fr", "traite des êtres humains"),
        ("ru", "торговлей людьми"),
        ("zh", "贩运人口"),
    ],
)
def test_words_are_found_in_each_language_with_their_exact_text(ask: Ask, site: Site, code: str, words: str) -> None:
    [found] = ask(words).results
    passage = found.passage
    assert (passage.document, passage.anchor, passage.language) == (f"{code}/{SYMBOL}", "par-1", code)
    assert passage.text == f"1. {FIRST[code]}"
    assert passage.permalink == f"{site.home}{code}/{SYMBOL}/#par-1"
    assert passage.citation.startswith(SYMBOL)
    assert found.match == "exact"


@pytest.mark.parametrize(
    ("narrowed", "said"),
    [
        ({"documents": ("fr/A/1/1",)}, "fr/A/1/1"),
        ({"parts": ("note",)}, "text, notes, titles"),
        ({"languages": ("French",)}, "ar, en, es, fr, ru, zh"),
    ],
)
def test_a_filter_that_nothing_can_meet_is_told(ask: Ask, narrowed: dict[str, tuple[str, ...]], said: str) -> None:
    with pytest.raises(NoAnswer, match=said):
        ask("traite", **narrowed)


def test_signs_of_patterns_mean_nothing_in_an_organ(ask: Ask) -> None:
    assert places(ask("rapport", organs=("E/CN.15",)))
    assert not places(ask("rapport", organs=("%",)))


def test_the_very_form_comes_first_and_kin_after(ask: Ask) -> None:
    document = f"fr/{SYMBOL}"
    assert sorted(places(ask("traite"))) == [(document, "par-1", "exact"), (document, "par-2", "exact")]
    assert ("en/A/80/900", "par-1", "other form") in places(ask("report*")) + places(ask("reports"))
    assert places(ask("étape")) == [(document, "par-2", "other form")]
    assert places(ask("« étape »")) == []
    assert ask("pingouins étape zzz").unknown_words == ["pingouins", "zzz"]


def test_forms_as_the_vocabulary_has_them(vocabulary: Vocabulary) -> None:
    assert vocabulary.names("generale") == {"générale": SPELLED, "général": KIN}
    assert vocabulary.names("générale") == {"générale": EXACT, "général": KIN}
    assert vocabulary.names("générale", kin=False) == {"générale": EXACT}
    assert vocabulary.names("secretarygeneral") == {"secretary-general": SPELLED}
    assert vocabulary.names("pingouin") == {}
    assert "الأمم" not in vocabulary.names("الأمين")


def test_other_forms_and_spellings_are_told_apart(ask: Ask) -> None:
    assert {match for _, _, match in places(ask("generale"))} == {"other spelling"}
    assert {match for _, _, match in places(ask("consider"))} == {"other form"}
    assert places(ask("général"))[0][2] == "exact"


def test_an_expression_stands_as_it_is(ask: Ask) -> None:
    assert places(ask("« Secrétaire général »")) == [(f"fr/{SYMBOL}", "par-1", "exact")]
    assert ask("“Assemblée Secrétaire”").total == 0
    assert ask("« secretaire general »").results[0].match == "other spelling"


def test_the_beginning_of_a_word(ask: Ask) -> None:
    assert places(ask("secrét*")) == [(f"fr/{SYMBOL}", "par-1", "exact")]


def test_stop_words_alone_are_words(ask: Ask) -> None:
    assert ask("la").total == 5
    assert ask("la traite").total == ask("traite").total == 2


def test_who_cites_a_document(ask: Ask) -> None:
    assert places(ask(SYMBOL)) == [("fr/E/CN.15/2031/2", "par-1", "exact")]
    assert ask(SYMBOL).documents == [f"fr/{SYMBOL}"]
    assert ask("A/RES/77/237").total == 7
    assert ask("résolution 77/237 de l’Assemblée générale").total == 7


def test_a_document_among_words_narrows(ask: Ask) -> None:
    assert ask(f"traite {SYMBOL}").documents == [f"fr/{SYMBOL}"]
    assert ask("traite E/CN.15/2031/2").total == 0


@pytest.mark.parametrize(
    ("narrowed", "total"),
    [
        ({"languages": ("fr",)}, 3),
        ({"languages": ("fr", "es")}, 4),
        ({"organs": ("A",)}, 2),
        ({"organs": ("E",)}, 1),
        ({"organs": ("E/CN.1",)}, 0),
        ({"types": ("note",)}, 1),
        ({"years": ("2031",)}, 1),
        ({"documents": (f"fr/{UNTITLED}",)}, 1),
        ({"parts": ("notes",)}, 0),
        ({"parts": ("text",)}, 4),
        ({"languages": ("fr",), "types": ("report",)}, 1),
    ],
)
def test_filters(ask: Ask, narrowed: dict[str, tuple[str, ...]], total: int) -> None:
    assert ask("de", **narrowed).total == total


def test_pages(ask: Ask) -> None:
    whole = places(ask("de"))
    pages, first = [], 0
    while True:
        page = ask("de", first, 2)
        assert page.total == len(whole)
        pages += places(page)
        if page.next is None:
            break
        first = page.next
    assert pages == whole
    assert ask("de", first=99).results == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "the query is empty"),
        ("  ", "the query is empty"),
        ("« »", "no word"),
        ("a" * (LONGEST + 1), "501 characters"),
    ],
)
def test_what_asks_for_nothing(ask: Ask, words: str, message: str) -> None:
    with pytest.raises(NoAnswer, match=message):
        ask(words)


@pytest.mark.parametrize(
    "words", ['a" OR b', "keys:x", "NEAR(a b)", "traite AND", "* -", "'; DROP TABLE words", "ჰ", "\x00"]
)
def test_no_query_is_a_program(ask: Ask, words: str) -> None:
    with suppress(NoAnswer):
        assert ask(words).total >= 0


def test_a_damaged_index_is_a_message_with_the_cure(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite"
    file.write_bytes(b"no database " * 100)
    damaged = Index(file)
    with pytest.raises(NoAnswer, match=r"words\.sqlite can't be read .* delete it"):
        damaged.count('"a"', Narrowed())
    damaged.close()


def test_the_index_is_kept_until_the_site_changes(site: Site, index: Index, tmp_path: Path) -> None:
    told: list[int] = []
    with_one = Narrowed(documents=(f"fr/{SYMBOL}",))
    opened(site, tmp_path, lambda done, of: told.append(done)).close()
    assert told == list(range(1, len(site.documents) + 1))
    [file] = tmp_path.iterdir()
    stale = file.with_name(f"{file.name.split('-')[0]}-older.sqlite")
    file.rename(stale)
    again = opened(site, tmp_path)
    assert not stale.exists()
    opened(site, tmp_path, lambda done, of: pytest.fail("made again")).close()
    assert again.hits('"traiteჰ"', with_one, 0, 9) == index.hits('"traiteჰ"', with_one, 0, 9) != []
    assert Hit(f"fr/{SYMBOL}", "par-1") in again.hits('"traiteჰ"', with_one, 0, 9)
    again.close()


def test_a_cache_that_cannot_be_written_is_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NoAnswer, match="--cache"):
        opened(site, tmp_path / "file")


def test_a_relative_path_of_caches_counts_for_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the XDG Base Directory Specification, such as an empty one."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for named in ("", "cache", "./.cache"):
        monkeypatch.setenv("XDG_CACHE_HOME", named)
        assert user_cache() == tmp_path / ".cache/cote"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert user_cache() == tmp_path / "own/cote"
