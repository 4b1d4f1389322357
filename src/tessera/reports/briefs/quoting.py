"""The recommendations of a brief, quoted as they were made, under headings by group, theme or mechanism."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.choosing import Candidate, family_of, year_of
from tessera.reports.localised import Counted, language_now
from tessera.vocabulary import terms, themes
from tessera.vocabulary.countries import country_name

from .citing import UrlOf, body_run, note_of, position_words
from .document import Quote, Run, Section

LONGEST, SHORTEST = 340, 140  # characters: beyond, the end of a quotation is left out and marked so
LEFT_OUT = " […]"
_SENTENCE = re.compile(r"[.;!?。；！？؛](?=\s|$)|[。；！？]")
_CLAUSE = re.compile(r"[,،，](?=\s|$)|，")
NO_CODE = ""


def sections_of(
    chosen: Sequence[Candidate],
    *,
    by: str,
    url_of: UrlOf,
    group: str = "",
    longest: int | None = LONGEST,
    named: bool = False,
    first: Sequence[str] = (),
) -> tuple[Section, ...]:
    """The quotations in the order of the vocabulary's headings; within a heading as they were chosen.

    Each stands under one heading: of its groups the rarest, which says most; of its themes the most common. `by` is
    "group", "theme" or "family"; `longest` the most characters of a quotation, None for all; `named` says which
    country each was addressed to; `first` are families whose headings come first.
    """
    codes = {one.record.pk: _codes(one.record, by) for one in chosen}
    common = Counter(code for own in codes.values() for code in own)
    sign = -1 if by == "group" else 1
    under: dict[str, list[Candidate]] = {}
    for one in chosen:
        own = codes[one.record.pk]
        best = group if group in own else max(own, key=lambda code: (sign * common[code], code), default=NO_CODE)
        under.setdefault(best, []).append(one)
    return tuple(
        Section(
            _heading(by, code),
            tuple(quote_of(one, url_of=url_of, longest=longest, named=named) for one in under[code]),
        )
        for code in sorted(_in_order(under, by), key=lambda code: code not in first)
    )


def quote_of(candidate: Candidate, *, url_of: UrlOf, longest: int | None = LONGEST, named: bool = False) -> Quote:
    """One recommendation with its footnote."""
    record = candidate.record
    return Quote(
        record=record.pk,
        lead=(*(_addressed(record) if named else ()), *_lead(record)),
        text=Run(quoted(record.text, longest=longest), record.language),
        tail=_tail(candidate),
        note=note_of(candidate, url_of=url_of),
        symbol=record.document.symbol if record.document else "",
    )


def quoted(text: str, *, longest: int | None = LONGEST) -> str:
    """The words as they were printed, on one line; a long text ends with a whole sentence, or else a whole clause, and
    the mark of omission."""
    whole = " ".join(text.split())
    if longest is None or len(whole) <= longest:
        return whole
    for boundary in (_SENTENCE, _CLAUSE):
        ends = [m.end() for m in boundary.finditer(whole, SHORTEST, longest)]
        if ends:
            return whole[: ends[-1]] + LEFT_OUT
    cut = whole.rfind(" ", SHORTEST, longest)
    return whole[: cut if cut > 0 else longest] + LEFT_OUT


def _addressed(record: Recommendation) -> tuple[Run, ...]:
    """ "Brazil, "; nothing where no country is addressed."""
    own = language_now()
    names = ", ".join(country_name(code, own) for code in record.countries)
    return (Run(f"{names}, ", own, "strong"),) if names else ()


def _lead(record: Recommendation) -> tuple[Run, ...]:
    """ "CERD 2022", "UPR 2012 (Namibia)"."""
    own, year = language_now(), year_of(record)
    runs = [body_run(record.body, look="strong")] if record.body else []
    if year:
        runs.append(Run(f" {year}" if runs else str(year), own, "strong"))
    if len(record.states) == 1:
        runs.append(Run(f" ({country_name(record.states[0], own)})", own))
    elif record.states:
        count = ngettext("%(n)s State", "%(n)s States", len(record.states)) % {"n": Counted(len(record.states))}
        runs.append(Run(f" ({count})", own))
    return tuple(runs)


def _tail(candidate: Candidate) -> tuple[Run, ...]:
    """The State's position, and how often it was said."""
    own, record, said = language_now(), candidate.record, []
    if record.position and family_of(record) == "upr":
        said.append(position_words(record.position))
    if candidate.repeats:
        said.append(ngettext("made %(n)s time", "made %(n)s times", candidate.times) % {"n": Counted(candidate.times)})
    return (Run(" · ".join(said), own, "muted"),) if said else ()


def _codes(record: Recommendation, by: str) -> Sequence[str]:
    if by == "theme":
        return record.themes
    if by == "family":
        return [family_of(record)] if family_of(record) else []
    return record.groups


def _in_order(under: dict[str, list[Candidate]], by: str) -> list[str]:
    """In the order of the vocabulary; themes, which have none, in that of their first recommendation."""
    if by == "theme":
        return list(under)
    order = [NO_CODE, *terms.codes("groups" if by == "group" else "mechanisms")]
    return [code for code in order if code in under]


def _heading(by: str, code: str) -> Run:
    own = language_now()
    if code == NO_CODE:
        words = {"group": _("Racial discrimination and equality"), "theme": _("Other themes")}
        return Run(words.get(by, _("Other mechanisms")), own)
    if by == "theme":
        return Run(themes.label(code, own), own if own in themes.names().get(code, ()) else "en")
    return Run(terms.label("groups" if by == "group" else "mechanisms", code, own), own)
