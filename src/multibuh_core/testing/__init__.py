"""
The conformance kit, and what a host's own tests need (extra: ``multibuh[testing]``).

`BackendConformance` is for whoever writes a backend: a class with two members proves it against every law. The rest is
for whoever embeds the library: clocks and ids that repeat, records that need no store, and a workspace in one call.
"""

from __future__ import annotations

import pytest

_TESTS = ("laws", "machine", "outcomes", "races", "rights", "threads", "worlds")
pytest.register_assert_rewrite(*(f"{__name__}.{part}" for part in _TESTS))

from multibuh_core.testing.builders import a_card, a_directory, an_attachment, an_entry, an_organization
from multibuh_core.testing.clocks import FixedClock, TickingClock
from multibuh_core.testing.conformance import BackendConformance
from multibuh_core.testing.hosts import a_workspace
from multibuh_core.testing.ids import SequentialIds, a_missing_id
from multibuh_core.testing.numbers import a_kpp, an_inn, an_ogrn
from multibuh_core.testing.profiles import register_profiles

__all__ = [
    "BackendConformance",
    "FixedClock",
    "SequentialIds",
    "TickingClock",
    "a_card",
    "a_directory",
    "a_kpp",
    "a_missing_id",
    "a_workspace",
    "an_attachment",
    "an_entry",
    "an_inn",
    "an_ogrn",
    "an_organization",
    "register_profiles",
]
