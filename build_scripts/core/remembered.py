"""What was made of a value before: texts say the same words again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_MOST = 1 << 16


class Remembered(dict[Key, Value]):
    """What a function makes of each value, looked up as in any dict, several times as fast as with `lru_cache`. All is
    forgotten when it is much: an archive may have any number of words."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        if len(self) >= _MOST:
            self.clear()
        value = self[key] = self._make(key)
        return value
