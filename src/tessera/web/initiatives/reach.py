"""Finds the initiative that an address names, and says in words what initiatives have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel.dates import format_skeleton
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Initiative
from tessera.plans.selectors.initiatives import initiative_get
from tessera.vocabulary import terms
from tessera.web.formats import country_words, current, listed
from tessera.web.plan_pages import Crumbs


def initiative_or_404(request: HttpRequest, pk: int) -> Initiative:
    found = initiative_get(request.user, pk)
    if found is None:
        raise Http404(_("There is no such initiative that you may see."))
    return found


def address(record: Initiative | Activity) -> str:
    if isinstance(record, Activity):
        return reverse("web:activity", args=[record.plan.code, record.ref])
    return reverse("web:initiative", args=[record.pk])


def trail(initiative: Initiative | None = None) -> Crumbs:
    found: Crumbs = [(_("Initiatives"), reverse("web:initiatives"))]
    return [*found, (initiative.title, address(initiative))] if initiative else found


def countries_told(codes: Iterable[str]) -> str:
    return listed(sorted(country_words(code) for code in codes))


def groups_told(codes: Iterable[str]) -> str:
    language = get_language() or "en"
    return listed(sorted(terms.label("groups", code, language) for code in codes))


def month_words(day: date) -> str:
    return format_skeleton("yMMM", day, locale=current())


def months_told(start: date | None, end: date | None) -> str:
    if start and end and (start.year, start.month) == (end.year, end.month):
        return month_words(start)
    return f"{month_words(start) if start else ''} – {month_words(end) if end else ''}" if start or end else ""
