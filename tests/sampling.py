"""The tests that need a server for every step: in the profile `default` a share of them, in the others all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from hypothesis import settings

__all__ = ["LONG", "few_chances", "sample"]

SHARE: Final = 0.2
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
    if settings.get_current_profile_name() != "default":
        return
    left = [one for one in items if one.get_closest_marker("sampled") and not _is_drawn(one, seed)]
    if left:
        config.hook.pytest_deselected(items=left)
        deselected = set(left)
        items[:] = [one for one in items if one not in deselected]


@contextmanager
def few_chances() -> Iterator[None]:
    """Try in the profile `ci` no more of what is random than in `default`: for a backend that needs a server."""
    profile = settings.get_current_profile_name()
    settings.load_profile("default" if profile == "ci" else profile)
    yield
    settings.load_profile(profile)


def _is_drawn(item: pytest.Item, seed: int) -> bool:
    return random.Random(f"{seed} {item.nodeid}").random() < SHARE
