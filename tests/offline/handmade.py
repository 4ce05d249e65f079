"""Pages like those of the site, with what the archive's own small documents lack: tables, parts, odd cases."""

from __future__ import annotations

from pathlib import Path

from build_scripts.offline.selection import Facts

PAGE = """<!doctype html><html><head><meta charset="utf-8"></head><body><main>
<header class="masthead" data-chrome><p class="masthead__type">Rapport</p>
<dl><div><dt>Session</dt><dd lang="{language}">
<a href="../../../../recherche/?q=76">Soixante-seizième session</a></dd></div>
<div><dt>Version officielle</dt><dd><a href="https://docs.un.org/fr/A/76/9">docs.un.org</a></dd></div></dl>
<div class="masthead__rights"><span>Reproduction non officielle.</span></div></header>
<article class="report" lang="{language}" data-pagefind-body>
{text}
</article></main></body></html>
"""

RICH = """<h2 id="sec-1">I. Introduction<a class="permalink" href="#sec-1" data-chrome>¶</a></h2>
<p id="par-1" class="par"><a class="num" href="#par-1">1.</a>  Premier
<span class="repair" title="Source : « pa ragraphe ».">paragraphe</span><sup><a id="ref-1" href="#note-1">1</a></sup>,
voir <a href="https://docs.un.org/fr/A/76/2">le <em>rapport</em></a>
et encore<sup><a id="ref-1-2" href="#note-1">1</a></sup>.</p>
<p id="par-1.a" class="item item-1"><a class="num" href="#par-1.a">a)</a>  Premier point ;</p>
<div class="table" id="table-1" role="region" tabindex="0" aria-label="Tableau 1"><table><caption>Saisies</caption>
<tr><th scope="col">Pays</th><th scope="col">Kilogrammes</th></tr><tr><td>France</td><td>12</td></tr></table></div>
<section class="notes" aria-label="Notes">
<p id="note-1" class="note"><a class="num" href="#note-1"><sup>1</sup></a> Voir <a href="#par-1">par. 1</a>. </p>
<p id="note-x1" class="note"><a class="num" href="#note-x1">*</a> Sans appel. </p>
</section>
<section class="part part-resolution" aria-labelledby="res-1">
<h2 id="res-1" class="part-title part-resolution"><span class="part-label">Projet de résolution I</span> Asile </h2>
<p id="res-1.pp-1" class="pp"> <em class="opening">Rappelant</em>
ses résolutions<sup><a id="res-1.ref-2" href="#res-1.note-2">2</a></sup>,</p>
<h4 id="res-1.h-1">Un titre deux rangs plus bas</h4>
<p id="res-1.par-1" class="par"><a class="num" href="#res-1.par-1">1.</a>
<em class="opening">Prie</em> le Secrétaire général.</p>
<section class="notes" aria-label="Notes – Projet de résolution I">
<p id="res-1.note-2" class="note"><a class="num" href="#res-1.note-2">2</a> Résolution 415 (V). </p>
</section></section>"""


def handmade(site: Path, text: str, *, language: str = "fr", **data: str) -> Facts:
    """Put a page into a site; what it is to be found by."""
    path = f"{language}/{data.get('symbol', 'sans-cote/essai')}"
    (site / path).mkdir(parents=True)
    (site / path / "index.html").write_text(PAGE.format(language=language, text=text), encoding="utf-8")
    return Facts(path, data)
