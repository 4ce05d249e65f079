"""What holds on every kind of page: policy, no other host, accessibility, narrow windows, settings, no scripts."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Playwright

from .conftest import ARABIC, BARE, PAGES, REPORT
from .drivers import SHIFTS, Browser, Chromium, violations

pytestmark = pytest.mark.browser
POLICY = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content"
OWN_BYTES = 60_000
"""HTML, CSS and JavaScript of the archive's own beside the text, compressed (design: page.md)."""
PANEL = "document.querySelector('[name=theme]').closest('.settings')"
"""The panel of how the page is shown, beside that of languages."""


@pytest.mark.parametrize("kind", PAGES)
def test_page_keeps_its_policy_and_asks_no_other_host(browser: Browser, address: str, kind: str) -> None:
    browser.open(address + PAGES[kind])
    assert str(browser.run(POLICY)).startswith("default-src 'none'; script-src 'self'")
    assert browser.run("window.violations") == []
    assert browser.errors == []
    foreign = [url for url in browser.requests if not url.startswith((address, "about:", "data:"))]
    assert foreign == []


def test_policy_stops_what_is_inline(browser: Browser, address: str) -> None:
    """The control of the test above: a violation would have been seen."""
    browser.open(address + BARE)
    browser.run("void document.body.setAttribute('style', 'color: red')")
    browser.wait("window.violations.length > 0")


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_inline_and_titles_tell(site: Path, kind: str) -> None:
    path = site / PAGES[kind]
    soup = BeautifulSoup((path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8"), "html.parser")
    # Data are no script.
    assert [s for s in soup.find_all("script") if not s.get("src") and s.get("type") != "application/ld+json"] == []
    assert soup.find_all("style") == []
    assert [e.name for e in soup.find_all(True) if any(a == "style" or a.startswith("on") for a in e.attrs)] == []
    assert soup.title is not None
    assert len(soup.title.get_text()) > 8
    assert len(soup.find_all("h1")) == 1
    levels = [int(h.name[1]) for h in soup.find_all(re.compile("^h[1-6]$"))]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def test_title_of_a_report_names_symbol_and_title(site: Path) -> None:
    html = (site / REPORT / "index.html").read_text(encoding="utf-8")
    assert "<title>A/99/1, Spécimen" in html


def test_hostile_words_stay_words(browser: Browser, address: str) -> None:
    browser.open(address + BARE)
    title = "<script>document.title='pris'</script> & « {{ 7 * 7 }} » \" onload=\"alert(1)"
    assert browser.text("h1") == title
    assert browser.run("document.title").startswith(title)
    assert not browser.run("document.querySelector('main img, main b, main u, main script')")


# --- accessibility


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(window: Chromium, address: str, kind: str) -> None:
    for width in (1440, 360):
        window.size(width, 800)
        window.open(address + PAGES[kind])
        assert window.run("document.documentElement.scrollWidth") <= width
        assert violations(window) == []


def test_axe_finds_nothing_with_everything_open(window: Chromium, address: str) -> None:
    window.size(360, 800)
    window.open(address + REPORT + "#par-2")
    window.click("#ref-1")
    window.run(f"{PANEL}.open = true")
    window.run("document.querySelector('#par-1 .repair').focus()")
    assert violations(window) == []
    window.run(f"{PANEL}.open = false")
    window.run("document.querySelector('#par-2 > .num').click()")
    assert violations(window) == []
    window.run("document.querySelector('.contents summary').click()")
    assert violations(window) == []


def test_axe_would_find_something(window: Chromium, address: str) -> None:
    """The control of the tests above."""
    window.open(address + BARE)
    window.run("void document.querySelector('.site-search label').remove()")
    window.run("void document.querySelector('#site-q').removeAttribute('placeholder')")
    assert violations(window) != []


# --- windows of any width


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1280, 3840])
def test_no_page_scrolls_sideways(window: Chromium, address: str, kind: str, width: int) -> None:
    window.size(width, 700)
    window.open(address + PAGES[kind])
    assert window.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "fewest", "most"), [(1440, 60, 72), (1920, 60, 72), (3840, 60, 72), (768, 55, 72)])
