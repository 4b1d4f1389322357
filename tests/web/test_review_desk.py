"""The review desk: one suggestion at a time, by buttons or keys; what one may not see is neither asked nor counted."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tessera.network.models import Audience
from tessera.recommendations.models import LabelAnswer, LabelSuggestion, Recommendation
from tessera.recommendations.services.reviewing import label_answer_give
from tests.recommendations.suggestion_making import records_bare, suggestion
from tests.web.test_every_address import client_of
from tests.web.weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
DESK = "/recommendations/review/"
QUERIES = 25


@pytest.fixture
def records(settings, tmp_path) -> list[Recommendation]:
    settings.TESSERA_HOME = tmp_path
    return records_bare(tmp_path)


def page(person, query: str = "", address: str = DESK) -> str:
    answer = client_of(person).get(address + query)
    assert answer.status_code == 200
    return answer.content.decode()


def asked(text: str) -> int | None:
    found = re.search(r'name="suggestion" value="(\d+)"', text)
    return int(found[1]) if found else None


def send(person, one: LabelSuggestion | int, said: str, query: str = "", **more):
    data = {"suggestion": getattr(one, "pk", one), "answer": said, **more}
    return client_of(person).post(DESK + query, data)


def test_it_asks_answers_and_goes_on_to_the_next(cast, records):
    first = suggestion(records[0], "roma", teaches=0.1)
    second = suggestion(records[1], "Women", field="persons", code="", teaches=0.2)
    text = page(cast.coordinator)
    assert asked(text) == first.pk
    assert "0 of 2 suggestions answered by you" in text
    assert records[0].text in text.replace("<mark>", "").replace("</mark>", "")
    answer = send(cast.coordinator, first, "yes")
    assert (answer.status_code, answer["Location"]) == (302, DESK + "?")
    text = page(cast.coordinator)
    assert asked(text) == second.pk
    assert "1 of 2 suggestions answered by you" in text
    assert "roma" in Recommendation.objects.get(pk=records[0].pk).groups


def test_what_is_skipped_waits_at_the_beginning(cast, records):
    first, second = suggestion(records[0], teaches=0.1), suggestion(records[1], teaches=0.2)
    location = send(cast.coordinator, first, "skip", "?label=groups:")["Location"]
    assert location == f"{DESK}?label=groups%3A&after={first.pk}"
    assert asked(page(cast.coordinator, "?" + location.split("?")[1])) == second.pk
    last = send(cast.coordinator, second, "skip")["Location"]
    assert "That was the last of these" in page(cast.coordinator, "?" + last.split("?")[1])
    assert asked(page(cast.coordinator)) == first.pk
    assert not LabelAnswer.objects.exists()


def test_label_country_and_mechanism_choose_what_is_asked(cast, records):
    one, other = suggestion(records[0], "roma", teaches=0.1), suggestion(records[1], "migrants", teaches=0.2)
    Recommendation.objects.filter(pk=records[1].pk).update(countries=("PER",), body="upr")
    for query in ("?label=groups:migrants", "?country=PER", "?mechanism=upr"):
        text = page(cast.coordinator, query)
        assert asked(text) == other.pk
        assert "0 of 1 suggestion answered by you" in text
    assert asked(page(cast.coordinator, "?label=groups:")) == one.pk
    assert "not one of the available choices" in page(cast.coordinator, "?country=XYZ&label=made-up")


def test_the_second_reviewer_is_asked_too_and_is_not_told_what_the_first_said(cast, records):
    one = suggestion(records[0], "Women", field="persons", code="")
    before = page(cast.secretariat)
    label_answer_give(suggestion=one, said="no", by=cast.coordinator)
    after = page(cast.secretariat)
    assert asked(after) == one.pk
    plain = re.compile(r'name="csrf\S*" (?:content|value)="[^"]+"|nonce="[^"]+"')
    assert plain.sub("", after) == plain.sub("", before)
    assert asked(page(cast.secretariat, "?fresh=on")) is None


@pytest.mark.parametrize("audience", [Audience.GROUP, Audience.PEOPLE])
def test_a_suggestion_of_a_record_one_may_not_see_is_neither_shown_nor_counted(cast, records, audience):
    hidden, seen = suggestion(records[0], "Women", field="persons", code=""), suggestion(records[1])
    label_answer_give(suggestion=hidden, said="yes", by=cast.coordinator)
    label_answer_give(suggestion=hidden, said="no", by=cast.administrator)
    Recommendation.objects.filter(pk=records[0].pk).update(audience=audience)
    text = page(cast.coordinator)
    assert asked(text) == seen.pk
    assert "0 of 1 suggestion answered by you" in text
    assert "Women" not in text
    assert "Women" not in page(cast.coordinator, address=reverse("web:review-agreement"))
    assert send(cast.secretariat, hidden, "yes").status_code == 422
    assert hidden.answers.count() == 2


def test_bad_answers_are_one_sentence_and_change_nothing(cast, records):
    one = suggestion(records[0])
    for data in (
        {"answer": "perhaps"},
        {"answer": "no", "code": "martians"},
        {"suggestion": "x"},
        {"suggestion": "9" * 30},
    ):
        answer = client_of(cast.coordinator).post(DESK, {"suggestion": one.pk, "answer": "yes", **data})
        assert answer.status_code == 422
        assert asked(answer.content.decode()) == one.pk
    assert not LabelAnswer.objects.exists()


def test_the_last_answers_are_taken_back_by_one_press(cast, records):
    one = suggestion(records[0])
    send(cast.coordinator, one, "yes")
    undo = reverse("web:review-answer-undo", args=[LabelAnswer.objects.get().pk])
    assert f'action="{undo}"' in page(cast.coordinator)
    assert undo not in page(cast.secretariat)
    assert client_of(cast.secretariat).post(undo).status_code == 404
    assert client_of(cast.coordinator).post(undo).status_code == 302
    assert asked(page(cast.coordinator)) == one.pk


def test_every_key_of_the_script_has_a_button_that_works_without_it(cast, records):
    suggestion(records[0])
    text = page(cast.coordinator)
    assert re.search(r'<script src="[^"]*tessera/review[^"]*\.js" defer>', text)
    for code, key in (("yes", "y"), ("no", "n"), ("unsure", "u"), ("skip", "s")):
        assert f'name="answer" value="{code}" data-key="{key}" aria-keyshortcuts="{key}"' in text
    script = files("tessera.web").joinpath("static/tessera/review.js").read_text(encoding="utf-8")
    assert "data-key" in script
    assert "review-keys" in script, "keys of one letter can be turned off (WCAG 2.1.4)"


def test_the_record_shows_what_is_suggested_as_not_confirmed_to_everybody(cast, records):
    one = suggestion(records[0], "Women", field="persons", code="", confidence=0.95)
    address = reverse("web:recommendation", args=[records[0].pk])
    for person in (cast.reader, cast.coordinator):
        text = page(person, address=address)
        assert "Suggested by a model, not confirmed" in text
        assert "very likely (0.95)" in text
    label_answer_give(suggestion=one, said="yes", by=cast.coordinator)
    text = page(cast.reader, address=address)
    assert "not confirmed" not in text
    assert "confirmed by a person" in text


def test_the_agreement_says_figures_small_numbers_and_where_two_differ(cast, records):
    people = cast.coordinator, cast.secretariat
    for record, said, given in zip(
        records, (("yes", "yes"), ("no", "no"), ("yes", "no")), (True, False, True), strict=True
    ):
        one = suggestion(record, "Women", field="persons", code="", given=given)
        for person, word in zip(people, said, strict=True):
            label_answer_give(suggestion=one, said=word, by=person)
    text = page(cast.coordinator, address=reverse("web:review-agreement"))
    assert "0.44 · 3 suggestions answered by both" in text  # of people: 1 - 5 * 2 / (36 - 9 - 9)
    assert "0.60 · 3 suggestions answered by both" in text  # with the machine: 1 - 8 * 2 / (81 - 25 - 16)
    assert "That is few" in text
    assert f'href="{reverse("web:recommendation", args=[records[2].pk])}"' in text
    file = client_of(cast.coordinator).get(reverse("web:review-agreement"), {"download": "csv"})
    rows = b"".join(file.streaming_content).decode()
    assert "Women,6,3,3,0.44,0.60" in rows


def test_before_any_answer_the_agreement_says_so(cast, records):
    suggestion(records[0])
    assert "Nothing was answered by both yet." in page(cast.coordinator, address=reverse("web:review-agreement"))


def test_the_desk_stays_within_the_budget(cast, records):
    for number in range(60):
        suggestion(records[number % 3], f"label {number}", field="persons", code="")
    one = suggestion(records[0], teaches=0.01)
    for number in range(6):
        label_answer_give(
            suggestion=LabelSuggestion.objects.get(label=f"label {number}"), said="no", by=cast.coordinator
        )
    client = client_of(cast.coordinator)
    for address in (DESK, reverse("web:review-agreement")):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        assert len(queries) <= QUERIES, "\n".join(q["sql"] for q in queries)
        assert transferred_bytes(client, address) <= LIMIT
    assert len(gzip.compress(client.get(DESK).content)) < LIMIT
    assert asked(client.get(DESK).content.decode()) == one.pk
