"""Passages in another language: what the file says of them and their words bear out, in each format that can say it."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from build_scripts.core.model import Block, Report, Spoken
from build_scripts.run.reading import read_file
from build_scripts.write.report_body import body
from tests.extract.docx import docx, p, r

SAYS = {
    # Words of a French text, what the file says of their language, and whether that is borne out.
    "another script": ("القرار", "ar", True),
    "another script, of East Asia": ("决议", "zh", True),
    "Cyrillic": ("резолюция", "ru", True),
    "its own words": ("of the Assembly in its resolution", "en", True),
    "the document's language": ("de l’Assemblée générale", "fr", False),
    "words of none": ("Space Applications Section", "es", False),
    "words of the document's language": ("la décision de la Commission", "en", False),
    "another script than it says": ("القرار", "en", False),
    "a language that the data lack": ("Die Versammlung hat beschlossen", "de", True),
    "a name, in a language that the data lack": ("Bundestag", "de", False),
}
MASTHEAD = ("A/80/123", "Assemblée générale", "Distr. générale", "Note du Secrétariat")
_REGIONS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES"}


def in_html(words: str, language: str) -> bytes:
    passage = f'<span lang="{_REGIONS.get(language, language)}">{html.escape(words)}</span>'
    lines = "".join(f"<p>{line}</p>" for line in MASTHEAD)
    return f'<!DOCTYPE html><html lang="fr"><body>{lines}<p>1. Le mot {passage} suit.</p></body></html>'.encode()


def in_word(words: str, language: str) -> bytes:
    tag = _REGIONS.get(language, language)
    said = f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
    lines = "".join(p(r(line)) for line in MASTHEAD)
    return docx(lines + p(r("1. Le mot "), r(words, said), r(" suit.")))


def in_markdown(words: str, language: str) -> bytes:
    lines = "\n\n".join(MASTHEAD)
    return f'{lines}\n\n1. Le mot <span lang="{language}">{words}</span> <span class="x">suit</span>.\n'.encode()


FORMATS = {"page.html": in_html, "page.docx": in_word, "page.md": in_markdown}


def passages(block: Block) -> list[tuple[str, str]]:
    marks = [mark for mark in block.text.marks if isinstance(mark, Spoken)]
    return [(block.text.string[mark.start : mark.end], mark.language) for mark in marks]


def read(folder: Path, name: str, content: bytes) -> Report:
    (folder / name).write_bytes(content)
    return read_file(folder / name, code="fr")[0]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", SAYS)
def test_what_the_file_says(case: str, name: str, tmp_path: Path) -> None:
    words, language, true = SAYS[case]
    report = read(tmp_path, name, FORMATS[name](words, language))
    paragraph = next(block for block in report.blocks if block.anchor == "par-1")
    assert paragraph.text.string == f"1. Le mot {words} suit."
    assert passages(paragraph) == ([(words, language)] if true else [])


def test_where_it_says_nothing_nothing_is_guessed(tmp_path: Path) -> None:
    report = read(tmp_path, "page.docx", docx("".join(p(r(line)) for line in (*MASTHEAD, "1. Le mot القرار suit."))))
    assert [passages(block) for block in report.blocks if block.anchor] == [[]]


def test_runs_of_one_passage_are_one_and_a_label_is_outside(tmp_path: Path) -> None:
    said = '<w:rtl/><w:lang w:bidi="ar-SA"/>'
    words = p(r("2 - إن الجمعية", said), r(" "), r("العامة", said), r(", "), r("قررت.", said))
    report = read(tmp_path, "page.docx", docx("".join(p(r(line)) for line in MASTHEAD) + words))
    assert passages(report.blocks[-1]) == [("إن الجمعية العامة, قررت.", "ar")]


def test_the_page_says_it_of_the_words_or_of_the_whole_block(tmp_path: Path) -> None:
    text = (
        "".join(f"<p>{line}</p>" for line in MASTHEAD)
        + '<p>1. Le mot <span lang="ar">القرار</span> suit.</p><p lang="ar">إن الجمعية العامة قررت.</p>'
    )
    report = read(tmp_path, "page.html", f"<!DOCTYPE html><html lang='fr'><body>{text}</body></html>".encode())
    markdown = body(report, lambda _: "#")
    assert '1\\. Le mot <span lang="ar" dir="rtl">القرار</span> suit.' in markdown
    assert 'إن الجمعية العامة قررت.\n{: #txt-1 lang="ar" dir="rtl" }' in markdown
