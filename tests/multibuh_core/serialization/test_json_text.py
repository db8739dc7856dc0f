"""JSON as we read it: nothing doubtful comes in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from multibuh_core import FormatError
from multibuh_core.serialization import json_text
from multibuh_core.serialization.json_text import from_json, to_json
from tests.multibuh_core.refusals import refusal
from tests.multibuh_core.strategies import json_values

CHARACTERS = "знаков U+0000 и непарных суррогатов в нём не бывает"
NO_JSON = "это не JSON"

DOUBTFUL: dict[str, tuple[bytes | str, str]] = {
    "key twice": (b'{"a":1,"a":1}', "ключ повторяется"),
    "key twice in depth": (b'[{"a":{"b":1,"c":2,"b":3}}]', "ключ повторяется"),
    "key twice by escape": (b'{"a":1,"\\u0061":2}', "ключ повторяется"),
    "NaN": (b"[NaN]", "числа NaN в нём не бывает"),
    "Infinity": (b'{"a":Infinity}', "числа Infinity в нём не бывает"),
    "minus Infinity": (b"-Infinity", "числа -Infinity в нём не бывает"),
    "too great a float": (b"1e400", "число не конечно"),
    "too great an integer": (b"9223372036854775808", "целое число не помещается в 64 бита"),
    "too small an integer": (b"-9223372036854775808", "целое число не помещается в 64 бита"),
    "huge integer": (b"9" * 100_000, "целое число не помещается в 64 бита"),
    "NUL": (b'"a\\u0000b"', CHARACTERS),
    "NUL in a key": (b'{"\\u0000":1}', CHARACTERS),
    "lone surrogate": (b'["\\ud800"]', CHARACTERS),
    "surrogates the wrong way": (b'{"a":["\\udc00\\ud800"]}', CHARACTERS),
    "raw surrogate": ('"\ud800"', "это не UTF-8"),
    "raw NUL": (b'"\0"', NO_JSON),
    "raw line end": (b'"a\nb"', NO_JSON),
    "broken UTF-8": (b'"\xff"', "это не UTF-8"),
    "surrogate in UTF-8": (b'"\xed\xa0\x80"', "это не UTF-8"),
    "UTF-16": ('"a"'.encode("utf-16"), "это не UTF-8"),
    "byte order mark": (b"\xef\xbb\xbf{}", NO_JSON),
    "nothing": (b"", NO_JSON),
    "two documents": (b"{}{}", NO_JSON),
    "single quotes": (b"{'a':1}", NO_JSON),
    "comma at the end": (b"[1,]", NO_JSON),
    "comment": (b"[1]//", NO_JSON),
    "leading zero": (b"01", NO_JSON),
    "hexadecimal": (b"0x10", NO_JSON),
    "cut off": (b'{"a":', NO_JSON),
}


class TestReading:
    """From bytes or text."""

    @pytest.mark.parametrize(("data", "reason"), DOUBTFUL.values(), ids=DOUBTFUL)
    def test_doubtful_is_refused(self, data: bytes | str, reason: str) -> None:
        """What readers of JSON disagree about, or what we could not keep, is refused in so many words."""
        assert str(refusal(FormatError, from_json, data)) == (
            f"Документ не читается: {reason}. Возьмите документ, который записала эта библиотека."
        )

    @pytest.mark.parametrize("opening", ["[", '{"a":'])
    @pytest.mark.parametrize("leaf", ["1", '"\\u0041"'])
    @pytest.mark.parametrize("depth", [500, 950, 5_000, 100_000])
    def test_depth_is_no_crash(self, opening: str, leaf: str, depth: int) -> None:
        """However deep, a document is read or refused; the stack never overflows."""
        closing = {"[": "]", '{"a":': "}"}[opening]
        message = ""
        try:
            from_json(opening * depth + leaf + closing * depth)
        except FormatError as error:
            message = str(error)
        assert message == "" or (depth > 500 and "вложенность слишком велика" in message)

    def test_too_large_is_refused_unread(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A document over the limit is refused before it is looked at."""
        monkeypatch.setattr(json_text, "MAX_DOCUMENT", 10)
        assert from_json(b'"12345678"') == "12345678"
        assert "документ больше 1 ГиБ" in str(refusal(FormatError, from_json, b"!" * 11))

    @given(json_values)
    def test_good_json_is_read_as_python_reads_it(self, value: Any) -> None:
        """What is not doubtful is read like any JSON, in our form and in others'."""
        assert from_json(to_json(value)) == value
        assert from_json(json.dumps(value, indent=2)) == value
        assert from_json(json.dumps(value).encode()) == value


class TestWriting:
    """The canonical form."""

    @given(json_values)
    def test_equal_values_give_equal_bytes(self, value: Any) -> None:
        """Writing what was read gives the same bytes again."""
        assert to_json(from_json(to_json(value))) == to_json(value)

    def test_keys_stand_by_code_point(self) -> None:
        """The order of keys is that of their code points, at every depth; letters are not escaped."""
        value = {"я": 1, "😀": 2, "\uffee": 3, "a": {"b": 1, "B": 2}, "Я": 4}
        assert to_json(value).decode() == '{"a":{"B":2,"b":1},"Я":4,"я":1,"\uffee":3,"😀":2}'

    @pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
    def test_what_is_no_number_is_not_written(self, number: float) -> None:
        """NaN and the infinities have no form."""
        with pytest.raises(ValueError, match="not JSON compliant"):
            to_json(number)
