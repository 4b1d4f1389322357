"""Entering, changing, confirming and archiving the value of a period."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.plans.services import indicator_values as services
from tessera.web.access import export_record, guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.plan_pages import as_entered, audience_of, own_of

from .fields import Confirm, ValueForm
from .reach import address, indicator_or_404, trail, value_or_404

FIELDS = ("start", "end", "value", "cells", "note", "evidence_title", "evidence_url")
STEPS: dict[str, tuple[str, Any, Any]] = {
    "confirm": ("plans.confirm_value", gettext_lazy("Confirm this value?"), gettext_lazy("Confirm")),
    "reopen": ("plans.confirm_value", gettext_lazy("Take the confirmation back?"), gettext_lazy("Take back")),
    "archive": ("plans.enter_value", gettext_lazy("Archive this value?"), gettext_lazy("Archive")),
    "restore": ("plans.enter_value", gettext_lazy("Restore this value?"), gettext_lazy("Restore")),
}


@guarded
def value_new(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Enter a period's value, as a draft."""
    found = indicator_or_404(request, code, pk)
    require(request, "plans.enter_value", found)
    return form_page(
        request,
        submitted(request, ValueForm, initial={}, person=request.user, indicator=found),
        save=lambda data: services.value_add(
            indicator=found, by=request.user, audience=audience_of(data), **own_of(data)
        ),
        back=address(found),
        heading=_("Enter a value"),
        intro=found.title,
        saved=_("Saved as a draft: it counts once it is confirmed."),
        cancel=address(found),
        trail=trail(found.plan, found),
    )


@guarded
def value_edit(request: HttpRequest, code: str, pk: int, value: int) -> HttpResponse:
    """Change a draft."""
    found = indicator_or_404(request, code, pk)
    require(request, "plans.enter_value", found)
    entered = value_or_404(request, found, value)
    initial = as_entered(entered, *FIELDS) | {"document": entered.document.symbol if entered.document else ""}
    return form_page(
        request,
        submitted(request, ValueForm, initial=initial, person=request.user, indicator=found),
        save=lambda data: services.value_change(
            record=entered,
            version=data["version"] or 0,
            by=request.user,
            audience=audience_of(data),
            **own_of(data),
        ),
        back=address(found),
        heading=_("Edit the value"),
        intro=found.title,
        saved=_("Saved."),
        cancel=address(found),
        trail=trail(found.plan, found),
    )


@guarded
def value_stepped(request: HttpRequest, code: str, pk: int, value: int, step: str) -> HttpResponse:
    """Ask, then confirm, reopen, archive or restore."""
    if step not in STEPS:
        raise Http404(_("There is no such page."))
    permission, heading, submit = STEPS[step]
    found = indicator_or_404(request, code, pk)
    require(request, permission, found)
    entered = value_or_404(request, found, value)

    def save(data: dict[str, Any]) -> Any:
        known = {"record": entered, "version": data["version"] or 0, "by": request.user}
        if step in services.STEPS:
            return services.value_step(step=step, **known)
        return (services.value_archive if step == "archive" else services.value_restore)(**known)

    return form_page(
        request,
        submitted(request, Confirm, initial={"version": entered.version}),
        save=save,
        back=address(found),
        heading=str(heading),
        saved=_("Saved."),
        submit=submit,
        cancel=address(found),
        trail=trail(found.plan, found),
    )


def value_file(request: HttpRequest, code: str, pk: int, value: int) -> HttpResponseBase:
    """The file that shows a value, as it was added: always to be saved, never shown by the browser."""
    entered = value_or_404(request, indicator_or_404(request, code, pk), value)
    if not entered.evidence_file:
        raise Http404(_("This value has no file."))
    try:
        opened = entered.evidence_file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file of this value is no longer here.")) from None
    export_record(request, f"indicator-value-{entered.pk}")
    kind = "application/octet-stream"
    return FileResponse(opened, as_attachment=True, filename=entered.evidence_file_name, content_type=kind)
