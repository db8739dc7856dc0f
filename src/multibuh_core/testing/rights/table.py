"""The table of rights: every public method, by role, by state, with its verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from multibuh_core.errors import ConflictError, MultibuhError, NotAllowedError, NotFoundError
from multibuh_core.ports import History
from multibuh_core.testing.kit import Kit
from multibuh_core.testing.methods import public_methods
from multibuh_core.testing.outcomes import all_seen_by
from multibuh_core.testing.rights.calls import CALLS, ROLES, STATES, Scene, a_scene
from multibuh_core.testing.world import World, open_world

# In each cell a sign for the owner, a member, an administrator, and another firm's administrator by the owner's name.
#   r  returns it, and changes nothing      +  done: something changed       0  NotFoundError
#   .  returns without it                   =  done, with nothing to change  !  NotAllowedError  x ConflictError
# States: a live collective directory; archived; one without the entry; published, asked for what was before; personal;
# none at all. In the rows of organizations "archived" is an archived organization, and most other states say nothing.
TABLE = """
method                      live  archived  blank  published  invisible  missing
directories.create          +++.  +++.      +++.   +++.       +++.       +++.
directories.get             rrr0  rrr0      rrr0   rrr0       r000       0000
directories.list            rrr.  ....      rrr.   rrr.       r...       ....
directories.history         rrr0  rrr0      rrr0   r..0       r000       0000
directories.update          +!+0  x!x0      +!+0   +!+0       +000       0000
directories.publish         =!!0  x!!0      =!!0   =!!0       +000       0000
directories.transfer        +!+0  x!x0      +!+0   +!+0       +000       0000
directories.hand_over       !!+.  !!+.      !!+.   !!+.       !!+.       !!..
directories.archive         +!+0  =!=0      +!+0   +!+0       +000       0000
directories.unarchive       =!=0  +!+0      =!=0   =!=0       =000       0000
entries.read                rrr0  rrr0      rrr0   rrr0       r000       0000
entries.read version        rrr0  rrr0      0000   r000       r000       0000
entries.list                rrr0  ...0      ...0   rrr0       r000       0000
entries.history             rrr0  rrr0      ...0   r..0       r000       0000
entries.write               +++0  xxx0      +++0   +++0       +000       0000
entries.clear               +++0  xxx0      ===0   +++0       +000       0000
entries.restore             +++0  xxx0      0000   +000       +000       0000
attachments.attach          +++0  xxx0      +++0   +++0       +000       0000
attachments.get             rrr0  rrr0      0000   rrr0       r000       0000
attachments.get past        rrr0  rrr0      0000   r000       r000       0000
attachments.open            rrr0  rrr0      0000   rrr0       r000       0000
attachments.open past       rrr0  rrr0      0000   r000       r000       0000
attachments.detach          +++0  xxx0      0000   +++0       +000       0000
attachments.detach past     ===0  xxx0      0000   =000       =000       0000
cards.read                  rrr0  ...0      ...0   rrr0       r..0       0000
cards.read_many             rrr.  ....      ....   rrr.       r...       ....
organizations.add           +++.  +++.      -      -          -          -
organizations.get           rrr0  rrr0      -      -          -          0000
organizations.find          rrr.  ....      -      -          -          ....
organizations.list          rrr.  ....      -      -          -          ....
organizations.update        +++0  xxx0      -      -          -          0000
organizations.archive       !!+0  !!=0      -      -          -          0000
organizations.unarchive     !!=0  !!+0      -      -          -          0000
organizations.history       rrr0  rrr0      -      -          -          0000
imports.plan                rrr0  xxx0      rrr0   rrr0       r000       0000
imports.apply               +++0  xxx0      +++0   +++0       +000       0000
transaction                 +++.  xxx.      +++.   +++.       +...       ....
"""

ROWS = {row[:28].strip(): row[28:].split() for row in TABLE.strip().splitlines()[1:]}
CASES = [
    pytest.param(name, state, verdicts, id=f"{name}-{state}")
    for name, cells in ROWS.items()
    for state, verdicts in zip(STATES, cells, strict=True)
    if verdicts != "-"
]
ERRORS = {"0": NotFoundError, "!": NotAllowedError, "x": ConflictError}


def state_of(world: World, scene: Scene) -> list[History]:
    """Return all that is stored of the scene's firm, whoever may see it."""
    return list(world.backend.read_firm(scene.firm))


def seen_in(world: World, scene: Scene) -> Any:
    """Return all that is seen by those of the scene's firm between whom a call could change something."""
    seen = []
    for name in ("olga", "mark", "nina"):
        with world.user(name, scene.firm).transaction() as tx:  # one state, asked for once
            seen.append(all_seen_by(tx))
    return seen


class Rights(Kit, law="Rights"):
    """Who may do what."""

    def test_rights_every_public_method_has_a_row(self, world: World) -> None:
        """A public method without a row in the table fails."""
        assert {name.split()[0] for name in ROWS} == public_methods(world.user("anna"))

    @pytest.mark.parametrize(("name", "state", "verdicts"), CASES)
    def test_rights_verdict(self, tmp_path: Path, name: str, state: str, verdicts: str) -> None:
        """The call comes to what its row says, and changes something only where the row says so."""
        with open_world(self, tmp_path / "store") as world:
            scene = a_scene(world, state, firm=name)
            before, seen = state_of(world, scene), seen_in(world, scene) if "+" in verdicts else None
            for verdict, (role, enter) in zip(verdicts, ROLES.items(), strict=True):
                try:
                    shows = CALLS[name](enter(world, scene.firm), scene)
                except MultibuhError as error:
                    assert type(error) is ERRORS.get(verdict), (role, repr(error))  # noqa: PT017 - or it must not raise
                    shows = None
                else:
                    assert verdict not in ERRORS, (role, shows)
                assert (state_of(world, scene) != before) is (verdict == "+"), role
                if verdict in "r.":
                    assert shows is (verdict == "r"), role
                if verdict == "+":
                    assert seen_in(world, scene) != seen, role
                    scene = a_scene(world, state, firm=f"{name} after {role}")
                    before, seen = state_of(world, scene), seen_in(world, scene)
