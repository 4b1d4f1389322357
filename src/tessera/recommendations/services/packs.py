"""Makes packs, edits what may be edited of them, and logs to whom they went."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.models import Audience, Person
from tessera.network.services.audience import audience_set
from tessera.network.services.audit import audit_record
from tessera.recommendations.models import Pack, PackBody, PackDispatch
from tessera.recommendations.selectors.packs import MOST, Scope, frozen_rows, scope_found

OFFERED = (Audience.NETWORK, Audience.PUBLIC)


class PackError(ValueError):
    """The request cannot be carried out; the message says why and what to do."""

    def __init__(self, message: str, *, theirs: Pack | None = None) -> None:
        super().__init__(message)
        self.theirs = theirs


def pack_make(
    *,
    scope: Scope,
    title: str,
    language: str,
    readers: str,
    by: Any,
    note: str = "",
    audience: str = Audience.NETWORK,
) -> Pack:
    """Choose what the scope holds today and freeze its wording.

    The index is asked before the transaction begins: within one it is not brought up to date.
    """
    if audience not in OFFERED:
        raise PackError(_("A pack is for the Network or for the public."))
    rows, total = scope_frozen(by, scope, audience=audience)
    author = by if isinstance(by, Person) else None
    pack = Pack(
        title=" ".join(title.split()),
        language=language,
        readers=readers,
        note=note,
        audience=audience,
        made_by=author,
        **asdict(scope),
    )
    try:
        pack.full_clean(exclude=["audience_people", "made_by"])
    except ValidationError as error:
        raise PackError(" ".join(error.messages)) from None
    with transaction.atomic():
        _saved(pack, by)
        PackBody.objects.create(pack=pack, rows=rows, total=total)
    return pack


def scope_frozen(viewer: Any, scope: Scope, *, audience: str) -> tuple[list[dict[str, Any]], int]:
    """The rows of a pack, and how many there are. Raises PackError where there are none or too many."""
    if not scope.filters:
        raise PackError(_("Choose a country, a group, a theme, a mechanism or years."))
    answer = scope_found(viewer, scope)
    if not answer.results.ready:
        raise PackError(_("The search index is being built. Try again in a few minutes."))
    if answer.total > MOST:
        raise PackError(
            _("This is %(n)s recommendations; a pack holds at most %(most)s. Choose a country or fewer years.")
            % {"n": answer.total, "most": MOST}
        )
    rows = frozen_rows((found.record for found in answer.found), audience=audience)
    if not rows:
        raise PackError(_("No recommendation was found for this choice, so there is nothing to send."))
    return rows, len(rows)


@transaction.atomic
def pack_note_change(*, pack: Pack, version: int, title: str, note: str, by: Any) -> Pack:
    """Change title and covering note; refused where somebody changed them meanwhile."""
    now = Pack.objects.select_for_update().get(pk=pack.pk)
    if now.version != version:
        raise PackError(_("Somebody changed this meanwhile; both versions are shown."), theirs=now)
    if not title.strip():
        raise PackError(_("Give the pack a title."))
    now.title, now.note, now.version = " ".join(title.split())[:300], note, now.version + 1
    _saved(now, by)
    return now


@transaction.atomic
def pack_audience_change(*, pack: Pack, audience: str, by: Any) -> None:
    """Open a pack to the public or close it; refused where it holds what the public may not see."""
    if audience not in OFFERED:
        raise PackError(_("A pack is for the Network or for the public."))
    hidden = sum(1 for row in pack.body.rows if row["audience"] != Audience.PUBLIC)
    if audience == Audience.PUBLIC and hidden:
        raise PackError(
            _("%(n)s of its recommendations are for the Network only. Make a new pack for the public.") % {"n": hidden}
        )
    audience_set(record=pack, audience=audience, by=by)


@transaction.atomic
def pack_archive(*, pack: Pack, by: Any) -> None:
    """Take it off the list; it stays where it is, with its log, and can be brought back."""
    pack.archived_at = timezone.now()
    _saved(pack, by)
    audit_record(actor=by, action="pack.archive", subject=f"pack {pack.pk}")


@transaction.atomic
def pack_restore(*, pack: Pack, by: Any) -> None:
    """Bring it back."""
    pack.archived_at = None
    _saved(pack, by)
    audit_record(actor=by, action="pack.restore", subject=f"pack {pack.pk}")


@transaction.atomic
def dispatch_log(*, pack: Pack, recipient: str, way: str, sent_on: date, by: Any, note: str = "") -> PackDispatch:
    """Note that a pack went to somebody."""
    if sent_on > timezone.now().date():
        raise PackError(_("That day is still to come; log a dispatch once it is made."))
    made = PackDispatch(
        pack=pack,
        recipient=" ".join(recipient.split()),
        way=way,
        sent_on=sent_on,
        note=note,
        logged_by=by if isinstance(by, Person) else None,
    )
    try:
        made.full_clean(exclude=["logged_by"])
    except ValidationError as error:
        raise PackError(" ".join(error.messages)) from None
    made.save()
    return made


def _saved(pack: Pack, by: Any) -> None:
    pack._history_user = by if isinstance(by, Person) else None
    pack.save()