def test_lines_are_made_for_reading(window: Chromium, address: str, width: int, fewest: int, most: int) -> None:
    """Letters a line, over the full lines of long paragraphs, and the height of a line."""
    window.size(width, 900)
    window.open(address + REPORT)
    text = "Nous nous engageons à utiliser pleinement les conventions et protocoles des Nations Unies. " * 12
    window.run(f"void (document.getElementById('res-1.annex.par-5').lastChild.data = {json.dumps(text)})")
    window.run("void document.getElementById('res-1.annex.par-5').scrollIntoView({ behavior: 'instant' })")
    window.frames()
    lines, ratio = window.run(
        "((p) => { const s = getComputedStyle(p); return [p.getBoundingClientRect().height / parseFloat(s.lineHeight),"
        " parseFloat(s.lineHeight) / parseFloat(s.fontSize)]; })(document.getElementById('res-1.annex.par-5'))"
    )
    assert fewest <= len(text) / lines <= most, len(text) / lines
    assert 1.5 <= ratio <= 1.7


# --- keyboard


def test_slash_reaches_the_search_box(browser: Browser, address: str) -> None:
    for page in ("", REPORT, "aide/"):
        browser.open(address + page)
        browser.run("localStorage.clear()")
        browser.key("/")
        assert browser.focused() == "input site-q"
        browser.key("a", "/")
        assert browser.run("document.querySelector('#site-q').value") == "a/"


def test_slash_can_be_switched_off(report: Browser, address: str) -> None:
    report.run(f"{PANEL}.open = true")
    report.click("[name=slash]")
    report.open(address + REPORT)
    report.key("/")
    assert report.focused() != "input site-q"
    report.run("localStorage.clear()")


# What a reader tabs through in a block: its permalink, and what its text itself links to.
TAB_STOPS = """
[...document.querySelectorAll('.report [id]')].filter((block) => !block.closest('sup')).map((block) =>
  [...block.querySelectorAll(':scope > a[href], :scope > button')].filter((a) => a.tabIndex >= 0
    && a.matches('[data-chrome], .num') && !a.matches('.back, .cited-by, .corrected, .in-file, .page')).length)
"""


def test_a_block_is_one_stop_of_the_tabulator_besides_its_links(report: Browser) -> None:
    stops = report.run(TAB_STOPS)
    assert len(stops) > 20
    assert set(stops) == {1}


@pytest.mark.parametrize("width", [320, 360, 420])
def test_the_header_of_a_phone_is_one_row(report: Browser, width: int) -> None:
    report.size(width, 700)
    assert report.run("document.querySelector('.site-header').getBoundingClientRect().height") < 64
    assert report.run("document.querySelector('#site-q').getBoundingClientRect().width") >= 80
    assert not report.run("document.querySelector('#sections').checkVisibility()")
    row = "[...document.querySelector('.site-header__row').children].map((e) => e.getBoundingClientRect().left)"
    assert report.run(row) == sorted(report.run(row))  # as the tabulator goes
    report.click("[data-sections]")
    assert report.run("document.querySelector('#sections').checkVisibility()")
    box = "(({left, right}) => [left, right])(document.querySelector('#sections').getBoundingClientRect())"
    for direction in ("ltr", "rtl"):
        report.run(f"document.documentElement.dir = '{direction}'")
        left, right = report.run(box)
        assert 0 <= left < right <= width, direction
    report.key("Escape")
    assert not report.run("document.querySelector('#sections').checkVisibility()")
    assert report.run("document.activeElement.matches('[data-sections]')")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_panel_of_formats_is_inside_the_window(report: Browser, width: int) -> None:
    report.size(width, 700)
    for direction in ("ltr", "rtl"):
        report.run(f"document.querySelector('.masthead').dir = '{direction}'")
        report.run("document.querySelector('.formats').open = true")
        left, right = report.run(
            "(({left, right}) => [left, right])(document.querySelector('.formats__panel').getBoundingClientRect())"
        )
        assert 0 <= left < right <= width, direction


