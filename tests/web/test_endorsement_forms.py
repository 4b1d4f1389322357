"""The forms of endorsement keep to what their author read: the version of a text, the working group of a round."""

from __future__ import annotations

import pytest

from tessera.coordination.models import Comment
from tests.coordination.endorsement_making import round_made, version_made

from .signing import client_of
from .test_endorsement import at, html

pytestmark = pytest.mark.django_db


def sent_by(page) -> dict[str, object]:
    """What a browser would send of a form as it stands on a page."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


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
