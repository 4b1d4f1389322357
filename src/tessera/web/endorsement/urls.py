"""Addresses of endorsement rounds, their versions, entities and comments."""

from __future__ import annotations

from django.urls import path

from . import comments, editing, entities, matrix, rounds, steps, versions

ROUND = "endorsements/<int:pk>/"
ENTITY = ROUND + "entities/<int:entity>/"
COMMENT = ROUND + "comments/<int:comment>/"

urlpatterns = [
    path("endorsements/", rounds.round_list, name="endorsements"),
    path("endorsements/new/", editing.round_new, name="endorsement-new"),
    path(ROUND, rounds.round_page, name="endorsement"),
    path(ROUND + "edit/", editing.round_edit, name="endorsement-edit"),
    path(ROUND + "history/", rounds.history, name="endorsement-history"),
    path(ROUND + "steps/<str:step>/", steps.stepped, name="endorsement-step"),
    path(ROUND + "silence/", steps.silence_new, name="endorsement-silence"),
    path(ROUND + "extend/", steps.silence_more, name="endorsement-extend"),
    path(ROUND + "versions/add/", versions.version_new, name="endorsement-version-add"),
    path(ROUND + "versions/<int:number>/file/", versions.file, name="endorsement-file"),
    path(ROUND + "entities/add/", entities.invite, name="endorsement-invite"),
    path(ENTITY + "answer/", entities.answer, name="endorsement-answer"),
    path(ENTITY + "alternate/", entities.alternate_new, name="endorsement-alternate"),
    path(ENTITY + "alternates/<int:alternate>/end/", entities.alternate_end, name="endorsement-alternate-end"),
    path(ROUND + "comments/", matrix.comment_list, name="endorsement-comments"),
    path(ROUND + "comments/add/", comments.comment_new, name="endorsement-comment-add"),
    path(ROUND + "comments/bring/", comments.comments_bring, name="endorsement-comments-bring"),
    path(COMMENT, comments.comment_page, name="endorsement-comment"),
    path(COMMENT + "edit/", comments.comment_edit, name="endorsement-comment-edit"),
    path(COMMENT + "resolve/", comments.resolve, name="endorsement-comment-resolve"),
]
