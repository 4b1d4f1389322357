"""Cycles of the Universal Periodic Review by session of the Working Group and by date (HRC resolution 16/21)."""

from __future__ import annotations

FIRST_SESSIONS = (1, 13, 27, 41, 55)
YEARS = {  # in which the sessions of the Working Group were held: the first and the last of each year
    2008: (1, 3), 2009: (4, 6), 2010: (7, 9), 2011: (10, 12), 2012: (13, 14), 2013: (15, 17), 2014: (18, 20),
    2015: (21, 23), 2016: (24, 26), 2017: (27, 28), 2018: (29, 31), 2019: (32, 34), 2020: (35, 36), 2021: (37, 39),
    2022: (40, 41), 2023: (42, 44), 2024: (45, 47), 2025: (48, 50),
}  # fmt: skip
FIRST_DATES = ("2008-04", "2012-05", "2017-05", "2022-11")  # of the sessions that opened the cycles


def cycle_of_session(session: int) -> int | None:
    """The cycle in which a session of the Working Group fell; None below 1 and beyond those that are laid down."""
    return next(
        (n for n in range(1, len(FIRST_SESSIONS)) if FIRST_SESSIONS[n - 1] <= session < FIRST_SESSIONS[n]), None
    )


def cycle_of_date(date: str) -> int | None:
    """The cycle of a report of the Working Group by its ISO date; reports appear up to half a year after a session."""
    found = [number for number, first in enumerate(FIRST_DATES, 1) if date >= first]
    return found[-1] if found else None


def year_of_session(session: int) -> int | None:
    """The year in which a session of the Working Group was held."""
    return next((year for year, (first, last) in YEARS.items() if first <= session <= last), None)
