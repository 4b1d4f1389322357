"""What "My work" says to those who run things, and what it spares them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tessera.coordination.models import Comment
from tessera.coordination.services.comments import comment_add
from tessera.coordination.services.meetings import action_point_add
from tests.coordination import endorsement_making, report_making
from tests.coordination.making import group_made, in_days, meeting_made, task_made

from .signing import client_of
from .weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
OTHERS = ("civil_society", "country_team", "focal_point")


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    (tmp_path / "static").mkdir()


def at(name: str, *arguments) -> str:
    return reverse(f"web:{name}", args=arguments)


def work_of(person) -> str:
    return client_of(person).get(at("my-work")).content.decode()


def test_late_reports_and_reports_to_decide_wait_for_the_secretariat_alone(cast):
    found = report_making.round_made(cast, due=timezone.now().date() - timedelta(days=2))
    report = report_making.report_in(cast, found, "submitted")
    remind, decide = at("report-round-remind", found.plan.code, found.year), at("yearly-report", report.pk)
    for person in (cast.secretariat, cast.administrator):
        page = work_of(person)
        assert f'href="{remind}"' in page
        assert f'href="{decide}"' in page
    for role in (*OTHERS, "coordinator"):
        page = work_of(getattr(cast, role))
        assert remind not in page
        assert decide not in page


def test_a_round_in_time_asks_for_no_reminder(cast):
    found = report_making.round_made(cast, due=timezone.now().date() + timedelta(days=2))
    assert at("report-round-remind", found.plan.code, found.year) not in work_of(cast.secretariat)


def test_texts_wait_for_whoever_runs_them(cast):
    found = endorsement_making.round_made(cast)
    comment_add(text_version=found.versions.first(), by=cast.focal_point, text="Say who answers.")
    for role in ("secretariat", "administrator", "coordinator"):
        page = work_of(getattr(cast, role))
        assert f'href="{at("endorsement-silence", found.pk)}"' in page
        assert f'href="{at("endorsement-comments", found.pk)}?resolution=open"' in page
    for role in OTHERS:
        assert at("endorsement-silence", found.pk) not in work_of(getattr(cast, role))
    endorsement_making.silence_made(cast, found)
    page = work_of(cast.coordinator)
    assert "Silence ends" in page
    assert at("endorsement-silence", found.pk) not in page


def test_meetings_held_ask_for_minutes_of_those_who_run_the_group_and_see_them(cast):
    group = group_made(cast)
    held = meeting_made(cast, group, title="Held", day=in_days(-3))
    meeting_made(cast, group, title="Ahead", day=in_days(3))
    meeting_made(cast, group, title="Long ago", day=in_days(-200))
    closed = meeting_made(cast, group, title="Apart", audience={"audience": "people", "people": [cast.country_team]})
    for role in ("secretariat", "coordinator"):
        page = work_of(getattr(cast, role))
        assert f'href="{at("meeting-minutes", group.slug, held.pk)}"' in page
        assert "Ahead" in page
        assert "Long ago" not in page
        assert at("meeting", group.slug, closed.pk) not in page
    for role in OTHERS:
        assert "Held" not in work_of(getattr(cast, role))


def test_open_comments_are_resolved_one_after_the_other(cast):
    found = endorsement_making.round_made(cast)
    version, client = found.versions.first(), client_of(cast.coordinator)
    comments = [comment_add(text_version=version, by=cast.focal_point, text=text) for text in ("One.", "Two.")]
    matrix = at("endorsement-comments", found.pk)
    first, second = (at("endorsement-comment-resolve", found.pk, one.pk) + "?next=1" for one in comments)
    assert f'href="{first}"' in client.get(matrix).content.decode()
    assert first not in client_of(cast.focal_point).get(matrix).content.decode()
    said = {"resolution": "accepted", "answer": "Done.", "version": 1}
    assert client.post(first, said)["Location"] == second
    assert client.post(second, said)["Location"] == matrix
    assert not Comment.objects.filter(resolution="open").exists()
    assert "?next=1" not in client.get(matrix).content.decode()


def test_what_is_open_is_put_on_the_agenda_as_far_as_readers_of_the_meeting_see_it(cast):
    group = group_made(cast)
    meeting = meeting_made(cast, group, agenda=["Welcome"])
    earlier = meeting_made(cast, group, title="Earlier", day=in_days(-9))
    action_point_add(meeting=earlier, text="Write to the host", by=cast.focal_point)
    task_made(cast, group, title="Seen by all", audience="public")
    task_made(cast, group, title="Seen by one", audience="people", people=[cast.coordinator])
    client, edit = client_of(cast.coordinator), at("meeting-edit", group.slug, meeting.pk)
    assert f'href="{edit}?take=1"' in client.get(at("meeting", group.slug, meeting.pk)).content.decode()
    form = client.get(f"{edit}?take=1").context["form"]
    assert form.initial["agenda"] == ["Welcome", "Seen by all", "Write to the host"]
    assert client.get(edit).context["form"].initial["agenda"] == ["Welcome"]
    assert (
        f"{edit}?take=1" not in client_of(cast.country_team).get(at("meeting", group.slug, meeting.pk)).content.decode()
    )


def test_a_public_meeting_takes_up_nothing_that_is_for_the_network(cast):
    group = group_made(cast, audience="public")
    meeting = meeting_made(cast, group, audience={"audience": "public"})
    task_made(cast, group, title="For the Network", audience="network")
    edit = at("meeting-edit", group.slug, meeting.pk)
    assert client_of(cast.coordinator).get(f"{edit}?take=1").context["form"].initial["agenda"] == []


def test_a_busy_persons_page_asks_little_and_stays_light(cast, django_assert_max_num_queries):
    group = group_made(cast)
    found = report_making.round_made(cast, due=timezone.now().date() - timedelta(days=2))
    report_making.report_in(cast, found, "submitted")
    for n in range(20):
        endorsement_making.round_made(cast, title=f"Text {n}")
        meeting_made(cast, group, title=f"Meeting {n}", day=in_days(n - 10))
    for person in (cast.secretariat, cast.coordinator):
        client = client_of(person)
        with django_assert_max_num_queries(25):
            client.get(at("my-work"))
        assert transferred_bytes(client, at("my-work")) <= LIMIT
