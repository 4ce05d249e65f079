"""Reading a report: permalinks, the menu of a paragraph, notes, repairs, contents."""

from __future__ import annotations

import itertools
import urllib.parse

import pytest

from .conftest import ARABIC, BARE, REPORT
from .drivers import Browser

pytestmark = pytest.mark.browser
CANONICAL = "https://cote.example/" + REPORT


def pasted(browser: Browser) -> str:
    """What is on the clipboard, as a reader finds out: by pasting."""
    browser.run("document.querySelector('#site-q').value = ''")
    browser.run("document.querySelector('#site-q').focus()")
    browser.key("Control+v")
    return str(browser.run("document.querySelector('#site-q').value"))


# --- permalinks and the menu

ENTRIES = "[...document.querySelectorAll('[role=menuitem]')]"
"""What a menu has."""


def test_sign_opens_menu_and_copies_permalink(report: Browser) -> None:
    report.click("#par-2 > .num")
    assert report.run(f"{ENTRIES}.map((entry) => entry.firstChild.textContent.trim())") == [
        "Copier le lien",
        "Copier la référence",
        "Référence complète…",
        "Copier avec le texte",
        "Copier le texte et le lien",
        "Comparer",
        "Ajouter au dossier",
        "Imprimer ce passage",
        "Signaler une erreur",
    ]
    assert report.run(f"{ENTRIES}.every((entry) => entry.querySelector('.menu__does').textContent.trim())")
    # The second click on the number, where bringing the menu into view has put an entry.
    report.run(
        "document.querySelector('[data-action=copy-reference]')"
        ".dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true, cancelable: true }))"
    )
    assert report.run("document.querySelectorAll('.menu').length") == 1
    report.click("[data-action='copy-link']")
    report.wait("document.querySelector('[role=status]').textContent === 'Lien copié.'")
    assert pasted(report) == CANONICAL + "#par-2"
    assert not report.run("document.querySelector('[role=menu]')")


def test_menu_by_keyboard(report: Browser) -> None:
    report.run("document.querySelector('#par-2 > .num').focus()")
    report.key("Enter")
    assert report.run("document.activeElement.dataset.action") == "copy-link"
    report.key("ArrowDown")
    assert report.run("document.activeElement.dataset.action") == "copy-reference"
    report.key("ArrowUp", "ArrowUp")
    assert report.run("document.activeElement.dataset.action") == "report-mistake"
    report.key("ArrowDown")
    assert report.run("document.activeElement.dataset.action") == "copy-link"
    report.key("End", "Escape")
    assert report.focused() == "a.num #par-2"
    assert report.run("document.activeElement.getAttribute('aria-expanded')") == "false"
    report.key("Space", "Enter")
    report.wait("document.querySelector('[role=status]').textContent === 'Lien copié.'")
    assert report.focused() == "a.num #par-2"
    assert pasted(report) == CANONICAL + "#par-2"


def test_tab_leaves_menu_towards_what_follows(report: Browser) -> None:
    report.run("document.querySelector('#par-2 > .num').focus()")
    report.key("Enter", "Tab")
    assert not report.run("document.querySelector('[role=menu]')")
    assert report.run("document.activeElement.dataset.cite") == "A/RES/77/237"


def test_second_click_and_click_elsewhere_close_menu(report: Browser) -> None:
    report.click("#par-2 > .num")
    report.click("#par-2 > .num")
    assert not report.run("document.querySelector('[role=menu]')")
    report.click("#par-2 > .num")
    report.click(".masthead h1")
    assert not report.run("document.querySelector('[role=menu]')")


def test_mistake_is_reported_with_permalink_and_words(report: Browser) -> None:
    report.click("[id='par-2.a'] > .num")
    href = str(report.run("document.querySelector('[data-action=report-mistake]').href"))
    address, _, query = href.partition("?")
    fields = urllib.parse.parse_qs(query)
    assert address == "mailto:erreurs@cote.example"
    assert fields["subject"] == ["Erreur\u202f: A/99/1, par. 2 a)"]
    assert CANONICAL + "#par-2.a\n" in fields["body"][0]
    assert "«\u202fa) premier alinéa, avec un mot coupé\u202f;\u202f»" in fields["body"][0]


