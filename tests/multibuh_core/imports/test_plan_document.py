"""A plan as a document: it survives exactly, and nothing doubtful is read."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core import Visibility
from multibuh_core.errors import FormatError
from multibuh_core.imports import DirectoryColumn, Plan
from tests.multibuh_core.imports.tables import a_mapping, a_table, a_workspace, counts, imported, written
from tests.multibuh_core.imports.test_again import files
from tests.multibuh_core.refusals import refusal


def a_plan() -> Plan:
    """Return a plan with an organization, two texts, a warning and a rejected row."""
    table = a_table(
        {"Название": "Мак", "Карта": "банк", "Банк": "пн"}, {"Название": "Мак", "Карта": "б"}, {"Карта": "x"}
    )
    mine = DirectoryColumn("Банк", visibility=Visibility.PERSONAL)
    return a_workspace().imports.plan(table, a_mapping(directories=[DirectoryColumn("Карта"), mine]))


@given(st.none() | files, files)
def test_a_plan_is_read_back_as_it_was(before: Any, file: Any) -> None:
    """`from_json` of `to_json` is the same plan, and the same text again."""
    workspace = a_workspace()
    if before is not None:
        imported(workspace, before, source="before")
    plan = workspace.imports.plan(file, a_mapping(update_organizations=True), overwrite=True)
    text = plan.to_json()
    assert Plan.from_json(text) == plan
    assert Plan.from_json(text.encode()).to_json() == text


def test_a_plan_may_be_applied_tomorrow() -> None:
    """What was read back writes what the plan would have written."""
    workspace = a_workspace()
    table = a_table({"Название": "Мак", "Карта": "банк"})
    text = workspace.imports.plan(table, a_mapping()).to_json()
    report = workspace.imports.apply(Plan.from_json(text))
    assert counts(report) == (1, 0, 1, 0, 0, 0)
    assert written(workspace) == {("Мак", "Карта"): "банк"}


def test_the_document_says_what_it_is() -> None:
    """A tag and a version of our choosing, and no name of a class."""
    document = json.loads(a_plan().to_json())
    assert (document["type"], document["format"]) == ("multibuh.import_plan", 1)


def changed(path: tuple[str | int, ...], value: Any) -> str:
    """Return the document of a plan with one thing in it changed, or added."""
    document = json.loads(a_plan().to_json())
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("type",), "multibuh.entry"),
        (("format",), 2),
        (("format",), True),
        (("format",), "1"),
        (("unknown",), 1),
        (("firm",), 5),
        (("directories",), {}),
        (("directories", 0, "version"), "1"),
        (("directories", 0, "version"), True),
        (("directories", 0, "visibility"), "hidden"),
        (("directories", 0, "show_in_card"), 0),
        (("organizations", 0, "extra"), None),
        (("organizations", 0, "texts", 0), None),
        (("organizations", 0, "rows", 0), 2.0),
        (("organizations", 0, "details", "kind"), "bank"),
        (("organizations", 0, "details", "external_ids"), {"1c": 7}),
        (("organizations", 0, "versions", 0), 2**70),
        (("organizations", 0, "texts", 0), "\ud800"),
        (("report", "applied"), None),
        (("report", "rejected", 0), ["Лист", 1, "", ""]),
    ],
)
def test_a_document_of_another_shape_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    """Another tag or version, an unknown key, a wrong type, a number out of range: no plan comes of it."""
    refusal(FormatError, Plan.from_json, changed(path, value))


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", "{", '{"type":"multibuh.import_plan","type":"x"}', '{"a":NaN}', "[" * 100_000, b"\xff"],
)
def test_what_is_no_document_is_refused(text: str | bytes) -> None:
    """Broken JSON, repeated keys, NaN, endless depth and other encodings are told as one kind of error."""
    refusal(FormatError, Plan.from_json, text)


def test_a_missing_key_is_refused() -> None:
    """Nothing is filled in for what a document leaves out."""
    document = json.loads(a_plan().to_json())
    del document["source"]
    refusal(FormatError, Plan.from_json, json.dumps(document))


def test_plans_are_compared_by_value() -> None:
    """Two plans of one state differ in nothing but the import's id."""
    workspace = a_workspace()
    table = a_table({"Название": "Мак", "Карта": "банк"})
    first, second = (workspace.imports.plan(table, a_mapping()) for _ in range(2))
    assert first != second
    assert attrs.evolve(first, import_id=second.import_id) == second
