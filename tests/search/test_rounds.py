"""How many requests of a first answer wait for one another: the site's own scripts, run by Node on a real index."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts.render.joined import joined
from tests.javascript import run_javascript

BEFORE = r"""
globalThis.window = globalThis;
const disk = process.getBuiltinModule('node:fs');
globalThis.location = new URL('https://cote.example/recherche/');
globalThis.rounds = [];
let waiting = [];
let starting = 0;
const QUIET = 200;
const instantiate = WebAssembly.instantiate.bind(WebAssembly);
WebAssembly.instantiate = (...given) => {
  starting += 1;
  return instantiate(...given).finally(() => { starting -= 1; });
};
/* A file comes when nothing else can be done without it: all that are asked for until then are one round. The engine
   starts in the meantime, in several turns. */
const arrive = () => {
  if (starting) { setTimeout(arrive, QUIET); return; }
  const now = waiting;
  waiting = [];
  rounds.push(now.map((node) => node.name));
  for (const node of now) (0, eval)(disk.readFileSync(`${SITE}/pagefind/${node.name}.js`, 'utf8'));
};
globalThis.document = {
  currentScript: { src: 'https://cote.example/assets/javascripts/joined/search.js' },
  createElement: () => ({ remove() {} }),
  querySelector: () => null,
  head: { append(node) {
    node.name = decodeURIComponent(/\/pagefind\/(.*)\.js/.exec(node.src)[1]);
    waiting.push(node);
    if (waiting.length === 1) setTimeout(arrive, QUIET);
  } },
};
globalThis.firstHits = async (query) => {
  rounds.length = 0;
  coteSearch.load('engine'); // as the page does (overrides/recherche.html)
  const { groups } = await coteSearch.search(coteSearch.parse(query), {});
  const first = groups.slice(0, 4);
  const shown = first.flatMap(({ document, hits }) => hits.slice(0, 3).map(({ block }) => [document, block]));
  await Promise.all(shown.map(([document, block]) => document.text(block)));
  return { hits: groups.length, rounds: [...rounds] };
};
"""


@pytest.fixture(scope="module")
def run(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    before = tmp_path_factory.mktemp("rounds") / "before.js"
    before.write_text(f"globalThis.SITE = {json.dumps(str(archive))};{BEFORE}", encoding="utf-8")
    of_page = {"search/labels", "search/excerpt", "search/results", "search/page", "citing/place"}
    written = [archive / f"assets/javascripts/{name}.js" for name in ("knowledge", "signs")]
    scripts = [f"{name}.js" for name in joined("scripts")["search"] if name not in of_page]
    return lambda expression: run_javascript([before, *written, "text.js", "citing/anchor.js", *scripts], expression)


@pytest.mark.parametrize(
    ("query", "rounds"),
    [
        ("justice", 3),
        ("justice pénale", 3),
        ("criminalité organisée", 3),
        (
            "« traite des personnes »",
            4,
        ),  # where « des » stands is a large file, asked for once it is known to be needed
    ],
)
def test_a_first_answer_takes_three_rounds(run: Callable[[str], Any], query: str, rounds: int) -> None:
    answer = run(f"firstHits({json.dumps(query)})")
    assert answer["hits"] > 0
    assert len(answer["rounds"]) == rounds, answer["rounds"]
    assert all(name.startswith("text/") for name in answer["rounds"][-1])


def test_a_second_answer_takes_two_rounds(run: Callable[[str], Any]) -> None:
    answer = run("firstHits('justice').then(() => firstHits('réfugiés'))")
    assert answer["hits"] > 0
    assert len(answer["rounds"]) == 2, answer["rounds"]
