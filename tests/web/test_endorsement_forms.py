"""The forms of endorsement keep to what their author read: the version of a text, the working group of a round."""

from __future__ import annotations

import pytest

from tessera.coordination.models import Comment
from tessera.coordination.services.groups import working_group_archive
from tests.coordination.endorsement_making import round_made, version_made
from tests.coordination.making import group_made

from .signing import client_of
from .test_endorsement import at, html

pytestmark = pytest.mark.django_db


def sent_by(page) -> dict[str, object]:
    """What a browser would send of a form as it stands on a page."""
    form = page.context["form"]
    return {name: "" if form[name].value() is None else form[name].value() for name in form.fields}


def test_a_comment_stays_with_the_version_that_its_author_read(cast):
    found, client = round_made(cast), client_of(cast.focal_point)
    path = at("endorsement-comment-add", found.pk)
    sent = sent_by(client.get(path)) | {"text": "How small?", "paragraph": "3"}
    version_made(cast, found, "1. Wholly other words.")
    answer = client.post(path, sent | {"text": " "})
    assert answer.status_code == 422
    assert "On version 1." in answer.content.decode()
    assert client.post(path, sent_by(answer) | {"text": "How small?"}).status_code == 302
    comment = Comment.objects.get()
    assert (comment.text_version.number, comment.paragraph, comment.context) == (1, 3, "3. Publish no small numbers.")
    assert "On version 2." in html(client, path)
    assert client.post(path, sent | {"number": "9"}).status_code == 404


def test_comments_that_are_brought_stay_with_the_version_that_the_form_named(cast):
    found, client = round_made(cast), client_of(cast.focal_point)
    path = at("endorsement-comments-bring", found.pk)
    sent = sent_by(client.get(path)) | {"text": "Para 2: Count all."}
    version_made(cast, found, "1. Wholly other words.")
    assert client.post(path, sent).status_code == 302
    assert Comment.objects.get().text_version.number == 1


def test_a_round_whose_group_is_archived_keeps_it_and_its_readers_when_it_is_edited(cast):
    group = group_made(cast, audience="people")
    found = round_made(cast, working_group=group)
    working_group_archive(group=group, version=group.version, by=cast.coordinator)
    path, client = at("endorsement-edit", found.pk), client_of(cast.coordinator)
    assert client.post(path, sent_by(client.get(path)) | {"title": "Renamed"}).status_code == 302
    found.refresh_from_db()
    assert (found.title, found.working_group) == ("Renamed", group)
    assert not found.is_visible_to(cast.country_team)
    assert group not in client.get(at("endorsement-new")).context["form"].fields["working_group"].queryset
