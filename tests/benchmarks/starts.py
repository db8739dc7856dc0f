"""S11: starting the command line, beside starting what it cannot do without."""

from __future__ import annotations

import sys
from pathlib import Path

from multibuh_backends import connect
from multibuh_core import Actor, Visibility, Workspace
from tests.benchmarks.figures import Figure
from tests.benchmarks.rounds import medians_of_commands

__all__ = ["starts"]


def starts(place: Path, *, quick: bool) -> list[Figure]:
    """Measure `multibuh --help` and `multibuh card ORG` as whole processes."""
    url = f"sqlite:///{place / 'start.db'}"
    with connect(url, create=True) as backend:
        anna = Workspace(backend, firm="fintrust", actor=Actor("anna"))
        organization = anna.organizations.add("ООО «Ромашка»", inn="7707083893", kpp="773601001")
        guide = anna.directories.create("Карта", visibility=Visibility.COLLECTIVE, show_in_card=True)
        anna.entries.write(guide.id, organization.id, "Банк — по вторникам", expected_version=0)
    multibuh = [sys.executable, "-m", "multibuh_cli", "--store", url, "--firm", "fintrust", "--user", "anna"]
    times = medians_of_commands(
        {
            "help": [sys.executable, "-m", "multibuh_cli", "--help"],
            "typer": [sys.executable, "-c", "import typer"],
            "card": [*multibuh, "card", organization.id],
            "sqlalchemy": [sys.executable, "-c", "import sqlalchemy"],
        },
        rounds=7 if quick else 25,
    )
    return [
        Figure(
            work="S11 multibuh --help",
            size="process",
            ours=times["help"],
            floor=times["typer"],
            goal=1.5,
            note="floor: import typer",
        ),
        Figure(
            work="S11 multibuh card",
            size="process",
            ours=times["card"],
            floor=times["sqlalchemy"],
            goal=1.5,
            note="floor: import sqlalchemy",
        ),
    ]
