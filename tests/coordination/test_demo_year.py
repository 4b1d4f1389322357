"""The fictional year: a Network of 25 entities, 200 people and 23 activities."""

from __future__ import annotations

import pytest

from tessera.coordination.models import ActionPoint, Meeting, ReportRound, Task, WorkingGroup, YearlyReport
from tessera.coordination.services.demo import demo_work_load
from tessera.coordination.services.demo_reports import demo_reports_load
from tessera.coordination.services.demo_year import demo_year_load
from tessera.network.models import Membership, Organisation, Person
from tessera.network.services.demo import demo_network_load
from tessera.plans.models import Activity
from tessera.plans.services.demo import demo_load
from tessera.reports.network_documents.annual import annual_report
from tessera.reports.written.model import texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    return demo_load()


def test_the_network_has_25_entities_and_200_people_who_cannot_sign_in_and_say_that_they_are_fictional(plan):
    people = Person.objects.filter(email__endswith="@demo.invalid")
    assert Organisation.objects.filter(code__startswith="demo-", kind="un-entity").count() == 25
    assert people.count() == people.values("name").distinct().count() == 200
    assert not [p for p in people if p.has_usable_password() or not p.name.endswith("(fictional)")]
    assert not Organisation.objects.filter(code__startswith="demo-").exclude(name__endswith="(fictional)").exists()
    assert demo_network_load() == 0


def test_whoever_left_was_followed_by_somebody_the_day_after(plan):
    left = list(Membership.objects.filter(until__isnull=False))
    assert len(left) == 34
    for one in left:
        same = Membership.objects.filter(organisation=one.organisation, role=one.role, until__isnull=True)
        assert [m for m in same if m.since and (m.since - one.until).days == 1]


def test_the_plan_has_23_activities_in_every_status(plan):
    assert plan.activities.count() == 23
    assert set(plan.activities.values_list("status", flat=True)) == set(Activity.Status.values)


def test_groups_met_and_what_they_decided_became_tasks(plan):
    demo_work_load()
    assert (demo_year_load(), demo_year_load()) == (4, 0)
    assert WorkingGroup.objects.count() == 6
    assert Meeting.objects.exclude(minutes="").count() == 14
    assert not ActionPoint.objects.filter(task__isnull=True).exists()
    assert {t.state for t in Task.objects.all()} == set(Task.State.values)


def test_every_entity_is_asked_and_reports_stand_in_every_state_and_what_is_not_approved_is_not_quoted(plan):
    demo_reports_load()
    demo_year_load()
    found = ReportRound.objects.get()
    assert set(found.reports.values_list("state", flat=True)) == set(YearlyReport.State.values)
    assert found.reports.filter(organisation__kind="un-entity").count() == 25
    assert found.reports.exclude(absent="").count() == found.reports.exclude(extension_reason="").count() == 1
    said = "\n".join(texts_of(annual_report(found).parts))
    entries = {state: [] for state in YearlyReport.State.values}
    for report in found.reports.prefetch_related("entries"):
        entries[report.state] += [e.text for e in report.entries.all() if e.text]
    assert [text for text in entries["approved"] if text not in said] == []
    assert [text for text in entries["draft"] if text in said and text not in entries["approved"]] == []
