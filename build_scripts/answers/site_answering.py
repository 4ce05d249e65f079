"""A built site, or a copy of it, as answers read it: its documents, their passages, what they cite."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ..citations.citation_index import holders
from ..core.language import languages
from ..core.model import Document
from ..core.symbol_path import file_name
from ..export.interface_index import FOLDER, NAME, version

_KEPT = 64
"""Documents whose passages are kept in memory, some 0.5 MB each."""


class NoAnswer(Exception):  # noqa: N818 - nothing is wrong with the program
    """What was asked can't be answered; the message says why, and what to do."""


class Site:
    """The folder of a built site or of a copy. Raises NoAnswer where it isn't one, or one of another version."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        index = self._listed(NAME)
        self.home: str = index["site"]
        """Address under which it is published; permalinks begin with it."""
        self.passages: int = index["passages"]
        rows = self._listed("documents")["documents"]
        self.documents: dict[str, Mapping[str, Any]] = {row["path"]: row for row in rows}
        """What the list of documents says of each, by its path."""
        self.report = lru_cache(_KEPT)(self.passages_of)
        """`passages_of`, of the documents that were asked for last kept in memory."""
        self.numbers = lru_cache(_KEPT)(self._numbers)
        """The place of each passage of a document in its order, by its anchor."""

    @cached_property
    def cited(self) -> dict[str, Mapping[str, Any]]:
        """What the site says of each document that is cited, by its key."""
        return {row["key"]: row for row in self._listed("cotes")["cotes"]}

    @cached_property
    def courses(self) -> dict[str, Sequence[Mapping[str, Any]]]:
        """The steps of each document's course, by its path; of those that have none, nothing."""
        return {row["document"]: row["steps"] for row in self._listed("parcours")["parcours"]}

    @cached_property
    def holders(self) -> dict[str, dict[str, str]]:
        """Path of each document by the symbol paths that lead to it, and by language."""
        return holders(
            Document(path, "", row["language"], row["title"], symbol=row["symbol"], aliases=tuple(row["aliases"]))
            for path, row in self.documents.items()
        )

    def versions(self, path: str) -> tuple[str, ...]:
        """The paths of a document in all languages, its own first."""
        own = path.partition("/")[2]
        others = (f"{code}/{own}" for code in languages())
        return (path, *(other for other in others if other != path and other in self.documents))

    def _listed(self, name: str) -> dict[str, Any]:
        """A file of the folder of data, if it has the version that this program reads."""
        file = self.folder / FOLDER / f"{name}.json"
        try:
            table = json.loads(file.read_bytes())
            found = table["version"]
        except FileNotFoundError:
            raise NoAnswer(self._lacking(file)) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NoAnswer(f"{file} can't be read ({error}); make the site again with: cote site") from None
        if found != version(name):
            raise NoAnswer(
                f"{file} has version {found}, and this program reads version {version(name)}: "
                "use the program that made the site, or make the site again with: cote site"
            )
        assert isinstance(table, dict)
        return table

    def _lacking(self, file: Path) -> str:
        if (self.folder / "index.html").is_file():
            return (
                f"{self.folder} has no {file.name}: another version of Cote has made it; make it again with: cote site"
            )
        return f"{self.folder} isn't a built site: name the folder site/ of an archive, or that of an unpacked copy"

    def passages_of(self, path: str) -> tuple[Mapping[str, Any], ...]:
        """The passages of a document by its path, in order, as its JSON has them. Raises NoAnswer."""
        file = self.folder / path / f"{file_name(path)}.json"
        try:
            return tuple(json.loads(file.read_bytes())["blocks"])
        except (OSError, ValueError, KeyError) as error:
            raise NoAnswer(f"{file} can't be read ({error}); make the site again with: cote site") from None

    def _numbers(self, path: str) -> Mapping[str, int]:
        return {block["anchor"]: number for number, block in enumerate(self.report(path))}
