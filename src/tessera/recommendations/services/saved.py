"""Saved searches: keep, change, look through, take away, and stop the mails about them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.models import Person
from tessera.network.services.notifications import mails_stop
from tessera.recommendations.errors import EditConflict, RecommendationError
from tessera.recommendations.models import Digest, SavedSearch
from tessera.recommendations.selectors.asking import Question
from tessera.recommendations.selectors.news import Mark, mark_now

MOST = 100
SALT = "tessera.digest"


@transaction.atomic
def search_save(*, person: Person, title: str, question: Question, language: str, frequency: str) -> SavedSearch:
    """Keep a question; what there is today counts as known."""
    if not question.is_narrow:
        raise RecommendationError(_("Search for words or choose a filter first: this would be all recommendations."))
    if SavedSearch.objects.filter(person=person).count() >= MOST:
        raise RecommendationError(_("You keep 100 searches; take one away before you save another."))
    saved = SavedSearch(person=person, language=language, frequency=frequency, title=title.strip())
    saved.query, saved.filters = question.query, replace(question, query="").string
    _marked(saved, mark_now())
    _check(saved)
    saved.save()
    return saved


@transaction.atomic
def search_change(saved: SavedSearch, *, version: int, title: str, frequency: str) -> SavedSearch:
    """Another title or frequency. What is asked stays: another question is another search."""
    now = SavedSearch.objects.select_for_update().get(pk=saved.pk)
    if now.version != version:
        raise EditConflict(
            _("You changed this elsewhere meanwhile. Your words are below; compare and save again."), theirs=now
        )
    now.title, now.frequency = title.strip(), frequency
    now.version += 1
    _check(now)
    now.save()
    return now


def search_seen(saved: SavedSearch) -> None:
    """The person has looked through what is new."""
    _marked(saved, mark_now())
    saved.save(update_fields=[*MARKS, "seen_at"])


def search_remove(saved: SavedSearch) -> None:
    """Take a search away. No record goes with it."""
    saved.delete()


MARKS = ("seen_recommendation", "seen_wording", "seen_run")


def _marked(saved: SavedSearch, mark: Mark) -> None:
    saved.seen_recommendation, saved.seen_wording, saved.seen_run = mark.recommendation, mark.wording, mark.run
    saved.seen_at = timezone.now()


def _check(saved: SavedSearch) -> None:
    if not saved.title:
        raise RecommendationError(_("Give the search a title."))
    try:
        saved.full_clean(exclude=["person"])
    except ValidationError as error:
        raise RecommendationError(" ".join(error.messages)) from None


def unsubscribe_key(person: Person) -> str:
    """A key by which a mail's reader stops the mails without signing in. It opens nothing else."""
    return signing.dumps(str(person.public_id), salt=SALT, compress=True)


def unsubscribe_person(key: str) -> Person | None:
    """Whose mails a key stops; None where it was not made here."""
    try:
        public_id = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Person.objects.filter(public_id=public_id, erased_at__isnull=True).first()


def unsubscribe(*, person: Person) -> int:
    """No more mails about notifications and saved searches, which stay; returns how many searches had some."""
    mails_stop(person=person)
    asked = SavedSearch.objects.filter(person=person).exclude(frequency=SavedSearch.Frequency.NEVER)
    return asked.update(frequency=SavedSearch.Frequency.NEVER, version=F("version") + 1)


def person_forget(person: Any) -> None:
    """An erased person keeps no searches, and no mail tells that there were any."""
    SavedSearch.objects.filter(person=person).delete()
    Digest.objects.filter(person=person).delete()
