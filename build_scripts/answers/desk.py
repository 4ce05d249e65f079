"""What an assistant can ask: one site with its vocabulary and its index of words, which is made beside the first
questions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TypeVar

from . import becoming, place_reading, quoting, searching
from .passage_index import Index, Narrowed, opened
from .site_answering import NoAnswer, Site
from .vocabulary import Vocabulary

PATIENCE = 20.0
"""Seconds that a question waits for the index; programs give up a call after some 60."""

_T = TypeVar("_T")


class Desk:
    """Answers questions, one after the other. Raises NoAnswer for a folder that isn't a built site with its search."""

    def __init__(self, folder: Path, cache: Path, patience: float = PATIENCE) -> None:
        self.site = Site(folder)
        self.vocabulary = Vocabulary(folder)
        self._cache = cache
        self._patience = patience
        self._lock = Lock()
        self._ready = Event()
        self._index: Index | None = None
        self._fault = ""
        self._done = 0
        Thread(target=self._open, daemon=True).start()

    def search(self, words: str, narrowed: Narrowed, first: int, most: int) -> searching.Results:
        """See searching.search."""
        return self._asked(
            lambda index: searching.search(self.site, index, self.vocabulary, words, narrowed, first, most)
        )

    def read(self, place: str, neighbours: int, language: str) -> place_reading.Reading:
        """See place_reading.read."""
        with self._lock:
            return place_reading.read(self.site, place, neighbours, language)

    def resolve(self, text: str, language: str) -> place_reading.Resolutions:
        """See place_reading.resolve."""
        with self._lock:
            return place_reading.resolve(self.site, text, language)

    def course(self, place: str, language: str) -> becoming.Course:
        """See becoming.course."""
        with self._lock:
            return becoming.course(self.site, place, language)

    def check_quotation(self, text: str, reference: str, language: str) -> quoting.Check:
        """See quoting.check."""
        return self._asked(lambda index: quoting.check(self.site, index, text, reference, language))

    def index(self, seconds: float | None = None) -> Index:
        """The index of words, once it is made. Raises NoAnswer where it can't be, or isn't after so many seconds."""
        if not self._ready.wait(seconds):
            documents = len(self.site.documents)
            raise NoAnswer(
                f"the index of words is being made: {self._done:,} of {documents:,} documents are done; "
                "ask again in a minute. Reading and resolving don't wait for it"
            )
        if self._index is None:
            raise NoAnswer(self._fault)
        return self._index

    def _asked(self, question: Callable[[Index], _T]) -> _T:
        index = self.index(self._patience)
        with self._lock:
            return question(index)

    def _open(self) -> None:
        try:
            self._index = opened(self.site, self._cache, self._told)
        except NoAnswer as error:
            self._fault = str(error)
        except Exception as error:  # A thread has nobody who would see it.
            self._fault = f"the index of words can't be made ({type(error).__name__}: {error})"
        finally:
            self._ready.set()

    def _told(self, done: int, of: int) -> None:
        self._done = done
        if done == of or done % 100 == 0:
            print(f"index of words: {done:,} of {of:,} documents", file=sys.stderr, flush=True)
