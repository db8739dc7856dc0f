"""One figure of the table, and the table."""

from __future__ import annotations

import attrs

__all__ = ["Figure", "printed"]


@attrs.frozen(kw_only=True)
class Figure:
    """What one benchmark measured: medians in microseconds, and their ratio to a goal."""

    work: str
    """The id and the name: ``S1 cards.read``."""
    size: str
    ours: float
    floor: float
    peer: float | None = None
    goal: float
    at_least: bool = False
    """Whether the ratio says how fast we are beside the peer, or else the floor, so that more is better."""
    note: str = ""

    @property
    def ratio(self) -> float:
        """Our time in floors; where more is better, our speed in the peer's, or in the floor's."""
        if not self.at_least:
            return self.ours / self.floor
        return (self.floor if self.peer is None else self.peer) / self.ours

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal


def _time(microseconds: float | None) -> str:
    if microseconds is None:
        return "-"
    if microseconds >= 1e6:
        return f"{microseconds / 1e6:.2f} s"
    if microseconds >= 1e3:
        return f"{microseconds / 1e3:.1f} ms"
    return f"{microseconds:.1f} µs"


def printed(figures: list[Figure]) -> str:
    """Return the figures as one Markdown table."""
    rows = [("work", "size", "ours", "floor", "peer", "ratio", "goal", "met", "note")]
    rows.extend(
        (
            one.work,
            one.size,
            _time(one.ours),
            _time(one.floor),
            _time(one.peer),
            f"{one.ratio:.2f}",
            f"{'≥' if one.at_least else '≤'} {one.goal:g}",
            "yes" if one.met else "NO",
            one.note,
        )
        for one in figures
    )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
