"""L1 over random histories: with and without what another does in personal directories, a viewer observes the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multibuh_core.testing.adding import new_organization
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.methods import public_methods
from multibuh_core.testing.profiles import examples, profile
from multibuh_core.testing.store import Store, open_store
from multibuh_core.testing.world import World
from multibuh_core.testing.worlds.observer import Known, observe
from multibuh_core.testing.worlds.worlds import STEPS, OneWorld, Step, renamed
from multibuh_core.version import OVERWRITE
from multibuh_core.visibility import Visibility


class L1TwoWorlds(Kit, law="L1"):
    """What is hidden leaves no trace."""

    def test_l1_observer_calls_every_public_method(self, world: World) -> None:
        """A public method that the observer does not call fails: its leaks would not be seen."""
        called: set[str] = set()
        observe(world.user("anna"), Known(organizations=["o"], directories=["d"], attachments=["a"]), called)
        assert called == public_methods(world.user("anna"))

    def test_l1_hidden_directories_leave_no_trace(self, tmp_path: Path) -> None:
        """Of any history all that viewers get is the same with hidden steps and without, but for ids."""
        with open_store(self, tmp_path / "store") as store:

            @examples(profile().lasting_worlds if self.lasting else profile().worlds)
            @given(STEPS)
            def holds(steps: list[Step]) -> None:
                tag = store.new_tag()
                with_hidden = OneWorld(store, f"firm {tag} with", with_hidden=True).run(steps)
                assert with_hidden == OneWorld(store, f"firm {tag} without", with_hidden=False).run(steps)

            holds()

    @pytest.mark.parametrize("then", ["stays", "is transferred", "is handed over"])
    def test_l1_private_past_leaves_no_trace(self, tmp_path: Path, then: str) -> None:
        """Whatever stood in a directory before it was published, viewers and later owners get the same."""
        text = st.sampled_from(["", "долги", "жалобы", "x" * 50])

        with open_store(self, tmp_path / "store") as store:

            @examples((profile().lasting_worlds if self.lasting else profile().worlds) // 10)
            @given(st.lists(st.tuples(text, text), max_size=4))
            def holds(pasts: list[tuple[str, str]]) -> None:
                tag = store.new_tag()
                seen = [a_published_past(store, f"firm {tag} {n}", [past[n] for past in pasts], then) for n in (0, 1)]
                assert seen[0] == seen[1]

            holds()


def a_published_past(store: Store, firm: str, past: list[str], then: str) -> list[str]:
    """Publish a directory with this past, and return in words what others, and its later owner, observe."""
    store.clock.set(0)
    hanna = store.enter("hanna", firm)
    orgs = [new_organization(hanna, name).id for name in ("А", "Б")]
    made = hanna.directories.create("".join(past)[:20] + "имя", visibility=Visibility.PERSONAL).id
    files = []
    for number, text in enumerate(past):
        hanna.entries.write(made, orgs[number % 2], f"{number} {text}", expected_version=OVERWRITE)
        data = f"{number} {text}".encode()
        files.append(hanna.attachments.attach(made, orgs[0], data, name=f"{text}.txt", replace=True).id)
        hanna.attachments.detach(files[-1])
    for org in orgs:
        hanna.entries.write(made, org, "к публикации", expected_version=OVERWRITE)
    hanna.directories.update(made, expected_version=1, name="Памятка", show_in_card=True)
    hanna.directories.publish(made)
    if then == "is transferred":
        hanna.directories.transfer(made, to="anna")
    if then == "is handed over":
        store.enter("ada", firm).directories.hand_over(of="hanna", to="hugo")
    known = Known(organizations=orgs, directories=[made], attachments=files)
    return renamed([word for viewer in ("anna", "ada") for word in observe(store.enter(viewer, firm), known)], firm)
