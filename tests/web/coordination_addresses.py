"""The addresses of working groups, for the table of all addresses."""

from __future__ import annotations

from tests.coordination.making import group_made, meeting_made, task_made, update_made

Row = tuple[list, frozenset[str]]


def coordination_addresses(everybody: frozenset[str], keepers: frozenset[str]) -> dict[str, Row]:
    """The world's working group is for the Network; the coordinator coordinates it, the focal point belongs to it."""
    signed_in = everybody - {"reader"}
    network, running = signed_in - {"civil_society"}, keepers | {"coordinator"}
    working = running | {"focal_point"}
    return {
        "web:working-groups": ([], everybody),
        "web:working-group-new": ([], keepers),
        "web:working-group": (["SLUG"], network),
        "web:working-group-edit": (["SLUG"], running),
        "web:working-group-archive": (["SLUG"], running),
        "web:working-group-restore": (["SLUG"], running),
        "web:working-group-join": (["SLUG"], running),
        "web:working-group-leave": (["SLUG", "PLACE"], running),
        "web:working-group-ics": (["SLUG"], network),
        "web:group-updates": (["SLUG"], network),
        "web:group-update-add": (["SLUG"], working),
        "web:group-update-edit": (["SLUG", "UPDATE"], working),
        "web:group-task-add": (["SLUG"], working),
        "web:meeting-new": (["SLUG"], working),
        "web:meeting": (["SLUG", "MEETING"], network),
        "web:meeting-edit": (["SLUG", "MEETING"], working),
        "web:meeting-call-off": (["SLUG", "MEETING"], working),
        "web:meeting-minutes": (["SLUG", "MEETING"], working),
        "web:action-point-add": (["SLUG", "MEETING"], working),
        "web:action-point-edit": (["SLUG", "MEETING", "POINT"], working),
        "web:action-points-tasks": (["SLUG", "MEETING"], working),
        "web:tasks": ([], everybody),
        "web:my-tasks": ([], signed_in),
        "web:task-new": ([], network),
        "web:task": (["TASK"], network),
        "web:task-edit": (["TASK"], working),
        "web:task-step": (["TASK", "finish"], working),
    }


def coordination_made(cast) -> dict[str, object]:
    """A working group with one of everything."""
    group = group_made(cast)
    meeting = meeting_made(cast, group)
    return {
        "SLUG": group.slug,
        "PLACE": group.members.get().pk,
        "UPDATE": update_made(cast, group).pk,
        "TASK": task_made(cast, group).pk,
        "MEETING": meeting.pk,
        "POINT": meeting.action_points.create(text="Write").pk,
    }
