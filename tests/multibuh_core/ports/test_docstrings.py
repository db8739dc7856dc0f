"""Ports are read by those who write backends: what they promise is said where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from multibuh_core import ports

PORTS = [name for name in ports.__all__ if getattr(getattr(ports, name), "_is_protocol", False)]


class TestDocstrings:
    """Laws and promises."""

    def test_ports_are_those_of_the_design(self) -> None:
        """No port is added without a place in the design."""
        assert sorted(PORTS) == [
            "Backend",
            "BlobStore",
            "CardReader",
            "DirectoryRepository",
            "EntryRepository",
            "OrganizationRepository",
            "UnitOfWork",
        ]

    @pytest.mark.parametrize("name", PORTS)
    def test_port_states_its_laws(self, name: str) -> None:
        """Each port names the laws that it is under."""
        docstring = getattr(ports, name).__doc__
        assert "Laws:" in docstring or "(L2)" in docstring

    @pytest.mark.parametrize("name", PORTS)
    def test_each_member_says_what_it_promises(self, name: str) -> None:
        """No member of a port is without a docstring that ends as a sentence."""
        port: Any = getattr(ports, name)
        for member in vars(port):
            if not member.startswith("_"):
                assert vars(port)[member].__doc__.strip().endswith(".")
