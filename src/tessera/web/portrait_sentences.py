"""What a portrait says in words: how much, by whom, when, about whom."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.recommendations.selectors.portraits import Portrait

from .formats import Counted, listed
from .recommendation_words import value_words

NAMED = 3


def sentences(found: Portrait, *, name: str = "", focus: bool = False) -> list[str]:
    """Sentences for the head of a page; one that says so where there is nothing."""
    if not found.total:
        return [_nothing(name, focus)]
    said = [_how_many(found, name, focus), _by_whom(found), _when(found), _about(found), _made(found)]
    return [sentence for sentence in said if sentence]


def _nothing(name: str, focus: bool) -> str:
    if not name:
        return _("Tessera holds no such recommendation that you may see.")
    words = {"name": name}
    if focus:
        return (
            _(
                "Tessera holds no recommendation to %(name)s that concerns minorities or racial discrimination "
                "and that you may see."
            )
            % words
        )
    return _("Tessera holds no recommendation to %(name)s that you may see.") % words


def _how_many(found: Portrait, name: str, focus: bool) -> str:
    words = {"n": Counted(found.total), "name": name}
    if not name:
        return ngettext("%(n)s recommendation.", "%(n)s recommendations.", found.total) % words
    if focus:
        return (
            ngettext(
                "%(n)s recommendation to %(name)s concerns minorities or racial discrimination.",
                "%(n)s recommendations to %(name)s concern minorities or racial discrimination.",
                found.total,
            )
            % words
        )
    return ngettext("%(n)s recommendation to %(name)s.", "%(n)s recommendations to %(name)s.", found.total) % words


def _by_whom(found: Portrait) -> str:
    families = [
        _("%(family)s (%(n)s)") % {"family": value_words("family", code), "n": Counted(count)}
        for code, count in found.of("family")
    ]
    return _("By family of mechanisms: %(families)s.") % {"families": listed(families)} if families else ""


def _when(found: Portrait) -> str:
    if not found.years:
        return ""
    first, last = found.years[0][0], found.years[-1][0]
    return (
        _("They are of %(year)s.") % {"year": first}
        if first == last
        else _("They are of the years %(first)s to %(last)s.") % {"first": first, "last": last}
    )


def _about(found: Portrait) -> str:
    groups = [
        _("%(group)s (%(n)s)") % {"group": value_words("group", code), "n": Counted(count)}
        for code, count in found.of("group")[:NAMED]
    ]
    return _("Most often concerned: %(groups)s.") % {"groups": listed(groups)} if groups else ""


def _made(found: Portrait) -> str:
    """The other unit: a recommendation that several States made counts once for each of them."""
    if not found.made:
        return ""
    return ngettext(
        "Counted once for each State that made it in the Universal Periodic Review: %(n)s recommendation by State.",
        "Counted once for each State that made it in the Universal Periodic Review: %(n)s recommendations by State.",
        found.made,
    ) % {"n": Counted(found.made)}
