"""Addresses of this package."""

from __future__ import annotations

from django.urls import path

from . import editing, listing, page, rating, values

PLAN = "plans/<str:code>/"
ONE = PLAN + "indicators/<int:pk>/"
VALUE = ONE + "values/<int:value>/"

urlpatterns = [
    path(PLAN + "indicators/", listing.indicator_list, name="indicators"),
    path(PLAN + "indicators/criteria/", rating.criteria, name="rating-criteria"),
    path(PLAN + "indicators/criteria/new/", rating.criteria_new, name="rating-criteria-new"),
    path(PLAN + "indicators/add/<str:kind>/<str:ref>/", editing.indicator_new, name="indicator-add"),
    path(ONE, page.indicator, name="indicator"),
    path(ONE + "edit/", editing.indicator_edit, name="indicator-edit"),
    path(ONE + "archive/", editing.indicator_gone, name="indicator-archive"),
    path(ONE + "restore/", editing.indicator_back, name="indicator-restore"),
    path(ONE + "rows/", listing.row_list, name="indicator-rows"),
    path(ONE + "rate/", rating.rate, name="indicator-rate"),
    path(ONE + "values/add/", values.value_new, name="indicator-value-add"),
    path(VALUE + "edit/", values.value_edit, name="indicator-value-edit"),
    path(VALUE + "file/", values.value_file, name="indicator-file"),
    path(VALUE + "<str:step>/", values.value_stepped, name="indicator-value-step"),
]
