"""How much fits on two pages: the brief is set with fewer and fewer recommendations until it does.

The measure is the PDF with a little less room than it has: Word breaks lines differently, and the two formats and the
web page must say the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

from django.core.cache import caches

from tessera.reports.typesetting import pages_of

from .document import Brief
from .setting import TEMPLATE, brief_data

PAGES = 2
SPARE = 14  # millimetres that the measure leaves free


def fitted(with_first: Callable[[int], Brief], *, most: int) -> tuple[Brief, int]:
    """The brief with as many of its first recommendations as fit on two pages, and how many these are.

    Few recommendations stand on the second page alone; many begin on the first.
    """
    key = _key(with_first(most))
    kept = caches["drawings"].get(key)
    number, apart = kept if kept else _measured(with_first, most)
    if not kept:
        caches["drawings"].set(key, (number, apart))
    return replace(with_first(number), apart=apart), number


def _measured(with_first: Callable[[int], Brief], most: int) -> tuple[int, bool]:
    if _pages(replace(with_first(most), apart=True)) <= PAGES:
        return most, True
    low, high = 0, most - 1  # `low` fits; more than `high` does not
    while low < high:
        middle = (low + high + 1) // 2
        if _pages(with_first(middle)) <= PAGES:
            low = middle
        else:
            high = middle - 1
    return low, _pages(with_first(low)) < PAGES


def _pages(brief: Brief) -> int:
    return pages_of(TEMPLATE, brief_data(brief, spare=SPARE))


def _key(brief: Brief) -> str:
    """Changes with everything that takes room, and not with the day."""
    told = json.dumps(brief_data(replace(brief, made="", url=""), spare=SPARE), ensure_ascii=False)
    return f"brief-{hashlib.sha256(told.encode()).hexdigest()}"
