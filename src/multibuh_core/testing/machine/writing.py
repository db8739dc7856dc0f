"""The rules of the machine that change something."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from multibuh_core.testing.machine.sides import MISSING, Sides
from multibuh_core.testing.numbers import an_inn
from multibuh_core.version import OVERWRITE
from multibuh_core.visibility import Visibility

__all__ = ["EXTERNAL_IDS", "FIRMS", "INNS", "PICK", "USERS", "Writing"]

USERS = st.sampled_from(["anna", "boris", "ada"])
FIRMS = st.sampled_from(["alpha"] * 9 + ["beta"])
PICK = st.integers(0, 9)
NAMES = st.sampled_from(["А", "а", "Б", "Straße", "STRASSE"])
INNS = st.sampled_from([None, an_inn(1), an_inn(2)])
KPPS = st.sampled_from([None, "773601001"])
EXTERNAL_IDS = st.dictionaries(st.sampled_from(["1c", "crm"]), st.sampled_from(["1", "2"]), max_size=2)
EXPECTED = st.sampled_from(["now", "now", "now", "now", "OVERWRITE", 0, 1, 2])
DIRECTORY: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES,
    "show_in_card": st.sampled_from([True, True, False]),
    "position": st.integers(-1, 1),
}
ORGANIZATION: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES,
    "inn": INNS,
    "kpp": KPPS,
    "external_ids": EXTERNAL_IDS,
}


class Histories(RuleBasedStateMachine):
    """What the rules have in common."""

    sides: Sides

    def pick(self, kind: str, number: int) -> tuple[str, str]:
        """Return the handle and the id of one of the latest of a kind, of whatever firm; or of one that is missing."""
        known = sorted((one for one in self.sides.ids if one[0] == kind and one != MISSING), reverse=True)[:4]
        handle = MISSING if number == 9 or not known else known[number % len(known)]
        return handle, self.sides.ids[handle]

    def version(self, expected: Any, kind: str, key: Any) -> tuple[Any, Any]:
        """Return the version that a change is based on, in the model's words and in the library's."""
        if expected == "now":
            found = [firm[kind][key] for firm in self.sides.model.firms.values() if key in firm[kind]]
            expected = found[0][-1]["state"]["version"] if found else 0
        return expected, OVERWRITE if expected == "OVERWRITE" else expected


class Writing(Histories):
    """One rule a method."""

    @rule(who=USERS, firm=FIRMS, said=st.fixed_dictionaries(ORGANIZATION))
    def add(self, *, who: str, firm: str, said: dict[str, Any]) -> None:
        """Add an organization."""
        self.sides.write(who, firm, lambda w: w.organizations.add(**said), lambda m: m.add(**said))

    @rule(who=USERS, firm=FIRMS, one=PICK, expected=EXPECTED, said=st.fixed_dictionaries({}, optional=ORGANIZATION))
    def update_organization(self, *, who: str, firm: str, one: int, expected: Any, said: dict[str, Any]) -> None:
        """Change some of an organization."""
        handle, id_ = self.pick("o", one)
        model, real = self.version(expected, "organization", handle)
        self.sides.write(
            who,
            firm,
            lambda w: w.organizations.update(id_, expected_version=real, **said),
            lambda m: m.update("organization", handle, model, **said),
        )

    @rule(who=USERS, firm=FIRMS, one=PICK, kind=st.sampled_from(["organization", "directory"]), away=st.booleans())
    def archive(self, *, who: str, firm: str, one: int, kind: str, away: bool) -> None:
        """Archive something, or take it back."""
        handle, id_ = self.pick(kind[0], one)

        def real(workspace: Any) -> Any:
            service = workspace.organizations if kind == "organization" else workspace.directories
            return (service.archive if away else service.unarchive)(id_)

        self.sides.write(who, firm, real, lambda m: m.archive(kind, handle, away))

    @rule(who=USERS, firm=FIRMS, said=st.fixed_dictionaries({"visibility": st.sampled_from(Visibility), **DIRECTORY}))
    def create(self, *, who: str, firm: str, said: dict[str, Any]) -> None:
        """Create a directory."""
        self.sides.write(who, firm, lambda w: w.directories.create(**said), lambda m: m.create(**said))

    @rule(who=USERS, firm=FIRMS, one=PICK, expected=EXPECTED, said=st.fixed_dictionaries({}, optional=DIRECTORY))
    def update_directory(self, *, who: str, firm: str, one: int, expected: Any, said: dict[str, Any]) -> None:
        """Change some of a directory."""
        handle, id_ = self.pick("d", one)
        model, real = self.version(expected, "directory", handle)
        self.sides.write(
            who,
            firm,
            lambda w: w.directories.update(id_, expected_version=real, **said),
            lambda m: m.update("directory", handle, model, **said),
        )

    @rule(who=USERS, firm=FIRMS, one=PICK)
    def publish(self, *, who: str, firm: str, one: int) -> None:
        """Publish a directory."""
        handle, id_ = self.pick("d", one)
        self.sides.write(who, firm, lambda w: w.directories.publish(id_), lambda m: m.publish(handle))

    @rule(who=USERS, firm=FIRMS, one=PICK, to=USERS)
    def transfer(self, *, who: str, firm: str, one: int, to: str) -> None:
        """Give a directory to another."""
        handle, id_ = self.pick("d", one)
        self.sides.write(who, firm, lambda w: w.directories.transfer(id_, to=to), lambda m: m.transfer(handle, to))

    @rule(who=st.sampled_from(["ada", "ada", "anna"]), firm=FIRMS, of=USERS, to=USERS)
    def hand_over(self, *, who: str, firm: str, of: str, to: str) -> None:
        """Hand over all that somebody owns."""
        self.sides.write(who, firm, lambda w: w.directories.hand_over(of=of, to=to), lambda m: m.hand_over(of, to))
