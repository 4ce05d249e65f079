"""Names of files that every system accepts, Windows included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .settings import OfflineError, settings

_SHOWN = 10


def check_names(paths: Iterable[str]) -> None:
    """Raises OfflineError that lists the paths (from the copy's root, with `/`) that Windows would refuse or mix up."""
    first: dict[str, str] = {}
    wrong = []
    for path in sorted(paths):
        other = first.setdefault(path.casefold(), path)
        if other != path:
            wrong.append(f"{path}: on Windows the same name as {other}")
        wrong += [f"{path}: {fault}" for fault in faults(path)]
    if wrong:
        more = f"\n… and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
        raise OfflineError("names that Windows does not accept:\n" + "\n".join(wrong[:_SHOWN]) + more)


def faults(path: str) -> Iterator[str]:
    """What Windows has against a path, in words."""
    windows = settings().windows
    if len(path.encode("utf-16-le")) // 2 > windows.longest:
        yield f"longer than {windows.longest} characters"
    for name in path.split("/"):
        if name.partition(".")[0].rstrip(" ").lower() in windows.reserved:
            yield f"« {name} » is the name of a device"
        if name.endswith((" ", ".")):
            yield f"« {name} » ends in a blank or a full stop"
        bad = [letter for letter in name if letter < " " or letter in windows.forbidden]
        if bad:
            yield f"« {name} » has {', '.join(map(repr, bad))}"
