"""What can be done about a disk that is full, that may not be written, or that isn't this user's."""

from __future__ import annotations

import errno
import os

FULL = (errno.ENOSPC, errno.EDQUOT)
"""What the system says of a disk that takes no more."""
ROOM = "make room (an archive's .cache/ and build/ can be made again)"
"""What can be done about a disk that takes no more."""
_CURES = {
    errno.ENOSPC: f"On that disk, {ROOM}",
    errno.EDQUOT: f"Your share of that disk is used up: {ROOM}",
    errno.EROFS: "Make the disk writable, or take another one",
    errno.EACCES: "Give yourself the right to read and write there",
    errno.EPERM: "Give yourself the right to write there",
}


def of_disk(error: BaseException) -> bool:
    """Whether an error is the disk's, and no fault of the program or of a file."""
    return isinstance(error, OSError) and error.errno in _CURES


def told(error: OSError, place: object = "the disk") -> str:
    """The place, what the system says, and the cure, where there is one: `site: No space left on device. On that disk,
    make room …`. `place`: what stands there where the error names no file."""
    # Of a copy, the system names what is read first; what can't be written is the second.
    where = os.fsdecode(error.filename2 or error.filename or str(place))
    return ". ".join(filter(None, [f"{where}: {error.strerror or error}", _CURES.get(error.errno or 0)]))
