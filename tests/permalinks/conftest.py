"""The words that fragments are read with, as the build writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.export.site import WORDS, write_words


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script of the words of citations."""
    folder = tmp_path_factory.mktemp("words")
    write_words(folder)
    return folder / WORDS
