"""Corrections of letters for an editor to review: misread acronyms, and words that no list has.

Nothing here changes a text. What a person accepts goes into document.toml; `as_toml` writes it as that file has it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..core.data_files import DATA, read_data
from ..core.model import Block, Repair, Report
from ..core.text import line_of, offset
from .damage import Sign, likeliest, signs
from .evidence import Evidence
from .glossary import Glossary
from .lexicon import Rules, WordList
from .view import CALL, OPAQUE, Taken, View, reason, views

_AROUND = 30
"""Characters of context on each side."""
_PLACES = 5
"""Places written out of each proposal."""
_SHORTEST_ACRONYM, _SHORTEST_WORD, _LONGEST_WORD = 4, 4, 40
_TWO_SLIPS = 5
"""Letters that an acronym must have for two of them to be misread."""
_FAMILIAR = 3
"""A word that the document has this often is its own, not a slip."""
_COMMON = 6.5
"""Cost up to which a word is proposed in place of an unknown one."""
_ABBREVIATION = 5
"""Letters up to which a word before a full stop may be one cut short (« dir. publ. »)."""
_BEFORE = frozenset(" ([«“\"'’ʼ") | {""}
_TIED = frozenset("-") | {OPAQUE}
_STRANGE = 3
"""Unknown words beside one another that make a passage in another language."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand."""

    file: str
    line: int
    anchor: str
    context: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction that a person may want to make."""

    source: str
    fixed: str
    """Empty where nothing is near enough: the editor must know, or the word is right."""
    reason: str
    """In the language of the archive's pages, as the reader would see it."""
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """How many places the correction would change."""
        return len(self.places)


_Correction = tuple[str, str, str, list[Place]]


@dataclass(frozen=True, slots=True)
class _Searched:
    """A text to search, with the repairs that already stand in it."""

    view: View
    block: Block
    taken: Taken
    """By repairs that stand in it already, and by what is proposed."""


def propose(report: Report, words: WordList, glossary: Glossary) -> list[Proposal]:
    """What an editor should look at in a mended report: signs of damage first, then acronyms, then words, each in order
    of first place."""
    texts = [_searched(block, view) for block in report.blocks for view in views(block)]
    evidence = Evidence(words, [text.view for text in texts])
    corrections = [
        *_signs(report, texts, evidence),
        *_acronyms(report, texts, evidence, glossary),
        *_words(report, texts, evidence),
    ]
    return [Proposal(source, fixed, reason, tuple(places)) for source, fixed, reason, places in corrections]


def as_toml(proposals: Iterable[Proposal]) -> str:
    """The proposals as `[[corrections]]` to paste into document.toml; those without a new reading as comments."""
    return "\n".join("\n".join(_toml(proposal)) + "\n" for proposal in proposals)


def _toml(proposal: Proposal) -> Iterator[str]:
    for place in proposal.places[:_PLACES]:
        yield f"# {place.file}:{place.line}: {place.anchor or 'masthead'}: {_one_line(place.context)}"
    if proposal.count > _PLACES:
        yield f"# … and {proposal.count - _PLACES} more"
    mute = "" if proposal.fixed else "# "
    yield f"{mute}[[corrections]]"
    yield f"{mute}source = {_quoted(proposal.source)}"
    yield f"{mute}fixed = {_quoted(proposal.fixed)}"
    yield f"{mute}reason = {_quoted(proposal.reason)}"
    yield f"{mute}count = {proposal.count}"


def _quoted(string: str) -> str:
    """A TOML basic string: what no screen shows stands by its number, so that it can be seen and survives copying."""
    return "".join(c if _is_seen(c) else _number(c) for c in json.dumps(string, ensure_ascii=False))


def _number(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) < 1 << 16 else f"\\U{ord(character):08x}"


def _is_seen(character: str) -> bool:
    """No control, format or private sign, and none that Unicode leaves out (general category C)."""
    return not unicodedata.category(character).startswith("C")


def _one_line(string: str) -> str:
    return "".join(c if _is_seen(c) else "�" for c in string)


def _searched(block: Block, view: View) -> _Searched:
    taken = Taken(len(view.string))
    for mark in view.text.marks:
        if isinstance(mark, Repair):
            taken.take(mark.start, mark.end)
    return _Searched(view, block, taken)


