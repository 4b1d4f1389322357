"""The way to an organization's own sign-in: an issuer that gives no usable answer is said in a page, not a failure."""

from __future__ import annotations

import logging

from allauth.socialaccount.providers.openid_connect.views import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

logger = logging.getLogger(__name__)


def openid_start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the issuer; 502 where it cannot be reached or its configuration lacks an address."""
    try:
        return login(request, provider_id)
    except (RequestException, KeyError) as error:
        logger.warning("The OpenID Connect issuer gave no usable answer: %s", error)
        return render(request, "socialaccount/authentication_error.html", status=502)
