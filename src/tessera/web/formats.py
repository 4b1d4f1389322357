"""Days, times, numbers and names of countries as each language writes them, by Babel's data.

English follows the spelling of UN documents: day before month. Digits are European ones in every language, as in the
symbols of documents beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from tessera.vocabulary.countries import country_name

LOCALES = {"en": "en_GB", "zh": "zh", "zh-hans": "zh"}
MEDIUM = {"ar": "long"}  # Arabic's own medium length has no month names, and could be read either way round
BETWEEN = {"ar": "، ", "zh": " "}  # day and time of day; tessera.js joins them the same way


@lru_cache
def locale_of(language: str) -> Locale:
    """Babel's locale for one of Django's language codes."""
    return Locale.parse(LOCALES.get(language) or language.replace("-", "_"))


def current() -> Locale:
    return locale_of(get_language() or "en")


def day_words(value: date, *, length: str = "medium") -> str:
    """3 Mar 2026; `length` is short, medium, long or full."""
    locale = current()
    if length == "medium":
        length = MEDIUM.get(locale.language, length)
    return _day(value.year, value.month, value.day, length, locale)


@lru_cache(maxsize=8192)
def _day(year: int, month: int, day: int, length: str, locale: Locale) -> str:
    return format_date(date(year, month, day), format=length, locale=locale)


def moment_words(value: datetime, *, length: str = "medium") -> str:
    """A moment in the reader's zone, to the minute."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return day_words(local.date(), length=length) + BETWEEN.get(current().language, ", ") + f"{local:%H:%M}"


def moment_utc(value: datetime) -> str:
    """The same moment in UTC, and saying so."""
    moment = value.astimezone(UTC) if timezone.is_aware(value) else value
    return f"{day_words(moment.date())}, {moment:%H:%M} UTC"


def number_words(value: int | float | Decimal) -> str:
    return _number_words(value, current())


@lru_cache(maxsize=20_000)
def _number_words(value: int | float | Decimal, locale: Locale) -> str:
    return format_decimal(value, locale=locale)


def listed(parts: Iterable[str]) -> str:
    """Roma, migrants and refugees."""
    return format_list([str(part) for part in parts], locale=current())


def country_words(iso3: str) -> str:
    """What to call a country (ISO 3166 alpha-3) in the reader's language; the code itself if nobody knows it."""
    try:
        return country_name(iso3, get_language() or "en")
    except KeyError:
        return iso3


def due_words(due: date, *, today: date | None = None) -> str:
    """How far off a due date is: "late by 3 days", "due today", "due in 2 weeks"; the plain date beyond a year."""
    days = (due - (today or timezone.localdate())).days
    if days < 0:
        return late_words(-days)
    if days == 0:
        return gettext("due today")
    if days == 1:
        return gettext("due tomorrow")
    if days < 14:
        return ngettext("due in %(n)s day", "due in %(n)s days", days) % {"n": days}
    if days < 60:
        weeks = days // 7
        return ngettext("due in %(n)s week", "due in %(n)s weeks", weeks) % {"n": weeks}
    return gettext("due on %(day)s") % {"day": day_words(due)}


def late_words(days: int) -> str:
    if days < 60:
        return ngettext("late by %(n)s day", "late by %(n)s days", days) % {"n": days}
    if days < 730:
        months = days // 30
        return ngettext("late by %(n)s month", "late by %(n)s months", months) % {"n": months}
    years = days // 365
    return ngettext("late by %(n)s year", "late by %(n)s years", years) % {"n": years}


class Counted(int):
    """A number that chooses the plural form as a number and is written as the reader's language writes it."""

    def __str__(self) -> str:
        return number_words(int(self))
