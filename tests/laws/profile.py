"""How hard Hypothesis tries: a share of what the chosen profile says, since some examples cost more than others."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["share_of_profile"]


def share_of_profile(share: float, *, steps: float = 1.0) -> settings:
    """Return settings with this share of the profile's examples and of its steps, at least one of each."""
    profile = settings()
    return settings(
        max_examples=max(1, round(profile.max_examples * share)),
        stateful_step_count=max(1, round(profile.stateful_step_count * steps)),
    )
