"""The reports that `tessera report` can make, each with what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from tessera.coordination.selectors.plan_reviews import plan_reviews_listed
from tessera.coordination.selectors.readership import NETWORK, PUBLIC
from tessera.network.models.audience import OPERATOR
from tessera.plans.selectors.plans import plan_get
from tessera.recommendations.models import Pack, Recommendation
from tessera.recommendations.selectors.finding import filter_value
from tessera.recommendations.selectors.packs import Scope
from tessera.recommendations.services.packs import scope_frozen
from tessera.vocabulary import readers
from tessera.vocabulary.texts import LANGUAGES

from .briefs.making import Wanted, brief_told
from .briefs.setting import brief_pdf
from .briefs.word import brief_docx
from .desk_reviews import making as desk_reviews
from .desk_reviews.choosing import documents_asked
from .network_documents.finding import annual_report_of, group_update_of, network_brief_of
from .packs.formats import FORMATS
from .packs.telling import pack_told, scope_words
from .plan_reviews.making import FORMATS as REVIEW_FORMATS
from .plan_reviews.making import review_written
from .written import FORMS as WRITTEN_FORMS

WRITTEN = tuple(WRITTEN_FORMS)

DESK_REVIEW = ("document", "country", "kind", "region", "year", "by")


class NotMade(ValueError):
    """The report cannot be made as asked; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as typed."""

    form: str
    plan: str | None = None
    country: str | None = None
    group: str | None = None
    theme: str | None = None
    mechanism: str | None = None
    year: str | None = None
    since: str | None = None
    lang: str = "en"
    readers: str = "country-team"
    document: tuple[str, ...] = ()
    kind: str | None = None
    region: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`takes` are the options that mean something for it."""

    name: str
    title: str
    formats: tuple[str, ...]
    takes: tuple[str, ...]
    make: Callable[[Asked], bytes]


def reports_offered() -> dict[str, Report]:
    """All reports by name."""
    scope = ("country", "group", "theme", "mechanism", "year")
    return {
        one.name: one
        for one in (
            Report("country-brief", "Two footnoted pages on a country", ("docx", "pdf"), ("country", "group"), _brief),
            Report(
                "plan-review",
                "A mid-term, final or other review of a plan",
                tuple(REVIEW_FORMATS),
                ("plan", "year"),
                _review,
            ),
            Report(
                "desk-review", "What reviewed country documents say", desk_reviews.FORMATS, DESK_REVIEW, _desk_review
            ),
            Report("pack", "Recommendations to hand on, for readers of a kind", tuple(FORMATS), scope, _pack),
            Report("annual-report", "The Network's report of a plan's year", WRITTEN, ("plan", "year"), _annual),
            Report("network-brief", "The Network and its plan on one page", WRITTEN, ("plan",), _network),
            Report("group-update", "What a working group did since a day", WRITTEN, ("group", "since"), _group),
        )
    }


def report_made(report: Report, asked: Asked) -> bytes:
    """The file. Raises a ValueError whose message is one sentence."""
    if asked.lang not in LANGUAGES:
        raise NotMade(f"There is no language “{asked.lang}”; known are {', '.join(LANGUAGES)}.")
    if asked.readers not in readers.readers():
        raise NotMade(f"There are no readers “{asked.readers}”; known are {', '.join(readers.readers())}.")
    return report.make(asked)


def _brief(asked: Asked) -> bytes:
    if not asked.country:
        raise NotMade("Say which country with --country.")
    country = filter_value("country", asked.country)
    group = filter_value("group", asked.group) if asked.group else ""
    wanted = Wanted(country, language=asked.lang, readers=asked.readers, group=group)
    told = brief_told(OPERATOR, wanted, url=_address(f"countries/{country}/"), url_of=_url_of)
    return {"docx": brief_docx, "pdf": brief_pdf}[asked.form](told.brief)


def _review(asked: Asked) -> bytes:
    """The latest review of the plan, or the latest as of a day in the year."""
    if not asked.plan:
        raise NotMade("Say which plan with --plan.")
    plan = plan_get(OPERATOR, asked.plan)
    if plan is None:
        raise NotMade(f"There is no plan “{asked.plan}”.")
    reviews = plan_reviews_listed(OPERATOR, plan)
    first, last = _years(asked.year)
    review = (reviews.filter(as_of__year__gte=first, as_of__year__lte=last) if first else reviews).first()
    if review is None:
        raise NotMade(f"{plan.code} has no review" + (f" as of a day in {asked.year}." if asked.year else "."))
    return REVIEW_FORMATS[asked.form](
        review_written(review, OPERATOR, language=asked.lang, root=_address("").rstrip("/"))
    )


def _desk_review(asked: Asked) -> bytes:
    first, last = _years(asked.year)
    documents, by = documents_asked(
        OPERATOR,
        pks=asked.document,
        by=asked.by or "",
        country=asked.country or "",
        kind=asked.kind or "",
        region=asked.region or "",
        first_year=first,
        last_year=last,
    )
    return desk_reviews.report_file(OPERATOR, documents, form=asked.form, language=asked.lang, by=by)


def _pack(asked: Asked) -> bytes:
    values = {
        name: filter_value(name, given)
        for name in ("country", "group", "theme", "mechanism")
        if (given := getattr(asked, name))
    }
    first, last = _years(asked.year)
    scope = Scope(**values, first_year=first, last_year=last)
    rows, _total = scope_frozen(OPERATOR, scope, audience="network")
    pack = Pack(**values, first_year=first, last_year=last, language=asked.lang, readers=asked.readers)
    pack.made_at, pack.title = timezone.now(), scope_words(pack)
    return FORMATS[asked.form](pack_told(pack, rows, url_of=_url_of))


def _annual(asked: Asked) -> bytes:
    told = annual_report_of(asked.plan, asked.year, readers=_readers(asked), language=asked.lang)
    return WRITTEN_FORMS[asked.form](told)


def _network(asked: Asked) -> bytes:
    return WRITTEN_FORMS[asked.form](network_brief_of(asked.plan, readers=_readers(asked), language=asked.lang))


def _group(asked: Asked) -> bytes:
    told = group_update_of(asked.group, asked.since, readers=_readers(asked), language=asked.lang)
    return WRITTEN_FORMS[asked.form](told)


def _readers(asked: Asked) -> str:
    """Country teams belong to the Network; whoever else it is made for gets what everybody may read."""
    return NETWORK if asked.readers == "country-team" else PUBLIC


def _years(said: str | None) -> tuple[int | None, int | None]:
    if not said:
        return None, None
    first, _dash, last = said.partition("-")
    if not first.strip().isdecimal() or (last and not last.strip().isdecimal()):
        raise NotMade(f"“{said}” is no year; give one such as 2017, or two such as 2014-2017.")
    return int(first), int(last or first)


def _url_of(record: Recommendation) -> str:
    return _address(f"recommendations/{record.pk}/")


def _address(path: str) -> str:
    """Where the page is, as far as the machine knows its own name."""
    return f"{settings.ENVIRONMENT.public_url}/{path}"
