"""Comments of an endorsement: written here, brought in by Word document or e-mail, and resolved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Comment, Endorsement, TextVersion
from tessera.extraction.mail import Mail, read_mail, remarks_of
from tessera.extraction.word_review import Reviewed, read_review
from tessera.network.models import Organisation
from tessera.network.services.audit import audit_record
from tessera.plans.services.editing import record_change

from .entering import author_of
from .text_versions import mark_keys

ALIKE = 80  # per cent of two paragraphs' letters, from which on one is the other revised
Kind, Came = Comment.Kind, Comment.Came


@dataclass(frozen=True, slots=True)
class Brought:
    """How many comments a file or a mail added, and how many of it were there before."""

    added: int
    known: int


@transaction.atomic
def comment_add(
    *, text_version: TextVersion, by: Any, text: str, organisation: Organisation | None = None, paragraph: int = 0
) -> Comment:
    """A comment on a paragraph of a version, or on the text as a whole (0)."""
    _ensure_open(text_version)
    if not text.strip():
        raise CoordinationError(_("Write the comment."))
    comment = Comment(
        endorsement=text_version.endorsement,
        text_version=text_version,
        organisation=organisation,
        author=str(by) if author_of(by) else "",
        kind=Kind.COMMENT if paragraph else Kind.GENERAL,
        text=text.strip(),
        made_at=timezone.now(),
        created_by=author_of(by),
        **_where(text_version, paragraph),
    )
    comment._history_user = author_of(by)
    comment.save()
    return comment


def comment_change(*, comment: Comment, version: int, by: Any, text: str, paragraph: int) -> Comment:
    """Correct a comment that was read at `version`, or its place; EditConflict where somebody was first."""
    _ensure_open(comment.text_version)
    where = _where(comment.text_version, paragraph) if paragraph != comment.paragraph else {}
    if not text.strip() and not (comment.removed or comment.added):
        raise CoordinationError(_("Write the comment."))
    return record_change(comment, version=version, by=by, text=text.strip(), **where)


def comment_resolve(*, comment: Comment, version: int, by: Any, resolution: str, answer: str) -> Comment:
    """Say how a comment was resolved. Whoever does not accept it wholly says why."""
    _ensure_open(comment.text_version)
    if resolution in (Comment.Resolution.PARTLY, Comment.Resolution.NOT) and not answer.strip():
        raise CoordinationError(_("Say why the comment is not accepted as it is."))
    try:
        changed = record_change(comment, version=version, by=by, resolution=resolution, answer=answer.strip())
    except ValidationError as error:
        raise CoordinationError(" ".join(error.messages)) from None
    audit_record(actor=author_of(by), action="endorsement.resolve", subject=resolution, comment=comment.pk)
    return changed


def comments_from_file(
    *, text_version: TextVersion, path: Path, name: str, by: Any, organisation: Organisation | None = None
) -> Brought:
    """Comments of a Word document with tracked changes and comments, or of an e-mail. Raises UnreadableFile.

    What came before by another copy of the file, and what was marked in the version itself, does not come again.
    """
    _ensure_open(text_version)
    with path.open("rb") as f:
        is_word = f.read(2) == b"PK"
    if is_word:
        found = _of_word(read_review(path, name=name), text_version, organisation)
    else:
        found = _of_mail(read_mail(path.read_bytes(), name=name), text_version, organisation)
    return _kept(found, text_version, organisation, by=by, name=name)


def comments_from_text(
    *, text_version: TextVersion, text: str, by: Any, author: str = "", organisation: Organisation | None = None
) -> Brought:
    """Comments of an e-mail's text as it was pasted: one for each "Para 12: ...", else one on the text as a whole."""
    _ensure_open(text_version)
    found = _of_text(text, text_version, organisation, author=author, made_at=timezone.now(), stamp="")
    return _kept(found, text_version, organisation, by=by, name="")


def _of_word(review: Reviewed, version: TextVersion, organisation: Organisation | None) -> list[Comment]:
    found, sent = [], set(version.marks)
    places = [" ".join(place["text"].split()) for place in version.places]
    at: dict[tuple[str, int], int] = {}
    for mark, key in mark_keys(review):
        if key in sent:
            continue
        context = review.places[mark.paragraph - 1].text if mark.paragraph else ""
        if (context, mark.paragraph) not in at:
            at[context, mark.paragraph] = _paragraph_of(places, context, mark.paragraph)
        paragraph = at[context, mark.paragraph]
        where = _where(version, paragraph) if paragraph else {"context": context}
        kind = Kind.CHANGE if mark.kind == "change" else Kind.COMMENT if mark.paragraph else Kind.GENERAL
        found.append(
            Comment(
                kind=kind, came=Came.WORD, author=mark.author, text=mark.text, quoted=mark.quoted,
                removed=mark.removed, added=mark.added, made_at=_moment(mark.date),
                key=_scoped(key, organisation), **where,
            )
        )  # fmt: skip
    return found


