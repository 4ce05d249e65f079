"""What all tests share: an order of their own in CI, Hypothesis repeatable there, and browsers that may be missing on a
desk but never in CI.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import NoReturn

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.drivers import Browser, Chromium, Firefox

CI = os.environ.get("CI", "").lower() in ("1", "true")

# Tests start the program some hundred times. Where Python is told to keep nothing of what it compiles, as it is in many
# containers, each start would compile all modules, patterns and tables anew, which is most of the time of a start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if CI else "desk")


_PROGRAMS = {"playwright", "chromium_path", "firefox_path", "java"}
"""Fixtures that stand for a large program of the system, which keeps a clock of its own."""
ORDER = os.environ.get("TEST_ORDER", "")
"""Seed of the order in which tests run; without one, that of the files."""


def pytest_report_header() -> str:
    """How to run them in this order again."""
    return f"order: TEST_ORDER={ORDER} make test" if ORDER else "order: that of the files (TEST_ORDER=1 for another)"


class Failures:
    """Tells each failure when it happens: a run that is cut has said what failed before."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and terminal is not None:
            terminal.write_line(f"\nFAILED at once: {report.nodeid} ({report.when}, {report.duration:.0f} s)")
            terminal.write_line(report.longreprtext)


def pytest_configure(config: pytest.Config) -> None:
    """In CI, failures are told at once: by the process that prints, not by the ones that test."""
    if CI and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Failures(config))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser or Java; with a seed, shuffle the files, and the tests of each among themselves."""
    for item in items:
        if not _PROGRAMS.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    if ORDER:
        chance = random.Random(ORDER)
        files: dict[str, list[pytest.Item]] = {}
        for item in items:
            files.setdefault(item.nodeid.partition("::")[0], []).append(item)
        dealt = chance.sample(list(files.values()), len(files))
        items[:] = [item for own in dealt for item in chance.sample(own, len(own))]


def _browser(*names: str) -> str:
    """Path of the first browser that is installed; without one the test is skipped, or in CI fails."""
    for name in names:
        if path := shutil.which(name):
            return path
    return lacking(names[0])


def lacking(program: str) -> NoReturn:
    """A program of the system isn't there: the test is skipped, or in CI fails."""
    message = f"not run: no {program} on this machine (`make browsers` installs it where it may)"
    if CI:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once for all tests: a second one in the same process would refuse to start."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """An installed Chromium."""
    return _browser("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def firefox_path() -> str:
    """An installed Firefox, unmodified."""
    return _browser("firefox-esr", "firefox")


@pytest.fixture(scope="session")
def _drivers(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Callable[[str], Browser]]:
    """Browsers by name, each started when it is first asked for."""
    started: dict[str, Browser] = {}
    with ExitStack() as ends:

        def get(name: str) -> Browser:
            if name not in started:
                path = request.getfixturevalue(f"{name}_path")
                started[name] = Firefox(path) if name == "firefox" else Chromium(playwright, path)
                ends.callback(started[name].close)
            return started[name]

        yield get


@pytest.fixture(params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, _drivers: Callable[[str], Browser]) -> Browser:
    """A window 1440 pixels wide with nothing remembered, in each browser in turn."""
    return fresh(_drivers(request.param))


def fresh(window: Browser) -> Browser:
    """A window that an earlier test may have used, as a new one is."""
    window.size(1440, 900)
    window.requests.clear()
    window.errors.clear()
    return window


@pytest.fixture(scope="module", params=["light", "dark"])
def window(request: pytest.FixtureRequest, playwright: Playwright, chromium_path: str) -> Iterator[Chromium]:
    """Chromium for a reader who prefers light, then dark."""
    with closing(Chromium(playwright, chromium_path, dark=request.param == "dark")) as window:
        yield window
