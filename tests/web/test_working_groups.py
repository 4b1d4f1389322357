"""The pages of working groups: forms, what each reader is shown, two people at once, calendar, what pages cost."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from tessera.coordination.models import Meeting, Member, Task, Update, WorkingGroup
from tessera.coordination.services.meetings import action_point_add
from tessera.coordination.services.tasks import task_step
from tessera.network.models import Person
from tessera.network.services.feed_keys import feed_key_make
from tests.cast import OrganisationFactory
from tests.coordination.making import group_made, in_days, meeting_made, task_made, update_made
from tests.plans.making import plan_made

from .signing import client_of, ours
from .weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def group(cast) -> WorkingGroup:
    return group_made(cast)


def at(name: str, *arguments) -> str:
    return reverse(f"web:{name}", args=arguments)


def html(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def downloaded(client, path: str) -> list[list[str]]:
    body = b"".join(client.get(path, {"download": "csv"}).streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body)))


def test_the_secretariat_sets_up_a_group_and_a_member_joins(cast):
    client, undp = client_of(cast.secretariat), OrganisationFactory(code="undp")
    activity = plan_made().activities.first()
    entered = {
        "name": "Statistics", "mandate": "Count.", "coordinators": [undp.pk], "activities": [activity.pk],
        "audience": "network",
    }  # fmt: skip
    answer = client.post(at("working-group-new"), entered)
    assert answer["Location"] == at("working-group", "statistics")
    answer = client.post(
        at("working-group-join", "statistics"), {"organisation": undp.pk, "person": cast.coordinator.pk}
    )
    assert answer.status_code == 302
    seen = html(client_of(cast.country_team), at("working-group", "statistics"))
    for words in ("Count.", "Programme B", str(cast.coordinator), "AP-2030-2033 1a"):
        assert words in seen
    assert Member.objects.get().person == cast.coordinator


def test_an_empty_list_says_why_and_what_to_do(cast):
    seen = html(client_of(cast.secretariat), at("working-groups"))
    assert "There is no working group that you may see." in seen
    assert at("working-group-new") in seen
    assert at("working-group-new") not in html(Client(), at("working-groups"))


def test_late_tasks_come_first_and_are_said_in_words(cast, group):
    task_made(cast, group, title="Due next week", due=in_days(5))
    task_made(cast, group, title="Due last week", due=in_days(-5))
    seen = html(client_of(cast.country_team), at("working-group", group.slug))
    assert "late by 5 days" in seen
    assert seen.index("Due last week") < seen.index("Due next week")


@pytest.mark.parametrize("audience", ["network", "people"])
def test_what_is_not_for_a_reader_is_nowhere(cast, audience):
    """List, count, page, CSV, calendar, the list of tasks and the page of the activity."""
    activity = plan_made().activities.first()
    group = group_made(cast, name="Hidden group", audience=audience, activities=[activity])
    task = task_made(cast, group, title="Hidden task", activity=activity, due=in_days(3))
    meeting = meeting_made(cast, group, title="Hidden meeting")
    update_made(cast, group, text="Hidden update")
    kept_out = [Client(), client_of(cast.civil_society)]
    kept_out += [client_of(cast.country_team), client_of(cast.administrator)] if audience == "people" else []
    for client in kept_out:
        for path in (at("working-groups"), at("tasks"), at("activity", "AP-2030-2033", "1a")):
            assert "Hidden" not in html(client, path), path
        assert "0 working groups" in html(client, at("working-groups"))
        assert "0 tasks" in html(client, at("tasks"))
        assert len(downloaded(client, at("working-groups"))) == 1
        assert len(downloaded(client, at("tasks"))) == 1
        for path in (
            at("working-group", group.slug),
            at("working-group-ics", group.slug),
            at("group-updates", group.slug),
            at("meeting", group.slug, meeting.pk),
            at("task", task.pk),
        ):
            assert client.get(path).status_code == 404, path
    for path in (at("working-groups"), at("tasks"), at("activity", "AP-2030-2033", "1a")):
        assert "Hidden" in html(client_of(cast.coordinator), path)


def test_a_page_leaves_out_what_has_an_audience_of_its_own(cast, group):
    private = {"audience": "people", "people": [cast.coordinator]}
    task_made(cast, group, title="Hidden task", due=in_days(2), **private)
    update_made(cast, group, text="Hidden update", **private)
    meeting_made(cast, group, title="Hidden meeting", audience=private)
    paths = [at(name, group.slug) for name in ("working-group", "working-group-ics", "group-updates")]
    for path in [*paths, at("tasks"), at("working-groups")]:
        assert "Hidden" not in html(client_of(cast.country_team), path), path
    assert html(client_of(cast.coordinator), paths[0]).count("Hidden") >= 3
    rows = downloaded(client_of(cast.country_team), at("working-groups"))
    assert rows[1][2:6] == ["1", "0", "0", ""]


def test_readers_without_a_role_in_the_network_are_not_shown_names_of_people(cast):
    group = group_made(cast, audience="public")
    task = task_made(cast, group, owner=cast.coordinator, audience="public")
    update_made(cast, group, audience="public")
    meeting = meeting_made(cast, group, audience={"audience": "public"})
    paths = [at("working-group", group.slug), at("task", task.pk), at("group-updates", group.slug), at("tasks")]
    paths.append(at("meeting", group.slug, meeting.pk))
    for client in (Client(), client_of(cast.civil_society)):
        for path in paths:
            seen = html(client, path)
            assert str(cast.focal_point) not in seen
            assert str(cast.coordinator) not in seen
        assert not any(str(cast.coordinator) in cell for row in downloaded(client, at("tasks")) for cell in row)
    assert str(cast.coordinator) in html(client_of(cast.country_team), at("tasks"))


def test_the_second_of_two_people_editing_is_shown_both_versions_and_may_save_knowingly(cast, group):
    task = task_made(cast, group)
    client, path = client_of(cast.coordinator), at("task-edit", task.pk)
    entered = {"audience": "network", "version": "1"}
    assert client_of(cast.focal_point).post(path, {**entered, "title": "First words"}).status_code == 302
    answer = client.post(path, {**entered, "title": "Second words"})
    assert answer.status_code == 422
    for words in ("First words", "Second words", "Somebody else changed this", 'name="version" value="2"'):
        assert words in answer.content.decode()
    assert client.post(path, {**entered, "title": "Second words", "version": "2"}).status_code == 302
    titles = task.history.order_by("history_id").values_list("title", flat=True)
    assert list(titles) == ["Draft the note", "First words", "Second words"]


def test_a_group_edited_by_two_at_once_shows_what_differs_in_words(cast, group):
    path, undp = at("working-group-edit", group.slug), OrganisationFactory(code="undp")
    entered = {"name": "Statistics", "coordinators": [undp.pk], "audience": "network", "version": "1"}
    assert client_of(cast.coordinator).post(path, {**entered, "mandate": "First"}).status_code == 302
    answer = client_of(cast.secretariat).post(path, {**entered, "coordinators": [], "mandate": "Second"})
    assert answer.status_code == 422
    assert ".None" not in answer.content.decode()
    assert WorkingGroup.objects.get().mandate == "First"


def test_minutes_lead_to_action_points_and_these_to_tasks(cast, group):
    client, member = client_of(cast.focal_point), group.members.get()
    form = {
        "title": "Second meeting", "day": in_days(7).isoformat(), "at": "10:00", "zone": "Europe/Rome", "length": "90",
        "agenda": "Opening\n\nFigures", "papers": "Draft note https://example.org/note", "audience": "network",
    }  # fmt: skip
    answer = client.post(at("meeting-new", group.slug), form)
    meeting = Meeting.objects.get()
    assert answer["Location"] == at("meeting", group.slug, meeting.pk)
    said = {"minutes": "All agreed.", "decisions": "Count by group", "present": [member.pk], "version": "1"}
    assert client.post(at("meeting-minutes", group.slug, meeting.pk), said).status_code == 302
    point = {"text": "Ask the office", "due": in_days(20).isoformat()}
    assert client.post(at("action-point-add", group.slug, meeting.pk), point).status_code == 302
    assert client.post(at("action-points-tasks", group.slug, meeting.pk)).status_code == 302
    task = Task.objects.get()
    assert (task.title, task.due) == ("Ask the office", in_days(20))
    seen = html(client_of(cast.country_team), at("meeting", group.slug, meeting.pk))
    for words in ("Figures", 'href="https://example.org/note"', "All agreed.", "Count by group", at("task", task.pk)):
        assert words in seen


@pytest.mark.parametrize("wrong", [{"zone": "Nowhere"}, {"papers": "Note javascript:alert(1)"}, {"at": "25:00"}])
def test_a_meeting_with_a_wrong_entry_keeps_every_word_and_saves_nothing(cast, group, wrong):
    form = {
        "title": "Second meeting", "day": "2030-07-01", "at": "10:00", "zone": "UTC", "length": "60",
        "audience": "network", **wrong,
    }  # fmt: skip
    answer = client_of(cast.focal_point).post(at("meeting-new", group.slug), form)
    assert answer.status_code == 422
    assert b"Second meeting" in answer.content
    assert not Meeting.objects.exists()


def test_the_calendar_has_meetings_and_due_dates_of_whose_key_it_is(cast, group):
    meeting = meeting_made(cast, group, place="Room 4", agenda=["Opening"])
    task_made(cast, group, due=in_days(3))
    path = at("working-group-ics", group.slug)
    calendar = html(Client(), f"{path}?key={feed_key_make(person=cast.country_team)}")
    for words in ("SUMMARY:Second meeting", "SUMMARY:Draft the note", "LOCATION:Room 4", "STATUS:CONFIRMED"):
        assert words in calendar
    assert calendar == html(client_of(cast.country_team), path)
    client_of(cast.focal_point).post(at("meeting-call-off", group.slug, meeting.pk), {"version": "1"})
    assert "STATUS:CANCELLED" in html(client_of(cast.country_team), path)
    assert Client().get(f"{path}?key=wrong").status_code == 404


def test_the_page_of_an_activity_says_who_pursues_it_and_what_is_open(cast, group):
    activity = plan_made().activities.first()
    group.activities.add(activity)
    done = task_made(cast, group, title="Over and done", activity=activity)
    task_step(task=done, step="finish", by=cast.focal_point, result="Sent")
    task_made(cast, group, title="Still open", activity=activity, due=in_days(-2))
    seen = html(client_of(cast.country_team), at("activity", "AP-2030-2033", "1a"))
    for words in (at("working-group", group.slug), "Still open", "late by 2 days"):
        assert words in seen
    assert "Over and done" not in seen


def test_an_archived_group_stays_readable_and_offers_to_be_restored(cast, group):
    client, path = client_of(cast.coordinator), at("working-group", group.slug)
    update_made(cast, group)
    assert client.post(at("working-group-archive", group.slug), {"version": "1"}).status_code == 302
    seen = html(client, path)
    assert "The census office answered." in seen
    assert at("working-group-restore", group.slug) in seen
    answer = client.post(at("group-update-add", group.slug), {"text": "More", "audience": "network"})
    assert answer.status_code == 422
    assert Update.objects.count() == 1


def test_pages_with_much_on_them_stay_light_and_ask_little(cast, django_assert_max_num_queries):
    activity = plan_made().activities.first()
    groups = [group_made(cast, name=f"Group {n}", activities=[activity]) for n in range(3)]
    for n in range(40):
        task_made(cast, groups[0], title=f"Task {n} " + "x" * 200, owner=cast.focal_point, activity=activity)
        update_made(cast, groups[0], text="Text " * 40)
    meeting = meeting_made(cast, groups[0], agenda=["Opening"] * 10)
    for n in range(10):
        action_point_add(meeting=meeting, text=f"Point {n}", owner=cast.focal_point, by=cast.focal_point)
    client = client_of(cast.focal_point)
    task = Task.objects.first()
    for path in (
        at("working-groups"),
        at("working-group", groups[0].slug),
        at("group-updates", groups[0].slug),
        at("meeting", groups[0].slug, meeting.pk),
        at("tasks"),
        at("my-tasks"),
        at("task", task.pk),
        at("activity", "AP-2030-2033", "1a"),
    ):
        client.get(path)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert ours(client.get(path)), path
        assert transferred_bytes(client, path) < LIMIT, path


def test_a_task_keeps_an_owner_who_has_left_and_the_people_whom_it_is_for(cast):
    owner, reader = cast.country_team, cast.focal_point
    task = task_made(cast, None, owner=owner, audience="people", people=[reader, owner])
    Person.objects.filter(pk=owner.pk).update(is_active=False)
    client, path = client_of(reader), at("task-edit", task.pk)
    form = client.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None} | {"title": "Renamed"}
    assert client.post(path, sent).status_code == 302
    task.refresh_from_db()
    assert (task.title, task.owner, {*task.audience_people.all()}) == ("Renamed", owner, {owner, reader})
    assert owner not in client.get(at("task-new")).context["form"].fields["owner"].queryset
