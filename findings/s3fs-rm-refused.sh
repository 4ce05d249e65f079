#!/usr/bin/env bash
# s3fs removes many objects and doesn't say that the server refused.
#
# A bucket whose policy denies s3:DeleteObject answers a request that names many keys (DeleteObjects) with 200 and an
# error for each key. s3fs returns those that were deleted and drops the errors: rm() of a list, and of a folder with
# recursive=True, end without an exception although every object is still there. rm_file() of one object, which asks
# for DeleteObject, raises PermissionError.
#
# Seen with s3fs 2026.9.0, fsspec 2026.9.0, aiobotocore 3.10.0, and moto 5.2.5 as the server (Python 3.11):
#
#     rm_file                 PermissionError: Forbidden
#     rm of two keys          returned []
#     rm of the folder        returned ['archive/kept']
#     there afterwards        kept/one, kept/three, kept/two
#
# What follows from it: list again after a removal, or send DeleteObjects oneself and read its Errors.
#
# Needs python3 with venv. Fails if the behaviour changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
    s3fs==2026.9.0 fsspec==2026.9.0 aiobotocore==3.10.0 'moto[s3]==5.2.5' flask==3.1.3 flask-cors==6.0.5

cat > check.py <<'PYTHON'
import json

import s3fs
from moto.server import ThreadedMotoServer

POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::archive/kept/*"}
    ],
}
KEYS = [f"archive/kept/{name}" for name in ("one", "three", "two")]

server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
store = s3fs.S3FileSystem(key="key", secret="secret", endpoint_url=f"http://{host}:{port}", use_listings_cache=False)
store.mkdir("archive")
for key in KEYS:
    store.pipe_file(key, b"text")
store.call_s3("put_bucket_policy", Bucket="archive", Policy=json.dumps(POLICY))

try:
    store.rm_file(KEYS[0])
    raise AssertionError("the policy counts for nothing")
except PermissionError as error:
    print("rm_file:", error)
print("rm of two keys:", store.rm(KEYS[:2]))
print("rm of the folder:", store.rm("archive/kept", recursive=True))
print("there afterwards:", store.find("archive"))
assert store.find("archive") == KEYS, "s3fs or the server has changed"
server.stop()
print("as described")
PYTHON
env/bin/python check.py 2>/dev/null