def _place(report: Report, searched: _Searched, start: int, end: int) -> Place:
    text = searched.view.text
    line = line_of(report.source, offset(text, start)) if text.places else 0
    context = text.string[max(start - _AROUND, 0) : end + _AROUND]
    return Place(report.source.path, line, searched.block.anchor, context)


# --- signs of damage --------------------------------------------------------------------------


def _signs(report: Report, texts: Sequence[_Searched], evidence: Evidence) -> Iterator[_Correction]:
    """Words that are damaged whatever they are (damage.py)."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    kinds: dict[str, Sign] = {}
    for text in texts:
        for sign in signs(text.view.printed):
            if text.taken.take(sign.start, sign.end):
                source = text.view.printed[sign.start : sign.end]
                kinds.setdefault(source, sign)
                places[source].append(_place(report, text, sign.start, sign.end))
    letters = sorted({c for word in evidence.counts for c in word if c.islower()})
    for source, where in places.items():
        yield source, likeliest(source, kinds[source], evidence.list, letters), reason("word"), where


# --- acronyms ---------------------------------------------------------------------------------


def _acronyms(
    report: Report, texts: Sequence[_Searched], evidence: Evidence, glossary: Glossary
) -> Iterator[_Correction]:
    """Words in capitals that aren't acronyms, but close to one; those with a space inside an acronym."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for text in texts:
        for start, end in _capitals(text.view, evidence, glossary):
            if text.taken.free(start, end):
                places[text.view.string[start:end]].append(_place(report, text, start, end))
    named = _named(texts, glossary)
    for source, where in places.items():
        if fixed := _nearest(source, evidence, glossary, named):
            yield source, fixed, reason("acronym").format(acronym=fixed, name=glossary.names[fixed]), where


def _capitals(view: View, evidence: Evidence, glossary: Glossary) -> Iterator[tuple[int, int]]:
    """Stretches in capitals that are neither acronyms nor words; « ONU DC » is one where its halves make an acronym."""
    skip = -1
    for index, word in enumerate(view.words):
        if index == skip or not word.isupper() or len(word) < 2:
            continue
        after = view.words[index + 1] if index + 1 < len(view.words) else ""
        if (
            after.isupper()
            and view.space_after(index)
            and word + after in glossary.names
            and after not in glossary.names
        ):
            yield view.starts[index], view.ends[index + 1]
            skip = index + 1
        elif len(word) >= _SHORTEST_ACRONYM and not _is_acronym(word, evidence, glossary):
            yield view.starts[index], view.ends[index]


def _is_acronym(word: str, evidence: Evidence, glossary: Glossary) -> bool:
    if word in glossary.names or word in glossary.others:
        return True
    return any(words.cost(word) is not None for words in (evidence.list, *evidence.list.others))


def _named(texts: Sequence[_Searched], glossary: Glossary) -> frozenset[str]:
    """Acronyms that the document uses or whose full name it gives."""
    used = {word for text in texts for word in text.view.words if word in glossary.names}
    whole = _folded(" ".join(text.view.text.string for text in texts))
    return frozenset(used | {acronym for acronym, name in glossary.names.items() if _folded(name) in whole})


def _folded(string: str) -> str:
    return re.sub(r"['’ʼ]", "’", " ".join(string.split())).lower()


def _nearest(source: str, evidence: Evidence, glossary: Glossary, named: frozenset[str]) -> str:
    """The acronym that a stretch was most likely misread from; one that the document names goes before all others."""
    joined = source.replace(" ", "")
    if joined != source:
        return joined
    ranked = []
    for acronym in glossary.names:
        slips = distance(source, acronym, 2)
        if slips == 1 or (slips == 2 and min(len(source), len(acronym)) >= _TWO_SLIPS and acronym in named):
            ranked.append((acronym not in named, slips, -evidence.counts[acronym], acronym))
    best = min(ranked, default=None)
    return best[-1] if best and (best[-1] in named or evidence.counts[source] < _FAMILIAR) else ""


