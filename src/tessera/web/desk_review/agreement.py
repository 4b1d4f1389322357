"""How far those who read a document agree, code by code, with the machine as one more coder."""

from __future__ import annotations

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.selectors.agreement import agreement_on
from tessera.web.access import guarded, require
from tessera.web.agreement_words import figure
from tessera.web.recommendation_words import term_words
from tessera.web.tables import NumberColumn, Table, table_page

from .reach import document_or_404, trail

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}
FAMILIES = {
    "relevant": gettext_lazy("Of the field or not"),
    "groups": gettext_lazy("Groups concerned"),
    "how": gettext_lazy("How they are addressed"),
}


class CodeTable(Table):
    family = tables.Column(verbose_name=gettext_lazy("Kind of code"))
    code = tables.Column(verbose_name=gettext_lazy("Code"))
    given = NumberColumn(verbose_name=gettext_lazy("Given by people"))
    both = NumberColumn(verbose_name=gettext_lazy("Passages read by two"))
    people = tables.Column(verbose_name=gettext_lazy("Alpha of people"), attrs=NUMERIC, default="")
    machine = tables.Column(verbose_name=gettext_lazy("Alpha with the machine"), attrs=NUMERIC, default="")


@guarded
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Krippendorff's alpha over the passages that people read."""
    document = document_or_404(request, pk)
    require(request, "desk_review.see_work", document)
    found = agreement_on(request.user, document)
    rows = [
        {
            "family": str(FAMILIES[one.family]),
            "code": _("Of the field") if one.family == "relevant" else term_words(one.family, one.code),
            "given": one.given,
            "both": one.people.units,
            "people": figure(one.people),
            "machine": figure(one.machine),
        }
        for one in found.codes
    ]
    return table_page(
        request,
        table_class=CodeTable,
        queryset_or_rows=rows,
        unit_label=ngettext_lazy("%(count)s code", "%(count)s codes", "count"),
        template="desk_review/agreement.html",
        context={"document": document, "found": found, "trail": trail(document)},
        name=f"agreement-{document.pk}",
        audience=_("For the Network; not for passing on."),
        empty={"why": _("Nobody has read a passage of this document yet.")},
    )