def test_the_panel_of_formats_closes_behind_the_reader(report: Browser) -> None:
    shown = "document.querySelector('.formats__panel').checkVisibility()"
    report.click(".formats summary")
    assert report.run(shown)
    report.key("Escape")
    assert not report.run(shown)
    assert report.run("document.activeElement.matches('.formats summary')")
    report.key("Enter")
    assert report.run(shown)
    report.click(".masthead h1")
    assert not report.run(shown)


def test_the_sign_shows_where_the_reader_points_or_tabs_to(
    playwright: Playwright, chromium_path: str, address: str
) -> None:
    window = Chromium(playwright, chromium_path)
    try:
        window.open(address + REPORT)
        shown = "getComputedStyle(document.querySelector('#par-3 > .num'), '::before').opacity"
        touch = not window.run("matchMedia('(hover: hover)').matches")
        assert window.run(shown) == ("1" if touch else "0")
        window.hover("#par-3")
        window.wait(f"{shown} === '1'")
        window.hover(".masthead h1")
        window.run("document.querySelector('#par-3 > .num').focus({ focusVisible: true })")
        window.wait(f"{shown} === '1'")
    finally:
        window.close()


def test_skip_link_comes_first(browser: Browser, address: str) -> None:
    browser.open(address + REPORT)
    browser.key("Tab")
    assert browser.focused() == "a.skip #contenu"
    assert browser.run("document.activeElement.getBoundingClientRect().top") >= 0
    browser.key("Enter", "Tab")
    assert browser.run("document.activeElement.closest('main') !== null")


def test_keyboard_follows_the_eye(window: Chromium, address: str) -> None:
    """Each focused element is below the one before, except at steps from one column to the next."""
    window.size(1100, 900)  # in a narrower window, blocks out of view aren't laid out
    window.open(address + REPORT)
    jumps = window.run(
        "((all) => all.filter((e, i) => i && top(e) < top(all[i - 1]) - 30).map((e) => e.outerHTML.slice(0, 80)))"
        "([...document.querySelectorAll('.reading a[href], .reading [tabindex=\"0\"], .reading button')]"
        ".filter((e) => e.checkVisibility()))".replace("top(", "((e) => e.getBoundingClientRect().top)(")
    )
    assert jumps == []


def test_search_form_leads_to_results_page(browser: Browser, address: str) -> None:
    browser.open(address + REPORT)
    form = "document.querySelector('[role=search]')"
    assert browser.run(f"[{form}.method, {form}.action, {form}.elements.q.name]") == [
        "get",
        f"{address}recherche/",
        "q",
    ]


# --- colours


def test_colours_follow_device_or_choice(browser: Browser, address: str) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    browser.open(address)
    browser.run("localStorage.clear()")
    browser.open(address)
    light = browser.run(ground)
    browser.run(f"{PANEL}.open = true")
    browser.click("[name=theme][value=dark]")
    dark = browser.run(ground)
    assert dark != light
    browser.open(address + REPORT)
    assert browser.run(ground) == dark
    browser.run("document.querySelector('[name=theme][value=auto]').click()")
    assert browser.run(ground) == light


