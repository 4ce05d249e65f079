"""Who wrote a document. Its masthead says it (« Rapport du Secrétaire général »), or document.toml; where neither does,
it is the organ that issues the document. The organ that a report is made to isn't its author, so that a report whose
author isn't known is « Nations Unies »."""

from __future__ import annotations

import re
from functools import cache

from ..citations.knowledge import load as load_citing
from ..core.data_files import either
from ..core.language import language as language_of
from ..core.model import Document
from ..core.organs import organs
from ..core.settings import issued_types
from ..core.signs import plain_in_place
from ..core.value import value
from ..search.facets import countries
from ..sources.masthead_values import folded, organ_named
from .export_words import words

# What may stand behind the name of a State: ` (The)`, of the Bahamas; not `, Kenya`.
_ADDED = re.compile(r" ?\([^()]{1,60}\)")


@value(frozen=True, slots=True)
class Author:
    """Who is named as author."""

    printed: str = ""
    """The name as the masthead prints it, or document.toml has it; empty where neither names anybody. Of a body of the
    United Nations without the subject that stands behind it, of an office without the person who holds it."""
    office: str = ""
    """Key of an office (`offices` in languages/*/exports.toml), where it is one."""
    organ: str = ""
    """Key of data/organs.toml, where it is an organ."""


def named_author(document: Document) -> Author:
    """Whom a document names, and which office or organ of the United Nations that is: the longest name that it knows,
    up to a subject, « Secretary-General [on the work of the Organization] »."""
    printed, language = document.author, document.language
    begun = words(language).subject.finditer(printed)
    ends = [match.start() for match in begun if not _goes_on(printed, match.start(), language)]
    for end in (len(printed), *reversed(ends)):
        name = printed[:end].rstrip(" ,")
        office = _offices(language).get(folded(name), "")
        organ = "" if office else organ_named(name, language) or _organs_of(language).get(folded(name), "")
        if office or organ:
            return Author(name, office, organ)
    return Author(_without_person(printed, language))


def authors_of(document: Document) -> tuple[str, ...]:
    """The authors: a body of the United Nations as catalogues have it, « Nations Unies. Secrétaire général »; one that
    isn't known as such, an institute or a State's representative, as it is printed. The States that sponsor a draft are
    one author each."""
    language, named = document.language, named_author(document)
    issuer = document.organ if document.type in issued_types() and not named.printed else ""
    name = words(language).offices[named.office][0] if named.office else _called(named.organ or issuer, language)
    united_nations = words(language).united_nations
    if not name and named.printed:
        several = _parted(named.printed, language)
        if len(several) == 1:
            name = _mandate(several[0], language) or _presiding(several[0], document)
        if not name:
            return several
    if not name:
        return (united_nations,)
    return (name if folded(united_nations) in folded(name) else f"{united_nations}. {name}",)


def _mandate(name: str, language: str) -> str:
    """The name of who has a mandate of the United Nations, as catalogues have it, with the mandate: « Special
    Rapporteur on the right to food »; empty where it is none."""
    apart = language_of(language).words_apart
    for first, *others in words(language).mandates:
        for begun in (first, *others):
            if apart and f"{name} ".startswith(f"{begun} "):
                return first + name.removeprefix(begun)
            if not apart and name.endswith(begun):
                return name
    return ""


def _presiding(name: str, document: Document) -> str:
    """« Troisième Commission. Présidente » of « Présidente » alone, « Président de la Commission », « Président de la
    Troisième Commission »; empty where nobody presides, or nothing says over which body."""
    language = document.language
    apart = language_of(language).words_apart
    for first, *others in words(language).presiding:
        for title in (first, *others):
            if apart and f"{name} ".startswith(f"{title} "):
                over = name[len(title) :].strip()
            elif not apart and name.endswith(title):
                over = name.removesuffix(title)
            else:
                continue
            body = _called(_presided(over, document), language)
            if body:
                return f"{body}. {first}"
    return ""


