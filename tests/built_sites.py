"""The site of an archive in a folder, and the site as a folder that is opened by double click."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_scripts.core.settings import archive
from build_scripts.offline.local_pages import Page, offline
from build_scripts.run.archive import converted, others_of, pages
from build_scripts.run.site import build
from build_scripts.write.files import update


def built(root: Path) -> Path:
    """Folder of the site of the archive in `root`."""
    with converted(root, jobs=1) as conversion:
        texts, _ = pages(root, conversion, jobs=1)
        update(root / "docs", texts)
        build(root, conversion.reports.files, store=conversion.store, jobs=1, others=others_of(root, conversion))
    return root / "site"


def carried(site: Path, place: Path) -> Path:
    """A copy of the site in `place`, fit to be opened by double click; its folder's name is a trap for addresses."""
    folder = place / "clé 100% #1/cote"
    shutil.copytree(site, folder)
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    for path in files:
        if path.endswith(".html"):
            text = (site / path).read_text(encoding="utf-8")
            (folder / path).unlink()
            (folder / path).write_text(offline(text, Page(path, files, archive().site_url)), encoding="utf-8")
    return folder
