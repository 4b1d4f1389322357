"""What pages say of a model's suggestions: in words, never as a finding."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.recommendations.models import LabelSuggestion, Recommendation
from tessera.recommendations.selectors.suggestions import suggested_of

from .recommendation_words import value_words

FACETS = {"issues": "theme", "themes": "theme", "groups": "group"}
ACTIONS = {
    "1": gettext_lazy("minimal action"),
    "2": gettext_lazy("continuing action"),
    "3": gettext_lazy("considering action"),
    "4": gettext_lazy("action of a general kind"),
    "5": gettext_lazy("specific action"),
}
VERY_LIKELY, LIKELY = 0.9, 0.7
Shown = list[tuple[str, list[tuple[str, str]]]]  # kinds of labels; labels, and how sure the model is


def suggested_shown(record: Recommendation) -> tuple[Shown, Shown]:
    """By kind, what a model suggests of a record that the reader sees: what nobody confirmed, and what people did."""
    open_ones: dict[str, list[tuple[str, str]]] = {}
    confirmed: dict[str, list[tuple[str, str]]] = {}
    for one in suggested_of(record):
        told = confirmed if one.state == LabelSuggestion.State.ACCEPTED else open_ones
        told.setdefault(one.get_field_display(), []).append((suggested_words(one), sure_words(one)))
    return list(open_ones.items()), list(confirmed.items())


def suggested_words(one: LabelSuggestion) -> str:
    """What is suggested, in the reader's language where the vocabulary has it."""
    return label_words(one.field, one.code or one.label)


def label_words(field: str, label: str) -> str:
    if field == "action":
        return _("%(number)s: %(words)s") % {"number": label, "words": ACTIONS.get(label, "")}
    if field in FACETS and label == label.lower():
        return value_words(FACETS[field], label)
    return label


def sure_words(one: LabelSuggestion) -> str:
    """How sure the model says it is."""
    figure: dict[str, Any] = {"figure": f"{one.confidence:.2f}"}
    if not one.given:
        return _("the model is unsure (%(figure)s)") % figure
    if one.confidence >= VERY_LIKELY:
        return _("very likely (%(figure)s)") % figure
    if one.confidence >= LIKELY:
        return _("likely (%(figure)s)") % figure
    return _("perhaps (%(figure)s)") % figure
