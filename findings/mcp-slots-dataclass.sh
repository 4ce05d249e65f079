#!/usr/bin/env bash
# The Python package mcp takes the slots of a dataclass for the defaults of its fields, and gives such a tool no schema.
#
# A tool whose return type is a dataclass has an output schema made of its fields, and answers with structured content.
# For `@dataclass(slots=True)`, each attribute of the class is the descriptor of its slot; it is taken for a default, isn't
# JSON, and the tool is refused with structured_output=True. Without it nothing is said: the tool has no schema, and its
# answer no structured content.
#
# Seen with mcp 2.3.0 (Python 3.11):
#
#     Plain    schema ['name']  structured {'name': 'a'}  text { "name": "a" }
#     Slotted  refused: e <class '__main__.Slotted'> is not serializable for structured output
#     Slotted  schema None  structured None  text { "name": "a" }
#
# What follows from it: dataclasses that tools return have no slots; ask for structured_output=True, so that it is told.
#
# Needs python3 with venv. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check mcp==2.3.0

cat > check.py <<'PYTHON'
import asyncio
import json
import logging
from dataclasses import dataclass

from mcp.server.mcpserver import MCPServer

logging.disable(logging.CRITICAL)


@dataclass
class Plain:
    name: str


@dataclass(slots=True)
class Slotted:
    name: str


def asked(kind, structured):
    def told():
        return kind("a")

    told.__annotations__["return"] = kind
    server = MCPServer("made")
    server.add_tool(told, structured_output=structured)
    [tool] = asyncio.run(server.list_tools())
    answer = asyncio.run(server.call_tool("told", {}))
    fields = list(tool.output_schema["properties"]) if tool.output_schema else None
    return fields, answer.structured_content, answer.content[0].text


seen = asked(Plain, True)
print("Plain    schema", seen[0], " structured", seen[1], " text", " ".join(seen[2].split()))
assert seen[:2] == (["name"], {"name": "a"}) and json.loads(seen[2]) == {"name": "a"}, "the behaviour has changed"
try:
    asked(Slotted, True)
except Exception as error:
    refused = str(error)
print("Slotted  refused:", refused[-70:])
assert refused.endswith("is not serializable for structured output"), "the behaviour has changed"
seen = asked(Slotted, None)
print("Slotted  schema", seen[0], " structured", seen[1], " text", " ".join(seen[2].split()))
assert seen[:2] == (None, None), "the behaviour has changed"
PYTHON
env/bin/python check.py
