"""Root addresses, and what answers when none fits."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tessera.web.accounts.openid import openid_start

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tessera.web.urls")),
    path("accounts/oidc/<str:provider_id>/login/", openid_start),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("tessera.api.urls")),
]

handler400 = "tessera.web.errors.bad_request"
handler403 = "tessera.web.errors.permission_denied"
handler404 = "tessera.web.errors.page_not_found"
handler500 = "tessera.web.errors.server_error"
