"""A small archive as a built site: a document in six languages, one without symbol, and one that cites them."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.__main__ import main
from build_scripts.answers.passage_index import Index, opened
from build_scripts.answers.site_answering import Site
from build_scripts.answers.vocabulary import Vocabulary
from tests.archives import empty_archive

SYMBOL = "A/80/900"
FIRST = {
    "ar": "تطلب الجمعية العامة إلى الأمين العام أن يقدم تقريرا عن مكافحة الاتجار بالأشخاص.",
    "en": "The General Assembly requests the Secretary-General to submit a report on trafficking in persons.",
    "es": "La Asamblea General solicita al Secretario General que presente un informe sobre la trata de personas.",
    "fr": "L’Assemblée générale prie le Secrétaire général de présenter un rapport sur la traite des êtres humains.",
    "ru": "Генеральная Ассамблея просит Генерального секретаря представить доклад о борьбе с торговлей людьми.",
    "zh": "大会请秘书长提交一份关于打击贩运人口行为的报告。",
}
"""The first paragraph, the same in each language."""
SECOND = {
    "ar": "وتنظر في المسألة على مرحلتين هما:",
    "en": "It considers the question in two stages, which are:",
    "es": "Examina la cuestión en dos etapas, que son las siguientes:",
    "fr": "Elle traite la question en deux étapes, que voici\N{NO-BREAK SPACE}:",
    "ru": "Она рассматривает этот вопрос в два этапа, а именно:",
    "zh": "大会分两个阶段审议这一问题，即：",
}
"""The second, with two items behind it."""
_TEXT = """\
1. {first}

2. {second}

a) Un ;

b) Deux.

3. A/RES/77/237.
"""
TITLE = "Activités de l’Office"
UNTITLED = "sans-cote/activites-2031"


def _add(root: Path, path: str, text: str, **facts: str) -> None:
    folder = root / "source_texts" / path
    folder.mkdir(parents=True)
    (folder / "source.md").write_text(text, encoding="utf-8")
    lines = [f"date = {value}" if name == "date" else f'{name} = "{value}"' for name, value in facts.items()]
    lines += ['symbol_evidence = "essai"'] if "symbol" in facts else []
    (folder / "document.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive, with its site."""
    root = empty_archive(tmp_path_factory.mktemp("answers"))
    for code, words in FIRST.items():
        text = _TEXT.format(first=words, second=SECOND[code])
        _add(root, f"{code}/{SYMBOL}", text, symbol=SYMBOL, title="Essai", organ="A", type="report")
    _add(
        root,
        f"fr/{UNTITLED}",
        "1. L’Office a mené des activités de coopération dans douze pays.\n\n2. Elles se poursuivent.\n",
        title=TITLE,
        date="2031-05-04",
    )
    cited = f"1. Prenant note du rapport {SYMBOL}, par. 1, et de la résolution 77/237 de l’Assemblée générale.\n"
    _add(root, "fr/E/CN.15/2031/2", cited, symbol="E/CN.15/2031/2", title="Note", organ="E/CN.15", type="note")
    main(["--root", str(root), "--jobs", "1", "site", "--unrecorded"])
    assert (root / "site/index.html").is_file()
    return root


@pytest.fixture(scope="session")
def folder(archive: Path) -> Path:
    """The folder of the site."""
    return archive / "site"


@pytest.fixture(scope="session")
def site(folder: Path) -> Site:
    """The site, read."""
    return Site(folder)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where indexes are kept."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def index(site: Site, cache: Path) -> Index:
    """The index of the site's words."""
    return opened(site, cache)


@pytest.fixture(scope="session")
def vocabulary(folder: Path) -> Vocabulary:
    """The site's vocabulary."""
    return Vocabulary(folder)