def test_mistake_is_reported_with_the_words_that_are_selected(report: Browser) -> None:
    report.run("getSelection().selectAllChildren(document.querySelector('.repair'))")
    report.run("document.querySelector('#par-1 > .num').click()")
    body = urllib.parse.unquote(str(report.run("document.querySelector('[data-action=report-mistake]').href")))
    assert "«\u202fterrorisme\u202f»" in body


def test_words_of_a_block_are_its_own(report: Browser) -> None:
    words = str(report.run("cote.wordsOf(document.querySelector('#par-1'))"))
    assert words.startswith("1. Un paragraphe avec une note, un mot réparé (terrorisme)")
    assert "¶" not in words


def test_later_scripts_add_entries(report: Browser) -> None:
    report.run("void (cote.actions['cited-by'] = { href: (place) => `#${place.anchor}` })")
    report.click("#par-3 > .num")
    assert report.run("document.querySelector('[data-action=cited-by]').getAttribute('href')") == "#par-3"


def test_symbol_is_copied(report: Browser) -> None:
    report.click("[data-copy]")
    report.wait("document.querySelector('[role=status]').textContent === 'Copié.'")
    assert pasted(report) == "A/99/1"


# Ids of blocks whose own permalinks are not one, 24 pixels square and inside the window.
WITHOUT_SIGN = """
[...document.querySelectorAll('.report [id]')].filter((block) => !block.closest('sup')).filter((block) => {
  const signs = block.querySelectorAll(`:is(.num, .permalink)[href='#${block.id}']`);
  if (signs.length !== 1) return true;
  const box = signs[0].getBoundingClientRect();
  return box.width < 24 || box.height < 24 || box.left < 0 || box.right > innerWidth;
}).map((block) => block.id)
"""
# Numbers and signs in the gutter that lie over one of the next few.
OVERLAPPING = """
[...document.querySelectorAll('.par > .num, :is(.pp, .txt) > .permalink')]
  .map((element) => [element.hash, element.getBoundingClientRect()])
  .filter(([, one], i, all) => all.slice(i + 1, i + 6).some(([, two]) =>
    one.left < two.right - 1 && two.left < one.right - 1 && one.top < two.bottom - 1 && two.top < one.bottom - 1))
  .map(([hash]) => hash)
"""


@pytest.mark.parametrize("width", [1440, 360, 320])
def test_every_block_has_one_sign_large_enough(report: Browser, width: int) -> None:
    report.size(width, 800)
    assert report.run(WITHOUT_SIGN) == []
    assert report.run(OVERLAPPING) == []


def test_selected_text_is_copied_without_signs(report: Browser) -> None:
    report.run(
        "getSelection().setBaseAndExtent(document.querySelector('#par-3'), 0, document.querySelector('#par-4'), 2)"
    )
    report.key("Control+c")
    assert "¶" not in pasted(report)
    assert "Paragraphe qui rappelle la première note" in pasted(report)


# --- the paragraph that the address names


@pytest.mark.parametrize("width", [1440, 768, 360])
def test_target_is_marked_and_clear_of_what_sticks(report: Browser, address: str, width: int) -> None:
    report.size(width, 700)
    report.open(f"{address}{REPORT}#res-1.annex.par-3")
    report.wait("document.readyState === 'complete' && document.querySelector(':target')?.id === 'res-1.annex.par-3'")
    top = "document.querySelector(':target').getBoundingClientRect().top"
    lowest = (
        "Math.max(0, ...[...document.querySelectorAll('.site-header, .contents')]"
        ".filter((e) => getComputedStyle(e).position === 'sticky').map((e) => e.getBoundingClientRect())"
        ".filter((r) => r.top <= 0 && r.width > innerWidth / 2).map((r) => r.bottom))"
    )
    report.wait(f"{lowest} <= {top} && {top} < 200")  # A machine with other work lays a long page out late.
    assert report.run(
        "getComputedStyle(document.querySelector(':target')).backgroundColor"
        " !== getComputedStyle(document.querySelector('#par-1')).backgroundColor"
    )


