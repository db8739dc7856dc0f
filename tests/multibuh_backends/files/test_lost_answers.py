"""A network that cuts, doubles and delays, at every request of whole use cases: nobody is told what is not so."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from typing import Any, Final, cast
from uuid import uuid4

import pytest
from hypothesis import settings

from multibuh_backends.files import FilesBackend
from multibuh_backends.files.objects import s3_answers
from multibuh_backends.memory import MemoryBackend
from multibuh_core import Workspace
from multibuh_core.copying import copy_firm
from tests.multibuh_backends.files import mutants_of_the_log as of_the_log
from tests.multibuh_backends.files import mutants_of_the_network as of_the_network
from tests.multibuh_backends.files.losing import Rival, a_trial
from tests.multibuh_backends.files.losses import EVER, Loss
from tests.multibuh_backends.files.network import Network
from tests.multibuh_backends.files.processes import Mutant
from tests.multibuh_backends.files.stores import FIRM, user
from tests.multibuh_backends.files.use_cases import USE_CASES, UseCase, as_anna, nothing, place, some_records
from tests.servers.proxy import Fault
from tests.servers.seaweedfs import bucket_at

MANY: Final = {"ci": (2, 9), "nightly": (9, 9)}
"""How many of the nine kinds of losses are tried at each request that reads, and at each that writes."""
LANES: Final = 3
"""Networks that are spoiled side by side: most of the time is waiting."""


@cache
def a_source() -> MemoryBackend:
    """Give another store that has the firm."""
    source = MemoryBackend()
    some_records(cast("Any", source))
    return source


def take_a_firm(backend: FilesBackend) -> None:
    """Write all of a firm of another store, its only file first."""
    backend.blobs(FIRM).put(io.BytesIO(b"reglament"))
    backend.write_firm(FIRM, a_source().read_firm(FIRM))


def detach(anna: Workspace) -> None:
    """Take the only file away."""
    place(anna, lambda anna, *at: anna.attachments.detach(anna.entries.read(*at).attachments[0].id))


def cards(anna: Workspace) -> Any:
    """Read all cards."""
    return anna.cards.read_many([one.id for one in anna.organizations.list()])


def write_beside(backend: FilesBackend) -> None:
    """Commit what the others' does not rest on."""
    user(backend, "boris").organizations.add("Соперник")


def write_the_same(backend: FilesBackend) -> None:
    """Commit a text in the place of which another is about to be written."""
    place(user(backend, "boris"), lambda boris, *at: boris.entries.write(*at, "чужое", expected_version=2))


CASES: Final[dict[str, tuple[UseCase, Rival | None]]] = {
    **{name: (case, None) for name, case in USE_CASES.items() if name not in {"a directory", "an attachment"}},
    "detaching": (as_anna(detach), None),
    "taking a whole firm": (UseCase(act=take_a_firm, prepare=nothing), None),
    "reading cards": (as_anna(cards), None),
    "an entry behind another's commit": (USE_CASES["an entry"], write_beside),
    "an entry that another was first at": (USE_CASES["an entry"], write_the_same),
    "publishing behind another's commit": (USE_CASES["publishing"], write_beside),
}

AT_COMMIT: Final = partial(Loss, from_commit=True)

MUTANTS: Final[dict[Mutant, tuple[str, str, Loss]]] = {
    of_the_log.does_not_know_its_own: ("an entry", "state:", AT_COMMIT(Fault.DOUBLED)),
    of_the_log.tells_a_failed_checkpoint: (
        "a commit with a checkpoint",
        "state:",
        AT_COMMIT(Fault.CUT_ANSWER, 1, EVER),
    ),
    of_the_network.takes_each_for_its_own: ("an entry behind another's commit", "state:", AT_COMMIT(Fault.DOUBLED)),
    of_the_network.begins_anew_after_no_answer: ("the first write of a firm", "state:", AT_COMMIT(Fault.LATE_ANSWER)),
    of_the_network.sends_blindly: ("an entry behind another's commit", "state:", AT_COMMIT(Fault.CUT_ANSWER)),
    of_the_network.takes_no_answer_for_made: ("an entry", "reading:", AT_COMMIT(Fault.CUT_REQUEST, 0, EVER)),
    of_the_network.takes_no_answer_for_nothing: ("an entry", "state:", AT_COMMIT(Fault.CUT_ANSWER, 0, EVER)),
    of_the_network.looks_and_sees_nothing: ("reading cards", "answer:", Loss(Fault.CUT_ANSWER, 0, EVER)),
    of_the_network.commits_before_the_bytes: (
        "an attachment over another",
        "verify:",
        AT_COMMIT(Fault.CUT_REQUEST, 1, EVER),
    ),
}
"""What each is caught at, by what it breaks: a use case, and a loss."""


@pytest.fixture(scope="module")
def networks(seaweedfs: tuple[str, int]) -> Iterator[Sequence[Network]]:
    """Give some networks before one server; whatever has to be asked again is asked at once."""
    with ExitStack() as stack:
        bucket = bucket_at(seaweedfs, uuid4().hex)
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(s3_answers, "_PAUSES", (0.01, 0.02, 0.03))
        yield [stack.enter_context(Network.before(bucket)) for _ in range(LANES)]


class TestLostAnswers:
    """One answer lost, or all from one on."""

    @pytest.mark.parametrize(("mutant", "caught"), MUTANTS.items(), ids=lambda one: getattr(one, "__name__", ""))
    def test_careless_backend_is_caught(
        self,
        monkeypatch: pytest.MonkeyPatch,
        networks: Sequence[Network],
        mutant: Mutant,
        caught: tuple[str, str, Loss],
    ) -> None:
        """These tests can fail: a backend broken on purpose is found out, by what it is expected to break."""
        name, kind, loss = caught
        with a_trial(networks, *CASES[name]) as trial:
            mutant(monkeypatch)
            told = trial.faults([loss])
        assert any(one.startswith(kind) for one in told), told

    @pytest.mark.parametrize("name", CASES)
    def test_unit_is_as_it_was_told(self, networks: Sequence[Network], name: str) -> None:
        """After any loss what was told as done is there once, as not done absent, else whole or absent; all goes on."""
        with a_trial(networks, *CASES[name]) as trial:
            at_reads, at_writes = MANY.get(settings.get_current_profile_name(), (0.05, 0.6))
            assert trial.faults(trial.losses(at_reads=at_reads, at_writes=at_writes)) == []

    def test_copy_is_as_it_was_told(self, networks: Sequence[Network]) -> None:
        """A copy that was written whole is not told as not written, whatever becomes of reading it back."""
        case = UseCase(act=lambda backend: copy_firm(a_source(), backend, FIRM), prepare=nothing)
        with a_trial(networks, case) as trial:
            assert trial.faults([AT_COMMIT(Fault.CUT_ANSWER, 1, EVER)]) == []
