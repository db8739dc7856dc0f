"""A file that is imported again finds what it found before: nothing is new, nothing is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core.imports import Table
from multibuh_core.organization import Organization
from tests.multibuh_core.imports.tables import HEADERS, a_mapping, a_table, a_workspace, counts, imported
from tests.multibuh_core.numbers import an_inn, an_inn_of_a_person, an_ogrn

_INNS = ["", "", an_inn(1), an_inn(2), an_inn_of_a_person(1), "77"]
_CELLS = {
    "Название": st.sampled_from(["", "Ромашка", "РОМАШКА ", "Василёк", "Мак"]),
    "ИНН": st.sampled_from(_INNS),
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


@pytest.mark.parametrize("drops", [False, True])
@pytest.mark.parametrize("updates", [False, True])
def test_the_second_import_of_a_file_writes_nothing(*, updates: bool, drops: bool) -> None:
    """Whatever stands in a file, in an empty firm or one with clients, its second import has zero new, zero changed."""
    mapping = a_mapping(update_organizations=updates, drop_bad_numbers=drops)

    @given(files | files.map(lambda table: a_table(headers=HEADERS[:1], sheet=table.sheet)) | files, files)
    def check(before: Table, file: Table) -> None:
        workspace = a_workspace()
        if before.headers == HEADERS:
            imported(workspace, before, a_mapping(), source="before")
        first = imported(workspace, file, mapping, overwrite=True)
        organizations = workspace.organizations.list()
        assert len(set(keys_of(organizations))) == len(keys_of(organizations))
        second = workspace.imports.plan(file, mapping, overwrite=True)
        assert (second.report.organizations.new, *counts(second)[2:4]) == (0, 0, 0), (first, second)
        assert second.organizations == ()
        assert second.report.rejected == first.rejected

    check()
