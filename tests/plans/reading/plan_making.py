"""Plans of the kind, made at random in every way such documents are numbered, dated and left incomplete."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tessera.plans.reading.markers import letter_at

NOUNS = ("Access", "Training", "Outreach", "Mapping", "Support", "Exchange", "Review", "Dialogue", "Monitoring")
THINGS = (
    "minority languages",
    "field presences",
    "school textbooks",
    "local councils",
    "community media",
    "police data",
)
DOING = (
    "The Network will work with",
    "Members will report on",
    "Country teams will meet about",
    "OHCHR will advise on",
)
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")
SECTION_MARKS = {
    "roman": lambda n: f"{ROMAN[n]}.\t",
    "decimal": lambda n: f"{n}. ",
    "closed": lambda n: f"{n}) ",
    "section": lambda n: f"Section {n}: ",
    "pillar": lambda n: f"PILLAR {ROMAN[n]} – ",
    "upper": lambda n: f"{'ABCDEFGH'[n - 1]}. ",
}
ACTIVITY_MARKS = {
    "letter": lambda n, k: f"{letter_at(k)}) ",
    "bracketed": lambda n, k: f"({letter_at(k)}) ",
    "stopped": lambda n, k: f"{letter_at(k)}. ",
    "combined": lambda n, k: f"{n}{letter_at(k)}) ",
    "dotted": lambda n, k: f"{n}.{k} ",
}
LABELS = (
    "Implementation timeline: ",
    "Timeline: ",
    "Time frame: ",
    "Timeframe ",
    "Period: ",
    "Implementation period – ",
)
DASHES = ("-", " - ", "–", " – ", "—", " to ", "/")
LISTS = ("(GNR {})", "GNR {}", "(GNRs {})", "[GNR: {}]", "(GNR nos. {})")


@dataclass(frozen=True)
class MadeActivity:
    heading: str
    body: str
    years: tuple[int, int] | None
    gnr: tuple[int, ...]


@dataclass(frozen=True)
class MadePlan:
    """`sections` are titles with their activities; the rest is how they are printed."""

    sections: tuple[tuple[str, tuple[MadeActivity, ...]], ...]
    section_mark: str
    activity_mark: str
    label: str
    dash: str
    list_form: str
    list_apart: bool
    blank: int
    opening: bool
    unlettered_alone: bool

    def mark(self, number: int, place: int, of: int) -> str:
        return "" if self.unlettered_alone and of == 1 else ACTIVITY_MARKS[self.activity_mark](number, place)

    def ref(self, number: int, place: int, of: int) -> str:
        if self.unlettered_alone and of == 1:
            return str(number)
        return f"{number}.{place}" if self.activity_mark == "dotted" else f"{number}{letter_at(place)}"

    def years(self, activity: MadeActivity) -> str:
        if activity.years is None:
            return ""
        first, last = activity.years
        return str(first) if first == last else f"{first}{self.dash}{last}"

    def listed(self, activity: MadeActivity) -> str:
        return self.list_form.format(", ".join(map(str, activity.gnr))) if activity.gnr else ""

    def words(self, activity: MadeActivity) -> str:
        return f"{activity.heading}: {activity.body}" if activity.heading else activity.body

    def expected(self) -> list[tuple]:
        return [
            (self.ref(number, place, len(activities)), *(a.years or (None, None)), a.gnr, a.heading or None)
            for number, (_title, activities) in enumerate(self.sections, 1)
            for place, a in enumerate(activities, 1)
        ]

    def lines(self) -> list[str]:
        lines = ["Work plan of the Network 2013-2031"]
        if self.opening:
            lines += [
                "Objectives",
                "a) To make minority rights part of the work;",
                "b) To share what works.",
                "Activities",
            ]
        for number, (title, activities) in enumerate(self.sections, 1):
            lines.append(SECTION_MARKS[self.section_mark](number) + title)
            for place, activity in enumerate(activities, 1):
                words = self.mark(number, place, len(activities)) + self.words(activity)
                listed = self.listed(activity)
                lines += [words, listed] if listed and self.list_apart else [f"{words} {listed}".strip()]
                if years := self.years(activity):
                    lines.append(self.label + years)
        return lines

    def text(self) -> str:
        return ("\n" * (1 + self.blank)).join(self.lines()) + "\n"


def _sentence() -> st.SearchStrategy[str]:
    return st.builds("{} {} in the years to come.".format, st.sampled_from(DOING), st.sampled_from(THINGS))


ACTIVITIES = st.builds(
    MadeActivity,
    heading=st.one_of(st.just(""), st.builds("{} on {}".format, st.sampled_from(NOUNS), st.sampled_from(THINGS))),
    body=st.lists(_sentence(), min_size=1, max_size=2).map(" ".join),
    years=st.one_of(
        st.none(), st.tuples(st.integers(2013, 2031), st.integers(2013, 2031)).map(lambda y: (min(y), max(y)))
    ),
    gnr=st.lists(st.integers(1, 19), max_size=6, unique=True).map(tuple),
)
SECTIONS = st.tuples(
    st.builds("{} and {}".format, st.sampled_from(NOUNS), st.sampled_from(THINGS)),
    st.lists(ACTIVITIES, min_size=1, max_size=6).map(tuple),
)
PLANS = st.builds(
    MadePlan,
    sections=st.lists(SECTIONS, min_size=1, max_size=5).map(tuple),
    section_mark=st.sampled_from(sorted(SECTION_MARKS)),
    activity_mark=st.sampled_from(sorted(ACTIVITY_MARKS)),
    label=st.sampled_from(LABELS),
    dash=st.sampled_from(DASHES),
    list_form=st.sampled_from(LISTS),
    list_apart=st.booleans(),
    blank=st.integers(1, 2),
    opening=st.booleans(),
    unlettered_alone=st.booleans(),
)


def large_text(activities: int, *, per_section: int = 25) -> str:
    """A plan in text with so many activities, for bounds of memory, queries and bytes."""
    lines = ["Made-up work plan 2031-2036"]
    for n in range(activities):
        section, place = divmod(n, per_section)
        if place == 0:
            lines.append(f"{section + 1}. {NOUNS[section % len(NOUNS)]} of part {section + 1}")
        first = 2031 + n % 4
        lines.append(f"{letter_at(place + 1)}. Undertaking {n + 1}: {DOING[n % 4]} {THINGS[n % 6]}. (GNR {n % 19 + 1})")
        lines.append(f"Implementation timeline: {first}-{first + n % 3}")
    return "\n\n".join(lines) + "\n"
