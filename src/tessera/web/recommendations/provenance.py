"""Where a record comes from, in words: what each source said and when, who gave which label, what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.harvest import ReadRecord, source_get
from tessera.plans.changes import words_compared
from tessera.recommendations.models import Attestation, Correction, Recommendation
from tessera.recommendations.selectors.corrections import corrections_of
from tessera.recommendations.selectors.labels import PERSON, SOURCE, Label, Reason, labels_of
from tessera.recommendations.selectors.record import wordings_of
from tessera.vocabulary import countries
from tessera.web.formats import country_words, listed
from tessera.web.recommendation_words import TITLES, labels_of_sources, language_of, theme_words, value_words

FACETS = ("group", "intersection", "theme", "gnr", "sdg")
NAMES = {
    "text": gettext_lazy("Text"),
    "paragraph": gettext_lazy("Paragraph"),
    "position": gettext_lazy("Position of the State"),
    "kind": gettext_lazy("Kind of passage"),
    "states_printed": gettext_lazy("Recommending States"),
    "countries": gettext_lazy("Countries"),
    "themes": gettext_lazy("Themes"),
}
FIELDS = {"group": "groups", "intersection": "intersections", "theme": "themes", "gnr": "guidance"}
Given = list[tuple[str, str, str, str]]  # a label in words, its language if it is not the page's, its code, who gave it


@dataclass(frozen=True, slots=True)
class Attested:
    """What one source says; `read` is None where it can no longer be read."""

    one: Attestation
    title: str
    on: datetime
    read: ReadRecord | None

    @property
    def printed(self) -> list[tuple[str, str]]:
        """What it prints, but the text, as labels and words."""
        if self.read is None:
            return []
        r = self.read
        rows = [
            (_("Symbol"), r.symbol),
            (_("Paragraph"), r.paragraph),
            (_("Page"), str(r.page or "")),
            (_("Position"), value_words("position", r.position) if r.position else ""),
            (_("Recommending States"), ", ".join(s.printed for s in r.states)),
            (_("Themes"), "; ".join(r.themes)),
            (_("Persons affected"), "; ".join(r.persons)),
            (_("Goals"), "; ".join(r.goals)),
        ]
        return [(str(label), words) for label, words in rows if words]


@dataclass(frozen=True, slots=True)
class Overruled:
    """A person's word on a record that was joined to this one; another stands above it. `labels` in words; `reason` is
    "" for those who may not read it."""

    one: Correction
    labels: str
    reason: str


def attested(one: Attestation, read: ReadRecord | None) -> Attested:
    return Attested(one, source_title(one.source), one.run.ended or one.run.started, read)


def source_title(code: str) -> str:
    source = source_get(code)
    return capfirst(source.title) if source else code


def said_of(sources: Sequence[Attested]) -> list[tuple[str, ReadRecord]]:
    """What those say that still have the record."""
    return [(one.one.source, one.read) for one in sources if one.read and one.one.gone_id is None]


def labels_shown(
    record: Recommendation, sources: Sequence[Attested], *, of_network: bool
) -> list[tuple[Any, str, Given, list[Overruled]]]:
    """For each facet its title, name, labels as Given says, and corrections that do not stand. What
    people gave as their reasons is for the Network only."""
    found = labels_of(record, said_of(sources))
    corrected = corrections_of(record)
    names = labels_of_sources(record.themes)
    rows = []
    for name in FACETS:
        person, *others = corrected.get(FIELDS.get(name, ""), [None])
        by = partial(_given_by, correction=person, record=record)
        labels = [
            (value_words(name, one.code, labels=names), language_of(name, one.code), one.code, by(one))
            for one in found[name]
        ]
        if labels or person:
            rows.append((TITLES[name], name, labels, [_overruled(name, one, of_network) for one in others]))
    return rows


def _overruled(facet: str, one: Correction, of_network: bool) -> Overruled:
    names = labels_of_sources(one.codes) if facet == "theme" else {}
    return Overruled(
        one, listed(value_words(facet, code, labels=names) for code in one.codes), one.reason if of_network else ""
    )


def _given_by(label: Label, *, correction: Correction | None, record: Recommendation) -> str:
    if correction is None:
        return "; ".join(dict.fromkeys(_reason(one) for one in label.reasons))
    if correction.recommendation_id != record.pk:
        return _("by a person, on record %(number)s, which was joined to this one") % {
            "number": correction.recommendation_id
        }
    return _reason(Reason(PERSON))


def _reason(reason: Reason) -> str:
    """In plain words, who gave a label and on what ground."""
    if reason.by == PERSON:
        return _("by a person")
    if reason.by == SOURCE:
        return _("by the source: %(source)s") % {"source": source_title(reason.what)}
    if reason.on == "label":
        return _("by a rule, from the source’s words “%(label)s”") % {"label": reason.what}
    if reason.on == "theme":
        return _("by a rule, from the theme “%(theme)s”") % {"theme": theme_words(reason.what)}
    if reason.on in ("group", "intersection"):
        return _("by a rule, from the group “%(group)s”") % {"group": value_words(reason.on, reason.what)}
    if reason.what:
        return _("by a rule, from the words “%(words)s”") % {"words": " ".join(reason.what.split())}
    return _("by a rule, from words of the text")


def wordings_shown(record: Recommendation) -> list[tuple[Any, str, datetime, list[tuple[str, list[tuple[str, str]]]]]]:
    """Earlier wordings, the latest first: the source, when it changed, and for each field what changed."""
    today = {name: getattr(record, name) for name in NAMES}
    shown = []
    for wording in wordings_of(record, today):
        fields = [
            (str(NAMES[name]), words_compared(_plain(name, before), _plain(name, wording.after.get(name, ""))))
            for name, before in wording.before.items()
            if name in NAMES and _plain(name, before) != _plain(name, wording.after.get(name, ""))
        ]
        run = wording.kept.run
        shown.append((wording.kept, source_title(wording.kept.source), run.ended or run.started, fields))
    return shown


def _plain(name: str, value: Any) -> str:
    if name == "position":
        return value_words("position", value) if value else ""
    if name == "kind":
        return value_words("type", value) if value else ""
    if name == "countries":
        return listed(country_words(code) if code in countries.countries() else code for code in value)
    if name == "themes":
        return "; ".join(theme_words(code) for code in value)
    return "; ".join(value) if isinstance(value, (list, tuple)) else str(value)
