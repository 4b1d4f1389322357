"""What was found, by criterion, and what was recommended, answered and done."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.coordination.models import Finding, ReviewRecommendation
from tessera.coordination.selectors.freezing import Row, rows_by_key
from tessera.coordination.selectors.plan_reviews import ReviewTold
from tessera.coordination.selectors.since_frozen import row_title
from tessera.reports.localised import day_words
from tessera.reports.written import Bullets, Heading, Linked, Paragraph, Part, Table
from tessera.vocabulary.evaluation import evaluation_criteria

from .pages import Pages
from .words import KINDS, criterion_label


def findings_parts(told: ReviewTold, pages: Pages) -> list[Part]:
    """Findings under their criteria, each with its evidence."""
    if not told.findings:
        return []
    known = rows_by_key(told.body) if told.body else {}
    language, parts = get_language() or "en", [Heading(_("Findings"))]
    for criterion, found in groupby(told.findings, key=lambda one: one.criterion):
        parts.append(Heading(criterion_label(criterion), 2))
        if criterion in evaluation_criteria():
            parts.append(Paragraph(evaluation_criteria()[criterion].asks.in_language(language), look="muted"))
        for one in found:
            parts += _finding(one, known, told, pages)
    return parts


def _finding(one: Finding, known: dict[str, Row], told: ReviewTold, pages: Pages) -> list[Part]:
    number = Linked(_("Finding %(n)s") % {"n": one.number}, pages.finding(one.number))
    parts: list[Part] = [Paragraph((number, " · ", _about(one, pages)), look="strong")]
    parts += [Paragraph(line, language=told.review.plan.language) for line in one.text.splitlines() if line.strip()]
    rows = [
        (f"{KINDS[known[key]['of']]}: {row_title(known[key])}", pages.rows(f"key={key}"))
        for key in one.rows
        if key in known
    ]
    links = [(link["title"], link["url"]) for link in one.links]
    if rows or links:
        parts.append(Bullets(tuple((_("Evidence:") + " ", Linked(title, url)) for title, url in (*rows, *links))))
    return parts


def _about(one: Finding, pages: Pages) -> Any:
    if one.activity is not None:
        return Linked(f"{one.activity.ref} {one.activity.title}".strip(), pages.activity(one.activity.ref))
    if one.gnr:
        return Linked(_("GNR %(numbers)s") % {"numbers": one.gnr}, pages.guidance(one.gnr))
    return _("the plan as a whole")


def recommendations_parts(told: ReviewTold, pages: Pages) -> list[Part]:
    """All recommendations in a table, then each with its response, actions and amendments."""
    if not told.recommendations:
        return []
    columns = (_("No."), _("Recommendation"), _("Addressed to"), _("Response"), _("State"))
    rows = tuple(
        (
            Linked(str(one.number), pages.recommendation(one.number)),
            one.text,
            str(one.addressed_to or _("The Network")),
            one.get_response_display() or "–",
            one.get_state_display(),
        )
        for one in told.recommendations
    )
    parts: list[Part] = [
        Heading(_("Recommendations of the review")),
        Table(_("Recommendations and responses"), columns, rows),
    ]
    for one in told.recommendations:
        parts += _recommendation(one, told, pages)
    return parts


def _recommendation(one: ReviewRecommendation, told: ReviewTold, pages: Pages) -> list[Part]:
    said_in = told.review.plan.language
    parts: list[Part] = [
        Heading(_("Recommendation %(n)s") % {"n": one.number}, 2),
        Paragraph(one.text, language=said_in),
    ]
    if findings := list(one.findings.all()):
        numbers = [Linked(str(finding.number), pages.finding(finding.number)) for finding in findings]
        between = [run for number in numbers for run in (", ", number)][1:]
        parts.append(Paragraph((_("Rests on findings") + " ", *between), look="muted"))
    response = one.get_response_display() or _("No response yet.")
    if one.response and one.responded_on:
        response = f"{response}, {day_words(one.responded_on)}"
    parts.append(Paragraph(f"{_('Response')}: {response}", look="strong"))
    if one.response_text:
        parts.append(Paragraph(one.response_text, language=said_in))
    if one.actions:
        parts.append(_actions(one, pages))
    if one.amended_by:
        parts.append(Bullets(tuple(_amendment(amendment, pages) for amendment in one.amended_by)))
    if one.result:
        parts.append(Paragraph(f"{_('What came of it')}: {one.result}", language=said_in))
    return parts


def _actions(one: ReviewRecommendation, pages: Pages) -> Table:
    """Who acts is told by organization; names of people are not for a document that is handed on."""
    rows = tuple(
        (
            Linked(task.title, pages.task(task.pk)),
            str(task.organisation or "–"),
            day_words(task.due) if task.due else "–",
            task.get_state_display(),
        )
        for task in one.actions
    )
    caption = _("Actions on recommendation %(n)s") % {"n": one.number}
    return Table(caption, (_("Action"), _("Organization"), _("Due"), _("State")), rows)


def _amendment(amendment: Any, pages: Pages) -> tuple[Any, ...]:
    name = Linked(_("Amendment %(number)s") % {"number": amendment.number}, pages.amendment(amendment.number))
    return (name, f" ({amendment.get_state_display().lower()}): {amendment.reason}")
