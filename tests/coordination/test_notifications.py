"""Notifications: once, to whom it concerns, in words of today, and nothing of what was hidden since."""

from __future__ import annotations

from datetime import date, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from tessera.coordination.services.meetings import meeting_call_off, meeting_change
from tessera.coordination.services.tasks import task_change, task_step
from tessera.network.errors import NetworkError
from tessera.network.models import Audience, MailChoice, Notification
from tessera.network.notifying import stage_of
from tessera.network.selectors.notifications import notifications_of
from tessera.network.services.audience import audience_set
from tessera.network.services.erasure import person_erase
from tessera.network.services.notifications import (
    mail_choice_set,
    notifications_seen,
    notify,
    reminders_make,
)
from tessera.plans.models import Contribution
from tessera.recommendations.services.digests import digests_send
from tessera.recommendations.services.saved import unsubscribe_key
from tessera.reports.digest_mail import digest_mail
from tests.plans.making import plan_made
from tests.web.signing import client_of

from .making import group_made, in_days, meeting_made, task_made, update_made

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def group(cast):
    return group_made(cast)


def said(person) -> list[str]:
    return [one.said for one in notifications_of(person)]


def run(**options):
    return digests_send(compose=digest_mail, **options)


def test_an_update_is_told_to_the_other_members_and_not_to_whoever_wrote_it(cast, group):
    update_made(cast, group, text="The census office answered.")
    assert said(cast.coordinator) == ["Statistics: “The census office answered.”"]
    assert said(cast.focal_point) == []
    assert said(cast.country_team) == []


def test_a_meeting_is_told_when_called_moved_and_called_off_and_not_when_its_title_changes(cast, group):
    meeting = meeting_made(cast, group, title="Second meeting")
    assert Notification.objects.filter(person=cast.coordinator).count() == 1
    common = {"by": cast.focal_point, "at": meeting.at, "zone": "UTC", "audience": {}}
    meeting = meeting_change(meeting=meeting, version=meeting.version, day=meeting.day, title="Third", **common)
    assert Notification.objects.filter(person=cast.coordinator).count() == 1
    meeting = meeting_change(meeting=meeting, version=meeting.version, day=in_days(9), **common)
    assert Notification.objects.filter(person=cast.coordinator).count() == 2
    meeting_call_off(meeting=meeting, version=meeting.version, by=cast.focal_point)
    assert all(words.startswith("Called off: Third") for words in said(cast.coordinator))  # in words of today
    assert len(said(cast.coordinator)) == 3


def test_a_task_is_told_to_its_owner_and_to_the_next_one(cast, group):
    task = task_made(cast, group, owner=cast.coordinator)
    assert said(cast.coordinator) == ["A task for you: Draft the note"]
    task_change(task=task, version=task.version, by=cast.coordinator, owner=cast.focal_point)
    assert said(cast.focal_point) == ["A task for you: Draft the note"]
    own = task_made(cast, group, owner=cast.focal_point, title="My own")
    assert own.owner == cast.focal_point
    assert len(said(cast.focal_point)) == 1  # nobody is told of what they did themselves


@pytest.mark.parametrize(
    ("left", "stage"), [(8, ""), (7, "ahead"), (1, "ahead"), (0, "today"), (-6, "today"), (-7, "late"), (-60, "late")]
)
def test_a_reminder_comes_a_week_before_on_the_day_and_a_week_after(left, stage):
    today = date(2026, 5, 20)
    assert stage_of(today + timedelta(days=left), today) == stage


def test_nobody_is_reminded_twice_and_nobody_of_what_is_done(cast, group):
    task = task_made(cast, group, owner=cast.coordinator, due=in_days(5))
    Notification.objects.all().delete()
    assert [reminders_make(), reminders_make()] == [1, 0]
    assert reminders_make(today=in_days(5)) == 1
    assert reminders_make(today=in_days(6)) == 0
    assert reminders_make(today=in_days(13)) == 1
    assert reminders_make(today=in_days(80)) == 0
    task_step(task=task, step="finish", by=cast.coordinator, result="Sent")
    assert set(said(cast.coordinator)) == {"No longer due: Draft the note"}
    other = task_made(cast, group, owner=cast.coordinator, due=in_days(5), title="Other")
    task_step(task=other, step="drop", by=cast.coordinator, result="No")
    assert reminders_make() == 0


def test_a_task_of_an_entity_reminds_its_focal_points(cast, group):
    entity = cast.focal_point.memberships.get().organisation
    task_made(cast, group, organisation=entity, due=in_days(0))
    assert reminders_make() == 1
    assert len(said(cast.focal_point)) == 1


def test_a_milestone_reminds_the_focal_points_of_leading_entities(cast):
    activity = plan_made().activities.first()
    entity = cast.focal_point.memberships.get().organisation
    part = Contribution.objects.create(activity=activity, organisation=entity, part=Contribution.Part.CONTRIBUTING)
    activity.milestones.create(title="Report sent", due=in_days(3))
    assert reminders_make() == 0
    part.part = Contribution.Part.LEAD
    part.save()
    assert [reminders_make(), reminders_make()] == [1, 0]
    assert f"{activity.ref}: due on" in said(cast.focal_point)[0]


def test_what_was_hidden_since_is_neither_shown_nor_counted_nor_mailed(cast, group):
    update = update_made(cast, group, text="Only for some")
    assert said(cast.coordinator)
    audience_set(record=update, audience=Audience.PEOPLE, by=cast.focal_point, people=[cast.secretariat])
    assert said(cast.coordinator) == []
    assert "Only for some" not in client_of(cast.coordinator).get(reverse("web:notifications")).content.decode()
    assert run().sent == 0
    assert mail.outbox == []


