"""Addresses of a person's own account."""

from django.urls import path

from . import pages

urlpatterns = [
    path("sign-in/<str:secret>/", pages.sign_in_link, name="sign-in-link"),
    path("account/", pages.account, name="account"),
    path("account/welcome/", pages.welcome, name="welcome"),
]
