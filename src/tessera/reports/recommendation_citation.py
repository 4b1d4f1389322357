"""What a citation says of one recommendation: who speaks, in which document, where."""

from __future__ import annotations

import re

from tessera.recommendations.models import Recommendation
from tessera.vocabulary import countries, mechanisms

from .citations import ILO, UN, Cited, document_address, ordinal

COUNCIL = "Human Rights Council"
PUBLISHERS = {"ilo": ILO, "regional": ""}
SYMBOLS = re.compile(r"\s*(?:[–;,]|\s-\s|-(?=[A-Z]+/))\s*")
NOTED = {"direct": "Direct request", "observation": "Observation"}


def recommendation_cited(one: Recommendation, *, title: str = "", symbol: str = "", kept_at: str = "") -> Cited:
    """`title` and `symbol` are as a source prints them, where it prints more than the record holds: the symbols of a
    joint document, the title of a comment that stands in no document."""
    document = one.document
    symbols = tuple(SYMBOLS.split(symbol)) if symbol else (document.symbol,) if document else ()
    family = mechanisms.body(one.body).family if one.body else ""
    day = one.date or (document.date if document else None)
    year = one.year or (day.year if day else None)
    printed = title or (document.title if document else "")
    return Cited(
        authors=_authors(one, family, symbols),
        title=_comment(one, printed, year) if family == "ilo" else printed or _title(one, family, symbols),
        symbols=symbols,
        paragraph=one.paragraph,
        day=day,
        year=year,
        address=document_address(symbols[0]) if symbols else "",
        kept_at=kept_at,
        published=PUBLISHERS.get(family, UN) or mechanisms.body(one.body).name,
        key=" ".join(filter(None, (*symbols, one.paragraph))) or f"{one.body} {'-'.join(one.countries)} {one.pk}",
    )


def _authors(one: Recommendation, family: str, symbols: tuple[str, ...]) -> tuple[str, ...]:
    """Who speaks; of a joint document all whose symbols it bears."""
    if len(symbols) > 1:
        starts = {body.symbol: body.name for body in mechanisms.bodies().values() if body.symbol}
        found = [name for s in symbols for start, name in starts.items() if s.startswith(f"{start}/")]
        if len(set(found)) > 1:
            return tuple(dict.fromkeys(found))
    if family in ("upr", "special-procedure") and symbols:
        return (COUNCIL,) if symbols[0].startswith("A/HRC/") else (mechanisms.body(one.body).name,)
    if family == "upr":
        return (COUNCIL,)
    return (mechanisms.body(one.body).name,) if one.body else ()


def _title(one: Recommendation, family: str, symbols: tuple[str, ...]) -> str:
    """What the document would be called, where no source says."""
    places = _countries(one)
    after = f": {places}" if places else ""
    if family == "upr" and symbols:
        return f"Report of the Working Group on the Universal Periodic Review{after}"
    if family == "upr":
        session = f", {ordinal(int(one.session))} session of the Working Group" if one.session.isdecimal() else ""
        made = f", recommendation by {', '.join(one.states_printed)}" if one.states_printed else ""
        return f"Universal Periodic Review{' of ' + places if places else ''}{session}{made}"
    if family == "treaty-body":
        return f"Concluding observations on {places}" if places else "General recommendation"
    if family == "special-procedure":
        return f"Report of the {mechanisms.body(one.body).name}{after}"
    return f"{_plain_kind(one.kind)}{after}"


def _comment(one: Recommendation, printed: str, year: int | None) -> str:
    """A comment as the ILO cites it: adopted in one year, published at the session of the Conference of the next."""
    said = f"{one.heading} {printed}".casefold()
    kind = next((name for start, name in NOTED.items() if start in said), "Comment")
    adopted = f", adopted {year}" if year else ""
    session = f", published {ordinal(int(one.session))} ILC session ({year + 1})" if _published(one, year) else ""
    convention = f": {printed}" if printed else ""
    places = f" – {_countries(one)}" if one.countries else ""
    return f"{kind} ({mechanisms.body(one.body).short}){adopted}{session}{convention}{places}"


def _published(one: Recommendation, year: int | None) -> bool:
    return bool(year) and one.session.isdecimal()


def _countries(one: Recommendation) -> str:
    return ", ".join(countries.country_name(code) for code in one.countries)


def _plain_kind(kind: str) -> str:
    return kind.replace("-", " ").capitalize()
