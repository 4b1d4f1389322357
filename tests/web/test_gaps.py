"""The page of demands set against a document: answers as the machine's or a person's, filters, files, who sees what."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tessera.desk_review.models import Gap, Job
from tessera.desk_review.services.gaps import gap_rate, gaps_tell
from tests.desk_review.gap_making import LANDS, ROMA, asked_made, report_made
from tests.desk_review.making import days_over, released
from tests.desk_review.working import queue_worked_off
from tests.web.test_every_address import client_of
from tests.web.weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
REASON = "The annex tells of it."


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def report(tmp_path):
    asked_made(tmp_path)
    return report_made(tmp_path)


@pytest.fixture
def compared(report):
    gaps_tell(document=report)
    return report


def url(name: str, document, *more) -> str:
    return reverse(f"web:{name}", args=[document.pk, *more])


def page(person, address: str) -> str:
    answer = client_of(person).get(address)
    assert answer.status_code == 200, address
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def lands(document) -> Gap:
    return Gap.objects.get(document=document, text=LANDS)


def test_a_comparison_is_asked_for_on_the_page_which_says_that_it_is_under_way(report, cast):
    address = url("gaps", report)
    assert "Nothing has been compared yet." in page(cast.focal_point, address)
    assert client_of(cast.focal_point).post(url("gaps-compare", report)).status_code == 302
    assert "The comparison is under way" in page(cast.focal_point, address)
    assert "Nobody works this off" in page(cast.focal_point, address)
    queue_worked_off()
    text = page(cast.focal_point, address)
    assert "2 demands" in text
    assert "under way; it" not in text
    assert address in page(cast.focal_point, reverse("web:desk-review-job", args=[Job.objects.get().pk]))


def test_the_machines_answer_is_shown_as_such_and_a_persons_stands_above_it(compared, cast):
    text = page(cast.focal_point, url("gaps", compared))
    assert text.count("suggested</span>") == 2
    assert "does not say that the document is silent" in text
    one = lands(compared)
    gap_rate(gap=one, version=1, by=cast.coordinator, said="partly", reason=REASON)
    assert "by a person" in page(cast.focal_point, url("gaps", compared))
    text = page(cast.focal_point, url("gap", compared, one.demand_id))
    assert REASON in text
    assert str(cast.coordinator) in text
    assert "No passage was found" in text


@pytest.mark.parametrize(
    ("asked", "shown", "left_out"),
    [
        ("status=addressed", ROMA, LANDS),
        ("status=not-found", LANDS, ROMA),
        ("group=roma", ROMA, LANDS),
        ("mechanism=upr", ROMA, "nothing at all"),
        ("q=demarcation", LANDS, ROMA),
        ("whose=machine", LANDS, "nothing at all"),
    ],
)
def test_answers_are_filtered_in_the_address(compared, cast, asked, shown, left_out):
    text = page(cast.focal_point, f"{url('gaps', compared)}?{asked}")
    assert shown in text
    assert left_out not in text


def test_a_file_holds_what_the_page_leaves_to_each_demand(compared, cast):
    text = page(cast.focal_point, f"{url('gaps', compared)}?download=csv")
    assert "The State ensures that Roma children" in text
    assert "Confidence of the machine" in text
    assert "Reason" in text
    assert client_of(cast.focal_point).get(f"{url('gaps', compared)}?download=xlsx").status_code == 200


def test_a_word_is_said_on_the_demands_own_page_with_a_reason(compared, cast):
    one, client = lands(compared), client_of(cast.focal_point)
    address = url("gap", compared, one.demand_id)
    assert client.post(address, {"version": 1, "rating": "partly", "reason": ""}).status_code == 422
    assert client.post(address, {"version": 1, "rating": "silent", "reason": REASON}).status_code == 422
    assert lands(compared).rating == ""
    assert client.post(address, {"version": 1, "rating": "partly", "reason": REASON}).status_code == 302
    conflict = client.post(address, {"version": 1, "rating": "addressed", "reason": REASON})
    assert "Somebody else changed this" in conflict.content.decode()
    assert lands(compared).rating == "partly"


def test_what_is_released_is_read_by_everybody_without_names(compared, cast):
    one = lands(compared)
    days_over(compared)
    gap_rate(gap=one, version=1, by=cast.focal_point, said="silent", reason=REASON)
    assert client_of(cast.reader).get(url("gaps", compared)).status_code == 404
    released(compared)
    for address in (url("gaps", compared), url("gap", compared, one.demand_id)):
        text = page(cast.reader, address)
        assert "The document is silent" in text
        assert str(cast.focal_point) not in text
        assert "Compare anew" not in text
    assert client_of(cast.focal_point).post(url("gaps-compare", compared)).status_code == 403


def test_many_demands_stay_light_and_ask_little(compared, cast, django_assert_max_num_queries):
    gap = Gap.objects.filter(status="addressed").get()
    text, places = gap.text * 4, gap.evidence
    demand = gap.demand
    for number in range(120):
        demand.pk, demand.key = None, f"made-{number}"
        demand.save()
        gap.pk, gap.demand_id, gap.text, gap.evidence = None, demand.pk, text, places * 5
        Gap.objects.bulk_create([gap])
    client = client_of(cast.focal_point)
    for address in (url("gaps", compared), f"{url('gaps', compared)}?per_page=100", url("gap", compared, demand.pk)):
        with django_assert_max_num_queries(25):
            client.get(address)
        assert transferred_bytes(client, address) <= LIMIT
