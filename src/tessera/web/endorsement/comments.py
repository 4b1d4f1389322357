"""One comment; a new one; those that come by Word document or e-mail; how each is resolved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.coordination.models import Comment, Endorsement, Invitation, TextVersion
from tessera.coordination.selectors.comments import comments_listed
from tessera.coordination.services import comments as services
from tessera.coordination.services.text_versions import MOST_BYTES
from tessera.network.models import Organisation
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.formats import number_words
from tessera.web.sentences import in_readers_language
from tessera.web.uploads import upload_keep

from .fields import BringForm, CommentEditForm, CommentForm, ResolveForm
from .matrix import SIGNS, place_words
from .reach import comment_or_404, crumbs, matrix_address, may, round_or_404, version_or_404

HISTORY_SHOWN = 20
LONGEST_NUMBER = 6  # digits of a version's number


@guarded
def comment_page(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """What was said, of which paragraph, and how it was resolved."""
    found = round_or_404(request, pk)
    require(request, "coordination.see_inside_endorsement", found)
    shown = comment_or_404(request, found, comment)
    running = found.state in Endorsement.RUNNING
    context = {
        "round": found,
        "comment": shown,
        "sign": SIGNS[shown.resolution],
        "where": place_words(shown),
        "resolves": running and may(request, "run_endorsement", found),
        "edits": running and may(request, "change_comment", shown),
        "changes": shown.history.select_related("history_user").order_by("-history_id")[:HISTORY_SHOWN],
        "trail": crumbs(found, matrix=True),
    }
    return render(request, "endorsement/comment.html", context)


@guarded
def comment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment on the newest version, or on the one that was the newest when the form was opened."""
    found = round_or_404(request, pk)
    require(request, "coordination.comment_on_endorsement", found)
    version, mine = _version_read(request, found), _organisations(request, found)
    form = submitted(
        request,
        CommentForm,
        initial={
            "number": version.number,
            "paragraph": request.GET.get("paragraph", "0"),
            "organisation": _own(request, mine),
        },
        organisations=mine,
        version=version,
    )
    return form_page(
        request,
        form,
        save=lambda data: services.comment_add(
            text_version=version,
            by=request.user,
            text=data["text"],
            paragraph=data["paragraph"],
            organisation=data["organisation"],
        ),
        back=matrix_address(found),
        heading=_("Comment on %(name)s") % {"name": found.title},
        intro=_("On version %(number)s.") % {"number": version.number},
        saved=_("Saved."),
        cancel=matrix_address(found),
        trail=crumbs(found, matrix=True),
    )


@guarded
def comments_bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Comments that came by Word document or e-mail."""
    found = round_or_404(request, pk)
    require(request, "coordination.comment_on_endorsement", found)
    version, mine = _version_read(request, found), _organisations(request, found)
    initial = {"number": version.number, "organisation": _own(request, mine)}
    form = submitted(request, BringForm, initial=initial, organisations=mine)
    return form_page(
        request,
        form,
        save=lambda data: _told(request, _brought(request, version, data)),
        back=matrix_address(found),
        heading=_("Bring in comments on %(name)s") % {"name": found.title},
        intro=_("They are set beside version %(number)s. What is there already does not come twice.")
        % {"number": version.number},
        submit=_("Read the comments"),
        cancel=matrix_address(found),
        trail=crumbs(found, matrix=True),
    )


@guarded
def comment_edit(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Correct the words or the place of a comment; the history keeps the earlier ones."""
    found = round_or_404(request, pk)
    shown = comment_or_404(request, found, comment)
    require(request, "coordination.change_comment", shown)
    initial = {"text": shown.text, "paragraph": str(shown.paragraph), "version": shown.version}
    back = _address(shown)
    return form_page(
        request,
        submitted(request, CommentEditForm, initial=initial, text_version=shown.text_version),
        save=lambda data: services.comment_change(
            comment=shown, version=data["version"] or 0, by=request.user, text=data["text"], paragraph=data["paragraph"]
        ),
        back=back,
        heading=_("Edit the comment"),
        saved=_("Saved."),
        cancel=back,
        trail=crumbs(found, matrix=True),
    )


