"""Addresses of working groups, their tasks and their meetings."""

from __future__ import annotations

from django.urls import path

from . import calendar, editing, groups, meetings, minutes, tasks, updates

GROUP = "working-groups/<slug:slug>/"
MEETING = GROUP + "meetings/<int:pk>/"

urlpatterns = [
    path("working-groups/", groups.group_list, name="working-groups"),
    path("working-groups/new/", editing.group_new, name="working-group-new"),
    path(GROUP, groups.group, name="working-group"),
    path(GROUP + "edit/", editing.group_edit, name="working-group-edit"),
    path(GROUP + "archive/", editing.group_archive, name="working-group-archive"),
    path(GROUP + "restore/", editing.group_restore, name="working-group-restore"),
    path(GROUP + "members/add/", editing.member_new, name="working-group-join"),
    path(GROUP + "members/<int:pk>/end/", editing.member_leaves, name="working-group-leave"),
    path(GROUP + "updates/", updates.update_list, name="group-updates"),
    path(GROUP + "updates/add/", updates.update_new, name="group-update-add"),
    path(GROUP + "updates/<int:pk>/edit/", updates.update_edit, name="group-update-edit"),
    path(GROUP + "tasks/new/", tasks.group_task_new, name="group-task-add"),
    path(GROUP + "calendar.ics", calendar.group_calendar, name="working-group-ics"),
    path(GROUP + "meetings/new/", meetings.meeting_new, name="meeting-new"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(MEETING + "edit/", meetings.meeting_edit, name="meeting-edit"),
    path(MEETING + "call-off/", meetings.meeting_off, name="meeting-call-off"),
    path(MEETING + "minutes/", minutes.minutes_edit, name="meeting-minutes"),
    path(MEETING + "action-points/add/", minutes.action_point_new, name="action-point-add"),
    path(MEETING + "action-points/<int:point>/edit/", minutes.action_point_edit, name="action-point-edit"),
    path(MEETING + "action-points/tasks/", minutes.tasks_made, name="action-points-tasks"),
    path("tasks/", tasks.task_list, name="tasks"),
    path("tasks/new/", tasks.task_new, name="task-new"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/edit/", tasks.task_edit, name="task-edit"),
    path("tasks/<int:pk>/<str:step>/", tasks.task_stepped, name="task-step"),
    path("my-tasks/", tasks.my_tasks, name="my-tasks"),
]
