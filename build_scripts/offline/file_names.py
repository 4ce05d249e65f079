"""File names that every system accepts, including Windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .copy_settings import OfflineError, settings

_SHOWN = 10


def check_names(paths: Iterable[str]) -> None:
    """Raises OfflineError with a list of paths (from the copy's root, with `/`) that Windows refuses or confuses."""
    first: dict[str, str] = {}
    problems = []
    for path in sorted(paths):
        earlier = first.setdefault(path.casefold(), path)
        if earlier != path:
            problems.append(f"{path}: the same name as {earlier} on Windows")
        problems += [f"{path}: {fault}" for fault in faults(path)]
    if problems:
        remainder = f"\n… and {len(problems) - _SHOWN:,} more" if len(problems) > _SHOWN else ""
        raise OfflineError("file names that Windows doesn't accept:\n" + "\n".join(problems[:_SHOWN]) + remainder)


def faults(path: str) -> Iterator[str]:
    """Why Windows would refuse a path, in words."""
    windows = settings().windows
    if len(path.encode("utf-16-le")) // 2 > windows.longest:
        yield f"longer than {windows.longest} characters"
    for name in path.split("/"):
        if name.partition(".")[0].rstrip(" ").lower() in windows.reserved:
            yield f"“{name}” is the name of a device"
        if name.endswith((" ", ".")):
            yield f"“{name}” ends in a space or a full stop"
        bad = [letter for letter in name if letter < " " or letter in windows.forbidden]
        if bad:
            yield f"“{name}” contains {', '.join(map(repr, bad))}"
