"""Answers to what a model suggests: one of each person, taken back at will, a person's word where they agree."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.services.audit import audit_record
from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import Correction, LabelAnswer, LabelSuggestion, Recommendation
from tessera.recommendations.selectors.corrections import correction_standing
from tessera.recommendations.selectors.suggestions import AT_DESK, CORRECTED, ENOUGH, is_of_desk
from tessera.vocabulary import terms, themes

from .correcting import correction_withdraw, labels_correct

Said, State = LabelAnswer.Said, LabelSuggestion.State


@transaction.atomic
def label_answer_give(*, suggestion: LabelSuggestion, said: str, by: Any, code: str = "") -> LabelAnswer:
    """One person's answer; `code` is what is right instead of what was suggested. Raises RecommendationError."""
    suggestion = _locked(suggestion.pk)
    if said not in Said.values:
        raise RecommendationError(_("Answer yes, no or unsure."))
    if code and (said != Said.NO or code not in codes_instead(suggestion)):
        raise RecommendationError(_("“%(code)s” cannot be said instead of this label.") % {"code": code})
    if suggestion.answers.filter(person=by, undone_at=None).exists():
        raise RecommendationError(_("You have answered this already; take that answer back first."))
    if suggestion.answered >= ENOUGH:
        raise RecommendationError(_("Two people have answered this already."))
    answer = LabelAnswer.objects.create(suggestion=suggestion, person=by, said=said, code=code)
    _settle(suggestion, by)
    audit_record(actor=by, action="label.answer", subject=str(suggestion.recommendation_id), answer=answer.pk)
    return answer


@transaction.atomic
def label_answer_undo(*, answer: LabelAnswer, by: Any) -> None:
    """Taken back by whoever gave it; it is kept, and counts no more. Raises RecommendationError."""
    suggestion = _locked(answer.suggestion_id)
    answer = LabelAnswer.objects.get(pk=answer.pk)
    if answer.undone_at is not None:
        raise RecommendationError(_("This answer was taken back already."))
    if answer.person_id != by.pk:
        raise RecommendationError(_("Only whoever gave an answer takes it back."))
    answer.undone_at = timezone.now()
    answer.save(update_fields=["undone_at"])
    _settle(suggestion, by)
    audit_record(actor=by, action="label.answer-undo", subject=str(suggestion.recommendation_id), answer=answer.pk)


def codes_instead(suggestion: LabelSuggestion) -> tuple[str, ...]:
    """What may be said instead of a suggested label: none where a record holds no such labels."""
    field = CORRECTED.get(suggestion.field)
    if field is None:
        return ()
    known = terms.codes("groups") if field == Correction.Field.GROUPS else tuple(sorted(themes.themes()))
    return tuple(code for code in known if code != suggestion.code)


def _locked(pk: int) -> LabelSuggestion:
    """Held with its record, whose one word of a person several suggestions may change."""
    of = LabelSuggestion.objects.filter(pk=pk).values("recommendation")
    list(Recommendation.objects.select_for_update().filter(pk__in=of).values_list("pk"))
    found: LabelSuggestion = LabelSuggestion.objects.select_for_update().select_related(None).get(pk=pk)
    return found


def _settle(suggestion: LabelSuggestion, by: Any) -> None:
    """Say what the answers that stand come to, and bring the person's word to it."""
    told = list(suggestion.answers.filter(undone_at=None).values_list("said", "code"))
    clear = {(said, code) for said, code in told if said != Said.UNSURE}
    suggestion.answered = len(told)
    suggestion.state = _state(clear, bool(told))
    said, code = next(iter(clear)) if len(clear) == 1 else (Said.UNSURE, "")
    right = suggestion.code if said == Said.YES else code
    before, suggestion.applied = suggestion.applied, ""
    if suggestion.field in CORRECTED:
        _word_tell(suggestion, before, right, by)
    suggestion.save(update_fields=["answered", "state", "applied"])


def _state(clear: set[tuple[str, str]], answered: bool) -> str:
    if len(clear) > 1:
        return State.DISPUTED
    if clear:
        ((said, _code),) = clear
        return State.ACCEPTED if said == Said.YES else State.REJECTED
    return State.UNSURE if answered else State.OPEN


def _word_tell(suggestion: LabelSuggestion, before: str, right: str, by: Any) -> None:
    """Put `right` into the person's word on the record, and take `before` out of it.

    A word that a person said by hand, on the page of the record, is not touched. One that was made of answers ends
    with the last of them, and what sources and rules say stands again.
    """
    if before == right:
        suggestion.applied = before
        return
    record: Recommendation = suggestion.recommendation
    field = CORRECTED[suggestion.field]
    word, others = correction_standing(record, field), _applied_by_others(suggestion, field)
    if word is None:
        held = list(getattr(record, field))
        if right and right not in held:
            _say(record, field, [*held, right], by)
            suggestion.applied = right
        return
    if word.recommendation_id != record.pk or not is_of_desk(word):
        return
    if not right and not others:
        correction_withdraw(correction=word, by=by)
        return
    codes = [code for code in word.codes if code != before or code in others]
    codes += [right] if right and right not in codes else []
    if codes != word.codes:
        _say(record, field, codes, by)
    suggestion.applied = right


def _say(record: Recommendation, field: str, codes: list[str], by: Any) -> None:
    reason = _("Answered at the review desk.")
    labels_correct(recommendation=record, field=field, codes=codes, reason=reason, by=by, made_at=AT_DESK)


def _applied_by_others(suggestion: LabelSuggestion, field: str) -> set[str]:
    kinds = [kind for kind, name in CORRECTED.items() if name == field]
    own = LabelSuggestion.objects.filter(recommendation=suggestion.recommendation_id, field__in=kinds)
    return set(own.exclude(pk=suggestion.pk).exclude(applied="").values_list("applied", flat=True))
