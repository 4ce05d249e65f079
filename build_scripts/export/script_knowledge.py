"""What every script of the pages knows, as JSON can hold it: assets/javascripts/knowledge.js of the built site.

The sentences are those of `scripts` in the interface's language (data/languages/*/interface.toml); places are called
as citations in it call them (references.toml). What only the reader of references knows is in browser_tables.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..core.anchor_names import INSERTED, PARTS, SCOPE, UNITS
from ..core.interface import SCRIPTS, interface
from ..core.settings import archive
from ..references.forms import forms

FILE = "assets/javascripts/knowledge.js"
"""Its path in the site."""


def write_knowledge(site: Path) -> None:
    """Write the script into the built site."""
    file = site / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(script(knowledge=knowledge()))


def script(**values: object) -> bytes:
    """A script that sets values that the pages' scripts share, each by its name."""
    written = {name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for name, value in values.items()}
    lines = [f"(globalThis.cote ??= {{}}).{name} = {value};\n" for name, value in written.items()]
    return "".join(lines).encode("utf-8")


def knowledge() -> dict[str, Any]:
    """The interface's language, how it writes numbers, its sentences for scripts, how it calls places, and the names in
    anchors."""
    words = interface(archive().language)
    own = {key.partition(".")[2]: told for key, told in words.sentences.items() if key.startswith(f"{SCRIPTS}.")}
    anchors = {"units": UNITS, "parts": PARTS, "inserted": INSERTED, "scope": SCOPE}
    return {
        "language": words.language,
        "group": words.numbers.group,
        "ordinals": words.ordinals,
        "sentences": own,
        "places": _places(words.language),
        "anchors": anchors,
    }


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
