"""What is under way about recommendations, in a list: by country, organization, state, and what is due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.network.models import Organisation
from tessera.recommendations.models import FollowUp
from tessera.recommendations.selectors.follow_up import RUNNING, follow_ups_listed
from tessera.web.formats import country_words, due_words, listed
from tessera.web.tables import DayColumn, Table, table_page
from tessera.web.templatetags import tessera as tags

SOON = timedelta(days=30)


class FollowUpFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Words"), method="by_words")
    country = filters.ChoiceFilter(label=gettext_lazy("Country"), method="by_country")
    organisation = filters.ModelChoiceFilter(label=gettext_lazy("Organization"), queryset=Organisation.objects.none())
    state = filters.MultipleChoiceFilter(label=gettext_lazy("State"), choices=FollowUp.State.choices)
    due = filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        method="by_due",
        choices=[
            ("late", gettext_lazy("Late")),
            ("soon", gettext_lazy("Within 30 days")),
            ("none", gettext_lazy("Without a day")),
        ],
    )
    mine = filters.BooleanFilter(
        label=gettext_lazy("Only my organization's"), method="by_mine", widget=filters.widgets.forms.CheckboxInput
    )

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        seen = self.queryset.order_by()
        codes = {code for row in seen.values_list("recommendation__countries", flat=True).distinct() for code in row}
        named = sorted(((code, country_words(code)) for code in codes), key=lambda pair: pair[1])
        self.filters["country"].extra["choices"] = named
        acting = Organisation.objects.filter(pk__in=seen.values("organisation"))
        self.filters["organisation"].queryset = acting.order_by("acronym", "name")
        if not getattr(self.request.user, "organisation_ids", None):
            del self.filters["mine"]

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split()[:8]:
            inside = Q(what__icontains=word) | Q(name__icontains=word) | Q(organisation__name__icontains=word)
            rows = rows.filter(inside | Q(recommendation__text__icontains=word))
        return rows

    def by_country(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(recommendation__countries__contains=f"|{value}|")

    def by_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.now().date()
        if value == "none":
            return rows.filter(due=None)
        last = today - timedelta(days=1) if value == "late" else today + SOON
        first = {"due__gte": today} if value == "soon" else {}
        return rows.filter(state__in=RUNNING, due__lte=last, **first)

    def by_mine(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        return rows.filter(organisation__in=self.request.user.organisation_ids) if value else rows


class FollowUpTable(Table):
    what = tables.Column(verbose_name=gettext_lazy("What is done"), orderable=False)
    who = tables.Column(
        verbose_name=gettext_lazy("Who"), accessor="by_whom", order_by=("organisation__name", "name"), empty_values=()
    )
    countries = tables.Column(
        verbose_name=gettext_lazy("Country"), accessor="recommendation__countries", order_by="recommendation__countries"
    )
    recommendation = tables.Column(
        verbose_name=gettext_lazy("Recommendation"),
        order_by=("recommendation__document__symbol", "recommendation__paragraph"),
    )
    state = tables.Column(verbose_name=gettext_lazy("State"))
    start = DayColumn(verbose_name=gettext_lazy("Start"))
    due = DayColumn(verbose_name=gettext_lazy("Due"))
    url = tables.Column(verbose_name=gettext_lazy("Link"), orderable=False, visible=False)

    def render_what(self, record: FollowUp) -> Any:
        address = f"{reverse('web:follow-up', args=[record.recommendation_id])}#action-{record.pk}"
        words = Truncator(record.what).chars(200)
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, words)

    def value_what(self, record: FollowUp) -> str:
        return record.what

    def render_countries(self, value: tuple[str, ...]) -> str:
        return listed(country_words(code) for code in value)

    def value_countries(self, value: tuple[str, ...]) -> str:
        return ", ".join(value)

    def render_recommendation(self, record: FollowUp) -> Any:
        address = reverse("web:recommendation", args=[record.recommendation_id])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, record.recommendation)

    def value_recommendation(self, record: FollowUp) -> str:
        return str(record.recommendation)

    def render_state(self, record: FollowUp) -> Any:
        return tags.status(record.state, record.get_state_display())

    def value_state(self, record: FollowUp) -> str:
        return record.get_state_display()

    def render_due(self, value: Any, record: FollowUp) -> Any:
        if record.state in RUNNING and value < timezone.now().date():
            return tags.status("late", due_words(value, today=timezone.now().date()))
        return tags.day(value)

    def value_due(self, value: Any) -> Any:
        return value


def follow_up_list(request: HttpRequest) -> HttpResponse:
    """All actions that the reader may see, over all recommendations."""
    of_network = getattr(request.user, "is_of_network", False)
    return table_page(
        request,
        table_class=FollowUpTable,
        queryset_or_rows=follow_ups_listed(request.user),
        filterset=FollowUpFilter,
        template="follow_up/list.html",
        context={"trail": [(_("Recommendations"), reverse("web:recommendations"))]},
        unit_label=ngettext_lazy("%(count)s action", "%(count)s actions", "count"),
        name="follow-up",
        audience=_("With entries for the Network; not for passing on as it is.") if of_network else "",
        empty={
            "why": _("Nothing that you may see has been entered about any recommendation."),
            "next": _("Choose a recommendation and say what is done about it"),
            "url": reverse("web:recommendations"),
        },
    )
