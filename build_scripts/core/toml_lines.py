"""On which line of a TOML file a key or an item stands, so that a message can say so. `tomllib` keeps no places."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left

# What stands between keys and values: spaces, line ends, comments: ` `, `# a word`; not `a`.
_BETWEEN = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)++")
# A string, of one line or of several: `"a \" b"`, `'a'`, `"""a "b"\n"""`; not `a`. Up to two quotes may stand right
# before the three that end a string.
_STRING = re.compile(
    r"""
      \"{3} (?: [^"\\] | \\. | ""?(?!") )*+ \"{3,5}
    | '{3} (?: [^'] | ''?(?!') )*+ '{3,5}
    | " (?: [^"\\\n] | \\. )*+ "      # "a \" b"
    | ' [^'\n]*+ '
    """,
    re.VERBOSE | re.DOTALL,
)
# A name without quotes: `symbol_evidence`, `2020-08`; not `.`.
_BARE = re.compile(r"[\w-]+")
# A value that is neither a string nor has parts: `true`, `1979-05-27 07:32:00`; not `]`, `,`.
_PLAIN = re.compile(r"[^,\]}\n#]+")


def key_lines(toml: str) -> dict[str, int]:
    """Line (from 1) of each key and of each item of a list, by its path: `title`, `corrections.0.source`, `aliases.1`.

    Paths are those of a schema's errors: the n-th `[[corrections]]` is `corrections.n`, from 0. A table that only its
    keys name (`parts.annex = 1`) stands where the first of them does. Lines end as in TOML, not at U+2028 and the like.
    `toml` must be what `tomllib` accepts.
    """
    return _Scanner(toml).lines


class _Scanner:
    """Reads a file that is known to be TOML, key by key."""

    def __init__(self, toml: str) -> None:
        self.lines: dict[str, int] = {}
        self._toml = toml
        self._ends = [end.start() for end in re.finditer("\n", toml)]
        self._at = 0
        self._last: dict[str, int] = {}
        table = ""
        while self._skip() < len(toml):
            if toml[self._at] == "[":
                table = self._head()
            else:
                self._pair(table)

    def _skip(self) -> int:
        """Goes to the next sign that counts, and says where it is."""
        if match := _BETWEEN.match(self._toml, self._at):
            self._at = match.end()
        return self._at

    def _sign(self, signs: str) -> bool:
        """Goes past a sign, if it is the next that counts."""
        is_next = self._toml.startswith(signs, self._skip())
        self._at += len(signs) if is_next else 0
        return is_next

    def _mark(self, path: str) -> None:
        self.lines.setdefault(path, bisect_left(self._ends, self._at) + 1)

    def _head(self) -> str:
        """`[parts]` or `[[corrections]]`: the path of the table that begins here."""
        of_several = self._sign("[[")
        if not of_several:
            self._sign("[")
        table = self._name("")
        if of_several:
            self._last[table] = self._last.get(table, -1) + 1
            table = f"{table}.{self._last[table]}"
            self._mark(table)
        self._sign("]]" if of_several else "]")
        return table

    def _name(self, table: str) -> str:
        """The path of a dotted name below a table; before a dot, an array of tables means the last of them."""
        path = table
        while True:
            self._skip()
            path = f"{path}.{self._one_name()}" if path else self._one_name()
            self._mark(path)
            if not self._sign("."):
                return path
            if path in self._last:
                path = f"{path}.{self._last[path]}"

    def _one_name(self) -> str:
        pattern = _STRING if self._toml[self._at] in "\"'" else _BARE
        match = pattern.match(self._toml, self._at)
        assert match
        self._at = match.end()
        if pattern is _BARE:
            return match[0]
        name: str = tomllib.loads(f"name = {match[0]}")["name"]
        return name

    def _pair(self, table: str) -> None:
        path = self._name(table)
        self._sign("=")
        self._value(path)

    def _value(self, path: str) -> None:
        if self._sign("["):
            self._items(path)
        elif self._sign("{"):
            while not self._sign("}"):
                self._pair(path)
                self._sign(",")
        else:
            match = _STRING.match(self._toml, self._at) or _PLAIN.match(self._toml, self._at)
            assert match
            self._at = match.end()

    def _items(self, path: str) -> None:
        number = 0
        while not self._sign("]"):
            self._mark(f"{path}.{number}")
            self._value(f"{path}.{number}")
            self._sign(",")
            number += 1
