"""What an operator asks of a backend, inside of a host's transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from multibuh_backends.sql import SqlBackend
from multibuh_core import UnsupportedOperationError
from multibuh_core.testing.adding import new_directory
from tests.multibuh_backends.sql.postgresql.hosts import Host, a_client
from tests.multibuh_backends.sql.postgresql.stores import FIRM

CALLS: dict[str, Callable[[SqlBackend], object]] = {
    "verify": lambda store: list(store.verify()),
    "gc": lambda store: store.gc(older_than=timedelta(0)),
    "read_firm": lambda store: list(store.read_firm(FIRM)),
    "write_firm": lambda store: store.write_firm("copy", ()),
}


class TestOperators:
    """What looks at all of a store needs one state of it, which a host's transaction does not give."""

    @pytest.mark.parametrize("call", CALLS)
    def test_operators_calls_are_the_stores_own(self, host: Host, call: str) -> None:
        """What an operator asks is refused inside with the way out, and the transaction goes on."""
        with host.engine.begin() as connection:
            with pytest.raises(UnsupportedOperationError, match=f"вызывайте {call} у самого хранилища"):
                CALLS[call](host.store.joined(connection))
            a_client(host.inside(connection))
        assert len(host.names()) == 1

    def test_bytes_of_what_is_not_committed_yet_stay(self, host: Host) -> None:
        """`gc` of the store leaves what a host's open transaction has just stored."""
        with host.engine.begin() as connection:
            anna = host.inside(connection)
            guide, client = new_directory(anna), a_client(anna)
            file = anna.attachments.attach(guide.id, client.id, b"%PDF-1.4", name="reglament.pdf")
            assert host.store.gc() == 0
        with host.outside().attachments.open(file.id) as stream:
            assert stream.read() == b"%PDF-1.4"
