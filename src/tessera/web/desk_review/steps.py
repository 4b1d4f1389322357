"""How far a review has come: what the document is, the draft to the country team, comments, the release."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tessera.desk_review.selectors.documents import comment_get
from tessera.desk_review.services.documents import document_describe
from tessera.desk_review.services.releasing import comment_add, comment_answer, document_release, document_send
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import AnswerForm, CommentForm, DocumentForm, SendForm, four_weeks_on
from .reach import document_or_404, home, trail


@guarded
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, kind and country."""
    document = document_or_404(request, pk)
    require(request, "desk_review.judge_document", document)
    initial = {name: getattr(document, name) for name in ("version", "title", "kind", "country", "year")}
    return form_page(
        request,
        submitted(request, DocumentForm, initial=initial),
        save=lambda data: document_describe(
            document=document, version=data["version"] or 0, by=request.user,
            title=data["title"], kind=data["kind"], country=data["country"], year=data["year"],
        ),
        back=home(document),
        heading=_("What this document is"),
        intro=_("A document of another kind is held against other criteria; what people said stays."),
        saved=_("It was saved."),
        cancel=home(document),
        trail=trail(document),
    )  # fmt: skip


@guarded
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """To the country team, until a day."""
    document = document_or_404(request, pk)
    require(request, "desk_review.send_document", document)
    return form_page(
        request,
        submitted(request, SendForm, initial={"until": document.comment_until or four_weeks_on()}),
        save=lambda data: document_send(document=document, until=data["until"], by=request.user),
        back=home(document),
        heading=_("Give the draft to the country team"),
        intro=_("It can comment until the day you choose. The review is not public."),
        saved=_("The draft is with the country team."),
        cancel=home(document),
        trail=trail(document),
    )


@guarded
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """After the country team could comment."""
    document = document_or_404(request, pk)
    require(request, "desk_review.release_document", document)
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: document_release(document=document, by=request.user),
        back=home(document),
        heading=_("Release this review"),
        intro=_(
            "Everybody can then read the passages and the scorecard. It is closed: nothing in it changes any more."
        ),
        submit=_("Release"),
        saved=_("The review is released."),
        cancel=home(document),
        trail=trail(document),
    )


@guarded
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """On the draft, while the country team has it."""
    document = document_or_404(request, pk)
    require(request, "desk_review.comment_on_draft", document)
    return form_page(
        request,
        submitted(request, CommentForm, initial={}),
        save=lambda data: comment_add(document=document, text=data["text"], by=request.user),
        back=f"{home(document)}#comments",
        heading=_("Comment on the draft"),
        intro=_("The Network sees it, with your name."),
        saved=_("The comment was saved."),
        cancel=home(document),
        trail=trail(document),
    )


@guarded
def answer(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """What the reviewers answer to a comment on the draft."""
    document = document_or_404(request, pk)
    require(request, "desk_review.answer_comment", document)
    found = comment_get(request.user, document, comment)
    if found is None:
        raise Http404(_("There is no such comment."))
    return form_page(
        request,
        submitted(request, AnswerForm, initial={"text": found.answer}),
        save=lambda data: comment_answer(comment=found, text=data["text"], by=request.user),
        back=f"{home(document)}#comments",
        heading=_("Answer the comment"),
        intro=found.text,
        saved=_("The answer was saved."),
        cancel=home(document),
        trail=trail(document),
    )
