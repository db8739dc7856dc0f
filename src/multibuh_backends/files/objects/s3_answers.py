"""What S3 answered: told by the HTTP status, for servers and drivers name one refusal differently."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final, TypeVar

from multibuh_backends.blobs.failures import STORE, translated
from multibuh_core.errors import UnavailableError, UnsupportedOperationError

__all__ = ["asked_again", "is_lost", "is_missing", "status_of", "told"]

T = TypeVar("T")

_PAUSES: Final = (0.1, 0.3, 0.9)
_PATIENCE: Final = 20.0
"""After so many seconds nothing is asked again: s3fs waits 15 for an answer, so 30 for a server that is silent."""
_WITHOUT_KEY: Final = frozenset({"CredentialRetrievalError", "NoCredentialsError", "PartialCredentialsError"})
_UNSENT: Final = _WITHOUT_KEY | {"ParamValidationError"}
"""What botocore raises before it sends anything."""


def status_of(error: BaseException) -> int | None:
    """Return the HTTP status of the answer; None where there was none."""
    status = _answer(error).get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status if isinstance(status, int) else None


def is_missing(error: BaseException) -> bool:
    """Return whether the answer is that there is no such object, though there is the bucket."""
    return status_of(error) == HTTPStatus.NOT_FOUND and _code(error) != "NoSuchBucket"


def is_lost(error: BaseException) -> bool:
    """Return whether the request may have been carried out although no answer says so."""
    status = status_of(error)
    if status is None:
        return not _is_unsent(error)
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED


def asked_again(ask: Callable[[], T]) -> T:
    """Return the answer to what does no harm if it is carried out twice: asked again while the answer is lost."""
    until = time.monotonic() + _PATIENCE
    for pause in _PAUSES:
        try:
            return ask()
        except Exception as error:
            may_help = is_lost(error) or status_of(error) == HTTPStatus.TOO_MANY_REQUESTS
            if not may_help or time.monotonic() > until:
                raise
        time.sleep(random.uniform(pause / 2, pause))  # noqa: S311 - a pause, no secret
    return ask()


@contextmanager
def told() -> Iterator[None]:
    """Raise what the driver raises as the library's errors."""
    with translated(Exception, STORE):
        try:
            yield
        except Exception as error:
            status, code = status_of(error), _code(error)
            if status == HTTPStatus.NOT_IMPLEMENTED:
                raise UnsupportedOperationError(
                    "Сервер S3 не умеет нужной операции: перенесите хранилище на другой."
                ) from None
            if code == "NoSuchBucket":
                raise UnavailableError("Бакета хранилища нет: создайте его или исправьте адрес, и повторите.") from None
            if _is_unsent(error) and type(error).__name__ not in _WITHOUT_KEY:
                raise UnavailableError(
                    "Адрес хранилища неверен: проверьте имя бакета (s3://бакет/путь) и адрес сервера "
                    "(endpoint_url в storage_options), и повторите."
                ) from None
            if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN} or type(error).__name__ in _WITHOUT_KEY:
                raise UnavailableError(
                    "Нет прав на хранилище: проверьте ключ, секрет (storage_options) и права на бакет, и повторите."
                ) from None
            raise


def _is_unsent(error: BaseException) -> bool:
    """Return whether the driver refused before it sent anything; an address that is none is only in the text."""
    is_no_address = isinstance(error, ValueError) and "endpoint" in str(error).lower()
    return is_no_address or type(error).__name__ in _UNSENT


def _code(error: BaseException) -> str:
    return str(_answer(error).get("Error", {}).get("Code", ""))


def _answer(error: BaseException | None) -> Mapping[str, Any]:
    while error is not None:
        answer = getattr(error, "response", None)
        if isinstance(answer, Mapping):
            return answer
        error = error.__cause__
    return {}
