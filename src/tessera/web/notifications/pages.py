"""A person's own notifications, those that are new first; and how often, and about what, they have mails."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.network.models import MailChoice
from tessera.network.notifying import kinds
from tessera.network.selectors.notifications import mail_choice_of, notifications_of
from tessera.network.services.notifications import mail_choice_set, notifications_seen
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

SEEN_SHOWN = 50


class MailForm(forms.Form):
    frequency = forms.ChoiceField(
        label=gettext_lazy("One mail with all that is new"),
        choices=MailChoice.Frequency.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("None comes when there is nothing new."),
    )
    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Mails tell me when"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The page of your notifications shows all of it in any case."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["wanted"].choices = [(kind.code, kind.label) for kind in kinds().values()]  # type: ignore[attr-defined]


@guarded
def notifications(request: HttpRequest) -> HttpResponse:
    """What is new, then what the person has seen. Nobody sees another's."""
    require(request, "network.be_notified")
    told = notifications_of(request.user)
    fresh = [one for one in told if one.notification.seen_at is None]
    seen = [one for one in told if one.notification.seen_at is not None][:SEEN_SHOWN]
    pks = [one.notification.pk for one in fresh]
    context = {
        "fresh": _rows(fresh),
        "seen": _rows(seen),
        "first": min(pks, default=0),
        "upto": max(pks, default=0),
        "trail": [(_("My work"), reverse("web:my-work"))],
    }
    return render(request, "notifications/list.html", context)


@guarded
def seen(request: HttpRequest) -> HttpResponse:
    """All that the page showed was read; what came since, and what it had no room for, stays new. A GET, of somebody
    who reloads, shows the list."""
    require(request, "network.be_notified")
    if request.method != "POST":
        return notifications(request)
    first, upto = (request.POST.get(name, "") for name in ("first", "upto"))
    if all(pk.isdecimal() and len(pk) < 19 for pk in (first, upto)):
        notifications_seen(person=request.user, first=int(first), upto=int(upto))  # type: ignore[arg-type]
    return redirect("web:notifications")


@guarded
def mail_choice(request: HttpRequest) -> HttpResponse:
    """How often mails come, and about what."""
    require(request, "network.be_notified")
    choice = mail_choice_of(request.user)  # type: ignore[arg-type]
    wanted = [code for code in kinds() if code not in choice.without]
    return form_page(
        request,
        submitted(request, MailForm, initial={"frequency": choice.frequency, "wanted": wanted}),
        save=lambda data: mail_choice_set(
            person=request.user,  # type: ignore[arg-type]
            frequency=data["frequency"],
            without=[code for code in kinds() if code not in data["wanted"]],
        ),
        back=reverse("web:notifications"),
        heading=_("Which mails do you want?"),
        saved=_("Saved."),
        cancel=reverse("web:notifications"),
        trail=[(_("My work"), reverse("web:my-work")), (_("Notifications"), reverse("web:notifications"))],
    )


def _rows(told: list[Any]) -> list[dict[str, Any]]:
    return [
        {"said": one.said, "url": reverse(one.url_name, args=one.url_args), "at": one.notification.created_at}
        for one in told
    ]
