"""The Network's documents: their figures are the database's, their readers see no more than they may."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pypdfium2
import pytest
from django.utils import timezone
from docx import Document

from tessera.coordination.models import YearlyReport
from tessera.coordination.selectors.readership import NETWORK, PUBLIC, readership
from tessera.coordination.selectors.yearly_figures import year_of
from tessera.coordination.services.meetings import meeting_minute
from tessera.coordination.services.tasks import task_step
from tessera.coordination.services.yearly_reports import report_step, report_write
from tessera.plans.models import FundingLine, Milestone, StatusChange
from tessera.reports.network_documents.annual import annual_report
from tessera.reports.network_documents.brief import network_brief
from tessera.reports.network_documents.telling import NotForThem
from tessera.reports.network_documents.update import group_update
from tessera.reports.network_documents.year_figures import figures_of, money_of
from tessera.reports.written import Bullets, Linked, Paragraph, Table, as_docx, as_html, as_pdf
from tessera.reports.written.model import texts_of
from tests.coordination.making import group_made, meeting_made, task_made, update_made
from tests.coordination.report_making import YEAR, report_in, report_of, reported_plan, round_made

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture
def world(cast):
    """An approved report, a submitted one that nobody else may read, and rows for the Network, everybody and few."""
    plan = reported_plan()
    first, second, _third = plan.activities.all()
    StatusChange.objects.create(activity=first, status="done", since=date(YEAR, 5, 1))
    StatusChange.objects.create(activity=second, status="delayed", since=date(YEAR, 6, 1), reason="The host withdrew.")
    StatusChange.objects.create(activity=second, status="done", since=date(YEAR + 1, 2, 1))
    Milestone.objects.create(activity=first, title="Outline", done_on=date(YEAR, 2, 2), audience="public")
    Milestone.objects.create(activity=second, title="Exchange", due=date(YEAR, 9, 9))
    hidden = Milestone.objects.create(activity=second, title="Quiet talks", done_on=date(YEAR, 3, 3), audience="people")
    hidden.audience_people.add(cast.secretariat)
    FundingLine.objects.create(activity=first, year=YEAR, currency="USD", asked=100, received=40, spent=10)
    FundingLine.objects.create(activity=second, year=YEAR, currency="USD", asked=50, audience="public")
    FundingLine.objects.create(activity=second, year=YEAR, currency="CHF", asked=7)
    FundingLine.objects.create(activity=second, year=YEAR - 1, currency="USD", asked=9999)
    found = round_made(cast, plan=plan, audience="public")
    report = report_step(report=report_of(found), step="begin", by=cast.focal_point)
    (entry,) = report.entries.all()
    words = {
        entry.pk: {"text": "Two courses were held.", "late": "The third waits for money.", "learned": "Ask early."}
    }
    report = report_write(
        report=report, version=report.version, by=cast.focal_point, summary="A good year.", learned="", entries=words
    )
    entry.refresh_from_db()
    entry.countries = ["NPL"]
    entry.save()
    for step in ("submit", "approve"):
        report = report_step(report=report, step=step, by=cast.secretariat)
    report_in(cast, found, "submitted", code="undp", summary="Not yet approved words.")
    return found


def said(written) -> str:
    return "\n".join(texts_of(written.parts))


def linked(written):
    for part in written.parts:
        if isinstance(part, Table):
            yield from ((part.caption, row, cell) for row in part.rows for cell in row if isinstance(cell, Linked))


def test_the_figures_are_the_databases(world):
    figures = {one.label: one.number for one in figures_of(year_of(world, readership(NETWORK), TODAY))}
    assert figures == {
        "Activities of the plan": 3,
        "Activities: Delayed": 1,
        "Activities: Done": 1,
        "Activities without a reported status": 1,
        "Milestones and outputs reached": 1,
        "Milestones and outputs due and not reached": 1,
        "Meetings of working groups held": 0,
        "Tasks done": 0,
        "Approved reports of entities and field presences": 1,
        "Entries in approved reports": 1,
    }
    usd = next(one for one in money_of(year_of(world, readership(NETWORK), TODAY)) if one.currency == "USD")
    assert [int(n) for n in (*usd.amounts, usd.gap)] == [150, 0, 40, 10, 110]


def test_every_number_leads_to_as_many_rows(world, client, cast):
    client.force_login(cast.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    told = annual_report(world, today=TODAY)
    figures = [(row, cell) for caption, row, cell in linked(told) if caption == f"Figures of {YEAR}"]
    assert len(figures) == 10
    for row, cell in figures:
        page = client.get("/" + cell.url.split("/", 3)[3])
        assert page.status_code == 200, cell.url
        assert page.context["count"] == int(cell.text), row


def test_only_what_is_approved_and_for_these_readers_is_said(world):
    for_network = said(annual_report(world, today=TODAY))
    for words in ("Two courses were held.", "The third waits for money.", "Ask early.", "The host withdrew.", "Nepal"):
        assert words in for_network
    assert "Not yet approved" not in for_network
    assert "Quiet talks" not in for_network
    for_all = said(annual_report(world, readers=PUBLIC, today=TODAY))
    for words in ("Two courses", "A good year", "Ask early", "host withdrew", "Nepal", "Exchange"):
        assert words not in for_all
    YearlyReport.objects.update(audience="public")
    assert "Two courses were held." in said(annual_report(world, readers=PUBLIC, today=TODAY))
    world.audience = "network"
    world.save()
    with pytest.raises(NotForThem):
        annual_report(world, readers=PUBLIC, today=TODAY)


def test_the_public_is_told_of_reports_that_it_may_read_alone_and_no_reason(world):
    YearlyReport.objects.filter(organisation__code="undp").update(absent="Our officer is ill.")
    assert "Our officer is ill." in said(annual_report(world, today=TODAY))
    assert "1 of 2 reports" in said(annual_report(world, today=TODAY))
    for_all = said(annual_report(world, readers=PUBLIC, today=TODAY))
    assert "0 of 0 reports" in for_all
    YearlyReport.objects.update(audience="public", extension_reason="The server burned.")
    YearlyReport.objects.filter(state="approved").update(absent="Our officer is ill.")
    for_all = said(annual_report(world, readers=PUBLIC, today=TODAY))
    assert "1 of 1 report" in for_all
    assert "officer" not in for_all


def test_who_has_not_reported_is_said(world):
    table = next(p for p in annual_report(world, today=TODAY).parts if isinstance(p, Table) and "asked" in p.caption)
    assert [row[1] for row in table.rows] == ["Approved", "Submitted"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_it_can_be_made_in_each_language_and_form(world, language):
    told = annual_report(world, language=language, today=TODAY)
    assert "Two courses were held." in said(told)
    text = " ".join(p.text for p in Document(io.BytesIO(as_docx(told))).paragraphs)
    assert "Two courses were held." in text
    assert b"Two courses were held." in as_html(told)
    assert len(pypdfium2.PdfDocument(as_pdf(told))) >= 2


def test_a_text_in_another_language_is_marked(world):
    entry = world.reports.get(organisation__code="ohchr").entries.get()
    entry.text = (
        "Les réunions du groupe ont été utiles pour les équipes de pays et pour la société civile dans une région."
    )
    entry.save()
    told = annual_report(world, today=TODAY)
    assert any(isinstance(p, Paragraph) and p.language == "fr" for p in told.parts)


def test_the_update_of_a_group_tells_what_happened_since_a_day(cast):
    group = group_made(cast, audience="public")
    day = timezone.now().date()
    meeting = meeting_made(cast, group, day=day - timedelta(days=2), title="Second meeting")
    meeting_minute(
        meeting=meeting,
        version=1,
        by=cast.focal_point,
        minutes="",
        decisions=["Count by group."],
        present=(),
        apologies=(),
    )
    meeting_made(cast, group, day=day - timedelta(days=90), title="First meeting")
    task_step(task=task_made(cast, group), step="finish", by=cast.focal_point, result="Sent to all")
    late = task_made(cast, group, title="Translate it", due=day - timedelta(days=1))
    update_made(cast, group)
    words = said(group_update(group, day - timedelta(days=30)))
    for one in ("Second meeting", "Count by group.", "Sent to all", "census office", f"{late.title}", "(late)"):
        assert one in words
    assert "First meeting" not in words
    assert "census office" not in said(group_update(group, day - timedelta(days=30), readers=PUBLIC))


def test_the_brief_of_the_network_is_one_page(world):
    told = network_brief(world.plan, today=TODAY)
    assert len(pypdfium2.PdfDocument(as_pdf(told))) == 1
    counts = {row[0]: row[1].text for p in told.parts if isinstance(p, Table) and p.total for row in p.rows}
    assert counts["All activities"] == "3"
    assert not any(isinstance(p, Bullets) and not p.items for p in told.parts)
