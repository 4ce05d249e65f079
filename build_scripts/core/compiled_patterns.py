"""Regular expressions that are compiled once and not at each start.

Of the time that one changed report takes, a fifth went there. Long ones, which are made of data files, are kept each by
itself, since few of them are asked for at a time; all others, of the program and of what it uses, together.

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
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from .whole_files import write_whole

LONG = 300
"""Characters from which on an expression is kept by itself: shorter ones are compiled as fast as a file is read."""
_MOST, _MOST_TOGETHER = 1_000, 4_000
"""Expressions that are kept at most: those of data files that have changed since go with all others."""
_ENDING, _TOGETHER = ".pattern", "together.patterns"
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


class Remembering:
    """In place of what `re` compiles with: what is known is taken, what isn't is kept by `keep`."""

    def __init__(self, compile_anew: Callable[[Any, int], re.Pattern[Any]], place: Path) -> None:
        self._compile, self._place = compile_anew, place
        python, known = _kept(place) or ("", {})
        self._known: dict[tuple[str | bytes, int], _Compiled] = known if python == _python() else {}
        self._used: dict[tuple[str | bytes, int], _Compiled] = {}
        self._before = len(self._known)

    def __call__(self, source: Any, flags: int = 0) -> re.Pattern[Any]:
        # Some libraries give `re` what it has parsed for them; re.DEBUG prints while it compiles.
        if isinstance(source, (str, bytes)) and not flags & re.DEBUG:
            name = source, int(flags)
            with suppress(*_OTHERWISE):
                made = self._used[name] = self._known.get(name) or self._used.get(name) or _made(source, flags)
                return _pattern(source, made)
        return self._compile(source, flags)

    def keep(self) -> None:
        """Keep what was compiled, for those who start after this process."""
        everything = self._known | self._used
        if len(everything) > self._before:
            few = everything if len(everything) <= _MOST_TOGETHER else self._used
            _keep(self._place, (_python(), few))
            self._known, self._before = few, len(few)


def remember() -> None:
    """From now on, `re` compiles nothing that another process has compiled and kept (`keep_compiled`)."""
    with suppress(*_OTHERWISE):
        compiler: Any = import_module("re._compiler")
        if not isinstance(compiler.compile, Remembering):
            compiler.compile = Remembering(compiler.compile, _beside(_TOGETHER))


def keep_compiled() -> None:
    """Keep what this process has compiled since `remember`."""
    with suppress(*_OTHERWISE):
        compile_now = vars(import_module("re._compiler")).get("compile")
        if isinstance(compile_now, Remembering):
            compile_now.keep()


def _made(source: str | bytes, flags: int) -> _Compiled:
    compiler: Any = import_module("re._compiler")
    tree: Any = import_module("re._parser").parse(source, flags)
    code = array("I", compiler._code(tree, flags)).tobytes()
    return int(flags | tree.state.flags), code, tree.state.groups - 1, dict(tree.state.groupdict)


def _pattern(source: Any, made: _Compiled) -> re.Pattern[Any]:
    flags, code, groups, names = made
    numbered: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        numbered[number] = name
    engine: Any = import_module("_sre")
    pattern: re.Pattern[Any] = engine.compile(source, flags, array("I", code).tolist(), groups, names, tuple(numbered))
    return pattern


def _kept(place: Path) -> Any:
    try:
        entry = place.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(entry[_DIGEST:]).digest() != entry[:_DIGEST]:
        return None
    return pickle.loads(entry[_DIGEST:])


def _keep(place: Path, made: object) -> None:
    """Keep what an expression became; where that can't be done, it is compiled again."""
    if sys.dont_write_bytecode:
        return
    content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    with suppress(OSError):
        others = list(place.parent.glob(f"*{_ENDING}"))
        for other in others if len(others) >= _MOST else ():
            other.unlink(missing_ok=True)
        write_whole(place, hashlib.sha256(content).digest() + content, lasting=False)


def _python() -> str:
    return repr((sys.implementation.cache_tag, platform.python_version(), sys.byteorder))


def _place(source: str, flags: int) -> Path:
    digest = hashlib.sha256(f"{_python()}\n{flags}\n{source}".encode("utf-8", "surrogatepass"))
    return _beside(f"{digest.hexdigest()}{_ENDING}")


def _beside(name: str) -> Path:
    """A file where Python keeps the modules that it has compiled."""
    return Path(cache_from_source(__file__)).with_name(name)
