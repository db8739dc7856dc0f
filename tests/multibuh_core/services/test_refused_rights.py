"""What the services do not allow: the exact message of each, once, and that nothing was written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from multibuh_core import NotAllowedError, Permission, Visibility
from multibuh_core.services import session
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.services.office import Office, an_office

Call = Callable[[Office], object]


def _refusing(permission: Permission, call: Call) -> Call:
    def refused(office: Office) -> object:
        office.policy.refused.add(permission)
        return call(office)

    return refused


CALLS: dict[str, tuple[Call, str]] = {
    "create": (
        _refusing(
            Permission.CREATE_DIRECTORY, lambda o: o.anna.directories.create("Ещё", visibility=Visibility.COLLECTIVE)
        ),
        "Создавать такие справочники вам не разрешено: обратитесь к администратору.",
    ),
    "write": (
        _refusing(
            Permission.WRITE_ENTRIES,
            lambda o: o.anna.entries.write(o.guide.id, o.org.id, "иначе", expected_version=2),
        ),
        "Менять записи этого справочника вам не разрешено: обратитесь к его владельцу или администратору.",
    ),
    "change a directory": (
        lambda o: o.boris.directories.archive(o.guide.id),
        "Менять этот справочник может его владелец или администратор: обратитесь к ним.",
    ),
    "transfer": (
        lambda o: o.boris.directories.transfer(o.guide.id, to="boris"),
        "Передать этот справочник может его владелец или администратор: обратитесь к ним.",
    ),
    "publish": (
        lambda o: o.ada.directories.publish(o.guide.id),
        "Открыть справочник всем может только его владелец: обратитесь к нему.",
    ),
    "hand over": (
        lambda o: o.boris.directories.hand_over(of="anna", to="vera"),
        "Передавать справочники сотрудника может администратор: обратитесь к нему.",
    ),
    "change an organization": (
        _refusing(Permission.CHANGE_ORGANIZATIONS, lambda o: o.anna.organizations.add("Вторая")),
        "Менять организации вам не разрешено: обратитесь к администратору.",
    ),
    "archive an organization": (
        lambda o: o.anna.organizations.archive(o.org.id),
        "Архивировать организации может администратор: обратитесь к нему.",
    ),
}


class TestRefusedRights:
    """Who may, and whom to turn to."""

    @pytest.mark.parametrize(("call", "message"), CALLS.values(), ids=CALLS)
    def test_message_is_exact(self, call: Call, message: str) -> None:
        """What is seen but not allowed is refused in words that name no one and nothing hidden."""
        office = an_office()
        assert str(refusal(NotAllowedError, call, office)) == message
        assert office.anna.directories.get(office.guide.id) == office.guide
        assert office.anna.organizations.list() == (office.org,)

    def test_every_permission_is_tried(self) -> None:
        """Each message of a permission refused is among those above, and each permission has one."""
        assert set(session._REFUSALS.values()) == {message for _, message in CALLS.values()}
        assert set(session._REFUSALS) == {*Permission, "publish_directory"}

    def test_details_are_fields(self) -> None:
        """The permission and the user are fields."""
        denied = refusal(NotAllowedError, CALLS["hand over"][0], an_office())
        assert (denied.permission, denied.user_id) == ("hand_over", "boris")