def _of_mail(mail: Mail, version: TextVersion, organisation: Organisation | None) -> list[Comment]:
    """What a mail says, and what is marked in the Word documents it carries."""
    found: list[Comment] = []
    with TemporaryDirectory() as folder:
        for name, raw in mail.attachments:
            path = Path(folder) / "attached.docx"
            path.write_bytes(raw)
            found += _of_word(read_review(path, name=name), version, organisation)
    made_at = _moment(mail.date)
    return found + _of_text(
        mail.text, version, organisation, author=mail.author, made_at=made_at, stamp=f"{mail.date}{mail.subject}"
    )


def _of_text(
    text: str, version: TextVersion, organisation: Organisation | None, *, author: str, made_at: Any, stamp: str
) -> list[Comment]:
    found = []
    for remark in remarks_of(text):
        paragraph = _labelled(version, remark.place)
        where = _where(version, paragraph) if paragraph else {"place": remark.place[:40]}
        key = hashlib.sha256(f"{author}\x1f{stamp}\x1f{remark.place}\x1f{remark.text}".encode()).hexdigest()
        found.append(
            Comment(
                kind=Kind.COMMENT if remark.place else Kind.GENERAL, came=Came.MAIL, author=author, text=remark.text,
                made_at=made_at, key=_scoped(key, organisation), **where,
            )
        )  # fmt: skip
    return found


@transaction.atomic
def _kept(
    found: list[Comment], version: TextVersion, organisation: Organisation | None, *, by: Any, name: str
) -> Brought:
    if not found:
        raise CoordinationError(
            _("No comment and no tracked change was found in “%(name)s”.") % {"name": name}
            if name
            else _("No comment was found in the text.")
        )
    known = set(version.comments.filter(key__in=[one.key for one in found]).values_list("key", flat=True))
    new = list({one.key: one for one in found if one.key not in known}.values())
    for comment in new:
        comment.endorsement, comment.text_version, comment.organisation = version.endorsement, version, organisation
        comment.created_by = comment._history_user = author_of(by)
        comment.save()
    audit_record(actor=author_of(by), action="endorsement.comments", subject=version.endorsement.title, added=len(new))
    return Brought(len(new), len(found) - len(new))


def _paragraph_of(places: list[str], context: str, near: int) -> int:
    """The paragraph that says `context`, the nearest one where several do; 0 where none does."""
    words = " ".join(context.split())
    same = [number for number, text in enumerate(places, 1) if text == words]
    if same:
        return min(same, key=lambda number: abs(number - near))
    found = process.extractOne(words, places, scorer=fuzz.ratio, score_cutoff=ALIKE) if words else None
    return found[2] + 1 if found else 0


def _labelled(version: TextVersion, place: str) -> int:
    """The paragraph that is numbered so; by its place in the file where no paragraph is numbered."""
    if not place:
        return 0
    labels = [one["label"] for one in version.places]
    if place in labels:
        return labels.index(place) + 1
    numbered = any(label[:1].isdigit() for label in labels)
    return int(place) if not numbered and place.isdigit() and 0 < int(place) <= len(labels) else 0


def _where(version: TextVersion, paragraph: int) -> dict[str, Any]:
    if not 0 <= paragraph <= len(version.places):
        raise CoordinationError(_("This version has no such paragraph."))
    if paragraph == 0:
        return {"paragraph": 0, "place": "", "context": ""}
    place = version.places[paragraph - 1]
    return {"paragraph": paragraph, "place": place["label"][:40], "context": place["text"]}


def _scoped(key: str, organisation: Organisation | None) -> str:
    """Two entities may say the same."""
    return hashlib.sha256(f"{key}\x1f{organisation.pk if organisation else 0}".encode()).hexdigest()


def _moment(stamped: str) -> datetime | None:
    """A moment as a file stamps it; Word writes the writer's own clock as UTC, and we keep it so."""
    try:
        moment = datetime.fromisoformat(stamped)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _ensure_open(version: TextVersion) -> None:
    if version.endorsement.state in (Endorsement.State.ENDORSED, Endorsement.State.WITHDRAWN):
        raise CoordinationError(_("This text is endorsed or withdrawn; comments are closed."))
