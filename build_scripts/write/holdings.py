"""What the archive holds, as the home page shows it: how much, years and organs, themes and countries, what is new and
what was corrected, and references to try.

All of it is counted when the pages are written, and its size does not grow with the archive: years beyond the latest
are taken together by decade, organs, themes, countries and days beyond the first are left to their own lists.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from ..core.interface import interface
from ..core.settings import archive
from ..core.value import value
from . import lists
from .catalogue import Catalogue, Entry, language_of_lists, organ_name
from .lists import Facet, list_path
from .matter import Value, matter

YEARS, ORGANS, THEMES, COUNTRIES, DAYS, NAMES = 12, 6, 12, 8, 5, 3
"""How many the home page shows: latest years one by one, organs with a colour of their own, themes, countries of a
region, days, and documents of a day."""


@value(frozen=True, slots=True)
class Contents:
    """What one report has."""

    passages: int
    """Blocks with an address."""
    countries: Mapping[str, int]
    """Number of passages that name a country, by its code."""
    themes: Mapping[str, int]
    paragraph: tuple[str, str] = ("", "")
    """A numbered paragraph of the body to try: its anchor, and how it is cited; empty where there is none."""
    inner: tuple[str, str] = ("", "")
    """The same of a paragraph of a draft or an annex, or else of a note."""


@value(frozen=True, slots=True)
class OnRecord:
    """What the registry says of one document."""

    added: str = ""
    """Day on which it was first on record, as ISO 8601 has it; empty where that isn't known."""
    corrected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The anchors whose texts were corrected, by day."""


@dataclass(frozen=True, slots=True)
class Name:
    """A theme or a country, in the archive's language."""

    key: str
    label: str
    group: str
    """`crime` or `question`; the region of a country."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the home page is made from."""

    contents: Mapping[str, Contents] = field(default_factory=dict)
    """By path of the document."""
    record: Mapping[str, OnRecord] = field(default_factory=dict)
    themes: Sequence[Name] = ()
    countries: Sequence[Name] = ()
    """In alphabetical order, as the United Nations lists countries."""
    cited: tuple[str, str] = ("", "")
    """The resolution that the archive cites most: path of its page from docs/, and its title."""


@dataclass(frozen=True, slots=True)
class Named:
    """How often a theme or a country is named."""

    name: Name
    passages: int
    documents: int


def overview(
    catalogue: Catalogue, holdings: Holdings, own: Callable[[str], bool] = lambda _: True
) -> dict[str, Value | None]:
    """What the home page shows, for the front matter of the list of years. `own`: whether the page of a document at a
    path is the program's, and so has its anchors."""
    dated = [entry.issued[0] for entry in catalogue.entries if entry.issued]
    organs = _organs(catalogue)
    return {
        "passages": sum(contents.passages for contents in holdings.contents.values()),
        "languages": len({entry.path.partition("/")[0] for entry in catalogue.entries}),
        "years": f"{min(dated)}–{max(dated)}" if dated else "",
        "examples": _examples(catalogue, holdings, own),
        "organs": [{"key": key, "title": organ_name(key), "path": path} for key, path in organs],
        "timeline": _timeline(catalogue, [key for key, _ in organs]),
        "news": _news(catalogue, holdings.record),
        "themes": [_shown(named) for named in _named(holdings, "themes", holdings.themes)[:THEMES]],
        "regions": _regions(holdings),
    }


def pages(holdings: Holdings) -> dict[str, str]:
    """The lists of all themes and of all countries that passages name, by their paths from docs/."""
    return {
        f"{_folder(kind)}/index.md": _page(kind, names, _named(holdings, attribute, names))
        for kind, attribute, names in (
            ("theme", "themes", holdings.themes),
            ("country", "countries", holdings.countries),
        )
    }


def _folder(kind: str) -> str:
    return interface(language_of_lists()).lists[kind]["folder"]


def _page(kind: str, names: Sequence[Name], named: Sequence[Named]) -> str:
    words = interface(language_of_lists()).lists[kind]
    groups = sorted({name.group for name in names})
    if kind == "country":
        named = _in_order(named, names)
    values: dict[str, Value | None] = {
        "template": "passages.html",
        "title": words["title"],
        "nav_title": words["nav"],
        "in_header": False,
        "kind": kind,
        "groups": [
            {"key": group, "names": [_shown(each) for each in members]}
            for group in groups
            if (members := [each for each in named if each.name.group == group])
        ],
    }
    return matter(values, lists.ORIGIN)


def _shown(named: Named) -> Value:
    return {
        "key": named.name.key,
        "title": named.name.label,
        "passages": named.passages,
        "documents": named.documents,
    }


def _named(holdings: Holdings, attribute: str, names: Iterable[Name]) -> list[Named]:
    """Those that passages name, the most frequent first. Of versions of a document one counts, as in search: that in
    the archive's language, or else the first."""
    versions: dict[str, list[str]] = defaultdict(list)
    for path in sorted(holdings.contents, key=lambda path: (not path.startswith(f"{archive().language}/"), path)):
        versions[path.partition("/")[2]].append(path)
    passages: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    of = attrgetter(attribute)
    for first, *_ in versions.values():
        counts = of(holdings.contents[first])
        passages.update(counts)
        documents.update(counts.keys())
    found = [Named(name, passages[name.key], documents[name.key]) for name in names if passages[name.key]]
    return sorted(found, key=lambda named: (-named.passages, named.name.label))


