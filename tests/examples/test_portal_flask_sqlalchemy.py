"""`examples/portal_flask_sqlalchemy.py`: a portal's client and its guide are written together or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event, text

from tests.examples.running import EXAMPLES
from tests.servers.postgresql import Database

ROMASHKA = {"name": "ООО «Ромашка»", "inn": "7707083893", "kpp": "773601001", "guide": "Банк — по вторникам"}


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    """Give the portal's engine."""
    engine = create_engine(database.url)
    yield engine
    engine.dispose()


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give the example, imported as a module: SQLAlchemy looks up the annotations of its class there."""
    spec = spec_from_file_location("portal", EXAMPLES / "portal_flask_sqlalchemy.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "portal", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def app(portal: ModuleType, engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    """Give the portal over an empty database."""
    portal.make_tables(engine)
    app: Flask = portal.make_app(engine, tmp_path / "attachments")
    yield app
    app.extensions["multibuh"].close()


def post(app: Flask, said: dict[str, str]) -> tuple[int, Any]:
    """Add a client as Anna; return the status and what came back."""
    answer = app.test_client().post("/clients", json=said, headers={"X-User": "anna"})
    return answer.status_code, answer.get_json()


def card(app: Flask, client_id: int) -> tuple[int, Any]:
    """Read a client's card as Boris."""
    answer = app.test_client().get(f"/clients/{client_id}/card", headers={"X-User": "boris"})
    return answer.status_code, answer.get_json(silent=True)


def rows(engine: Engine) -> tuple[int, int, int]:
    """Return how many clients there are, how many organizations and how many directories."""
    with engine.connect() as connection:
        counts = [
            connection.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in ("public.clients", "multibuh.multibuh_organizations", "multibuh.multibuh_directories")
        ]
    return counts[0], counts[1], counts[2]


def test_client_and_guide_are_written_together(app: Flask, engine: Engine) -> None:
    """A client has its organization and its guide, and a colleague reads them in its card."""
    status, said = post(app, ROMASHKA)
    assert (status, rows(engine)) == (201, (1, 1, 1))
    status, shown = card(app, said["id"])
    assert status == 200
    assert shown["organization"]["name"] == "ООО «Ромашка»"
    assert [item["entry"]["text"] for item in shown["items"]] == ["Банк — по вторникам"]


def test_nothing_is_seen_before_the_commit(app: Flask, engine: Engine) -> None:
    """Another request and another connection, just before the commit, find neither the client nor its organization."""
    seen: list[object] = []

    def look(_connection: object) -> None:
        seen.extend([card(app, 1)[0], rows(engine)])

    event.listen(engine, "commit", look)
    assert post(app, ROMASHKA)[0] == 201
    assert seen == [404, (0, 0, 0)]
    assert card(app, 1)[0] == 200


def test_wrong_number_takes_both_back(app: Flask, engine: Engine) -> None:
    """An ИНН with a wrong check digit is refused with its reason, and the client's row goes with it."""
    status, said = post(app, {**ROMASHKA, "inn": "7707083894"})
    assert status == 400
    assert "ИНН «7707083894»" in said["message"]
    assert rows(engine) == (0, 0, 0)


def test_failure_after_ours_takes_both_back(app: Flask, engine: Engine) -> None:
    """Where the entry is refused after the organization was added, all three vanish."""
    assert post(app, {**ROMASHKA, "guide": "\0"})[0] == 400
    assert rows(engine) == (0, 0, 0)
    assert post(app, ROMASHKA)[0] == 201


def test_twin_is_told_whose_it_is(app: Flask, engine: Engine) -> None:
    """A client with an ИНН that another has is refused with that other's id, asked in the same transaction."""
    _, first = post(app, ROMASHKA)
    status, said = post(app, {**ROMASHKA, "name": "Ромашка (дубль)"})
    assert (status, said["client"]) == (409, str(first["id"]))
    assert rows(engine) == (1, 1, 1)


def test_nobody_acts_without_a_login(app: Flask, engine: Engine) -> None:
    """A request whose user the portal does not know writes nothing and reads nothing."""
    assert app.test_client().post("/clients", json=ROMASHKA).status_code == 401
    assert app.test_client().get("/clients/1/card").status_code == 401
    assert rows(engine) == (0, 0, 0)
