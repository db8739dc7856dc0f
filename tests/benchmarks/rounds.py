"""Fair rounds: the variants in turn, in a shuffled order, each on a sample of its own; the median of the rounds."""

from __future__ import annotations

import random
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

__all__ = ["medians", "medians_of_commands", "microseconds"]


K = TypeVar("K")


def microseconds(work: Callable[[], object]) -> float:
    """Return how long *work* took, once."""
    begun = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - begun) / 1e3


def medians(
    variants: Mapping[K, Callable[[Any], object]], population: Sequence[Any], *, rounds: int, sample: int
) -> dict[K, float]:
    """
    Return the median time of one call of each variant, in microseconds.

    Each variant gets its own random sample of the population in each round, so that none is served by what another has
    brought into a cache.
    """
    chance = random.Random(7)
    times: dict[K, list[float]] = {name: [] for name in variants}
    for name, call in variants.items():
        for one in chance.choices(population, k=sample):
            call(one)
        times[name].clear()
    for _ in range(rounds):
        for name in chance.sample(list(variants), k=len(variants)):
            call, chosen = variants[name], chance.choices(population, k=sample)
            begun = time.perf_counter_ns()
            for one in chosen:
                call(one)
            times[name].append((time.perf_counter_ns() - begun) / 1e3 / sample)
    return {name: statistics.median(found) for name, found in times.items()}


def medians_of_commands(commands: Mapping[str, Sequence[str]], *, rounds: int) -> dict[str, float]:
    """Return the median wall time of each command, in microseconds, in turn; one that fails ends the benchmark."""

    def run(command: Sequence[str]) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        run(command)
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(microseconds(lambda command=command: run(command)))  # type: ignore[misc]
    return {name: statistics.median(found) for name, found in times.items()}
