"""An actor: who acts, as the host has authenticated them."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from multibuh_core import Actor, InvalidInputError, Role, Viewer
from tests.multibuh_core.refusals import refusal


class TestActor:
    """A user's id and roles."""

    @pytest.mark.parametrize(
        ("roles", "is_admin"),
        [((), False), ([Role.ADMIN], True), (["admin"], True), (Role.ADMIN, True), (["Admin", "head"], False)],
        ids=["none", "role", "text", "one", "others"],
    )
    def test_roles_are_a_set_of_plain_strings(self, roles: Any, is_admin: bool) -> None:  # noqa: FBT001 - parametrized
        """Roles may be given in any collection; the library knows one, a host adds its own."""
        actor = Actor("anna", roles)
        assert actor.is_admin is is_admin
        assert {type(role) for role in actor.roles} <= {str}

    def test_actors_are_compared_by_value(self) -> None:
        """Two actors of one id and the same roles are equal, and cannot be changed."""
        actor = Actor("anna", roles=["head", Role.ADMIN])
        assert actor == Actor("anna", roles=frozenset({"admin", "head"}))
        assert hash(actor) == hash(Actor("anna", roles=["admin", "head"]))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            actor.user_id = "boris"  # type: ignore[misc]  # that is what is refused

    def test_roles_as_one_string_are_refused(self) -> None:
        """A string is a collection of letters: `roles="admin"` would make five roles and no administrator."""
        assert str(refusal(InvalidInputError, Actor, "anna", "admin")) == (
            "roles «admin»: нужен набор строк. Передайте роли списком."
        )

    @pytest.mark.parametrize("role", [1, None, b"admin"], ids=repr)
    def test_role_that_is_no_string_is_refused(self, role: Any) -> None:
        """A role is a string."""
        error = refusal(InvalidInputError, Actor, "anna", [role])
        assert (error.field, error.value, error.rule) == ("roles", role, "роль — строка. Передайте роли строками.")

    def test_wrong_user_id_is_refused(self) -> None:
        """The user's id keeps the rule of the host's ids."""
        assert str(refusal(InvalidInputError, Actor, "an\nna")) == (
            "идентификатор сотрудника «an\\nna»: управляющие знаки не допускаются. Уберите их."
        )

    def test_viewer_knows_no_roles(self) -> None:
        """On whose behalf something is read is an id alone: no role can lift visibility."""
        assert [field.name for field in attrs.fields(Viewer)] == ["user_id"]
