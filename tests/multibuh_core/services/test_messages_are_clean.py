"""No name that people chose can break a terminal by way of a message."""

from __future__ import annotations

from multibuh_core import AlreadyExistsError, ConflictError, Visibility
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.services.office import an_office

ESCAPE = "\x1b[2Jа\u202eб"


class TestMessagesAreClean:
    """Control characters are escaped."""

    def test_archived_directory(self) -> None:
        """The name of a directory in the archive is shown with its control characters escaped."""
        office = an_office()
        made = office.anna.directories.create(ESCAPE, visibility=Visibility.COLLECTIVE)
        office.anna.directories.archive(made.id)
        error = refusal(ConflictError, office.anna.directories.transfer, made.id, to="boris")
        assert str(error) == (
            "Справочник «\\x1b[2Jа\\u202eб» в архиве, изменения не принимаются: сначала верните из архива."
        )

    def test_archived_organization(self) -> None:
        """The name of an organization in the archive is shown with its control characters escaped."""
        office = an_office()
        made = office.ada.organizations.add(ESCAPE)
        office.ada.organizations.archive(made.id)
        error = refusal(ConflictError, office.ada.organizations.update, made.id, expected_version=2, name="Иначе")
        assert str(error).isprintable()

    def test_external_id(self) -> None:
        """An external id that is taken is shown with its control characters escaped."""
        office = an_office()
        office.anna.organizations.add("Первая", external_ids={"crm": ESCAPE})
        error = refusal(AlreadyExistsError, office.anna.organizations.add, "Вторая", external_ids={"crm": ESCAPE})
        assert str(error).isprintable()
