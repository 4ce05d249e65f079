"""How a text ends: with a full stop or its like, or with the page of an entry in a table of contents."""

from __future__ import annotations

import re

from ..core.signs import COMMAS, RAISED_DIGITS

# The dots between an entry of a table of contents and its page: `Introduction ..... 12`, `Introduction …… 12`,
# `Introduction _____ 12`; not `Introduction ... 12`, `_____`.
LEADERS = re.compile(r"\. ?(?:\. ?){4,}|……+|_(?<!__)_{4,}+\s*+\d++$")
# A full stop or its like, with the quotation mark or bracket that it stands in: `fin.`, `« fin. »`, `(fin.)`, `fin :`,
# `结束。`; not `fin,`, `fin. Et`.
_FULL_STOP = re.compile(r"[.;:!?…。；：؛؟](?:\s?[»”\"'’])?(?:\s?[)\]])?[.;,]?\s?$")
_DOTTED = ("..", ". .", "……", "__")
"""One of these is in all leaders."""
_TAIL = 100
_ENDING = 12
"""More characters than a full stop with its like, or a call, has."""
# A note's call behind the last sign or letter: `fin.3`, `fin. 12`, `fin. 2/`, `fin**`, `。3`; not `fin.3,`, `fin.`.
_CALL_AT_END = re.compile(r"(?<=[.;:!?…»”)\],\w。；：！？，،؛؟])\s?(?:\d{1,3}/?|\*{1,4})$")
# The same in raised digits: `fin.³`, `A/RES/77/1.³`, `المهاجرين(³)`; not `m²`.
_RAISED_AT_END = re.compile(rf"(?:(?<=[^\w\s])\s?[{RAISED_DIGITS}]{{1,3}}|\([{RAISED_DIGITS}]{{1,3}}\))$")
_SIGNS = ";:,!?…»”。；：，！？、؟؛،"
"""What no symbol has inside."""
# A symbol or a session at the end, in which a dot stands behind letters only: `voir A/C.3/76/L.2`, `76/181`;
# not `fin. 2/`, `fin.`, `76/181.1`, `第76/181号。1`.
_SLASHED_AT_END = re.compile(rf"/(?:[^\s.{_SIGNS}]|(?<=[^\W\d_])\.)*[^\s/.{_SIGNS}]$")


def has_leaders(string: str) -> bool:
    """Whether a text has the dots of an entry of a table of contents."""
    return any(map(string.__contains__, _DOTTED)) and LEADERS.search(string) is not None


def is_closed(string: str, *, comma: bool = False) -> bool:
    """True where a full stop or its like ends a text, a note's call after it or not; with `comma`, a comma too,
    as preambular paragraphs and enacting lines end."""
    if string[-1:].isalpha():  # Most lines of a page end amid a sentence.
        return False
    string = string[-_TAIL:]
    if _stops(string) or (comma and string.endswith(COMMAS)):
        return True
    if raised := _RAISED_AT_END.search(string, max(len(string) - _ENDING, 0)):
        return is_closed(string[: raised.start()], comma=comma)
    call = _CALL_AT_END.search(string, max(len(string) - _ENDING, 0))
    # « L.2 » at the end of a symbol isn't a full stop with a call.
    if call is None or ("/" in string and _SLASHED_AT_END.search(string)):
        return False
    before = string[: call.start()]
    return _stops(before) or (comma and before.endswith(COMMAS))


def _stops(string: str) -> bool:
    return _FULL_STOP.search(string, max(len(string) - _ENDING, 0)) is not None
