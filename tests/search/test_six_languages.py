"""Words and expressions of six languages on one site, whose interface is French."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.archives import served
from tests.browser.drivers import Browser
from tests.conftest import fresh

from .six_languages import LANGUAGES, Text, answers_of, make_site

PARAGRAPHS = {
    "ar": [
        "تحيط علما بالقرارات التي اتخذتها اللجنة.",
        "القرار ٧٦/١٨١ بشأن البحث العلمي",
        "تحث الدول على قـــرار واحد",
        "دور الأمم المتحدة",
        "في الدورة السادسة والسبعين لمنظمة الأمم المتحدة 2005 و٢٠٠٦",
        "مكتبة المكتب",
        "إلى \u200fلجانها\u200f وَالتَّقارير",
    ],
    "en": ["The Assembly’s decision on women", "General decisions of the country", "The countries adopted a treaty"],
    "es": [
        "Las resoluciones de los países",
        "La resolución sobre el régimen de derecho",
        "A la derecha de los partidos; una partida",
        "Decidió adoptar medidas",
        "Las medidas adoptadas",
    ],
    "fr": ["La résolution de l’Assemblée", "Les résolutions des assemblées", "La traite et le traité"],
    "ru": [
        "Резолюция о положении беженцев",
        "резолюциями Генеральной Ассамблеи",
        "Банк развития, международный суд",
        "Судебный пристав; ребёнок",
        "ребенка и беженец",
    ],
    "zh": [
        "联合国大会第七十六届会议",
        "大会，联合各国",
        "国家大事，会议",
        "中国、法国和联合国",
        "２０３０年可持续发展议程",
        "联合国宪章",
    ],
}
CASES = [
    ("قرار", ["ar 1", "ar 2", "ar 3"]),
    ("القرارات", ["ar 1", "ar 2", "ar 3"]),
    ("وبقراراتهم", ["ar 1", "ar 2", "ar 3"]),  # stands nowhere
    ("بحث", ["ar 2"]),
    ("حث", []),  # not « بحث »
    ("دور", ["ar 4"]),
    ("دورة", ["ar 5"]),
    ("لجنه", ["ar 1", "ar 7"]),
    ("تقرير", ["ar 7"]),
    ("الي", ["ar 7"]),
    ("مكتب", ["ar 6"]),
    ('"الأمم المتحدة"', ["ar 4", "ar 5"]),
    ("2006", ["ar 5"]),
    ("٢٠٠٥", ["ar 5"]),
    ("assembly", ["en 1"]),
    ("decision", ["en 1", "en 2"]),
    ("country", ["en 2", "en 3"]),
    ("resolucion", ["es 1", "es 2"]),
    ("resoluciones", ["es 1", "es 2"]),
    ("derecho", ["es 2"]),
    ("partido", ["es 3"]),
    ("adoptar", ["es 4", "es 5"]),
    ("los países", ["es 1"]),
    ("résolution", ["fr 1", "fr 2"]),
    ("traite", ["fr 3"]),
    ("беженцами", ["ru 1", "ru 5"]),
    ("резолюции", ["ru 1", "ru 2"]),
    ("суда", ["ru 3"]),
    ("ребёнка", ["ru 4", "ru 5"]),
    ("联合国", ["zh 1", "zh 4", "zh 6"]),
    ("大会", ["zh 1", "zh 2"]),
    ('"联合国大会"', ["zh 1"]),
    ("国法", []),
    ("2030年", ["zh 5"]),
    ("联合国 宪章", ["zh 6"]),
]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The results pages: served, and opened as a file."""
    texts = [Text(language, PARAGRAPHS[language]) for language in LANGUAGES]
    online = make_site(tmp_path_factory.mktemp("six"), texts, flat=False)
    carried = make_site(tmp_path_factory.mktemp("six-files"), texts, flat=True)
    with served(online) as address:
        yield {"http": f"{address}recherche/", "file": (carried / "recherche.html").as_uri()}


@pytest.fixture(params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, _drivers: Callable[[str], Browser]) -> Browser:
    """A window of each browser."""
    return fresh(_drivers(request.param))


@pytest.mark.parametrize("way", ["http", "file"])
def test_what_is_found_in_six_languages(browser: Browser, sites: dict[str, str], way: str) -> None:
    found = answers_of(browser, sites[way], [query for query, _ in CASES])
    shown = {query: sorted(f"{hit[:2]} {hit.rpartition('#')[2]}" for hit in hits) for query, hits in found.items()}
    assert shown == dict(CASES)


def test_a_french_query_loads_nothing_of_another_language(chromium: Browser, sites: dict[str, str]) -> None:
    for query, own in (("résolution", []), ("résolvait", ["fr"]), ("قراراتكم", ["ar"])):
        chromium.open("about:blank")
        chromium.requests.clear()
        answers_of(chromium, sites["http"], [query])
        loaded = [url.partition("/inflections/")[2][:2] for url in chromium.requests if "/inflections/" in url]
        assert loaded[:1] == own, query


def test_words_are_offered_for_a_run_of_chinese(chromium: Browser, sites: dict[str, str]) -> None:
    chromium.open(f"{sites['http']}?q=联合国大会&n=all")
    chromium.wait("document.querySelector('[data-search-results][data-done]')", 10)
    assert chromium.run(
        "[...document.querySelectorAll('[data-search-notices] > :not([hidden]) a')].map((link) => link.textContent)"
    ) == ["联合国 大会"]
