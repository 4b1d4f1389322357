"""The recommendations that a question finds, as an Atom feed: what was read last, changed, or withdrawn."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tessera.network.services.feed_keys import feed_key_person
from tessera.recommendations.selectors.asking import question_of
from tessera.recommendations.selectors.feed import feed_entries
from tessera.reports.recommendation_feed import feed_updated, recommendations_atom
from tessera.web.question_words import feed_title
from tessera.web.remembered import remembered


@require_safe
def recommendations_feed(request: HttpRequest) -> HttpResponse:
    """The parameters of the page of recommendations; `key` says whose feed it is: feed readers have no session."""
    return _feed(request) if "key" in request.GET else _shared_feed(request)


def _feed(request: HttpRequest) -> HttpResponse:
    viewer = feed_key_person(request.GET.get("key", "")) or request.user
    language = get_language() or "en"
    question = question_of(dict(request.GET.lists()))
    if question.wrong:
        return HttpResponse("\n".join((*question.wrong, "")), status=400, content_type="text/plain; charset=utf-8")
    entries = feed_entries(viewer, question, language=language)
    body = recommendations_atom(entries, title=feed_title(question), query=question.string, language=language)
    updated = int(feed_updated(entries).timestamp())
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response["ETag"] = f'W/"{hashlib.blake2b(body.encode(), digest_size=12).hexdigest()}"'
    response["Last-Modified"] = http_date(updated)
    response["Cache-Control"] = "private, max-age=900"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    # A feed changes without a new date, too (an audience, a join): where a reader sends both, the ETag decides.
    return (
        get_conditional_response(request, etag=response["ETag"], last_modified=updated, response=response) or response
    )


_shared_feed = remembered(_feed)
