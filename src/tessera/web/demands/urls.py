"""Addresses of this package: demands, shared demands, and what people decide about them."""

from django.urls import path

from . import by_hand, pages

urlpatterns = [
    path("demands/<int:pk>/", pages.demand, name="demand"),
    path("demands/<int:pk>/join/", by_hand.join, name="demand-join"),
    path("demands/<int:pk>/apart/", by_hand.set_apart, name="demand-apart"),
    path("demands/<int:pk>/apart-from-shared/", by_hand.shared_set_apart, name="demand-apart-from-shared"),
    path("demands/shared/<int:pk>/", pages.shared, name="shared-demand"),
    path("demands/shared/<int:pk>/join/", by_hand.shared_join, name="shared-demand-join"),
    path("demands/by-hand/<int:act>/undo/", by_hand.undo, name="demand-undo"),
]
