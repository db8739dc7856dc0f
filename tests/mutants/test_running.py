"""The runner tells a broken promise from a mutant that is badly made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from multibuh_core.errors import NotFoundError
from multibuh_core.testing import a_card
from multibuh_core.testing.outcomes import refused
from tests.mutants.running import is_of_a_test, leaves


def raised_by(call: Callable[[], object]) -> BaseException:
    """Return the error of a call."""
    try:
        call()
    except BaseException as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError


def in_the_kit(source: str) -> Callable[[], Any]:
    """Return a function which runs *source* as a test of the kit would run it."""
    return lambda: exec(source, {"__name__": "multibuh_core.testing.laws.of_a_test"})  # noqa: S102 - our own


PROMISES: dict[str, Callable[[], object]] = {
    "an error that did not come": lambda: refused(NotFoundError, a_card),
    "a failure said": lambda: pytest.fail("Nothing was raised."),
    "an assertion": in_the_kit("assert 1 == 2"),
    "a list of another length": in_the_kit("(one,) = ()"),
    "a shorter list": in_the_kit("[1, 2][2]"),
}
CRASHES: dict[str, Callable[[], object]] = {
    "a missing attribute": lambda: object().missing,  # type: ignore[attr-defined]
    "a lookup outside of the kit": {}.popitem,
    "a missing attribute in a test": in_the_kit("None.items"),
    "a wrong type": in_the_kit("len(5)"),
    "a wrong value": in_the_kit("int('x')"),
    "a missing module": in_the_kit("import multibuh_core.no_such_module"),
}


@pytest.mark.parametrize("call", PROMISES.values(), ids=PROMISES.keys())
def test_broken_promise_is_of_a_test(call: Callable[[], object]) -> None:
    """What a test of the kit asserts, expects or takes apart in vain catches a mutant, alone or among others."""
    error = raised_by(call)
    assert is_of_a_test(error)
    assert list(leaves(BaseExceptionGroup("", [BaseExceptionGroup("", [error]), error]))) == [error, error]


def test_error_of_the_library_is_of_a_test() -> None:
    """An error that the library raises on purpose, where a test expects none, catches a mutant."""
    assert is_of_a_test(NotFoundError("directory", "x"))


@pytest.mark.parametrize("call", CRASHES.values(), ids=CRASHES.keys())
def test_crash_is_of_the_mutant(call: Callable[[], object]) -> None:
    """What no test meant to find catches nothing, and so does whatever is raised outside of a test's own code."""
    assert not is_of_a_test(raised_by(call))
