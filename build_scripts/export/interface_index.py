"""What programs can rely on: `donnees/index.json` has the address, the schema and the version of each file that is an
interface (data/programs.toml; docs/developers/interface.md)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from ..core.data_files import DATA, read_data
from ..core.settings import archive

FOLDER = "donnees"
NAME = "index"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site, or one of each document."""

    key: str
    address: str
    """From the site's address, with places for what differs: `{path}/{name}.json`."""
    media_type: str
    says: str
    """What it has, for the reader."""
    schema: str = ""
    """Name of its schema in data/schemas/; empty where a standard alone describes it."""
    standard: str = ""
    """Address of the standard that it follows; empty where it is the archive's own."""
    version: int = 0
    """Of its fields; 0 where a standard alone describes it."""


@cache
def files() -> tuple[File, ...]:
    """All files of the interface. Raises DataError where data/programs.toml doesn't match its schema."""
    return tuple(File(**row) for row in read_data(DATA / "programs.toml").table["file"])


def version(key: str) -> int:
    """The version of a file's fields. Raises KeyError for a file that isn't of the interface."""
    return {file.key: file.version for file in files()}[key]


def schemas() -> tuple[str, ...]:
    """Names of the schemas, each once."""
    return tuple(dict.fromkeys(file.schema for file in files() if file.schema))


def is_interface(path: str) -> bool:
    """Whether a path of the site is that of a file of the interface, or of a schema."""
    return bool(_paths().fullmatch(path))


@cache
def _paths() -> re.Pattern[str]:
    """The paths of all files: `donnees/paragraphes-2.jsonl.gz`, `fr/A/76/463/A-76-463.json`; not `fr/A/76/463/`."""
    written = {r"\{path\}": r"[a-z]{2}/.+", r"\{name\}": "[^/]+", r"\{n\}": r"(?:-\d+)?"}
    addresses = [re.escape(file.address) for file in files()]
    addresses += [re.escape(f"{FOLDER}/{schema}.schema.json") for schema in schemas()]
    return re.compile("|".join(re.sub(r"\\\{\w+\\\}", lambda place: written[place[0]], one) for one in addresses))


def write(site: Path, languages: Iterable[str], passages: int) -> None:
    """Write the index. `languages`: of each document; `passages`: how many there are."""
    counts = Counter(languages)
    home = archive().site_url
    listed = [
        {**asdict(file), "schema": f"{home}{FOLDER}/{file.schema}.schema.json" if file.schema else ""}
        for file in files()
    ]
    index = {
        "$schema": f"{home}{FOLDER}/{NAME}.schema.json",
        "version": version(NAME),
        "site": home,
        "documents": counts.total(),
        "passages": passages,
        "languages": dict(sorted(counts.items())),
        "files": listed,
    }
    content = json.dumps(index, ensure_ascii=False, indent=1)
    (site / FOLDER / f"{NAME}.json").write_text(f"{content}\n", encoding="utf-8")
