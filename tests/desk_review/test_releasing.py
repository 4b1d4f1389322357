"""A draft goes to the country team before it is released, and only those who may, send and release it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tessera.desk_review.errors import DeskReviewError
from tessera.desk_review.models import DraftComment, ReviewedDocument
from tessera.desk_review.services.releasing import comment_add, document_release, document_send
from tessera.network.models import Audience

from .making import days_over, released

pytestmark = pytest.mark.django_db
REVIEWERS = {"focal_point", "coordinator", "secretariat", "administrator"}
KEEPERS = {"secretariat", "administrator"}
NETWORK = REVIEWERS | {"country_team"}


def state(document: ReviewedDocument) -> tuple[str, str]:
    return ReviewedDocument.objects.values_list("state", "audience").get(pk=document.pk)


def soon():
    return timezone.now().date() + timedelta(days=5)


def may(cast, permission: str, document: ReviewedDocument) -> set[str]:
    people = {role: person for role, person in cast.all.items() if person.is_authenticated}
    return {role for role, person in people.items() if person.has_perm(f"desk_review.{permission}", document)}


def test_who_may_do_what_while_a_document_is_read(document, cast):
    assert may(cast, "add_document", document) == REVIEWERS
    assert may(cast, "judge_document", document) == REVIEWERS
    assert may(cast, "see_work", document) == NETWORK
    assert may(cast, "send_document", document) == KEEPERS
    assert may(cast, "release_document", document) == set()
    assert may(cast, "comment_on_draft", document) == set()


def test_who_may_do_what_while_the_country_team_has_it(document, cast):
    document = document_send(document=document, until=soon(), by=cast.secretariat)
    assert may(cast, "comment_on_draft", document) == NETWORK
    assert may(cast, "release_document", document) == KEEPERS
    assert may(cast, "judge_document", document) == REVIEWERS


def test_who_may_do_what_once_it_is_released(document, cast):
    document = released(document)
    for permission in ("judge_document", "send_document", "release_document", "comment_on_draft"):
        assert may(cast, permission, document) == set()
    assert may(cast, "see_work", document) == NETWORK


def test_who_may_not_see_a_document_may_do_nothing_with_it(document, cast):
    ReviewedDocument.objects.filter(pk=document.pk).update(audience=Audience.PEOPLE)
    for permission in ("judge_document", "see_work", "send_document"):
        assert may(cast, permission, document) == set()


def test_nothing_is_released_before_the_country_team_could_comment(document, cast):
    with pytest.raises(DeskReviewError, match="cannot be done now"):
        document_release(document=document, by=cast.secretariat)
    document_send(document=document, until=soon(), by=cast.secretariat)
    with pytest.raises(DeskReviewError, match="may comment until"):
        document_release(document=document, by=cast.secretariat)
    assert state(document) == ("with-team", "network")
    document_release(document=days_over(document), by=cast.secretariat)
    assert state(document) == ("released", "public")


def test_the_country_team_is_given_a_day_that_lies_ahead(document, cast):
    with pytest.raises(DeskReviewError, match="lies ahead"):
        document_send(document=document, until=timezone.now().date(), by=cast.secretariat)
    assert state(document) == ("reading", "network")


def test_a_released_review_goes_nowhere(document, cast):
    document = released(document)
    for act in (
        lambda: document_send(document=document, until=soon(), by=cast.secretariat),
        lambda: document_release(document=document, by=cast.secretariat),
        lambda: comment_add(document=document, text="Late", by=cast.country_team),
    ):
        with pytest.raises(DeskReviewError):
            act()
    assert state(document) == ("released", "public")


def test_comments_are_made_while_the_country_team_has_the_draft(document, cast):
    with pytest.raises(DeskReviewError):
        comment_add(document=document, text="Early", by=cast.country_team)
    document = document_send(document=document, until=soon(), by=cast.secretariat)
    with pytest.raises(DeskReviewError):
        comment_add(document=document, text="  ", by=cast.country_team)
    comment_add(document=document, text="Figure 2 is of another year.", by=cast.country_team)
    assert DraftComment.objects.get().by == cast.country_team
