"""What is odd about a plan once it is read: said with its line, never mended in silence."""

from __future__ import annotations

from collections.abc import Iterator

from tessera.extraction import Sentence

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
                yield ReadWarning(
                    activity.ref, activity.line, "no-heading", Sentence("%(ref)s has no heading.", ref=activity.ref)
                )
            if draft and draft.assigned:
                message = Sentence(
                    "%(ref)s has no letter of its own in the document; it was given one.", ref=activity.ref
                )
                yield ReadWarning(activity.ref, activity.line, "letter-given", message)


def _lists(activity: ReadActivity, draft: Draft | None) -> Iterator[ReadWarning]:
    ref, line = activity.ref, activity.line
    lists = gnr_lists(activity.text) or ([draft.listed] if draft and draft.listed else [])
    if not lists:
        yield ReadWarning(ref, line, "no-gnr", Sentence("%(ref)s names no Guidance Note recommendation.", ref=ref))
    if len(lists) > 1:
        message = Sentence(
            "%(ref)s holds %(n)s lists of recommendations; it was read as %(n)s actions.", ref=ref, n=len(lists)
        )
        yield ReadWarning(ref, line, "several-gnr-lists", message)
    for found in lists:
        printed = ", ".join(map(str, found.numbers))
        if found.unknown:
            numbers = ", ".join(map(str, found.unknown))
            message = Sentence(
                "%(ref)s names GNR %(numbers)s; the Guidance Note has 1 to %(highest)s. It was left out.",
                ref=ref, numbers=numbers, highest=HIGHEST,
            )  # fmt: skip
            yield ReadWarning(ref, line, "unknown-gnr", message)
        if found.repeated:
            message = Sentence("%(ref)s names a recommendation twice (%(printed)s).", ref=ref, printed=printed)
            yield ReadWarning(ref, line, "repeated-gnr", message)
        if not found.ascending:
            message = Sentence(
                "The recommendations of %(ref)s are not in order (%(printed)s).", ref=ref, printed=printed
            )
            yield ReadWarning(ref, line, "gnr-order", message)


def _timeline(activity: ReadActivity, draft: Draft | None, start: int | None, end: int | None) -> Iterator[ReadWarning]:
    ref, line = activity.ref, activity.line
    if activity.timeline_printed is None:
        yield ReadWarning(ref, line, "no-timeline", Sentence("%(ref)s has no timeline.", ref=ref))
    if draft and draft.period and draft.period.reversed:
        message = Sentence(
            "The timeline of %(ref)s runs backwards (“%(printed)s”); its years were put in order.",
            ref=ref, printed=activity.timeline_printed,
        )  # fmt: skip
        yield ReadWarning(ref, line, "reversed-years", message)
    outside = [y for y in (activity.start, activity.end) if y and ((start and y < start) or (end and y > end))]
    if outside:
        message = Sentence(
            "%(ref)s lies outside the plan's period (%(start)s–%(end)s): %(years)s.",
            ref=ref, start=start, end=end, years=", ".join(map(str, outside)),
        )  # fmt: skip
        yield ReadWarning(ref, line, "outside-period", message)


def plan_warnings(sections: tuple[ReadSection, ...], headings: list[tuple[int, int]]) -> Iterator[ReadWarning]:
    """What is odd about the order of sections and letters."""
    seen: set[int] = set()
    last = 0
    for number, line in headings:
        if number in seen:
            message = Sentence(
                "Section %(number)s occurs twice; the second was given the next free number.", number=number
            )
            yield ReadWarning(str(number), line, "section-twice", message)
        elif number != last + 1:
            message = Sentence("Section %(number)s follows section %(before)s.", number=number, before=last)
            yield ReadWarning(str(number), line, "section-order", message)
        seen.add(number)
        last = number
    for section in sections:
        yield from _letters(section)


def _letters(section: ReadSection) -> Iterator[ReadWarning]:
    number = str(section.number)
    if not section.activities:
        yield ReadWarning(
            number, section.line, "empty-section", Sentence("Section %(number)s has no activity.", number=number)
        )
    if len(section.activities) == 1 and section.activities[0].letter is None:
        message = Sentence(
            "Section %(number)s has one activity without a letter; its reference is %(number)s.", number=number
        )
        yield ReadWarning(number, section.activities[0].line, "unlettered", message)
        return
    last = 0
    for activity in section.activities:
        place = _place(activity.letter or "")
        if "-" in activity.ref:
            message = Sentence(
                "The reference %(ref)s occurs twice; the second became %(new)s.",
                ref=activity.ref.split("-")[0], new=activity.ref,
            )  # fmt: skip
            yield ReadWarning(activity.ref, activity.line, "letter-twice", message)
        elif place != last + 1:
            message = Sentence("%(ref)s does not follow the letter before it.", ref=activity.ref)
            yield ReadWarning(activity.ref, activity.line, "letter-order", message)
        last = place


def _place(letter: str) -> int:
    return int(letter) if letter.isdigit() else letter_index(letter)
