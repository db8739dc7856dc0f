"""Memory provides the ports whole: each member, by the same parameters."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from multibuh_backends.memory import MemoryBackend
from multibuh_core import ports
from tests.multibuh_backends.memory.builders import ANNA, FIRM, writing


def _objects() -> dict[str, object]:
    backend = MemoryBackend()
    with writing(backend) as work:
        return {
            "Backend": backend,
            "UnitOfWork": work,
            "OrganizationRepository": work.organizations,
            "DirectoryRepository": work.directories,
            "EntryRepository": work.entries,
            "CardReader": backend.cards(FIRM, viewer=ANNA),
            "BlobStore": backend.blobs(FIRM),
        }


OBJECTS = _objects()
HISTORIES = {"DirectoryHistory", "EntryHistory", "History", "OrganizationHistory"}
DATA = {"Blob", "CurrentText", "NewText", *HISTORIES}


class TestPorts:
    """The readable specification specifies all."""

    def test_every_port_is_provided(self) -> None:
        """No port is left out: what the ports export is a port, or the data that ports exchange."""
        assert set(ports.__all__) - DATA == set(OBJECTS)

    @pytest.mark.parametrize("name", OBJECTS)
    def test_members_are_those_of_the_port(self, name: str) -> None:
        """Each member is there; a method takes the same parameters, with the same defaults, and no more."""
        port: Any = getattr(ports, name)
        members = {member for member in vars(port) if not member.startswith("_")}
        for member in members:
            assert member in dir(OBJECTS[name])
            if callable(asked := vars(port)[member]):
                assert _parameters(getattr(type(OBJECTS[name]), member)) == _parameters(asked), member


def _parameters(method: Any) -> list[tuple[str, Any, Any]]:
    return [(one.name, one.kind, one.default) for one in inspect.signature(method).parameters.values()]
