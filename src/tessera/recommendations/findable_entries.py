"""What is done about recommendations and how they are assessed, offered to be found by whom it is shown to."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tessera.network.findable import audience_tokens
from tessera.network.models import Audience, Organisation
from tessera.recommendations.models import Assessment, FollowUp, OfRecommendation, Recommendation
from tessera.search.registry import Also, Findable, Wording, findable_register
from tessera.vocabulary import countries

TITLE = 100
KINDS = (("follow-up", FollowUp, _("Follow-up"), "action"), ("assessment", Assessment, _("Assessments"), "assessment"))


def entries_register() -> None:
    """Called once, by the app."""
    for code, model, label, anchor in KINDS:
        findable_register(
            code,
            model,
            label=label,
            rows=partial(_rows, model),
            document=partial(_entry, anchor=anchor),
            facets=("country", "mechanism"),
            also=[
                Also(Recommendation, partial(_ids, model, "recommendation")),
                Also(Organisation, partial(_ids, model, "organisation")),
            ],
        )


def _rows(model: type[OfRecommendation]) -> QuerySet:
    related = "audience_people", "recommendation__audience_people"
    return model.objects.select_related("recommendation__document", "organisation").prefetch_related(*related)


def _ids(model: type[OfRecommendation], path: str, records: Collection[Any]) -> QuerySet:
    return model.objects.filter(**{f"{path}__in": [one.pk for one in records]}).values_list("pk", flat=True)


def _entry(entry: Any, *, anchor: str) -> Findable | None:
    """Nothing where it is archived. Who entered it finds it, too, whatever its audience."""
    if entry.archived_at:
        return None
    recommendation = entry.recommendation
    text = entry.what if isinstance(entry, FollowUp) else f"{entry.get_finding_display()}. {entry.text}".strip()
    title = f"{entry.by_whom}: {text}" if isinstance(entry, FollowUp) else entry.by_whom
    names = " ".join(countries.country_name(code) for code in recommendation.countries)
    own = {f"person:{entry.created_by_id}"} if entry.created_by_id and entry.audience != Audience.PUBLIC else set()
    return Findable(
        id=entry.pk,
        wordings={"en": Wording(Truncator(title).chars(TITLE), text, f"{entry.by_whom} {recommendation} {names}")},
        audience=audience_tokens(entry) | own,
        audience_parent=audience_tokens(recommendation),
        url_name="web:follow-up",
        url_args=(recommendation.pk,),
        anchor=f"{anchor}-{entry.pk}",
        references=(str(recommendation),) if recommendation.document_id else (),
        facets={
            "country": recommendation.countries,
            "mechanism": (recommendation.body,) if recommendation.body else (),
        },
    )
