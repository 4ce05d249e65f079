"""The metadata of a ZIM (https://wiki.openzim.org/wiki/Metadata)."""

from __future__ import annotations

import hashlib
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version

from ..core.interface import interface
from ..core.language import language as words_of
from ..core.settings import archive
from .copy_settings import OfflineError, settings
from .folder import Copy
from .selection import Facts, language_name

LIMITS = {"Title": 30, "Description": 80, "LongDescription": 4_000}
"""The most graphemes that a value may have."""


def metadata(selection: Iterable[Facts], copy: Copy) -> dict[str, str]:
    """Metadata by the names of the openZIM project. Raises OfflineError if a value is missing or too long."""
    zim = settings().zim
    languages = _languages(selection)
    say = interface(archive().language).say
    part = say("copies.zim.part", selection=copy.selection) if copy.selection else ""
    spoken = ", ".join(map(language_name, languages))
    long = (say("copies.zim.long_description", languages=spoken), say("copies.zim.unofficial"), part)
    values = {
        # Kiwix takes a newer book of the same name for an update of the older one, so a part needs a name of its own.
        "Name": "_".join((zim.name, languages[0] if len(languages) == 1 else "mul", _slug(copy.selection))),
        "Title": zim.title,
        "Description": _shortened(part) or say("copies.zim.description"),
        "LongDescription": "\n\n".join(filter(None, long)),
        "Language": ",".join(words_of(language).code3 for language in languages),
        "Creator": say("copies.book.publisher"),
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
            where = "data/offline.toml, interface.toml"
            raise OfflineError(f"{where}: {name} of the ZIM must have between 1 and {limit} letters: {value!r}")
    return values


def _languages(selection: Iterable[Facts]) -> list[str]:
    """Language codes (ISO 639-1), the most frequent first."""
    counted = Counter(facts.language for facts in selection)
    return [language for language, _ in counted.most_common()] or [archive().language]


def _shortened(part: str) -> str:
    """As many of its words as a description may have; nothing where these are none, as in a script without blanks."""
    return textwrap.shorten(part, LIMITS["Description"], placeholder="…").removeprefix("…")


def _slug(selection: str) -> str:
    """Latin letters and figures for what was selected; a hash where it has none, as in Arabic."""
    if not selection:
        return "all"
    plain = unicodedata.normalize("NFKD", selection).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or hashlib.sha256(selection.encode()).hexdigest()[:8]


def graphemes(string: str) -> int:
    """Number of letters as readers count them: marks belong to the letter before."""
    return sum(not unicodedata.combining(letter) for letter in string)
