"""Groups and who belongs to them; organisations that are shipped and that people add."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tessera.network.errors import NetworkError
from tessera.network.models import AuditEvent, Group, Organisation, Person
from tessera.network.services.groups import group_change, group_create, group_member_add, group_member_end
from tessera.network.services.organisations import organisation_change, organisation_create, organisations_load

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast) -> Group:
    return group_create(name="Statistics", purpose="Counting", by=cast.secretariat)


def test_a_group_keeps_who_changed_it(cast, group):
    group_change(group=group, purpose="Counting by group", by=cast.administrator)
    assert [(h.purpose, h.history_user) for h in group.history.order_by("history_id")] == [
        ("Counting", cast.secretariat),
        ("Counting by group", cast.administrator),
    ]


def test_two_groups_do_not_share_a_name(cast, group):
    with pytest.raises(NetworkError):
        group_create(name=" statistics ", by=cast.secretariat)


def test_a_member_belongs_from_the_day_they_join_until_they_leave(cast, group):
    member = group_member_add(group=group, person=cast.focal_point, by=cast.secretariat)
    assert Person.objects.get(pk=cast.focal_point.pk).group_ids == {group.pk}
    with pytest.raises(NetworkError, match="already belongs"):
        group_member_add(group=group, person=cast.focal_point, by=cast.secretariat)
    group_member_end(member=member, by=cast.secretariat)
    assert Person.objects.get(pk=cast.focal_point.pk).group_ids == frozenset()
    group_member_add(group=group, person=cast.focal_point, by=cast.secretariat)
    assert [e.action for e in AuditEvent.objects.filter(action__startswith="group.").order_by("id")] == [
        "group.create",
        "group.join",
        "group.leave",
        "group.join",
    ]


def test_shipped_organizations_are_loaded_once_and_keep_what_people_made_of_them(cast):
    organisations_load()
    count = Organisation.objects.count()
    one = Organisation.objects.exclude(code__in=["ohchr", "undp"]).filter(kind="un-entity").first()
    organisation_change(organisation=one, name="Another name", by=cast.secretariat)
    organisations_load()
    assert Organisation.objects.count() == count
    assert Organisation.objects.get(pk=one.pk).name == "Another name"


def test_a_code_is_never_changed(cast):
    new = organisation_create(code="abc", name="Abc", kind="nhri", countries=("NPL",), by=cast.secretariat)
    with pytest.raises(TypeError):
        organisation_change(organisation=new, code="abd", by=cast.secretariat)
    with pytest.raises(ValidationError):
        organisation_create(code="abc", name="Again", kind="nhri", by=cast.secretariat)
