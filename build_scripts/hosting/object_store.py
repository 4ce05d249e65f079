"""S3, and stores that speak its language, by s3fs (package extra `publish`).

Keys, region and endpoint come from where all of Amazon's tools take them: AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, ~/.aws.
Each object is sent by itself with its key, type and lifetime: s3fs's `put` of a folder goes one level deeper the second
time and takes the type from the local file's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .hosting_settings import PublishError, lifetime, media_type, settings
from .site_files import SiteFile, content

SCHEME = "s3://"
_AT_ONCE = 1 << 30
"""Bytes below which an object is sent in one request, so that its ETag is the MD5 of its bytes."""
_BATCH = 512
"""Objects that are waited for together, so that a failure stops the sending soon."""
_REMOVALS = 1_000
"""The most objects that one request may remove."""


class ObjectStore:
    """A bucket, or a part of one: `s3://bucket/prefix`."""

    keeps_types = True

    def __init__(self, address: str) -> None:
        self.name = address
        self._home = address.removeprefix(SCHEME).strip("/")
        if not self._home.partition("/")[0]:
            raise PublishError(f"{address} names no bucket; write s3://BUCKET or s3://BUCKET/PREFIX")
        try:
            import s3fs
        except ModuleNotFoundError:
            raise PublishError(
                "to publish at s3:// this machine needs s3fs; install it with: make .venv/.publish"
            ) from None
        # Instances and listings are shared by default: a second run in the same process would see what was.
        with self._told():
            self._store: Any = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)

    def record(self) -> bytes | None:
        with self._told():
            try:
                data = self._store.cat_file(f"{self._home}/{settings().record}")
            except FileNotFoundError:
                self._must_be_there()
                return None
        assert isinstance(data, bytes)
        return data

    def _must_be_there(self) -> None:
        """A store without a record is a new one; a store without a bucket is none."""
        bucket = self._home.partition("/")[0]
        try:
            self._store.call_s3("head_bucket", Bucket=bucket)
        except FileNotFoundError:
            raise PublishError(f"{self.name}: there is no bucket {bucket}, or these keys may not see it") from None

    def compared(self, files: Mapping[str, SiteFile]) -> tuple[frozenset[str], frozenset[str]]:
        with self._told():
            try:
                listed = self._store.find(self._home, detail=True)
            except FileNotFoundError:
                listed = {}
        tags = {path.removeprefix(f"{self._home}/"): str(about["ETag"]).strip('"') for path, about in listed.items()}
        lacking = files.keys() - tags.keys()
        return frozenset(lacking), frozenset(path for path in files.keys() - lacking if tags[path] != files[path].md5)

    def send(self, site: Path, files: Sequence[SiteFile], jobs: int) -> None:
        self._each(files, lambda file: self._put(file.path, content(site, file), file.media_type, file.cache), jobs)

    def keep_record(self, content: bytes) -> None:
        name = settings().record
        self._put(name, content, media_type(name), lifetime(name))

    def remove(self, paths: Sequence[str]) -> None:
        bucket, _, prefix = self._home.partition("/")
        keys = [{"Key": f"{prefix}/{path}".removeprefix("/")} for path in paths]
        for start in range(0, len(keys), _REMOVALS):
            with self._told():
                batch = {"Objects": keys[start : start + _REMOVALS], "Quiet": True}
                answer = self._store.call_s3("delete_objects", Bucket=bucket, Delete=batch)
            for refused in answer.get("Errors", []):
                raise PublishError(f"{self.name}: {refused['Key']} can't be removed: {refused['Message']}")

    def _each(self, items: Sequence[SiteFile], work: Callable[[SiteFile], None], jobs: int) -> None:
        with ThreadPoolExecutor(jobs or settings().requests) as pool:
            for start in range(0, len(items), _BATCH):
                list(pool.map(work, items[start : start + _BATCH]))

    def _put(self, path: str, data: bytes, kind: str, cache: str) -> None:
        with self._told():
            self._store.pipe_file(
                f"{self._home}/{path}", data, chunksize=_AT_ONCE, ContentType=kind, CacheControl=cache
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong on the way to a store, in one line."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except (OSError, BotoCoreError, ClientError) as error:
            what = " ".join(str(error).split()) or type(error).__name__
            raise PublishError(
                f"{self.name}: {what}; what was sent so far stays, publish again to send the rest"
            ) from error
