"""What pages of a recommendation need to show its follow-up: include follow_up/of_recommendation.html with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from tessera.recommendations.models import OfRecommendation, Recommendation
from tessera.recommendations.selectors.follow_up import follow_up_of
from tessera.recommendations.services.follow_up import ENTRY_KINDS

KINDS = {model: code for code, model in ENTRY_KINDS.items()}


def follow_up_context(request: HttpRequest, recommendation: Recommendation) -> dict[str, Any]:
    """Entries that the reader may see, each with `editable` and `kind_code`, and which forms are open to them."""
    person: Any = request.user
    found = follow_up_of(person, recommendation)
    entries = [*found.actions, *found.archived, *(one for voice in found.voices for one in voice.assessments)]
    for entry in entries:
        entry.editable, entry.kind_code = _keeps(person, entry), KINDS[type(entry)]
    may = getattr(person, "has_perm", lambda *_a: False)
    return {
        "recommendation": recommendation,
        "follow_up": found,
        "may_act": may("recommendations.add_follow_up", recommendation),
        "may_assess": may("recommendations.add_assessment", recommendation),
        "names_shown": getattr(person, "is_of_network", False),
        "today": timezone.now().date(),
    }


def _keeps(person: Any, entry: OfRecommendation) -> bool:
    """As the rule recommendations.archive_entry says, of an entry that the person sees."""
    if not getattr(person, "is_authenticated", False):
        return False
    return bool(person.is_privileged or (entry.created_by_id == person.pk and person.roles))
