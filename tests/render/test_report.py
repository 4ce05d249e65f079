"""The extension for report pages, compared with Python-Markdown itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config

from build_scripts.core.data_files import DataError
from build_scripts.core.interface import interface
from build_scripts.core.language import FOLDER
from build_scripts.core.model import Block, Kind, Page, Part, PartKind, Text
from build_scripts.core.settings import archive
from build_scripts.render.converter import extensions, to_html
from build_scripts.write import marked_text, report_body
from tests.write.reports import CONFIGURATION, nowhere, of_blocks, report, text
from tests.write.test_cases import ALL, Case
from tests.write.test_properties import marked, other


def converter(*without: str) -> Markdown:
    """Python-Markdown as MkDocs configures it, except for some of its passes."""
    names, settings = extensions(CONFIGURATION)
    markdown_converter = Markdown(extensions=names, extension_configs=settings)
    for passes in (markdown_converter.preprocessors, markdown_converter.treeprocessors):
        for name in without:
            passes.deregister(name, strict=False)
    return markdown_converter


def test_the_settings_are_those_of_mkdocs() -> None:
    config = load_config(str(CONFIGURATION))
    names, settings = extensions(CONFIGURATION)
    assert names == list(dict.fromkeys(config.markdown_extensions))
    assert settings == {name: values for name, values in config.mdx_configs.items() if values}


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ("site_name: Cote\nnav: [1\n", "mkdocs.yml:3: D001 isn't YAML: expected ',' or ']', but got '<stream end>'"),
        ("", "mkdocs.yml: D001 expected settings, each with its name"),
        ("- a\n", "mkdocs.yml: D001 expected settings, each with its name"),
        ("markdown_extensions: [no.such]\n", "mkdocs.yml: D001 markdown_extensions: No module named 'no'"),
        (None, "mkdocs.yml: D001 the file is missing"),
    ],
)
def test_what_is_wrong_in_mkdocs_yml_is_named(tmp_path: Path, settings: str | None, fault: str) -> None:
    if settings is not None:
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        to_html("a", tmp_path / "mkdocs.yml")
    assert str(caught.value) == fault


def test_mkdocs_says_what_the_archive_says() -> None:
    config, settings = load_config(str(CONFIGURATION)), archive()
    assert config.site_name == settings.name
    assert config.site_description == settings.description
    assert config.site_url == settings.site_url
    assert config.theme["language"] == settings.language
    assert list(config.plugins) == ["overrides/hooks.py"]


@pytest.mark.parametrize("case", ALL, ids=[case.title for case in ALL])
def test_one_pass_gives_what_python_markdown_gives(case: Case) -> None:
    body = report_body.body(report(case.written), nowhere)
    fast, plain = converter(), converter("finished", "literal")
    assert fast.convert(body) == plain.convert(body)
    assert fast.toc_tokens == plain.toc_tokens  # type: ignore[attr-defined]


FAST, PLAIN = converter(), converter("finished", "literal")


@given(st.lists(marked(), max_size=3))
def test_one_pass_gives_the_same_whatever_the_marks(texts: list[Text]) -> None:
    blocks = [other(number, words) for number, words in enumerate(texts, 1)]
    body = report_body.body(of_blocks(blocks), nowhere)
    assert FAST.reset().convert(body) == PLAIN.reset().convert(body)


def test_other_pages_pass_through() -> None:
    page = '# Aide\n\nUn `code \\*`, [un lien](index.md) : voilà.\n\n12. douze\n\n<p id="x">brut</p>\n'
    names, settings = extensions(CONFIGURATION)
    without = Markdown(
        extensions=[name for name in names if name != "build_scripts.render.report"], extension_configs=settings
    )
    assert converter().convert(page) == without.convert(page)


def test_contents_have_headings_without_calls_and_with_the_language_s_spaces() -> None:
    with_contents = converter()
    with_contents.convert(
        report_body.body(
            report(
                "heading sec-1 level=1\n{em}Bilan{/em}{call 1 note-1 ref-1}1{/call} : <essai> & suite\n\n"
                "heading sec-1.a level=2\nA. Détail\n\npart-title res-1 label=22\nProjet de résolution I Titre\n\n"
                "heading res-1.sec-1 level=1\nI. Dedans"
            ),
            nowhere,
        )
    )
    tokens = with_contents.toc_tokens  # type: ignore[attr-defined]
    assert [token["id"] for token in tokens] == ["sec-1", "res-1"]
    assert tokens[0]["name"] == "Bilan\u202f: &lt;essai&gt; &amp; suite"
    assert [child["id"] for child in tokens[0]["children"]] == ["sec-1.a"]
    assert tokens[1]["name"].startswith("Projet de résolution I")
    assert [child["id"] for child in tokens[1]["children"]] == ["res-1.sec-1"]


def test_no_space_is_added_and_none_in_another_language() -> None:
    french, none = interface("fr"), interface("xx")
    assert french.spaced("« a » ; b: c !") == "«\u202fa\u202f»\u202f; b: c\u202f!"
    assert none.spaced("« a » ; b") == "« a » ; b"
    assert none.labels == french.labels


def test_what_a_page_adds_is_in_the_language_of_the_archive() -> None:
    text = '<!-- report lang="en" -->\n<p id="txt-1">Words ; as they are.</p>\n'
    html = converter().convert(text)
    assert interface("fr").labels["permalink"] in html
    assert interface("en").labels["permalink"] not in html
    assert "Words ; as they are." in html


@given(st.text())
def test_spaces_are_all_that_changes(words: str) -> None:
    shown = interface("fr").spaced(words)
    assert len(shown) == len(words)
    assert shown.replace("\u202f", " ") == words.replace("\u202f", " ")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/interface.toml")), ids=lambda file: file.parent.name)
def test_every_language_of_the_interface_is_complete(file: Path) -> None:
    words, french = interface(file.parent.name), interface("fr")
    assert len(words.months) in (0, 12)
    for field in ("labels", "units", "languages", "counts", "lists"):
        assert getattr(words, field).keys() == getattr(french, field).keys()
    for name, written in words.units.items():
        assert written.count("{}") <= 1, name


def test_openings_are_the_united_nations_own() -> None:
    words = interface("fr")
    assert words.preambular is not None
    assert words.operative is not None
    for pattern, line, opening in (
        (words.preambular, "Prenant note avec satisfaction du rapport,", "Prenant note avec satisfaction"),
        (words.preambular, "Consciente également que les congrès", "Consciente également"),
        (words.preambular, "Vivement préoccupée par la montée", "Vivement préoccupée"),
        (words.preambular, "Rappelant, dans le contexte", "Rappelant"),
        (words.operative, "Prie également l’Office", "Prie également"),
        (words.operative, "Encourage de même vivement les États", "Encourage de même vivement"),
    ):
        match = pattern.match(line)
        assert match is not None, line
        assert match.group() == opening
    assert words.operative.match("Priera l’Office") is None


def test_title_label_is_markup_only() -> None:
    title = text("Annexe Déclaration")
    assert marked_text.markdown(title, nowhere, 7) == '<span class="part-label">Annexe</span> Déclaration'


@pytest.mark.parametrize(
    ("name", "pages", "href", "words"),
    [
        ("source.pdf", (Page(0, 600, 800),), "A-99-1.original.pdf#page=1", "La figure, p. 1 du fichier d’origine"),
        ("source.docx", (), "A-99-1.original.docx", "La figure, dans le fichier d’origine"),
        ("source.txt", (), "", ""),
    ],
)
def test_a_figure_leads_to_the_file_as_received(name: str, pages: tuple[Page, ...], href: str, words: str) -> None:
    made = of_blocks([Block(Kind.FIGURE, Text("Figure I Saisies", ((0, 0),)), Part(PartKind.BODY), anchor="fig-1")])
    source = replace(made.source, path=f"source_texts/fr/A/99/1/{name}", string="Figure I Saisies", pages=pages)
    html = to_html(report_body.body(replace(made, source=source), nowhere), CONFIGURATION)
    assert '<p id="fig-1" class="fig">' in html
    link = f' <a class="in-file" href="{href}" data-chrome data-pagefind-ignore>{words}</a>'
    assert (link in html) if href else ("in-file" not in html)
