"""What is said to readers stands in interface.toml alone: no other file has French words, and with the words of another
language every page speaks it."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from build_scripts.core.data_files import DATA, DataError
from build_scripts.core.interface import PAGES, SCRIPTS, interface
from build_scripts.core.interface_sentences import OTHER, fill, flat, named
from build_scripts.core.language import FOLDER
from tests.archives import ROOT
from tests.javascript import KNOWLEDGE, run_javascript
from tests.languages.made import CODE, add_language, add_made_document, copy_program, speak
from tests.languages.test_seventh import run

PATH = "A/76/463"
JAVASCRIPT = sorted((ROOT / "overrides").rglob("*.js")) + sorted((ROOT / "build_scripts/offline").rglob("*.js"))
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html")) + sorted(
    path
    for folder in ("offline", "export")
    for path in (ROOT / "build_scripts" / folder / "templates").iterdir()
    if path.suffix in (".html", ".xhtml", ".opf")
)
PYTHON = [*sorted((ROOT / "build_scripts").rglob("*.py")), ROOT / "overrides/hooks.py"]


def _stop_words(code: str) -> set[str]:
    table = tomllib.loads((FOLDER / code / "search.toml").read_text(encoding="utf-8"))
    return set(table["stop_words"])


# « par » is a unit of anchors as well.
FUNCTION_WORDS = {word for word in _stop_words("fr") - _stop_words("en") - {"par"} if len(word) > 1 and word.isalpha()}
NAMES = {
    "Aa": "letters that show what a button is for",
    "Linux": "a system's name",
    "macOS": "a system's name",
    "Add": "the mark of an addendum in symbols",
    "Corr": "the mark of a corrigendum in symbols",
    "Rev": "the mark of a revision in symbols",
}
"""Words that are the same in every language of the interface."""
KEYS = {"ArrowDown", "ArrowUp", "End", "Enter", "Escape", "Home", "Tab", "Files"}
"""What browsers call keys, and what is dragged."""
STYLES = {"Hyperlink", "Normal", "Quote", "Small", "Title"}
"""Names of styles in files for Word."""

# In JavaScript, in this order: comments, literals, and patterns, which may hold quotes: `// a`, `'b'`, `/"[^"]/`.
_JAVASCRIPT = re.compile(
    r"//[^\n]*|/\*.*?\*/|'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`"
    r"|(?<=[(,=:\[!&|?{};\n>])\s*/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/",
    re.DOTALL,
)


def is_french(literal: str) -> bool:
    """Whether a literal has a French word: one with an accent, one of several of which one is a function word, or one
    that stands alone with a capital, as labels do."""
    words = re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", literal)
    if any(re.search(r"[àâçéèêëîïôùûüœÀÂÇÉÈÊÎÔÙÛŒ]|\w’\w", word) for word in words):
        return True
    if len(literal.split()) > 1:
        return is_french_sentence(literal)
    return bool(re.fullmatch(r"[A-Z][a-z]+", literal)) and literal not in {*NAMES, *KEYS, *STYLES}


def literals_of_javascript(source: str) -> Iterator[str]:
    """The literals of a script; of templates, what is filled in is left out."""
    for match in _JAVASCRIPT.finditer(source):
        literal = next((group for group in match.groups() if group is not None), None)
        if literal is not None:
            yield (
                re.sub(r"\$\{[^{}]*\}", " ", literal).encode().decode("unicode_escape", "ignore")
                if ("\\u" in literal and literal.isascii())
                else re.sub(r"\$\{[^{}]*\}", " ", literal)
            )


@pytest.mark.parametrize("path", JAVASCRIPT, ids=lambda path: path.name)
def test_no_script_has_words_of_its_own(path: Path) -> None:
    assert [literal for literal in literals_of_javascript(path.read_text(encoding="utf-8")) if is_french(literal)] == []


@pytest.mark.parametrize(
    "literal", ["Lien copié.", "Partie", "document et passages", "L’archive", "trouvé sur la page", "Aucune référence"]
)
def test_a_sentence_in_a_script_would_be_seen(literal: str) -> None:
    assert [*filter(is_french, literals_of_javascript(f"// rien\nconst a = b ? '{literal}' : `x${{1}}`;"))] == [literal]


def words_of_template(source: str) -> list[str]:
    """Words that a template shows: its text and the attributes that are shown or read out."""
    bare = re.sub(r"\{% block body_class %\}.*?\{% endblock %\}", " ", source)
    bare = re.sub(r"docs\.un\.org/|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", bare, flags=re.DOTALL)
    bare = re.sub(r"<(code|script|style)\b.*?</\1>|<\?.*?\?>|<!--.*?-->", " ", bare, flags=re.DOTALL)
    shown = re.findall(r"\b(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"", bare)
    text = re.sub(r"&\w+;|&#\d+;", " ", re.sub(r"<[^<>]*>", " ", bare))
    return [word for word in re.findall(r"[^\W\d_]{2,}", " ".join([text, *shown])) if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_has_words_of_its_own(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert words_of_template(_without_metadata(source)) == []
    literals = [a or b for a, b in re.findall(r"'([^'\n]*)'|\"([^\"\n]*)\"", " ".join(_jinja(source)))]
    assert [literal for literal in literals if re.search(r"[À-ÿ]|\w’\w", literal)] == []
    assert 'lang="fr"' not in source


def _jinja(source: str) -> list[str]:
    return re.findall(r"\{%.*?%\}|\{\{.*?\}\}", source, flags=re.DOTALL)


def _without_metadata(source: str) -> str:
    """Without what programs alone read of an EPUB: `<dc:source>`, `textual`."""
    return re.sub(r"<(meta|dc:\w+)\b[^>]*>(?!\s*\{\{ say)[a-zA-Z]+</\1>", " ", source)


@pytest.mark.parametrize("words", ["<p>Aller au contenu</p>", '<nav aria-label="Rubriques">{{ a }}</nav>'])
def test_words_in_a_template_would_be_seen(words: str) -> None:
    assert words_of_template(words)


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_has_french_sentences(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described = {
        id(statement.value)
        for node in ast.walk(tree)
        for statement in _statements(node)
        if isinstance(statement, ast.Expr)
    }
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described
    ]
    assert [string for string in strings if is_french_sentence(string)] == []


def _statements(node: ast.AST) -> list[ast.stmt]:
    body: Any = getattr(node, "body", None)
    return body if isinstance(body, list) else []


def is_french_sentence(string: str) -> bool:
    """Whether several words stand there of which one is a French function word: patterns and names are none."""
    words = string.split()
    bare = (word.strip(".,;:()") for word in words)
    return len(words) > 1 and any(word.lower() in FUNCTION_WORDS and not word.isupper() for word in bare)


def test_a_sentence_in_a_module_would_be_seen() -> None:
    assert is_french_sentence("Page produite à partir de ")
    assert not is_french_sentence("the page is missing; run `cote convert`")


# --- sentences and their forms


def test_each_key_that_is_asked_for_is_there_and_each_sentence_is_asked_for() -> None:
    sentences = interface("fr").sentences
    asked = {SCRIPTS: _asked(JAVASCRIPT), PAGES: _asked([*TEMPLATES, ROOT / "overrides/hooks.py"])}
    for table, keys in asked.items():
        told = {key.partition(".")[2] for key in sentences if key.startswith(f"{table}.")}
        unasked = {key for key in told if key not in keys and not key.startswith("verify.")}
        assert unasked == set(), table
    assert {key for key in asked[SCRIPTS] if f"{SCRIPTS}.{key}" in sentences} > {"go.read", "search.found"}


def _asked(paths: list[Path]) -> set[str]:
    """Every literal like a key."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return set(re.findall(r"[\"']([a-z]+\.[a-z_]+)[\"']", source))


