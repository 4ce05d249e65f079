"""Characters of fonts whose letters are pictures, Symbol and Wingdings (data/symbol-fonts.toml)."""

from __future__ import annotations

from functools import cache

from ...core.data_files import DATA, read_data

_PRIVATE = 0xF000  # Where Word keeps the letters of such fonts: U+F0B7 is letter B7 of its font.


def as_unicode(letters: str, font: str) -> str:
    """Letters of a font as the characters that they show; those that are unknown stay as they are."""
    if not any(_PRIVATE <= ord(letter) <= _PRIVATE + 0xFF for letter in letters) and font.casefold() not in _fonts():
        return letters
    return "".join(_shown(letter, font) for letter in letters)


def has_pictures(font: str) -> bool:
    """Letters of a font of this name are shown as others."""
    return font.casefold() in _fonts()


def _shown(letter: str, font: str) -> str:
    code = ord(letter)
    code -= _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else 0
    fonts = _fonts()
    return fonts.get(font.casefold(), fonts["symbol"] if code != ord(letter) else {}).get(code, letter)


@cache
def _fonts() -> dict[str, dict[int, str]]:
    table = read_data(DATA / "symbol-fonts.toml").table
    return {
        font.casefold(): {int(code, 16): shown for code, shown in letters.items()} for font, letters in table.items()
    }
