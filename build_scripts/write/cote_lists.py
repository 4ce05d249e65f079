"""The lists of cited documents: by organ, then by session or year.

An organ with more documents than fit on a page has a list of its sessions; a session with more is cut into pages. So
the largest page stays small even in an archive that cites fifty thousand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from . import network
from .catalogue import language_of_lists
from .cotes import FOLDER, Cote, Parents, count, cut, escaped, list_matter, pages, words
from .lists import relative
from .matter import Value

LINES = 200
"""The most entries of a list on one page."""
_OTHER = "autres"


@dataclass(frozen=True, slots=True)
class Group:
    """Cited documents that share an organ, or an organ and a session or year."""

    path: str
    """Of their list from docs/, without `.md`."""
    name: str
    members: tuple[Cote, ...]


def all_pages(everything: Sequence[Cote]) -> dict[str, str]:
    """Every page under cotes/ by its path from docs/: cited documents and the lists that lead to them."""
    texts, parents = list_pages(everything)
    return texts | pages(everything, lambda cote: parents[cote.key])


def list_pages(everything: Sequence[Cote]) -> tuple[dict[str, str], dict[str, Parents]]:
    """The lists by their paths from docs/; by key, those that hold each cited document."""
    organs = _grouped(everything, _organ)
    texts = cut(f"{FOLDER}/index", _index_matter(everything), organs, _organ_line, LINES)
    parents: dict[str, Parents] = {}
    for organ in organs:
        texts |= _organ_pages(organ, parents)
    return texts, parents


def _organ_pages(organ: Group, parents: dict[str, Parents]) -> dict[str, str]:
    """The lists of an organ; `parents` receives the lists that hold each document, by its key."""
    above: Parents = ((FOLDER, words().cited["title"]),)
    here: Parents = (*above, (organ.path, organ.name))
    if len(organ.members) <= LINES:
        parents |= {cote.key: here for cote in organ.members}
        return _list(organ, above, _key_line)
    sessions = _grouped(organ.members, lambda cote: _session(cote, organ.path))
    texts = cut(organ.path, list_matter(organ.name, _counted(organ.members), above), sessions, _group_line, LINES)
    for session in sessions:
        texts |= _list(Group(session.path, f"{organ.name}, {session.name}", session.members), here, _plain_line)
        parents |= {cote.key: (*here, (session.path, session.name)) for cote in session.members}
    return texts


def _index_matter(everything: Sequence[Cote]) -> dict[str, Value | None]:
    more: dict[str, Value] = {"nav_title": words().cited["nav"]}
    return list_matter(words().cited["title"], _counted(everything), (), more)


def _list(group: Group, parents: Parents, line: Callable[[Cote, str], tuple[str, str]]) -> dict[str, str]:
    return cut(group.path, list_matter(group.name, _counted(group.members), parents), group.members, line, LINES)


def _grouped(everything: Sequence[Cote], of: Callable[[Cote], tuple[object, str, str]]) -> list[Group]:
    """Groups in the order that `of` gives: (order, path, name); members by session and number."""
    ordered = sorted(((of(cote), _order(cote), cote) for cote in everything), key=lambda entry: (entry[0], entry[1]))
    return [
        Group(path, name, tuple(cote for _, _, cote in members))
        for (_, path, name), members in groupby(ordered, lambda entry: entry[0])
    ]


def _organ(cote: Cote) -> tuple[object, str, str]:
    """The list that a document stands in: its organ's, or for treaties and unknown organs that of its first letters."""
    head = cote.parsed.organ or cote.key.partition("/")[0]
    name = _organ_name(cote, head)
    return name.casefold(), f"{FOLDER}/{_slug(head)}", name


def _organ_name(cote: Cote, head: str) -> str:
    language = language_of_lists()
    if cote.parsed.organ:
        return cote.data.organs[head].name[language]
    return cote.data.series.said[language].treaties.get(head, head)


def _session(cote: Cote, folder: str) -> tuple[object, str, str]:
    heading = _heading(cote)
    name = cote.parsed.session or str(cote.parsed.year or "")
    kind = "session" if cote.parsed.session else "annee"
    return (
        _order(cote)[0],
        f"{folder}/{f'{kind}-{_slug(name)}' if name else _OTHER}",
        heading or words().cited["no_session"],
    )


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.") or _OTHER


def _heading(cote: Cote) -> str:
    """« Session 77 », « 2020 »; empty where the key does not say it."""
    session = cote.parsed.session
    return words().cited["session"].format(session) if session else str(cote.parsed.year or "")


def _order(cote: Cote) -> tuple[tuple[int, str], tuple[tuple[int, str], ...]]:
    """Newest session or year first, then by the numbers in the key as numbers."""
    session, year = cote.parsed.session, cote.parsed.year
    age = int("".join(filter(str.isdecimal, session)) or year or 0)
    parts = re.findall(r"\d+|\D+", cote.key)
    return (-age, session), tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def _counted(members: Sequence[Cote]) -> str:
    return count(len(members), "key")


def _organ_line(group: Group, here: str) -> tuple[str, str]:
    """A line below the link to the graph."""
    graph = f"[{words().cited['network']}]({relative(network.PATH, here)})"
    return graph, _group_line(group, here)[1]


def _group_line(group: Group, here: str) -> tuple[str, str]:
    name, target = escaped(group.name), relative(group.path, here)
    return "", f'- [{name}]({target}) <span class="count">{_counted(group.members)}</span>'


def _key_line(cote: Cote, here: str) -> tuple[str, str]:
    heading = _heading(cote)
    return f"## {heading}" if heading else "", _plain_line(cote, here)[1]


def _plain_line(cote: Cote, here: str) -> tuple[str, str]:
    name = f'<span class="title">{escaped(cote.title)}</span>'
    times = count(len(cote.places), "citation")
    return "", f'- [{name}]({relative(cote.path, here)}) <span class="count">{times}</span>'
