"""How pages say how far coders agree: a figure, what it rests on, and a warning where that is little."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tessera.analysis.agreement import Agreement
from tessera.recommendations.selectors.agreement import FEW


def figure(one: Agreement) -> str:
    """Alpha to two places; nothing where it cannot be said."""
    return "" if one.alpha is None else f"{one.alpha:.2f}"


def said(one: Agreement) -> dict[str, Any]:
    """A figure, what it rests on, and a warning where that is little."""
    if not one.units:
        return {"figure": "", "units": 0, "note": _("Nothing was answered by both yet.")}
    if one.alpha is None:
        return {"figure": "", "units": one.units, "note": _("All answers are the same: no figure can be given.")}
    few = _("That is few: the figure may change much with the next answers.") if one.units < FEW else ""
    return {"figure": figure(one), "units": one.units, "note": few}
