"""What is said of a passage of a reviewed document, and where it stands, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.desk_review.models import Passage, Said
from tessera.web.recommendation_words import guidance_words, term_words

FAMILIES = {
    "relevant": gettext_lazy("Of the field or not"),
    "groups": gettext_lazy("Groups concerned"),
    "how": gettext_lazy("How they are addressed"),
    "intersections": gettext_lazy("Also concerns"),
    "voice": gettext_lazy("Who speaks"),
    "euphemism": gettext_lazy("Speaks around a minority"),
    "guidance": gettext_lazy("Guidance Note"),
}
VOICES = {
    "un": gettext_lazy("United Nations"),
    "government": gettext_lazy("Government"),
    "civil-society": gettext_lazy("Civil society"),
}


def code_words(family: str, codes: Iterable[str]) -> str:
    return ", ".join(term_words(family, code) for code in codes)


def reading_words(reading: Passage | Said) -> str:
    """A reading in a line: the groups, and how they are addressed."""
    if not reading.relevant:
        return _("Not of the field")
    groups, how = code_words("groups", reading.groups), code_words("how", reading.how)
    return f"{groups} · {how}" if groups else how


def label_words(family: str, code: str) -> str:
    """What a code of a codebook is called."""
    if family == "relevant":
        return _("Of the field")
    if family == "euphemism":
        return _("Speaks around a minority")
    if family == "voice":
        return str(VOICES.get(code, code))
    return guidance_words(code) if family == "guidance" else term_words(family, code)


def family_words(reading: Passage | Said | None, family: str) -> str:
    """What a reading says in one family of codes; a dash for nothing."""
    if family == "relevant":
        return _("Of the field") if reading is not None and reading.relevant else _("Not of the field")
    if reading is None:
        return "–"
    if family == "euphemism":
        given = reading.euphemisms if isinstance(reading, Passage) else reading.euphemism
        return _("Yes") if given else "–"
    if family == "voice":
        return str(VOICES.get(reading.voice, "–"))
    codes = [str(code) for code in getattr(reading, family)] if reading.relevant else []
    if family == "guidance":
        return ", ".join(codes) or "–"
    return code_words(family, codes) or "–"


def all_words(reading: Passage | Said | None) -> str:
    """A reading with all its families in a line."""
    if reading is None:
        return _("Not of the field")
    more = [
        f"{FAMILIES[family]}: {words}"
        for family in ("intersections", "voice", "euphemism", "guidance")
        if (words := family_words(reading, family)) != "–"
    ]
    return " · ".join([reading_words(reading), *more])


def place_words(passage: Passage) -> str:
    """12. · p. 7"""
    page = _("p. %(number)s") % {"number": passage.page} if passage.page else ""
    return " · ".join(part for part in (passage.number, page) if part) or str(passage.position + 1)
