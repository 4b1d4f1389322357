"""Which ratifications to promote, for a brief: treaties known not to bind the country that it was asked to join."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from tessera.recommendations.selectors.promoting import ToPromote, ratifications_to_promote
from tessera.recommendations.selectors.ratifications import NO_DATA
from tessera.reports.localised import language_now, listed

from .citing import UrlOf, body_run, cited
from .document import Block, Note, Paragraph, Run
from .telling import counted

MOST, MOST_BODIES = 4, 5


def ratifications_block(viewer: Any, iso3: str, *, url_of: UrlOf) -> Iterator[Block]:
    """Those asked for most often; nothing where no list says that they do not bind the country, or nobody asks."""
    found = ratifications_to_promote(viewer, iso3).treaties
    asked = [one for one in found if one.total and one.standing.status != NO_DATA][:MOST]
    if asked:
        yield Block(_("Ratifications to promote"), tuple(_line(one, url_of) for one in asked))


def _line(one: ToPromote, url_of: UrlOf) -> Paragraph:
    own = language_now()
    said = [f": {counted(one.total)}"]
    if one.years:
        said.append("–".join(dict.fromkeys(str(year) for year in one.years)))
    if bodies := listed(body_run(code).text for code in list(one.mechanisms)[:MOST_BODIES]):
        said.append(_("by: %(mechanisms)s") % {"mechanisms": bodies})
    runs = (Run(one.standing.treaty.short, "en", "strong"), Run(", ".join(said), own))
    return Paragraph(runs, _note(one, url_of))


def _note(one: ToPromote, url_of: UrlOf) -> Note:
    """The treaty's whole name, and where the newest recommendation stands."""
    own = language_now()
    runs = [Run(one.standing.treaty.label.in_language(own), own)]
    for ask in one.newest[:1]:
        runs += [Run(". " + _("Told by rule from the words; the newest:") + " ", own)]
        runs += [Run(cited(ask.record), own, url=url_of(ask.record))]
    return Note((*runs, Run(".", own)))
