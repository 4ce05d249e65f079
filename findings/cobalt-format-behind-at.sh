#!/usr/bin/env bash
# cobalt takes the format of an Akoma Ntoso address for a version, where nothing stands between `@` and the full stop.
#
# The address of a file without a component, /akn/un/…/71-4/eng@.xml, is valid (OASIS Naming Convention 1.0; it is an
# example of the United Nations' guidelines, AKN4UN part 1, « Structural Components IRI »). FrbrUri.parse returns it
# without an error: the format is None, and the version is `@.xml`; so it is with a day. The format is read where a
# component stands before it, `eng@/!main.xml`.
#
# Seen with cobalt 9.0.1 (Python 3.11):
#
#     …/eng@/!main.xml         format xml    version @
#     …/eng@.xml               format None   version @.xml
#     …/eng@2016-10-13.xml     format None   version @2016-10-13.xml
#
# What follows from it: read the format from the address of a component (FRBRthis), which every document has.
#
# Needs python3 with venv. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check cobalt==9.0.1

cat > check.py <<'PYTHON'
from cobalt import FrbrUri

WORK = "/akn/un/statement/deliberation/un-ga/2016-10-13/71-4"
seen = {}
for end in ("eng@/!main.xml", "eng@.xml", "eng@2016-10-13.xml"):
    address = FrbrUri.parse(f"{WORK}/{end}")
    seen[end] = (address.format, address.expression_date)
    print(f"…/{end:22} format {address.format!s:6} version {address.expression_date}")
assert seen == {
    "eng@/!main.xml": ("xml", "@"),
    "eng@.xml": (None, "@.xml"),
    "eng@2016-10-13.xml": (None, "@2016-10-13.xml"),
}, "the behaviour has changed"
PYTHON
env/bin/python check.py
