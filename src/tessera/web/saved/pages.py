"""A person's own saved searches: what is new in each; save, edit, look through, take away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tessera.network.services.feed_keys import feed_key_make
from tessera.recommendations.models import SavedSearch
from tessera.recommendations.selectors.asking import question_of
from tessera.recommendations.selectors.news import news_of, saved_query_string
from tessera.recommendations.selectors.saved import saved_searches_of
from tessera.recommendations.services.saved import search_change, search_remove, search_save, search_seen
from tessera.web.access import guarded, require
from tessera.web.form_pages import VersionedForm, form_page, submitted
from tessera.web.question_words import question_words, title_suggested


class SavedForm(VersionedForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    frequency = forms.ChoiceField(
        label=gettext_lazy("Mail me what is new"),
        choices=SavedSearch.Frequency.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("One mail for all your searches, and none when there is nothing new."),
    )


class Confirm(VersionedForm):
    """A form that only confirms."""


@guarded
def saved_list(request: HttpRequest) -> HttpResponse:
    """The person's own, each with how much is new, changed and withdrawn since they were last told."""
    require(request, "recommendations.save_search")
    searches = list(saved_searches_of(request.user))
    key = feed_key_make(person=request.user)  # type: ignore[arg-type]
    rows = [
        {
            "news": news,
            "query": (query := saved_query_string(news.saved)),
            "feed": f"{reverse('web:recommendations-atom')}?{query}{'&' if query else ''}key={key}",
        }
        for news in news_of(request.user, searches, shown=0)
    ]
    context = {"rows": rows, "trail": [(_("Recommendations"), reverse("web:recommendations"))]}
    response = render(request, "saved/list.html", context)
    response["Cache-Control"] = "private, no-store"  # the feeds' addresses hold the person's key
    return response


@guarded
def saved_new(request: HttpRequest) -> HttpResponse:
    """Save what the address asks: ?q=...&country=..., as on the page of recommendations."""
    require(request, "recommendations.save_search")
    question = question_of(dict(request.GET.lists()))
    trouble = " ".join(question.wrong)
    if trouble or not question.is_narrow:
        return render(request, "saved/nothing.html", {"trouble": trouble}, status=422 if trouble else 200)
    initial = {"title": title_suggested(question), "frequency": SavedSearch.Frequency.WEEKLY}
    return form_page(
        request,
        submitted(request, SavedForm, initial=initial),
        save=lambda data: search_save(
            person=request.user,  # type: ignore[arg-type]
            title=data["title"],
            frequency=data["frequency"],
            question=question,
            language=get_language() or "en",
        ),
        back=reverse("web:saved-searches"),
        heading=_("Save this search"),
        intro=question_words(question),
        saved=_("Saved. What there is today counts as known."),
        cancel=f"{reverse('web:recommendations')}?{request.GET.urlencode()}",
        trail=_trail(),
    )


@guarded
def saved_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another title, other mails."""
    saved = _own(request, pk)
    initial = {name: getattr(saved, name) for name in ("title", "frequency", "version")}
    return form_page(
        request,
        submitted(request, SavedForm, initial=initial),
        save=lambda data: search_change(
            saved, version=data["version"] or 0, title=data["title"], frequency=data["frequency"]
        ),
        back=reverse("web:saved-searches"),
        heading=_("Edit the saved search"),
        saved=_("Saved."),
        cancel=reverse("web:saved-searches"),
        trail=_trail(),
    )


@guarded
def saved_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new was looked through: counting starts again from now."""
    saved = _own(request, pk)
    return form_page(
        request,
        submitted(request, Confirm, initial={}),
        save=lambda _data: search_seen(saved),
        back=reverse("web:saved-searches"),
        heading=_("Have you seen what is new in “%(title)s”?") % {"title": saved.title},
        intro=_("Counting starts again from now, for the next mail, too."),
        submit=_("I have seen these"),
        cancel=reverse("web:saved-searches"),
        trail=_trail(),
    )


@guarded
def saved_gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take one away."""
    saved = _own(request, pk)
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": saved.version}),
        save=lambda _data: search_remove(saved),
        back=reverse("web:saved-searches"),
        heading=_("Remove the saved search “%(title)s”?") % {"title": saved.title},
        intro=_("No recommendation goes with it. To have it again, search and save."),
        saved=_("Removed."),
        submit=_("Remove"),
        cancel=reverse("web:saved-searches"),
        trail=_trail(),
    )


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    """Another person's search is not there."""
    require(request, "recommendations.save_search")
    saved: Any = saved_searches_of(request.user).filter(pk=pk).first()
    if saved is None:
        raise Http404(_("You have saved no such search."))
    require(request, "recommendations.keep_search", saved)
    return saved


def _trail() -> list[tuple[str, str]]:
    return [
        (_("Recommendations"), reverse("web:recommendations")),
        (_("Saved searches"), reverse("web:saved-searches")),
    ]
