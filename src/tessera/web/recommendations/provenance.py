"""Where a record comes from, in words: what each source said and when, who gave which label, what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.harvest import ReadRecord, source_get
from tessera.plans.changes import words_compared
from tessera.recommendations.models import Attestation, Recommendation
from tessera.recommendations.selectors.labels import PERSON, SOURCE, Label, Reason, labels_of
from tessera.recommendations.selectors.record import wordings_of
from tessera.vocabulary import countries, themes
from tessera.web.formats import country_words, listed
from tessera.web.recommendation_words import TITLES, labels_of_sources, value_words

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
Given = list[tuple[str, str, str]]  # a label in words, its code, who gave it


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


def attested(one: Attestation, read: ReadRecord | None) -> Attested:
    return Attested(one, source_title(one.source), one.run.ended or one.run.started, read)


def source_title(code: str) -> str:
    source = source_get(code)
    return capfirst(source.title) if source else code


def positions_shown(sources: Sequence[Attested]) -> list[tuple[str, str, datetime]]:
    """Every position that a source tells: its words, the source, when it was read."""
    return [
        (value_words("position", one.read.position), one.title, one.on)
        for one in sources
        if one.read and one.read.position and one.one.gone_id is None
    ]


def labels_shown(record: Recommendation, sources: Sequence[Attested]) -> list[tuple[Any, str, Given]]:
    """For each facet its title, name, and labels as words, code and who gave them."""
    said = [(one.one.source, one.read) for one in sources if one.read and one.one.gone_id is None]
    found = labels_of(record, said)
    corrected = {one.field: one for one in record.corrections.select_related("by")}
    names = labels_of_sources(record.themes)
    rows = []
    for name in FACETS:
        person = corrected.get(FIELDS.get(name, ""))
        labels = [(value_words(name, one.code, labels=names), one.code, _given_by(one, person)) for one in found[name]]
        if labels or person:
            rows.append((TITLES[name], name, labels))
    return rows


def _given_by(label: Label, correction: Any) -> str:
    if correction is not None:
        return _reason(Reason(PERSON))
    return "; ".join(dict.fromkeys(_reason(one) for one in label.reasons))


def _reason(reason: Reason) -> str:
    """In plain words, who gave a label and on what ground."""
    if reason.by == PERSON:
        return _("by a person")
    if reason.by == SOURCE:
        return _("by the source: %(source)s") % {"source": source_title(reason.what)}
    if reason.on == "label":
        return _("by a rule, from the source’s words “%(label)s”") % {"label": reason.what}
    if reason.on == "theme":
        return _("by a rule, from the theme “%(theme)s”") % {"theme": themes.label(reason.what)}
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
        return "; ".join(themes.label(code) for code in value)
    return "; ".join(value) if isinstance(value, (list, tuple)) else str(value)