def test_every_colour_follows_device_choice_and_paper_alike(window: Chromium, address: str) -> None:
    """The choice gives what the device gives; paper has the light ones, whatever was chosen."""
    names = "[...document.styleSheets[0].cssRules].find((r) => r.selectorText === ':root').style"
    colours = (
        f"[...{names}].filter((n) => n.startsWith('--')).map((n) => [n,"
        " getComputedStyle(document.documentElement).getPropertyValue(n).trim()])"
    )
    window.open(address)
    device = "dark" if window.run("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    of_device, of_theme = window.run(colours), {}
    for theme in ("light", "dark"):
        window.run(f"void (document.documentElement.dataset.theme = '{theme}')")
        of_theme[theme] = window.run(colours)
        window.page.emulate_media(media="print")
        assert dict(window.run(colours))["--marked"] == dict(of_theme["light"])["--marked"]
        window.page.emulate_media(media="screen")
    assert of_device == of_theme[device]
    assert sum(light != dark for light, dark in zip(of_theme["light"], of_theme["dark"], strict=True)) > 15


def test_dark_device_gets_dark_pages_without_scripts(playwright: Playwright, chromium_path: str, address: str) -> None:
    window = Chromium(playwright, chromium_path, dark=True, scripts=False)
    try:
        window.open(address + REPORT)
        assert window.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(23, 24, 26)"
    finally:
        window.close()


# --- without scripts, and before they come


def test_page_reads_without_scripts(playwright: Playwright, chromium_path: str, address: str) -> None:
    window = Chromium(playwright, chromium_path, scripts=False)
    try:
        window.size(360, 700)
        window.open(f"{address}{REPORT}#res-1.annex.par-3")
        assert 0 <= window.run("document.querySelector(':target').getBoundingClientRect().top") < 200
        assert window.run("[...document.querySelectorAll('.notes .note')].every((n) => n.checkVisibility())")
        assert window.run("[...document.querySelectorAll('.needs-js')].every((n) => !n.checkVisibility())")
        window.click(".contents summary")
        assert window.run("document.querySelector('.contents ol').checkVisibility()")
        window.run("document.querySelector('#ref-2').scrollIntoView()")
        window.click("#ref-2")
        assert window.run("document.querySelector(':target').id") == "note-2"
        window.click("#note-2 .back")
        assert window.run("document.querySelector(':target').id") == "ref-2"
        window.click("#par-3 > .num")
        assert window.run("document.querySelector(':target').id") == "par-3"
    finally:
        window.close()


def test_text_is_there_before_any_script(playwright: Playwright, chromium_path: str, address: str) -> None:
    """With every script held back for ever, the text is painted."""
    window = Chromium(playwright, chromium_path)
    try:
        window.page.route("**/*.js", lambda route: None)
        window.page.goto(address + REPORT, wait_until="commit")
        window.wait("performance.getEntriesByName('first-contentful-paint').length && document.querySelector('#par-1')")
        assert window.page.locator("#par-1").is_visible()
    finally:
        window.close()


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_scripts_that_come_late_push_nothing(
    playwright: Playwright, chromium_path: str, address: str, width: int
) -> None:
    """Those that change how a page looks come after its first paint."""
    window = Chromium(playwright, chromium_path)
    window.size(width, 844)
    try:
        for path in ("", REPORT, ARABIC, "organes/", "verifier-citations/"):
            window.page.route("**/*.js", lambda route: None)
            window.page.goto(address + path, wait_until="commit")
            window.wait(
                "performance.getEntriesByName('first-contentful-paint').length && document.querySelector('footer')"
            )
            assert not window.run("'js' in document.documentElement.dataset")
            window.page.unroute("**/*.js")  # what was held back goes on, too
            window.wait("document.readyState === 'complete' && 'js' in document.documentElement.dataset")
            assert window.run(SHIFTS) < 0.01, path
    finally:
        window.close()


def test_own_bytes_beside_the_text(playwright: Playwright, chromium_path: str, address: str, site: Path) -> None:
    window = Chromium(playwright, chromium_path)
    try:
        window.open(address + REPORT)
        assets = [site / url.removeprefix(address) for url in window.requests if "/assets/" in url]
    finally:
        window.close()
    html = (site / REPORT / "index.html").read_text(encoding="utf-8")
    frame = re.sub(r"<article.*?</article>", "", html, flags=re.S)
    total = sum(len(gzip.compress(path.read_bytes())) for path in assets) + len(gzip.compress(frame.encode()))
    assert len(assets) > 3
    assert total < OWN_BYTES


# --- from a folder, without a server


def test_folder_opened_by_double_click(browser: Browser, site_of_files: Path) -> None:
    page = (site_of_files / "fr/A/99/1.html").as_uri()
    browser.open(page + "#par-2")
    assert browser.run("getComputedStyle(document.querySelector('.site-header')).display") == "block"
    assert browser.run("document.querySelector(':target').id") == "par-2"
    assert browser.run("window.violations") == []
    assert browser.errors == []
    browser.click("#par-2 > .num")
    assert browser.run("document.querySelectorAll('[role=menuitem]').length") == 9
    browser.key("Escape")
    # Formats and feeds are written by the export, which the specimen does without.
    own = "a[href]:not([download], [type='application/atom+xml']), form[action]"
    links = browser.run(f"""[...document.querySelectorAll("{own}")].map((e) => e.href ?? e.action)""")
    missing = [url for url in links if url.startswith("file:") and not _file(url, site_of_files).is_file()]
    assert missing == []
    assert all(url.startswith("file:") for url in browser.requests if not url.startswith(("about:", "data:")))


def _file(url: str, site: Path) -> Path:
    """The file that a file: address inside the site names; folders have no page of their own there."""
    path = Path(unquote(urlsplit(url).path))
    assert path.is_relative_to(site), url
    return path


# --- paper


def test_paper_keeps_notes_and_addresses(playwright: Playwright, chromium_path: str, address: str) -> None:
    window = Chromium(playwright, chromium_path)
    try:
        window.open(address + REPORT)
        window.page.emulate_media(media="print")
        window.run("void dispatchEvent(new Event('beforeprint'))")
        assert window.run("[...document.querySelectorAll('.note')].every((n) => n.checkVisibility())")
        assert window.run("document.querySelector('.masthead .print-only').innerText") == (
            f"Adresse permanente\u202f: https://cote.example/{REPORT}"
        )
        sign = "document.querySelector('[id=\"res-1.pp-1\"] .permalink')"
        assert window.run(f"getComputedStyle({sign}, '::before').content") == '"#res-1.pp-1"'
        cited = "document.querySelector('.report [data-cite][href^=http]')"
        number = window.run(f"{cited}.dataset.address")
        listed = window.run(f"document.querySelectorAll('.addresses li')[{number} - 1].textContent")
        assert listed == window.run(f"{cited}.href")
        assert window.run(f"getComputedStyle({cited}, '::after').content") == f'"[{number}]"'
        assert not window.run("document.querySelector('.doings').checkVisibility()")
        window.run("void dispatchEvent(new Event('afterprint'))")
        assert window.run("document.querySelector('.addresses, [data-address]')") is None
        assert not window.run("document.querySelector('.site-search').checkVisibility()")
        assert window.run("document.documentElement.scrollWidth") <= 1440
    finally:
        window.close()


PRINTED = "[...document.querySelectorAll('.report [id]:has(> [data-ref])')].filter((e) => !e.matches('.unprinted'))"


def test_a_passage_prints_alone_with_its_notes_and_its_reference(browser: Browser, address: str) -> None:
    browser.open(address + REPORT)
    before = browser.run(f"{PRINTED}.length")
    browser.run("void (window.print = () => dispatchEvent(new Event('beforeprint')))")
    browser.click("#par-1 > .num")
    browser.click("[data-action='print']")
    assert browser.run(f"{PRINTED}.map((e) => e.id)") == ["par-1", "note-1", "note-2"]
    assert browser.text(".passage") == "A/99/1, par. 1https://cote.example/" + REPORT + "#par-1"
    browser.run("void dispatchEvent(new Event('afterprint'))")
    assert browser.run(f"{PRINTED}.length") == before
    assert browser.run("document.querySelector('.passage, .addresses')") is None
    assert "prints-passage" not in browser.run("document.body.className")


def test_a_range_given_from_its_end_is_cited_and_printed_in_order(browser: Browser, address: str) -> None:
    browser.open(f"{address}{REPORT}#par-2--par-1")
    browser.run("void (window.print = () => dispatchEvent(new Event('beforeprint')))")
    browser.click("#par-1 > .num")
    browser.click("[data-action='print']")
    assert browser.run(f"{PRINTED}.slice(0, 2).map((e) => e.id)") == ["par-1", "par-2"]
    assert browser.text(".passage") == f"A/99/1, par. 1 à 2https://cote.example/{REPORT}#par-1--par-2"
    browser.run("void dispatchEvent(new Event('afterprint'))")
