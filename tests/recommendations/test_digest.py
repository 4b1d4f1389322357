"""Saved searches and the mails about them: what is new, once, to each in their language, as far as they may see it."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.http import QueryDict
from django.utils import timezone

from tessera.network.models import Audience
from tessera.network.services.erasure import person_erase
from tessera.recommendations.errors import EditConflict, RecommendationError
from tessera.recommendations.models import Digest, SavedSearch
from tessera.recommendations.selectors.asking import Question, question_of
from tessera.recommendations.selectors.news import news_of
from tessera.recommendations.services import digests
from tessera.recommendations.services.digests import digests_send
from tessera.recommendations.services.saved import (
    search_change,
    search_save,
    search_seen,
    unsubscribe,
    unsubscribe_key,
    unsubscribe_person,
)
from tessera.reports.digest_mail import digest_mail
from tests.search.asking import fresh

from .making_entries import recommendation_changed, recommendation_made, recommendation_withdrawn

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def saved(person, query="q=birth&country=NPL", *, frequency="daily", title="Births", language="en"):
    question = question_of(dict(QueryDict(query).lists()))
    return search_save(person=person, title=title, question=question, language=language, frequency=frequency)


def run(**options):
    return digests_send(compose=digest_mail, **options)


def totals(person):
    return [(one.new.total, one.changed.total, one.withdrawn.total) for one in news_of(person, list_of(person))]


def list_of(person):
    return list(SavedSearch.objects.filter(person=person))


def test_what_is_there_when_a_search_is_saved_counts_as_known(cast):
    recommendation_made()
    saved(cast.focal_point)
    assert totals(cast.focal_point) == [(0, 0, 0)]
    recommendation_made()
    recommendation_made(countries=("IND",))
    recommendation_made("Teach the language of the Tarani.")
    assert totals(cast.focal_point) == [(1, 0, 0)]


def test_what_changed_and_what_was_withdrawn_is_told_apart_from_what_is_new(cast):
    changed, gone, _other = (recommendation_made() for _n in range(3))
    saved(cast.focal_point)
    recommendation_changed(changed, "Register every birth, also at home.")
    recommendation_withdrawn(gone)
    new = recommendation_made()
    recommendation_changed(new, "Register the birth of every child at once.")
    assert totals(cast.focal_point) == [(1, 1, 1)]
    (news,) = news_of(cast.focal_point, list_of(cast.focal_point))
    said = [[one.pk for one in part.records] for _kind, part in news.parts]
    assert said == [[new.pk], [changed.pk], [gone.pk]]


def test_what_came_and_went_between_two_mails_is_not_told(cast):
    saved(cast.focal_point)
    recommendation_withdrawn(recommendation_made())
    assert totals(cast.focal_point) == [(0, 0, 0)]


def test_looking_through_starts_the_count_again(cast):
    search = saved(cast.focal_point)
    recommendation_made()
    search_seen(search)
    assert totals(cast.focal_point) == [(0, 0, 0)]


def test_one_mail_tells_each_person_of_all_their_searches_in_their_language(cast):
    cast.coordinator.language = "fr"
    cast.coordinator.save()
    for person in (cast.focal_point, cast.coordinator):
        saved(person)
        saved(person, "group=linguistic-minority", title="Languages", frequency="weekly")
        saved(person, "country=IND", title="India")
    record = recommendation_made()
    done = run()
    assert (done.people, done.sent, done.searches) == (2, 2, 4)
    one, other = sorted(mail.outbox, key=lambda m: m.to)
    assert (one.to, other.to) == ([cast.coordinator.email], [cast.focal_point.email])
    assert "Births" in other.body
    assert "Languages" in other.body
    assert "India" not in other.body, "nothing empty"
    assert other.body.count(record.text) == 1, "what two searches found is listed once"
    assert f"/recommendations/{record.pk}/" in other.body
    assert other.body.count("Nepal") == 1
    assert "Népal" in one.body
    (page, kind) = one.alternatives[0]
    assert (kind, 'lang="fr"' in page) == ("text/html", True)


def test_nothing_is_told_twice_and_a_day_or_a_week_lies_between_mails(cast):
    saved(cast.focal_point, title="Each day")
    saved(cast.focal_point, title="Each week", frequency="weekly")
    saved(cast.focal_point, title="Not at all", frequency="never")
    recommendation_made()
    now = timezone.now()
    assert run(now=now).sent == 1
    assert run(now=now).sent == run(now=now + DAY).sent == 0
    recommendation_made()
    assert run(now=now + DAY).people == 0, "not due before the day after"
    assert run(now=now + 2 * DAY).sent == 1
    assert run(now=now + 7 * DAY).sent == 1
    bodies = [message.body for message in mail.outbox]
    assert ["Each day" in body for body in bodies] == [True, True, False]
    assert ["Each week" in body for body in bodies] == [True, False, True]
    assert not any("Not at all" in body for body in bodies)


def test_a_dry_run_sends_and_notes_nothing(cast):
    saved(cast.focal_point)
    recommendation_made()
    before = SavedSearch.objects.values().get()
    assert run(dry_run=True).sent == 1
    assert mail.outbox == []
    assert SavedSearch.objects.values().get() == before
    assert run().sent == 1


def test_a_mail_tells_what_its_reader_may_see_when_it_is_sent(cast):
    for person in (cast.civil_society, cast.focal_point):
        saved(person)
    hidden, later = recommendation_made(audience=Audience.NETWORK), recommendation_made()
    later.audience = Audience.PEOPLE
    later.save()
    assert run().sent == 1
    assert mail.outbox[0].to == [cast.focal_point.email]
    assert f"/recommendations/{hidden.pk}/" in mail.outbox[0].body
    assert f"/recommendations/{later.pk}/" not in mail.outbox[0].body


def test_who_has_no_access_any_more_gets_nothing(cast):
    for person in (cast.country_team, cast.coordinator, cast.focal_point):
        saved(person)
    recommendation_made()
    cast.country_team.is_active = False
    cast.country_team.save()
    cast.coordinator.memberships.update(until=timezone.now().date() - DAY)
    person_erase(person=cast.focal_point, by=cast.administrator)
    assert run().sent == 0
    assert mail.outbox == []


def test_an_erased_person_keeps_no_searches_and_no_note_of_mails(cast):
    saved(cast.focal_point)
    recommendation_made()
    run()
    person_erase(person=cast.focal_point, by=cast.administrator)
    assert not SavedSearch.objects.exists()
    assert not Digest.objects.exists()
    assert unsubscribe_person(unsubscribe_key(cast.focal_point)) is None


def test_a_mail_that_the_server_refuses_is_tried_again(cast, monkeypatch):
    saved(cast.focal_point)
    recommendation_made()

    def refused(*_args, **_kw):
        raise SMTPException("busy")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refused)
        before = SavedSearch.objects.values().get()
        assert run().failed == 1
        assert SavedSearch.objects.values().get() == before
    assert run().sent == 1
    assert "1 new recommendation" in mail.outbox[0].body


def test_who_is_killed_between_note_and_mail_never_sends_it_twice(cast, monkeypatch):
    saved(cast.focal_point)
    recommendation_made()

    class Killed(BaseException):
        pass

    def killed(*_args, **_kw):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", killed)
        with pytest.raises(Killed):
            run()
    assert Digest.objects.get().state == Digest.State.SENDING
    assert run(now=timezone.now() + DAY).sent == 0


def test_who_is_killed_before_the_note_is_whole_leaves_nothing_noted(cast):
    saved(cast.focal_point)
    recommendation_made()

    def killed(_person, _news, _told):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        digests_send(compose=killed)
    assert not Digest.objects.exists()
    assert run().sent == 1


def test_while_no_index_can_be_asked_nothing_counts_as_told(cast, monkeypatch):
    saved(cast.focal_point)
    recommendation_made()
    with monkeypatch.context() as patch:
        patch.setattr(digests, "index_write", lambda: None)
        patch.setattr("tessera.search.find.index_open", lambda: None)
        patch.setattr("tessera.search.find.index_write_soon", lambda: None)
        assert run().sent == 0
    assert run().sent == 1


def test_a_long_list_is_cut_and_says_so(cast):
    saved(cast.focal_point)
    for _n in range(13):
        recommendation_made()
    run()
    body = mail.outbox[0].body
    assert "13 new recommendations" in body
    assert body.count("\n- ") == 10
    assert "3 more are not listed here." in body


def test_every_mail_says_how_to_stop_them_and_the_key_does_nothing_else(cast):
    saved(cast.focal_point)
    recommendation_made()
    run()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip("<>") in mail.outbox[0].body
    person = unsubscribe_person(unsubscribe_key(cast.focal_point))
    assert person == cast.focal_point
    assert unsubscribe(person=person) == 1
    recommendation_made()
    assert run(now=timezone.now() + 9 * DAY).people == 0
    assert SavedSearch.objects.get().frequency == "never"
    assert unsubscribe_person("invented") is None


def test_a_value_that_the_vocabulary_lost_is_said_and_stops_no_other_search(cast):
    lost = saved(cast.focal_point, title="Lost")
    SavedSearch.objects.filter(pk=lost.pk).update(filters="country=Atlantis")
    saved(cast.focal_point, title="Kept")
    recommendation_made()
    troubles = {one.saved.title: bool(one.trouble) for one in news_of(cast.focal_point, list_of(cast.focal_point))}
    assert troubles == {"Lost": True, "Kept": False}
    assert run().searches == 1


def test_a_search_for_everything_and_a_title_of_nothing_are_refused(cast):
    with pytest.raises(RecommendationError, match="all recommendations"):
        search_save(person=cast.focal_point, title="All", question=Question(), language="en", frequency="daily")
    with pytest.raises(RecommendationError, match="a title"):
        saved(cast.focal_point, title="  ")
    assert not SavedSearch.objects.exists()


def test_the_second_of_two_changes_of_ones_own_is_told(cast):
    search = saved(cast.focal_point)
    search_change(search, version=1, title="Births in Nepal", frequency="weekly")
    with pytest.raises(EditConflict):
        search_change(search, version=1, title="Other", frequency="never")


def test_many_searches_ask_the_database_no_more_often_than_one(cast, django_assert_max_num_queries):
    recommendation_changed(recommendation_made(), "Register births.")
    for n in range(12):
        saved(cast.focal_point, title=f"Search {n}")
    recommendation_made()
    recommendation_withdrawn(recommendation_made())
    person = fresh(cast.focal_point)
    totals(person)
    searches = list_of(person)
    with django_assert_max_num_queries(12):
        news_of(person, searches)
