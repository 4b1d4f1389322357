"""The country brief: its preview, what may be chosen, and the two files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.choosing import Candidate, year_of
from tessera.reports.briefs.making import MOST_QUOTES, Told, Wanted, brief_told
from tessera.reports.briefs.setting import brief_pdf
from tessera.reports.briefs.word import brief_docx
from tessera.reports.localised import TAGS
from tessera.reports.typesetting import FontMissing
from tessera.vocabulary import readers, terms
from tessera.vocabulary.texts import LANGUAGES
from tessera.web.formats import country_words
from tessera.web.named_country import country_or_404
from tessera.web.remembered import remembered

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = {"docx": (brief_docx, DOCX), "pdf": (brief_pdf, "application/pdf")}
OFFERED = 40  # recommendations to tick
DEFAULT_READERS = "country-team"


@remembered
def country_brief(request: HttpRequest, code: str) -> HttpResponse:
    """?lang=, ?for= (a kind of readers), ?group=, ?pick= (ids in their order, with commas between)."""
    wanted = wanted_of(request, code)
    if code != wanted.country:
        return HttpResponsePermanentRedirect(reverse("web:country-brief", args=[wanted.country]))
    if "take" in request.GET or "again" in request.GET:
        return HttpResponseRedirect(f"?{_query(wanted, pick=_taken(request.GET))}")
    told = _told(request, wanted)
    query = _query(wanted, pick=wanted.pick)
    context = {
        "brief": told.brief,
        "told": told,
        "wanted": wanted,
        "tag": TAGS.get(wanted.language, wanted.language),
        "code": wanted.country,
        "languages_offered": [(one, terms.endonym(one)) for one in LANGUAGES],
        "readers_offered": [(r.code, r.label.in_language(get_language() or "en")) for r in readers.readers().values()],
        "groups_offered": [(t.code, t.label.in_language(get_language() or "en")) for t in terms.terms("groups")],
        "files": [(form.upper(), f"{_file(wanted, form)}?{query}") for form in FILES],
        "offered": _offered(told),
        "canonical": query,
        "trail": [
            (_("Countries"), reverse("web:countries")),
            (country_words(wanted.country), reverse("web:country", args=[wanted.country])),
        ],
    }
    return render(request, "packs/brief.html", context)


def country_brief_file(request: HttpRequest, code: str, language: str, form: str) -> HttpResponse:
    """The Word document or the PDF of what the preview shows."""
    if form not in FILES or language not in LANGUAGES:
        raise Http404(_("There is no such file."))
    wanted = wanted_of(request, code, language=language)
    make, kind = FILES[form]
    try:
        body = make(_told(request, wanted).brief)
    except FontMissing as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="brief-{wanted.country}-{language}.{form}"'
    return response


def wanted_of(request: HttpRequest, code: str, *, language: str = "") -> Wanted:
    """What the address asks for; what it does not know counts as not said."""
    asked = request.GET
    language = language or asked.get("lang", "") or (get_language() or "en")[:2]
    kind, group = asked.get("for", ""), asked.get("group", "")
    return Wanted(
        country=country_or_404(request.user, code).code,
        language=language if language in LANGUAGES else "en",
        readers=kind if kind in readers.readers() else DEFAULT_READERS,
        group=group if group in terms.codes("groups") else "",
        pick=_ids(asked.get("pick", "").split(",")),
    )


def _told(request: HttpRequest, wanted: Wanted) -> Told:
    def url_of(record: Recommendation) -> str:
        return request.build_absolute_uri(reverse("web:recommendation", args=[record.pk]))

    url = request.build_absolute_uri(reverse("web:country", args=[wanted.country]))
    return brief_told(request.user, wanted, url=url, url_of=url_of)


def _offered(told: Told) -> list[dict[str, Any]]:
    """Recommendations to tick: those shown in their order, then the others."""
    shown = [one.record.pk for one in told.shown]
    rest = [one for one in (*told.left_out, *told.facts.candidates) if one.record.pk not in shown]
    unique = {one.record.pk: one for one in (*told.shown, *rest)}
    rows = list(unique.values())[: max(OFFERED, len(shown))]
    return [_row(one, place if one.record.pk in shown else None) for place, one in enumerate(rows, start=1)]


def _row(one: Candidate, place: int | None) -> dict[str, Any]:
    return {"record": one.record, "year": year_of(one.record), "place": place, "times": one.times}


def _taken(sent: QueryDict) -> tuple[int, ...]:
    """What was ticked, by the numbers beside it; those without a number come last, as they stood."""
    ids = _ids(sent.getlist("take"))
    places = {pk: _number(sent.get(f"n{pk}", "")) for pk in ids}
    return tuple(sorted(ids, key=lambda pk: places[pk] or len(ids) + 1))[:MOST_QUOTES]


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0


def _ids(parts: Iterable[str]) -> tuple[int, ...]:
    """Numbers that can be ids, each once."""
    return tuple(dict.fromkeys(int(p) for p in parts if p.isdecimal() and len(p) < 16))[:MOST_QUOTES]


def _query(wanted: Wanted, *, pick: Iterable[int]) -> str:
    told = {
        "lang": wanted.language,
        "for": wanted.readers if wanted.readers != DEFAULT_READERS else "",
        "group": wanted.group,
        "pick": ",".join(map(str, pick)),
    }
    return urlencode({name: value for name, value in told.items() if value}, safe=",")


def _file(wanted: Wanted, form: str) -> str:
    return reverse("web:country-brief-file", args=[wanted.country, wanted.language, form])
