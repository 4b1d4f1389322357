"""The comments matrix: what comes by Word, by e-mail and on the page, and how it is resolved."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Comment
from tessera.coordination.services.comments import (
    comment_add,
    comment_change,
    comment_resolve,
    comments_from_file,
    comments_from_text,
)
from tessera.coordination.services.text_versions import text_version_add
from tessera.extraction.document import UnreadableFile
from tessera.plans.errors import EditConflict
from tests.cast import OrganisationFactory
from tests.extraction.marked import comment, gone, ins, marked, on, run

from .endorsement_making import round_made, state_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast):
    return round_made(cast).versions.get()


@pytest.fixture
def ohchr():
    return OrganisationFactory(code="ohchr")


def returned(path, *, more: str = ""):
    """The version as a reviewer sent it back: a change, a comment, and a paragraph put before the others."""
    return marked(
        path / "back.docx",
        ins("A new beginning."),
        run("1. Ask who is counted."),
        run("2. Count ") + gone("people") + ins("everybody") + run(" by group.") + more,
        on(1, "3. Publish no small numbers."),
        comments=comment(1, "How small?"),
    )


def bring(version, path, by, organisation, name="back.docx"):
    return comments_from_file(text_version=version, path=path, name=name, by=by, organisation=organisation)


def test_a_marked_document_lands_in_the_matrix_at_the_paragraphs_that_were_sent_out(cast, version, ohchr, tmp_path):
    brought = bring(version, returned(tmp_path), cast.focal_point, ohchr)
    assert (brought.added, brought.known) == (3, 0)
    new, change, remark = Comment.objects.order_by("pk")
    assert (change.kind, change.paragraph, change.place) == ("change", 2, "2")
    assert (change.removed, change.added, change.author) == ("people", "everybody", "Ana Velmar")
    assert change.context == "2. Count people by group."
    assert (remark.kind, remark.place, remark.text, remark.author) == ("comment", "3", "How small?", "Lio Senna")
    assert (new.paragraph, new.added) == (0, "A new beginning.")
    assert {one.organisation for one in (new, change, remark)} == {ohchr}


def test_the_same_file_twice_adds_nothing_and_a_later_copy_adds_what_is_new(cast, version, ohchr, tmp_path):
    bring(version, returned(tmp_path), cast.focal_point, ohchr)
    assert bring(version, returned(tmp_path), cast.focal_point, ohchr).added == 0
    later = bring(version, returned(tmp_path, more=ins(" And by sex.")), cast.focal_point, ohchr)
    assert (later.added, later.known) == (1, 3)
    other = OrganisationFactory(code="undp")
    assert bring(version, returned(tmp_path), cast.coordinator, other).added == 3, "two entities may say the same"


def test_what_was_marked_in_the_text_that_was_sent_out_is_nobodys_comment(cast, ohchr, tmp_path):
    found = round_made(cast)
    sent = marked(tmp_path / "v2.docx", run("1. Ask ") + ins("all", author="Kei Aralt"))
    version = text_version_add(endorsement=found, path=sent, name="v2.docx", by=cast.coordinator)
    with pytest.raises(CoordinationError, match="No comment and no tracked change"):
        bring(version, sent, cast.focal_point, ohchr)


def test_a_mail_lands_in_the_matrix_with_what_it_carries(cast, version, ohchr, tmp_path):
    message = EmailMessage()
    message["From"], message["Date"] = "Lio Senna <lio@example.org>", "Thu, 02 May 2030 18:30:00 +0200"
    message.set_content("We like the text. It is short.\n\nPara 2: say by which groups.\nPara 9: what is that?")
    attached = returned(tmp_path).read_bytes()
    message.add_attachment(attached, maintype="application", subtype="octet-stream", filename="back.docx")
    path = tmp_path / "mail.eml"
    path.write_bytes(message.as_bytes())
    assert bring(version, path, cast.focal_point, ohchr, name="mail.eml").added == 6
    said = {one.text: one for one in Comment.objects.filter(came="mail")}
    assert (said["say by which groups."].paragraph, said["say by which groups."].author) == (2, "Lio Senna")
    assert said["what is that?"].place == "9", "a paragraph that is not there is kept as it was named"
    assert said["We like the text. It is short."].kind == "general"
    assert {one.made_at.isoformat() for one in said.values()} == {"2030-05-02T16:30:00+00:00"}
    assert bring(version, path, cast.focal_point, ohchr, name="mail.eml").added == 0


def test_a_pasted_text_lands_in_the_matrix(cast, version, ohchr):
    done = comments_from_text(
        text_version=version, text="Para 1: who asks?", author="Mira", by=cast.secretariat, organisation=ohchr
    )
    assert done.added == 1
    one = Comment.objects.get()
    assert (one.came, one.paragraph, one.author, one.organisation) == ("mail", 1, "Mira", ohchr)


@pytest.mark.parametrize("raw", [b"PK\x03\x04 broken", b"\x00\x01\x02", b""])
def test_a_hostile_or_damaged_file_is_refused_and_adds_nothing(cast, version, ohchr, tmp_path, raw):
    path = tmp_path / "back.docx"
    path.write_bytes(raw)
    with pytest.raises(UnreadableFile):
        bring(version, path, cast.focal_point, ohchr)
    assert not Comment.objects.exists()


def test_whoever_does_not_accept_a_comment_says_why_and_the_history_keeps_it(cast, version):
    one = comment_add(text_version=version, by=cast.focal_point, text="Who counts?", paragraph=1)
    for resolution in ("partly", "not"):
        with pytest.raises(CoordinationError, match="Say why"):
            comment_resolve(comment=one, version=1, by=cast.coordinator, resolution=resolution, answer=" ")
    with pytest.raises(CoordinationError):
        comment_resolve(comment=one, version=1, by=cast.coordinator, resolution="maybe", answer="")
    comment_resolve(comment=one, version=1, by=cast.coordinator, resolution="accepted", answer="")
    done = comment_resolve(comment=one, version=2, by=cast.coordinator, resolution="not", answer="The office does.")
    assert [h.resolution for h in done.history.order_by("history_id")] == ["open", "accepted", "not"]
    with pytest.raises(EditConflict):
        comment_resolve(comment=one, version=2, by=cast.secretariat, resolution="accepted", answer="")


def test_a_comment_moves_to_another_paragraph_and_to_none_that_is_not_there(cast, version):
    one = comment_add(text_version=version, by=cast.focal_point, text="Who counts?", paragraph=1)
    moved = comment_change(comment=one, version=1, by=cast.focal_point, text="Who?", paragraph=3)
    assert (moved.place, moved.context, moved.version) == ("3", "3. Publish no small numbers.", 2)
    with pytest.raises(CoordinationError, match="no such paragraph"):
        comment_change(comment=moved, version=2, by=cast.focal_point, text="Who?", paragraph=99)


@pytest.mark.parametrize("state", ["endorsed", "withdrawn"])
def test_comments_are_closed_when_the_text_is(cast, state):
    version = state_made(cast, state).versions.get()
    with pytest.raises(CoordinationError, match="comments are closed"):
        comment_add(text_version=version, by=cast.focal_point, text="Late.")
