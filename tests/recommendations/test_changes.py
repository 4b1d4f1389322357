"""What changed about a country since a day, as imports brought it."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tessera.network.models.audience import OPERATOR
from tessera.recommendations.models import ImportRun, Recommendation
from tessera.recommendations.selectors.changes import changes_since
from tessera.recommendations.selectors.finding import FOCUS
from tessera.recommendations.services.importing import files_import
from tessera.search.outbox import outbox_changed
from tessera.search.writer import index_write

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


def imported(folder: Path, *rows: tuple[str, str, str]) -> None:
    """A list of UPR recommendations to Nepal, as a source gives it: text, response, issue."""
    path = folder / "list.csv"
    with path.open("w", encoding="mac_roman", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("To", "Text", "From", "Response", "Action", "Issue", "Session"))
        writer.writerows(("Nepal", text, "India", response, "5", issue, "10") for text, response, issue in rows)
    files_import("upr-info", [path], complete=True)
    index_write()


def yesterday() -> None:
    """What was imported so far was imported the day before."""
    moment = timezone.now() - timedelta(days=1)
    ImportRun.objects.update(started=moment, ended=moment)


def since(day: date, **options: object):
    return changes_since(OPERATOR, "NPL", day, **options)  # type: ignore[arg-type]


def test_new_changed_answered_and_withdrawn_are_told_apart(tmp_path):
    road, caste, pupils, dam = "Build a road", "End caste discrimination", "Count pupils by group", "Build no dam"
    imported(tmp_path, (road, "Accepted", "Other"), (caste, "Noted", "Minorities"), (dam, "Noted", "Other"))
    yesterday()
    today = timezone.now().date()
    assert since(today).total == 0
    imported(
        tmp_path, (road, "Accepted", "Corruption"), (caste, "Accepted", "Minorities"), (pupils, "Accepted", "Other")
    )
    changes = since(today)
    assert (changes.new, changes.reworded, changes.answered, changes.withdrawn) == (1, 1, 1, 1)
    assert [one.text for one in changes.new_records] == [pupils]
    assert [(one.record.text, one.before) for one in changes.answered_records] == [(caste, "noted")]
    assert [(one.record.text, one.fields) for one in changes.reworded_records] == [(road, ("themes",))]
    assert [one.text for one in changes.withdrawn_records] == [dam]
    assert since(LONG_AGO).new == 3, "what is new since then is not told as changed, too"
    assert since(today, filters=[FOCUS]).total == 1, "the rest is of other matters"


def test_what_the_network_keeps_is_no_news_for_the_public(tmp_path, cast):
    imported(tmp_path, ("Count pupils by group", "Noted", "Other"))
    Recommendation.objects.update(audience="network", withdrawn=timezone.now().date())
    outbox_changed(Recommendation.objects.all())
    assert changes_since(cast.reader, "NPL", LONG_AGO).total == 0
    assert changes_since(cast.focal_point, "NPL", LONG_AGO).withdrawn == 1


def test_other_countries_and_later_days_are_left_out(tmp_path):
    imported(tmp_path, ("Count pupils by group", "Noted", "Other"))
    assert changes_since(OPERATOR, "IND", LONG_AGO).total == 0
    assert since(timezone.now().date() + timedelta(days=1)).total == 0
    assert Recommendation.objects.count() == 1
