"""How a page with a form behaves: save, or say what is wrong and keep every word that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

Save = Callable[[dict[str, Any]], Any]


class VersionedForm(forms.Form):
    """A form that knows which version of the record it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    save: Save,
    back: str | Callable[[Any], str],
    heading: str,
    saved: str = "",
    **context: Any,
) -> HttpResponse:
    """Show `form`; on a valid POST call `save` with the cleaned data and go `back`.

    A ValueError of a service is shown as the form's error. One that carries `theirs` (somebody else saved first) shows
    both versions side by side; sending the form again then saves over the newer one, knowingly.
    """
    if request.method == "POST" and form.is_valid():
        try:
            result = save(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except ValueError as error:
            form.add_error(None, str(error))
            _show_theirs(form, getattr(error, "theirs", None), context)
        else:
            if saved:
                messages.success(request, saved)
            return HttpResponseRedirect(back(result) if callable(back) else back)
    context |= {"form": form, "heading": heading, "back": back if isinstance(back, str) else "", "request": request}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, context.pop("template", "parts/form_page.html"), context, status=status)


def _show_theirs(form: forms.Form, theirs: Any, context: dict[str, Any]) -> None:
    if theirs is None or not hasattr(theirs, "version"):
        return
    data = form.data.copy()
    data["version"] = str(theirs.version)
    form.data = data
    context["theirs"] = [
        (form[name].label, saved, yours)
        for name in form.fields
        if name != "version" and hasattr(theirs, name)
        for saved, yours in [(_told(getattr(theirs, name)), _told(form.cleaned_data.get(name)))]
        if saved != yours
    ]


def _told(value: Any) -> Any:
    """A value that can be compared and shown: of several records, what they are called."""
    return ", ".join(sorted(map(str, value.all()))) if hasattr(value, "all") else value


def submitted(request: HttpRequest, form_class: type[forms.Form], *, initial: dict[str, Any], **kw: Any) -> Any:
    """The form, filled from the request where it was sent."""
    if request.method == "POST":
        return form_class(request.POST, request.FILES, initial=initial, **kw)
    return form_class(initial=initial, **kw)
