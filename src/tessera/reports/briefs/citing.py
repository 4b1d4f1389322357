"""How a recommendation is cited in a footnote: symbol and paragraph as printed, who made it, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.choosing import Candidate, family_of, year_of
from tessera.reports.localised import day_words, language_now, listed
from tessera.vocabulary import mechanisms, terms
from tessera.vocabulary.countries import country_name

from .document import Note, Run

UrlOf = Callable[[Recommendation], str]
MOST_STATES, MOST_REPEATS = 3, 4


def position_words(code: str) -> str:
    """A State's answer to a UPR recommendation, in words; "noted" is never called rejected."""
    return {
        "supported": _("supported"),
        "partly-supported": _("partly supported"),
        "noted": _("noted"),
        "not-supported": _("did not enjoy support"),
        "pending": _("answer pending"),
        "implemented": _("said to be implemented already"),
    }.get(code, code.replace("-", " "))


def body_run(code: str, *, look: str = "", full: bool = False) -> Run:
    """A mechanism's name in the reader's language where it has one there, else in English."""
    own = language_now()
    if code == "upr":
        return Run(terms.label("mechanisms", "upr", own) if full else _("UPR"), own, look)
    body = mechanisms.body(code)
    words = body.name_in(own) if full else body.short_in(own)
    named = own in (body.names or ()) or words.isupper()
    return Run(words, own if named else "en", look)


def cited(record: Recommendation) -> str:
    """ "A/HRC/21/11, para. 119.56"; where a source gives neither, what is known of where it was made."""
    symbol = record.document.symbol if record.document else ""
    if symbol and record.paragraph:
        return _("%(symbol)s, para. %(paragraph)s") % {"symbol": symbol, "paragraph": record.paragraph}
    if symbol:
        return symbol
    known = [_reviewed(record), record.session and _("session %(number)s") % {"number": record.session}]
    known.append(str(year_of(record) or ""))
    return ", ".join(part for part in known if part) or _("no document known")


def _reviewed(record: Recommendation) -> str:
    """Which State's review it is of, where no symbol tells."""
    if family_of(record) != "upr" or not record.countries:
        return ""
    return _("review of %(country)s") % {"country": country_name(record.countries[0], language_now())}


def states_words(record: Recommendation) -> str:
    """The States that made it, by name; of many, the first and how many more."""
    names = [country_name(code, language_now()) for code in record.states]
    if len(names) > MOST_STATES:
        more = _("%(n)s more") % {"n": len(names) - MOST_STATES + 1}
        names = [*names[: MOST_STATES - 1], more]
    return listed(names) if names else ""


def note_of(candidate: Candidate, *, url_of: UrlOf) -> Note:
    """The footnote of a quotation: mechanism, symbol and paragraph, day or year, recommending States, repetitions."""
    own, record = language_now(), candidate.record
    runs = [body_run(record.body, full=record.body != "upr"), Run(", ", own)] if record.body else []
    runs.append(Run(cited(record), own, url=url_of(record)))
    if made := _made(record):
        runs.append(Run(f" ({made})", own))
    if len(record.states) > 1:
        states = states_words(record)
        runs.append(Run(". " + _("Recommended by: %(states)s") % {"states": states}, own))
    runs.append(Run(".", own))
    if candidate.repeats:
        runs += _repeats(candidate.repeats, url_of)
    return Note(tuple(runs))


def _made(record: Recommendation) -> str:
    """The day of a document; of a UPR review the year, which is how reviews are known."""
    if record.document is None:
        return ""
    if record.date and family_of(record) != "upr":
        return day_words(record.date)
    return str(year_of(record) or "")


def _repeats(repeats: Sequence[Recommendation], url_of: UrlOf) -> list[Run]:
    own = language_now()
    runs = [Run(" " + _("In nearly the same words:") + " ", own)]
    for place, record in enumerate(repeats[:MOST_REPEATS]):
        runs.append(Run("; " if place else "", own))
        runs.append(Run(cited(record), own, url=url_of(record)))
    left = len(repeats) - MOST_REPEATS
    runs.append(Run("; " + _("and %(n)s more.") % {"n": left} if left > 0 else ".", own))
    return runs
