"""Counts a regular expression's work: a matcher that tries and backtracks as Python's does, and counts its steps.

Time says little on a busy machine, and lines of Python say nothing of what goes on inside `re`. Steps are the same
everywhere: one for each thing that is tried at a place of the text.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

Test = Callable[[str], bool]
Groups = dict[int, tuple[int, int]]
"""Where each group begins and ends; where it was opened, by its number with a minus."""
Code = list[tuple[Any, ...]]

_MOST_COPIES = 300
"""A repeat is as many copies of what it repeats: more would tell nothing more."""
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


class Spent(Exception):  # noqa: N818  (an end, no error)
    """More steps than were allowed."""


class Work:
    """The steps that a pattern takes; from `most` on it gives up (Spent)."""

    def __init__(self, pattern: str, flags: int = 0, *, most: int = 1 << 60) -> None:
        tree = parser.parse(pattern, flags)
        self._code: Code = _Writer(tree.state.flags).program(tree)
        self._most = most
        self.steps = 0

    def match(self, text: str, at: int = 0) -> int | None:
        """End of the match that begins at a place."""
        return self._run(self._code, text, at)

    def find_all(self, text: str) -> list[tuple[int, int]]:
        """Every match, as `finditer` and `sub` look for them."""
        matches, at = [], 0
        while at <= len(text):
            end = self._run(self._code, text, at)
            if end is not None:
                matches.append((at, end))
            at = end if end is not None and end > at else at + 1
        return matches

    def _run(self, code: Code, text: str, start: int, groups: Groups | None = None) -> int | None:
        """End of the first way to match from `start`, whose groups are added to `groups`."""
        waiting: list[tuple[int, int, Groups]] = [(0, start, dict(groups or {}))]
        while waiting:
            place, at, saved = waiting.pop()
            while True:
                self.steps += 1
                if self.steps > self._most:
                    raise Spent
                name, *values = code[place]
                place += 1
                if name == "end":
                    if groups is not None:
                        groups |= saved
                    return at
                if name == "split":  # the first first
                    waiting.append((values[1], at, saved))
                    place = values[0]
                elif name == "jump":
                    place = values[0]
                elif further := self._further(name, values, text, at, saved):
                    at, saved = further
                else:
                    break
        return None

    def _further(self, name: str, values: list[Any], text: str, at: int, saved: Groups) -> tuple[int, Groups] | None:
        """Where an instruction leads; None: it does not match."""
        match name:
            case "char":
                matches = at < len(text) and values[0](text[at])
                return (at + 1, saved) if matches else None
            case "open":
                return at, saved | {-values[0]: (at, at)}
            case "close":
                return at, saved | {values[0]: (saved[-values[0]][0], at)}
            case "progress":  # a round of a loop that takes nothing is the last
                return None if saved.get(values[0]) == (at, at) else (at, saved | {values[0]: (at, at)})
            case "at" | "has":
                holds = _at(values[0], text, at) if name == "at" else values[0] in saved
                return (at, saved) if holds else None
        return self._inside(name, values, text, at, saved)

    def _inside(self, name: str, values: list[Any], text: str, at: int, saved: Groups) -> tuple[int, Groups] | None:
        match name:
            case "again":
                begin, end = saved.get(values[0], (0, -1))
                words = text[begin:end]
                self.steps += len(words)
                same = end >= begin and text[at : at + len(words)].lower() == words.lower()
                return (at + len(words), saved) if same else None
            case "atomic":
                inner = dict(saved)
                stop = self._run(values[0], text, at, inner)
                return None if stop is None else (stop, inner)
            case "look":
                code, positive, back = values
                matches = at >= back and self._run(code, text, at - back, dict(saved)) is not None
                return (at, saved) if matches == positive else None
        raise AssertionError(name)


class _Writer:
    """Turns a parsed pattern into a list of simple instructions."""

    def __init__(self, flags: int) -> None:
        self._flags = flags
        self._loops = 1_000

    def program(self, tree: Iterable[Any]) -> Code:
        code: Code = []
        self._all(tree, code)
        code.append(("end",))
        return code

    def _all(self, tree: Iterable[Any], code: Code) -> None:
        for operator, value in tree:
            self._one(operator, value, code)

    def _one(self, operator: Any, value: Any, code: Code) -> None:
        if operator in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            code.append(("char", _test(operator, _frozen(value), self._flags)))
        elif operator in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            self._repeat(value, code, greedy=operator is sre.MAX_REPEAT)
        elif operator is sre.BRANCH:
            self._branch(value[1], code)
        elif operator is sre.SUBPATTERN:
            self._group(value, code)
        elif operator is sre.GROUPREF_EXISTS:
            self._branch([[(None, value[0]), *value[1]], value[2] or []], code)
        else:
            code.append(self._rare(operator, value))

    def _rare(self, operator: Any, value: Any) -> tuple[Any, ...]:
        """What is one instruction, whatever is in it."""
        if operator is sre.POSSESSIVE_REPEAT:
            inner: Code = []
            self._repeat(value, inner, greedy=True)
            return ("atomic", [*inner, ("end",)])
        if operator is sre.ATOMIC_GROUP:
            return ("atomic", self.program(value))
        if operator in (sre.ASSERT, sre.ASSERT_NOT):
            back = value[1].getwidth()[0] if value[0] < 0 else 0
            return ("look", self.program(value[1]), operator is sre.ASSERT, back)
        if operator is sre.FAILURE:
            return ("char", lambda letter: False)
        names = {sre.AT: "at", sre.GROUPREF: "again", None: "has"}
        return (names[operator], _place(value, self._flags) if operator is sre.AT else value)

    def _group(self, value: Any, code: Code) -> None:
        number, added, removed, tree = value
        before, self._flags = self._flags, (self._flags | added) & ~removed
        if number:
            code.append(("open", number))
        self._all(tree, code)
        if number:
            code.append(("close", number))
        self._flags = before

    def _branch(self, ways: Iterable[Any], code: Code) -> None:
        jumps, ways = [], list(ways)
        for way in ways[:-1]:
            split = len(code)
            code.append(("split", split + 1, 0))
            self._all(way, code)
            jumps.append(len(code))
            code.append(("jump", 0))
            code[split] = ("split", split + 1, len(code))
        self._all(ways[-1], code)
        for jump in jumps:
            code[jump] = ("jump", len(code))

    def _repeat(self, value: Any, code: Code, *, greedy: bool) -> None:
        least, most, tree = value
        for _ in range(min(least, _MOST_COPIES)):
            self._all(tree, code)
        if most is sre.MAXREPEAT:
            self._loop(tree, code, greedy=greedy)
            return
        splits = []
        for _ in range(min(most - least, _MOST_COPIES)):
            splits.append(len(code))
            code.append(("split",))
            self._all(tree, code)
        for split in splits:
            code[split] = _split(split + 1, len(code), greedy=greedy)

    def _loop(self, tree: Any, code: Code, *, greedy: bool) -> None:
        self._loops += 1
        start = len(code)
        code.append(("split",))
        if not tree.getwidth()[0]:
            code.append(("progress", -self._loops))
        self._all(tree, code)
        code.append(("jump", start))
        code[start] = _split(start + 1, len(code), greedy=greedy)


def _split(inside: int, beyond: int, *, greedy: bool) -> tuple[Any, ...]:
    return ("split", inside, beyond) if greedy else ("split", beyond, inside)


def _frozen(value: Any) -> Any:
    return tuple((kind, value) for kind, value in value) if isinstance(value, list) else value


@cache
def _test(operator: Any, value: Any, flags: int) -> Test:
    """Whether a letter is one of those that a sign of the pattern matches, as `re` itself answers, once per letter."""
    if operator is sre.ANY:
        return (lambda letter: True) if flags & re.DOTALL else (lambda letter: letter != "\n")
    members = value if operator is sre.IN else ((operator, value),)
    inside = "".join(_sign(kind, member) for kind, member in members if kind is not sre.NEGATE)
    negated = operator is sre.NOT_LITERAL or any(kind is sre.NEGATE for kind, _ in members)
    pattern = re.compile(f"[{'^' if negated else ''}{inside}]", flags & (re.IGNORECASE | re.ASCII))
    results: dict[str, bool] = {}

    def test(letter: str) -> bool:
        if letter not in results:
            results[letter] = pattern.match(letter) is not None
        return results[letter]

    return test


def _sign(kind: Any, value: Any) -> str:
    if kind is sre.RANGE:
        return f"\\U{value[0]:08x}-\\U{value[1]:08x}"
    return _CATEGORIES[value] if kind is sre.CATEGORY else f"\\U{value:08x}"


def _place(kind: Any, flags: int) -> Any:
    lines = {sre.AT_BEGINNING: sre.AT_BEGINNING_LINE, sre.AT_END: sre.AT_END_LINE}
    return lines.get(kind, kind) if flags & re.MULTILINE else kind


def _at(kind: Any, text: str, at: int) -> bool:
    match kind:
        case sre.AT_BEGINNING | sre.AT_BEGINNING_STRING:
            return at == 0
        case sre.AT_BEGINNING_LINE:
            return at == 0 or text[at - 1] == "\n"
        case sre.AT_END_STRING:
            return at == len(text)
        case sre.AT_END:
            return text[at:] in ("", "\n") if at >= len(text) - 1 else False
        case sre.AT_END_LINE:
            return at == len(text) or text[at] == "\n"
    edge = _is_word(text, at - 1) != _is_word(text, at)
    return edge if kind is sre.AT_BOUNDARY else not edge


def _is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at] == "_" or text[at].isalnum())
