"""What copying refuses, in the words of whoever runs the stores."""

from __future__ import annotations

from multibuh_core.errors import AlreadyExistsError, CorruptionError, InvalidInputError, OutcomeUnknownError, shown

__all__ = ["copy_differs", "copy_unread", "firm_exists", "unlawful"]


def firm_exists(firm: str) -> AlreadyExistsError:
    """Return the error for a store that has something of the firm already."""
    message = (
        f"Фирма {shown(firm)} в этом хранилище уже есть, а копия записывается целиком и только на пустое место: "
        "ничего не изменено. Укажите другое хранилище."
    )
    return AlreadyExistsError(message, what="firm", other_id=firm)


def unlawful(record: str, rule: str) -> InvalidInputError:
    """Return the error for the history of a record that breaks a law; *record* is its kind and id, never a text."""
    return InvalidInputError(
        "histories", record, f"{rule}. Ничего не записано: проверьте исходное хранилище (multibuh check)."
    )


def copy_differs(firm: str) -> CorruptionError:
    """Return the error for a copy that is not what was copied."""
    message = (
        f"Копия фирмы {shown(firm)} прочиталась не такой, какой была записана: не работайте с ней. "
        "Проверьте оба хранилища (multibuh check) и скопируйте фирму в другое место."
    )
    return CorruptionError(message)


def copy_unread(firm: str) -> OutcomeUnknownError:
    """Return the error for a copy that is written, and could not be read back to compare it."""
    message = (
        f"Копия фирмы {shown(firm)} записана, но не сверена: хранилище перестало отвечать. Когда оно ответит, "
        "проверьте его (multibuh check), прежде чем работать с копией."
    )
    return OutcomeUnknownError(message)
