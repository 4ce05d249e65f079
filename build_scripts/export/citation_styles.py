"""What full references are formatted with in the browser: citeproc-js, styles of the Citation Style Language and its
locales (data/csl.toml, data/csl/), as files of the site.

A page that is opened by double click may load scripts and nothing else: so each style and locale, XML, is a script that
hands it over as it is.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from ..core.data_files import DATA, read_data
from .script_knowledge import script

FOLDER = "assets/csl"
"""Their folder in the site."""
FILES = DATA / "csl"
_HANDED_OVER = (".csl", ".xml")
# The attribute of a style that is in one language: `<style class="note" default-locale="fr-FR">`; most have none.
_DEFAULT_LOCALE = re.compile(r'<style[^>]* default-locale="([^"]+)"')


@cache
def settings() -> dict[str, Any]:
    """csl.toml. Raises DataError."""
    return read_data(DATA / "csl.toml").table


def label(kind: str) -> str:
    """What CSL calls a kind of place; empty for one that it doesn't know."""
    name: str = settings()["labels"].get(kind, "")
    return name


def write(site: Path) -> None:
    """Write the files into the built site."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files().items():
        (folder / path).write_bytes(content)


def files() -> dict[str, bytes]:
    """The files by their names: `styles.js`, which says what there is, citeproc-js, its licences, styles, locales."""
    told = settings()
    styles = [
        [Path(style["file"]).stem, style["name"], _insists_on(style["file"]), int(_marks_doubt(style["file"]))]
        for style in told["styles"]
    ]
    made = {"styles.js": script(csl={"styles": styles, "locales": told["locales"], "texts": {}})}
    for name in (name for source in told["sources"] for name in source["files"]):
        content = (FILES / name).read_bytes()
        if name.endswith(_HANDED_OVER):
            made[f"{Path(name).stem}.js"] = _handed_over(Path(name).stem, content.decode("utf-8"))
        else:
            made[name] = content
    return made


def _insists_on(style: str) -> str:
    """The locale that a style is written in, whatever the document's; empty where it takes any."""
    match = _DEFAULT_LOCALE.search((FILES / style).read_text(encoding="utf-8"))
    return match[1] if match else ""


def _marks_doubt(style: str) -> bool:
    """Whether a style writes a date that isn't sure otherwise than one that is."""
    return "is-uncertain-date" in (FILES / style).read_text(encoding="utf-8")


def _handed_over(name: str, text: str) -> bytes:
    return f"cote.csl.texts[{json.dumps(name)}] = {json.dumps(text, ensure_ascii=False)};\n".encode()
