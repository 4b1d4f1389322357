"""Tells a country brief: the facts that a viewer may see, in a language, for readers of a kind, on two pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from tessera.harvest import adapters
from tessera.recommendations.selectors.briefing import Briefing, briefing, picked
from tessera.recommendations.selectors.choosing import Candidate
from tessera.reports.localised import DJANGO, day_words, is_mirrored, language_now
from tessera.vocabulary import readers, terms
from tessera.vocabulary.countries import country_name

from .citing import UrlOf
from .counting import chart, tables
from .document import Block, Brief, Paragraph, Run
from .fitting import fitted
from .promoting import ratifications_block
from .quoting import sections_of
from .telling import messages, years_words

MOST_QUOTES = 24  # more never fit


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which brief is asked for. `pick` are ids of recommendations in their order; empty: as Tessera proposes."""

    country: str
    language: str = "en"
    readers: str = "country-team"
    group: str = ""
    pick: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A brief with what it was made of. `left_out` are recommendations that were picked and do not fit; `unknown` ids
    that were picked and cannot be quoted here."""

    brief: Brief
    facts: Briefing
    shown: tuple[Candidate, ...]
    left_out: tuple[Candidate, ...]
    unknown: tuple[int, ...]


def brief_told(viewer: Any, wanted: Wanted, *, url: str, url_of: UrlOf, blocks: Sequence[Block] = ()) -> Told:
    """The brief as `viewer` may have it. `url` is where the country's recommendations are, `url_of` those of each.

    `blocks` are further facts that stand before the notes on reading, behind the ratifications to promote.
    """
    kind = readers.reader(wanted.readers)
    with override(DJANGO.get(wanted.language, wanted.language)):
        facts = briefing(viewer, wanted.country, group=wanted.group, emphasis=kind.families)
        chosen, unknown = _chosen(viewer, wanted, facts)
        promoted = () if wanted.group else ratifications_block(viewer, wanted.country, url_of=url_of)
        whole = _whole(facts, wanted, kind, url=url, url_of=url_of, blocks=(*promoted, *blocks))

        def making(places: Sequence[int]) -> Brief:
            sections = sections_of(
                [chosen[place] for place in places], by=kind.by, url_of=url_of, group=wanted.group, first=kind.families
            )
            return replace(whole, sections=sections)

        brief, places = fitted(making, most=len(chosen))
    shown = [chosen[place] for place in places]
    rest = [one for place, one in enumerate(chosen) if place not in set(places)]
    return Told(brief, facts, tuple(shown), tuple(rest) if wanted.pick else (), tuple(unknown))


def _chosen(viewer: Any, wanted: Wanted, facts: Briefing) -> tuple[list[Candidate], list[int]]:
    """What a person picked, in their order, else what is proposed."""
    if not wanted.pick:
        return list(facts.candidates[:MOST_QUOTES]), []
    known = {one.record.pk: one for one in facts.candidates}
    records, unknown = picked(viewer, wanted.country, wanted.pick[:MOST_QUOTES])
    return [known.get(record.pk) or Candidate(record) for record in records], unknown


def _whole(
    facts: Briefing, wanted: Wanted, kind: readers.Reader, *, url: str, url_of: UrlOf, blocks: Sequence[Block]
) -> Brief:
    """Everything but the quotations."""
    country = country_name(wanted.country, wanted.language)
    today = timezone.now().date()
    return Brief(
        language=wanted.language,
        mirrored=is_mirrored(wanted.language),
        country=country,
        kind=_("Country brief"),
        title=_title(facts, wanted),
        about=kind.about.in_language(wanted.language),
        made=_("As of %(day)s · made with Tessera; not an official United Nations document")
        % {"day": day_words(today)},
        messages_heading=_("In short"),
        messages=tuple(messages(facts, url_of=url_of)),
        tables=tuple(tables(facts)),
        chart=chart(facts),
        quotes_heading=_("What was recommended"),
        quotes_intro=_quotes_intro(facts),
        sections=(),
        blocks=tuple(blocks),
        reading_heading=_("How to read this brief"),
        reading=tuple(_reading(facts)),
        url=url,
        words={"page": _("Page %(n)s of %(total)s"), "all": _("All recommendations to this country:")},
    )


def _title(facts: Briefing, wanted: Wanted) -> str:
    about = _("Minorities and racial discrimination")
    if wanted.group:
        about = terms.label("groups", wanted.group, wanted.language)
    years = years_words(facts)
    said = _("%(about)s: what human rights mechanisms recommended") % {"about": about}
    return f"{said}, {years}" if years else said


def _quotes_intro(facts: Briefing) -> str:
    if not facts.candidates:
        return _("There is nothing to quote yet.")
    return _(
        "Quoted as they were made; recent ones before old ones, and so that as many mechanisms and groups as possible "
        "are heard."
    )


def _reading(facts: Briefing) -> Iterator[Paragraph]:
    """What the numbers mean, and what they do not."""
    own = language_now()
    counts = _(
        "A recommendation is counted once, whoever made it and however many databases list it; concerns and voluntary "
        "pledges are not counted. Counts say what was recommended, not how the country behaves, and do not compare "
        "countries."
    )
    groups = _(
        "Which group is concerned comes from the source or from words of the text, by rule, and may be wrong. “Noted” "
        "is what the procedure calls recommendations that the State did not support."
    )
    yield from (Paragraph((Run(words, own),)) for words in (counts, groups))
    if facts.read:
        titles = {one.code: one.title for one in adapters()}
        runs = [
            Run(_("What is not in these sources is missing here; they were last read on the days named:") + " ", own)
        ]
        for place, (code, day) in enumerate(facts.read.items()):
            runs += [Run("; ", own)] if place else []
            runs += [Run(titles.get(code, code), "en"), Run(f" ({day_words(day)})", own)]
        yield Paragraph((*runs, Run(".", own)))
