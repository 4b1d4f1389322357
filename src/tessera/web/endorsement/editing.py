"""Setting up an endorsement round, and changing what it says of itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.coordination.services.endorsements import endorsement_change, endorsement_create
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import RoundForm
from .reach import address, audience_of, crumbs, own_of, round_or_404


@guarded
def round_new(request: HttpRequest) -> HttpResponse:
    """A new document for endorsement."""
    require(request, "coordination.create_endorsement")
    return form_page(
        request,
        submitted(request, RoundForm, initial={}, person=request.user),
        save=lambda data: endorsement_create(by=request.user, audience=audience_of(data), **own_of(data)),
        back=address,
        heading=_("Add a document for endorsement"),
        intro=_("Then add its file, invite organizations, and circulate it."),
        saved=_("Saved."),
        cancel=reverse("web:endorsements"),
        trail=crumbs(),
    )


@guarded
def round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title, dates and audience."""
    found = round_or_404(request, pk)
    require(request, "coordination.run_endorsement", found)
    names = ("title", "text", "working_group", "comments_until", "audience", "audience_group", "version")
    initial = {name: getattr(found, name) for name in names}
    initial["audience_people"] = [person.pk for person in found.audience_people.all()]
    return form_page(
        request,
        submitted(request, RoundForm, initial=initial, person=request.user),
        save=lambda data: endorsement_change(
            endorsement=found, version=data["version"] or 0, by=request.user, audience=audience_of(data), **own_of(data)
        ),
        back=address(found),
        heading=_("Edit %(name)s") % {"name": found.title},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found),
    )
