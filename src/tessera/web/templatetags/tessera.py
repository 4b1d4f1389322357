"""Template tags and filters of Tessera's pages; every template has them without loading."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext

from tessera.plans.models import Plan
from tessera.web import formats, recommendation_words

register = template.Library()


@register.filter
def day(value: date | datetime | None, length: str = "medium") -> SafeString | str:
    """<time> with a day in the reader's language; nothing for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), formats.day_words(value, length=length))


@register.filter
def moment(value: datetime | None, length: str = "medium") -> SafeString | str:
    """<time> with a moment in the reader's zone; its title says it in UTC."""
    if value is None or value == "":
        return ""
    utc = value.astimezone(UTC) if timezone.is_aware(value) else value.replace(tzinfo=UTC)
    words, title = formats.moment_words(value, length=length), formats.moment_utc(value)
    plain = timezone.get_current_timezone_name() == "UTC"  # then the device may know better: tessera.js
    return format_html(
        '<time datetime="{}" title="{}"{}>{}</time>',
        f"{utc:%Y-%m-%dT%H:%M:%SZ}",
        title,
        SafeString(" data-utc" if plain else ""),
        words,
    )


@register.filter
def due(value: date | None) -> SafeString | str:
    """<time> saying how far off or how late a due date is."""
    if value is None or value == "":
        return ""
    title, words = formats.day_words(value, length="long"), formats.due_words(value)
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), title, words)


@register.filter
def number(value: int | float | Decimal | None) -> str:
    return "" if value is None or value == "" else formats.number_words(value)


@register.filter
def country(iso3: str | None) -> str:
    return formats.country_words(iso3) if iso3 else ""


@register.filter
def country_list(codes: tuple[str, ...]) -> str:
    """Nepal, India and Bhutan."""
    return formats.listed(formats.country_words(code) for code in codes)


@register.filter
def body_short(code: str) -> str:
    """What people call a body: CERD."""
    return recommendation_words.value_words("mechanism", code) if code else ""


@register.filter
def position_words(code: str) -> str:
    return recommendation_words.value_words("position", code)


@register.simple_tag
def more_of(total: int, shown: int) -> SafeString | str:
    """How many a list leaves out, as a paragraph; nothing where it has all."""
    words = more(range(total), shown)
    return format_html('<p class="meta">{}</p>', words) if words else ""


@register.filter
def wording(record: Any, field: str) -> str:
    """A record's field in the reader's language, else as it was written."""
    return record.wording(field, get_language() or "en") if record is not None else ""


@register.simple_tag(takes_context=True)
def said(context: Context, record: Any, field: str, instead: str = "", limit: int = 0) -> SafeString | str:
    """As `wording`; a text that is not in the reader's language is marked with its own and stands by itself.

    `instead` is said where the field is empty; `limit` is the most characters, 0 for all.
    """
    if record is None:
        return ""
    language, plan = (get_language() or "en")[:2], context.get("plan")
    text = record.wording(field, language) or instead
    shown = Truncator(text).chars(limit) if limit else text
    written_in = (plan.language if isinstance(plan, Plan) else "en")[:2]
    if language == written_in or not text or text not in (record.wording(field, ""), instead):
        return shown
    return format_html('<bdi lang="{}">{}</bdi>', written_in, shown)


@register.simple_tag
def more(rows: Any, shown: int, href: str = "") -> SafeString | str:
    """How many of `rows` the page leaves out after the first `shown`, and where all are; nothing where it has all."""
    left = len(rows) - shown
    if left <= 0:
        return ""
    words = ngettext("and %(n)s more", "and %(n)s more", left) % {"n": number(left)}
    return format_html('<a href="{}">{}</a>', href, words) if href else words


@register.filter
def action_title(action: dict[str, Any]) -> str:
    """The title of one of an activity's actions in the reader's language."""
    return action.get("titles", {}).get((get_language() or "en")[:2]) or action.get("title", "")


@register.simple_tag
def status(code: str, label: str) -> SafeString:
    """A word with a sign: the sign and its colour come from the stylesheet, the meaning from the word."""
    return format_html('<span class="status" data-status="{}">{}</span>', code, label)
