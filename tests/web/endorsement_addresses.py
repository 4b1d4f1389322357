"""The addresses of endorsement, for the table of all addresses."""

from __future__ import annotations

from tessera.coordination.services.comments import comment_add
from tessera.coordination.services.endorsements import spokesperson_name
from tests.coordination.endorsement_making import invitation_of, round_made, silence_made

Row = tuple[list, frozenset[str]]


def endorsement_addresses(everybody: frozenset[str], keepers: frozenset[str]) -> dict[str, Row]:
    """The world's round is for the Network and the coordinator's; the focal point speaks for an entity."""
    network = everybody - {"reader", "civil_society"}
    running = keepers | {"coordinator"}
    speaking = running | {"focal_point"}
    return {
        "web:endorsements": ([], everybody),
        "web:endorsement-new": ([], running),
        "web:endorsement": (["ROUND"], network),
        "web:endorsement-history": (["ROUND"], network),
        "web:endorsement-edit": (["ROUND"], running),
        "web:endorsement-step": (["ROUND", "withdraw"], running),
        "web:endorsement-silence": (["ROUND"], running),
        "web:endorsement-extend": (["ROUND"], running),
        "web:endorsement-version-add": (["ROUND"], running),
        "web:endorsement-file": (["ROUND", 1], network),
        "web:endorsement-invite": (["ROUND"], running),
        "web:endorsement-answer": (["ROUND", "ENTITY"], speaking),
        "web:endorsement-alternate": (["ROUND", "ENTITY"], speaking),
        "web:endorsement-alternate-end": (["ROUND", "ENTITY", "ALTERNATE"], speaking),
        "web:endorsement-comments": (["ROUND"], network),
        "web:endorsement-comment-add": (["ROUND"], network),
        "web:endorsement-comments-bring": (["ROUND"], network),
        "web:endorsement-comment": (["ROUND", "COMMENT"], network),
        "web:endorsement-comment-edit": (["ROUND", "COMMENT"], speaking),
        "web:endorsement-comment-resolve": (["ROUND", "COMMENT"], running),
    }


def endorsement_made(cast) -> dict[str, object]:
    """A round under silence with a comment of the focal point's and an alternate."""
    found = round_made(cast)
    invitation = invitation_of(found, "ohchr")
    comment = comment_add(text_version=found.versions.get(), by=cast.focal_point, text="Who counts?", paragraph=1)
    alternate = spokesperson_name(invitation=invitation, person=cast.secretariat, by=cast.secretariat)
    silence_made(cast, found)
    return {"ROUND": found.pk, "ENTITY": invitation.pk, "COMMENT": comment.pk, "ALTERNATE": alternate.pk}
