"""The font files are those of the origin named beside them, are all used, and come with their licence."""

from __future__ import annotations

import hashlib
import re

from build_scripts.core.typeface import FONTS, face
from build_scripts.offline.pdf_fonts import FACES


def test_the_files_are_those_that_their_origin_names() -> None:
    named = dict(re.findall(r"^    ([0-9a-f]{64})  (\S+)$", (FONTS / "README.md").read_text(encoding="utf-8"), re.M))
    files = {
        hashlib.sha256(file.read_bytes()).hexdigest(): file.name for file in FONTS.iterdir() if file.name != "README.md"
    }
    assert files == named
    assert "OFL.txt" in files.values()


def test_every_font_file_is_used() -> None:
    used = {f"SourceSerifPro-{name}.otf" for name in FACES}
    used |= {f"SourceSerifPro-{name}.ttf" for name in ("Regular", "Semibold")}
    assert {file.name for file in FONTS.glob("*.?tf")} == used


def test_a_face_is_a_font() -> None:
    assert face("It", "otf").startswith(b"OTTO")
    assert face("Regular", "ttf").startswith(b"\0\1\0\0")
