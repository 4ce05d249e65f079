"""The lists of documents by organ, by year and by type.

No page lists everything: a group of more than `PAGE` documents is split by year (a year: by organ), and what is
still larger is cut into numbered pages. So the largest page stays small in an archive of any size.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from ..core.interface import NARROW, Interface, interface
from . import escape
from .catalogue import Catalogue, Entry, language_of_lists, organ_name, type_name
from .matter import Value, matter

PAGE = 100
"""The most documents that one page lists."""
LATEST = 10
"""Newest documents that the home page names."""
_WITHOUT = "sans"
_PLAIN_KEY = re.compile(r"[A-Z0-9](?:[A-Z0-9./]*[A-Z0-9])?|[a-z0-9]+(?:-[a-z0-9]+)*")
"""Organs, years and types as the data has them, told apart by their names alone: `A/C.3`, `2021`, `report`."""
ORIGIN = "from_documents"


class Facet(StrEnum):
    """What documents are listed by."""

    ORGAN = "organ"
    YEAR = "year"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that share an organ, a year or a type."""

    facet: Facet
    key: str
    """Empty where the documents have none."""
    entries: tuple[Entry, ...]
    """Newest first."""

    @property
    def name(self) -> str:
        """The group in words."""
        if self.facet is Facet.ORGAN:
            return organ_name(self.key)
        if self.facet is Facet.TYPE:
            return type_name(self.key, many=True)
        return self.key or _words().labels["no_date"]


def list_path(facet: Facet, key: str) -> str:
    """The path from docs/, without `.md`, of the list of a group: `organes/A-C.3`, `annees/2021`, `types/report`."""
    return f"{_words().lists[facet]['folder']}/{_slug(key)}"


def pages(
    catalogue: Catalogue, total: int = 0, overview: Mapping[str, Value | None] = MappingProxyType({})
) -> dict[str, str]:
    """Every list by its path from docs/: `organes/index.md` … `total`: documents of the archive, where these are a part
    of them; `overview`: what else the home page shows of the archive (write/holdings.py)."""
    latest = catalogue.entries[: -LATEST - 1 : -1]
    texts: dict[str, str] = {}
    for facet in Facet:
        words = _words().lists[facet]
        groups = _groups(facet, reversed(catalogue.entries))
        shown = {"latest": _latest(latest), **overview} if facet is Facet.YEAR else {}
        texts[f"{words['folder']}/index.md"] = _index(facet, groups, shown, total)
        for group in groups:
            texts |= _group(group, list_path(facet, group.key), group.name, ((words["folder"], words["title"]),))
    return texts


def _words() -> Interface:
    return interface(language_of_lists())


def _slug(key: str) -> str:
    """A name that no other group has, in any case of letters: `A/C.3` → `A-C.3`; odd keys get a part of their hash."""
    if not key:
        return _WITHOUT
    name = re.sub(r"[^A-Za-z0-9.]+", "-", key).strip("-.")
    if _PLAIN_KEY.fullmatch(key) and key != _WITHOUT:
        return name
    return f"{name}-{sha256(key.encode()).hexdigest()[:8]}".lstrip("-")


def _keys(facet: Facet, entry: Entry) -> tuple[str, ...]:
    """The groups that a document is in: a joint one in that of each of its organs."""
    if facet is Facet.YEAR:
        return (str(entry.issued[0]) if entry.issued else "",)
    return entry.organs if facet is Facet.ORGAN else (entry.type,)


def _groups(facet: Facet, entries: Iterable[Entry]) -> list[Group]:
    """The groups of a facet: years from the latest, the others by name; the group without a key comes last."""
    members: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in _keys(facet, entry):
            members[key].append(entry)
    groups = [Group(facet, key, tuple(entries)) for key, entries in members.items()]
    if facet is Facet.YEAR:
        return sorted(groups, key=lambda group: group.key, reverse=True)
    return sorted(groups, key=lambda group: (not group.key, group.name.casefold(), group.key))


