"""Days, numbers and names as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from tessera.web import formats


def rendered(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "3 Mar 2026"),
        ("fr", "3 mars 2026"),
        ("es", "3 mar 2026"),
        ("ru", "3 мар. 2026\u202fг."),
        ("zh-hans", "2026年3月3日"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language, words):
    with translation.override(language):
        assert rendered("{{ d|day }}", d=date(2026, 3, 3)) == f'<time datetime="2026-03-03">{words}</time>'


def test_arabic_days_use_european_digits():
    with translation.override("ar"):
        assert "2026" in formats.day_words(date(2026, 3, 3), length="long")


def test_a_moment_is_shown_in_the_readers_zone_and_says_utc_in_its_title():
    moment = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Asia/Kathmandu")):
        shown = rendered("{{ m|moment }}", m=moment)
    assert ">4 Mar 2026, 04:15<" in shown
    assert 'title="3 Mar 2026, 22:30 UTC"' in shown
    assert "data-utc" not in shown
    with timezone.override(UTC):
        assert "data-utc" in rendered("{{ m|moment }}", m=moment)


@pytest.mark.parametrize("name", ["day", "moment", "due", "number", "country"])
def test_nothing_is_written_as_nothing(name):
    assert rendered("{{ x|" + name + " }}", x=None) == ""


def test_numbers_and_countries_follow_the_language():
    with translation.override("fr"):
        assert formats.number_words(1234567) == "1\u202f234\u202f567"
        assert rendered("{{ c|country }}", c="CHE") == "Suisse"
    with translation.override("en"):
        assert formats.number_words(1234567) == "1,234,567"
        assert rendered("{{ c|country }}", c="XQQ") == "XQQ"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-800, "late by 2 years"),
        (-90, "late by 3 months"),
        (-3, "late by 3 days"),
        (-1, "late by 1 day"),
        (0, "due today"),
        (1, "due tomorrow"),
        (5, "due in 5 days"),
        (21, "due in 3 weeks"),
        (90, "due on 1 Jun 2026"),
    ],
)
def test_due_dates_say_how_far_off_they_are(days, words):
    today = date(2026, 3, 3)
    assert formats.due_words(today + timedelta(days=days), today=today) == words


def test_wording_is_asked_for_in_the_readers_language():
    class Section:
        def wording(self, field, language):
            return f"{field} in {language}"

    with translation.override("zh-hans"):
        assert rendered("{{ s|wording:'title' }}", s=Section()) == "title in zh-hans"


def test_lists_of_names_are_joined_as_the_language_joins_them():
    assert formats.listed(["Roma", "migrants", "refugees"]) == "Roma, migrants and refugees"
