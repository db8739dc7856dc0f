"""S5: a thousand cards at once, beside one statement by hand that gives the same rows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Protocol

from multibuh_core import Workspace
from tests.benchmarks.figures import Figure
from tests.benchmarks.rounds import medians

__all__ = ["ManyByHand", "many_cards"]

AT_ONCE = 1_000


class ManyByHand(Protocol):
    """The floor."""

    def read_many(self, organization_ids: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        """Return the rows of many cards."""


def many_cards(
    work: str, size: str, ours: Workspace, by_hand: ManyByHand, ids: Sequence[str], *, quick: bool
) -> Figure:
    """Measure `cards.read_many` of a thousand organizations of a store, chosen anew each time."""
    chance = random.Random(5)
    asked = [tuple(chance.sample(ids, AT_ONCE)) for _ in range(20)]
    cards = ours.cards.read_many(asked[0])
    assert tuple(cards) == asked[0]
    assert len(by_hand.read_many(asked[0])) == sum(1 + len(card.items) for card in cards.values()) == 7 * AT_ONCE
    times = medians(
        {"ours": ours.cards.read_many, "floor": by_hand.read_many},
        asked,
        rounds=7 if quick else 41,
        sample=1 if quick else 5,
    )
    return Figure(
        work=work, size=size, ours=times["ours"], floor=times["floor"], goal=1.6, note=f"{AT_ONCE:,} organizations"
    )
