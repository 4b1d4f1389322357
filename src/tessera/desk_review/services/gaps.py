"""What a document's country was asked is set against the document, and a person says what is right of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version as version_of
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from tessera.analysis import demands, gaps
from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import Gap, GapRun, Job, JobPart, ReviewedDocument
from tessera.extraction import Sentence
from tessera.network.models import Audience, Person
from tessera.network.models.audience import OPERATOR
from tessera.network.services.audit import audit_record
from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.demands_in_focus import InFocus, demands_in_focus

from .jobs import parts_add

AT_ONCE = 500
RELEASED = ReviewedDocument.State.RELEASED
ENGLISH_ONLY = Sentence("How well this works was measured on English documents only.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A demand with the recommendation whose words are compared, and those that whoever sees this one sees, too."""

    demand: InFocus
    worded_by: Recommendation
    made_by: list[Recommendation]


@transaction.atomic
def gaps_find(*, document: ReviewedDocument, by: Person | None) -> Job:
    """Asks for the comparison; where it is under way, that one. Raises DeskReviewError."""
    now: ReviewedDocument = ReviewedDocument.objects.select_for_update().get(pk=document.pk)
    if now.state == RELEASED:
        raise DeskReviewError(_("This review was released and stays as it is."))
    if not now.country:
        raise DeskReviewError(_("Say first of which country the document is, under “Edit”."))
    under_way = JobPart.objects.filter(document=now, job__kind=Job.Kind.GAPS, job__state=Job.State.OPEN)
    if part := under_way.select_related("job").first():
        return part.job
    job = Job.objects.create(kind=Job.Kind.GAPS, title=now.title[:255], asked_by=by)
    parts_add(job=job, parts=[JobPart(job=job, name=now.title[:255], document=now)])
    audit_record(actor=by, action="desk-review.compare", subject=str(now), document=now.pk)
    return job


def gaps_tell(*, document: ReviewedDocument, by: Any = None) -> GapRun:
    """Compares, and writes down what the machine says; no word of a person is touched. Raises DeskReviewError."""
    passages = [
        gaps.Passage(one.key, one.text, one.heading)
        for one in document.passages.filter(gone_at=None).only("key", "text", "heading", "document").iterator()
    ]
    asked = _asked(document.country)
    found = gaps.gaps_found(
        [gaps.Asked(str(one.demand.demand), one.demand.text) for one in asked], passages, countries=(document.country,)
    )
    with transaction.atomic():
        now = ReviewedDocument.objects.select_for_update().get(pk=document.pk)
        if now.state == RELEASED or now.country != document.country:
            raise DeskReviewError(_("The document was changed or released meanwhile."))
        run = GapRun.objects.create(
            document=now,
            country=now.country,
            rules=rules_version(),
            demands=len(asked),
            remarks=[] if now.language == "en" else [ENGLISH_ONLY.words],
            by=by if isinstance(by, Person) else None,
        )
        _write(run, [_told(one, gap, run) for one, gap in zip(asked, found, strict=True)])
    return run


def rules_version() -> str:
    """Of everything that a comparison rests on."""
    return f"{gaps.VERSION}.{demands.VERSION} (Tessera {version_of('tessera')})"


@transaction.atomic
def gap_rate(*, gap: Gap, version: int, by: Person, said: str, reason: str) -> Gap:
    """A person's word on a demand; "" takes it back. Raises EditConflict and DeskReviewError.

    Whoever says something else than the machine says why. That a document is silent is said only after the country team
    could comment.
    """
    document = ReviewedDocument.objects.select_for_update().get(pk=gap.document_id)
    if document.state == RELEASED:
        raise DeskReviewError(_("This review was released and stays as it is."))
    now = Gap.objects.select_for_update().get(pk=gap.pk)
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    if said and said not in Gap.Status.values:
        raise DeskReviewError(_("“%(rating)s” is no rating.") % {"rating": said})
    if said == Gap.Status.SILENT and not document.team_could_comment:
        raise DeskReviewError(
            _("That the document is silent is said only after the country team could comment. Until then: not found.")
        )
    if said and said != now.status and not reason.strip():
        raise DeskReviewError(_("Say why."))
    now.rating, now.reason = said, reason.strip()
    now.rated_by, now.rated_at = (by, timezone.now()) if said else (None, None)
    now.version += 1
    now._history_user = by
    now.save()
    audit_record(actor=by, action="desk-review.rate-gap", subject=str(document), demand=now.demand_id, rating=said)
    return now


def _asked(country: str) -> list[Asked]:
    """Demands in the words that most people may see: those of public recommendations, where there are any."""
    public = demands_in_focus(AnonymousUser(), country)
    held = {one.demand for one in public}
    texts = {(one.text, one.language) for one in public}
    others = (one for one in demands_in_focus(OPERATOR, country) if one.demand not in held)
    several = [*public, *(one for one in others if (one.text, one.language) not in texts)]
    records = Recommendation.objects.in_bulk({pk for one in several for pk in one.recommendations})
    return [_with_words(one, [records[pk] for pk in one.recommendations]) for one in several]


def _with_words(demand: InFocus, made_by: list[Recommendation]) -> Asked:
    saying = [one for one in made_by if (one.text.strip(" .;"), one.language) == (demand.text, demand.language)]
    worded_by = min(saying, key=lambda one: (one.audience != Audience.PUBLIC, one.pk))
    return Asked(demand, worded_by, [one for one in made_by if _seen_with(one, worded_by)])


def _seen_with(one: Recommendation, other: Recommendation) -> bool:
    """Whether all who see the other see this one, too."""
    if one.pk == other.pk or one.audience == Audience.PUBLIC:
        return True
    alike = (one.audience, one.audience_group_id) == (other.audience, other.audience_group_id)
    return alike and one.audience != Audience.PEOPLE


def _told(one: Asked, found: gaps.Gap, run: GapRun) -> dict[str, Any]:
    """The machine's columns of a demand."""
    groups = {*found.groups, *_codes(one.made_by, "groups")}
    return {
        "run": run,
        "demand_id": one.demand.demand,
        "worded_by": one.worded_by,
        "text": one.demand.text,
        "language": one.demand.language,
        "groups": tuple(sorted(groups)),
        "themes": tuple(sorted(set(_codes(one.made_by, "themes")))),
        "bodies": tuple(sorted({record.body for record in one.made_by if record.body})),
        "made": len(one.made_by),
        "status": found.status.replace(" ", "-"),
        "confidence": found.confidence,
        "evidence": found.as_json()["evidence"],
        "gone_at": None,
    }


def _codes(records: Iterable[Recommendation], name: str) -> Iterator[str]:
    return (code for one in records for code in getattr(one, name))


def _write(run: GapRun, told: list[dict[str, Any]]) -> None:
    held = {one.demand_id: one for one in Gap.objects.filter(document=run.document_id)}
    fresh, changed = [], []
    for values in told:
        gap = held.pop(values["demand_id"], None)
        if gap is None:
            fresh.append(Gap(document_id=run.document_id, **values))
        else:
            changed.append(_set(gap, values))
    changed += [_set(one, {"gone_at": timezone.now()}) for one in held.values() if one.gone_at is None]
    bulk_create_with_history(fresh, Gap, batch_size=AT_ONCE)
    if changed:
        fields = [name.removesuffix("_id") for name in told[0]] if told else ["gone_at"]
        bulk_update_with_history(changed, Gap, fields, batch_size=AT_ONCE)


def _set(gap: Gap, values: dict[str, Any]) -> Gap:
    for name, value in values.items():
        setattr(gap, name, value)
    return gap
