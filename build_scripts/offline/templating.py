"""The templates of copies' own pages, of EPUB and of PDF (offline/templates/), with what they say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from ..core.html_sentences import sayer, tag
from ..core.interface import COPIES
from ..core.language import language
from ..core.settings import archive

FOLDER = Path(__file__).parent / "templates"


@cache
def template(name: str) -> jinja2.Template:
    """A template. It knows `say` and `tag` (core/html_sentences.py), and `interface`, the language of its sentences,
    with its `direction`.

    Raises jinja2.TemplateNotFound.
    """
    return _environment().get_template(name)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        autoescape=True, loader=jinja2.FileSystemLoader(FOLDER), undefined=jinja2.StrictUndefined
    )
    own = archive().language
    environment.globals |= {"say": sayer(COPIES), "tag": tag, "interface": own, "direction": language(own).direction}
    return environment
