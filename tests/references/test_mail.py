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

from build_scripts.core.model import Document
from build_scripts.export.description import permalink
from build_scripts.references import Place, places, units
from build_scripts.references.places import cite
from tests.export.reports import real

from .reader import locate, read

LONGEST = 76


def everything() -> list[tuple[Document, str, dict[str, Place]]]:
    """Every anchor of the archive, with its document and the places of that."""
    entries = []
    for report in real():
        places_here = places(units(report), report.document.language)
        entries += [(report.document, anchor, places_here) for anchor in places_here]
    return entries


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


def test_addresses_survive_wrapping_that_breaks_at_spaces() -> None:
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
    some = EVERYTHING[::7]
    references = read([around.format(published(document, anchor)) for document, anchor, _ in some])
    for (document, anchor, _), reference in zip(some, references, strict=True):
        address = published(document, anchor)
        text = around.format(address)
        # What mail programs do: an address ends at a space, `<`, `>` or `"`, and closing signs are not its own.
        match = re.search(r"https?://[^\s<>\"«»\[\]]+", text)
        assert match is not None
        linked = re.sub(r"[.,;:!?)]+$", "", match[0])
        assert linked == address
        assert linker.render(f"<{linked}>").count(f'href="{html.escape(address)}"') == 1
        assert (reference["symbol"], reference["anchor"]) == (document.path.partition("/")[2], anchor)


def test_addresses_survive_safe_links_and_lower_cased_hosts() -> None:
    safe = "https://eur03.safelinks.protection.outlook.com/?url={}&data=05%7C02&reserved=0"
    addresses = [published(document, anchor) for document, anchor, _ in EVERYTHING]
    wrapped = read([f"Voir {safe.format(quote(address, safe=''))}." for address in addresses])
    for (document, anchor, _), address, reference in zip(EVERYTHING, addresses, wrapped, strict=True):
        assert (reference["symbol"], reference["anchor"]) == (document.path.partition("/")[2], anchor)
        assert opens(address.replace("https://cote.example", "HTTPS://COTE.EXAMPLE"), document, anchor)


@pytest.mark.parametrize("quoted", ["{}", "> {}", "{}.", "({})", "Cf. {} ;", "{}\n"])
def test_citations_survive_quoting(quoted: str) -> None:
    some = EVERYTHING[::5]
    texts = [quoted.format(cite(document, places_here[anchor])) for document, anchor, places_here in some]
    for text, (_, anchor, places_here), reference in zip(texts, some, read(texts), strict=True):
        assert locate(reference, places_here) == (anchor, ""), text


def test_citations_survive_wrapping() -> None:
    sentences = [f"Comme le dit {cite(document, places_here[anchor])}" for document, anchor, places_here in EVERYTHING]
    texts = ["\n".join(textwrap.wrap(words, 40, break_on_hyphens=False)) for words in sentences]
    for text, (_, anchor, places_here), reference in zip(texts, EVERYTHING, read(texts), strict=True):
        assert locate(reference, places_here) == (anchor, ""), text
