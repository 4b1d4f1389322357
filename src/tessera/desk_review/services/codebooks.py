"""The codebook's versions: the first is that of the vocabulary; each edit makes the next, and none is changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import Codebook
from tessera.network.models import Person
from tessera.network.services.audit import audit_record
from tessera.vocabulary.codebook import TEXTS, codebook


class EntryAsItStands:
    """What somebody else saved meanwhile, as a form compares it."""

    def __init__(self, version: int, entry: Mapping[str, str]) -> None:
        self.version = version
        self.__dict__ |= {name: entry[name] for name in TEXTS}


@transaction.atomic
def codebook_ensure() -> Codebook:
    """The newest version; the first one is made of the vocabulary's."""
    newest = Codebook.objects.select_for_update().first()
    return newest or Codebook.objects.create(version=1, entries=[one.as_data() for one in codebook()])


@transaction.atomic
def codebook_entry_change(*, version: int, family: str, code: str, by: Person, texts: Mapping[str, str]) -> Codebook:
    """A next version in which one entry reads otherwise. Raises EditConflict where `version` is no longer the newest
    and that entry was changed since."""
    newest = codebook_ensure()
    entry = _entry(newest, family, code)
    read = Codebook.objects.filter(version=version).first()
    if read is None or _entry(read, family, code) != entry:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=EntryAsItStands(newest.version, entry),
        )
    said = {name: texts[name].strip() for name in TEXTS}
    if not said["definition"]:
        raise DeskReviewError(_("Say what the code means."))
    if all(entry[name] == value for name, value in said.items()):
        return newest
    entries = [{**one, **said} if one == entry else one for one in newest.entries]
    made = Codebook.objects.create(version=newest.version + 1, entries=entries, changed=f"{family}: {code}", by=by)
    audit_record(actor=by, action="desk-review.codebook", subject=made.changed, version=made.version)
    return made


def _entry(book: Codebook, family: str, code: str) -> dict[str, Any]:
    found: dict[str, Any] | None = next(
        (one for one in book.entries if (one["family"], one["code"]) == (family, code)), None
    )
    if found is None:
        raise DeskReviewError(_("“%(code)s” is no code of the vocabulary.") % {"code": code})
    return found
