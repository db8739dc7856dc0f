"""The kit as its user meets it: no test hides another, nothing passes by having been forgotten, failures explain."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from multibuh_core.testing import BackendConformance
from multibuh_core.testing.kit import LAWS
from tests.multibuh_core.testing.strangers import run_as_a_stranger

LAW_CLASSES = [cls for cls in BackendConformance.__mro__ if any(name.startswith("test_") for name in vars(cls))]
EACH_LAW_CLASS = pytest.mark.parametrize("cls", LAW_CLASSES, ids=lambda cls: cls.__name__)

HEADER = """\
import attrs

from multibuh_backends.memory import MemoryBackend
from multibuh_core.testing import BackendConformance

"""

NO_MEMBER = {
    "open_backend": "class TestStranger(BackendConformance):\n    lasting = False\n",
    "lasting": """\
class TestStranger(BackendConformance):
    def open_backend(self, place, settings):
        return MemoryBackend(settings)
""",
}

LYING_BACKEND = """\
class Lying(MemoryBackend):
    lasting = True


class TestStranger(BackendConformance):
    lasting = True

    def open_backend(self, place, settings):
        return Lying(settings)
"""

LYING_KIT = """\
class TestStranger(BackendConformance):
    lasting = True

    def open_backend(self, place, settings):
        return MemoryBackend(settings)
"""

FORGETFUL = """\
class Cards:
    def __init__(self, cards):
        self.read, self._read_many = cards.read, cards.read_many

    def read_many(self, organization_ids):
        return {one: attrs.evolve(card, items=()) for one, card in self._read_many(organization_ids).items()}


class Forgetful(MemoryBackend):
    def cards(self, firm, *, viewer):
        return Cards(super().cards(firm, viewer=viewer))


class TestStranger(BackendConformance):
    lasting = False

    def open_backend(self, place, settings):
        return Forgetful(settings)
"""

NO_EXPLAINING = """\
from hypothesis import Phase, settings

settings.register_profile("ours", phases=[Phase.generate, Phase.shrink])
"""

SAYS_LASTING = "test_l10_backend_says_whether_it_is_lasting"
IN_STEP = "test_l11_library_answers_as_the_model"


def names_of(cls: type) -> list[str]:
    """Return the names of the tests that a class itself defines."""
    return [name for name in vars(cls) if name.startswith("test_")]


def law_of(cls: type) -> str:
    """Return the one law whose tests a class holds."""
    (law,) = {vars(cls)[name].law for name in names_of(cls)}
    return str(law)


class TestNames:
    """One class of many: what two of them define under one name, one of them loses."""

    def test_no_name_is_defined_twice(self) -> None:
        """No law's test, fixture or helper takes the place of another's, and so would never be run."""
        names = Counter(name for cls in BackendConformance.__mro__ for name in vars(cls) if not name.startswith("__"))
        assert [name for name, times in names.items() if times > 1] == []

    def test_each_law_has_tests(self) -> None:
        """Every law is tested, and every class of tests tells a law that there is."""
        assert {law_of(cls) for cls in LAW_CLASSES} == set(LAWS)

    @EACH_LAW_CLASS
    def test_each_test_states_its_promise(self, cls: type) -> None:
        """A docstring is what a failure tells: each test has one, a full sentence."""
        for name in names_of(cls):
            promise = " ".join((vars(cls)[name].__doc__ or "").split())
            assert re.fullmatch(r"\S.{20,}\.", promise), name

    @EACH_LAW_CLASS
    def test_each_test_begins_with_its_law(self, cls: type) -> None:
        """The tests of a law with a number begin with it, and no others do."""
        law = law_of(cls)
        number = law.lower() if law[1:].isdigit() else None
        begins = {name: re.match(r"test_(l\d+)_", name) for name in names_of(cls)}
        assert {name for name, found in begins.items() if (found and found[1]) != number} == set()


class TestForgottenMembers:
    """A class that does not say all it must."""

    @pytest.mark.parametrize("member", NO_MEMBER)
    def test_nothing_passes_without_both_members(self, tmp_path: Path, member: str) -> None:
        """Where one is missing every test fails and says which; none passes or is skipped."""
        run = run_as_a_stranger(tmp_path, HEADER + NO_MEMBER[member], "-q", "--tb=line")
        assert len(run.outcomes) >= 500
        assert [name for name, outcome in run.outcomes.items() if outcome not in {"failure", "error"}] == []
        told = {"open_backend": "does not open its backend", "lasting": "does not say whether its backend is lasting"}
        assert [name for name, message in run.messages.items() if told[member] not in message] == []


class TestFailures:
    """What a stranger reads where a law is broken."""

    def test_it_tells_the_law_and_the_promise(self, tmp_path: Path) -> None:
        """A backend that says it is lasting, and is not, breaks L10: the output names it, and what was promised."""
        run = run_as_a_stranger(tmp_path, HEADER + LYING_BACKEND, "-q", "--tb=short", "-k", SAYS_LASTING)
        assert run.outcomes == {SAYS_LASTING: "failure"}
        promise = " ".join(str(getattr(BackendConformance, SAYS_LASTING).__doc__).split())
        assert f"Broken: L10, commits. {promise}" in run.output

    def test_kit_that_claims_too_much_fails(self, tmp_path: Path) -> None:
        """A class that claims a backend to be lasting which says itself that it is not fails in this very test."""
        run = run_as_a_stranger(tmp_path, HEADER + LYING_KIT, "-q", "--tb=short", "-k", SAYS_LASTING)
        assert run.outcomes == {SAYS_LASTING: "failure"}
        assert "Broken: L10, commits." in run.output

    def test_random_history_is_told_short_and_can_be_repeated(self, tmp_path: Path) -> None:
        """Of up to 30 random steps the few that matter are shown, with what repeats them; the example is kept."""
        run = run_as_a_stranger(
            tmp_path,
            HEADER + FORGETFUL,
            *("-q", "--tb=short", "-k", IN_STEP, "--hypothesis-profile=ours"),
            conftest=NO_EXPLAINING,
        )
        assert run.outcomes == {IN_STEP: "failure"}
        assert "Broken: L11, one behaviour." in run.output
        history = re.findall(r"\bstate\.(\w+)\(", run.output)
        assert history[-2:] == ["cards", "teardown"]
        assert len(history) <= 6
        assert "@reproduce_failure(" in run.output
        assert any((tmp_path / ".hypothesis" / "examples").iterdir())