LANGUAGES = sorted(path.parent.name for path in FOLDER.glob("*/interface.toml"))
COUNTED = [*range(121), 200, 201, 211, 999, 1000, 1001, 1234, 1_000_000, 1_000_001, 3_000_000]


def test_all_languages_of_the_united_nations_have_an_interface() -> None:
    assert LANGUAGES == ["ar", "en", "es", "fr", "ru", "zh"]
    assert [code for code in LANGUAGES if interface(code).reviewed] == ["fr"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_forms_and_numbers_are_those_of_browsers(code: str) -> None:
    numbers = interface(code).numbers
    for options, category in (("{}", numbers.category), ("{ type: 'ordinal' }", numbers.ordinal_category)):
        expression = f"value.map((number) => new Intl.PluralRules({code!r}, {options}).select(number))"
        assert [category(number) for number in COUNTED] == run_javascript([], expression, COUNTED)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_same_keys_and_places_in_every_form(code: str) -> None:
    french, told = (_compared(FOLDER / folder / "interface.toml") for folder in ("fr", code))
    assert told.keys() == french.keys()
    for key, sentence in told.items():
        places = _places(french[key])
        for form, words in {OTHER: sentence}.items() if isinstance(sentence, str) else sentence.items():
            # A form of one number may say it in words: « un passage », « документа нет ».
            assert places - _places(words) <= ({"count"} if form in ("zero", "one", "two") else set()), (key, form)
            assert _places(words) <= places, (key, form)


def _compared(path: Path) -> dict[str, Any]:
    """Sentences without what each language has of its own: the signs that it sets apart, and its rules of numbers."""
    own = ("spacing.", "numbers.plurals.", "numbers.ordinals.", "ordinals")
    return {key: sentence for key, sentence in _told(path).items() if not key.startswith(own)}


def _places(sentence: Any) -> set[str]:
    """Names of a sentence's places, and `{}` for each that has none."""
    forms = [sentence] if isinstance(sentence, str) else sentence.values()
    return {*named(sentence), *(f"{{}}{number}" for form in forms for number in range(form.count("{}")))}


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ('one = "n = 1"', "numbers.plurals: 0 is 'other', but 'one' in CLDR"),
        ('one = "n = 0..1"', "numbers.plurals: 1000000 is 'other', but 'many' in CLDR"),
    ],
)
def test_rules_that_are_not_those_of_cldr_are_refused(
    rule: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "languages"
    shutil.copytree(DATA / "languages", folder, ignore=shutil.ignore_patterns("spelling.*"))
    file = folder / "fr/interface.toml"
    rules = '[numbers.plurals]\none = "n = 0..1"\nmany = "n != 0 and n % 1000000 = 0"\n'
    text = file.read_text(encoding="utf-8")
    assert rules in text
    file.write_text(text.replace(rules, f"[numbers.plurals]\n{rule}\n"), encoding="utf-8")
    monkeypatch.setattr("build_scripts.core.interface.FOLDER", folder)
    with pytest.raises(DataError, match=rf"fr/interface\.toml:\d+: D003 {re.escape(fault)}"):
        interface.__wrapped__("fr")


@pytest.mark.parametrize(
    ("number", "ordinals"),
    [
        (1, {"fr": "1er", "en": "1st", "ru": "1-й"}),
        (2, {"fr": "2e", "en": "2nd"}),
        (13, {"en": "13th"}),
        (23, {"en": "23rd"}),
    ],
)
def test_ordinals_are_those_of_the_language(number: int, ordinals: dict[str, str]) -> None:
    assert {code: interface(code).ordinal(number) for code in ordinals} == ordinals


DAY = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("ar", "1 كانون الثاني/يناير 2020"),
        ("en", "1 January 2020"),
        ("es", "1 de enero de 2020"),
        ("fr", "1er janvier 2020"),
        ("ru", "1 января 2020 года"),
        ("zh", "2020年1月1日"),
    ],
)
def test_dates_are_written_as_documents_write_them(code: str, written: str) -> None:
    assert interface(code).day(DAY) == written


