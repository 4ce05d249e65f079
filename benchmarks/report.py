"""The figures of sites as tables and as lines of a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from . import material
from .building import AGAIN, NOTHING, STAGES, WORD, Built, Measured

_COLUMNS = (*STAGES, "other", "all", "CPU s", "elapsed s", "peak MB", "files", "MB")
HEAD = [
    f"| reports | program | situation | {' | '.join(_COLUMNS)} |",
    f"|--:|---|---|{'--:|' * len(_COLUMNS)}",
]
RATIOS = ["| reports | what | times |", "|--:|---|--:|"]


def line(size: int, site: Built) -> str:
    """A site's figures: milliseconds of CPU, files and MB for a report, the rest for all of them."""
    stages = [_per_report(site.stages.get(name), size) for name in (*STAGES, "other")]
    return (
        f"| {size:,} | {site.program} | {site.situation} | {' | '.join(stages)} | {_per_report(site.cost.cpu, size)} "
        f"| {site.cost.cpu:.1f} | {site.cost.wall:.1f} | {site.cost.memory:,} "
        f"| {site.files / size:.0f} | {site.bytes / 1e6 / size:.2f} |"
    )


def _per_report(seconds: float | None, size: int) -> str:
    return "" if seconds is None else f"{1000 * seconds / size:.0f}"


def ratios(measured: Measured, programs: Sequence[str]) -> Iterator[str]:
    """How many times as much this program, the first, takes as others, and after a change as from nothing."""
    program, *others = programs
    now = measured.site(program, NOTHING)
    assert now is not None
    stock = measured.site(material.NAME, NOTHING)
    before = {f"from nothing, against {other}": measured.site(other, NOTHING) for other in others}
    after = {f"{situation}, against from nothing": measured.site(program, situation) for situation in (WORD, AGAIN)}
    pairs = [
        *((what, now.cost.cpu, site.cost.cpu) for what, site in before.items() if site),
        *((f"render and index, against {site.program}", shown(now), site.cost.cpu) for site in (stock,) if site),
        *((what, site.cost.cpu, now.cost.cpu) for what, site in after.items() if site),
    ]
    return (f"| {measured.size:,} | {what} | {took / other:.3f} |" for what, took, other in pairs)


def shown(site: Built) -> float:
    """CPU seconds of what Material does, too."""
    return site.stages["render"] + site.stages["index"]


def curves(archives: Sequence[Measured], programs: Sequence[str]) -> Mapping[str, list[float | None]]:
    """CPU milliseconds a report from nothing, by program and size; None where it wasn't measured."""
    drawn: dict[str, list[float | None]] = {name: [] for name in programs}
    drawn |= {f"{programs[0]}: render and index": [], f"{material.NAME}, its search included": []}
    for archive in archives:
        sites = [archive.site(name, NOTHING) for name in programs]
        now, stock = sites[0], archive.site(material.NAME, NOTHING)
        seconds = [site.cost.cpu if site else None for site in sites]
        seconds += [shown(now) if now else None, stock.cost.cpu if stock else None]
        for values, value in zip(drawn.values(), seconds, strict=True):
            values.append(1000 * value / archive.size if value is not None else None)
    return drawn
