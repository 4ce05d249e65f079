"""A report of hundreds of paragraphs on a small screen: what is far from the reader is not laid out yet, and nothing of
that is noticed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import REPORT
from .drivers import Browser

pytestmark = pytest.mark.browser
LONG = "fr/A/99/long/"
COPIES = 400
# The paragraph as the converter writes it: `<p id="par-1" class="par">…</p>`.
PARAGRAPH = re.compile(r'<p id="par-1" class="par">.*?</p>', re.DOTALL)
PLACE = (
    "(() => { const block = [...document.querySelectorAll('.report > .par')]"
    ".find((one) => one.getBoundingClientRect().bottom > 100);"
    " return [block.id, Math.round(block.getBoundingClientRect().top)]; })()"
)
SETTLED = "new Promise((done) => setTimeout(done, 700))"


@pytest.fixture
def phone(browser: Browser, address: str, site: Path) -> Browser:
    """The browser, in a phone's size, at a report whose paragraphs have many lengths."""
    html = (site / REPORT / "index.html").read_text(encoding="utf-8")
    (paragraph,) = PARAGRAPH.findall(html)
    bare = re.sub(r"<sup>.*?</sup>", "", paragraph)
    copies = (
        bare.replace("par-1", f"par-{number}").replace("</p>", f" {'mots ' * (number * 37 % 160)}</p>")
        for number in range(1000, 1000 + COPIES)
    )
    page = site / LONG / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text(html.replace(paragraph, paragraph + "".join(copies)), encoding="utf-8")
    browser.size(390, 800)
    browser.open(address + LONG)
    return browser


def reloaded(browser: Browser) -> None:
    browser.run("window.before = true")
    browser.run("void location.reload()")
    browser.wait("!window.before && document.readyState === 'complete'")
    browser.run(SETTLED)


def test_what_is_far_away_is_not_laid_out(phone: Browser) -> None:
    far = "document.querySelector('#par-1300 > .num').checkVisibility({ contentVisibilityAuto: true })"
    assert not phone.run(far)
    phone.size(1200, 800)
    phone.wait(far)


def test_a_number_in_the_gutter_is_whole(phone: Browser) -> None:
    phone.middle("#par-1004 > .num")
    phone.wait(
        "((sign) => { const { x, y, width, height } = sign.getBoundingClientRect();"
        " return document.elementFromPoint(x + width / 2, y + height / 2) === sign; })"
        "(document.querySelector('#par-1004 > .num'))"
    )


def test_a_reload_keeps_the_place(phone: Browser) -> None:
    phone.run("window.scrollTo({ top: document.documentElement.scrollHeight * .6, behavior: 'instant' })")
    phone.run(SETTLED)
    before = phone.run(PLACE)
    for _ in range(2):
        reloaded(phone)
        block, top = phone.run(PLACE)
        assert block == before[0]
        assert abs(top - before[1]) <= 2


def test_an_address_leads_to_its_block_and_a_reload_to_where_the_reader_went(phone: Browser, address: str) -> None:
    phone.open(address + LONG + "#par-1250")
    phone.run(SETTLED)
    assert 0 <= phone.run("document.querySelector('#par-1250').getBoundingClientRect().top") < 200
    phone.run("window.scrollBy({ top: 3000, behavior: 'instant' })")
    phone.run(SETTLED)
    before = phone.run(PLACE)
    assert before[0] != "par-1250"
    reloaded(phone)
    block, top = phone.run(PLACE)
    assert block == before[0]
    assert abs(top - before[1]) <= 2


def test_the_top_stays_the_top(phone: Browser) -> None:
    reloaded(phone)
    assert phone.run("scrollY") == 0