@guarded
def resolve(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Say how a comment is resolved, with the answer to whoever made it; ?next=1 goes on to the next that is open."""
    found = round_or_404(request, pk)
    shown = comment_or_404(request, found, comment)
    require(request, "coordination.run_endorsement", found)
    initial = {"resolution": shown.resolution, "answer": shown.answer, "version": shown.version}
    return form_page(
        request,
        submitted(request, ResolveForm, initial=initial),
        save=lambda data: services.comment_resolve(
            comment=shown, version=data.pop("version") or 0, by=request.user, **data
        ),
        back=(lambda _saved: _next_open(request, shown)) if request.GET.get("next") else _address(shown),
        heading=_("Resolve the comment"),
        intro=shown.said,
        saved=_("Saved."),
        cancel=_address(shown),
        trail=crumbs(found, matrix=True),
    )


def _brought(request: HttpRequest, version: TextVersion, data: dict[str, Any]) -> services.Brought:
    organisation, upload = data["organisation"], data["file"]
    if not upload:
        return services.comments_from_text(
            text_version=version, text=data["text"], author=data["author"], by=request.user, organisation=organisation
        )
    kept = upload_keep(request, upload, limit=MOST_BYTES)
    try:
        return services.comments_from_file(
            text_version=version, path=kept, name=upload.name, by=request.user, organisation=organisation
        )
    except ValueError as error:
        raise ValueError(in_readers_language(error)) from None
    finally:
        kept.unlink(missing_ok=True)


def _told(request: HttpRequest, brought: services.Brought) -> None:
    words = ngettext("%(count)s comment was added.", "%(count)s comments were added.", brought.added)
    said = words % {"count": number_words(brought.added)}
    if brought.known:
        words = ngettext("%(count)s was there before.", "%(count)s were there before.", brought.known)
        said += " " + words % {"count": number_words(brought.known)}
    messages.success(request, said)


def _version_read(request: HttpRequest, found: Endorsement) -> TextVersion:
    """The version that the form which was sent is about, else the newest."""
    sent = request.POST.get("number", "")
    if sent.isdecimal() and len(sent) <= LONGEST_NUMBER:
        return version_or_404(request, found, int(sent))
    version = found.versions.first()
    if version is None:
        raise Http404(_("This text has no version yet."))
    return version


def _organisations(request: HttpRequest, found: Endorsement) -> Any:
    """For whom comments can be entered: any invited entity for whoever runs the round, else one's own."""
    invited = Q(pk__in=Invitation.objects.filter(endorsement=found).values("organisation"))
    own = Q(pk__in=request.user.organisation_ids)
    spoken = Q(pk__in=found.invitations.spoken_for_by(request.user).values("organisation"))
    which = invited | own if may(request, "run_endorsement", found) else own | spoken
    return Organisation.objects.filter(which).order_by("acronym", "name")


def _own(request: HttpRequest, organisations: Any) -> Organisation | None:
    """What the form proposes: an organization of one's own, never another's."""
    return organisations.filter(pk__in=request.user.organisation_ids).first()


def _next_open(request: HttpRequest, comment: Comment) -> str:
    """The next comment of the round that is to be resolved, in the order of the matrix; the matrix after the last."""
    rows = comments_listed(request.user, comment.endorsement).exclude(pk=comment.pk)
    following = rows.filter(resolution=Comment.Resolution.OPEN).first()
    if following is None:
        return matrix_address(comment.endorsement)
    return reverse("web:endorsement-comment-resolve", args=[following.endorsement_id, following.pk]) + "?next=1"


def _address(comment: Comment) -> str:
    return reverse("web:endorsement-comment", args=[comment.endorsement_id, comment.pk])
