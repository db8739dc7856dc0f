"""How hard the kit tries: the name of Hypothesis's profile says it, `default`, `ci` or `nightly`."""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import HealthCheck, settings

__all__ = ["PROFILES", "Profile", "examples", "profile", "register_profiles"]


@attrs.frozen(kw_only=True)
class Profile:
    """How many examples of each kind are tried."""

    examples: int
    """Of a cheap property."""
    histories: int
    """Random histories held against the model."""
    steps: int
    """In each of these, at most."""
    worlds: int
    """Histories gone through in two worlds, by a backend that is not lasting."""
    lasting_worlds: int
    """The same by a lasting one, which is dearer."""


PROFILES: Final = {
    "default": Profile(examples=50, histories=50, steps=30, worlds=50, lasting_worlds=15),
    "ci": Profile(examples=200, histories=200, steps=50, worlds=3_000, lasting_worlds=150),
    "nightly": Profile(examples=5_000, histories=2_000, steps=200, worlds=50_000, lasting_worlds=2_000),
}


def register_profiles() -> None:
    """
    Register the three by their names, for a `conftest.py` whose tests are run by ``pytest --hypothesis-profile=NAME``.

    No deadlines: machines are shared, and a slow example is not a wrong one. What fails is printed, to be repeated.
    """
    for name, one in PROFILES.items():
        chosen = settings(
            max_examples=one.examples,
            stateful_step_count=one.steps,
            deadline=None,
            derandomize=False,
            print_blob=True,
        )
        settings.register_profile(name, chosen)


def profile() -> Profile:
    """Return the profile that is in force; under any other name that of `default`."""
    return PROFILES.get(settings.get_current_profile_name(), PROFILES["default"])


def examples(many: int, *, steps: int = 1) -> settings:
    """
    Return settings for so many examples, at least one, of so many steps, whatever the host's own profile says.

    What fails is kept in Hypothesis's folder of examples, and printed.
    """
    return settings(
        max_examples=max(1, many),
        stateful_step_count=steps,
        deadline=None,
        derandomize=False,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
