"""Addresses of the Guidance Note's pages."""

from django.urls import path

from . import pages, words

urlpatterns = [
    path("guidance/", pages.guidance_list, name="guidance"),
    path("guidance/<int:number>/", pages.guidance_item, name="guidance-item"),
    path("guidance/<int:number>/wording/", words.guidance_wording, name="guidance-wording"),
    path("guidance/<int:number>/suggestions/add/", words.suggestion_new, name="suggestion-add"),
    path("guidance/<int:number>/suggestions/<int:pk>/edit/", words.suggestion_edit, name="suggestion-edit"),
    path("guidance/<int:number>/suggestions/<int:pk>/archive/", words.suggestion_gone, name="suggestion-archive"),
    path("guidance/<int:number>/suggestions/<int:pk>/restore/", words.suggestion_back, name="suggestion-restore"),
]
