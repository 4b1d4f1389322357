"""Tells a pack: what stands in it and why, in the order that suits its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from tessera.recommendations.models import Pack, Recommendation
from tessera.recommendations.selectors.choosing import Candidate, family_of, year_of
from tessera.recommendations.selectors.packs import thawed
from tessera.reports.briefs.citing import UrlOf
from tessera.reports.briefs.quoting import sections_of
from tessera.reports.briefs.telling import counted
from tessera.reports.localised import DJANGO, day_words, is_mirrored, language_now, listed
from tessera.vocabulary import mechanisms, readers, terms, themes
from tessera.vocabulary.countries import country_name

from .document import PackTold


def pack_told(pack: Pack, rows: Sequence[dict[str, Any]], *, url_of: UrlOf) -> PackTold:
    """The pack with these frozen rows in its own language."""
    kind = readers.reader(pack.readers)
    records = sorted(thawed(rows), key=lambda r: (family_of(r) not in kind.families, -year_of(r)))
    with override(DJANGO.get(pack.language, pack.language)):
        chosen = [Candidate(record) for record in records]
        return PackTold(
            language=pack.language,
            mirrored=is_mirrored(pack.language),
            title=pack.title,
            facts=tuple(_facts(pack, len(records), pack.made_at.date())),
            note=pack.note,
            about=kind.about.in_language(pack.language),
            use_heading=_("What it is good for"),
            use=(*(one.in_language(pack.language) for one in kind.use), *_gaps(kind, records)),
            sections=sections_of(
                chosen,
                by=kind.by,
                url_of=url_of,
                group=pack.group,
                longest=None,
                named=not pack.country,
                first=kind.families,
            ),
            words=_words(),
            records=tuple(records),
        )


def scope_words(pack: Pack) -> str:
    """What a pack is about: "Brazil · Roma · 2010–2020"."""
    own = pack.language
    years = "–".join(str(year) for year in dict.fromkeys((pack.first_year, pack.last_year)) if year)
    said = [
        country_name(pack.country, own) if pack.country else "",
        terms.label("groups", pack.group, own) if pack.group else "",
        themes.label(pack.theme, own) if pack.theme else "",
        mechanisms.body(pack.mechanism).name_in(own) if pack.mechanism else "",
        years,
    ]
    return " · ".join(one for one in said if one)


def _facts(pack: Pack, number: int, made: date) -> Iterator[tuple[str, str]]:
    yield _("About"), scope_words(pack)
    yield _("For"), readers.reader(pack.readers).label.in_language(pack.language)
    yield _("Holds"), counted(number)
    yield _("As of"), day_words(made)


def _gaps(kind: readers.Reader, records: Sequence[Recommendation]) -> Iterator[str]:
    """Groups that nothing here names, for those who look for what is missing."""
    if not kind.gaps:
        return
    own = [code for code in terms.codes("groups") if code != "other"]
    named = {code for record in records for code in record.groups}
    if missing := [terms.label("groups", code, language_now()) for code in own if code not in named]:
        yield _("No recommendation here names: %(groups)s. That says nothing about their situation.") % {
            "groups": listed(missing)
        }


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "note": _("Covering note"),
        "unofficial": _("Made with Tessera; not an official United Nations document. Texts are as they were made."),
        "page": _("Page %(n)s of %(total)s"),
        "search": _("Search in this file"),
        "shown": _("Shown:"),
        "mechanism": _("Mechanism"),
        "all": _("All"),
    }