def distance(first: str, second: str, most: int) -> int:
    """How many letters are lost, added, replaced or swapped between two words; `most` + 1 where more than `most`."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        before, last, row = row, before, [i]
        for j, opposite in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == opposite:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


# --- words ------------------------------------------------------------------------------------


def _words(report: Report, texts: Sequence[_Searched], evidence: Evidence) -> Iterator[_Correction]:
    """Words in lower case that the list doesn't have, nor the document often, outside passages in another language."""
    if not evidence.list.listed:
        return
    places: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for text in texts:
        for index in range(len(text.view.words)):
            if _is_strange(text.view, index, evidence):
                start, end, whole = _whole(text.view, index, evidence)
                if text.taken.take(start, end):
                    places[text.view.string[start:end], whole].append(_place(report, text, start, end))
    letters = sorted({c for word in evidence.counts for c in word if c.islower()})
    for (source, whole), where in places.items():
        fixed = whole or _likeliest(source, evidence, letters)
        yield source, fixed, reason("word") if fixed else "", where


def _whole(view: View, index: int, evidence: Evidence) -> tuple[int, int, str]:
    """Where an unknown word begins and ends, and what it is if it goes on behind a sign that isn't of it, as
    « suppri&mer » does; otherwise the word by itself, and nothing."""
    start, end = view.starts[index], view.ends[index]
    if index + 1 < len(view.words) and view.starts[index + 1] == end + 1:
        whole = view.words[index] + view.words[index + 1]
        if view.string[end] not in f" {CALL}{OPAQUE}" and evidence.list.cost(whole) is not None:
            return start, view.ends[index + 1], whole
    return start, end, ""


def _is_strange(view: View, index: int, evidence: Evidence) -> bool:
    word = view.words[index]
    if not word.islower() or not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD:
        return False
    if evidence.counts[word] >= _FAMILIAR or _known(word, evidence):
        return False
    before, after = view.before(index), view.after(index)
    if before not in _BEFORE or after in _TIED or (after == "." and len(word) <= _ABBREVIATION):
        return False
    around = [w for w in view.words[max(index - 3, 0) : index + 4] if w != word and len(w) > 1]
    return sum(1 for w in around if w.islower() and not _known(w, evidence)) < _STRANGE


def _known(word: str, evidence: Evidence) -> bool:
    """A word of this language or another; or one that a prefix or a lone letter (« espère-t-on ») makes of words.
    A hyphen at which no line may end is one."""
    word = word.replace("\N{NON-BREAKING HYPHEN}", "-")
    lists, rules = (evidence.list, *evidence.list.others), evidence.rules
    if (
        word in loans()
        or any(words.cost(word) is not None for words in lists)
        or word in rules.elided
        or word in rules.halves
    ):
        return True
    stems = [word.removeprefix(prefix).removeprefix("-") for prefix in rules.prefixes if word.startswith(prefix)]
    if any(evidence.list.cost(stem) is not None for stem in (*stems, *_variants(word, rules))):
        return True
    parts = [part for part in word.split("-") if len(part) > 1]
    return len(parts) < word.count("-") + 1 and all(_known(part, evidence) for part in parts)


def _variants(word: str, rules: Rules) -> Iterator[str]:
    """The word in the spelling that its list has, « favor » for « favour », each place by itself."""
    for written, listed in rules.variants:
        for match in re.finditer(written, word):
            yield word[: match.start()] + listed + word[match.end() :]


@cache
def loans() -> frozenset[str]:
    """Words of expressions that all languages take over as they are, « persona non grata » (data/loans.toml)."""
    return frozenset(word for phrase in read_data(DATA / "loans.toml").table["expressions"] for word in phrase.split())


def _likeliest(word: str, evidence: Evidence, letters: Sequence[str]) -> str:
    """The word whose hyphen or ligature a printer has put in (« ﬁnance »); else the commonest of the list one letter
    away, of accents first; empty where there is none."""
    for plain in (re.sub("[-\N{NON-BREAKING HYPHEN}]", "", word), unicodedata.normalize("NFKC", word)):
        if plain != word and evidence.list.cost(plain) is not None:
            return plain
    near = {w: evidence.list.cost(w) for w in _one_slip(word, letters)}
    common = {w: cost for w, cost in near.items() if cost is not None and cost < _COMMON and w.islower()}
    plain = _without_accents(word)
    rank = {w: (_without_accents(w) != plain, not evidence.counts[w], cost, w) for w, cost in common.items()}
    return min(common, key=lambda w: rank[w], default="")


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _one_slip(word: str, letters: Sequence[str]) -> Iterator[str]:
    """Every string one lost, added, replaced or swapped letter away."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        yield from (head + c + tail for c in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + c + tail[1:] for c in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
