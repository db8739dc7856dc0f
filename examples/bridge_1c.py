"""
The problem: the list of clients lives in 1C, and every night it has moved on: names, КПП, new clients.

The bridge takes the night's export, finds each organization by its key in 1C (a name is no key, and a КПП changes when
the organization moves), and writes what is different as one commit: in the morning everybody sees the whole night, or,
if something failed, the whole evening before. Nothing that did not change gets a new version.

    python examples/bridge_1c.py
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from multibuh_backends import connect
from multibuh_core import Actor, Workspace

SYSTEM = "1c"
MOVED = 50


class Client(NamedTuple):
    """One line of the export."""

    code: str
    name: str
    inn: str
    kpp: str


def export(*, night: int, size: int = 5_000) -> Iterator[Client]:
    """Give what 1C exports: on the second night every hundredth has a new name, as many have moved, ten are new."""
    for number in range(size + 10 * (night - 1)):
        name = f"ООО «Клиент {number:04d}»"
        inspectorate = 9988
        if night > 1 and number % 100 == 0:
            name = f"ООО «Клиент {number:04d} плюс»"
        if night > 1 and (number + MOVED) % 100 == 0:
            inspectorate = 9989
        yield Client(f"{number:09d}", name, inn(f"9988{number:05d}"), f"{inspectorate}01001")


def inn(first_digits: str) -> str:
    """Return the ИНН of an invented legal entity: nine digits and their check digit."""
    total = sum(weight * int(digit) for weight, digit in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), first_digits, strict=True))
    return f"{first_digits}{total % 11 % 10}"


def take_over(workspace: Workspace, clients: Iterable[Client]) -> tuple[int, int]:
    """Write what is different as one commit; return how many were added and how many updated."""
    added = updated = 0
    with workspace.transaction() as tx:
        known = {one.external_ids[SYSTEM]: one for one in tx.organizations.list() if SYSTEM in one.external_ids}
        for client in clients:
            one = known.get(client.code)
            if one is None:
                tx.organizations.add(client.name, inn=client.inn, kpp=client.kpp, external_ids={SYSTEM: client.code})
                added += 1
            elif (one.name, one.kpp) != (client.name, client.kpp):
                tx.organizations.update(one.id, expected_version=one.version, name=client.name, kpp=client.kpp)
                updated += 1
    return added, updated


def main(folder: Path) -> None:
    """Run two nights."""
    with connect(f"sqlite:///{(folder / 'firm.db').as_posix()}", create=True) as backend:
        bridge = Workspace(backend, firm="fintrust", actor=Actor("bridge"), channel="1c")
        for night in (1, 2):
            began = time.perf_counter()
            added, updated = take_over(bridge, export(night=night))
            took = time.perf_counter() - began
            print(f"Ночь {night}: добавлено {added}, изменено {updated}, одной фиксацией ({took:.1f} с)")

        [moved] = bridge.organizations.find(external_id=(SYSTEM, "000000050"))
        print(f"{moved.name}: КПП {moved.kpp}, версия {moved.version}")
        for revision in bridge.organizations.history(moved.id):
            print(f"  версия {revision.version}: {revision.action.value}, КПП {revision.organization.kpp}")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        main(Path(place))
