"""A part of the archive: the documents in some folders of source_texts/, `fr/E` or `fr/A/76/463`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Which documents are built and checked."""

    folders: tuple[str, ...] = ()
    """None: the whole archive."""

    @property
    def whole(self) -> bool:
        """Whether it is the whole archive."""
        return not self.folders

    def has(self, path: str) -> bool:
        """Whether a document, by its path, belongs to it."""
        return self.whole or any(path == folder or path.startswith(f"{folder}/") for folder in self.folders)


WHOLE = Part()
"""The whole archive."""


def part_of(folders: list[str]) -> Part:
    """The part that is named by folders, as a shell completes them: `source_texts/fr/E/` is `fr/E`."""
    names = (folder.strip("/").removeprefix("source_texts/") for folder in folders)
    return Part(tuple(sorted({name for name in names if name})))
