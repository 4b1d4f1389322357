"""Yearly reports: their states, every forbidden step by every role, who sees them, and what they begin with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import ReportEntry, Task, YearlyReport
from tessera.coordination.selectors.readership import NETWORK, PUBLIC, readership
from tessera.coordination.selectors.yearly import asked_of, counts_of, entries_of, reports_awaited_of, shown
from tessera.coordination.services import yearly_reports as services
from tessera.coordination.services.tasks import task_step
from tessera.coordination.services.yearly_rounds import (
    organisations_ask,
    report_excuse,
    report_extend,
    report_round_open,
)
from tessera.network.models import AuditEvent, Person
from tessera.network.models.audience import OPERATOR
from tessera.plans.errors import EditConflict
from tessera.plans.models import FundingLine, Milestone
from tests.cast import GroupFactory, OrganisationFactory
from tests.coordination.making import task_made
from tests.web.signing import client_of

from .report_making import YEAR, report_in, report_of, reported_plan, round_made

pytestmark = pytest.mark.django_db

ALLOWED = {
    "not-begun": {"begin": "draft"},
    "draft": {"submit": "submitted"},
    "submitted": {"take_back": "draft", "ask_back": "asked-back", "approve": "approved"},
    "asked-back": {"submit": "submitted"},
    "approved": {"ask_back": "asked-back"},
}
KEEPERS = {"secretariat", "administrator"}
ROLES = ["civil_society", "country_team", "focal_point", "coordinator", *sorted(KEEPERS)]


def refusals(person) -> int:
    return AuditEvent.objects.filter(action="refused", actor=person).count()


@pytest.mark.parametrize("state", sorted(ALLOWED))
@pytest.mark.parametrize("role", ROLES)
def test_a_step_that_state_or_role_forbids_is_refused_and_logged(cast, state, role):
    person = cast.all[role]
    found = round_made(cast)
    for step in services.STEPS:
        ReportEntry.objects.all().delete()
        YearlyReport.objects.filter(round=found).delete()
        organisations_ask(report_round=found, organisations=[OrganisationFactory(code="ohchr")], by=cast.secretariat)
        report = report_in(cast, found, state)
        before = refusals(person)
        client_of(person).post(reverse("web:yearly-report-step", args=[report.pk, step]), {"question": "How many?"})
        now = YearlyReport.objects.get(pk=report.pk)
        may = role in KEEPERS or (role == "focal_point" and step not in services.DECIDING)
        if may and step in ALLOWED[state]:
            assert (now.state, refusals(person)) == (ALLOWED[state][step], before)
            continue
        of_another = role in ("country_team", "coordinator") and state != "approved"
        hidden = role == "civil_society" or of_another  # for whom the report does not exist: nothing to refuse
        assert (now.state, now.version, refusals(person)) == (state, report.version, before + (not hidden))


def test_a_report_that_is_submitted_is_no_longer_said_to_be_absent(cast):
    report = report_in(cast, round_made(cast), "draft")
    report = report_excuse(report=report, version=report.version, by=cast.secretariat, reason="The office closed.")
    report = services.report_step(report=report, step="submit", by=cast.focal_point)
    assert (report.state, report.absent) == ("submitted", "")


def test_the_one_who_asks_back_says_what_and_nothing_empty_is_submitted(cast):
    found = round_made(cast)
    report = services.report_step(report=report_of(found, "undp"), step="begin", by=cast.coordinator)
    with pytest.raises(CoordinationError, match="says nothing yet"):
        services.report_step(report=report, step="submit", by=cast.coordinator)
    report = report_in(cast, found, "submitted")
    with pytest.raises(CoordinationError, match="what you ask"):
        services.report_step(report=report, step="ask_back", by=cast.secretariat, question=" ")
    back = services.report_step(report=report, step="ask_back", by=cast.secretariat, question="How many came?")
    assert (back.state, back.question) == ("asked-back", "How many came?")


def test_a_report_begins_with_what_the_platform_knows_of_the_year(cast):
    plan = reported_plan()
    first = plan.activities.first()
    entity = OrganisationFactory(code="ohchr")
    Milestone.objects.create(activity=first, title="Outline agreed", due=date(YEAR, 3, 1), done_on=date(YEAR, 2, 20))
    Milestone.objects.create(activity=first, title="Course held", due=date(YEAR, 9, 1))
    Milestone.objects.create(activity=first, title="Next year’s course", due=date(YEAR + 1, 9, 1))
    FundingLine.objects.create(activity=first, donor="Borvia", year=YEAR, received=4000, spent=1500)
    FundingLine.objects.create(activity=first, donor="Merovia", year=YEAR - 1, received=99)
    secret = Milestone.objects.create(activity=first, title="Quiet talks", done_on=date(YEAR, 5, 5), audience="people")
    secret.audience_people.add(cast.focal_point)
    task = task_made(cast, None, activity=first, organisation=entity, title="Translate")
    task_step(task=task, step="finish", by=cast.focal_point, result="Sent")
    history = Task.history.filter(id=task.pk, history_change_reason="finish")
    history.update(history_date=timezone.make_aware(timezone.datetime(YEAR, 6, 1)))
    report = services.report_step(report=report_of(round_made(cast, plan=plan)), step="begin", by=cast.focal_point)
    (entry,) = entries_of(report)
    assert entry.activity == first
    assert entry.text == (
        "Reached on 20 February 2025: Outline agreed.\nTask done: Translate. Sent\n"
        "Borvia: 4,000 USD received, 1,500 USD spent."
    )
    assert entry.late == "Not reached by 1 September 2025: Course held."
    assert "Quiet" not in entry.text + report.summary


def test_what_is_written_is_kept_and_the_second_of_two_people_is_told(cast):
    report = report_in(cast, round_made(cast), "draft")
    (entry,) = entries_of(report)
    words = {entry.pk: {"text": "Two courses.", "late": "", "learned": "Begin early."}}
    now = services.report_write(
        report=report, version=report.version, by=cast.focal_point, summary="Good", learned="", entries=words
    )
    assert (ReportEntry.objects.get().text, now.history.count()) == ("Two courses.", 4)
    with pytest.raises(EditConflict) as told:
        services.report_write(
            report=report, version=report.version, by=cast.focal_point, summary="Bad", learned="", entries={}
        )
    assert told.value.theirs.summary == "Good"


def test_a_report_that_the_secretariat_could_not_read_is_refused(cast):
    report = report_in(cast, round_made(cast), "draft")
    words = {"version": report.version, "by": cast.focal_point, "summary": "Quiet", "learned": "", "entries": {}}
    with pytest.raises(CoordinationError, match="Nobody of the secretariat"):
        services.report_write(report=report, **words, audience="group", group=GroupFactory())
    assert YearlyReport.objects.get(pk=report.pk).audience == "network"


def test_a_submitted_report_is_not_changed_and_an_entry_taken_out_comes_back(cast):
    report = report_in(cast, round_made(cast), "draft")
    (entry,) = entries_of(report)
    services.report_entry_remove(entry=entry, by=cast.focal_point)
    assert not entries_of(report).exists()
    services.report_entry_add(report=report, by=cast.focal_point, activity=entry.activity)
    assert list(entries_of(report)) == [entry]
    services.report_step(report=report, step="submit", by=cast.focal_point)
    with pytest.raises(CoordinationError, match="cannot be changed now"):
        services.report_entry_remove(entry=entry, by=cast.focal_point)


def test_a_draft_is_read_by_its_entity_and_the_secretariat_and_an_approved_one_by_its_audience(cast):
    found = round_made(cast, audience="public")
    draft, done = report_in(cast, found, "submitted"), report_in(cast, found, "approved", code="undp")

    def seen(viewer):
        return set(YearlyReport.objects.visible_to(viewer))

    assert seen(cast.focal_point) == {draft, done}
    assert seen(cast.coordinator) == seen(cast.country_team) == {done}
    assert seen(cast.secretariat) == {draft, done}
    assert seen(readership(NETWORK)) == {done}
    assert seen(readership(PUBLIC)) == seen(cast.civil_society) == set()
    YearlyReport.objects.update(audience="public")
    assert seen(readership(PUBLIC)) == seen(cast.reader) == {done}
    found.audience = "network"
    found.save()
    assert seen(cast.reader) == set()


def test_late_absent_and_joined_later_are_told_apart(cast):
    found = round_made(cast, codes=("ohchr", "undp", "third"))
    third, late = report_of(found, "third"), report_of(found)
    report_excuse(report=third, version=third.version, by=cast.secretariat, reason="The office moved.")
    undp = report_of(found, "undp")
    with pytest.raises(CoordinationError, match="Say why"):
        report_extend(report=undp, version=undp.version, by=cast.secretariat, until=date(2026, 3, 1), reason="")
    report_extend(report=undp, version=undp.version, by=cast.secretariat, until=date(2026, 3, 1), reason="Joined late")
    organisations_ask(report_round=found, organisations=[OrganisationFactory(code="fourth")], by=cast.secretariat)
    today = date(2026, 2, 20)
    counts = counts_of(found, today, OPERATOR)
    assert (counts.asked, counts.awaited, counts.late, counts.absent) == (4, 3, 2, 1)
    assert set(shown(asked_of(found, OPERATOR), "late", today)) == {late, report_of(found, "fourth")}
    for which, number in (("awaited", 3), ("absent", 1), ("not-begun", 3), ("approved", 0)):
        assert shown(asked_of(found, OPERATOR), which, today).count() == number
    person = Person.objects.get(pk=cast.focal_point.pk)
    assert list(reports_awaited_of(person)) == [late]


def test_a_round_lies_in_the_plans_years_and_is_there_once(cast):
    plan = reported_plan()
    round_made(cast, plan=plan)
    day = timezone.now().date()
    for year, words in ((2030, "does not run"), (YEAR, "already a round")):
        with pytest.raises(CoordinationError, match=words):
            report_round_open(plan=plan, year=year, opens=day, due=day, by=cast.secretariat)
    with pytest.raises(CoordinationError, match="before the round opens"):
        report_round_open(plan=plan, year=2026, opens=day, due=day - timedelta(days=1), by=cast.secretariat)
