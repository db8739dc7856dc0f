"""Results of imports: what becomes of an entry that the file, a person and an earlier import each say something of."""

from __future__ import annotations

import pytest

from multibuh_core.commit import ByHand
from multibuh_core.errors import NotFoundError
from multibuh_core.imports.mapping import DirectoryColumn, ImportMapping
from multibuh_core.imports.table import Row, Table
from multibuh_core.testing.adding import new_directory, new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.laws.plans import a_plan
from multibuh_core.testing.outcomes import refused
from multibuh_core.testing.world import World
from multibuh_core.version import OVERWRITE

CASES = [
    pytest.param([], "раз", "new", "раз", id="never written"),
    pytest.param([], "", "", "", id="never written, and nothing said"),
    pytest.param(["import раз"], "раз", "unchanged", "раз", id="the file is as it was"),
    pytest.param(["import раз"], "два", "changed", "два", id="the file has changed"),
    pytest.param(["import раз"], "", "", "раз", id="a blank cell"),
    pytest.param(["import раз", "write правка"], "раз", "unchanged", "правка", id="a person has changed it"),
    pytest.param(["import раз", "write правка"], "правка", "unchanged", "правка", id="both to the same"),
    pytest.param(["import раз", "write правка"], "два", "conflicts", "правка", id="both have changed it"),
    pytest.param(["write рука"], "раз", "conflicts", "рука", id="by hand and never imported"),
    pytest.param(["write рука"], "рука", "unchanged", "рука", id="by hand the same"),
    pytest.param(["import раз", "import два"], "три", "changed", "три", id="the last import is the base"),
    pytest.param(["import раз", "import два", "write раз"], "два", "unchanged", "раз", id="back to an older import"),
    pytest.param(["import раз", "import два", "write правка"], "раз", "conflicts", "правка", id="an older file"),
    pytest.param(["import раз", "write правка", "write раз"], "два", "changed", "два", id="a person took it back"),
    pytest.param(["import раз", "attach"], "два", "changed", "два", id="a file beside it"),
    pytest.param(["import раз", "clear"], "раз", "unchanged", "", id="a person has cleared it"),
    pytest.param(["import раз", "clear", "restore 1"], "два", "changed", "два", id="cleared and restored"),
    pytest.param(["other раз", "write правка"], "раз", "conflicts", "правка", id="another source is no base"),
    pytest.param(["import раз", "other иной"], "два", "conflicts", "иной", id="another source has changed it"),
]


class ResultsImports(Kit, law="Results"):
    """Three-way: base, now, file."""

    @pytest.mark.parametrize("overwrite", [False, True], ids=["kept", "overwrite"])
    @pytest.mark.parametrize(("before", "file", "count", "kept"), CASES)
    def test_imports_three_way(
        self, world: World, *, before: list[str], file: str, count: str, kept: str, overwrite: bool
    ) -> None:
        """Base is what the last import of this source wrote; a conflict is left alone unless overwrite is said."""
        anna, boris = world.user("anna"), world.user("boris")
        org, guide = new_organization(anna, "А").id, new_directory(anna).id
        for step in before:
            verb, _, said = step.partition(" ")
            if verb == "import":
                anna.imports.apply(a_plan(anna, guide, {"А": said}, overwrite=True))
            elif verb == "other":
                boris.imports.apply(a_plan(boris, guide, {"А": said}, source="другой файл", overwrite=True))
            elif verb == "write":
                boris.entries.write(guide, org, said, expected_version=OVERWRITE)
            elif verb == "attach":
                boris.attachments.attach(guide, org, b"data", name="a.txt")
            elif verb == "clear":
                boris.entries.clear(guide, org, expected_version=OVERWRITE)
            else:
                boris.entries.restore(guide, org, int(said), expected_version=OVERWRITE)
        wins = overwrite and count == "conflicts"
        version = anna.entries.read(guide, org).version
        report = anna.imports.apply(a_plan(anna, guide, {"А": file}, overwrite=overwrite))
        counts = {name: getattr(report.entries, name) for name in ("new", "changed", "unchanged", "conflicts")}
        assert {name for name, many in counts.items() if many} == ({"changed"} if wins else {count} - {""})
        entry = anna.entries.read(guide, org)
        assert entry.text == (file if wins else kept)
        assert entry.version == version + (1 if wins or count in {"new", "changed"} else 0)
        assert [one.name for one in entry.attachments] == (["a.txt"] if "attach" in before else [])

    def test_imports_base_is_that_of_the_place(self, world: World) -> None:
        """What a source wrote of one organization, or into one directory, is no base of another place."""
        anna = world.user("anna")
        for name in "АБ":
            new_organization(anna, name)
        guide, other = new_directory(anna, "А").id, new_directory(anna, "Б").id
        anna.imports.apply(a_plan(anna, guide, {"А": "раз"}))
        for directory, name in ((guide, "Б"), (other, "А")):
            (org,) = anna.organizations.find(name=name)
            anna.entries.write(directory, org.id, "раз", expected_version=0)
            assert a_plan(anna, directory, {name: "два"}).report.entries.conflicts == 1

    def test_imports_row_in_history_is_the_first_that_says_it(self, world: World) -> None:
        """What several rows say of one organization is one revision, which names the first row; a hand's names none."""
        anna = world.user("anna")
        guide = new_directory(anna).id
        rows = (Row(5, ("А", "")), Row(7, ("А", "раз")), Row(8, ("А", "два")), Row(9, ("А", "раз")))
        mapping = ImportMapping(name="Имя", directories=[DirectoryColumn("Текст", directory_id=guide)])
        plan = anna.imports.plan(Table(headers=("Имя", "Текст"), rows=rows), mapping, source="клиенты")
        anna.imports.apply(plan)
        (org,) = anna.organizations.list()
        anna.entries.write(guide, org.id, "правка", expected_version=1)
        imported, by_hand = anna.entries.history(guide, org.id)
        assert imported.text.split("\n") == ["раз", "два"]
        assert (imported.row, by_hand.row) == (7, None)
        assert (anna.organizations.history(org.id)[0].row, by_hand.commit.origin) == (5, ByHand())

    @pytest.mark.parametrize("malformed", ["x", "../..", "' OR 1=1 --", "x" * 5000])
    def test_imports_malformed_id_of_a_directory_is_missing(self, world: World, malformed: str) -> None:
        """A column for a directory whose id can be none is told as for a missing one."""
        error = refused(NotFoundError, a_plan, world.user("anna"), malformed, {"А": "раз"})
        assert (error.what, error.id) == ("directory", malformed)
