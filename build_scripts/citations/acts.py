"""Resolutions and decisions cited by number: which words are for acts, and which numbers are theirs.

In each sentence, words for acts and numbers make groups: one word with the numbers of its list. Titles in quotation
marks are sentences of their own, and a list goes on behind them:

    « ses résolutions 74/16 du 9 décembre 2019, intitulée « … », 74/170 et 75/18 »: one group of three
    « la résolution 1992/22, intitulée « Application de la résolution 46/152 … », 1993/28 »: two groups, one inside

Which body adopted them, acting.py says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..core.organs import DECISION, RESOLUTION
from ..core.value import value
from .bodies import UNKNOWN, Mention, Reader
from .citing_words import Vocabulary
from .findings import Words
from .sentences import Quotes

_FREE = 400
"""Characters of a list's own words (titles left out) after which a number no longer belongs to it."""
_AROUND = 120
"""Characters around the name of a body within which another may be joined to it."""
# The year of a date: `1 July 2016`; not `12016`, `68/201`.
# A number alone, whatever follows: `1325 on`, `1325 Совета`; not `1325 (2000)`, `70/1`, `1,5`, `12th`.
_ALONE = re.compile(r"(?<![\w/.,(-])\d{1,4}(?![\w/]|[.,]\d| ?\()")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Between a number and the title that is printed behind it: `, « Application de … »`; not `, par. 3`.
_BEFORE_TITLE = re.compile(r",? ?(?=[«“\"《])")
# Between a number and a pinpoint: `, par. 3`, ` (par. 3)`.
_BEFORE_PIN = re.compile(r",? ?\(?")
_ACRONYM = r"(?: \([A-Z-]{2,12}\))?"


@dataclass(slots=True)
class Item:
    """A number."""

    start: int
    end: int
    body: tuple[str, ...] = ()
    """The organ that the words right behind it name."""
    after: int = 0
    """Up to where those words reach: a pinpoint may follow."""
    dated: int = 0
    """Up to where dates and titles behind it reach."""
    number: str = ""
    """In full, where the text doesn't print all of it: `63/13` of « 63/1 à 13 »."""
    year: int = 0
    """Of the date that the words give it, 0 where they give none."""


@dataclass(slots=True)
class Group:
    """One word for acts with its numbers; filled while a sentence is read."""

    start: int
    end: int
    kind: str
    quote: int
    """Number of the quotation it stands in, -1 for none."""
    singular: bool = False
    possessive: int = -1
    """Where « sa », « ses » begins; -1 where there is none."""
    head: Mention | None = None
    """The organ named between word and number, or right before the word."""
    numbered: bool = False
    """« no » stands before the number: as in court decisions, so a body must be named."""
    items: list[Item] = field(default_factory=list)
    partial: list[Item] = field(default_factory=list)
    """Numbers that have no year of their own: « 1325 et 1820 (2008) »."""
    said: tuple[str, ...] = ()
    """The organ whose acts the words before speak of, with no number: « les résolutions du Conseil …, dont les plus
    récentes sont les résolutions 53/26 et 52/31 »."""
    said_at: int = -1

    @property
    def reach(self) -> int:
        """Up to where it has been read."""
        return max((item.end for item in (*self.items[-1:], *self.partial[-1:])), default=self.end)


