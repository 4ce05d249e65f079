"""Sentences of the interface in HTML: what templates say. Words and values are escaped, tags are not."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from .interface import interface
from .interface_sentences import Placed, Sentence, Value, fill
from .settings import archive

Tag = Callable[[str], Markup]
"""Puts the words that a place holds into a tag."""


def tag(name: str, *inner: str, **attributes: str) -> Tag:
    """`tag("a", href="aide/")` for a place like `{help:l’aide}`; `inner` are tags without attributes inside it. The
    name of an attribute may end in `_`, as `class_`."""
    written = "".join(f' {key.removesuffix("_")}="{escape(value)}"' for key, value in attributes.items())
    opening = f"<{name}{written}>" + "".join(f"<{tag}>" for tag in inner)
    closing = "".join(f"</{tag}>" for tag in reversed((name, *inner)))
    return lambda words: Markup(f"{opening}{words}{closing}")


def _as_it_is(_: str, html: str) -> str:
    return html


def sayer(
    table: str, code: str = "", marked: Callable[[str, str], str] = _as_it_is, placed: Placed = lambda _, told, __: told
) -> Callable[..., Markup]:
    """What says sentences as HTML, in the archive's language or in that of the `code`: `say("site.slash",
    key=tag("kbd"))`. Those of a table (`pages`, `copies`) have short keys, the others their whole ones. Values that are
    HTML already are Markup. `marked` gets each sentence behind its key, `placed` what stands in its places. Raises
    DataError."""
    words = interface(code or archive().language)
    sentences = {key.removeprefix(f"{table}."): _escaped(sentence) for key, sentence in words.sentences.items()}

    def say(key: str, /, **values: Value) -> Markup:
        sentence = sentences[key]
        safe = {name: str(escape(value)) if isinstance(value, str) else value for name, value in values.items()}
        return Markup(marked(key, fill(sentence, safe, words.numbers, placed)))

    return say


def _escaped(sentence: Sentence) -> Sentence:
    if isinstance(sentence, str):
        return str(escape(sentence))
    return {form: str(escape(words)) for form, words in sentence.items()}


def plain_sayer(table: str) -> Callable[..., str]:
    """The same as plain words, for addresses and for what is escaped elsewhere."""
    words = interface(archive().language)
    return lambda key, /, **values: words.say(f"{table}.{key}", **values)
