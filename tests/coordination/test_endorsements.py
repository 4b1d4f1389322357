"""Endorsement rounds: every step by every role in every state, versions, invitations, who sees what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Answer, Comment, Endorsement, Invitation, SilencePeriod, TextVersion, Update
from tessera.coordination.selectors.endorsements import version_get, version_opened
from tessera.coordination.services.comments import comment_add
from tessera.coordination.services.endorsements import (
    endorsement_change,
    endorsement_create,
    endorsement_step,
    invitation_add,
    spokesperson_end,
    spokesperson_name,
)
from tessera.coordination.services.text_versions import text_version_add
from tessera.extraction.document import UnreadableFile
from tessera.network.models import AuditEvent, Membership
from tessera.network.models.notifications import Notification
from tessera.network.notifying import kinds
from tessera.network.services.notifications import reminders_make
from tessera.plans.errors import EditConflict
from tests.cast import OrganisationFactory
from tests.web.signing import client_of

from .endorsement_making import invitation_of, round_made, silence_made, state_made, version_made
from .making import group_made

pytestmark = pytest.mark.django_db

ROLES = ["civil_society", "country_team", "focal_point", "coordinator", "secretariat", "administrator"]
RUNNERS, SPEAKERS = {"coordinator", "secretariat", "administrator"}, {"focal_point"}
SOON = (timezone.now() + timedelta(days=9)).date().isoformat()
END = {"day": SOON, "at": "18:00", "zone": "UTC"}
# The page that takes the step, what is sent, and where each state leads.
STEPS = {
    "circulate": ("endorsement-step", ["circulate"], {}, {"prepared": "consultation"}),
    "withdraw": (
        "endorsement-step", ["withdraw"], {},
        {"prepared": "withdrawn", "consultation": "withdrawn", "silence": "withdrawn"},
    ),
    "resume": ("endorsement-step", ["resume"], {}, {"withdrawn": "consultation"}),
    "begin_silence": ("endorsement-silence", [], END, {"consultation": "silence"}),
    "break_silence": (
        "endorsement-answer", ["OHCHR"], {"choice": "broke", "reason": "Not yet."}, {"silence": "consultation"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("state", ["prepared", "consultation", "silence", "endorsed", "withdrawn"])
@pytest.mark.parametrize("role", ROLES)
def test_a_step_that_state_or_role_forbids_is_refused_and_changes_nothing(cast, state, role):
    person = cast.all[role]
    for step, (page, arguments, data, ways) in STEPS.items():
        found = state_made(cast, state, title=f"{step} {state}")
        speaker = invitation_of(found, "ohchr")
        places = [speaker.pk if one == "OHCHR" else one for one in arguments]
        data = data | ({"said_by": cast.focal_point.pk} if step == "break_silence" else {})
        client_of(person).post(reverse(f"web:{page}", args=[found.pk, *places]), data)
        now = Endorsement.objects.get(pk=found.pk)
        allowed = role in (RUNNERS | SPEAKERS if step == "break_silence" else RUNNERS)
        expected = ways.get(state, state) if allowed else state
        assert now.state == expected, (step, state, role)
        if not (allowed and state in ways):
            assert now.version == found.version, (step, state, role)


@pytest.mark.parametrize("step", ["circulate", "resume"])
def test_a_step_that_the_state_forbids_is_told_and_logged(cast, step):
    found = state_made(cast, "silence")
    with pytest.raises(EditConflict, match="Under silence"):
        endorsement_step(endorsement=found, step=step, by=cast.secretariat)
    assert AuditEvent.objects.filter(action="refused", subject=f"endorsement.{step}", actor=cast.secretariat).exists()


def test_a_role_that_may_not_is_refused_and_logged(cast):
    found = round_made(cast)
    for role in ("country_team", "focal_point"):
        path = reverse("web:endorsement-step", args=[found.pk, "withdraw"])
        assert client_of(cast.all[role]).post(path).status_code == 403
    assert AuditEvent.objects.filter(action="refused", subject="coordination.run_endorsement").count() == 2


def test_a_text_without_a_file_or_without_anybody_invited_is_not_circulated(cast):
    bare = endorsement_create(by=cast.coordinator, title="Bare")
    with pytest.raises(CoordinationError, match="invite at least one"):
        endorsement_step(endorsement=bare, step="circulate", by=cast.coordinator)
    assert Endorsement.objects.get().state == "prepared"
    assert not bare.history.filter(state="consultation").exists()


def test_versions_are_numbered_kept_and_hashed_and_each_comment_stays_with_its_own(cast):
    found = round_made(cast)
    first = found.versions.get()
    said = comment_add(text_version=first, by=cast.focal_point, text="Who counts?", paragraph=1)
    second = version_made(cast, found, "1. Ask who is counted, and by whom.")
    assert (first.number, second.number) == (1, 2)
    assert first.digest != second.digest
    assert Comment.objects.get() == said
    assert said.text_version == first
    assert first.places[1] == {"label": "2", "text": "2. Count people by group."}
    with version_opened(second) as file:
        assert len(file.read()) == second.size


def test_the_same_file_is_no_new_version_and_nothing_new_comes_under_silence(cast):
    found = round_made(cast)
    with pytest.raises(CoordinationError, match="newest version already"):
        version_made(cast, found)
    silence_made(cast, found)
    with pytest.raises(CoordinationError, match="in consultation only"):
        version_made(cast, found, "Other words.")
    assert found.versions.count() == 1


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"hello", "neither a Word document"), (b"PK\x03\x04 broken", "not a Word document"), (b"", "neither")],
)
def test_a_file_of_another_kind_or_damaged_is_refused_in_a_sentence(cast, tmp_path, raw, words):
    found = round_made(cast)
    (tmp_path / "note.docx").write_bytes(raw)
    with pytest.raises((CoordinationError, UnreadableFile), match=words):
        text_version_add(endorsement=found, path=tmp_path / "note.docx", name="note.docx", by=cast.coordinator)
    assert found.versions.count() == 1


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(cast):
    found = state_made(cast, "endorsed")
    path = reverse("web:endorsement-file", args=[found.pk, 1])
    answer = client_of(cast.focal_point).get(path)
    assert answer["X-Content-SHA256"] == found.final.digest
    assert len(b"".join(answer.streaming_content)) == found.final.size
    with open(found.final.file.path, "r+b") as file:
        kept = file.read()
        file.seek(0)
        file.write(b"XX")
    try:
        answer = client_of(cast.focal_point).get(path)
        assert answer.status_code == 409
        assert "SHA-256 differs" in answer.content.decode()
        assert AuditEvent.objects.filter(action="endorsement.file-differs").exists()
    finally:
        with open(found.final.file.path, "wb") as file:
            file.write(kept)


def test_whoever_is_invited_when_silence_has_begun_is_marked_as_late(cast):
    found = round_made(cast)
    silence_made(cast, found)
    newcomer, known = OrganisationFactory(code="late"), OrganisationFactory(code="ohchr")
    made = invitation_add(endorsement=found, organisations=[newcomer, known], by=cast.coordinator)
    assert [(one.organisation, one.late) for one in made] == [(newcomer, True)]
    assert not invitation_of(found, "ohchr").late


def test_who_speaks_for_an_entity_changes_over_time(cast):
    invitation, today = invitation_of(round_made(cast), "ohchr"), timezone.now().date()
    role = cast.focal_point.memberships.get()
    assert invitation.speakers_on(today) == {cast.focal_point.pk}
    role.until = today + timedelta(days=5)
    role.save()
    named = spokesperson_name(
        invitation=invitation, person=cast.country_team, by=cast.focal_point,
        since=today + timedelta(days=3), until=today + timedelta(days=9),
    )  # fmt: skip
    for days, who in ((0, {cast.focal_point}), (4, {cast.focal_point, cast.country_team}), (7, {cast.country_team})):
        assert invitation.speakers_on(today + timedelta(days=days)) == {person.pk for person in who}
    assert invitation.speakers_on(today + timedelta(days=10)) == set()
    ended = spokesperson_end(spokesperson=named, by=cast.focal_point)
    assert invitation.speakers_on(today + timedelta(days=7)) == set()
    assert ended.history.count() == 2


def test_a_role_for_another_entity_or_of_another_kind_speaks_for_nobody(cast):
    invitation, today = invitation_of(round_made(cast), "ohchr"), timezone.now().date()
    Membership.objects.create(person=cast.coordinator, role="coordinator", organisation=invitation.organisation)
    assert invitation.speakers_on(today) == {cast.focal_point.pk}
    assert not Invitation.objects.spoken_for_by(cast.reader).exists()


def test_an_alternate_must_be_able_to_see_the_text(cast):
    invitation = invitation_of(round_made(cast), "ohchr")
    with pytest.raises(CoordinationError, match="could not see"):
        spokesperson_name(invitation=invitation, person=cast.civil_society, by=cast.focal_point)
    with pytest.raises(CoordinationError, match="before the first"):
        spokesperson_name(
            invitation=invitation, person=cast.country_team, by=cast.focal_point,
            since=date(2030, 2, 1), until=date(2030, 1, 1),
        )  # fmt: skip


def test_comments_answers_and_drafts_of_a_public_text_stay_with_those_who_take_part(cast):
    found = round_made(cast, audience={"audience": "public"})
    comment_add(text_version=found.versions.get(), by=cast.focal_point, text="No.")
    silence_made(cast, found)
    for outsider in (cast.reader, cast.civil_society):
        assert Endorsement.objects.visible_to(outsider).exists()
        for model in (Comment, TextVersion, Invitation, SilencePeriod, Answer):
            assert not model.objects.visible_to(outsider).exists(), model
        assert version_get(outsider, found, 1) is None
    assert Comment.objects.visible_to(cast.country_team).exists()
    association = cast.civil_society.memberships.get().organisation
    invitation_add(endorsement=found, organisations=[association], by=cast.coordinator)
    assert Comment.objects.visible_to(cast.civil_society).exists(), "whoever speaks for an invited entity takes part"


def test_a_text_for_named_people_is_hidden_from_everybody_else(cast):
    people = {"audience": "people", "people": [cast.coordinator]}
    found = round_made(cast, circulated=False, audience=people)
    for role in ("country_team", "secretariat", "administrator"):
        assert not Endorsement.objects.visible_to(cast.all[role]).exists()
        assert client_of(cast.all[role]).get(reverse("web:endorsement", args=[found.pk])).status_code == 404
    assert Endorsement.objects.visible_to(cast.coordinator).get() == found


def test_the_second_of_two_people_editing_is_told(cast):
    found, audience = round_made(cast), {"audience": "network"}
    version = found.version
    endorsement_change(
        endorsement=found, version=version, by=cast.coordinator, audience=audience, title="A", working_group=None
    )
    with pytest.raises(EditConflict) as told:
        endorsement_change(endorsement=found, version=version, by=cast.secretariat, audience=audience, title="B")
    assert told.value.theirs.title == "A"


def test_the_working_group_is_told_of_each_step(cast):
    found = round_made(cast, working_group=group_made(cast))
    silence_made(cast, found)
    last = Update.objects.first()
    assert found.title in last.text
    assert "18:00 UTC" in last.text
    assert {update.audience for update in Update.objects.all()} == {"network"}
    assert not Notification.objects.filter(person=cast.focal_point, kind="endorsement").exists(), "nothing twice"


def test_who_speaks_for_an_entity_is_told_of_each_step_and_reminded_of_the_end_once(cast):
    found = round_made(cast)
    silence_made(cast, found, days=1)
    told = Notification.objects.filter(person=cast.focal_point)
    assert told.filter(kind="endorsement").count() == 2
    reminders_make()
    reminders_make()
    assert told.filter(kind="endorsement-due").count() == 1
    assert not Notification.objects.filter(person=cast.secretariat).exists()
    assert "Under silence until" in kinds()["endorsement"].said(Endorsement.objects.get())
