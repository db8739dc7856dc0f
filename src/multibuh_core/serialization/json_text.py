"""JSON as we write and read it: one canonical byte form out, nothing doubtful in."""

from __future__ import annotations

import json
import math
from typing import Any, Final, NoReturn

from multibuh_core.errors import FormatError

__all__ = ["from_json", "to_json"]

MAX_DOCUMENT: Final = 1 << 30
"""In bytes; a document of ours that is larger does not exist."""
MAX_INTEGER: Final = 2**63 - 1

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def to_json(value: object) -> bytes:
    """Return the canonical form: UTF-8, keys sorted by code point, no spaces; equal values give equal bytes."""
    return _encode(value).encode()


def from_json(data: bytes | str) -> Any:
    """
    Read one JSON document.

    Raises:
        FormatError: If it is no JSON or no UTF-8, is too large or too deep, has a key twice, a number that is not
            finite or over 64 bits, U+0000 or a lone surrogate.
    """
    if len(data) > MAX_DOCUMENT:
        raise refused("документ больше 1 ГиБ")
    try:
        text = (data if isinstance(data, bytes) else data.encode()).decode()
        value = json.loads(
            text,
            object_pairs_hook=_without_repeats,
            parse_constant=_no_constant,
            parse_int=_integer,
            parse_float=_finite,
        )
    except UnicodeError:
        raise refused("это не UTF-8") from None
    except RecursionError:
        raise refused("вложенность слишком велика") from None
    except ValueError:
        raise refused("это не JSON") from None
    if "\\u" in text:
        _check_characters(value)
    return value


def refused(reason: str) -> FormatError:
    """Return the error for a document that is not one of ours."""
    return FormatError(f"Документ не читается: {reason}. Возьмите документ, который записала эта библиотека.")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise refused("ключ повторяется")
    return found


def _no_constant(name: str) -> NoReturn:
    raise refused(f"числа {name} в нём не бывает")


def _integer(digits: str) -> int:
    if len(digits) > len(str(MAX_INTEGER)) + 1 or abs(int(digits)) > MAX_INTEGER:
        raise refused("целое число не помещается в 64 бита")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise refused("число не конечно")
    return number


def _check_characters(document: object) -> None:
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((*value.keys(), *value.values()))
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str) and ("\0" in value or any("\ud800" <= one <= "\udfff" for one in value)):
            raise refused("знаков U+0000 и непарных суррогатов в нём не бывает")
