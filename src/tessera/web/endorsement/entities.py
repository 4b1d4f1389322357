"""Invited entities: invite, name alternates, answer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.coordination.models import Endorsement
from tessera.coordination.selectors.endorsements import alternates_offered, speakers_of
from tessera.coordination.services.endorsements import invitation_add, spokesperson_end, spokesperson_name
from tessera.coordination.services.silence import answer_give
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import AlternateForm, AnswerForm, Confirm, InviteForm
from .reach import address, crumbs, invitation_or_404, round_or_404


@guarded
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite entities; they may join late."""
    found = round_or_404(request, pk)
    require(request, "coordination.run_endorsement", found)
    invited = list(found.invitations.values_list("organisation", flat=True))
    return form_page(
        request,
        submitted(request, InviteForm, initial={}, invited=invited),
        save=lambda data: invitation_add(endorsement=found, by=request.user, **data),
        back=address(found),
        heading=_("Invite organizations to %(name)s") % {"name": found.title},
        saved=_("Saved."),
        submit=_("Invite"),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def answer(request: HttpRequest, pk: int, entity: int) -> HttpResponse:
    """Answer for an entity; whoever runs the round enters what its focal point or alternate said elsewhere."""
    invitation = invitation_or_404(request, pk, entity)
    require(request, "coordination.answer_endorsement", invitation)
    found, person = invitation.endorsement, request.user
    given = invitation.answers.filter(period__endorsement=found, period=found.periods.first()).first()
    form = submitted(
        request,
        AnswerForm,
        initial={"choice": given.choice, "reason": given.reason} if given else {},
        speakers=speakers_of(invitation, timezone.now()),
        person=person,
        later=found.state == Endorsement.State.ENDORSED,
    )
    return form_page(
        request,
        form,
        save=lambda data: answer_give(invitation=invitation, by=person, **data),
        back=address(found),
        heading=_("Answer for %(name)s") % {"name": invitation.organisation.name},
        intro=found.title,
        saved=_("Saved."),
        submit=_("Answer"),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def alternate_new(request: HttpRequest, pk: int, entity: int) -> HttpResponse:
    """Name who speaks for an entity in an absence."""
    invitation = invitation_or_404(request, pk, entity)
    require(request, "coordination.name_alternate", invitation)
    found, everybody = invitation.endorsement, request.user.has_perm("network.view_people")
    people = alternates_offered(invitation, timezone.now(), everybody=everybody)
    return form_page(
        request,
        submitted(request, AlternateForm, initial={}, people=people),
        save=lambda data: spokesperson_name(invitation=invitation, by=request.user, **data),
        back=address(found),
        heading=_("Name an alternate for %(name)s") % {"name": invitation.organisation.name},
        intro=_("Besides the focal points, who speaks for the organization anyway. Empty days leave the term open."),
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def alternate_end(request: HttpRequest, pk: int, entity: int, alternate: int) -> HttpResponse:
    """An alternate no longer speaks for an entity."""
    invitation = invitation_or_404(request, pk, entity)
    require(request, "coordination.name_alternate", invitation)
    named = invitation.spokespersons.select_related("person").filter(pk=alternate).first()
    if named is None:
        raise Http404(_("There is no such alternate."))
    found = invitation.endorsement
    return form_page(
        request,
        submitted(request, Confirm, initial={}),
        save=lambda data: spokesperson_end(spokesperson=named, by=request.user),
        back=address(found),
        heading=_("%(name)s no longer speaks for %(entity)s?") % {"name": named.person, "entity": invitation},
        intro=_("What was answered stays."),
        saved=_("Saved."),
        submit=_("End it"),
        cancel=address(found),
        trail=crumbs(found),
    )