def test_target_that_the_bar_covers_is_cleared(report: Browser, address: str) -> None:
    report.size(390, 800)
    report.open(f"{address}{REPORT}#res-1.annex.par-3")
    report.wait("document.readyState === 'complete' && document.querySelector(':target')?.id === 'res-1.annex.par-3'")
    top = "document.querySelector(':target').getBoundingClientRect().top"
    padding = "parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)"
    report.wait(f"(window.scrollBy({{ top: {top} - 4, behavior: 'instant' }}), {top} < {padding})")
    script = "[...document.scripts].find((script) => script.src.endsWith('/site.js')).src"
    report.run(f"document.head.append(Object.assign(document.createElement('script'), {{ src: {script} }}))")
    report.wait(f"{top} >= {padding} - 1")
    # And once more where what is above it gets its height only then.
    later = f"onload: () => window.scrollBy({{ top: {top} - 4, behavior: 'instant' }})"
    report.run(f"document.head.append(Object.assign(document.createElement('script'), {{ src: {script}, {later} }}))")
    report.run("new Promise((resolve) => setTimeout(resolve, 300))")
    report.wait(f"{top} >= {padding} - 1")


@pytest.mark.parametrize("width", [1440, 360])
def test_target_note_is_in_view(report: Browser, address: str, width: int) -> None:
    report.size(width, 700)
    report.open(f"{address}{REPORT}#note-2")
    report.wait("document.querySelector(':target')?.id === 'note-2'")
    # Once what is above it has its height.
    report.wait("((r) => r.top >= 0 && r.bottom <= 700)(document.querySelector(':target').getBoundingClientRect())")


# --- notes


def test_notes_stand_beside_the_text(report: Browser) -> None:
    """Level with their calls or below the note before, outside the text, in the order of the calls."""
    notes = report.run(
        "['#note-1', '#note-2', '#note-x1', '[id=\"res-1.note-1\"]'].map((s) => document.querySelector(s)"
        ".getBoundingClientRect()).map((r) => [r.left, r.top, r.bottom])"
    )
    calls = report.run(
        "['#ref-1', '#ref-2', '#ref-x1', '[id=\"res-1.ref-1\"]'].map((s) => document.querySelector(s)"
        ".getBoundingClientRect().top)"
    )
    edge = report.run("document.querySelector('#par-1').getBoundingClientRect().right")
    assert all(left >= edge for left, _, _ in notes)
    assert abs(notes[0][1] - calls[0]) < 30
    assert abs(notes[2][1] - calls[2]) < 30
    assert all(before[2] <= after[1] for before, after in itertools.pairwise(notes))
    assert report.run("[...document.querySelectorAll('.notes')].every((e) => !e.checkVisibility())")


def test_keyboard_meets_a_note_after_its_paragraph(report: Browser) -> None:
    report.run("document.querySelector('#ref-2').focus()")
    report.key("Tab")
    assert report.run("document.activeElement.closest('.note').id") == "note-1"


def test_call_leads_to_note_beside_without_moving_the_page(report: Browser) -> None:
    report.run("document.querySelector('#par-1').scrollIntoView({ block: 'center' })")
    before = report.run("scrollY")
    report.click("#ref-2")
    assert report.run("document.activeElement.id") == "note-2"
    assert report.run("scrollY") == before


def test_note_opens_in_place_on_a_phone(report: Browser) -> None:
    report.size(360, 700)
    report.wait("!document.querySelector('.note--beside')")
    report.click("#ref-1")
    assert report.run("document.querySelector('#ref-1').getAttribute('aria-expanded')") == "true"
    call, top = report.run(
        "[document.querySelector('#ref-1').getBoundingClientRect().bottom,"
        " document.querySelector('#note-1').getBoundingClientRect().top]"
    )
    assert 0 <= top - call < 40
    report.run("document.querySelector('#note-1 .back').click()")
    assert report.focused() == "a #note-1"
    assert report.run("[...document.querySelectorAll('.notes')][0].querySelectorAll('.note').length") == 3


def test_note_called_twice_opens_at_the_call_that_is_touched(report: Browser) -> None:
    report.size(360, 700)
    report.wait("!document.querySelector('.note--beside')")
    report.run("document.querySelector('#ref-1').click()")
    report.run("document.getElementById('ref-1_2').click()")
    assert report.run("document.querySelector('#note-1').closest('[id]:not(#note-1)').id") == "par-3"
    assert report.run("document.querySelector('#ref-1').getAttribute('aria-expanded')") == "false"
    report.run("document.getElementById('ref-1_2').click()")
    assert report.run("[...document.querySelectorAll('.notes .note')].map((n) => n.id)") == [
        "note-x1",
        "note-1",
        "note-2",
        "res-1.note-1",
    ]


