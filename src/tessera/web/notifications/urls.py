"""Addresses of a person's notifications."""

from django.urls import path

from . import pages

urlpatterns = [
    path("notifications/", pages.notifications, name="notifications"),
    path("notifications/seen/", pages.seen, name="notifications-seen"),
    path("notifications/mails/", pages.mail_choice, name="mail-choice"),
]
