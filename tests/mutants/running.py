"""One run of pytest over the kits of mutants: the tests of its law for each, until one fails."""

from __future__ import annotations

import contextlib
import inspect
import io
import itertools
import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import Phase, settings

from multibuh_core.errors import MultibuhError
from tests.mutants import kits

__all__ = ["Fate", "is_of_a_test", "leaves", "run"]

DEAR = ("races.readers", "races.writers", "machine", "worlds", "races.processes")
"""The parts of the testing package whose tests take long, the longest last; all others go first."""


@attrs.define
class Fate:
    """What became of a mutant."""

    mutant: kits.Mutant
    tests: int = 0
    """How many were run."""
    caught_by: str | None = None
    broken: str | None = None
    """What the mutant died of, where that was no failed promise: it is badly made."""
    seconds: float = 0.0


class _Hunt:
    """The plugin that chooses the tests, orders them, and stops where a mutant is caught."""

    def __init__(self, chosen: Collection[kits.Mutant]) -> None:
        self.fates = {one.kit: Fate(one) for one in chosen}

    def pytest_pycollect_makeitem(self, collector: pytest.Module | pytest.Class, name: str, obj: object) -> Any:
        """Leave out other kits, and tests of other laws, before they are multiplied by their parameters."""
        if isinstance(collector, pytest.Module):
            return None if inspect.isclass(obj) and obj in self.fates else []
        law = self.fates[collector.obj].mutant.law
        is_left_out = name.startswith("test_") and law is not None and vars(obj).get("law") != law
        return [] if is_left_out else None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run each mutant's tests, cheap ones first; each is torn down whole, for nobody knows which comes next."""
        if session.testsfailed:
            message = "The kits could not be collected."
            raise session.Interrupted(message)
        for kit, items in itertools.groupby(session.items, key=lambda item: item.cls):
            fate = self.fates[kit]
            for item in sorted(items, key=_cost):
                begun = time.perf_counter()
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                fate.tests += 1
                fate.seconds += time.perf_counter() - begun
                if fate.caught_by or fate.broken:
                    break
        return True

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Note what a test failed by."""
        if call.excinfo is None or isinstance(call.excinfo.value, pytest.skip.Exception):
            return
        fate = self.fates[item.cls]
        if call.when == "call" and all(is_of_a_test(error) for error in leaves(call.excinfo.value)):
            fate.caught_by = item.name
        else:
            fate.broken = f"{item.name}, {call.when}: {call.excinfo.value!r}"


def run(chosen: Collection[kits.Mutant]) -> list[Fate]:
    """
    Try the mutants, and tell what became of each.

    Hypothesis runs the kit's profile ``default``, with the same examples each time; what it finds is not made smaller,
    nor kept.
    """
    settings.register_profile("default", deadline=None, database=None, phases=[Phase.explicit, Phase.generate])
    settings.load_profile("default")
    os.environ.pop("PYTEST_ADDOPTS", None)  # meant for the project's tests
    hunt, told = _Hunt(chosen), io.StringIO()
    with TemporaryDirectory(prefix="multibuh-mutants-") as place, contextlib.redirect_stdout(told):
        # A file of settings and a root of its own: the project's tests and documents are not for this run.
        ini = Path(place, "pytest.ini")
        ini.write_text("[pytest]\n", encoding="utf-8")
        options = [f"-c{ini}", f"--rootdir={place}", f"--basetemp={place}/tests", "--noconftest", "--assert=plain"]
        options += ["--tb=line", "-qq", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
        code = pytest.main([*options, str(kits.__file__)], plugins=[hunt])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        raise RuntimeError(told.getvalue())
    return list(hunt.fates.values())


def _cost(item: pytest.Item) -> int:
    module = item.function.__module__.removeprefix("multibuh_core.testing.")
    return next((at for at, part in enumerate(DEAR, 1) if module.startswith(part)), 0)


def leaves(error: BaseException) -> Iterator[BaseException]:
    """Give the errors that Hypothesis may have put together."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from leaves(one)
    else:
        yield error


def is_of_a_test(error: BaseException) -> bool:
    """
    Tell whether a test failed as it should: by an assertion, or by an error of the library's own.

    A test that takes apart what it got, and finds more or less of it than was promised, fails by an error of unpacking
    or of looking up, raised in its own code. Any other error is a crash, of the mutant as a rule.
    """
    if isinstance(error, AssertionError | MultibuhError | pytest.fail.Exception):
        return True
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    module = "" if last is None else str(last.tb_frame.f_globals.get("__name__"))
    is_taken_apart = isinstance(error, LookupError) or (isinstance(error, ValueError) and "to unpack" in str(error))
    return is_taken_apart and module.startswith("multibuh_core.testing")
