"""How honest ``confidence`` is."""

from __future__ import annotations

from collections.abc import Sequence


def expected_calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Mean distance between confidence and share right, over equal-width bins, weighted by their size."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in pairs:
        groups[min(int(confidence * bins), bins - 1)].append((confidence, right))
    total = 0.0
    for group in groups:
        if group:
            sure = sum(confidence for confidence, _ in group) / len(group)
            share = sum(right for _, right in group) / len(group)
            total += abs(sure - share) * len(group)
    return total / max(1, len(pairs))
