"""What is odd about a plan once it is read: said with its line, never mended in silence."""

from __future__ import annotations

from collections.abc import Iterator

from .drafts import Draft
from .gnr import HIGHEST, gnr_lists
from .markers import letter_index
from .model import ReadActivity, ReadSection, ReadWarning


def activity_warnings(
    sections: tuple[ReadSection, ...], drafts: dict[str, Draft], start: int | None, end: int | None
) -> Iterator[ReadWarning]:
    """What is odd about single activities."""
    for section in sections:
        for activity in section.activities:
            draft = drafts.get(activity.ref)
            yield from _lists(activity, draft)
            yield from _timeline(activity, draft, start, end)
            if activity.title is None:
                yield ReadWarning(activity.ref, activity.line, "no-heading", f"{activity.ref} has no heading.")
            if draft and draft.assigned:
                message = f"{activity.ref} has no letter of its own in the document; it was given one."
                yield ReadWarning(activity.ref, activity.line, "letter-given", message)


def _lists(activity: ReadActivity, draft: Draft | None) -> Iterator[ReadWarning]:
    ref, line = activity.ref, activity.line
    lists = gnr_lists(activity.text) or ([draft.listed] if draft and draft.listed else [])
    if not lists:
        yield ReadWarning(ref, line, "no-gnr", f"{ref} names no Guidance Note recommendation.")
    if len(lists) > 1:
        message = f"{ref} holds {len(lists)} lists of recommendations; it was read as {len(lists)} actions."
        yield ReadWarning(ref, line, "several-gnr-lists", message)
    for found in lists:
        printed = ", ".join(map(str, found.numbers))
        if found.unknown:
            numbers = ", ".join(map(str, found.unknown))
            message = f"{ref} names GNR {numbers}; the Guidance Note has 1 to {HIGHEST}. It was left out."
            yield ReadWarning(ref, line, "unknown-gnr", message)
        if found.repeated:
            yield ReadWarning(ref, line, "repeated-gnr", f"{ref} names a recommendation twice ({printed}).")
        if not found.ascending:
            yield ReadWarning(ref, line, "gnr-order", f"The recommendations of {ref} are not in order ({printed}).")


def _timeline(activity: ReadActivity, draft: Draft | None, start: int | None, end: int | None) -> Iterator[ReadWarning]:
    ref, line = activity.ref, activity.line
    if activity.timeline_printed is None:
        yield ReadWarning(ref, line, "no-timeline", f"{ref} has no timeline.")
    if draft and draft.period and draft.period.reversed:
        message = f"The timeline of {ref} runs backwards (“{activity.timeline_printed}”); its years were put in order."
        yield ReadWarning(ref, line, "reversed-years", message)
    outside = [y for y in (activity.start, activity.end) if y and ((start and y < start) or (end and y > end))]
    if outside:
        message = f"{ref} lies outside the plan's period ({start}–{end}): {', '.join(map(str, outside))}."
        yield ReadWarning(ref, line, "outside-period", message)


def plan_warnings(sections: tuple[ReadSection, ...], headings: list[tuple[int, int]]) -> Iterator[ReadWarning]:
    """What is odd about the order of sections and letters."""
    seen: set[int] = set()
    last = 0
    for number, line in headings:
        if number in seen:
            message = f"Section {number} occurs twice; the second was given the next free number."
            yield ReadWarning(str(number), line, "section-twice", message)
        elif number != last + 1:
            yield ReadWarning(str(number), line, "section-order", f"Section {number} follows section {last}.")
        seen.add(number)
        last = number
    for section in sections:
        yield from _letters(section)


def _letters(section: ReadSection) -> Iterator[ReadWarning]:
    number = str(section.number)
    if not section.activities:
        yield ReadWarning(number, section.line, "empty-section", f"Section {number} has no activity.")
    if len(section.activities) == 1 and section.activities[0].letter is None:
        message = f"Section {number} has one activity without a letter; its reference is {number}."
        yield ReadWarning(number, section.activities[0].line, "unlettered", message)
        return
    last = 0
    for activity in section.activities:
        place = _place(activity.letter or "")
        if "-" in activity.ref:
            message = f"The reference {activity.ref.split('-')[0]} occurs twice; the second became {activity.ref}."
            yield ReadWarning(activity.ref, activity.line, "letter-twice", message)
        elif place != last + 1:
            message = f"{activity.ref} does not follow the letter before it."
            yield ReadWarning(activity.ref, activity.line, "letter-order", message)
        last = place


def _place(letter: str) -> int:
    return int(letter) if letter.isdigit() else letter_index(letter)
