"""Settings: one clock, one source of ids, one policy, bound once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import attrs
import pytest

from multibuh_core import InvalidInputError, Settings, StandardPolicy
from tests.multibuh_core.refusals import refusal


class TestSettings:
    """What a backend is opened with."""

    def test_settings_are_frozen(self) -> None:
        """No request can change the policy, the clock or the ids of a backend that is open."""
        settings = Settings()
        for name in ("policy", "clock", "new_id"):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(settings, name, None)

    def test_settings_not_given_are_the_standard_ones(self) -> None:
        """The table of rights, the machine's clock in UTC, and ids that are never the same."""
        settings = Settings()
        assert settings.policy == StandardPolicy()
        assert abs(settings.now() - datetime.now(UTC)) < timedelta(seconds=5)
        assert settings.new_id() != settings.new_id()

    @pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=3)), ZoneInfo("Asia/Kamchatka")], ids=str)
    def test_time_is_told_in_utc(self, zone: timezone | ZoneInfo) -> None:
        """Whatever the zone of the clock, the moment is the same and its zone is UTC."""
        at = datetime(2026, 1, 12, 9, 30, 15, 123456, tzinfo=zone)
        now = Settings(clock=lambda: at).now()
        assert now == at
        assert now.tzinfo is UTC

    def test_time_without_zone_is_refused(self) -> None:
        """A naive clock could mean any hour of the day."""
        naive = datetime(2026, 1, 12, 9, 30)  # noqa: DTZ001 - that is what is refused
        assert str(refusal(InvalidInputError, Settings(clock=lambda: naive).now)) == (
            "clock «datetime.datetime(2026, 1, 12, 9, 30)»: нужно время с часовым поясом. "
            "Передайте, например, datetime.now(UTC)."
        )
