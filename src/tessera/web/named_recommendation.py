"""The recommendation that an address names, on whichever page."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.record import recommendation_get


def recommendation_or_404(request: HttpRequest, pk: int) -> Recommendation:
    """By its number, withdrawn and joined ones too, as far as the reader may see it."""
    found = recommendation_get(request.user, pk)
    if found is None:
        raise Http404(_("There is no recommendation of this number that you may see."))
    return found
