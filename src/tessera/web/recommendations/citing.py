"""How to cite a recommendation: on its page, and as files for reference managers."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.record import attestations_of, recommendation_get
from tessera.recommendations.services.retelling import attestation_read
from tessera.reports.citations import Cited, cite_apa, cite_bibtex, cite_chicago, cite_ris, cite_un
from tessera.reports.recommendation_citation import recommendation_cited

from .provenance import Attested, attested

STYLES = {"un": cite_un, "apa": cite_apa, "chicago": cite_chicago}
FILES = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems", "txt": "text/plain"}


def citations_shown(request: HttpRequest, record: Recommendation, sources: Sequence[Attested]) -> list[tuple[str, str]]:
    """Names of styles and what they make of the recommendation."""
    one = cited(request, record, sources)
    names = {"un": _("United Nations"), "apa": "APA", "chicago": "Chicago"}
    return [(str(names[code]), cite(one)) for code, cite in STYLES.items()]


def citation_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The citation as .bib, .ris or .txt (all three styles, a line each)."""
    record = recommendation_get(request.user, pk)
    if record is None or form not in FILES:
        raise Http404(_("There is no such file that you may see."))
    sources = [attested(one, attestation_read(one)) for one in attestations_of(record)]
    one = cited(request, record, sources)
    made = {"bib": cite_bibtex, "ris": cite_ris, "txt": _text}[form](one)
    response = HttpResponse(made, content_type=f"{FILES[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="recommendation-{pk}.{form}"'
    return response


def cited(request: HttpRequest, record: Recommendation, sources: Sequence[Attested]) -> Cited:
    """The recommendation as it is cited, with the address of its page."""
    kept_at = request.build_absolute_uri(reverse("web:recommendation", args=[record.pk]))
    title = "" if record.document else next((one.read.title for one in sources if one.read and one.read.title), "")
    return recommendation_cited(record, title=title, symbol=printed_symbol(record, sources), kept_at=kept_at)


def printed_symbol(record: Recommendation, sources: Sequence[Attested]) -> str:
    """The symbol as the source prints it that prints most: both of a joint document, that of an addendum."""
    own = record.document.symbol if record.document else ""
    printed = [one.read.symbol for one in sources if one.read and one.read.symbol]
    return max((p for p in printed if p.upper().startswith(own)), key=len, default=own)


def _text(one: Cited) -> str:
    return "".join(f"{cite(one)}\n" for cite in STYLES.values())
