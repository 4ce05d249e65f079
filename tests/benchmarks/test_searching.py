"""How the benchmark of search counts what a browser tells."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="the benchmark drives a browser")

from benchmarks.searching import Request, rounds


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], 0),
        ([(0, 1)], 1),
        ([(0, 1), (0.5, 2), (0.9, 3)], 1),
        ([(0, 1), (1, 2), (1.5, 3), (3, 4)], 3),
        ([(0, 9), (0, 1), (1, 2), (2, 3), (8, 9)], 4),
    ],
)
def test_requests_that_wait_for_one_another(spans: list[tuple[float, float]], expected: int) -> None:
    requests = [Request(sent, ended, 1) for sent, ended in spans]
    assert rounds(requests) == rounds(requests[::-1]) == expected
