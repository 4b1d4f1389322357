"""What is done about a recommendation and how it is assessed: entered, changed, archived, brought back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.models import Audience, Group, Person
from tessera.recommendations.errors import EditConflict, RecommendationError
from tessera.recommendations.models import Assessment, FollowUp, OfRecommendation, Recommendation

Entry = TypeVar("Entry", bound=OfRecommendation)
ENTRY_KINDS: dict[str, type[OfRecommendation]] = {"action": FollowUp, "assessment": Assessment}


@transaction.atomic
def entry_add(
    model: type[Entry],
    *,
    recommendation: Recommendation,
    by: Any,
    audience: str = Audience.NETWORK,
    group: Group | None = None,
    people: Iterable[Person] = (),
    **values: Any,
) -> Entry:
    """Enter an action or an assessment, in the name of `by`."""
    entry = model(recommendation=recommendation, created_by=_person(by), **values)
    _audience_give(entry, audience, group, people := tuple(people), guarded=_is_civil(entry) and not _releases(by))
    _check(entry, by)
    entry._history_user = _person(by)
    entry.save()
    _people_set(entry, people, by)
    return entry


@transaction.atomic
def entry_change(
    entry: Entry,
    *,
    version: int,
    by: Any,
    audience: str,
    group: Group | None = None,
    people: Iterable[Person] = (),
    **values: Any,
) -> Entry:
    """Change an entry that was read at `version`; EditConflict, with what stands there, where somebody was quicker."""
    now = _locked(entry, version)
    if now.archived_at:
        raise RecommendationError(_("This was archived; bring it back before you change it."))
    was_civil = _is_civil(now)
    for name, value in values.items():
        setattr(now, name, value)
    guarded = (was_civil or _is_civil(now)) and not _releases(by)
    _audience_give(now, audience, group, people := tuple(people), guarded=guarded)
    _check(now, by)
    _save(now, by)
    _people_set(now, people, by)
    return now


@transaction.atomic
def entry_archive(entry: Entry, *, version: int, by: Any) -> Entry:
    """Take an entry out of what is shown; it stays, with its history."""
    now = _locked(entry, version)
    if now.archived_at is None:
        now.archived_at = timezone.now()
        _save(now, by)
    return now


@transaction.atomic
def entry_restore(entry: Entry, *, version: int, by: Any) -> Entry:
    """Show an archived entry again."""
    now = _locked(entry, version)
    if now.archived_at is not None:
        now.archived_at = None
        _save(now, by)
    return now


def _locked(entry: Entry, version: int) -> Entry:
    now = type(entry)._default_manager.select_for_update().get(pk=entry.pk)
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    return now


def _save(entry: OfRecommendation, by: Any) -> None:
    entry.version += 1
    entry.changed_at = timezone.now()
    entry._history_user = _person(by)  # type: ignore[attr-defined]
    entry.save()


def _audience_give(
    entry: OfRecommendation, audience: str, group: Group | None, people: tuple[Person, ...], *, guarded: bool
) -> None:
    """`guarded`: not to be made public by whoever asks for it. Words that were released are so no more once changed."""
    if audience == Audience.GROUP and group is None:
        raise RecommendationError(_("Choose the group that may see this."))
    if audience == Audience.PEOPLE and not people:
        raise RecommendationError(_("Name the people who may see this."))
    if audience == Audience.PUBLIC and guarded:
        raise RecommendationError(_("What civil society says is made public by the secretariat alone."))
    entry.audience = audience
    entry.audience_group = group if audience == Audience.GROUP else None


def _is_civil(entry: OfRecommendation) -> bool:
    return isinstance(entry, Assessment) and entry.assessor == Assessment.Assessor.CIVIL_SOCIETY


def _releases(by: Any) -> bool:
    """The machine's operator, the secretariat, administrators."""
    person = _person(by)
    return person is None or person.is_privileged


def _people_set(entry: OfRecommendation, people: tuple[Person, ...], by: Any) -> None:
    author = _person(by)
    named = {*people, *([author] if author else [])} if entry.audience == Audience.PEOPLE else ()
    entry.audience_people.set(named)


def _check(entry: OfRecommendation, by: Any) -> None:
    if entry.organisation is None and not entry.name.strip():
        raise RecommendationError(_("Say who: choose an organization or enter a name."))
    if isinstance(entry, FollowUp) and entry.start and entry.due and entry.due < entry.start:
        raise RecommendationError(_("The day on which it is due is before its start."))
    if isinstance(entry, Assessment):
        _check_assessment(entry)
    if isinstance(by, Person) and not by.is_of_network and not _is_civil(entry):
        raise RecommendationError(_("Civil society assesses in its own name."))
    try:
        entry.full_clean(exclude=["audience_people"])
    except ValidationError as error:
        raise RecommendationError(" ".join(error.messages)) from None


def _check_assessment(entry: Assessment) -> None:
    if entry.finding == Assessment.Finding.OWN_WORDS and not (entry.text.strip() or entry.grade.strip()):
        raise RecommendationError(_("Enter the words, or the grade as printed."))
    if entry.grade.strip() and not entry.scale.strip():
        raise RecommendationError(_("Say whose scale the grade belongs to."))
    if entry.date and entry.date > timezone.now().date():
        raise RecommendationError(_("The date of an assessment lies in the past."))
    if not (entry.source.strip() or entry.url) and entry.assessor != Assessment.Assessor.CIVIL_SOCIETY:
        raise RecommendationError(_("Name the source: a document's symbol or title, or an address."))


def _person(by: Any) -> Person | None:
    return by if isinstance(by, Person) else None