def test_notes_go_back_to_their_part_for_paper(report: Browser) -> None:
    report.run("void dispatchEvent(new Event('beforeprint'))")
    assert report.run("[...document.querySelectorAll('.notes .note')].length") == 4
    report.run("void dispatchEvent(new Event('afterprint'))")
    assert report.run("[...document.querySelectorAll('.note--beside')].length") == 4


# --- repairs


def test_repair_says_what_the_source_reads(report: Browser) -> None:
    report.run("document.querySelector('#par-1 .repair').focus()")
    assert "terror isme" in report.text("[role=tooltip]")
    assert report.run("document.activeElement.getAttribute('aria-describedby')") == "lecture"
    report.key("Escape")
    assert not report.run("document.querySelector('[role=tooltip]').checkVisibility()")
    report.hover("[id='par-2.a'] .repair")
    assert "mot cou pé" in report.text("[role=tooltip]")
    report.click("#par-1 .repair")
    assert "terror isme" in report.text("[role=tooltip]")


def test_text_as_extracted_is_shown_and_remembered(report: Browser, address: str) -> None:
    report.click("[data-as-extracted]")
    assert report.run("[...document.querySelectorAll('.repair')].map((e) => e.textContent)") == [
        "terror isme",
        "tex te",
        "mot cou pé",
    ]
    report.open(address + REPORT)
    assert report.text("#par-1 .repair") == "terror isme"
    report.click("[data-as-extracted]")
    assert report.text("#par-1 .repair") == "terrorisme"


def test_switch_does_not_move_what_is_read(report: Browser) -> None:
    report.run("document.getElementById('res-1.annex.par-9').scrollIntoView({ block: 'center' })")
    place = "document.getElementById('res-1.annex.par-9').getBoundingClientRect().top"
    # Enough damage above to make lines of difference.
    report.run("document.querySelectorAll('.repair').forEach((e) => { e.dataset.source = 'très long '.repeat(99); })")
    before = report.run(place)
    report.run("document.querySelector('[data-as-extracted]').click()")
    assert abs(report.run(place) - before) < 2


# --- contents


def test_contents_show_where_one_is(report: Browser) -> None:
    current = "document.querySelector('.contents [aria-current]')?.textContent"
    report.run("document.getElementById('par-4').scrollIntoView({ behavior: 'instant' })")
    report.wait(f"{current}?.startsWith('A. Un titre de section')")
    report.run("document.getElementById('res-1.annex.par-12').scrollIntoView({ behavior: 'instant' })")
    report.wait(f"{current} === 'Prévention'")
    assert report.run("document.querySelector('.contents ol').checkVisibility()")


def test_contents_fold_on_a_phone(report: Browser) -> None:
    report.size(360, 700)
    report.wait("!document.querySelector('.contents ol').checkVisibility()")
    report.run("document.getElementById('res-1.annex.par-12').scrollIntoView({ behavior: 'instant' })")
    report.wait("document.querySelector('.contents__here').textContent === 'Prévention'")
    report.click(".contents summary")
    report.click(".contents [href='#sec-2']")
    report.wait("!document.querySelector('.contents details').open && location.hash === '#sec-2'")
    top, bar = report.run(
        "[document.getElementById('sec-2').getBoundingClientRect().top,"
        " document.querySelector('.contents').getBoundingClientRect().bottom]"
    )
    assert 0 <= top - bar < 60


def test_page_without_headings_notes_or_repairs_works(browser: Browser, address: str) -> None:
    browser.open(address + BARE)
    browser.click("#par-1 > .num")
    assert browser.run("document.querySelectorAll('[role=menuitem]').length") == 9
    assert not browser.run("document.querySelector('.contents, [data-as-extracted], .neighbours [rel=prev]')")
    assert browser.errors == []


# --- right to left


def test_arabic_report_is_set_from_the_right(browser: Browser, address: str) -> None:
    browser.open(f"{address}{ARABIC}#par-1")
    text, number, note, contents = browser.run(
        "['#par-1', '#par-1 .num', '#note-1', '.contents ol'].map((s) => document.querySelector(s)"
        ".getBoundingClientRect()).map((r) => [r.left, r.right])"
    )
    assert number[0] >= text[1]
    assert contents[0] >= number[1]
    assert note[1] <= text[0]
