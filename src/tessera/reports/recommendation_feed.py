"""Recommendations that a question finds, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.feed import Entry
from tessera.vocabulary.countries import country_name

from .xml_text import xml_text

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
SAID = {
    "new": gettext_lazy("%(what)s"),
    "changed": gettext_lazy("Changed: %(what)s"),
    "withdrawn": gettext_lazy("Withdrawn: %(what)s"),
}


class _Feed(Atom1Feed):
    """One without entries says so with the same words every time it is read."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)


def feed_updated(entries: Sequence[Entry]) -> datetime:
    """When the feed last had something to tell."""
    return max((one.at for one in entries), default=NEVER)


def recommendations_atom(entries: Sequence[Entry], *, title: str, query: str, language: str) -> str:
    """The feed. `query` is the question as a query string; `title` says it in words. Never holds a reader's key."""
    base = settings.ENVIRONMENT.public_url
    asked = f"?{query}" if query else ""
    page = f"{base}{reverse('web:recommendations')}{asked}"
    feed = _Feed(
        title=xml_text(title),
        link=page,
        description="",
        language=language,
        author_name="Tessera",
        feed_url=f"{base}{reverse('web:recommendations-atom')}{asked}",
        feed_guid=page,
    )
    for one in entries:
        address = f"{base}{reverse('web:recommendation', args=[one.record.pk])}"
        feed.add_item(
            title=xml_text(str(SAID[one.what]) % {"what": _where(one.record, language)}),
            link=address,
            description=xml_text(one.record.text),
            unique_id=address,
            pubdate=one.read,
            updateddate=one.at,
            categories=[xml_text(code) for code in (*one.record.groups, *one.record.themes)],
        )
    return str(feed.writeString("utf-8"))


def _where(record: Recommendation, language: str) -> str:
    names = ", ".join(country_name(code, language) for code in record.countries)
    return " · ".join(str(part) for part in (record, names, record.year) if part) or _("Recommendation")
