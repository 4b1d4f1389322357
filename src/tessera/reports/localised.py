"""Days, numbers and lists as the language that is switched on writes them, for files; pages have web.formats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils.translation import get_language

from tessera.vocabulary.texts import LANGUAGES, RIGHT_TO_LEFT

LOCALES = {"en": "en_GB"}
DJANGO = {"zh": "zh-hans"}  # Django's name of the language where it is not the two-letter one
TAGS = {"en": "en-GB", "zh": "zh-Hans"}


class Counted(int):
    """A number that chooses the plural form as a number and is written as the language writes it."""

    def __str__(self) -> str:
        return number_words(int(self))


def locale_now() -> Locale:
    return Locale.parse(LOCALES.get(language_now(), language_now()))


def language_now() -> str:
    """The two-letter code of the language that is switched on, one of the six."""
    code = (get_language() or "en")[:2]
    return code if code in LANGUAGES else "en"


def is_mirrored(language: str) -> bool:
    return language in RIGHT_TO_LEFT


def day_words(value: date) -> str:
    """3 March 2026."""
    return format_date(value, format="long", locale=locale_now())


def number_words(value: int) -> str:
    return format_decimal(value, locale=locale_now())


def listed(parts: Iterable[str]) -> str:
    """Roma, migrants and refugees."""
    return format_list(list(parts), locale=locale_now())
