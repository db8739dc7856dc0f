"""The expected version: a number from 0, or OVERWRITE said out loud."""

from __future__ import annotations

import pickle

import pytest

from multibuh_core import OVERWRITE, InvalidInputError
from multibuh_core.version import checked_expected
from tests.multibuh_core.refusals import refusal


class TestExpectedVersion:
    """What a change says that it is based on."""

    @pytest.mark.parametrize("value", [0, 1, 2**63])
    def test_number_is_taken(self, value: int) -> None:
        """Any number from 0, which is that of an entry never written; too great a one is a conflict, later."""
        assert checked_expected(value) == value

    def test_overwrite_is_taken(self) -> None:
        """OVERWRITE is itself, also after a journey, and says its name."""
        assert checked_expected(OVERWRITE) is OVERWRITE
        assert pickle.loads(pickle.dumps(OVERWRITE)) is OVERWRITE  # noqa: S301 - our own bytes
        assert repr(OVERWRITE) == "OVERWRITE"

    @pytest.mark.parametrize(
        "value",
        [-1, True, False, 1.0, "1", "overwrite", None],
        ids=["negative", "true", "false", "float", "text", "name", "none"],
    )
    def test_anything_else_is_refused(self, value: object) -> None:
        """What could be taken for a number or for OVERWRITE by mistake is not."""
        error = refusal(InvalidInputError, checked_expected, value)
        assert (error.field, error.rule) == (
            "expected_version",
            "нужно целое число от 0 (0 — ещё не записано) или OVERWRITE. Передайте version прочитанного.",
        )
