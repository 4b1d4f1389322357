"""Pages of indicators: what they tell to whom, what people enter, and every step by every role."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tessera.coordination.services.tasks import task_step
from tessera.network.models import AuditEvent
from tessera.plans.models import Contribution, Indicator, IndicatorValue, RatingCriteria
from tessera.plans.services.indicator_values import STEPS, value_add, value_step
from tessera.plans.services.indicators import indicator_add
from tests.cast import GroupFactory, OrganisationFactory
from tests.coordination.making import group_made, task_made
from tests.plans.making import plan_made
from tests.web.signing import client_of, ours

CODE = "AP-2030-2033"
PUBLIC = {"audience": "public"}
WHY = "Asked with consent; the law allows it."
ALLOWED = {"draft": {"confirm": "confirmed"}, "confirmed": {"reopen": "draft"}}
CONFIRMERS = {"coordinator", "secretariat", "administrator"}


@pytest.fixture
def activity(cast):
    """1a, which the focal point's entity leads and the coordinator's entity coordinates."""
    activity = plan_made().activities.get(ref="1a")
    activity.working_group = GroupFactory(coordinator=OrganisationFactory(code="undp"))
    activity.save()
    Contribution.objects.create(activity=activity, organisation=OrganisationFactory(code="ohchr"), part="lead")
    return activity


@pytest.fixture
def trained(activity, cast):
    values = {"title": "People trained", "unit": "people", "target": Decimal(80), "disaggregation": {"sex": WHY}}
    return indicator_add(part=activity, by=cast.secretariat, audience=PUBLIC, **values)


def value_made(indicator, cast, *, state="confirmed", **values) -> IndicatorValue:
    told = {"end": date(2020, 6, 30), "value": Decimal(47), **values}
    made = value_add(indicator=indicator, by=cast.secretariat, audience=PUBLIC, **told)
    if state == "confirmed":
        made = value_step(record=made, step="confirm", version=made.version, by=cast.secretariat)
    return made


def page(person, name, *arguments, query=""):
    response = client_of(person).get(reverse(f"web:{name}", args=[CODE, *arguments]) + query)
    assert response.status_code == 200
    assert ours(response)
    return response.content.decode()


@pytest.mark.parametrize("state", sorted(ALLOWED))
@pytest.mark.parametrize(
    "role", ["civil_society", "country_team", "focal_point", "coordinator", "secretariat", "administrator"]
)
def test_a_step_that_state_or_role_forbids_is_refused_and_logged(cast, trained, state, role):
    person = cast.all[role]
    for step in STEPS:
        value = value_made(trained, cast, state=state)
        before = AuditEvent.objects.filter(action="refused", actor=person).count()
        address = reverse("web:indicator-value-step", args=[CODE, trained.pk, value.pk, step])
        client_of(person).post(address, {"version": value.version})
        refused = AuditEvent.objects.filter(action="refused", actor=person).count() - before
        now = IndicatorValue.objects.get(pk=value.pk)
        may = role in CONFIRMERS and step in ALLOWED[state]
        assert (now.state, refused) == (ALLOWED[state][step] if may else state, int(not may)), step
        value.delete()


def test_small_cells_are_withheld_from_who_does_not_enter_them(cast, trained):
    value_made(trained, cast, cells={"sex": {"women": 31, "men": 14, "other-sex": 2}})
    for person in (cast.reader, cast.civil_society, cast.country_team):
        told = page(person, "indicator", trained.pk)
        assert "Women and girls 31, Men and boys –, Another answer –" in told
    assert "Men and boys 14, Another answer 2" in page(cast.focal_point, "indicator", trained.pk)


def test_a_small_baseline_is_shown_to_who_enters_it_alone(cast, trained):
    Indicator.objects.update(counts_people=True, baseline=Decimal(3))
    value_made(trained, cast)
    told = "<dt>Baseline</dt><dd>{}</dd>"
    assert told.format("–") in page(cast.reader, "indicator", trained.pk)
    assert "from 3" not in page(cast.reader, "indicator", trained.pk)
    assert told.format("3") in page(cast.focal_point, "indicator", trained.pk)


def test_a_small_number_is_in_no_list_or_download(cast, trained):
    value_made(trained, cast, value=Decimal(3))
    for person in (cast.reader, cast.secretariat):
        assert "Withheld" in page(person, "indicators")
        listed = client_of(person).get(reverse("web:indicators", args=[CODE]) + "?download=json")
        (row,) = json.loads(listed.getvalue())
        assert row["value"] is None
        assert row["share_of_target"] is None


def test_a_counted_figure_leads_to_as_many_rows(cast, activity):
    group = group_made(cast, activities=[activity], audience="public")
    for title in ("First note", "Second note"):
        task = task_made(cast, group, title=title, activity=activity, audience="public")
        task_step(task=task, step="finish", by=cast.secretariat, result="Sent")
    values = {"title": "Tasks", "measure": "tasks.done", "baseline_on": date(2020, 1, 1), "target": Decimal(8)}
    counted = indicator_add(part=activity, by=cast.secretariat, audience=PUBLIC, **values)
    assert "2 of 8 tasks" in page(cast.reader, "indicator", counted.pk)
    rows = page(cast.reader, "indicator-rows", counted.pk)
    assert "First note" in rows
    assert "Second note" in rows
    assert "Tasks done: 2" in rows
    assert "Tasks done: 0" in page(cast.reader, "indicator-rows", counted.pk, query="?until=2021-01-01")
    assert "is no date" in page(cast.reader, "indicator-rows", counted.pk, query="?until=soon")
    client = client_of(cast.secretariat)
    answer = client.post(
        reverse("web:indicator-value-add", args=[CODE, counted.pk]),
        {"end": "2031-01-01", "value": "5", "audience": "network"},
    )
    assert answer.status_code == 422
    assert not IndicatorValue.objects.exists()


def test_a_focal_point_adds_an_indicator_and_a_value_with_a_file(cast, activity):
    client = client_of(cast.focal_point)
    fields = {
        "title": "People trained", "unit": "people", "frequency": "yearly", "target": "40", "audience": "public",
        "milestones": "2031-06-30 20\n2030-12-31 5", "why_sex": WHY, "version": "0",
    }  # fmt: skip
    wrong = client.post(reverse("web:indicator-add", args=[CODE, "activity", "1a"]), {**fields, "milestones": "soon 5"})
    assert wrong.status_code == 422
    assert not Indicator.objects.exists()
    assert client.post(reverse("web:indicator-add", args=[CODE, "activity", "1a"]), fields).status_code == 302
    made = Indicator.objects.get()
    assert made.disaggregation == {"sex": WHY}
    assert [one["day"] for one in made.milestones] == ["2030-12-31", "2031-06-30"]
    file = SimpleUploadedFile("list.txt", b"signed")
    sent = {"end": "2020-12-31", "value": "20", "cell_sex_women": "11", "file": file, "audience": "public"}
    assert client.post(reverse("web:indicator-value-add", args=[CODE, made.pk]), sent).status_code == 302
    value = IndicatorValue.objects.get()
    assert (value.state, value.cells, value.evidence_file_name) == ("draft", {"sex": {"women": 11}}, "list.txt")
    address = reverse("web:indicator-file", args=[CODE, made.pk, value.pk])
    assert b"".join(client.get(address).streaming_content) == b"signed"
    assert client_of(cast.reader).get(address).status_code == 404  # a draft is for the Network
    edit = reverse("web:indicator-value-edit", args=[CODE, made.pk, value.pk])
    changed = {"end": "2020-12-31", "value": "21", "audience": "public", "version": value.version}
    assert client.post(edit, changed).status_code == 302
    assert client.post(edit, changed).status_code == 422  # somebody was quicker
    value.refresh_from_db()
    assert (value.value, value.evidence_file_name) == (21, "list.txt")


def test_the_secretariat_writes_criteria_and_rates(cast, trained):
    client = client_of(cast.secretariat)
    words = {"approaches": "Half.", "meets": "All.", "exceeds": "More.", "version": "0"}
    assert client.post(reverse("web:rating-criteria-new", args=[CODE]), words).status_code == 302
    rating = {"rating": "meets", "day": "2030-06-30", "reason": "All of it was reached."}
    assert client.post(reverse("web:indicator-rate", args=[CODE, trained.pk]), rating).status_code == 302
    told = page(cast.reader, "indicator", trained.pk)
    assert "Meets what is asked" in told
    assert "All of it was reached." in told
    assert "Half." in page(cast.reader, "rating-criteria")
    assert RatingCriteria.objects.get().number == 1


def test_the_page_of_an_activity_tells_where_its_indicators_stand(cast, trained, django_assert_max_num_queries):
    value_made(trained, cast, value=Decimal(40))
    with django_assert_max_num_queries(25):
        told = page(cast.reader, "activity", "1a")
    assert "40 of 80 people on" in told
    assert "50% of the target" in told