def _in_order(named: Iterable[Named], names: Iterable[Name]) -> list[Named]:
    """Themes or countries in the order of their names."""
    by_key = {each.name.key: each for each in named}
    return [by_key[name.key] for name in names if name.key in by_key]


def _regions(holdings: Holdings) -> list[Value]:
    """The regions whose countries are named, each with those that are named most, in the order of their names."""
    named = _named(holdings, "countries", holdings.countries)
    regions: list[Value] = []
    for region in sorted({name.group for name in holdings.countries}):
        members = [each for each in named if each.name.group == region]
        if members:
            shown = [_shown(each) for each in _in_order(members[:COUNTRIES], holdings.countries)]
            regions.append({"key": region, "count": len(members), "names": shown})
    return regions


def _organs(catalogue: Catalogue) -> list[tuple[str, str]]:
    """The organs that have a colour of their own, those with most documents first, and the paths of their lists."""
    counts = Counter(entry.organ for entry in catalogue.entries)
    first = sorted(counts, key=lambda organ: (-counts[organ], organ))[:ORGANS]
    return [(organ, list_path(Facet.ORGAN, organ)) for organ in first]


def _timeline(catalogue: Catalogue, organs: Sequence[str]) -> list[Value]:
    """How many documents there are of each year, the latest first: of each organ that has a colour (`organs`), then of
    all others. Earlier years come by decade, and documents without a date last."""
    by_year: dict[int, Counter[str]] = defaultdict(Counter)
    for entry in catalogue.entries:
        by_year[entry.issued[0] if entry.issued else 0][entry.organ] += 1
    years = sorted((year for year in by_year if year), reverse=True)
    rows = [(str(year), list_path(Facet.YEAR, str(year)), by_year[year]) for year in years[:YEARS]]
    decades: dict[int, Counter[str]] = defaultdict(Counter)
    for year in years[YEARS:]:
        decades[year // 10 * 10].update(by_year[year])
    last = years[YEARS - 1] if len(years) > YEARS else 0
    folder = interface(language_of_lists()).lists[Facet.YEAR]["folder"]
    for decade, counts in decades.items():
        rows.append((f"{decade}–{min(decade + 9, last - 1)}", f"{folder}/index", counts))
    if by_year[0]:
        rows.append(("", list_path(Facet.YEAR, ""), by_year[0]))
    return [_row(organs, title, path, counts) for title, path, counts in rows]


def _row(organs: Sequence[str], title: str, path: str, counts: Counter[str]) -> Value:
    parts: list[Value] = [counts[organ] for organ in organs]
    rest = counts.total() - sum(counts[organ] for organ in organs)
    return {"title": title, "path": path, "count": counts.total(), "parts": [*parts, rest]}


def _news(catalogue: Catalogue, record: Mapping[str, OnRecord]) -> list[Value]:
    """What was added and what was corrected, by days, the latest first."""
    added: dict[str, list[Entry]] = defaultdict(list)
    corrected: dict[str, list[tuple[Entry, tuple[str, ...]]]] = defaultdict(list)
    for entry in reversed(catalogue.entries):
        known = record.get(entry.path, OnRecord())
        if known.added:
            added[known.added].append(entry)
        for day, anchors in known.corrected.items():
            corrected[day].append((entry, anchors))
    return [
        {
            "day": day,
            "day_text": interface(language_of_lists()).day(date.fromisoformat(day)),
            "added": len(added[day]),
            "documents": [_entry(entry) for entry in added[day][:NAMES]],
            "corrected": sum(len(anchors) for _, anchors in corrected[day]),
            "passages": [{**_entry(entry), "anchor": anchors[0]} for entry, anchors in corrected[day][:NAMES]],
        }
        for day in sorted({*added, *corrected}, reverse=True)[:DAYS]
    ]


def _entry(entry: Entry) -> dict[str, Value]:
    return {"path": entry.path, "symbol": entry.symbol, "title": entry.title}


def _examples(catalogue: Catalogue, holdings: Holdings, own: Callable[[str], bool]) -> list[Value]:
    """References to try, of different kinds, of documents with a symbol, the newest first: a paragraph, a place in a
    draft or an annex, or else a note; and the resolution that is cited most."""
    examples: list[Value] = []
    symbols = [entry.path for entry in reversed(catalogue.entries) if entry.symbol]
    for kind in ("paragraph", "inner"):
        places = ((path, getattr(holdings.contents[path], kind)) for path in symbols if path in holdings.contents)
        for path, (anchor, citation) in places:
            if anchor and own(path):
                examples.append({"path": path, "anchor": anchor, "title": citation})
                break
    if holdings.cited[0]:
        path, title = holdings.cited
        examples.append({"path": path, "title": title})
    return examples
