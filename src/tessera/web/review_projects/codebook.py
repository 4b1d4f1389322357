"""The codebook: what each code means, when it is given and when not; each edit makes a next version."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.desk_review.selectors.projects import codebook_newest, codebook_version
from tessera.desk_review.services.codebooks import codebook_ensure, codebook_entry_change
from tessera.vocabulary.codebook import TEXTS
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.passage_words import FAMILIES, label_words

from .codes import key_of
from .fields import EntryForm
from .reach import may, trail


@guarded
def codebook(request: HttpRequest) -> HttpResponse:
    """The newest version, or that of ?version."""
    require(request, "desk_review.see_projects")
    asked = request.GET.get("version", "")
    newest = codebook_newest() or codebook_ensure()
    book = codebook_version(int(asked[:9])) if asked.isdecimal() else newest
    if book is None:
        raise Http404(_("There is no such version of the codebook."))
    families = [
        (name, FAMILIES[name], [(one, label_words(name, one["code"]), key_of(name, one["code"])) for one in entries])
        for name, entries in groupby(book.entries, key=lambda one: one["family"])
    ]
    context = {
        "book": book,
        "newest": newest,
        "families": families,
        "edits": may(request, "edit_codebook") and book == newest,
        "trail": trail(),
    }
    return render(request, "review_projects/codebook.html", context)


@guarded
def entry_edit(request: HttpRequest, family: str, code: str) -> HttpResponse:
    """Projects go on with the version that they have until somebody lets them take the new one."""
    require(request, "desk_review.edit_codebook")
    newest = codebook_newest() or codebook_ensure()
    entry: dict[str, Any] | None = next(
        (one for one in newest.entries if (one["family"], one["code"]) == (family, code)), None
    )
    if entry is None:
        raise Http404(_("There is no such code."))
    back = reverse("web:review-codebook")
    return form_page(
        request,
        submitted(request, EntryForm, initial={"version": newest.version, **{name: entry[name] for name in TEXTS}}),
        save=lambda data: codebook_entry_change(
            version=data["version"] or 0, family=family, code=code, by=request.user,
            texts={name: data[name] for name in TEXTS},
        ),
        back=f"{back}#{family}-{code}",
        heading=label_words(family, code),
        intro=_("Saving makes a next version of the codebook; projects keep the one they have until they take it."),
        saved=_("Saved."),
        cancel=back,
        trail=[*trail(), (_("Codebook"), back)],
    )  # fmt: skip
