"""What every script of the pages knows, as JSON can hold it: assets/javascripts/knowledge.js of the built site.

The sentences are those of `scripts` in the interface's language (data/languages/*/interface.toml), all but those of
`scripts.site` in files of their own (`said/<table>.js`), for the pages whose scripts say them; places are called
as citations in it call them (references.toml). What only the reader of references knows is in browser_tables.py.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..citations.knowledge import load
from ..core.anchor_names import INSERTED, INSERTED_AS, PARTS, SCOPE, UNITS
from ..core.interface import PAGES, SCRIPTS, interface, interfaces
from ..core.language import language, languages
from ..core.organs import organs
from ..core.settings import archive, types
from ..references.forms import fold, forms
from ..search.facets import countries, themes

FILE = "assets/javascripts/knowledge.js"
"""Its path in the site."""
SAID = "assets/javascripts/said/{}.js"
"""That of each other table of sentences than those that all pages may say."""
_EVERYWHERE = "site"
CALENDAR = "assets/javascripts/calendar.js"
"""That of what pages that show dates know besides."""
TONGUES = "assets/javascripts/tongues.js"
"""That of the languages of the interface: each with its own name and its direction."""
WORDS = "assets/javascripts/words/{}.js"
"""That of what pages say in a language of the interface; a page loads it where its reader has chosen that."""


def write_knowledge(site: Path, written: Mapping[str, Sequence[str]] = MappingProxyType({})) -> None:
    """Write the script into the built site, and that of each language of the interface.

    `written`: the names of pages that somebody has written in further languages."""
    own = knowledge()
    tables: dict[str, dict[str, Any]] = defaultdict(dict)
    for key, told in own["sentences"].items():
        tables[key.partition(".")[0]][key] = told
    _write(site / FILE, script(knowledge=own | {"sentences": tables.pop(_EVERYWHERE)}))
    for table, sentences in tables.items():
        said = json.dumps(sentences, ensure_ascii=False, separators=(",", ":"))
        _write(site / SAID.format(table), f"Object.assign(cote.knowledge.sentences, {said});\n".encode())
    _write(site / CALENDAR, script(**{f"knowledge.{name}": told for name, told in calendar().items()}))
    own_names = [[code, language(code).names.get(code, code), language(code).direction] for code in interfaces()]
    _write(site / TONGUES, script(tongues=own_names))
    for code in interfaces():
        words = spoken(code) | {"written": written.get(code, ())}
        _write(site / WORDS.format(code), _FIRST + script(**{f"spoken.{code}": words}))


_FIRST = b"(globalThis.cote ??= {}).spoken ??= {};\n"


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def script(**values: object) -> bytes:
    """A script that sets values that the pages' scripts share, each by its name."""
    written = {name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for name, value in values.items()}
    lines = [f"(globalThis.cote ??= {{}}).{name} = {value};\n" for name, value in written.items()]
    return "".join(lines).encode("utf-8")


def knowledge(code: str = "") -> dict[str, Any]:
    """The interface's language, how it writes numbers, its sentences for scripts, how it calls places, and the names in
    anchors. `code`: another language than the archive's own."""
    words = interface(code or archive().language)
    own = {key.partition(".")[2]: told for key, told in words.sentences.items() if key.startswith(f"{SCRIPTS}.")}
    anchors = {"units": UNITS, "parts": PARTS, "inserted": _inserted(), "scope": SCOPE}
    return {
        "language": words.language,
        "group": words.numbers.group,
        "ordinals": words.ordinals,
        "sentences": own,
        "places": _places(words.language),
        "anchors": anchors,
    }


def _inserted() -> list[list[str]]:
    """What ends the number of an inserted paragraph: as anchors say it, then as other scripts write it, folded. None
    stands before one that it begins: « مكررا ثانيا », then « مكررا »."""
    words = {word: [word, *(fold(other) for other, meant in INSERTED_AS.items() if meant == word)] for word in INSERTED}
    return sorted((list(dict.fromkeys(each)) for each in words.values()), key=lambda each: -max(map(len, each)))


def calendar(code: str = "") -> dict[str, Any]:
    """How the interface's language writes dates, what it calls languages, and which of these run from right to left."""
    words = interface(code or archive().language)
    return {
        "dates": {**words.dates, "months": words.months},
        "languages": {code: words.languages.get(code, code) for code in languages()},
        "right_to_left": [code for code in languages() if language(code).direction == "rtl"],
    }


def spoken(code: str) -> dict[str, Any]:
    """All that pages say in a language of the interface: what scripts know, its direction, sentences of templates and
    of the texts' controls by their keys, the names of types, organs, countries and themes, and what is said of cited
    documents."""
    sentences = interface(code).sentences
    shown = {key.removeprefix(f"{PAGES}."): told for key, told in sentences.items() if key.startswith(_ON_PAGES)}
    return {
        **knowledge(code),
        **calendar(code),
        "direction": language(code).direction,
        "reviewed": interface(code).reviewed,
        "pages": shown,
        "names": _names(code),
    }


_ON_PAGES = (f"{PAGES}.", "labels.", "units.", "repairs.", "lists.", "cited.", "counts.", "quality.")
"""How the keys of sentences begin that pages have outside of their scripts."""


def _names(code: str) -> dict[str, str]:
    kinds = {key: str(told[code]["label"]) for key, told in types().items() if code in told}
    many = {key: str(told[code]["plural"]) for key, told in types().items() if code in told}
    bodies = {key: organ.name[code] for key, organ in organs().items() if code in organ.name}
    named = {
        "types": kinds,
        "plurals": many,
        "organs": bodies,
        "countries": {facet.key: facet.label[code] for facet in countries() if code in facet.label},
        "themes": {facet.key: facet.label[code] for facet in themes() if code in facet.label},
        **_said(code),
    }
    return {f"{kind}.{key}": name for kind, table in named.items() for key, name in table.items()}


def _said(code: str) -> dict[str, dict[str, str]]:
    """What titles of cited documents are made of (citations/keys.py); nothing in a language without words for them."""
    told = load().series.said.get(code)
    if told is None:
        return {}
    of = {key: organ.of[code] for key, organ in organs().items() if code in organ.of}
    return {"said": dict(told.sentences), "treaties": dict(told.treaties), "meaning": dict(told.meaning), "of": of}


def _places(language: str) -> dict[str, Any]:
    wording = forms(language)
    names = {part: wording.parts[name] for part, name in PARTS.items()}
    adopted = {f"adopted_{part}": wording.parts[f"adopted_{PARTS[part]}"] for part in ("res", "dec")}
    return {
        "kinds": {kind: form.one for kind, form in wording.kinds.items()},
        "parts": names | adopted,
        "part_numbers": wording.part_numbers,
        "join": wording.join,
        "item": wording.item,
    }
