"""The reader's language, where a translated sentence is not enough."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language


def language() -> str:
    """Return the reader's language, as `en` or `zh-hans`."""
    return get_language() or settings.LANGUAGE_CODE


def is_english() -> bool:
    """Whether the reader reads English."""
    return language().startswith("en")


def listed(words: Iterable[object]) -> str:
    """Return words one after the other: 甲、乙; in English with commas."""
    return (", " if is_english() else "、").join(map(str, words))
