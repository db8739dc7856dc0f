"""Limits of what is stored, at the edge and one beyond."""

from __future__ import annotations

from multibuh_core import InvalidInputError
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.services.office import an_office


class TestAttachments:
    """200 an entry."""

    def test_the_201st_is_refused(self) -> None:
        """200 files can be attached to an entry; one more is refused, but replacing one and taking one off is not."""
        office = an_office()
        files = office.anna.attachments
        place = office.guide.id, office.org.id
        with office.anna.transaction() as tx:
            for number in range(199):
                tx.attachments.attach(*place, b"data", name=f"{number}.txt")
        assert len(office.anna.entries.read(*place).attachments) == 200
        assert str(refusal(InvalidInputError, files.attach, *place, b"data", name="more.txt")) == (
            "attachments «more.txt»: в записи уже 200 вложений, больше нельзя. Уберите лишние или соберите в архив."
        )
        assert files.attach(*place, b"data", name="7.txt").name == "7.txt"
        files.attach(*place, b"other", name="7.txt", replace=True)
        files.detach(office.file.id)
        files.attach(*place, b"data", name="more.txt")
        assert len(office.anna.entries.read(*place).attachments) == 200


class TestEntries:
    """1 MiB of text."""

    def test_text_over_the_limit_is_refused(self) -> None:
        """The largest text is written and comes back; one byte more writes nothing."""
        office = an_office()
        place = office.guide.id, office.org.id
        largest = "я" * (1 << 19)
        error = refusal(InvalidInputError, office.anna.entries.write, *place, largest + "a", expected_version=2)
        assert error.field == "text"
        assert office.anna.entries.read(*place) == office.entry
        assert office.anna.entries.write(*place, largest, expected_version=2).text == largest


class TestDirectories:
    """Names, descriptions, positions."""

    def test_largest_are_kept(self) -> None:
        """255 characters of name, 4,000 of description, and both ends of the positions are kept."""
        office = an_office()
        version = 1
        for position in (2**31 - 1, -(2**31)):
            made = office.anna.directories.update(
                office.guide.id, expected_version=version, name="я" * 255, description="я" * 4000, position=position
            )
            version = made.version
            assert (len(made.name), len(made.description), made.position) == (255, 4000, position)
        refusal(InvalidInputError, office.anna.directories.update, made.id, expected_version=3, name="я" * 256)
        refusal(InvalidInputError, office.anna.directories.update, made.id, expected_version=3, description="я" * 4001)
        refusal(InvalidInputError, office.anna.directories.update, made.id, expected_version=3, position=-(2**31) - 1)


class TestOrganizations:
    """Names and external ids."""

    def test_twenty_external_ids_are_the_limit(self) -> None:
        """An organization bears 20 external ids and is found by each; a 21st is refused when adding and updating."""
        office = an_office()
        many = {f"system {number}": "k" * 255 for number in range(20)}
        made = office.anna.organizations.add("я" * 1000, external_ids=many)
        assert all(office.anna.organizations.find(external_id=pair) == (made,) for pair in many.items())
        refusal(InvalidInputError, office.anna.organizations.add, "Ещё", external_ids=many | {"one": "more"})
        refusal(
            InvalidInputError,
            office.anna.organizations.update,
            made.id,
            expected_version=1,
            external_ids=many | {"one": "more"},
        )
