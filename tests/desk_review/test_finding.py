"""Good practice is found by whom its page is shown to, and never while somebody codes the document blind."""

from __future__ import annotations

import pytest

from tessera.desk_review.models import GoodPractice
from tessera.desk_review.selectors.practices import practices_listed
from tessera.desk_review.services.practices import practice_nominate, practice_open, practice_withdraw
from tessera.network.models import Audience, GroupMember
from tests.cast import GroupFactory
from tests.search.asking import ask

from .making import document_made, passage_with, practice_said, released
from .making_projects import project_made

pytestmark = pytest.mark.django_db
AUDIENCES = [one.value for one in Audience]


@pytest.fixture
def practice(document, cast):
    said = practice_said(reason="A zebra stays after the project.")
    return practice_nominate(passage=passage_with(document, "38 per cent"), by=cast.focal_point, said=said)


def audience_give(record, audience, cast, group):
    record.audience, record.audience_group = audience, group if audience == "group" else None
    record.save()
    record.audience_people.set([cast.focal_point, cast.civil_society] if audience == "people" else [])


def agree(cast):
    for role, viewer in cast.all.items():
        expected = set(practices_listed(viewer).values_list("pk", flat=True))
        results = ask(viewer, "zebra", facets=("country", "group"))
        assert {hit.id for hit in results.hits} == expected, role
        assert results.kinds == ({"good-practice": len(expected)} if expected else {})
        assert bool(results.facets["group"]) is bool(expected)


def test_a_nomination_is_found_by_whom_its_own_and_the_documents_audience_admit(practice, document, cast):
    group = GroupFactory()
    for person in (cast.coordinator, cast.civil_society):
        GroupMember.objects.create(group=group, person=person)
    for of_document in ("network", "group", "people"):
        audience_give(document, of_document, cast, group)
        for own in AUDIENCES:
            audience_give(practice, own, cast, group)
            agree(cast)


def test_once_it_is_opened_everybody_finds_it_and_once_withdrawn_nobody(cast):
    document = released(document_made(by=cast.secretariat))
    document.audience = "public"
    document.save()
    made = practice_nominate(
        passage=passage_with(document, "38 per cent"), by=cast.focal_point, said=practice_said(reason="A zebra.")
    )
    assert ask(cast.reader, "zebra").total == 0
    opened = practice_open(practice=made, by=cast.secretariat, audience="public")
    assert [hit.path for hit in ask(cast.reader, "zebra").hits] == [f"/desk-review/good-practice/{made.pk}/"]
    practice_withdraw(practice=opened or GoodPractice.objects.get(), by=cast.focal_point, reason="It ended.")
    assert ask(cast.focal_point, "zebra").total == 0


def test_while_a_document_is_coded_blind_its_good_practice_is_found_by_nobody(practice, document, cast):
    assert ask(cast.focal_point, "zebra").total == 1
    project = project_made(cast, document, mode="blind")
    assert ask(cast.focal_point, "zebra").total == ask(cast.secretariat, "zebra").total == 0
    for one in project.assignments.all():
        one.withdrawn_at = one.assigned_at
        one.save()
    assert ask(cast.focal_point, "zebra").total == 1
