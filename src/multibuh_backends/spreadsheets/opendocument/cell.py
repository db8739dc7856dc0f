"""One cell of an OpenDocument table: what it says, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from multibuh_backends.spreadsheets.cells import moment_text, number_text, truth_text
from multibuh_backends.spreadsheets.limits import MAX_CELL_BYTES, MAX_ROWS

_SPACES: Final = re.compile(r"[ \t\r\n]+")
_DURATION: Final = re.compile(r"(-?)PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,]\d{1,9})?S")
_COUNT: Final = re.compile(r"[0-9]{1,9}")


def times(attributes: Mapping[str, str], name: str) -> int:
    """Return how often something is repeated: once if nothing is said, and no more often than a sheet has rows."""
    told = attributes.get(name, "1")
    return max(1, min(int(told), MAX_ROWS)) if _COUNT.fullmatch(told) else MAX_ROWS


class Cell:
    """A cell, while its element is read."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes
        self._parts: list[str] = []
        self._room = MAX_CELL_BYTES
        self._paragraphs = 0
        self.repeated = times(attributes, "table:number-columns-repeated")
        self.rows = times(attributes, "table:number-rows-spanned")
        self.columns = times(attributes, "table:number-columns-spanned")

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element inside of the cell."""
        if name == "text:p":
            self._put("\n" * min(self._paragraphs, 1))
            self._paragraphs += 1
        elif name == "text:s":
            self._put(" " * times(attributes, "text:c"))
        elif name == "text:tab":
            self._put("\t")
        elif name == "text:line-break":
            self._put("\n")

    def add(self, text: str) -> None:
        """Take text; its runs of white space are one space, as the format has it."""
        if self._paragraphs:
            self._put(_SPACES.sub(" ", text))

    def _put(self, text: str) -> None:
        self._room -= len(text)
        if self._room >= 0:
            self._parts.append(text)

    @property
    def is_too_long(self) -> bool:
        """Whether it says more than a cell may."""
        return self._room < 0

    def text(self) -> str:
        """Return what the cell says; nothing for an error."""
        told = self._attributes
        match told.get("office:value-type"):
            case "float" | "percentage" | "currency":
                return _number(told.get("office:value", ""))
            case "date":
                return _moment(told.get("office:date-value", ""))
            case "time":
                return _duration(told.get("office:time-value", ""))
            case "boolean":
                return truth_text(told.get("office:boolean-value") == "true")
            case "string" if told.get("calcext:value-type") != "error":
                return told.get("office:string-value", "".join(self._parts))
        return ""


def _number(value: str) -> str:
    try:
        return number_text(float(value))
    except ValueError:
        return value


def _moment(value: str) -> str:
    try:
        return moment_text(datetime.fromisoformat(value))
    except ValueError:
        return value


def _duration(value: str) -> str:
    match = _DURATION.fullmatch(value)
    if match is None:
        return value
    sign, hours, minutes, seconds = match.groups()
    return f"{sign}{int(hours):02}:{minutes:0>2}:{seconds:0>2}"
