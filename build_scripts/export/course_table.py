"""What became of each document, for programs: `donnees/parcours.json`, a line for each document that has a course.

A page shows the same (write/course.py), but of many steps of one kind the first alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..core.settings import archive
from ..references import forms, reference
from ..write.course import Courses, Step
from .description import official_address, permalink
from .interface_index import version
from .json_report import SCHEMAS, compact

NAME = "parcours"


def table(paths: Iterable[str], courses: Courses) -> tuple[str, bytes]:
    """The table of the documents at some paths, and where it is in the site."""
    schema = compact(f"{archive().site_url}{SCHEMAS}/{NAME}.schema.json")
    content = ",\n".join(_rows(sorted(paths), courses))
    written = f'{{"$schema":{schema},\n"version":{version(NAME)},\n"{NAME}":[\n{content}\n]}}\n'
    return f"{SCHEMAS}/{NAME}.json", written.encode()


def _rows(paths: Iterable[str], courses: Courses) -> Iterator[str]:
    for path in paths:
        if steps := courses.of(path):
            yield compact({"document": path, "steps": [_step(step, courses) for step in steps]})


def _step(step: Step, courses: Courses) -> Mapping[str, Any]:
    held = courses.documents.get(step.key)
    said = courses.documents.get(step.says[0])
    return {
        "kind": step.kind,
        "document": held.path if held else "",
        "reference": reference(held) if held else step.key,
        "anchor": step.anchor,
        "url": permalink(held.path, step.anchor) if held else official_address(step.key, archive().language),
        "part": step.part,
        "says": {"url": permalink(said.path, step.says[1]), "citation": _citation(step, courses)} if said else None,
    }


def _citation(step: Step, courses: Courses) -> str:
    path, _, label = step.says
    document = courses.documents[path]
    return forms(document.language).join.join(filter(None, (reference(document), label)))
