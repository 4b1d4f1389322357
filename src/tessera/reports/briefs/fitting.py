"""How much fits on two pages: the brief is set with fewer and fewer recommendations until it does.

The measure is the PDF with a little less room than it has: Word breaks lines differently, and the two formats and the
web page must say the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.core.cache import caches

from tessera.reports.typesetting import pages_of, template_source

from .document import Brief
from .setting import TEMPLATE, brief_data

PAGES = 2
SPARE = 5  # millimetres that the measure leaves free
TRIED = 2  # further recommendations that are tried in what is left of the second page

ON_ONE = 14  # more never stand on one page

Making = Callable[[Sequence[int]], Brief]


def fitted(making: Making, *, most: int) -> tuple[Brief, list[int]]:
    """The brief with as many recommendations as fit on two pages, and their places in the order of choice.

    `making` gives the brief with the recommendations at these places. Few stand on the second page alone; many begin on
    the first.
    """
    key = _key(making(range(most)))
    kept = caches["drawings"].get(key)
    places, apart = kept if kept else _measured(making, most)
    if not kept:
        caches["drawings"].set(key, (places, apart))
    return replace(making(places), apart=apart), list(places)


def _measured(making: Making, most: int) -> tuple[list[int], bool]:
    if most <= ON_ONE and _pages(replace(making(range(most)), apart=True)) <= PAGES:
        return list(range(most)), True
    low, high = 0, most - 1  # `low` fits; more than `high` does not
    while low < high:
        middle = (low + high + 1) // 2
        if _pages(making(range(middle))) <= PAGES:
            low = middle
        else:
            high = middle - 1
    places = list(range(low))
    for place in range(low + 1, min(low + 1 + TRIED, most)):
        if _pages(making([*places, place])) <= PAGES:
            places.append(place)
    return places, _pages(making(places)) < PAGES


def _pages(brief: Brief) -> int:
    return pages_of(TEMPLATE, brief_data(brief, spare=SPARE))


def _key(brief: Brief) -> str:
    """Changes with everything that takes room, the template included, and not with the day."""
    told = json.dumps(brief_data(replace(brief, made="", url=""), spare=SPARE), ensure_ascii=False)
    return f"brief-{hashlib.sha256(template_source(TEMPLATE) + told.encode()).hexdigest()}"
