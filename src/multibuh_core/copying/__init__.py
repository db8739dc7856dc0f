"""Copying a firm from one store to another, whole; and the laws of what is copied, for those who write backends."""

from multibuh_core.copying.checking import checked_histories
from multibuh_core.copying.firm import copy_firm
from multibuh_core.copying.refusals import firm_exists

__all__ = ["checked_histories", "copy_firm", "firm_exists"]
