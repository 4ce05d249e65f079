"""Long regular expressions that are made of data files, compiled once and not at each start.

Of the time that one changed report takes, a sixth went there.

What `re` makes of an expression is a list of numbers. It is kept where Python keeps the modules that it has compiled
(checked_tables.py), under the hash of the expression and of the Python that made it. Python checks such a list before
it uses it; where anything about it is otherwise than here, the expression is compiled as ever.
"""

from __future__ import annotations

import hashlib
import pickle
import platform
import re
import sys
from array import array
from contextlib import suppress
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from .whole_files import write_whole

LONG = 300
"""Characters from which on an expression is kept: shorter ones are compiled as fast as they are read."""
_MOST = 1_000
"""Expressions that are kept at most: those of data files that have changed since go with all others."""
_ENDING = ".pattern"
_DIGEST = hashlib.sha256().digest_size


_Compiled = tuple[int, bytes, int, dict[str, int]]
"""Flags, list of numbers, groups, and the numbers of those with names."""


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`. Raises re.error where it does."""
    if len(source) < LONG:
        return re.compile(source, flags)
    place = _place(source, flags)
    with suppress(*_OTHERWISE):
        if known := _kept(place):
            return _pattern(source, known)
        made = _made(source, flags)
        pattern = _pattern(source, made)
        _keep(place, made)
        return pattern
    return re.compile(source, flags)


_OTHERWISE = (AttributeError, ImportError, OverflowError, RuntimeError, TypeError, ValueError)
"""What is raised where another Python compiles in another way."""


def _made(source: str, flags: int) -> _Compiled:
    compiler: Any = import_module("re._compiler")
    tree: Any = import_module("re._parser").parse(source, flags)
    code = array("I", compiler._code(tree, flags)).tobytes()
    return flags | tree.state.flags, code, tree.state.groups - 1, dict(tree.state.groupdict)


def _pattern(source: str, made: _Compiled) -> re.Pattern[str]:
    flags, code, groups, names = made
    numbered: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        numbered[number] = name
    engine: Any = import_module("_sre")
    pattern: re.Pattern[str] = engine.compile(source, flags, array("I", code).tolist(), groups, names, tuple(numbered))
    return pattern


def _kept(place: Path) -> _Compiled | None:
    try:
        entry = place.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(entry[_DIGEST:]).digest() != entry[:_DIGEST]:
        return None
    known: _Compiled = pickle.loads(entry[_DIGEST:])
    return known


def _keep(place: Path, made: _Compiled) -> None:
    """Keep what an expression became; where that can't be done, it is compiled again."""
    if sys.dont_write_bytecode:
        return
    content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):
        others = list(place.parent.glob(f"*{_ENDING}"))
        for other in others if len(others) >= _MOST else ():
            other.unlink(missing_ok=True)
        write_whole(place, hashlib.sha256(content).digest() + content, lasting=False)


def _place(source: str, flags: int) -> Path:
    python = repr((sys.implementation.cache_tag, platform.python_version(), sys.byteorder, flags))
    digest = hashlib.sha256(f"{python}\n{source}".encode("utf-8", "surrogatepass"))
    return Path(cache_from_source(__file__)).with_name(f"{digest.hexdigest()}{_ENDING}")
