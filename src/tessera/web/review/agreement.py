"""How far reviewers agree with one another and with the machine, per label and per pair; small numbers said plainly."""

from __future__ import annotations

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.recommendations.models import LabelSuggestion
from tessera.recommendations.selectors.agreement import agreements
from tessera.web.access import guarded, require
from tessera.web.agreement_words import figure, said
from tessera.web.suggested_part import label_words, suggested_words
from tessera.web.tables import NumberColumn, Table, table_page

from .desk import REVIEW, trail

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}


class LabelTable(Table):
    kind = tables.Column(verbose_name=gettext_lazy("Kind of label"))
    label = tables.Column(verbose_name=gettext_lazy("Label"))
    answers = NumberColumn(verbose_name=gettext_lazy("Answers"))
    yes = NumberColumn(verbose_name=gettext_lazy("Of these yes"))
    both = NumberColumn(verbose_name=gettext_lazy("Suggestions answered by two"))
    people = tables.Column(verbose_name=gettext_lazy("Alpha of people"), attrs=NUMERIC, default="")
    machine = tables.Column(verbose_name=gettext_lazy("Alpha with the machine"), attrs=NUMERIC, default="")


@guarded
def agreement(request: HttpRequest) -> HttpResponse:
    """Over all that this reviewer may see."""
    require(request, REVIEW)
    kinds, found = dict(LabelSuggestion.Field.choices), agreements(request.user)
    rows = [
        {
            "kind": str(kinds[one.field]),
            "label": label_words(one.field, one.label),
            "answers": one.answers,
            "yes": one.yes,
            "both": one.people.units,
            "people": figure(one.people),
            "machine": figure(one.machine),
        }
        for one in found.labels
    ]
    context = {
        "people": said(found.people),
        "machine": said(found.machine),
        "pairs": [(pair.one, pair.other, said(pair.agreement)) for pair in found.pairs],
        "disputed": [(one, suggested_words(one)) for one in found.disputed],
        "trail": trail(within=True),
    }
    return table_page(
        request,
        table_class=LabelTable,
        queryset_or_rows=rows,
        unit_label=ngettext_lazy("%(count)s label", "%(count)s labels", "count"),
        template="review/agreement.html",
        context=context,
        name="agreement-of-reviewers",
        audience=gettext_lazy("Those who review labels"),
    )
