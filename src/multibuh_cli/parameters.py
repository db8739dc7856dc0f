"""What several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["AsJson", "DirectoryName", "OrganizationName"]

OrganizationName = Annotated[str, typer.Argument(metavar="ОРГАНИЗАЦИЯ", help="id, ИНН или точное название.")]
DirectoryName = Annotated[str, typer.Argument(metavar="СПРАВОЧНИК", help="id или название.")]
AsJson = Annotated[bool, typer.Option("--json", help="Вывести документ JSON, и только его.")]