@value(frozen=True, slots=True)
class Sentence:
    """A sentence that has words for acts, and numbers."""

    words: Words
    start: int
    end: int
    quotes: Quotes
    reader: Reader
    number: re.Pattern[str]

    @property
    def string(self) -> str:
        """The whole text, folded."""
        return self.words.string

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of its language."""
        return self.reader.vocabulary

    def groups(self) -> list[Group]:
        """All groups that have numbers, in order."""
        current: dict[int, Group] = {}
        groups: list[Group] = []
        for match in self._tokens():
            quote = self.quotes.inner(match.start())
            if match.re is self.vocabulary.act_words:
                current[quote] = group = self._group(match, quote)
                groups.append(group)
            elif (open_group := current.get(quote)) and self.words.free(match.start(), match.end()):
                self._add(open_group, match)
        if self.vocabulary.trailing.pattern != r"(?!)":
            groups = list(self._trailing())
        self._read_speakers(groups)
        for group in groups:
            for item in group.items:
                self._read_behind(item)
        return [group for group in groups if group.items or group.partial]

    def _read_speakers(self, groups: list[Group]) -> None:
        """Notes for each group whose acts the sentence speaks of before it, without their numbers."""
        last: dict[int, Mention] = {}
        for group in groups:
            if mention := last.get(group.quote):
                group.said, group.said_at = mention.organs, mention.start
            if not group.items and (mention := group.head or self._organ_behind(group)):
                last[group.quote] = self.with_joined(mention)
            elif group.items:
                last.pop(group.quote, None)

    def _organ_behind(self, group: Group) -> Mention | None:
        connector = self.vocabulary.before_number.match(self.string, group.end)
        if not connector:
            return None
        return self.reader.at(connector.end()) or self.reader.at(connector.end() + 1)

    def with_joined(self, mention: Mention, *, behind: bool = True) -> Mention:
        """The body with those that « and » joins to it, of which any may be meant: « les résolutions du Conseil … et de
        l’Assemblée ». `behind`: those behind it, too."""
        words = self.vocabulary
        around = self.reader.between(max(self.start, mention.start - _AROUND), mention.end + _AROUND * behind)
        joined = [mention]
        for other in sorted(around, key=lambda other: abs(other.start - mention.start)):
            first = min(joined, key=lambda body: body.start)
            last = max(joined, key=lambda body: body.end)
            before, after = (last, other) if other.start >= last.end else (other, first)
            # In Arabic, « and » is written to the name: its mention begins with it.
            if any(words.beside.fullmatch(self.string, before.end, after.start + length) for length in (0, 1)):
                joined.append(other)
        organs = dict.fromkeys(organ for body in joined for organ in body.organs)
        return replace(mention, organs=UNKNOWN if UNKNOWN[0] in organs else tuple(organs))

    def _tokens(self) -> list[re.Match[str]]:
        words = list(self.vocabulary.act_words.finditer(self.string, self.start, self.end))
        # Without a word, numbers are nobody's.
        return sorted((*words, *self._numbers()), key=lambda match: match.start()) if words else []

    def _numbers(self) -> list[re.Match[str]]:
        """All numbers, those without a year or session of their own among them, in order."""
        complete = list(self.number.finditer(self.string, self.start, self.end))
        taken = {match.start() for match in complete}
        numbers = self.vocabulary.partial.finditer(self.string, self.start, self.end)
        partial = [number for number in numbers if number.start() not in taken]
        taken |= {number.start() for number in partial}
        partial += [
            number for number in _ALONE.finditer(self.string, self.start, self.end) if number.start() not in taken
        ]
        return sorted((*complete, *partial), key=lambda number: number.start())

    def _group(self, word: re.Match[str], quote: int) -> Group:
        kind = RESOLUTION if word[RESOLUTION] else DECISION
        group = Group(word.start(), word.end(), kind, quote, bool(self.vocabulary.singular.fullmatch(word[0])))
        before = self.string[max(self.start, word.start() - 60) : word.start()]
        group.possessive = self._possessive(word.start())
        if group.possessive >= 0:
            return group
        if self.vocabulary.suffixed.fullmatch(word[0]):
            group.possessive = word.start()
        elif head := self.reader.before(word.start(), self.start):
            group.head = head if group.singular else self.with_joined(head, behind=False)
        elif self.vocabulary.unknown_before.search(before):
            group.head = Mention(word.start(), word.start(), UNKNOWN)
        return group

    def _possessive(self, position: int) -> int:
        """Where « its » begins, if it stands right before a place; else -1."""
        floor = max(self.start, position - 60)
        match = self.vocabulary.possessive.search(self.string[floor:position])
        return floor + match.start() if match else -1

    def _add(self, group: Group, match: re.Match[str]) -> None:
        if match.re is self.vocabulary.partial:
            self._add_partial(group, match)
        elif match.re is _ALONE:
            gap = self.string[group.reach : match.start()]
            begun = not group.items and not group.partial and not self._draft(group)
            if begun and (self.vocabulary.bridge.fullmatch(gap) or self._names_body(group, match.start())):
                group.partial.append(Item(match.start(), match.end(), after=match.end()))
        elif self._belongs(group, match) and not self._draft(group):
            group.items.append(Item(match.start(), match.end(), after=match.end()))

    def _add_partial(self, group: Group, match: re.Match[str]) -> None:
        """A number that says no year or session: right behind the word, or in its list."""
        gap = self.string[group.reach : match.start()]
        words = self.vocabulary
        alone = not group.items and not group.partial
        first = alone and (words.bridge.fullmatch(gap) or self._names_body(group, match.start()))
        joined = group.reach > group.end and not group.singular and self._strictly_joined(gap)
        if (first or joined) and not self._draft(group):
            self._place(group, match)

    def _strictly_joined(self, gap: str) -> bool:
        return bool(self.vocabulary.ranges.fullmatch(gap) or self.vocabulary.joins.fullmatch(gap))

    def _place(self, group: Group, match: re.Match[str]) -> None:
        """Among the items with the session of the one before it, « 63/1 à 13 »; else among those without a year."""
        item = Item(match.start(), match.end(), after=match.end())
        last = group.items[-1] if group.items and not group.partial else None
        session, slash, serial = (
            (last.number or self.string[last.start : last.end]).partition("/") if last else ("",) * 3
        )
        least = re.match(r" ?(\d+)$", serial)
        if slash and least and match[0].isdecimal() and int(match[0]) > int(least[1]):
            item.number = f"{session.strip()}/{match[0]}"
            group.items.append(item)
        else:
            group.partial.append(item)

    def _draft(self, group: Group) -> bool:
        """« projet de résolution »: a draft has another number than the resolution will have."""
        before = self.string[max(self.start, group.start - 12) : group.end]
        units = self.vocabulary.units
        return any(re.search(rf"(?:{units[unit].pattern})$", before) for unit in ("draft_resolution", "draft_decision"))

    def _belongs(self, group: Group, match: re.Match[str]) -> bool:
        """Whether a number is an item of the group: the first behind the word, or one that a comma or « et » joins."""
        if match.start() - group.reach > 40 * _FREE:
            return False
        if not group.items and not group.partial:
            return self._first(group, match.start())
        gap = self.quotes.without(self.string, group.reach, match.start())
        if self.vocabulary.ranges.fullmatch(gap):
            return True
        joined = self.vocabulary.joins.search(gap)
        if not joined or len(gap) > _FREE:
            return False
        return not group.singular or self._only_filler(gap[: joined.start()])

    def _only_filler(self, gap: str) -> bool:
        position = 0
        while (filler := self.vocabulary.fillers.match(gap, position)) and filler.end() > position:
            position = filler.end()
        return position == len(gap)

    def _first(self, group: Group, number: int) -> bool:
        gap = self.string[group.end : number]
        if len(gap) > _FREE:
            return False
        if self.vocabulary.bridge.fullmatch(gap):
            group.numbered = bool(re.search(r"n[o°º]|N[o°º]|№", gap))
            return True
        if self._names_body(group, number):
            return True
        return not group.singular and bool(self.vocabulary.particular.search(gap))

    def _names_body(self, group: Group, number: int) -> bool:
        """« résolutions du Conseil économique et social 1989/62 »."""
        connector = self.vocabulary.before_number.match(self.string, group.end)
        if not connector:
            return False
        mention = self.reader.at(connector.end()) or self.reader.at(connector.end() + 1)
        if not mention or mention.end > number:
            return False
        rest = re.sub(rf"^{_ACRONYM},?", "", self.string[mention.end : number])
        if not self.vocabulary.bridge.fullmatch(rest) and rest not in (" ", ""):
            return False
        group.head = mention
        return True

    def _read_behind(self, item: Item) -> None:
        """Reads dates, titles and pinpoints behind a number, and the organ behind them."""
        item.dated = self.pass_fillers(item.end, pins=False)
        position = self.pass_fillers(item.dated)
        if mention := self.reader.attached(position):
            item.body = mention.organs
            item.after = max(mention.end, position)
        else:
            item.after = position
        item.year = self._year(item)

    def _year(self, item: Item) -> int:
        """The year of the date right behind a number, or before it."""
        if before := self.vocabulary.date_before.search(self.string[max(self.start, item.start - 30) : item.start]):
            return int(before["year"])
        position = item.end
        while (filler := self.vocabulary.fillers.match(self.string, position, self.end)) and filler.end() > position:
            if year := _YEAR.search(filler[0]):
                return int(year[0])
            position = filler.end()
        return 0

    def pass_fillers(self, position: int, *, pins: bool = True) -> int:
        """Behind what may stand between a number and its organ."""
        for _ in range(12):
            filler = self.vocabulary.fillers.match(self.string, position, self.end)
            if filler and filler.end() > position:
                position = filler.end()
            elif (title := _BEFORE_TITLE.match(self.string, position)) and (
                closing := self.quotes.closing(title.end())
            ) > 0:
                position = closing + 1
            elif pins and (pin := self._pin(position)):
                position = pin
            else:
                break
        return position

    def _pin(self, position: int) -> int:
        lead = _BEFORE_PIN.match(self.string, position)
        pin = self.vocabulary.pin.match(self.string, lead.end()) if lead and lead[0].strip() else None
        return pin.end() if pin and not self.vocabulary.of_another.match(self.string, pin.end()) else 0

    def _trailing(self) -> Iterator[Group]:
        """Groups of a language whose word follows the numbers: 大会第70/1号和第77/237号决议."""
        numbers = self._numbers()
        starts = [match.start() for match in numbers]
        taken = 0
        for word in self.vocabulary.trailing.finditer(self.string, self.start, self.end):
            last = bisect_left(starts, word.start())
            first = last
            edge = word.start()
            while first > taken and self._joined(numbers[first - 1].end(), edge):
                first -= 1
                edge = numbers[first].start()
            taken = last
            if first == last:
                continue
            named = self.vocabulary.act_words.fullmatch(word["word"])
            kind = RESOLUTION if named and named[RESOLUTION] else DECISION
            head = self.reader.before(edge, self.start)
            if not head and self.vocabulary.unknown_before.search(self.string[max(self.start, edge - 60) : edge]):
                head = Mention(edge, edge, UNKNOWN)
            group = Group(edge, word.end(), kind, self.quotes.inner(edge), possessive=self._possessive(edge), head=head)
            for match in numbers[first:last]:
                if match.re is self.vocabulary.partial:
                    self._place(group, match)
                else:
                    group.items.append(Item(match.start(), match.end(), after=match.end()))
            for item in group.items:
                item.after = word.end()
            yield group

    def _joined(self, start: int, end: int) -> bool:
        gap = re.sub(r"^ ?号", "", self.string[start:end])
        return not gap or bool(self.vocabulary.ranges.fullmatch(gap) or self.vocabulary.joins.fullmatch(gap))
