"""How far a project's coders agree, code by code, with the machine as one more coder."""

from __future__ import annotations

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.analysis.agreement import Agreement
from tessera.desk_review.selectors.project_agreement import agreement_in
from tessera.web.access import guarded
from tessera.web.agreement_words import figure
from tessera.web.passage_words import FAMILIES, label_words
from tessera.web.tables import NumberColumn, Table, table_page

from .reach import project_or_404, trail

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
FEW = 10  # passages below which no figure is given


class CodeTable(Table):
    family = tables.Column(verbose_name=gettext_lazy("Kind of code"), orderable=False)
    code = tables.Column(verbose_name=gettext_lazy("Code"), orderable=False)
    given = NumberColumn(verbose_name=gettext_lazy("Given by people"))
    both = NumberColumn(verbose_name=gettext_lazy("Passages read by two"))
    people = tables.Column(verbose_name=gettext_lazy("Alpha of people"), attrs=NUMERIC, default="")
    machine = tables.Column(verbose_name=gettext_lazy("Alpha with the machine"), attrs=NUMERIC, default="")


@guarded
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Krippendorff's alpha over the passages that all their coders have finished."""
    project = project_or_404(request, pk)
    found = agreement_in(request.user, project)
    rows = [
        {
            "family": str(FAMILIES[one.family]),
            "code": label_words(one.family, one.code),
            "given": one.given,
            "both": one.people.units,
            "people": _said(one.people),
            "machine": _said(one.machine),
        }
        for one in found.codes
    ]
    return table_page(
        request,
        table_class=CodeTable,
        queryset_or_rows=rows,
        unit_label=ngettext_lazy("%(count)s code", "%(count)s codes", "count"),
        template="review_projects/agreement.html",
        context={"project": project, "found": found, "few": FEW, "trail": trail(project)},
        name=f"project-agreement-{pk}",
        audience=_("For the Network; not for passing on."),
        empty={"why": _("No passage has been finished by all its coders yet.")},
    )


def _said(one: Agreement) -> str:
    if 0 < one.units < FEW:
        return _("too few to say")
    return figure(one)
