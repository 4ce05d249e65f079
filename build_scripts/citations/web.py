"""Web and mail addresses in running text, with or without scheme."""

from __future__ import annotations

import re

from .findings import Reference, Words

_BODY = r"[^\s<>\"«»“”'\u3000-\u303f\uff00-\uffef]"
# A web address: `https://www.un.org/fr/`; not `www.un.org`.
_SCHEME = re.compile(rf"\bhttps?://{_BODY}+", re.IGNORECASE)
# A mail address: `info@un.org`; not `@un.org`, `info@un`.
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w@-])", re.IGNORECASE | re.ASCII
)
# A host without scheme, in lower case: `www.example.museum`, `undocs.org/fr/A/76/463`; not `liste.txt`, `info@un.org`.
_HOST = re.compile(
    rf"""
    (?<![\w@./-])
    (?:
        www\.(?:[a-z0-9-]{{1,63}}\.){{1,8}}[a-z]{{2,24}}    # under any top-level domain
        |
        (?:[a-z0-9-]{{1,63}}\.){{1,8}}                      # or under a common one
        (?:org|int|com|net|edu|gov|info|eu|ch|fr|uk)
    )
    (?![\w@-]|\.\w)
    (?:/{_BODY}*)?                                         # the path
    """,
    re.ASCII | re.VERBOSE,
)
_TRIGGERS = ("www.", ".org", ".int", ".com", ".net", ".edu", ".gov", ".info", ".eu", ".ch", ".fr", ".uk")


def find_addresses(words: Words) -> list[Reference]:
    """All addresses, in order; the words are taken. None ends with the full stop or bracket of its sentence."""
    string = words.string
    addresses: list[Reference] = []
    if "://" in string:
        addresses += [_web(match, "") for match in _SCHEME.finditer(string)]
    if "@" in string:
        addresses += [Reference(match.start(), match.end(), f"mailto:{match[0]}") for match in _MAIL.finditer(string)]
    if any(trigger in string for trigger in _TRIGGERS):
        addresses += [_web(match, "https://") for match in _HOST.finditer(string)]
    kept: list[Reference] = []
    for reference in sorted(addresses, key=lambda reference: (reference.start, -reference.end)):
        if words.free(reference.start, reference.end) and reference.end - reference.start > len("https://"):
            words.take(reference.start, reference.end)
            kept.append(reference)
    return kept


def _web(match: re.Match[str], scheme: str) -> Reference:
    address = match[0]
    while address:
        last = address[-1]
        closing = {")": "(", "]": "[", "}": "{"}.get(last, "")
        unopened = closing and address.count(last) > address.count(closing)
        if last not in ".,;:!?…'" and not unopened:
            break
        address = address[:-1]
    end = match.start() + len(address)
    bare = scheme and "/" not in address
    return Reference(match.start(), end, scheme + address + ("/" if bare else ""))
