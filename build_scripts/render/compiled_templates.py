"""Templates as Jinja has compiled them, by their texts."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from ..core.stage_store import Store, key


class CompiledTemplates(BytecodeCache):
    """What Jinja asks for them, in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja."""
        if content := self._store.get(_name(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja."""
        self._store.put(_name(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return key("template", (), bucket.key, bucket.checksum)
