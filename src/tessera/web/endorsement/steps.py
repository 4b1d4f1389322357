"""The steps of a round: circulate, withdraw, take up again; begin silence and give it more time."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tessera.coordination.models import Comment
from tessera.coordination.selectors.comments import comments_listed
from tessera.coordination.services.endorsements import STEPS, endorsement_step
from tessera.coordination.services.silence import silence_begin, silence_extend
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.formats import number_words

from .fields import Confirm, EndForm, ExtensionForm
from .reach import address, crumbs, round_or_404
from .rounds import STEP_WORDS

DAYS, EVENING = 7, time(18)  # of silence, where nobody says otherwise
INTRO = {
    "circulate": gettext_lazy("The invited organizations can then comment on the text."),
    "withdraw": gettext_lazy("Everything stays readable, and the text can be taken up again."),
    "resume": gettext_lazy("The text goes back to consultation."),
}


@guarded
def stepped(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Ask, then take the round a step further."""
    if step not in STEPS:
        raise Http404(_("There is no such page."))
    found = round_or_404(request, pk)
    require(request, "coordination.run_endorsement", found)
    return form_page(
        request,
        submitted(request, Confirm, initial={}),
        save=lambda data: endorsement_step(endorsement=found, step=step, by=request.user),
        back=address(found),
        heading=f"{STEP_WORDS[step]}: {found.title}",
        intro=INTRO[step],
        saved=_("Saved."),
        submit=STEP_WORDS[step],
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def silence_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the newest version under silence."""
    found = round_or_404(request, pk)
    require(request, "coordination.run_endorsement", found)
    unanswered = comments_listed(request.user, found).filter(resolution=Comment.Resolution.OPEN).count()
    initial = {"day": timezone.localdate() + timedelta(days=DAYS), "at": EVENING, "zone": _zone(request)}
    return form_page(
        request,
        submitted(request, EndForm, initial=initial),
        save=lambda data: silence_begin(endorsement=found, by=request.user, **data),
        back=address(found),
        heading=_("Put %(name)s under silence") % {"name": found.title},
        intro=_open_words(unanswered) if unanswered else "",
        saved=_("Saved."),
        submit=_("Begin silence"),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def silence_more(request: HttpRequest, pk: int) -> HttpResponse:
    """Extend a running silence period, and say why."""
    found = round_or_404(request, pk)
    require(request, "coordination.run_endorsement", found)
    period = found.periods.first()
    initial: dict[str, Any] = {"zone": _zone(request)}
    if period is not None:
        initial = {"day": period.local_end.date(), "at": period.local_end.time(), "zone": period.zone}
    return form_page(
        request,
        submitted(request, ExtensionForm, initial=initial),
        save=lambda data: silence_extend(endorsement=found, by=request.user, **data),
        back=address(found),
        heading=_("Give more time: %(name)s") % {"name": found.title},
        intro=_("Everybody who takes part sees the new end and the reason."),
        saved=_("Saved."),
        submit=_("Extend"),
        cancel=address(found),
        trail=crumbs(found),
    )


def _open_words(count: int) -> str:
    words = ngettext("%(count)s comment is still open.", "%(count)s comments are still open.", count)
    return words % {"count": number_words(count)}


def _zone(request: HttpRequest) -> str:
    return getattr(request.user, "time_zone", "") or "UTC"
