"""The metadata of a ZIM (https://wiki.openzim.org/wiki/Metadata)."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version

from ..core.language import language as words_of
from ..core.settings import archive
from .copy_settings import OfflineError, settings
from .folder import Copy
from .selection import Facts

LIMITS = {"Title": 30, "Description": 80, "LongDescription": 4_000}
"""The most graphemes that a value may have."""


def metadata(selection: Iterable[Facts], copy: Copy) -> dict[str, str]:
    """Metadata by the names of the openZIM project. Raises OfflineError if a value is missing or too long."""
    zim = settings().zim
    languages = _languages(selection)
    part = f"{zim.part} {copy.selection}." if copy.selection else ""
    values = {
        # Kiwix takes a newer book of the same name for an update of the older one, so a part needs a name of its own.
        "Name": "_".join((zim.name, languages[0] if len(languages) == 1 else "mul", _slug(copy.selection) or "all")),
        "Title": zim.title,
        "Description": textwrap.shorten(part, LIMITS["Description"], placeholder="…") or zim.description,
        "LongDescription": f"{zim.long_description.strip()}\n\n{part}".strip(),
        "Language": ",".join(words_of(language).code3 for language in languages),
        "Creator": zim.creator,
        "Publisher": zim.publisher,
        "Date": copy.day,
        "Source": archive().site_url,
        "Scraper": f"cote {version('cote')}",
        "Flavour": zim.flavour,
        "Tags": ";".join(zim.tags),
    }
    for name, value in values.items():
        limit = LIMITS.get(name, len(value))
        if not 0 < graphemes(value) <= limit:
            raise OfflineError(
                f"data/offline.toml: {name} of the ZIM must have between 1 and {limit} letters: {value!r}"
            )
    return values


def _languages(selection: Iterable[Facts]) -> list[str]:
    """Language codes (ISO 639-1), the most frequent first."""
    counted = Counter(facts.path.partition("/")[0] for facts in selection)
    return [language for language, _ in counted.most_common()] or [archive().language]


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def graphemes(string: str) -> int:
    """Number of letters as readers count them: marks belong to the letter before."""
    return sum(not unicodedata.combining(letter) for letter in string)
