"""
The problem: a portal keeps its clients in its own database, and a client without its guide is half a client.

The portal is Flask, its tables are SQLAlchemy's ORM. The tables of multibuh live in a schema beside them, so one
transaction writes both: the client's row, the organization that stands for it, and its first entry. Either all three
are there or none, and nobody sees one without the others.

    PORTAL_DATABASE=postgresql+psycopg://localhost/portal python examples/portal_flask_sqlalchemy.py
    curl -H 'X-User: anna' --json '{"name": "ООО «Ромашка»", "inn": "7707083893", "guide": "Банк — по вторникам"}' \
        localhost:5000/clients
    curl -H 'X-User: boris' localhost:5000/clients/1/card
"""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response, abort, request
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.schema import CreateSchema

from multibuh_backends.sql import SqlBackend, upgrade
from multibuh_core import (
    Actor,
    AlreadyExistsError,
    ConflictError,
    InvalidInputError,
    MultibuhError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
    Visibility,
    Workspace,
)
from multibuh_core.serialization import dumps

SCHEMA = "multibuh"
GUIDE = "Карта обслуживания"
STATUSES = {
    InvalidInputError: 400,
    NotAllowedError: 403,
    NotFoundError: 404,
    AlreadyExistsError: 409,
    ConflictError: 409,
    UnavailableError: 503,
}


class Base(DeclarativeBase):
    """The portal's own tables, in the portal's own schema."""


class Client(Base):
    """A client, as the portal knows it."""

    __tablename__ = "clients"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    inn: Mapped[str | None]


def make_tables(engine: Engine) -> None:
    """Make both kinds of tables in one transaction; a portal with Alembic does the same in a revision of its own."""
    with engine.begin() as connection:
        connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
        upgrade(connection, schema=SCHEMA)
        Base.metadata.create_all(connection)


def make_app(engine: Engine, attachments: Path) -> Flask:
    """Return the portal; a server that forks its workers calls this in each of them."""
    app = Flask(__name__)
    backend = SqlBackend(engine, attachments=str(attachments), schema=SCHEMA, create=True)  # one per process
    app.extensions["multibuh"] = backend

    def workspace(backend: SqlBackend) -> Workspace:
        """Return what one request works with."""
        # Who this is the portal's login decides. The header stands for it here: in earnest anybody could send it.
        user = request.headers.get("X-User") or abort(401)
        return Workspace(backend, firm="fintrust", actor=Actor(user), channel="portal")

    @app.post("/clients")
    def add_client() -> tuple[dict[str, object], int]:
        said = request.get_json()
        with Session(engine) as session:  # whatever leaves it before `commit` takes all back, ours too
            client = Client(name=said["name"], inn=said.get("inn"))
            session.add(client)
            session.flush()  # now it has an id
            inside = workspace(backend.joined(session.connection()))
            try:
                organization = inside.organizations.add(
                    client.name, inn=client.inn, kpp=said.get("kpp"), external_ids={"portal": str(client.id)}
                )
            except AlreadyExistsError as refusal:
                # A refused call has written nothing, and the transaction goes on: ask it whose the ИНН is.
                twin = inside.organizations.get(refusal.other_id)
                return {"message": str(refusal), "client": twin.external_ids.get("portal")}, 409
            inside.entries.write(guide_of(inside), organization.id, said["guide"], expected_version=0)
            answer = {"id": client.id, "organization": organization.id}
            session.commit()  # the only one: from here on others see the client, the organization and the entry
        return answer, 201

    @app.get("/clients/<int:client_id>/card")
    def card(client_id: int) -> Response:
        reader = workspace(backend)  # what only reads needs no transaction of the portal's
        found = reader.organizations.find(external_id=("portal", str(client_id)))
        if not found:
            abort(404)
        return Response(dumps(reader.cards.read(found[0].id)), mimetype="application/json")

    @app.errorhandler(MultibuhError)
    def refuse(error: MultibuhError) -> tuple[dict[str, str], int]:
        status = next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 500)
        return {"message": str(error)}, status

    return app


def guide_of(workspace: Workspace) -> str:
    """Return the id of the directory for guides, which the first client makes."""
    found = next((one for one in workspace.directories.list() if one.name == GUIDE), None)
    if found is None:
        found = workspace.directories.create(GUIDE, visibility=Visibility.COLLECTIVE, show_in_card=True)
    return found.id


if __name__ == "__main__":
    database = create_engine(os.environ["PORTAL_DATABASE"])
    make_tables(database)
    make_app(database, Path("attachments")).run()