def _presided(over: str, document: Document) -> str:
    """The organ that some words name, « de la Troisième Commission »; where there are none, or they name it as one does
    behind its full name (« de la Commission », « Комитета », 委员会), the organ of the document."""
    language, organ = document.language, organs().get(document.organ)
    if named := _organs_of(language).get(folded(over)) or organ_named(over, language):
        return named
    if organ is None or not over:
        return document.organ
    of, name = organ.of[language], organ.name[language]
    before = of.removesuffix(name) if of.endswith(name) else ""
    short = {before + short for short in organ.short.get(language, ())} | {*of.split()}
    # 委员会 ends the names of commissions.
    ends = not language_of(language).words_apart and name.endswith(over)
    return document.organ if ends or folded(over) in map(folded, short) else ""


def _without_person(printed: str, language: str) -> str:
    """A name without the person who holds the office: one with the State behind it (« Vice-Chair of the Committee,
    Weronika Garbacz (Poland) »), or one behind a mandate whose own words aren't capitalised; in a language without
    spaces, one whose name has a dot inside. Where letters have no case, a person can't be told from a mandate."""
    if not language_of(language).words_apart:
        for end in (name[0] for name in words(language).mandates):
            office, mandate, person = printed.rpartition(end)
            if "·" in person:
                return office + mandate
        return printed
    office, _, person = printed.rpartition(", ")
    name, _, state = person.partition(" (")
    parts = name.split()
    if not office or len(parts) < 2 or load_citing().vocabulary(language).joins.search(name):
        return printed
    # Of the words inside, short ones may be small: « Alfred de Zayas ».
    named = all(part[0].isupper() for part in (parts[0], parts[-1], *(part for part in parts if len(part) > 3)))
    if state:
        known = bool(_states(language).fullmatch(plain_in_place(state.removesuffix(")"))))
    else:
        small = any(word.islower() and len(word) > 3 for word in office.split())
        known = small and bool(_mandate(_nominative(office, language), language))
    return office if named and known else printed


def _goes_on(printed: str, place: int, language: str) -> bool:
    """Whether a word goes on at a place, where words stand apart: « on » in « Commission »."""
    return language_of(language).words_apart and printed[max(place - 1, 0)] != " "


def _called(organ: str, language: str) -> str:
    """The name of an organ; empty where it has none in this language."""
    return organs()[organ].name.get(language, "") if organ in organs() else ""


@cache
def _organs_of(language: str) -> dict[str, str]:
    """Keys of organs by their names behind « report »: « Комитета против пыток »."""
    return {folded(organ.of[language]): key for key, organ in organs().items() if language in organ.of}


@cache
def _offices(language: str) -> dict[str, str]:
    """Keys of offices by their folded names."""
    return {folded(name): key for key, names in words(language).offices.items() for name in names}


def _parted(printed: str, language: str) -> tuple[str, ...]:
    """The States that a line lists, « Antigua-et-Barbuda, Kenya et Norvège »; one that names anybody else, or says on
    whose behalf, stays whole."""
    line, named, place = plain_in_place(printed), [], 0
    joins = load_citing().vocabulary(language).joins
    while name := _states(language).match(line, place):
        added = _ADDED.match(line, name.end())
        end = added.end() if added else name.end()
        named.append(_state(printed[name.start() : end], language))
        if end == len(line):
            return tuple(named)
        following = _states(language).search(line, end)
        between = line[end : following.start()] if following else ""
        join = joins.search(between)
        if not following or not join or join.start():
            break
        place = following.start()
    return (_nominative(printed, language),)


def _nominative(printed: str, language: str) -> str:
    """A name whose first words are in the nominative, where the language's type lines have another case."""
    nominative = words(language).nominative
    first = max((name for name in nominative if f"{printed} ".startswith(f"{name} ")), key=len, default="")
    return nominative[first] + printed.removeprefix(first) if first else printed


def _state(name: str, language: str) -> str:
    """The name of a State in the nominative, where the language's type lines have another case, « Китаем »: the first
    of its names that has as many words and begins alike."""
    if not words(language).nominative:
        return name
    known = next(
        (one.expressions.get(language, ()) for one in countries() if name in one.expressions.get(language, ())), ()
    )
    alike = (one for one in known if one.count(" ") == name.count(" ") and one[:3] == name[:3])
    return next(alike, name)


@cache
def _states(language: str) -> re.Pattern[str]:
    """The names of countries, the longest first: `Guinée équatoriale`, `Guinée`."""
    names = {plain_in_place(name) for country in countries() for name in country.expressions.get(language, ())}
    return re.compile(either(names), re.IGNORECASE)
