"""A file that is imported again finds what it found before: nothing is new, nothing is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core.imports import Table
from multibuh_core.organization import Organization
from tests.multibuh_core.imports.tables import a_mapping, a_table, a_workspace, counts, imported
from tests.multibuh_core.numbers import an_inn, an_inn_of_a_person, an_ogrn

_CELLS = {
    "Название": st.sampled_from(["", "Ромашка", "РОМАШКА ", "Василёк", "Мак"]),
    "ИНН": st.sampled_from(["", "", an_inn(1), an_inn(2), an_inn_of_a_person(1), "77"]),
    "КПП": st.sampled_from(["", "", "773601001", "773602001"]),
    "ОГРН": st.sampled_from(["", "", an_ogrn(10**11)]),
    "Код": st.sampled_from(["", "", "1", "2"]),
    "Карта": st.sampled_from(["", "банк", "касса", "—"]),
    "Банк": st.sampled_from(["", "вторник"]),
}
files = st.lists(st.fixed_dictionaries(_CELLS), min_size=1, max_size=7).map(lambda rows: a_table(*rows))
"""Small files of few values, so that rows clash in every way."""


def keys_of(organizations: tuple[Organization, ...]) -> list[object]:
    """Return all keys that two organizations may not share."""
    numbers = [(one.inn, one.kpp) for one in organizations if one.inn is not None]
    return [*numbers, *(pair for one in organizations for pair in one.external_ids.items())]


@pytest.mark.parametrize("drops", [False, True], ids=["rejects", "drops"])
@pytest.mark.parametrize("updates", [False, True], ids=["keeps", "updates"])
def test_the_second_import_of_a_file_writes_nothing(*, updates: bool, drops: bool) -> None:
    """Whatever stands in a file, in an empty firm or one with clients, its second import has zero new, zero changed."""
    mapping = a_mapping(update_organizations=updates, drop_bad_numbers=drops)

    @given(st.none() | files, files)
    def check(before: Table | None, file: Table) -> None:
        workspace = a_workspace()
        if before is not None:
            imported(workspace, before, source="before")
        first = imported(workspace, file, mapping, overwrite=True)
        keys = keys_of(workspace.organizations.list())
        assert len(set(keys)) == len(keys)
        second = workspace.imports.plan(file, mapping, overwrite=True)
        assert second.report.organizations.new == 0
        assert counts(second)[2:4] == (0, 0)
        assert second.organizations == ()
        assert second.report.rejected == first.rejected

    check()
