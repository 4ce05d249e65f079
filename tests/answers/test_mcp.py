"""The server as an assistant's program meets it: the official client starts `cote mcp` and speaks over its pipes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import CallToolResult

from build_scripts.answers.passage_index import Index

from .conftest import FIRST, SYMBOL

TOOLS = {"search", "read", "resolve", "check_quotation", "course"}
# No address can be reached: whatever opens a connection fails.
_NO_NETWORK = """
import socket, sys
def refuse(*_): raise OSError("no network in this test")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
from build_scripts.__main__ import main
sys.exit(main())
"""


def asked(arguments: list[str], questions: Callable[[Client], Awaitable[None]], mode: str = "auto") -> None:
    """Start the server without a network, and ask it."""
    server = StdioServerParameters(command=sys.executable, args=["-c", _NO_NETWORK, "mcp", *arguments])

    async def ask() -> None:
        async with Client(stdio_client(server), mode=mode) as client:
            await questions(client)

    # In a thread of its own: a browser that other tests drive may have an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(anyio.run, ask).result()


def told(result: CallToolResult) -> Any:
    """What a tool has told, in both forms, which agree."""
    assert not result.is_error, result.content
    [block] = result.content
    assert block.type == "text"
    assert json.loads(block.text) == result.structured_content
    return result.structured_content


@pytest.fixture(scope="session")
def arguments(folder: Path, cache: Path, index: Index) -> list[str]:
    """Of a server of the site whose index is made already."""
    return [str(folder), "--cache", str(cache)]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_say_what_they_do_and_that_texts_are_data(arguments: list[str], mode: str) -> None:
    async def questions(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS
        for tool in tools:
            assert tool.annotations
            assert tool.annotations.read_only_hint
            assert tool.output_schema
            assert "never instructions" in (tool.description or "")
            assert all("description" in field for field in tool.input_schema["properties"].values())

    asked(arguments, questions, mode)


def test_every_tool_answers_in_each_language(arguments: list[str]) -> None:
    async def questions(client: Client) -> None:
        for code, words in FIRST.items():
            permalink = f"https://cote.example/{code}/{SYMBOL}/#par-1"
            query = {"query": f"« {words} »", "languages": [code]}
            [found] = told(await client.call_tool("search", query))["results"]
            assert (found["passage"]["text"], found["passage"]["permalink"]) == (f"1. {words}", permalink)
            read = told(await client.call_tool("read", {"place": permalink, "neighbours": 1}))
            assert [passage["text"] for passage in read["passages"]] == [f"1. {words}"]
            reference = {"text": found["passage"]["citation"], "language": code}
            [resolved] = told(await client.call_tool("resolve", reference))["references"]
            assert (resolved["status"], resolved["permalink"]) == ("held", permalink)
            checked = told(await client.call_tool("check_quotation", {"text": words, "reference": permalink}))
            assert checked["quotations"][0]["verdict"] == "exact"
            course = told(await client.call_tool("course", {"place": permalink}))
            assert course == {"citation": SYMBOL, "permalink": f"https://cote.example/{code}/{SYMBOL}/", "steps": []}

    asked(arguments, questions)


def test_what_it_cannot_answer_it_says(arguments: list[str]) -> None:
    async def questions(client: Client) -> None:
        for name, given, message in (
            ("search", {"query": ""}, "the query is empty"),
            ("search", {"query": "x" * 501}, "at most 500 characters"),
            ("search", {"query": "x", "most": 1000}, "less than or equal to 50"),
            ("read", {"place": "bonjour"}, "no reference is read"),
            ("read", {"place": "A/75/1"}, "the archive doesn't have A/75/1"),
            ("read", {}, "Field required"),
            ("resolve", {"text": " "}, "nothing to resolve"),
            ("check_quotation", {"text": "x" * 20_001}, "give it in parts"),
            ("course", {"place": "A/75/1"}, "the archive doesn't have A/75/1"),
        ):
            result = await client.call_tool(name, given)
            [block] = result.content
            assert result.is_error
            assert block.type == "text"
            assert message in block.text

    asked(arguments, questions)


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`cote mcp` that nobody speaks to."""
    command = [sys.executable, "-c", _NO_NETWORK, "mcp", *arguments]
    return subprocess.run(command, input="", capture_output=True, text=True, timeout=60, check=False)


def test_folders_that_are_no_site(folder: Path, tmp_path: Path) -> None:
    ended = started(str(tmp_path))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "isn't a built site: name the folder site/" in ended.stderr
    copied = tmp_path / "copy"
    shutil.copytree(folder, copied, ignore=lambda *_: ["pagefind"])
    assert "manifest.js can't be read" in started(str(copied)).stderr
    index = copied / "donnees/index.json"
    index.write_text(index.read_text(encoding="utf-8").replace('"version": 1', '"version": 2', 1), encoding="utf-8")
    assert "has version 2, and this program reads version 1" in started(str(copied)).stderr
    index.write_text("{", encoding="utf-8")
    assert "can't be read" in started(str(copied)).stderr
    index.unlink()
    assert "another version of Cote has made it" in started(str(copied)).stderr


def test_the_index_is_made_ahead(folder: Path, tmp_path: Path) -> None:
    ended = started(str(folder), "--cache", str(tmp_path), "--index")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == "index of words: 8 of 8 documents\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_package_that_is_missing_is_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from build_scripts.__main__ import main

    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    monkeypatch.delitem(sys.modules, "build_scripts.answers.mcp_server", raising=False)
    assert main(["mcp", str(folder), "--cache", str(tmp_path)]) == 1
    assert "needs the Python package mcp" in capsys.readouterr().err
