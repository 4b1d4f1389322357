"""What the documents of the Network share: addresses, figures, texts as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from babel.numbers import format_decimal
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.analysis.documents.identity import language_told
from tessera.coordination.selectors.readership import NETWORK, PUBLIC
from tessera.plans.models import Activity
from tessera.reports.localised import day_words, language_now, listed, locale_now
from tessera.reports.written import Bullets, Linked, Paragraph, Part
from tessera.vocabulary.countries import country_name

LONG_ENOUGH = 6  # words by which a text's language can be told


@dataclass(frozen=True, slots=True)
class NotForThem(ValueError):
    """The document would speak of what its readers may not see."""

    message: str

    def __str__(self) -> str:
        return self.message


def page(name: str, *arguments: Any, **query: str) -> str:
    """The full address of a page."""
    asked = urlencode({key: value for key, value in query.items() if value})
    return f"{settings.ENVIRONMENT.public_url}{reverse(name, args=arguments)}{f'?{asked}' if asked else ''}"


def activity_linked(activity: Activity) -> Linked:
    """1b Exchange among field presences"""
    return Linked(activity_words(activity), page("web:activity", activity.plan.code, activity.ref))


def activity_words(activity: Activity) -> str:
    return f"{activity.ref} {activity.wording('title', language_now())}".strip()


def amount(value: Decimal | int) -> str:
    return format_decimal(value, format="#,##0.##", locale=locale_now())


def countries_words(codes: list[str]) -> str:
    """Names in the document's language, in the order of the alphabet; never ranked."""
    return listed(sorted(_country(code) for code in codes))


def _country(code: str) -> str:
    try:
        return country_name(code, language_now())
    except KeyError:
        return code


def as_written(text: str) -> Iterator[Part]:
    """A person's text: paragraphs, and lists where lines stand below one another; marked with its own language."""
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if len(lines) > 1:
            yield Bullets(tuple(lines), language=written_in(block))
        elif lines:
            yield Paragraph(lines[0], language=written_in(block))


def written_in(text: str) -> str:
    """The language of a text where it is not the document's and can be told."""
    if len(text.split()) < LONG_ENOUGH:
        return ""
    language = language_told([text])
    return "" if language == language_now() else language


def issued_words(today: date) -> str:
    """When it was made, and by what."""
    return _("Made with Tessera on %(day)s") % {"day": day_words(today)}


def notice_words(readers: str) -> str:
    if readers == PUBLIC:
        return _("Public: it holds only what everybody may read.")
    return _("For the Network; not for passing on.")


def readers_query(readers: str) -> str:
    """What the addresses of a public document ask for, so that their rows are those it counts."""
    return "" if readers == NETWORK else PUBLIC


def today_utc() -> date:
    return timezone.now().date()
