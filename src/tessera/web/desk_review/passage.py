"""One passage: what stands around it, what the machine marks and suggests, and the reader's own word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.desk_review.models import Passage, Word
from tessera.desk_review.selectors.passages import around, marked, neighbours
from tessera.desk_review.selectors.practices import practice_of
from tessera.desk_review.services.judging import passage_code, passage_confirm, word_take_back
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import WordForm
from .reach import document_or_404, home, may, passage_or_404, trail
from .words import code_words, part_words, place_words, reading_words


@guarded
def passage(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """By buttons or by keyboard: confirm the suggestion, or say what is right; then the next of the field."""
    document = document_or_404(request, pk)
    found = passage_or_404(request, document, key)
    if request.method == "POST":
        require(request, "desk_review.judge_document", document)
    own = _own(request, found)
    before, after = neighbours(request.user, found)
    onwards = _address(after) if after else home(document)
    if request.method == "POST" and "confirm" in request.POST:
        return _confirmed(request, found, onwards)
    judge = may(request, "judge_document", document)
    return form_page(
        request,
        submitted(request, WordForm, initial=_initial(own or found, own)),
        save=lambda data: passage_code(
            passage=found, by=request.user, relevant=data["relevant"] == "yes",
            groups=data["groups"], how=data["how"], note=data["note"],
        ),
        back=onwards,
        heading=_("Passage %(place)s") % {"place": place_words(found)},
        template="desk_review/passage.html",
        submit=_("Save and go on"),
        judge=judge,
        document=document,
        passage=found,
        own=own,
        part=part_words(found.part),
        marked=marked(found.text, found.evidence),
        suggested=reading_words(found),
        also=code_words("intersections", found.intersections),
        words=[(word, reading_words(word)) for word in found.standing if word is not own] if own or not judge else [],
        around=around(found),
        practice=practice_of(request.user, found),
        may_nominate=may(request, "nominate_practice", document),
        before=_address(before) if before else "",
        after=_address(after) if after else "",
        trail=trail(document),
    )  # fmt: skip


@guarded
def take_back(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One takes back a word of one's own."""
    document = document_or_404(request, pk)
    found = passage_or_404(request, document, key)
    require(request, "desk_review.judge_document", document)
    own = _own(request, found)
    if own is None:
        raise Http404(_("You have said nothing of this passage."))
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: word_take_back(word=own, by=request.user),
        back=_address(found),
        heading=_("Take back what you said of this passage"),
        intro=_("It is kept in the history and counts no more; you may say something else."),
        submit=_("Take back"),
        saved=_("It is taken back."),
        cancel=_address(found),
        trail=trail(document),
    )


def _confirmed(request: HttpRequest, found: Passage, onwards: str) -> HttpResponse:
    try:
        passage_confirm(passage=found, by=request.user)
    except ValueError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(onwards)


def _own(request: HttpRequest, found: Passage) -> Word | None:
    return next((word for word in found.standing if word.person_id == request.user.pk), None)


def _initial(said: Passage | Word, own: Word | None) -> dict[str, Any]:
    """What the reader said; else the suggestion, to be corrected."""
    codes = {"groups": list(said.groups), "how": list(said.how)} if said.relevant else {}
    return {"relevant": "yes" if said.relevant else "no", "note": own.note if own else "", **codes}


def _address(found: Passage) -> str:
    return reverse("web:desk-review-passage", args=[found.document_id, found.key])