def _group(group: Group, path: str, title: str, parents: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The pages of a group, the first at `path`."""
    inner = _groups(Facet.ORGAN if group.facet is Facet.YEAR else Facet.YEAR, group.entries)
    if len(group.entries) <= PAGE:
        body = [f"## {_heading(part)}\n\n{_listing(part.entries, path)}" for part in inner]
        return {f"{path}.md": _page(title, len(group.entries), body, parents)}
    if len(parents) > 1:
        return _numbered(group.entries, path, title, parents)
    links = _links(inner, lambda part: f"{path}/{_slug(part.key)}", path)
    texts = {f"{path}.md": _page(title, len(group.entries), [links], parents)}
    for part in inner:
        texts |= _group(part, f"{path}/{_slug(part.key)}", f"{title}, {part.name}", (*parents, (path, title)))
    return texts


def _numbered(entries: Sequence[Entry], path: str, title: str, parents: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """A group cut into pages: `path`, `path/2`, `path/3` …"""
    total = -(-len(entries) // PAGE)
    paths = [path, *(f"{path}/{number}" for number in range(2, total + 1))]
    texts: dict[str, str] = {}
    for index, here in enumerate(paths):
        body = [_listing(entries[index * PAGE : (index + 1) * PAGE], here), pager(paths, index)]
        number = _words().counts["page"].format(index + 1, total)
        named = f"{title} ({number.lower()})" if index else title
        texts[f"{here}.md"] = _page(named, len(entries), body, parents)
    return texts


def pager(paths: Sequence[str], index: int) -> str:
    """Links to the first, previous, next and last page."""
    counts, here = _words().counts, paths[index]
    steps = [("first", 0), ("previous", index - 1), ("next", index + 1), ("last", len(paths) - 1)]
    links = [
        f"[{counts[name]}]({relative(paths[to], here)}){{: .pager-{name} }}"
        for name, to in steps
        if 0 <= to < len(paths) and to != index
    ]
    return " ".join([counts["page"].format(index + 1, len(paths)), *links]) + "\n{: .pager }"


def _latest(entries: Sequence[Entry]) -> list[Value]:
    """Documents as the home page names them."""
    return [
        {"path": entry.path, "symbol": entry.symbol, "title": entry.title, "facts": _facts(entry)} for entry in entries
    ]


def _index(facet: Facet, groups: list[Group], shown: Mapping[str, Value | None], total: int) -> str:
    """The list of lists. Its front matter holds what the home page, which is hand-written, shows of the collection:
    its groups and what is `shown` besides."""
    folder, title = _words().lists[facet]["folder"], _words().lists[facet]["title"]
    body = [_links(groups, lambda group: list_path(facet, group.key), f"{folder}/index")] if groups else []
    collection: dict[str, Value | None] = {
        "nav_title": _words().lists[facet]["nav"],
        "facet": facet.value,
        "groups": [
            {"path": list_path(facet, group.key), "title": group.name, "count": len(group.entries)} for group in groups
        ],
        **shown,
    }
    # A joint document is in the groups of two organs.
    count = len({entry.path for group in groups for entry in group.entries})
    if total > count:
        collection["part"] = _words().say("counts.part", count=count, total=total)
    return _page(title, count, body, (), collection)


def _page(
    title: str,
    count: int,
    body: Sequence[str],
    parents: tuple[tuple[str, str], ...],
    more: Mapping[str, Value | None] = MappingProxyType({}),
) -> str:
    values: dict[str, Value | None] = {
        "template": "liste.html",
        "title": title,
        "documents": count,
        "documents_text": _words().documents(count),
        "parents": [{"path": path, "title": name} for path, name in parents],
        **more,
    }
    empty = [] if count else [_words().counts["none"]]
    return matter(values, ORIGIN) + "\n\n".join([*empty, *body]) + "\n"


def _heading(group: Group) -> str:
    return escape.markdown(_words().spaced(escape.plain(group.name)))


def _links(groups: Sequence[Group], path_of: Callable[[Group], str], here: str) -> str:
    """A list of groups with the number of their documents."""
    return "\n".join(
        f"- [{_heading(group)}]({relative(path_of(group), here)}) "
        f'<span class="count">{_words().documents(len(group.entries))}</span>'
        for group in groups
    )


def _listing(entries: Sequence[Entry], here: str) -> str:
    """A list of documents: symbol, or that there is none, and title as one link, then type, organ and date."""
    return "\n".join(_line(entry, here) for entry in entries)


def _line(entry: Entry, here: str) -> str:
    words = escape.markdown(escape.plain(entry.symbol or _words().labels["no_symbol"]))
    symbol = f'<span class="{"symbol" if entry.symbol else "no-symbol"}">{words}</span> '
    title = f'<span class="title">{escape.markdown(_words().spaced(escape.plain(entry.title)))}</span>'
    facts = f'<span class="facts">{escape.markdown(_facts(entry))}</span>'
    return f"- [{symbol}{title}]({relative(entry.path, here)}) {facts}"


def _facts(entry: Entry) -> str:
    """Type, organs and date, where known."""
    facts = [
        type_name(entry.type) if entry.type else "",
        *(organ_name(organ) for organ in entry.organs if organ),
        _words().day(entry.date) if entry.date else _supplied(entry.issued),
    ]
    return f"{NARROW}· ".join(fact for fact in facts if fact)


def _supplied(issued: tuple[int, ...]) -> str:
    """A date that the document doesn't have itself, « [2021] », « [2021-03] »."""
    return f"[{'-'.join(f'{part:02}' for part in issued)}]" if issued else ""


def relative(path: str, here: str) -> str:
    """The Markdown file at `path` as a link from the one at `here` (both from docs/, without `.md`)."""
    folder, target = here.split("/")[:-1], f"{path}.md".split("/")
    same = 0
    while same < min(len(folder), len(target) - 1) and folder[same] == target[same]:
        same += 1
    return "/".join([*[".."] * (len(folder) - same), *target[same:]])
