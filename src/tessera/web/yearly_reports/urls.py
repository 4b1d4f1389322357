"""Addresses of yearly reports and of the documents made of them."""

from __future__ import annotations

from django.urls import path

from . import documents, proposals, report, rounds, rows, writing

ROUND = "yearly-reports/<str:code>/<int:year>/"
REPORT = "yearly-report/<int:pk>/"

urlpatterns = [
    path("yearly-reports/", rounds.round_list, name="report-rounds"),
    path("yearly-reports/new/", rounds.round_new, name="report-round-new"),
    path(ROUND, rounds.one, name="report-round"),
    path(ROUND + "edit/", rounds.round_edit, name="report-round-edit"),
    path(ROUND + "ask/", rounds.round_ask, name="report-round-ask"),
    path(ROUND + "remind/", rounds.round_reminded, name="report-round-remind"),
    path(ROUND + "rows/<slug:kind>/", rows.listing, name="report-round-rows"),
    path(ROUND + "annual-report.<str:form>", documents.annual_report, name="annual-report"),
    path("plans/<str:code>/brief.<str:form>", documents.network_brief, name="network-brief"),
    path("working-groups/<slug:slug>/update.<str:form>", documents.group_update, name="group-update"),
    path(REPORT, report.one, name="yearly-report"),
    path(REPORT + "write/", writing.write, name="yearly-report-write"),
    path(REPORT + "upload/", writing.upload, name="yearly-report-upload"),
    path(REPORT + "file/", report.file, name="yearly-report-file"),
    path(REPORT + "proposals/", proposals.listing, name="yearly-report-proposals"),
    path(REPORT + "proposals/<int:number>/", proposals.one, name="yearly-report-proposal"),
    path(REPORT + "entries/add/", writing.entry_new, name="yearly-report-entry-add"),
    path(REPORT + "entries/<int:entry>/", writing.entry_removed, name="yearly-report-entry-remove"),
    path(REPORT + "more-time/", report.more_time, name="yearly-report-more-time"),
    path(REPORT + "absent/", report.absent, name="yearly-report-absent"),
    path(REPORT + "<str:step>/", report.stepped, name="yearly-report-step"),
]
