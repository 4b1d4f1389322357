"""A made-up plan document of any size, for timing and for nothing else."""

from __future__ import annotations

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PER_SECTION = 25


def plan_text(activities: int) -> str:
    """A plan with `activities` activities, twenty-five to a section, each with years and GNR numbers."""
    lines = ["Made-up work plan 2031-2036", ""]
    for n in range(activities):
        section, place = divmod(n, PER_SECTION)
        if place == 0:
            lines += [f"{section + 1}. Made-up section {section + 1}", ""]
        first = 2031 + n % 4
        numbers = sorted({n % 19 + 1, (n * 7) % 19 + 1})
        lines += [
            f"{LETTERS[place]}. Made-up undertaking {n + 1}: the members of the Network exchange what they learnt in "
            f"region {n % 40 + 1} and write it down. (GNR {', '.join(map(str, numbers))})",
            f"Implementation timeline: {first}-{first + n % 3}",
            "",
        ]
    return "\n".join(lines)
