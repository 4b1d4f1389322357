"""Silence periods: their end around zones and summer time, extensions, answers, and closing at the exact moment."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Answer, Comment, Endorsement, SilencePeriod
from tessera.coordination.services.endorsements import endorsement_step, invitation_add, spokesperson_name
from tessera.coordination.services.silence import (
    answer_give,
    end_of,
    silence_begin,
    silence_extend,
    silence_settle,
    silences_settle,
)
from tessera.plans.errors import EditConflict
from tests.cast import OrganisationFactory

from .endorsement_making import invitation_of, round_made, silence_made, utc

pytestmark = pytest.mark.django_db

BEGIN = utc(2030, 3, 28, 9)


@pytest.fixture
def found(cast):
    return round_made(cast)


@pytest.fixture
def period(cast, found):
    return silence_made(cast, found)


def begun(cast, found, day: date, at: time, zone: str) -> SilencePeriod:
    return silence_begin(endorsement=found, by=cast.coordinator, day=day, at=at, zone=zone, now=BEGIN)


@pytest.mark.parametrize(
    ("day", "at", "zone", "end"),
    [
        (date(2030, 3, 30), time(18), "Europe/Rome", utc(2030, 3, 30, 17)),
        (date(2030, 3, 31), time(18), "Europe/Rome", utc(2030, 3, 31, 16)),  # summer time began that night
        (date(2030, 10, 27), time(2, 30), "Europe/Rome", utc(2030, 10, 27, 1, 30)),  # shown twice: the second time
        (date(2030, 7, 1), time(0), "Pacific/Kiritimati", utc(2030, 6, 30, 10)),
        (date(2030, 7, 1), time(23, 59), "America/New_York", utc(2030, 7, 2, 3, 59)),
        (date(2030, 7, 1), time(12), "Asia/Kathmandu", utc(2030, 7, 1, 6, 15)),
    ],
)
def test_the_end_is_the_moment_that_clocks_in_the_zone_show(day, at, zone, end):
    assert end_of(day, at, zone) == end


def test_an_hour_that_clocks_skip_and_a_zone_that_nobody_knows_are_refused():
    with pytest.raises(CoordinationError, match="skip this hour"):
        end_of(date(2030, 3, 31), time(2, 30), "Europe/Rome")
    with pytest.raises(CoordinationError, match="no time zone"):
        end_of(date(2030, 3, 31), time(2, 30), "Mars/Base")


def test_silence_that_would_end_before_it_begins_is_refused(cast, found):
    with pytest.raises(CoordinationError, match="later than now"):
        begun(cast, found, date(2030, 3, 28), time(9), "UTC")
    assert Endorsement.objects.get().state == "consultation"
    assert not SilencePeriod.objects.exists()


def test_silence_ends_at_its_very_moment_and_not_a_moment_before(cast, found):
    period = begun(cast, found, date(2030, 3, 31), time(18), "Europe/Rome")
    end = utc(2030, 3, 31, 16)
    assert not silence_settle(found, now=end - timedelta(microseconds=1))
    assert Endorsement.objects.get().state == "silence"
    assert silence_settle(found, now=end)
    now, closed = Endorsement.objects.get(), SilencePeriod.objects.get()
    assert (now.state, now.endorsed_at, now.final) == ("endorsed", end, period.version)
    assert (closed.ending, closed.closed_at) == ("kept", end)
    assert not silence_settle(found, now=end), "closed once"


def test_a_late_run_closes_all_that_are_over_as_of_their_own_end(cast):
    rounds = [round_made(cast, title=f"Note {n}") for n in range(3)]
    for number, one in enumerate(rounds):
        begun(cast, one, date(2030, 4, 1 + number), time(12), "UTC")
    assert silences_settle(now=utc(2030, 4, 2, 20)) == 2
    assert [one.endorsed_at for one in Endorsement.objects.order_by("pk")] == [
        utc(2030, 4, 1, 12), utc(2030, 4, 2, 12), None,
    ]  # fmt: skip


def test_the_four_outcomes_differ_and_are_recorded(cast, found):
    codes = ["undp", "wfp"]
    invitation_add(
        endorsement=found, organisations=[OrganisationFactory(code=code) for code in codes], by=cast.coordinator
    )
    for code in codes:
        spokesperson_name(invitation=invitation_of(found, code), person=cast.coordinator, by=cast.secretariat)
    period = silence_made(cast, found)
    answer_give(invitation=invitation_of(found, "ohchr"), choice="endorsed", by=cast.focal_point)
    answer_give(invitation=invitation_of(found, "undp"), choice="no-objection", by=cast.coordinator)
    answer_give(
        invitation=invitation_of(found, "wfp"), choice="disassociated", reason="No mandate.", by=cast.coordinator
    )
    silence_settle(found, now=period.ends_at)
    said = dict(Answer.objects.values_list("invitation__organisation__code", "choice"))
    assert said == {
        "ohchr": "endorsed", "undp": "no-objection", "wfp": "disassociated", "unct-arlandia": "none",
    }  # fmt: skip
    assert Endorsement.objects.get().state == "endorsed"


def test_broken_silence_returns_the_text_to_consultation_with_the_reason_in_the_matrix(cast, found, period):
    answer_give(
        invitation=invitation_of(found, "ohchr"), choice="broke", reason="Small numbers are missing.",
        by=cast.focal_point,
    )  # fmt: skip
    comment, closed = Comment.objects.get(), SilencePeriod.objects.get()
    assert Endorsement.objects.get().state == "consultation"
    assert (closed.ending, closed.closed_at is not None) == ("broken", True)
    assert (comment.came, comment.kind, comment.organisation.code) == ("silence", "general", "ohchr")
    assert comment.text == "Small numbers are missing."
    assert not silence_settle(found, now=period.ends_at), "what was broken never closes as kept"
    again = silence_made(cast, Endorsement.objects.get(), days=9)
    assert again.answers.count() == 0
    assert SilencePeriod.objects.count() == 2


@pytest.mark.parametrize("choice", ["broke", "disassociated"])
def test_whoever_objects_says_why(cast, found, period, choice):
    with pytest.raises(CoordinationError, match="Say why"):
        answer_give(invitation=invitation_of(found, "ohchr"), choice=choice, by=cast.focal_point, reason=" ")
    assert not Answer.objects.exists()


def test_only_who_speaks_for_the_entity_that_day_answers_for_it(cast, found, period):
    ohchr = invitation_of(found, "ohchr")
    for person in (cast.country_team, cast.coordinator, cast.secretariat):
        with pytest.raises(CoordinationError, match="focal point or an alternate"):
            answer_give(invitation=ohchr, choice="endorsed", by=person)
    spokesperson_name(
        invitation=ohchr, person=cast.country_team, by=cast.focal_point, until=period.ends_at.date() - timedelta(days=2)
    )
    with pytest.raises(CoordinationError, match="focal point or an alternate"):
        answer_give(invitation=ohchr, choice="endorsed", by=cast.country_team, now=period.ends_at - timedelta(hours=1))
    answer_give(invitation=ohchr, choice="endorsed", by=cast.country_team)
    assert Answer.objects.get().said_by == cast.country_team


def test_the_secretariat_enters_what_a_focal_point_said_elsewhere(cast, found, period):
    answer = answer_give(
        invitation=invitation_of(found, "ohchr"), choice="endorsed", by=cast.secretariat, said_by=cast.focal_point
    )
    assert (answer.said_by, answer.entered_by) == (cast.focal_point, cast.secretariat)


def test_an_answer_can_be_changed_until_the_end_and_the_history_keeps_both(cast, found, period):
    for choice in ("no-objection", "endorsed"):
        answer_give(invitation=invitation_of(found, "ohchr"), choice=choice, by=cast.focal_point)
    answer = Answer.objects.get()
    assert (answer.choice, answer.version) == ("endorsed", 2)
    assert [h.choice for h in answer.history.order_by("history_id")] == ["no-objection", "endorsed"]


def test_an_objection_at_the_very_end_comes_too_late_even_where_nothing_ran_meanwhile(cast, found, period):
    with pytest.raises(CoordinationError, match="Silence is over"):
        answer_give(
            invitation=invitation_of(found, "ohchr"), choice="broke", reason="No.", by=cast.focal_point,
            now=period.ends_at,
        )  # fmt: skip
    assert Endorsement.objects.get().state == "endorsed"
    assert set(Answer.objects.values_list("choice", flat=True)) == {"none"}


def test_a_late_joiner_endorses_an_endorsed_text_and_it_shows_that_they_came_after_the_end(cast, found, period):
    silence_settle(found, now=period.ends_at)
    later = period.ends_at + timedelta(days=3)
    (joiner,) = invitation_add(
        endorsement=Endorsement.objects.get(), organisations=[OrganisationFactory(code="wfp")], by=cast.coordinator
    )
    assert joiner.late
    spokesperson_name(invitation=joiner, person=cast.country_team, by=cast.coordinator)
    answer = answer_give(invitation=joiner, choice="endorsed", by=cast.country_team, now=later)
    assert answer.came_late
    assert Endorsement.objects.get().endorsed_at == period.ends_at


def test_an_extension_has_a_reason_and_only_ever_gives_more_time(cast, found, period):
    end = period.ends_at
    later = {"endorsement": found, "by": cast.coordinator, "at": time(18), "zone": "UTC"}
    with pytest.raises(CoordinationError, match="later than the present"):
        silence_extend(**later, day=end.date(), reason="Holidays")
    with pytest.raises(CoordinationError, match="Say why"):
        silence_extend(**later, day=end.date() + timedelta(days=3), reason=" ")
    made = silence_extend(**later, day=end.date() + timedelta(days=3), reason="Holidays")
    assert (made.from_at, made.to_at, made.reason) == (end, end + timedelta(days=3), "Holidays")
    assert not silence_settle(found, now=end), "the old end is none any more"
    assert silence_settle(found, now=made.to_at)


def test_no_time_is_given_when_silence_is_over(cast, found, period):
    with pytest.raises(CoordinationError, match="No silence period is running"):
        silence_extend(
            endorsement=found, by=cast.coordinator, day=period.ends_at.date() + timedelta(days=9), at=time(18),
            zone="UTC", reason="Late", now=period.ends_at,
        )  # fmt: skip


def test_a_withdrawn_text_is_never_endorsed_by_its_old_silence(cast, found, period):
    endorsement_step(endorsement=found, step="withdraw", by=cast.coordinator)
    assert SilencePeriod.objects.get().ending == "withdrawn"
    assert silences_settle(now=period.ends_at) == 0
    with pytest.raises(CoordinationError, match="No silence period"):
        answer_give(invitation=invitation_of(found, "ohchr"), choice="endorsed", by=cast.focal_point)


def test_a_second_silence_does_not_begin_beside_the_first(cast, found, period):
    with pytest.raises(EditConflict, match="Under silence"):
        silence_made(cast, found)
    assert SilencePeriod.objects.count() == 1
