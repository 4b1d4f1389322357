"""The few words that every written document has beside its own."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from tessera.reports.localised import DJANGO


def frame_words(language: str) -> dict[str, str]:
    """ "page" keeps the places %(n)s and %(total)s."""
    with override(DJANGO.get(language, language)):
        return {"contents": _("Contents"), "page": _("Page %(n)s of %(total)s")}
