"""Try all mutants, or those named, and print which test caught each; 1 if one lives, is badly made, or is healthy."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Final

from tests.mutants.kits import CONTROLS, MUTANTS
from tests.mutants.running import Fate, run

_SHOWN: Final = 90
"""How much of a test's name is shown."""


def rows(fates: Sequence[Fate]) -> list[dict[str, object]]:
    """Return what became of each as a document."""
    return [
        {
            "mutant": fate.mutant.name,
            "law": fate.mutant.law or "all",
            "caught_by": fate.caught_by,
            "broken": fate.broken,
            "tests": fate.tests,
            "seconds": round(fate.seconds, 3),
        }
        for fate in fates
    ]


def table(fates: Sequence[Fate]) -> str:
    """Return what became of each as an aligned table."""
    lines = [("mutant", "law", "caught by", "seconds")]
    lines += [(one.mutant.name, one.mutant.law or "all", _verdict(one), f"{one.seconds:.2f}") for one in fates]
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    padded = [[cell.ljust(width) for cell, width in zip(line[:3], widths, strict=True)] for line in lines]
    told = ["  ".join([*cells, line[3].rjust(7)]) for cells, line in zip(padded, lines, strict=True)]
    mutants = [one for one in fates if one.mutant in MUTANTS]
    caught = sum(one.caught_by is not None for one in mutants)
    seconds = sum(one.seconds for one in mutants)
    return "\n".join([*told, "", f"{caught} of {len(mutants)} mutants caught in {seconds:.1f} s"])


def _verdict(fate: Fate) -> str:
    if fate.broken:
        return f"BROKEN MUTANT: {fate.broken}"
    if fate.mutant in CONTROLS:
        return f"CAUGHT: {fate.caught_by}" if fate.caught_by else f"none of {fate.tests}: it is healthy"
    if fate.caught_by is None:
        return f"LIVES through {fate.tests} tests"
    return fate.caught_by if len(fate.caught_by) <= _SHOWN else f"{fate.caught_by[: _SHOWN - 1]}…"


def _is_as_it_should(fate: Fate) -> bool:
    return fate.broken is None and fate.tests > 0 and (fate.caught_by is None) is (fate.mutant in CONTROLS)


def main() -> int:
    """Try what is asked for."""
    parser = argparse.ArgumentParser(prog="nox -s mutants --", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print a document, not a table")
    known = {one.name: one for one in (*CONTROLS, *MUTANTS)}
    parser.add_argument(
        "only", nargs="*", metavar="NAME", help="of a mutant, as the table has it; all if none is named"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.only) - known.keys():
        parser.error(f"no such mutant: {', '.join(sorted(unknown))}")
    fates = run([known[name] for name in arguments.only or known])
    told = json.dumps(rows(fates), ensure_ascii=False, indent=1) if arguments.json else table(fates)
    print(told)  # noqa: T201 - it is run for this
    return 0 if all(map(_is_as_it_should, fates)) else 1


if __name__ == "__main__":
    sys.exit(main())