FORMS = {
    "one": "{count} mot de {symbol:la cote}",
    "many": "{count} de mots de {symbol:la cote}",
    OTHER: "{count} mots de {symbol:la cote}",
}


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 mot"), (1, "1 mot"), (2, "2 mots"), (1200, "1\u202f200 mots"), (2_000_000, "2\u202f000\u202f000 de mots")],
)
def test_python_and_javascript_say_the_same(count: int, told: str) -> None:
    expected = f"{told} de <la cote>"
    numbers = interface("fr").numbers
    assert fill(FORMS, {"count": count, "symbol": lambda words: f"<{words}>"}, numbers) == expected
    expression = (
        "(cote.knowledge.sentences.x = value.forms,"
        " cote.pieces('x', { count: value.count, symbol: (words) => `<${words}>` }).join(''))"
    )
    assert run_javascript([KNOWLEDGE, "text.js"], expression, {"forms": FORMS, "count": count}) == expected


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('one = "{count} référence lue", ', "", "scripts.go.read: expected the forms one, many, other"),
        ("{go:coller une référence}", "coller une référence", "pages.missing.ways: expected the places go, home"),
        ('go = "Aller à une référence"', "", "key 'go' is missing"),
    ],
)
def test_another_language_has_the_same_places_and_its_own_forms(
    before: str, after: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "languages"
    shutil.copytree(DATA / "languages", folder, ignore=shutil.ignore_patterns("spelling.*"))
    text = (folder / "fr/interface.toml").read_text(encoding="utf-8")
    assert before in text
    (folder / CODE).mkdir()
    (folder / CODE / "interface.toml").write_text(text.replace(before, after), encoding="utf-8")
    monkeypatch.setattr("build_scripts.core.interface.FOLDER", folder)
    with pytest.raises(DataError, match=rf"{CODE}/interface\.toml:\d+: D00[23] .*{re.escape(fault)}"):
        interface.__wrapped__(CODE)


# --- another language of the interface


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose own language is the made one, with a document in it, built."""
    root = copy_program(tmp_path_factory.mktemp("interface"))
    data = root / "build_scripts/data"
    add_language(data)
    speak(data)
    add_made_document(root, PATH)
    settings = data / "archive.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'language = "fr"' in text
    settings.write_text(text.replace('language = "fr"', f'language = "{CODE}"'), encoding="utf-8")
    configuration = root / "mkdocs.yml"
    written = configuration.read_text(encoding="utf-8")
    assert "language: fr" in written
    configuration.write_text(written.replace("language: fr", f"language: {CODE}"), encoding="utf-8")
    exports = data / "export.toml"
    chosen = exports.read_text(encoding="utf-8")
    assert "paragraph_pages = false" in chosen
    exports.write_text(chosen.replace("paragraph_pages = false", "paragraph_pages = true"), encoding="utf-8")
    recorded, built = run(root, "record"), run(root, "site")
    assert built.returncode == 0, recorded.stdout + built.stdout + built.stderr
    return root


def _told(path: Path) -> dict[str, Any]:
    return dict(flat(tomllib.loads(path.read_text(encoding="utf-8"))))


def _words(told: dict[str, Any]) -> set[str]:
    forms = (
        form for sentence in told.values() for form in ([sentence] if isinstance(sentence, str) else sentence.values())
    )
    return {word.lower() for form in forms for word in re.findall(r"[^\W\d_]{3,}", re.sub(r"\{\w+:?|\}", " ", form))}


def _chrome(file: Path) -> str:
    """What a page says around its content: what editors write in docs/ is the archive's own, in its language."""
    page = lxml.html.parse(str(file)).getroot()
    for element in page.xpath("//script | //code | //*[@class='site-nav' or @class='lead']"):
        element.drop_tree()
    attributes = ("aria-label", "title", "placeholder", "alt")
    shown = [element.get(name) for element in page.iter() for name in attributes if element.get(name)]
    return " ".join([page.text_content(), *shown])


@pytest.mark.parametrize(
    "path",
    [f"{CODE}/{PATH}/index.html", "cotes/A/RES/60/1/index.html", "404.html", "cotes/index.html", "organes/index.html"],
)
def test_every_word_of_a_page_is_of_the_other_language(root: Path, path: str) -> None:
    languages = root / "build_scripts/data/languages"
    french, made = (_words(_told(languages / code / "interface.toml")) for code in ("fr", CODE))
    shown = _chrome(root / "site" / path)
    tokens = {word.lower() for word in re.findall(r"[^\W\d_]{3,}", shown)}
    assert len(tokens & made) > 15
    folder = root / "source_texts" / CODE / PATH
    source = "".join(file.read_text(encoding="utf-8").lower() for file in sorted(folder.iterdir()))
    same = {"cote", "org", "json", "gzip", "zip", *re.findall(r"[^\W\d_]{3,}", source)}  # names, and the document
    assert sorted(tokens & (french - made) - same) == []
    assert f'<html lang="{CODE}"' in (root / "site" / path).read_text(encoding="utf-8")


def test_help_says_that_nobody_has_reviewed_the_language(root: Path) -> None:
    told = _told(root / "build_scripts/data/languages" / CODE / "interface.toml")
    pages = {name: (root / "site" / name / "index.html").read_text(encoding="utf-8") for name in ("aide", "methode")}
    unreviewed = str(told["pages.site.unreviewed"])
    assert {name: unreviewed in html for name, html in pages.items()} == {"aide": True, "methode": False}


def test_scripts_and_small_pages_say_it(root: Path) -> None:
    told = _told(root / "build_scripts/data/languages" / CODE / "interface.toml")
    knowledge = (root / "site/assets/javascripts/knowledge.js").read_text(encoding="utf-8")
    assert f'"language":"{CODE}"' in knowledge
    said = (root / "site/assets/javascripts/said/go.js").read_text(encoding="utf-8")
    assert str(told["scripts.go.nothing"]) in said
    assert interface("fr").say("scripts.go.nothing") not in knowledge + said
    [small, *_] = sorted((root / "site" / CODE / PATH).glob("par-*/index.html"))
    assert str(told["pages.paragraph.read"]) in small.read_text(encoding="utf-8")
    assert named(told["pages.paragraph.corrected"]) == {"day"}
