"""Where an indicator stands, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_percent
from django.utils.translation import gettext as _

from tessera.plans.models import Activity
from tessera.plans.selectors.indicators import IndicatorState, indicators_as_of
from tessera.web.formats import current, day_words, number_words


def percent_words(share: Decimal) -> str:
    return format_percent(share, locale=current())


def standing_words(state: IndicatorState) -> str:
    """How far it has come."""
    if state.withheld:
        return _("Withheld, because the number of people is small.")
    if state.value is None or state.as_of is None:
        return _("No figure that you may see yet.")
    said = {"value": number_words(state.value), "unit": state.unit, "day": day_words(state.as_of)}
    if state.share_of_target is None or state.target is None:
        return _("%(value)s %(unit)s on %(day)s.") % said
    said |= {"target": number_words(state.target), "share": percent_words(state.share_of_target)}
    if state.baseline:
        said["baseline"] = number_words(state.baseline)
        words = _("%(value)s %(unit)s on %(day)s: %(share)s of the way from %(baseline)s to %(target)s.")
    else:
        words = _("%(value)s of %(target)s %(unit)s on %(day)s: %(share)s of the target.")
    return words % said


def time_words(state: IndicatorState) -> str:
    """How much of the time has passed, and whether the last milestone was reached."""
    found = []
    if state.share_of_time is not None:
        found.append(_("%(share)s of the time has passed.") % {"share": percent_words(state.share_of_time)})
    if state.milestone:
        said = {"day": day_words(state.milestone["day"]), "value": number_words(state.milestone["value"])}
        if state.value is None:
            words = _("The milestone of %(day)s was %(value)s.")
        elif milestone_reached(state):
            words = _("The milestone of %(day)s, %(value)s, is reached.")
        else:
            words = _("The milestone of %(day)s, %(value)s, is not reached.")
        found.append(words % said)
    return " ".join(found)


def milestone_reached(state: IndicatorState) -> bool:
    """A figure that is to fall reaches its milestone from above; of a withheld baseline this tells no number."""
    if state.milestone is None or state.value is None:
        return False
    target, baseline = state.target, state.indicator.baseline
    falls = target is not None and baseline is not None and target < baseline
    return bool(state.value <= state.milestone["value"] if falls else state.value >= state.milestone["value"])


def indicators_told(person: Any, activity: Activity, today: date) -> list[tuple[IndicatorState, str, str]]:
    """For indicators/of_activity.html: each indicator of the activity, where it stands, and the time."""
    states = indicators_as_of(activity.plan, today, person, part=activity)
    return [(state, standing_words(state), time_words(state)) for state in states]
