"""Addresses of the pages: every subpackage states its own, all under the one name space "web"."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

from .health import healthz, readyz
from .reader import language_choose, theme_choose

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tessera.web.plans.urls")),
    path("", include("tessera.web.indicators.urls")),
    path("", include("tessera.web.resources.urls")),
    path("", include("tessera.web.initiatives.urls")),
    path("", include("tessera.web.coordination.urls")),
    path("", include("tessera.web.endorsement.urls")),
    path("", include("tessera.web.yearly_reports.urls")),
    path("", include("tessera.web.plan_reviews.urls")),
    path("", include("tessera.web.guidance.urls")),
    path("", include("tessera.web.notifications.urls")),
    path("", include("tessera.web.work.urls")),
    path("", include("tessera.web.search.urls")),
    path("", include("tessera.web.accounts.urls")),
    path("", include("tessera.web.people.urls")),
    path("", include("tessera.web.recommendations.urls")),
    path("", include("tessera.web.demands.urls")),
    path("", include("tessera.web.desk_review.urls")),
    path("", include("tessera.web.desk_comparison.urls")),
    path("", include("tessera.web.good_practice.urls")),
    path("", include("tessera.web.gaps.urls")),
    path("", include("tessera.web.review_projects.urls")),
    path("", include("tessera.web.review.urls")),
    path("", include("tessera.web.countries.urls")),
    path("", include("tessera.web.browse.urls")),
    path("", include("tessera.web.ratifications.urls")),
    path("", include("tessera.web.follow_up.urls")),
    path("", include("tessera.web.saved.urls")),
    path("", include("tessera.web.packs.urls")),
    path("", include("tessera.web.sources.urls")),
    path("accessibility/", TemplateView.as_view(template_name="accessibility.html"), name="accessibility"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("language/", language_choose, name="language"),
    path("appearance/", theme_choose, name="theme"),
]
