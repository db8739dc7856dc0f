"""The tests that need a server for every step: in the profile `default` a share of them, in the others all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import attrs
import pytest
from hypothesis import settings

from multibuh_core.testing.profiles import PROFILES

__all__ = ["FEWEST", "LONG", "few_chances", "sample"]

SHARE: Final = 0.2
CASES: Final = 0.4
"""In the profile `ci`, where another door to the same backend tries all: of the many cases of a test so many."""
FEWEST: Final = "fewest"
"""The profile of a backend whose every step is a request, and which another door tries as often as is asked."""
PROFILES[FEWEST] = attrs.evolve(PROFILES["default"], examples=15, histories=15, lasting_worlds=5)
settings.register_profile(FEWEST, settings.get_profile("default"), max_examples=15)
LONG: Final = (
    "test_l11_library_answers_as_the_model",
    "test_l1_hidden_directories_leave_no_trace",
    "test_unit_is_as_it_was_told",
    "test_rights_verdict",
    "test_what_was_told_is_there",
    "test_nothing_acknowledged_is_lost",
    "test_mutant_is_caught",
    "test_healthy_backend_is_not_caught",
    "test_any_history_survives_a_journey",
)
"""Those that would else be begun last, and waited for."""


def sample(config: pytest.Config, items: list[pytest.Item], *, seed: int) -> None:
    """Deselect, by the seed, most of what is marked `sampled`; how many is told in the closing lines."""
    chosen = settings.get_current_profile_name()
    if chosen == "default":
        left = [one for one in items if one.get_closest_marker("sampled") and not _is_drawn(one, seed, SHARE)]
    elif chosen == "ci":
        cases = [one for one in items if one.get_closest_marker("sampled_cases") and "[" in one.name]
        kept = {_function(one): one for one in cases}  # of each test one, whatever is drawn
        left = [one for one in cases if kept[_function(one)] is not one and not _is_drawn(one, seed, CASES)]
    else:
        return
    if left:
        config.hook.pytest_deselected(items=left)
        deselected = set(left)
        items[:] = [one for one in items if one not in deselected]


@contextmanager
def few_chances(name: str = "default") -> Iterator[None]:
    """Try in the profile `ci` no more of what is random than in another: for a backend that needs a server."""
    chosen = settings.get_current_profile_name()
    settings.load_profile(name if chosen == "ci" else chosen)
    yield
    settings.load_profile(chosen)


def _is_drawn(item: pytest.Item, seed: int, share: float) -> bool:
    return random.Random(f"{seed} {item.nodeid}").random() < share


def _function(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]
