"""Which fonts a PDF is set in: the archive's own, and Noto of the system for what that lacks (data/offline.toml).

fontconfig is told of no other font, so what else a machine has changes no page.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Set
from contextlib import contextmanager

from markupsafe import Markup

from ..core.typeface import face
from ..core.workplace import temporary
from .copy_settings import Fonts, settings
from .templating import template

OWN = "Cote Source Serif"
"""What templates/pdf.css calls the archive's own typeface."""
FACES = ("Regular", "It", "Semibold", "SemiboldIt")
"""Its styles; templates/pdf.css calls them `face:It`."""

FOLDERS: tuple[str, ...] = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("WINDOWSFONTDIR", "WINDOWSUSERFONTDIR"),
}.get(sys.platform, ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"))
"""Where systems keep fonts, as fontconfig calls it."""


def style() -> str:
    """The style sheet of PDF."""
    quoted = ", ".join(f'"{family}"' for family in (OWN, *_families()))
    return template("pdf.css").render(families=Markup(f"{quoted}, serif"))


def files() -> dict[str, bytes]:
    """The files of the archive's own typeface, by the addresses that the style sheet has for them."""
    return {f"face:{name}": face(name, "otf") for name in FACES}


@contextmanager
def only_named() -> Iterator[None]:
    """A font configuration created within the block, for each of which fontconfig reads its file, knows the named fonts
    alone.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with temporary() as folder:
        file = folder / "fonts.conf"
        file.write_text(template("fonts.conf").render(families=_families(), folders=FOLDERS), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def lacking(letters: Set[str]) -> list[Fonts]:
    """The fonts of the system that have some of these letters, or should."""
    return [fonts for fonts in settings().fonts if re.search(f"[{fonts.letters}]", "".join(letters))]


def _families() -> list[str]:
    return [family for fonts in settings().fonts for family in fonts.families]
