"""What all tests share: Hypothesis repeatable in CI, and browsers that may be missing on a desk but never in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

CI = os.environ.get("CI", "").lower() in ("1", "true")

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if CI else "desk")


def _browser(*names: str) -> str:
    """Path of the first browser that is installed; without one the test is skipped, or in CI fails."""
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"not run: no {names[0]} on this machine (`make browsers` installs it where it may)"
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
