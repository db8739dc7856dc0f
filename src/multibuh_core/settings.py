"""Settings: the clock, the ids and the policy of a backend, bound once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import attrs

from multibuh_core.errors import InvalidInputError
from multibuh_core.identifiers import new_id
from multibuh_core.policy import Policy, StandardPolicy

__all__ = ["Settings"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@attrs.frozen(kw_only=True)
class Settings:
    """
    What a backend is opened with.

    Frozen and bound once: a policy given per request would fail open in the handler that forgets it.
    """

    policy: Policy = attrs.field(factory=StandardPolicy)
    clock: Callable[[], datetime] = _utc_now
    """Gives an aware datetime."""
    new_id: Callable[[], str] = new_id
    """Gives an id never given before."""

    def now(self) -> datetime:
        """
        Return the clock's time in UTC.

        Raises:
            InvalidInputError: If the clock gives a time without a zone.
        """
        at = self.clock()
        if at.tzinfo is UTC:
            return at
        if at.tzinfo is None:
            raise InvalidInputError(
                "clock", at, "нужно время с часовым поясом. Передайте, например, datetime.now(UTC)."
            )
        return at.astimezone(UTC)
