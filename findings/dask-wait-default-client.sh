#!/usr/bin/env bash
# Dask's wait() and as_completed() don't use the client of the futures that they are given.
#
# A client made with set_as_default=False (so that a library's cluster isn't everybody's) submits work, and its futures
# know it: result() of each works. wait() and as_completed() of the same futures look for a default client instead, and
# fail where there is none. wait() has no parameter to name one.
#
# Seen with dask and distributed 2026.8.0 (Python 3.11):
#
#     result                2
#     as_completed          ValueError: No clients found
#     wait                  ValueError: No clients found
#     wait, client current  1
#
# What follows from it: with a client of one's own, wait by add_done_callback, or within `with client.as_current():`.
#
# Needs python3 with venv. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check dask==2026.8.0 distributed==2026.8.0

cat > check.py <<'PYTHON'
import operator

from distributed import Client, as_completed, wait


def told(call):
    try:
        return call()
    except ValueError as error:
        return f"ValueError: {str(error).splitlines()[0]}"


with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None, set_as_default=False) as client:
    future = client.submit(operator.add, 1, 1)
    seen = {
        "result": told(future.result),
        "as_completed": told(lambda: next(as_completed([future])).result()),
        "wait": told(lambda: len(wait([future]).done)),
        "wait, client current": "",
    }
    with client.as_current():
        seen["wait, client current"] = told(lambda: len(wait([future]).done))

for name, value in seen.items():
    print(f"{name:22}{value}")
assert seen == {
    "result": 2,
    "as_completed": "ValueError: No clients found",
    "wait": "ValueError: No clients found",
    "wait, client current": 1,
}, "the behaviour has changed"
PYTHON
env/bin/python check.py
