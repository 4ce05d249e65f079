"""Which body adopted a resolution or decision, and so its key.

Read in this order (docs/developers/citations.md); a step counts only with bodies that have acts of that form, kind
and time:

    1  a body at the number or the word      « la résolution 62/9 de la Commission des stupéfiants »
    2  for « sa », « ses »: who speaks       « la Commission, dans sa résolution 62/9 », « Par sa résolution 10/1, la »
    3  a body carried over in a list         « … 23/1 de la Commission …, ainsi que la résolution 28/3 »
       or whose acts it is a list of         « les résolutions du Conseil …, dont les résolutions 53/26 et 52/31 »
    4  a body acting in the same clause      « la Commission a adopté les décisions 63/1 à 63/13 »
    5  the body enacting the resolution      « Rappelant la résolution 70/1 »
    6  the document's own body
    7  the form alone, if one body has it    « résolution 2370 (2017) »

A body that the clause names without its acting, « les travaux du Conseil …, et la résolution 53/12 », may be meant as
well as those of the steps 5 and 6. A date behind the number excludes bodies that held no such session then. A step that
leaves several bodies ends the search: no link is better than a wrong one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..core.model import Part
from ..core.value import value
from .acts import Group, Item, Sentence
from .bodies import UNKNOWN, Mention, Setting
from .findings import CUT_OFF, CitationSpan, Doubt
from .series import numbers

_COUNTS_ON = ("S",)
"""Numbers its acts through, so that a number is cited with its year."""
_NEAR = 60
"""Characters between a body and « sa résolution » within which it is the one that speaks."""
_CONFERENCE = "climate"
"""The form of numbers that name a conference of parties, 1/CMA.5 (data/series.toml)."""
_LAST = 12
"""So many names before a word are looked at."""


@value(frozen=True, slots=True)
class _Act:
    """What a number may be."""

    key: str
    form: str
    named: bool
    """Only where the words name the body."""
    dated: bool
    """The date behind the number may be its."""


@dataclass
class Bodies:
    """Finds the bodies of one sentence's acts."""

    sentence: Sentence
    setting: Setting
    part: Part
    before: Callable[[], tuple[str, ...]]
    """The body that spoke in the sentence before, « elle » in this one."""
    owners: set[int] = field(default_factory=set)
    """Where bodies are named only as those of an act: « la résolution 74/178 de l’Assemblée » doesn't say that the
    Assembly speaks."""
    doubts: list[Doubt] = field(default_factory=list)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The bodies that the sentence names; in most sentences, nobody asks."""
        return list(self.sentence.reader.between(self.sentence.start, self.sentence.end))

    @cached_property
    def openers(self) -> list[int]:
        """In a resolution, where each « rappelant », « prie » … ends; else empty."""
        sentence = self.sentence
        if not self.setting.enacts(self.part):
            return []
        verbs = sentence.vocabulary.openers.finditer(sentence.string, sentence.start, sentence.end)
        return [verb.end() for verb in verbs]

    def speaker(self) -> tuple[str, ...]:
        """The last body that is a subject in the sentence."""
        subjects = (mention.organs for mention in reversed(self.mentions[-_LAST:]) if self._speaks(mention))
        return next((organs for organs in subjects if organs != UNKNOWN), ())

    def resolve(self, groups: list[Group]) -> list[CitationSpan]:
        """The acts of a sentence, as far as their bodies can be told."""
        citations: list[CitationSpan] = []
        self.owners = set(self._owners(groups))
        carried: tuple[str, ...] = ()
        for index, group in enumerate(groups):
            previous = groups[index - 1] if index else None
            following = groups[index + 1] if index + 1 < len(groups) else None
            if not (previous and carried and self._listed(previous, group)):
                carried = ()
            self._without_year(group)
            ahead = self._explicit(following) if following and self._listed(group, following) else ()
            bodies = self._bodies(group)
            for item, body in zip(group.items, bodies, strict=True):
                named = bool(body) and not (body == UNKNOWN and group.possessive >= 0)
                steps = iter([body]) if named else self._steps(group, item, carried, ahead)
                if citation := self._resolve_item(group, item, steps, named=named):
                    citations.append(citation)
                    citations += self._letters(citation)
                    carried = self._organs_of(citation, group, item)
        return citations

    def _without_year(self, group: Group) -> None:
        """Reports numbers without a year of their own, which aren't linked: in a list with one that has it, or
        where the words name the Security Council, which cites none without."""
        items = [item for item in group.items if "(" in self.sentence.string[item.start : item.end]]
        body = group.head or (self.sentence.reader.attached(group.reach) if group.partial else None)
        if not items and not (body and body.organs == _COUNTS_ON):
            return
        for item in group.partial:
            words = self.sentence.string[item.start : item.end]
            self.doubts.append(Doubt(item.start, "C014", f"“{words}” has no year or session of its own; not linked"))

    def _explicit(self, group: Group) -> tuple[str, ...]:
        return next((body for body in self._bodies(group) if body), ())

    def _bodies(self, group: Group) -> list[tuple[str, ...]]:
        """The body named at each number of a group: one behind a number holds for those before it, too, and, unless
        they are « ses résolutions », for those after it."""
        if group.head:
            return [group.head.organs] * len(group.items)
        bodies = [item.body for item in group.items]
        for index in range(len(bodies) - 2, -1, -1):
            bodies[index] = bodies[index] or bodies[index + 1]
        for index in range(1, len(bodies) if group.possessive < 0 else 0):
            bodies[index] = bodies[index] or bodies[index - 1]
        return bodies

    def _listed(self, previous: Group, group: Group) -> bool:
        """Whether two groups are of one list: « … et 23/1 …, ainsi que la résolution 28/3 »."""
        if previous.quote != group.quote or group.possessive >= 0:
            return False
        quotes, string = self.sentence.quotes, self.sentence.string
        # In Arabic, « and » is written to the word: the group begins with it.
        gaps = [quotes.without(string, previous.reach, group.start + length) for length in (0, 1)]
        between = bisect_left(self.openers, group.start) - bisect_left(self.openers, previous.reach)
        return any(map(self.sentence.vocabulary.joins.search, gaps)) and not between

    def _steps(
        self, group: Group, item: Item, carried: tuple[str, ...], ahead: tuple[str, ...]
    ) -> Iterator[tuple[str, ...]]:
        enacting = self.setting.enacts(self.part)
        if group.possessive >= 0:
            yield from self._speaking(group, item, enacting)
        else:
            yield carried
            yield self._listing(group)
            # « la résolution 44/25 et les résolutions 45/30 et 46/5 du Conseil »: another word began between.
            yield (*ahead, *self.setting.own_body()) if ahead else ()
            yield from self._acting(group, enacting)
        aside = () if group.possessive >= 0 else self._aside(group)
        yield (*aside, enacting) if enacting else ()
        if group.possessive >= 0 and not enacting:
            yield self.before()
        yield (*aside, *self.setting.own_body())
        if group.possessive >= 0:
            yield tuple({organ for mention in self._clause(group) for organ in mention.organs})

    def _listing(self, group: Group) -> tuple[str, ...]:
        """The body whose acts the same clause speaks of before it gives numbers."""
        between = bisect_left(self.openers, group.start) - bisect_left(self.openers, group.said_at)
        return () if between else group.said

    def _aside(self, group: Group) -> tuple[str, ...]:
        """The body last named in the clause, if it doesn't act there."""
        clause = [mention for mention in self._clause(group) if mention.organs != UNKNOWN]
        return clause[-1].organs if clause and not self._subject(clause[-1]) else ()

    def _speaking(self, group: Group, item: Item, enacting: str) -> Iterator[tuple[str, ...]]:
        """Who says « sa résolution »."""
        clause = self._clause(group)
        subjects = [mention for mention in clause if self._speaks(mention)]
        near = [
            mention
            for mention in subjects
            if group.possessive - mention.end <= _NEAR and not (enacting and self._object(mention))
        ]
        if near:
            yield self.sentence.with_joined(near[-1], behind=False).organs
        subjects = [mention for mention in subjects if mention.organs != UNKNOWN]
        behind = self._subject_behind(group, item)
        if not subjects and behind:
            yield behind.organs
        others = tuple({organ for mention in subjects for organ in mention.organs})
        yield (*others, enacting) if enacting else others

    def _subject_behind(self, group: Group, item: Item) -> Mention | None:
        """The body that is the subject of the clause behind an item, or behind the list that goes on from it: « Dans
        ses résolutions 50/6 et 55/2, l’Assemblée »."""
        for position in dict.fromkeys((item.after, group.items[-1].after)):
            behind = self.sentence.vocabulary.subject.match(self.sentence.string, position)
            if behind and (mention := self.sentence.reader.at(behind.end())):
                return mention
        return None

    def _acting(self, group: Group, enacting: str) -> Iterator[tuple[str, ...]]:
        """Who adopted it, in the same clause: the subject, or the one that « par » names."""
        subjects = [mention for mention in self._clause(group) if self._subject(mention)]
        organs = tuple({organ for mention in subjects for organ in mention.organs if mention.organs != UNKNOWN})
        subjects = [mention for mention in subjects if mention.organs != UNKNOWN or mention.namesake]
        near = bool(subjects) and group.start - subjects[-1].end <= _NEAR and not self._object(subjects[-1])
        if near and (enacting or subjects[-1].namesake):
            yield self.sentence.with_joined(subjects[-1], behind=False).organs
        elif not enacting:
            yield organs
        else:
            yield (*organs, enacting) if organs else ()

    def _clause(self, group: Group) -> list[Mention]:
        """Bodies named before a group in the sentence; in a resolution, since the last « rappelant », « prie » …"""
        start = self.sentence.start
        if self.setting.enacts(self.part):
            index = bisect_right(self.openers, group.start)
            start = self.openers[index - 1] if index else start
        last = bisect_left(self.mentions, group.start, key=lambda mention: mention.start)
        quotes = self.sentence.quotes
        return [
            mention
            for mention in self.mentions[max(0, last - _LAST) : last]
            if mention.start >= start and quotes.inner(mention.start) == group.quote
        ]

    def _subject(self, mention: Mention) -> bool:
        before = self.sentence.string[max(self.sentence.start, mention.start - 20) : mention.start]
        return not self.sentence.vocabulary.oblique.search(before)

    def _speaks(self, mention: Mention) -> bool:
        return mention.start not in self.owners and self._subject(mention)

    def _owners(self, groups: list[Group]) -> Iterator[int]:
        for group in groups:
            if group.head:
                yield group.head.start
            for item in group.items:
                first = bisect_left(self.mentions, item.end, key=lambda mention: mention.start)
                behind = self.mentions[first : first + 1] if item.body else []
                yield from (mention.start for mention in behind if mention.end <= item.after)

    def _object(self, mention: Mention) -> bool:
        """Whether it is the object of a verb that opens a clause: « prie la Commission de … »."""
        index = bisect_right(self.openers, mention.start)
        if not index:
            return False
        between = self.sentence.string[self.openers[index - 1] : mention.start]
        return len(between) < 40 and bool(self.sentence.vocabulary.object.fullmatch(between))

    def _resolve_item(
        self, group: Group, item: Item, steps: Iterator[tuple[str, ...]], *, named: bool
    ) -> CitationSpan | None:
        """The act that a number is; None, with a doubt, where that can't be told. `named`: the steps are the one body
        that the words name at the number."""
        words = item.number or self.sentence.string[item.start : item.end]
        possible = self._possible(group.kind, words, item.year)
        doubt = self._unreadable(group, item, possible, named=named)
        organs: tuple[str, ...] = ()
        # The number of a conference's act names it: what follows, « Решение 1/CMA.5 Итоги … », needn't be a body.
        told = any(act.form == _CONFERENCE for act in possible.values())
        for organs in () if doubt or told else steps:
            fitting = {organ: possible[organ] for organ in organs if organ in possible}
            if not named or len(organs) > 1:
                fitting = {organ: act for organ, act in fitting.items() if act.dated}
            if fitting or named or organs == UNKNOWN:
                possible = fitting
                break
        else:
            possible = {organ: act for organ, act in possible.items() if not act.named}
            if not all(act.dated for act in possible.values()):
                doubt = doubt or ("C001", f"isn't of a session of {item.year} of the body that the text may mean")
        if not doubt and len(possible) == 1:
            return self._citation(group, item, next(iter(possible.values())).key)
        if organs == UNKNOWN:
            doubt = ("C002", "is an act of a body that is missing from data/organs.toml")
        elif named and not possible:
            doubt = doubt or ("C003", f"isn't a number that {' or '.join(organs)} gives its acts")
        candidates = ", ".join(sorted(act.key for act in possible.values())) or "none"
        code, why = doubt or ("C001", f"could be an act of several bodies, or of none; candidates: {candidates}")
        self.doubts.append(Doubt(item.start, code, f"“{words}” {why}; not linked"))
        return None

    def _unreadable(
        self, group: Group, item: Item, possible: dict[str, _Act], *, named: bool
    ) -> tuple[str, str] | None:
        """Code and reason, where a number may not be what it looks like."""
        if CUT_OFF.match(self.sentence.string, item.end):
            return "C009", "is followed by a lone number, so that a space may have cut it in two"
        if group.numbered and not named and not {"dated", "roman"} & {act.form for act in possible.values()}:
            return "C002", "isn't a number of a body that the words name"
        return None

    def _citation(self, group: Group, item: Item, key: str) -> CitationSpan:
        if len(group.items) > 1:
            # « paragraphe 3 des résolutions 55/25 et 58/4 » isn't a place in one of them.
            return CitationSpan(item.start, item.end, key, item.after, item.start, dated=item.dated)
        named = group.head.start if group.head and group.head.end < group.start else group.start
        before = group.possessive if group.possessive >= 0 else named
        return CitationSpan(item.start, item.end, key, item.after, before, dated=item.dated)

    def _possible(self, kind: str, words: str, year: int = 0) -> dict[str, _Act]:
        """Organs that have acts of that kind and number, with the act."""
        possible: dict[str, _Act] = {}
        for form in self.setting.data.series.forms.values():
            parts = form.parts(words)
            if parts is None:
                continue
            values = numbers(parts)
            for act in self.setting.data.acts.get((kind, form.name), ()):
                if act.fits(values, self.setting.year):
                    key = act.key.format(number=form.number.format(**parts), **parts)
                    possible[act.organ] = _Act(key, form.name, act.named, act.dated(values, year))
        return possible

    def _organs_of(self, citation: CitationSpan, group: Group, item: Item) -> tuple[str, ...]:
        words = item.number or self.sentence.string[item.start : item.end]
        return tuple(organ for organ, act in self._possible(group.kind, words).items() if act.key == citation.key)

    def _letters(self, citation: CitationSpan) -> Iterator[CitationSpan]:
        """« 57/270 A et B »: the same number with another letter."""
        string, position = self.sentence.string, citation.end
        letter = self.sentence.vocabulary.letter
        latin = self.setting.data.series.spelled.letters
        ends = string[position - 1 : position].isupper() or string.endswith(tuple(latin), 0, position)
        lettered = citation.key[-1:].isupper() and ends
        while lettered and (match := letter.match(string, position)):
            key = citation.key[:-1] + latin.get(match[1], match[1])
            yield CitationSpan(match.start(1), match.end(), key, match.end(), match.start(1))
            position = match.end()
