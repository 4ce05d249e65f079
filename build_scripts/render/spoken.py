"""Which sentence of the interface stands where on a page, so that scripts can say it in another language.

Templates say sentences by their keys (`say`, core/html_sentences.py) and don't say where: in an element of its own,
among other words, in an attribute. So `say` puts marks around a sentence and its values, and once the page is whole
they become attributes that speak.js reads:

    <a data-w="site.help">Aide</a>                          an element that holds the sentence alone
    <span data-w="site.auto">Comme l’appareil</span>        made for one among other words
    <nav data-w-aria-label="site.sections" …>               an attribute
    <span data-p="count">3</span>, <a data-p="method" …>    a place of a sentence, where it isn't plain words

Where none of these can stand (the page's head, drawings, attributes with values), the marks go and the sentence stays.
"""

from __future__ import annotations

import re

BEGIN, SAID, END = "\ufdd0", "\ufdd1", "\ufdd2"
"""Around the key of a sentence, and at its end. These three and the next are no characters of any text (Unicode)."""
PLACE, HELD, PAST = "\ufdd3", "\ufdd4", "\ufdd5"
"""The same around the name of a place."""

_ATTRIBUTES = "aria-label|placeholder"
# `\ufdd0site.help\ufdd1`, `\ufdd2`; not `site.help`.
_ANY_MARK = re.compile(f"{BEGIN}[^{SAID}]*{SAID}|{PLACE}[^{HELD}]*{HELD}|[{END}{PAST}]")
# What keeps no marks: `<title>\ufdd0site.help\ufdd1Aide\ufdd2</title>`, and, of an attribute,
# `="\ufdd0site.help\ufdd1"`; not `="Aide"`.
_BARE = re.compile(rf'<(title|svg)\b.*?</\1>|="[^"{BEGIN}{PLACE}]*[{BEGIN}{PLACE}][^"]*"', re.DOTALL)
# The marks of a sentence that has no places: ` aria-label="\ufdd0site.sections\ufdd1Rubriques\ufdd2"`; not
# ` aria-label="Aide"`.
_ATTRIBUTE = re.compile(
    rf' ({_ATTRIBUTES})="{BEGIN}([^{SAID}]*){SAID}([^"{BEGIN}{PLACE}]*){END}"',
)
# A sentence that is all of an element: `<a href="aide/">\ufdd0site.help\ufdd1Aide\ufdd2</a>`; not
# `<a href="aide/">Aide</a>`.
_WHOLE = re.compile(
    rf"(<(?!input\b|br\b|img\b)[a-z][^<>]*)>(\s*){BEGIN}([^{SAID}]*){SAID}([^{BEGIN}{END}]*){END}(\s*)(?=</)"
)
# A sentence among other words: `\ufdd0site.help\ufdd1Aide\ufdd2`; not `Aide`.
_AMONG = re.compile(rf"{BEGIN}([^{SAID}]*){SAID}([^{BEGIN}{END}]*){END}")
# What stands in a place of a sentence: `\ufdd3count\ufdd43\ufdd5`; not `3`.
_VALUE = re.compile(rf"{PLACE}([^{HELD}]*){HELD}([^{PLACE}{PAST}]*){PAST}")
# Where the document's own text stands, which has no sentences of the interface:
# `<article class="report" lang="fr">Texte</article>`; not `<article>Texte</article>`.
_ARTICLE = re.compile(r'<article class="report".*</article>', re.DOTALL)
# The name of a tag at its beginning: `<a`.
_TAG = re.compile(r"<\w+")


def sentence(key: str, html: str) -> str:
    """A sentence with its marks."""
    return f"{BEGIN}{key}{SAID}{html}{END}"


def place(name: str, html: str, held: bool) -> str:
    """What stands in a place of a sentence, with its marks; `held`: a tag around words of the sentence."""
    if held and (tag := _TAG.match(html)):
        return f'{tag[0]} data-p="{name}"{html[tag.end() :]}'
    return html if held else f"{PLACE}{name}{HELD}{html}{PAST}"


def marked(html: str) -> str:
    """A whole page with attributes in place of its marks."""
    if BEGIN not in html:
        return html
    article = _ARTICLE.search(html)
    start, end = article.span() if article else (len(html), len(html))
    return _with_attributes(html[:start]) + html[start:end] + _with_attributes(html[end:])


def _with_attributes(html: str) -> str:
    html = _ATTRIBUTE.sub(r' \1="\3" data-w-\1="\2"', html)
    head, body, rest = html.partition("<body")
    if not body:
        head, rest = "", html
    rest = _BARE.sub(lambda match: _ANY_MARK.sub("", match[0]), rest)
    while BEGIN in rest:  # a sentence may stand in another's place
        # The innermost first: sentences that hold no other.
        changed = _AMONG.sub(r'<span data-w="\1">\2</span>', _WHOLE.sub(r'\1 data-w="\3">\2\4\5', rest))
        if changed == rest:
            break
        rest = changed
    while (changed := _VALUE.sub(r'<span data-p="\1">\2</span>', rest)) != rest:
        rest = changed
    return _ANY_MARK.sub("", head) + body + _ANY_MARK.sub("", rest)
