"""Addresses of this package."""

from __future__ import annotations

from django.urls import path

from . import adjudicating, agreement, assigning, codebook, editing, listing, project, reading, results

HERE = "desk-review/projects/"
OF = HERE + "<int:pk>/"
CODE = OF + "code/<int:given>/"

urlpatterns = [
    path(HERE, listing.listing, name="review-projects"),
    path(HERE + "new/", editing.project_new, name="review-project-new"),
    path(HERE + "codebook/", codebook.codebook, name="review-codebook"),
    path(HERE + "codebook/<slug:family>/<slug:code>/", codebook.entry_edit, name="review-codebook-entry"),
    path(OF, project.project, name="review-project"),
    path(OF + "edit/", editing.project_edit, name="review-project-edit"),
    path(OF + "codebook/", editing.take_codebook, name="review-project-codebook"),
    path(OF + "steps/<slug:step>/", editing.project_stepped, name="review-project-step"),
    path(OF + "give/", assigning.give, name="review-project-give"),
    path(CODE + "withdraw/", assigning.withdraw, name="review-project-withdraw"),
    path(CODE, reading.read, name="review-project-code"),
    path(CODE + "finish/", assigning.finish, name="review-project-finish"),
    path(OF + "differences/", adjudicating.differences, name="review-project-differences"),
    path(OF + "differences/<int:passage>/", adjudicating.rule, name="review-project-rule"),
    path(OF + "agreement/", agreement.agreement, name="review-project-agreement"),
    path(OF + "words/", results.results, name="review-project-words"),
]
