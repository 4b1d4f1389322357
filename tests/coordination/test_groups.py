"""Working groups: set up, changed by two at once, archived; who joins and leaves; who may do what."""

from __future__ import annotations

import pytest

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Member, Update, WorkingGroup
from tessera.coordination.selectors.groups import groups_pursuing, working_groups_listed
from tessera.coordination.services.groups import (
    member_add,
    member_end,
    working_group_archive,
    working_group_change,
    working_group_create,
    working_group_restore,
)
from tessera.coordination.services.updates import update_change
from tessera.network.errors import NetworkError
from tessera.network.models import AuditEvent, GroupMember, Person
from tessera.network.services.groups import group_create, group_member_add
from tessera.plans.errors import EditConflict
from tests.cast import OrganisationFactory
from tests.plans.making import plan_made

from .making import group_made, in_days, task_made, update_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast) -> WorkingGroup:
    return group_made(cast)


def again(person) -> Person:
    return Person.objects.get(pk=person.pk)


def change(group, by, **values):
    kept = {"name": group.name, "coordinators": list(group.coordinators.all()), "activities": []}
    return working_group_change(working_group=group, by=by, **{**kept, "version": group.version, **values})


def test_a_focal_point_of_a_member_belongs_to_the_circle_that_is_an_audience(cast, group):
    assert again(cast.focal_point).group_ids == {group.circle_id}
    member_end(member=group.members.get(), by=cast.secretariat)
    assert again(cast.focal_point).group_ids == frozenset()
    assert group.members.get().until == in_days(-1)


def test_people_who_meet_already_become_the_members_of_a_new_working_group(cast):
    circle = group_create(name="Old circle", by=cast.secretariat)
    group_member_add(group=circle, person=cast.country_team, by=cast.secretariat)
    group = working_group_create(name="New group", circle=circle, by=cast.secretariat)
    assert [(m.organisation.code, m.person) for m in group.members.all()] == [("unct-arlandia", cast.country_team)]
    with pytest.raises(CoordinationError, match="working group already"):
        working_group_create(name="Another", circle=circle, by=cast.secretariat)


def test_a_member_belongs_only_once_at_a_time(cast, group):
    with pytest.raises(CoordinationError, match="belongs to the group already"):
        member_add(
            group=group, organisation=group.members.get().organisation, person=cast.focal_point, by=cast.secretariat
        )
    assert Member.objects.count() == 1


def test_a_last_day_does_not_lie_before_the_first(cast, group):
    with pytest.raises(CoordinationError):
        member_end(member=group.members.get(), by=cast.secretariat, day=in_days(-5))
    assert Member.objects.get().until is None
    assert GroupMember.objects.get().until is None


def test_two_groups_do_not_share_a_name_or_an_address(cast, group):
    with pytest.raises(CoordinationError):
        group_made(cast, name=" statistics")
    with pytest.raises(NetworkError):
        group_create(name="STATISTICS", by=cast.secretariat)
    assert group_made(cast, name="Statistics!").slug == "statistics-2"
    assert group_made(cast, name="Статистика").slug == "group"
    assert group_made(cast, name="New").slug == "new-2"


def test_the_second_of_two_people_editing_is_told_and_changes_nothing(cast, group):
    change(group, cast.coordinator, mandate="Count.")
    with pytest.raises(EditConflict) as told:
        change(group, cast.secretariat, mandate="Do not count.")
    assert told.value.theirs.mandate == "Count."
    assert WorkingGroup.objects.get().mandate == "Count."
    assert [h.mandate for h in group.history.order_by("history_id")][-1] == "Count."


def test_activities_that_the_editor_does_not_see_stay_with_the_group(cast, group):
    hidden, shown = plan_made(code="HIDDEN", audience="people"), plan_made()
    group.activities.set([hidden.activities.first(), shown.activities.first()])
    change(group, cast.coordinator, activities=[shown.activities.last()])
    assert set(group.activities.all()) == {hidden.activities.first(), shown.activities.last()}


def test_an_archived_group_takes_nothing_new_and_can_be_restored(cast, group):
    archived = working_group_archive(group=group, version=group.version, by=cast.secretariat)
    for refused in (
        lambda: update_made(cast, archived),
        lambda: task_made(cast, archived),
        lambda: member_add(group=archived, organisation=OrganisationFactory(), by=cast.secretariat),
    ):
        with pytest.raises(CoordinationError, match="archived"):
            refused()
    restored = working_group_restore(group=archived, version=archived.version, by=cast.secretariat)
    assert update_made(cast, restored).pk


def test_an_update_is_corrected_and_never_lost(cast, group):
    update = update_made(cast, group)
    update_change(update=update, version=1, text="The census office declined.", by=cast.focal_point)
    with pytest.raises(EditConflict):
        update_change(update=update, version=1, text="Third", by=cast.coordinator)
    assert Update.objects.get().text == "The census office declined."
    assert [h.text for h in update.history.order_by("history_id")] == [
        "The census office answered.",
        "The census office declined.",
    ]


def test_who_may_run_a_group_and_who_may_work_in_it(cast, group):
    allowed = {"secretariat", "administrator", "coordinator"}
    for role, person in cast.all.items():
        if role == "reader":
            continue
        person = again(person)
        assert person.has_perm("coordination.run_group", group) == (role in allowed), role
        works = role in allowed | {"focal_point"}
        assert person.has_perm("coordination.work_in_group", group) == works, role
    member_end(member=group.members.get(), by=cast.secretariat)
    assert not again(cast.focal_point).has_perm("coordination.work_in_group", group)


def test_nobody_works_in_a_group_that_they_may_not_see(cast):
    group = group_made(cast, audience="people")
    assert again(cast.coordinator).has_perm("coordination.work_in_group", group)
    assert not again(cast.administrator).has_perm("coordination.work_in_group", group)


def test_counts_are_of_what_the_viewer_may_see(cast, group):
    task_made(cast, group, due=in_days(-1))
    task_made(cast, group, audience="people", people=[cast.focal_point], due=in_days(-1))
    from django.utils import timezone

    def counted(person):
        return [(g.member_count, g.task_count, g.late_count) for g in listed(person)]

    def listed(person):
        return working_groups_listed(person, now=timezone.now())

    assert counted(again(cast.country_team)) == [(1, 1, 1)]
    assert counted(again(cast.focal_point)) == [(1, 2, 2)]
    assert counted(cast.reader) == []


def test_a_group_pursues_what_it_says_and_what_a_plan_says_of_its_people(cast, group):
    first, second, third = plan_made().activities.all()
    group.activities.add(first)
    second.working_group = group.circle
    second.save()
    viewer = again(cast.country_team)
    pursued = [list(groups_pursuing(activity, viewer)) for activity in (first, second, third)]
    assert pursued == [[group], [group], []]
    assert list(groups_pursuing(first, cast.reader)) == []


def test_what_happens_to_a_group_is_in_the_audit_log(cast, group):
    actions = AuditEvent.objects.filter(action__startswith="working_group.").values_list("action", flat=True)
    assert list(actions.order_by("id")) == ["working_group.create", "working_group.join"]
