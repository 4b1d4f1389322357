"""What may be said of a passage, checked; and whether it may still be said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tessera.desk_review.errors import DeskReviewError
from tessera.desk_review.models import Assignment, Passage, ReviewProject
from tessera.network.models import Person
from tessera.vocabulary.codebook import family_codes

MORE = ("intersections", "voice", "euphemism", "guidance")


def said_of(
    *, relevant: bool, groups: Collection[str], how: Collection[str], more: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The fields of a word or ruling. Of what is not of the field, only who speaks, and that it speaks around a
    minority, is kept. Raises DeskReviewError for codes that there are not, and where nothing says how."""
    said: dict[str, Any] = {"relevant": relevant, "groups": (), "how": ()}
    if relevant:
        said |= {"groups": codes_known("groups", groups), "how": codes_known("how", how)}
        if not said["how"]:
            raise DeskReviewError(_("Say how it is addressed: “mention” where it is only named."))
    if more is None:
        return said
    voice = codes_known("voice", [more["voice"]] if more.get("voice") else [])
    return said | {
        "voice": voice[0] if voice else "",
        "euphemism": bool(more.get("euphemism")),
        "intersections": codes_known("intersections", more.get("intersections") or ()) if relevant else (),
        "guidance": codes_known("guidance", more.get("guidance") or ()) if relevant else (),
    }


def suggested_more(passage: Passage) -> dict[str, Any]:
    """What the machine suggests in the other families."""
    return {
        "intersections": passage.intersections,
        "voice": passage.voice if passage.voice in family_codes("voice") else "",
        "euphemism": bool(passage.euphemisms),
        "guidance": tuple(str(number) for number in passage.guidance),
    }


def coding_ensure_open(passage: Passage, by: Person) -> None:
    """Refused to a coder who has finished: from then on the others may have seen it, and differences are ruled on."""
    done = Assignment.objects.filter(
        document=passage.document_id,
        coder=by,
        withdrawn_at=None,
        finished_at__isnull=False,
        project__state=ReviewProject.State.OPEN,
    )
    if any(one.covers(passage.position) for one in done):
        raise DeskReviewError(_("You have finished coding this document; what you said stays as it is."))


def codes_known(family: str, said: Collection[str]) -> tuple[str, ...]:
    """In the vocabulary's order."""
    codes = family_codes(family)
    if unknown := [code for code in said if code not in codes]:
        raise DeskReviewError(_("“%(code)s” is no code of the vocabulary.") % {"code": unknown[0]})
    return tuple(code for code in codes if code in said)
