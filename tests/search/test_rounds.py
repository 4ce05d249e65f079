"""How many requests of a first answer wait for one another: the site's own scripts, run by Node on a real index."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_scripts.render.joined import joined
from build_scripts.search.site_search import index
from tests.javascript import run_javascript

from .conftest import small_shards

BEFORE = r"""
globalThis.window = globalThis;
const disk = process.getBuiltinModule('node:fs');
globalThis.location = new URL('https://cote.example/recherche/');
globalThis.rounds = [];
let waiting = [];
let starting = 0;
let quiet = 0;
const QUIET = 200;
const instantiate = WebAssembly.instantiate.bind(WebAssembly);
globalThis.started = 0;
WebAssembly.instantiate = (...given) => {
  starting += 1;
  started += 1;
  return instantiate(...given).finally(() => { starting -= 1; quiet = Date.now() + QUIET; });
};
/* A file comes when nothing else can be done without it: all that are asked for until then are one round. The engine
   starts in the meantime, in several turns. */
const arrive = () => {
  if (starting || Date.now() < quiet) { setTimeout(arrive, QUIET); return; }
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


def searching(site: Path, folder: Path) -> Callable[[str], Any]:
    """What an expression gives where a site's own scripts search it."""
    before = folder / "before.js"
    before.write_text(f"globalThis.SITE = {json.dumps(str(site))};{BEFORE}", encoding="utf-8")
    of_page = {"search/labels", "search/excerpt", "search/results", "search/page", "day"}
    written = [site / f"assets/javascripts/{name}.js" for name in ("knowledge", "signs")]
    own = (name for name in joined("scripts")["search"] if name not in of_page)
    scripts = [site / f"assets/javascripts/{name}.js" for name in own]
    return lambda expression: run_javascript([before, *written, "text.js", "citing/anchor.js", *scripts], expression)


@pytest.fixture(scope="module")
def run(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    return searching(archive, tmp_path_factory.mktemp("rounds"))


# Where « des » stands is a large file, asked for once it is known to be needed.
@pytest.mark.parametrize(
    ("query", "rounds"),
    [("justice", 3), ("justice pénale", 3), ("criminalité organisée", 3), ("« traite des personnes »", 4)],
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


def small_site(site: Path, folder: Path, bodies: dict[str, str]) -> Path:
    """A site with documents of these words, the oldest first, two in a shard."""
    for name, words in bodies.items():
        page = folder / f"site/fr/A/90/{name}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f'<!doctype html><html lang="fr"><head><title>T</title><meta name="cote:date" content="2035-01-0{name}">'
            f'</head><body><article data-pagefind-body lang="fr"><h1>T</h1><p id="par-1">{words}</p></article>',
            encoding="utf-8",
        )
    with small_shards():
        index(folder / "site")
    shutil.copytree(site / "assets", folder / "site/assets")
    return folder / "site"


def test_what_is_loaded_while_a_query_is_typed_is_not_waited_for(site: Path, tmp_path: Path) -> None:
    """The vocabulary's piece, and what is read first of older shards."""
    bodies = {"1": "asile droit", "2": "asile paix", "3": "guerre paix", "4": "guerre paix"}
    run = searching(small_site(site, tmp_path, bodies), tmp_path)
    alone = run("firstHits('guerre').then(() => firstHits('asile'))")
    typing = "coteSearch.openOlder().then(() => coteSearch.vocabulary.expect('as'))"
    typed = run(f"firstHits('guerre').then(() => {typing}).then(() => firstHits('asile'))")
    assert typed["hits"] == alone["hits"] == 2
    assert any(name.endswith("/shard") for names in alone["rounds"] for name in names)
    assert not [name for names in typed["rounds"] for name in names if name.endswith("/shard")]
    assert len(typed["rounds"]) < len(alone["rounds"])


def test_shards_that_are_opened_at_once_share_one_engine(site: Path, tmp_path: Path) -> None:
    """Another WebAssembly would take the place of the first, and read its memory as its own."""
    both = "Promise.all(['asile', 'terrorisme'].map((query) => firstHits(query).then(({ hits }) => hits)))"
    [hits, shards, started] = searching(site, tmp_path)(
        f"{both}.then(async (hits) => [hits, (await coteSearch.manifest()).shards.length, started])"
    )
    assert all(hits)
    assert shards > 1
    assert started == 1


def test_a_document_counts_the_same_in_any_shard(site: Path, tmp_path: Path) -> None:
    """However many of its shard have the word too."""
    bodies = {"1": "asile droit", "2": "asile paix", "3": "guerre droit", "4": "asile droit"}
    scores = searching(small_site(site, tmp_path, bodies), tmp_path)(
        "coteSearch.search(coteSearch.parse('asile'), {}).then(({ groups }) => groups.map(({ score }) => score))"
    )
    assert len(scores) == 3
    assert scores[0] > 0
    assert max(scores) == pytest.approx(min(scores))
