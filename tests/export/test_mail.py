"""Links and citations that go through mail come back to their paragraph."""

from __future__ import annotations

import email
import html
import quopri
import re
import textwrap
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from markdown_it import MarkdownIt

from build_scripts.citing import Place, places, read_citation, units
from build_scripts.citing.locate import locate
from build_scripts.citing.places import cite
from build_scripts.export.record import permalink
from build_scripts.model import Document

from .reports import real

LONGEST = 76


def everything() -> list[tuple[Document, str, dict[str, Place]]]:
    """Every anchor of the archive, with its document and the places of that."""
    found = []
    for report in real():
        known = places(units(report), report.document.language)
        found += [(report.document, anchor, known) for anchor in known]
    return found


EVERYTHING = everything()


def published(document: Document, anchor: str) -> str:
    """The permalink."""
    return permalink(document.path, anchor)


def opens(address: str, document: Document, anchor: str) -> bool:
    """Whether an address leads to a place of the document; a browser lower-cases the host by itself."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.lower())) == published(document, anchor)


def test_addresses_have_the_alphabet_of_anchors() -> None:
    for document, anchor, _ in EVERYTHING:
        assert re.fullmatch(
            r"https://[a-z.]+/[A-Za-z0-9._/-]+/#[A-Za-z0-9._-]*[A-Za-z0-9]", published(document, anchor)
        )


def test_addresses_survive_quoted_printable_and_its_lines() -> None:
    for document, anchor, _ in EVERYTHING:
        sent = quopri.encodestring(f"Voir {published(document, anchor)}.\n".encode())
        assert all(len(line) <= LONGEST for line in sent.splitlines())
        assert f"Voir {published(document, anchor)}.".encode() in quopri.decodestring(sent)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_addresses_survive_a_message(encoding: str) -> None:
    text = "\n".join(f"– {published(document, anchor)} ;" for document, anchor, _ in EVERYTHING)
    message = EmailMessage(policy=SMTP)
    message.set_content(text, cte=encoding)
    received = email.message_from_bytes(message.as_bytes(), policy=SMTP).get_content()
    assert received.replace("\r\n", "\n").strip() == text


def test_addresses_survive_wrapping_that_breaks_at_blanks() -> None:
    for document, anchor, _ in EVERYTHING:
        address = published(document, anchor)
        lines = textwrap.wrap(
            f"Bonjour, vous trouverez ce passage ici : {address}. Bien à vous.",
            LONGEST,
            break_long_words=False,
            break_on_hyphens=False,
        )
        assert any(address in line for line in lines)


@pytest.mark.parametrize("around", ["{}.", "({})", "<{}>", "« {} »", '"{}"', "{},", "[{}]", "{} ;", "({}).", "{}!"])
def test_an_autolinker_finds_the_whole_address(around: str) -> None:
    linker = MarkdownIt("commonmark", {"linkify": False})
    for document, anchor, _ in EVERYTHING[::7]:
        address = published(document, anchor)
        text = around.format(address)
        # What mail programs do: an address ends at a blank, `<`, `>` or `"`, and closing signs are not its own.
        found = re.search(r"https?://[^\s<>\"«»\[\]]+", text)
        assert found is not None
        linked = re.sub(r"[.,;:!?)]+$", "", found[0])
        assert linked == address
        assert linker.render(f"<{linked}>").count(f'href="{html.escape(address)}"') == 1
        read = read_citation(text)
        assert (read.symbol, read.anchor) == (document.path.partition("/")[2], anchor)


def test_addresses_survive_safe_links_and_lower_cased_hosts() -> None:
    for document, anchor, _ in EVERYTHING:
        address = published(document, anchor)
        wrapped = (
            f"https://eur03.safelinks.protection.outlook.com/?url={quote(address, safe='')}&data=05%7C02&reserved=0"
        )
        read = read_citation(f"Voir {wrapped}.")
        assert (read.symbol, read.anchor) == (document.path.partition("/")[2], anchor)
        assert opens(address.replace("https://cote.example", "HTTPS://COTE.EXAMPLE"), document, anchor)


@pytest.mark.parametrize("quoted", ["{}", "> {}", "{}.", "({})", "Cf. {} ;", "{}\n"])
def test_citations_survive_quoting(quoted: str) -> None:
    for document, anchor, known in EVERYTHING[::5]:
        read = read_citation(quoted.format(cite(document, known[anchor])))
        assert locate(read, known) == (anchor, ""), cite(document, known[anchor])


def test_citations_survive_wrapping() -> None:
    for document, anchor, known in EVERYTHING:
        lines = textwrap.wrap(f"Comme le dit {cite(document, known[anchor])}", 40, break_on_hyphens=False)
        read = read_citation("\n".join(lines))
        assert locate(read, known) == (anchor, ""), lines