def test_one_mail_tells_all_and_the_next_run_nothing(cast, group):
    update_made(cast, group)
    task_made(cast, group, owner=cast.coordinator)
    assert run().sent == 1
    (sent,) = mail.outbox
    assert sent.to == [cast.coordinator.email]
    assert sent.subject == "News from Tessera"
    assert "The census office answered." in sent.body
    assert "A task for you: Draft the note" in sent.body
    assert "List-Unsubscribe" in sent.extra_headers
    assert run(now=timezone.now() + DAY).sent == 0
    update_made(cast, group, text="Another")
    assert run().sent == 0  # one a day
    assert run(now=timezone.now() + DAY).sent == 1
    assert "The census office answered." not in mail.outbox[1].body


def test_what_was_seen_in_the_app_is_not_mailed(cast, group):
    update_made(cast, group)
    notifications_seen(person=cast.coordinator, first=0, upto=Notification.objects.latest("pk").pk)
    assert run().sent == 0


def test_a_mail_that_the_server_refused_is_tried_again(cast, group, monkeypatch):
    update_made(cast, group)

    def refuse(*_given):
        raise SMTPException

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        assert run().failed == 1
    assert run().sent == 1


def test_a_dry_run_tells_what_would_be_sent_and_notes_nothing(cast, group):
    update_made(cast, group)
    assert run(dry_run=True).sent == 1
    assert mail.outbox == []
    assert run().sent == 1


def test_mails_are_chosen_by_how_often_and_by_kind(cast, group):
    update_made(cast, group)
    mail_choice_set(person=cast.coordinator, frequency="daily", without=["update", "no-such-kind"])
    assert MailChoice.objects.get(person=cast.coordinator).without == ["update"]
    assert run().sent == 0
    mail_choice_set(person=cast.coordinator, frequency="weekly", without=[])
    assert run().sent == 1
    update_made(cast, group, text="Later")
    assert run(now=timezone.now() + 6 * DAY).sent == 0
    assert run(now=timezone.now() + 7 * DAY).sent == 1
    with pytest.raises(NetworkError, match="how often"):
        mail_choice_set(person=cast.coordinator, frequency="hourly", without=[])


def test_one_click_in_a_mail_stops_them_all(cast, group, client):
    update_made(cast, group)
    client.post(reverse("web:saved-unsubscribe", args=[unsubscribe_key(cast.coordinator)]))
    assert run().sent == 0
    assert said(cast.coordinator)  # in the app it is still to be found


def test_an_erased_person_was_told_nothing(cast, group):
    update_made(cast, group)
    mail_choice_set(person=cast.coordinator, frequency="weekly", without=[])
    person_erase(person=cast.coordinator, by=cast.administrator)
    assert not Notification.objects.filter(person=cast.coordinator).exists()
    assert not MailChoice.objects.filter(person=cast.coordinator).exists()


def test_a_kind_that_nobody_registered_cannot_be_told(cast):
    with pytest.raises(ValueError, match="registered"):
        notify(people=[cast.coordinator], kind="nonsense", subject=1, key="x")


def test_the_page_shows_what_is_new_and_whoever_has_seen_it_says_so(cast, group):
    update_made(cast, group)
    client = client_of(cast.coordinator)
    page = client.get(reverse("web:notifications")).content.decode()
    assert "The census office answered." in page
    upto = Notification.objects.latest("pk").pk
    update_made(cast, group, text="Came meanwhile")
    client.post(reverse("web:notifications-seen"), {"first": upto, "upto": upto})
    page = client.get(reverse("web:notifications")).content.decode()
    assert page.index("Came meanwhile") < page.index("Seen before") < page.index("The census office answered.")
    client.post(reverse("web:notifications-seen"), {"first": 0, "upto": "9" * 30})  # nonsense changes nothing
    assert Notification.objects.filter(person=cast.coordinator, seen_at=None).count() == 1


def test_what_the_page_had_no_room_for_stays_new(cast, group, monkeypatch):
    monkeypatch.setattr("tessera.network.selectors.notifications.MOST", 2)
    for text in ("First", "Second", "Third"):
        update_made(cast, group, text=text)
    client = client_of(cast.coordinator)
    page = client.get(reverse("web:notifications"))
    sent = {name: page.context[name] for name in ("first", "upto")}
    assert all(f'name="{name}" value="{pk}"' in page.content.decode() for name, pk in sent.items())
    client.post(reverse("web:notifications-seen"), sent)
    left = Notification.objects.get(person=cast.coordinator, seen_at=None)
    assert left.pk == Notification.objects.filter(person=cast.coordinator).earliest("pk").pk


def test_the_choice_of_mails_is_kept_from_the_page(cast):
    client = client_of(cast.coordinator)
    url = reverse("web:mail-choice")
    assert "A task is given to me" in client.get(url).content.decode()
    client.post(url, {"frequency": "weekly", "wanted": ["task-given"]})
    choice = MailChoice.objects.get(person=cast.coordinator)
    assert choice.frequency == "weekly"
    assert "task-given" not in choice.without
    assert "update" in choice.without


def test_a_page_of_many_asks_few_queries(cast, group, django_assert_max_num_queries):
    for number in range(30):
        update_made(cast, group, text=f"Number {number}")
    meeting_made(cast, group)
    client = client_of(cast.coordinator)
    with django_assert_max_num_queries(25):
        client.get(reverse("web:notifications"))
