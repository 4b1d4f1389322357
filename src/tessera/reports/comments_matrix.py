"""The comments matrix of an endorsement as a Word document: one table for each version that was commented on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.coordination.models import Comment, Endorsement

from .written import Heading, Paragraph, Part, Table, Written, as_docx
from .written.model import Linked

Address = Callable[[str], str]


def comments_matrix_docx(endorsement: Endorsement, comments: Iterable[Comment], *, address: Address) -> bytes:
    """A .docx of the comments in the order given; `address` makes a page's path an address to follow."""
    return as_docx(comments_matrix_written(endorsement, comments, address=address))


def comments_matrix_written(endorsement: Endorsement, comments: Iterable[Comment], *, address: Address) -> Written:
    parts: list[Part] = []
    for number, rows in groupby(comments, key=lambda comment: comment.text_version.number):
        parts.append(Heading(_("Version %(number)s") % {"number": number}))
        parts.append(_table([_row(one, address) for one in rows]))
    return Written(
        title=_("Comments"),
        subtitle=endorsement.title,
        language=get_language() or "en",
        issued=f"{timezone.now():%Y-%m-%d}",
        notice=_("For those who take part; not for passing on."),
        parts=tuple(parts) or (Paragraph(_("Nobody has commented on this text yet.")),),
    )


def _table(rows: list[tuple[Any, ...]]) -> Table:
    columns = (_("Where"), _("Who"), _("What"), _("Resolution"), _("Answer"))
    return Table(caption=_("Comments"), columns=columns, rows=tuple(rows))


def _row(comment: Comment, address: Address) -> tuple[Any, ...]:
    where = comment.place or (f"[{comment.paragraph}]" if comment.paragraph else _("The text as a whole"))
    url = address(reverse("web:endorsement-comment", args=[comment.endorsement_id, comment.pk]))
    who = ", ".join(filter(None, (str(comment.organisation or ""), comment.author)))
    return (Linked(where, url), who, comment.said, comment.get_resolution_display(), comment.answer)
