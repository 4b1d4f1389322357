"""What a document's adapter read, as records like those of any other source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .read_records import RawRecord, ReadRecord, State, encode
from .records import Extraction


def document_records(found: Extraction) -> Iterator[RawRecord]:
    """A record for each recommendation; its key is the document and the paragraph, told apart where one comes twice.

    Remarks on the whole document are told with the first.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for place, one in enumerate(found.recommendations):
        own = one.document or found.document
        document = own.symbol or f"{own.country}:{own.cycle or ''}:{own.title}"
        document += f" ({own.language})" if own.language not in ("", "en") else ""  # editions share their symbol
        seen[document, one.paragraph] += 1
        times = seen[document, one.paragraph]
        record = ReadRecord(
            text=one.text,
            language=own.language,
            kind=one.kind,
            body=own.mechanism,
            symbol=own.symbol,
            title=own.title,
            paragraph=one.paragraph,
            heading=one.heading,
            page=one.page,
            countries=one.countries or ((own.country,) if own.country else ()),
            addressees=one.addressees,
            states=tuple(State(s.iso3 or "", s.printed) for s in one.recommending_states),
            position=one.position,
            date=own.date,
            year=int(own.date[:4]) if own.date else own.year,
            cycle=own.cycle,
            session=own.session,
            themes=one.themes,
            persons=one.affected_persons,
            goals=one.sdgs,
            points_to=one.points_to,
            remarks=() if place else tuple(str(remark) for remark in found.remarks),
        )
        key = f"{document}#{one.paragraph}" + (f"#{times}" if times > 1 else "")
        yield RawRecord(key, encode(record), place, scope=document)
