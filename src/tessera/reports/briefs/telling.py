"""The key messages of a brief: counts in plain sentences, without judgement and without ranking."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.briefing import Briefing
from tessera.recommendations.selectors.choosing import family_of
from tessera.reports.localised import Counted, day_words, language_now, listed, number_words
from tessera.vocabulary import terms

from .citing import UrlOf, body_run, cited
from .document import Note, Paragraph, Run

GROUPS_NAMED = 3


def messages(facts: Briefing, *, url_of: UrlOf) -> Iterator[Paragraph]:
    """The sentences that have something to say."""
    yield _said(_totals(facts))
    if not facts.focus.total:
        return
    if words := _groups(facts):
        yield _said(words)
    yield _said(_mechanisms(facts))
    if newest := _newest(facts):
        yield newest
    if words := _positions(facts):
        yield _said(words)
    if repeated := _repeated(facts, url_of):
        yield repeated


def counted(number: int) -> str:
    """12 recommendations."""
    return ngettext("%(n)s recommendation", "%(n)s recommendations", number) % {"n": Counted(number)}


def years_words(facts: Briefing) -> str:
    """The years of the recommendations in focus: "2008–2022", or one year."""
    years = [year for year, _count in facts.focus.years]
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def _said(words: str) -> Paragraph:
    return Paragraph((Run(words, language_now()),))


def _totals(facts: Briefing) -> str:
    if not facts.total:
        return _("Tessera holds no recommendation to this country yet.")
    about = facts.focus.total
    if facts.group:
        what = terms.label("groups", facts.group, language_now())
        said = ngettext(
            "%(n)s of the %(total)s recommendations to this country in Tessera concerns: %(group)s.",
            "%(n)s of the %(total)s recommendations to this country in Tessera concern: %(group)s.",
            about,
        )
        return said % {"n": Counted(about), "total": number_words(facts.total), "group": what}
    said = ngettext(
        "%(n)s of the %(total)s recommendations to this country in Tessera concerns minorities, indigenous peoples, "
        "migrants, refugees or racial discrimination.",
        "%(n)s of the %(total)s recommendations to this country in Tessera concern minorities, indigenous peoples, "
        "migrants, refugees or racial discrimination.",
        about,
    )
    return said % {"n": Counted(about), "total": number_words(facts.total)}


def _groups(facts: Briefing) -> str:
    rows = facts.focus.of("group")
    if facts.group or not rows:
        return ""
    own = language_now()
    named = [f"{terms.label('groups', code, own)} ({number_words(n)})" for code, n in rows[:GROUPS_NAMED]]
    if len(rows) <= GROUPS_NAMED:
        return _("They concern: %(groups)s. One recommendation may concern several groups.") % {"groups": listed(named)}
    said = _("Most often named: %(groups)s. One recommendation may concern several groups.")
    return said % {"groups": listed(named)}


def _mechanisms(facts: Briefing) -> str:
    rows = facts.focus.of("mechanism")
    named = [f"{body_run(code).text} ({number_words(n)})" for code, n in rows[:5]]
    if left := len(rows) - len(named):
        named.append(ngettext("%(n)s other mechanism", "%(n)s other mechanisms", left) % {"n": Counted(left)})
    return _("They were made by: %(mechanisms)s.") % {"mechanisms": listed(named)}


def _newest(facts: Briefing) -> Paragraph | None:
    """The newest document of them all, with its symbol in the footnote."""
    record = next((r for r in facts.focus.latest if r.document and r.date), None)
    if record is None or record.document is None:
        return None
    own, number = language_now(), facts.focus.count("document", record.document.symbol)
    if not number:
        return None
    said = ngettext(
        "The newest is %(n)s recommendation of %(day)s by: ",
        "The newest are %(n)s recommendations of %(day)s by: ",
        number,
    ) % {"n": Counted(number), "day": day_words(record.date)}
    runs = (Run(said, own), body_run(record.body, full=True), Run(".", own))
    return Paragraph(runs, Note((Run(_document_words(record), own),)))


def _document_words(record: Recommendation) -> str:
    """A document's symbol and session."""
    symbol = record.document.symbol if record.document else ""
    if record.session:
        return _("%(symbol)s (session %(session)s).") % {"symbol": symbol, "session": record.session}
    return f"{symbol}."


def _positions(facts: Briefing) -> str:
    """The State's answers in its latest UPR cycle, out of how many."""
    cycles = [c for c, rows in facts.focus.positions.items() if any(code != "pending" for code in rows)]
    if not cycles:
        return ""
    latest = max(cycles, key=int)
    rows, total = facts.focus.positions[latest], upr_total(facts, latest)
    supported = rows.get("supported", 0)
    said = ngettext(
        "In cycle %(cycle)s of the Universal Periodic Review the State supported %(supported)s of %(n)s such "
        "recommendation (%(percent)s%%).",
        "In cycle %(cycle)s of the Universal Periodic Review the State supported %(supported)s of %(n)s such "
        "recommendations (%(percent)s%%).",
        total,
    )
    return said % {
        "cycle": latest,
        "supported": number_words(supported),
        "n": Counted(total),
        "percent": round(100 * supported / total) if total else 0,
    }


def upr_total(facts: Briefing, cycle: str) -> int:
    """All recommendations of a UPR cycle in focus, whatever became of them."""
    return facts.focus.crossed.get(("cycle", "family"), {}).get(cycle, {}).get("upr", 0)


def _repeated(facts: Briefing, url_of: UrlOf) -> Paragraph | None:
    """What was said most often in nearly the same words."""
    repeated = [one for one in facts.candidates if one.repeats]
    if not repeated:
        return None
    own, most = language_now(), max(repeated, key=lambda one: (one.times, -one.record.pk))
    said = ngettext(
        "%(n)s demand was made more than once in nearly the same words; one of them %(times)s times.",
        "%(n)s demands were made more than once in nearly the same words; one of them %(times)s times.",
        len(repeated),
    ) % {"n": Counted(len(repeated)), "times": number_words(most.times)}
    if not facts.all_seen:
        looked = sum(one.times for one in facts.candidates)
        said += " " + _("(Of the newest %(n)s.)") % {"n": counted(looked)}
    bodies = listed(dict.fromkeys(body_run(r.body).text for r in (most.record, *most.repeats) if r.body))
    runs = [Run(f"{bodies}: ", own)] if bodies else []
    for place, record in enumerate((most.record, *most.repeats)[:4]):
        runs += [Run("; ", own)] if place else []
        runs.append(Run(cited(record), own, url=url_of(record)))
    left = most.times - 4
    runs.append(Run("; " + _("and %(n)s more.") % {"n": left} if left > 0 else ".", own))
    return Paragraph((Run(said, own),), Note(tuple(runs)))


def families_of(facts: Briefing) -> list[str]:
    """The families of mechanisms that occur, in the order of the vocabulary."""
    seen = {code for code, _count in facts.focus.of("family")} | {family_of(r) for r in facts.focus.latest} - {""}
    return [code for code in terms.codes("mechanisms") if code in seen]
