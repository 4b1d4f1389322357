"""The list of endorsement rounds, the page of one, and its history."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.coordination.models import Answer, Endorsement, SilencePeriod, WorkingGroup
from tessera.coordination.selectors import endorsements as selectors
from tessera.coordination.services.silence import silences_settle
from tessera.web.access import guarded, require
from tessera.web.formats import day_words, moment_utc
from tessera.web.tables import DayColumn, MomentColumn, NumberColumn, StatusColumn, Table, table_page

from .reach import address, crumbs, may, round_or_404

STEP_WORDS = {
    "circulate": gettext_lazy("Circulate"),
    "withdraw": gettext_lazy("Withdraw"),
    "resume": gettext_lazy("Take up again"),
}
ALL_STEPS = {
    **STEP_WORDS,
    "begin_silence": gettext_lazy("Silence begins"),
    "break_silence": gettext_lazy("Silence was broken"),
    "endorse": gettext_lazy("Endorsed"),
}
SIGNS = {"endorsed": "done", "silence": "due", "consultation": "under-way", "withdrawn": "dropped"}
HISTORY_SHOWN = 100


class RoundFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Words"), method="by_words")
    state = filters.ChoiceFilter(label=gettext_lazy("State"), choices=Endorsement.State.choices)
    working_group = filters.ModelChoiceFilter(label=gettext_lazy("Working group"), queryset=WorkingGroup.objects.none())

    class Meta:
        model = Endorsement
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        seen = WorkingGroup.objects.visible_to(self.request.user)
        self.filters["working_group"].queryset = seen.filter(pk__in=self.queryset.order_by().values("working_group"))

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return rows


class RoundTable(Table):
    title = tables.Column(verbose_name=gettext_lazy("Document"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    versions = NumberColumn(verbose_name=gettext_lazy("Versions"), accessor="version_count")
    entities = NumberColumn(verbose_name=gettext_lazy("Invited organizations"), accessor="entity_count")
    open = NumberColumn(verbose_name=gettext_lazy("Open comments"), accessor="open_count")
    comments_until = DayColumn(verbose_name=gettext_lazy("Comments until"))
    silence_ends = MomentColumn(verbose_name=gettext_lazy("Silence ends"))

    def render_title(self, record: Endorsement) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record), record.title)

    def value_title(self, record: Endorsement) -> str:
        return record.title

    def render_state(self, record: Endorsement) -> Any:
        return format_html(
            '<span class="status" data-status="{}">{}</span>', SIGNS.get(record.state, ""), record.get_state_display()
        )

    def value_state(self, record: Endorsement) -> str:
        return record.get_state_display()


def round_list(request: HttpRequest) -> HttpResponse:
    """Every round that the reader may see."""
    silences_settle()
    creates, of_network = may(request, "create_endorsement"), getattr(request.user, "is_of_network", False)
    return table_page(
        request,
        table_class=RoundTable,
        queryset_or_rows=selectors.endorsements_listed(request.user),
        filterset=RoundFilter,
        template="endorsement/list.html",
        context={"creates": creates, "of_network": of_network},
        unit_label=ngettext_lazy("%(count)s document", "%(count)s documents", "count"),
        name="endorsements",
        audience=_("With entries for the Network; not for passing on as it is.") if of_network else "",
        empty={
            "why": _("There is no document for endorsement that you may see."),
            "next": _("Add a document") if creates else "",
            "url": reverse("web:endorsement-new") if creates else "",
        },
    )


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A document on its way: its text, who is invited, what they answered, until when, and what comes next."""
    found = round_or_404(request, pk)
    inside = may(request, "see_inside_endorsement", found)
    context = {
        "round": found,
        "sign": SIGNS.get(found.state, ""),
        "inside": inside,
        "final": found.final,
        "trail": crumbs(),
        **(_inside(request, found) if inside else {"endorsers": selectors.endorsers_public(found)}),
    }
    return render(request, "endorsement/round.html", context)


def _inside(request: HttpRequest, found: Endorsement) -> dict[str, Any]:
    now = timezone.now()
    page = selectors.round_page(found, request.user, now=now)
    runs, state = may(request, "run_endorsement", found), found.state
    mine = set(found.invitations.spoken_for_by(request.user).values_list("pk", flat=True))
    answers = state == Endorsement.State.SILENCE
    joins = state == Endorsement.State.ENDORSED
    for entity in page.entities:
        speaks = runs or entity.invitation.pk in mine
        still = joins and (entity.answer is None or entity.answer.choice != Answer.Choice.ENDORSED)
        entity.answers = speaks and (answers or still)
        entity.names = (runs or request.user in entity.focal_points) and state != Endorsement.State.WITHDRAWN
    steps = [one.name for one in found.get_available_state_transitions()]
    return {
        "page": page,
        "runs": runs,
        "sees_people": may(request, "see_inside_endorsement", found),
        "steps": [(step, words) for step, words in STEP_WORDS.items() if step in steps] if runs else [],
        "silence_next": runs and "begin_silence" in steps,
        "extends": runs and answers,
        "revises": runs and state in Endorsement.REVISED,
        "edits": runs and state != Endorsement.State.ENDORSED,
        "invites": runs and state != Endorsement.State.WITHDRAWN,
        "comments_open": state in Endorsement.RUNNING,
        "ends_utc": moment_utc(page.period.ends_at) if page.period else "",
        "ends_there": _there(page.period) if page.period else "",
    }


def _there(period: SilencePeriod) -> str:
    """The end on the clocks of the zone in which it was set."""
    return f"{day_words(period.local_end.date())}, {period.local_end:%H:%M} {period.zone}"


@guarded
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened to a round, the newest first: its steps, versions, silence periods and extensions."""
    found = round_or_404(request, pk)
    require(request, "coordination.see_inside_endorsement", found)
    page = selectors.round_page(found, request.user, now=timezone.now())
    changes = list(found.history.select_related("history_user").order_by("-history_id")[:HISTORY_SHOWN])
    for change in changes:
        change.words = ALL_STEPS.get(change.history_change_reason or "", _("Entered or edited"))
    context = {"round": found, "page": page, "changes": changes, "trail": crumbs(found)}
    return render(request, "endorsement/history.html", context)
