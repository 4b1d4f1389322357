"""Addresses of this package: pages of saved searches, and their feeds."""

from __future__ import annotations

from django.urls import path

from . import feed, mails, pages

urlpatterns = [
    path("saved-searches/", pages.saved_list, name="saved-searches"),
    path("saved-searches/save/", pages.saved_new, name="saved-search-add"),
    path("saved-searches/<int:pk>/edit/", pages.saved_edit, name="saved-search-edit"),
    path("saved-searches/<int:pk>/seen/", pages.saved_seen, name="saved-search-seen"),
    path("saved-searches/<int:pk>/remove/", pages.saved_gone, name="saved-search-remove"),
    path("saved-searches/unsubscribe/<str:key>/", mails.mails_stop, name="saved-unsubscribe"),
    path("recommendations/feed.atom", feed.recommendations_feed, name="recommendations-atom"),
]
