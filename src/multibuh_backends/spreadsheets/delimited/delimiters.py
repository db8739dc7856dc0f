"""Which delimiter a text file uses, found by counting: ``csv.Sniffer`` guesses, and wrongly where texts hold commas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from multibuh_backends.spreadsheets.delimited.records import BrokenRecordError, records

DELIMITERS: Final = (";", ",", "\t")
SAMPLE_LINES: Final = 40


def delimiter_of(lines: Sequence[str], *, likely: str = ";") -> str:
    """
    Return the delimiter that cuts the first lines into records of one length most often, *likely* if none does.

    *lines* are the first `SAMPLE_LINES` of the file; the last record may be cut off. Quoted fields count as one. A
    delimiter by which quotes do not fit is none. From the first record of that length on, at least half of the records
    must have it, so that commas in the texts of a single column are no delimiters.
    """
    ordered = sorted(DELIMITERS, key=lambda delimiter: delimiter != likely)
    return max(ordered, key=lambda delimiter: _agreement(lines, delimiter))


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return how many records agree on a length over one, and that length."""
    lengths: list[int] = []
    given = iter(lines)
    try:
        lengths.extend(len(record) for record in islice(records(given, delimiter), SAMPLE_LINES) if any(record))
    except BrokenRecordError:
        if next(given, None) is not None:
            return 0, 0
    counted = Counter(length for length in lengths if length > 1)
    if not counted:
        return 0, 0
    agreeing, length = max((count, length) for length, count in counted.items())
    since = len(lengths) - lengths.index(length)
    return (agreeing, length) if 2 * agreeing >= since else (0, 0)
