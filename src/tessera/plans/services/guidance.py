"""The secretariat's words on the Guidance Note: wording of a recommendation, practical suggestions."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.models import Audience
from tessera.network.services.audit import audit_record
from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.models import GuidanceRecommendation, GuidanceWording, Suggestion

from .editing import record_change


@transaction.atomic
def guidance_wording_set(
    *,
    recommendation: GuidanceRecommendation,
    language: str,
    title: str,
    summary: str,
    source: str,
    version: int,
    by: Any,
) -> GuidanceWording:
    """Enter or change the wording in one language. `version` 0 says there was none when the form was opened."""
    if not title.strip():
        raise PlanError(_("Enter a title."))
    if not source.strip():
        raise PlanError(_("Name the document and page that the wording was checked against."))
    values = {
        "title": title.strip(),
        "summary": summary.strip(),
        "source": source.strip(),
        "updated_by": by,
        "updated_at": timezone.now(),
    }
    existing = GuidanceWording.objects.filter(recommendation=recommendation, language=language).first()
    audit_record(actor=by, action="guidance.wording", subject=f"{recommendation} {language}")
    if existing:
        return record_change(existing, version=version, by=by, **values)
    new = GuidanceWording(recommendation=recommendation, language=language, **values)
    new._history_user = by
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:
        raise EditConflict(
            _("Somebody else entered a wording meanwhile. Your words are below; compare and save again."),
            theirs=GuidanceWording.objects.get(recommendation=recommendation, language=language),
        ) from None
    return new


@transaction.atomic
def suggestion_add(
    *,
    recommendation: GuidanceRecommendation,
    for_whom: str,
    text: str,
    sources: list[str],
    by: Any,
    audience: str = Audience.PUBLIC,
) -> Suggestion:
    """Add a practical suggestion."""
    if not text.strip():
        raise PlanError(_("Write the suggestion."))
    new = Suggestion(
        recommendation=recommendation,
        for_whom=for_whom,
        text=text.strip(),
        sources=[s.strip() for s in sources if s.strip()],
        audience=audience,
        created_by=by,
    )
    new._history_user = by
    new.save()
    return new


def suggestion_change(*, suggestion: Suggestion, version: int, by: Any, **values: Any) -> Suggestion:
    """Change a suggestion. Its shipped translations would no longer say the same, so they go."""
    if "text" in values and values["text"] != suggestion.text:
        values["texts"] = {}
    return record_change(suggestion, version=version, by=by, **values)


def suggestion_archive(*, suggestion: Suggestion, version: int, by: Any) -> Suggestion:
    """Take a suggestion out of sight; it can be brought back."""
    return record_change(suggestion, version=version, by=by, archived_at=timezone.now())


def suggestion_restore(*, suggestion: Suggestion, version: int, by: Any) -> Suggestion:
    return record_change(suggestion, version=version, by=by, archived_at=None)
