"""How a review was made and what it cannot say: the part that every report of the desk review ends with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.desk_review.models import CriterionRating, ReviewedDocument
from tessera.desk_review.selectors.agreement import CodesAgreed, agreement_on
from tessera.network.models.audience import Operator
from tessera.reports.localised import day_words, listed, number_words
from tessera.reports.written import Bullets, Heading, Paragraph, Part, Table

from .words import code_words

FEW = 20  # passages; below, alpha says little
FAMILIES = {"groups", "how"}


def sees_work(viewer: Any) -> bool:
    """Whether what people said of passages, and who they are, is for this viewer."""
    return isinstance(viewer, Operator) or bool(getattr(viewer, "is_of_network", False))


def notice_of(documents: Sequence[ReviewedDocument]) -> str:
    """Who may read it."""
    if any(one.state != ReviewedDocument.State.RELEASED for one in documents):
        return _("A draft for the Network; not for passing on.")
    return _("From reviews that were released.")


def notice_for(viewer: Any, documents: Sequence[ReviewedDocument]) -> str:
    """What the Network said among itself makes it the Network's, whatever was released."""
    if all(one.state == ReviewedDocument.State.RELEASED for one in documents) and sees_work(viewer):
        return _("With what the Network said while it reviewed: for the Network; not for passing on.")
    return notice_of(documents)


def issued_words(day: Any) -> str:
    return _("Made with Tessera on %(day)s; not an official United Nations document.") % {"day": day_words(day)}


def method_parts(viewer: Any, documents: Sequence[ReviewedDocument]) -> Iterator[Part]:
    """What the machine did, who judged, how far readers agree, and what the figures do not say."""
    yield Heading(_("How it was made, and what it does not say"))
    yield Bullets(tuple(_limits(documents)))
    if not sees_work(viewer):
        return
    yield Heading(_("Who judged"), 2)
    yield Bullets(tuple(_judges(viewer, one) for one in documents))
    if len(documents) == 1:
        yield from _agreement(agreement_on(viewer, documents[0]))


def _limits(documents: Sequence[ReviewedDocument]) -> Iterator[str]:
    yield _(
        "A machine read the documents passage by passage and suggested which passages speak of minorities or racial "
        "discrimination, of whom, and how. Suggestions are no findings; people confirm or correct them."
    )
    yield _(
        "“Not found” says that the machine found nothing. That a document is silent is a person’s finding, made after "
        "the country team could comment."
    )
    yield _("Ratings count passages and groups: they say how much attention a document gives, not how good it is.")
    yield _("Documents differ in kind, length and purpose. Nothing here ranks countries or country teams.")
    versions = sorted({one.criteria_version for one in documents})
    yield _("Version of the criteria: %(version)s.") % {"version": ", ".join(map(str, versions))}
    for one in documents:
        yield from (f"{one.title}: {remark}" for remark in one.remarks)


def _judges(viewer: Any, document: ReviewedDocument) -> str:
    """Readers of passages and raters of criteria, by name: for the Network."""
    found = agreement_on(viewer, document)
    rated = CriterionRating.objects.filter(document=document).exclude(rating="").select_related("rated_by")
    names = sorted({str(one.rated_by) for one in rated if one.rated_by})
    said = [
        document.title,
        ngettext("%(n)s passage read by people", "%(n)s passages read by people", found.passages)
        % {"n": number_words(found.passages)},
        ngettext("%(n)s reader", "%(n)s readers", found.coders) % {"n": number_words(found.coders)},
    ]
    rates = (
        _("criteria rated by %(names)s") % {"names": listed(names)} if names else _("no criterion rated by a person")
    )
    return " · ".join([*said, rates])


def _agreement(found: CodesAgreed) -> Iterator[Part]:
    """Krippendorff's alpha by code, where two people read the same passages."""
    told = [one for one in found.codes if one.people.units or one.machine.units]
    if not found.passages or not told:
        return
    rows = tuple(
        (
            code_words(one.family, [one.code]) if one.family in FAMILIES else _("Of the field or not"),
            number_words(one.given),
            number_words(one.people.units),
            _alpha(one.people.alpha),
            _alpha(one.machine.alpha),
        )
        for one in told
    )
    columns = (
        _("Code"),
        _("Given by people"),
        _("Passages read by two"),
        _("Alpha of people"),
        _("Alpha with the machine"),
    )
    yield Heading(_("Agreement of readers"), 2)
    yield Table(
        _("Krippendorff’s alpha, by code"),
        columns,
        rows,
        numeric=frozenset({1, 2, 3, 4}),
        note=_("1 is full agreement, 0 is what chance would give. Nothing stands where all give the same answer."),
    )
    if found.passages < FEW:
        yield Paragraph(_("That is few: the figure may change much with the next answers."), look="muted")


def _alpha(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
