"""Addresses of the plans' pages."""

from __future__ import annotations

from django.urls import path

from . import activities, activity, amendments, delivery, downloads, edit, history, imports, keeping, overview, schedule

PLAN = "plans/<str:code>/"
ACTIVITY = PLAN + "activities/<str:ref>/"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("plans/", overview.plan_list, name="plans"),
    path("plans/import/", imports.plan_import, name="plan-import"),
    path("plans/new/", keeping.plan_new, name="plan-new"),
    path(PLAN, overview.plan, name="plan"),
    path(PLAN + "text/", overview.plan_text, name="plan-text"),
    path(PLAN + "timeline/", schedule.timeline, name="plan-timeline"),
    path(PLAN + "matrix/", overview.matrix, name="plan-matrix"),
    path(PLAN + "calendar/", schedule.calendar, name="plan-calendar"),
    path(PLAN + "history/", history.plan_changes, name="plan-history"),
    path(PLAN + "changes.atom", history.changes_feed, name="plan-atom"),
    path(PLAN + "milestones.ics", schedule.milestones_feed, name="plan-ics"),
    path(PLAN + "download/<str:what>.<str:form>", downloads.plan_download, name="plan-download"),
    path(PLAN + "adopt/", keeping.plan_adopt_page, name="plan-adopt"),
    path(PLAN + "close/", keeping.plan_close_page, name="plan-close"),
    path(PLAN + "amendments/", amendments.amendment_list, name="amendments"),
    path(PLAN + "amendments/<int:number>/", amendments.amendment, name="amendment"),
    path(PLAN + "amendments/<int:number>/<str:decision>/", amendments.amendment_decide, name="amendment-decide"),
    path(PLAN + "activities/", activities.activity_list, name="activities"),
    path(PLAN + "new-activity/", edit.activity_new, name="activity-new"),
    path(ACTIVITY, activity.activity, name="activity"),
    path(ACTIVITY + "wording/", edit.activity_wording, name="activity-wording"),
    path(ACTIVITY + "status/", edit.activity_status, name="activity-status"),
    path(ACTIVITY + "working-data/", edit.activity_working_data, name="activity-working-data"),
    path(ACTIVITY + "organizations/", edit.activity_organisations, name="activity-organisations"),
    path(ACTIVITY + "give-up/", edit.activity_drop, name="activity-give-up"),
    path(ACTIVITY + "dependencies/add/", edit.dependency_new, name="dependency-add"),
    path(ACTIVITY + "dependencies/<int:pk>/remove/", edit.dependency_gone, name="dependency-remove"),
    path(ACTIVITY + "<str:kind>/add/", delivery.delivery_new, name="delivery-add"),
    path(ACTIVITY + "<str:kind>/<int:pk>/edit/", delivery.delivery_edit, name="delivery-edit"),
    path(ACTIVITY + "<str:kind>/<int:pk>/remove/", delivery.delivery_gone, name="delivery-remove"),
]
