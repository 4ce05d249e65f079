"""Sentences of the interface in HTML: what templates say. Words and values are escaped, tags are not."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from .interface import interface
from .interface_sentences import Sentence, Value, fill
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


def sayer(table: str) -> Callable[..., Markup]:
    """What says the sentences of a table (`pages`, `copies`) as HTML, in the archive's language:
    `say("site.slash", key=tag("kbd"))`. Values that are HTML already are Markup. Raises DataError."""
    words = interface(archive().language)
    sentences = {
        key.removeprefix(f"{table}."): _escaped(sentence)
        for key, sentence in words.sentences.items()
        if key.startswith(f"{table}.")
    }

    def say(key: str, /, **values: Value) -> Markup:
        sentence = sentences[key]
        safe = {name: str(escape(value)) if isinstance(value, str) else value for name, value in values.items()}
        return Markup(fill(sentence, safe, words.numbers))

    return say


def _escaped(sentence: Sentence) -> Sentence:
    if isinstance(sentence, str):
        return str(escape(sentence))
    return {form: str(escape(words)) for form, words in sentence.items()}


def plain_sayer(table: str) -> Callable[..., str]:
    """The same as plain words, for addresses and for what is escaped elsewhere."""
    words = interface(archive().language)
    return lambda key, /, **values: words.say(f"{table}.{key}", **values)
