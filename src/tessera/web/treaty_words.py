"""Treaties, and what countries did about them, in the reader's words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tessera.recommendations.models import TreatyStatus
from tessera.recommendations.selectors.promoting import Ask
from tessera.recommendations.selectors.ratifications import NO_DATA, NOT_APPLICABLE, AsOf, Standing
from tessera.vocabulary import treaties
from tessera.vocabulary.treaties import Treaty

from .formats import day_words

STATUSES: dict[str, str | Promise] = {
    **dict(TreatyStatus.Status.choices),
    NO_DATA: gettext_lazy("No data"),
    NOT_APPLICABLE: gettext_lazy("Not bound by the treaty"),
}
PROCEDURES: dict[str, str | Promise] = {"party": pgettext_lazy("a procedure", "Accepted")}
KINDS = {
    "treaty": gettext_lazy("Treaty"),
    "protocol": gettext_lazy("Protocol"),
    "declaration": gettext_lazy("Declaration"),
    "procedure": gettext_lazy("Procedure"),
}
ACCEPTS = {
    "complaints": gettext_lazy("individual complaints"),
    "inquiry": gettext_lazy("inquiries"),
    "inter-state": gettext_lazy("complaints between States"),
}
ACTS = {
    "ratify": gettext_lazy("to ratify"),
    "accede": gettext_lazy("to accede"),
    "sign": gettext_lazy("to sign"),
    "withdraw-reservation": gettext_lazy("to withdraw or review reservations"),
    "accept-complaints": gettext_lazy("to accept complaints"),
}
CONSIDERED = {
    "ratify": gettext_lazy("to consider ratifying"),
    "accede": gettext_lazy("to consider acceding"),
    "sign": gettext_lazy("to consider signing"),
    "withdraw-reservation": gettext_lazy("to consider withdrawing or reviewing reservations"),
    "accept-complaints": gettext_lazy("to consider accepting complaints"),
}


def treaty_label(one: Treaty) -> str:
    return one.label.in_language(get_language() or "en")


def family_label(code: str) -> str:
    return treaties.families()[code].in_language(get_language() or "en")


def status_words(standing: Standing) -> str:
    """The status; of procedures that declarations accept, that it is accepted."""
    if standing.treaty.is_procedure and standing.status in PROCEDURES:
        return str(PROCEDURES[standing.status])
    return str(STATUSES[standing.status])


def act_words(one: Ask) -> str:
    """What a recommendation asks, and whether only to consider it."""
    return str((CONSIDERED if one.asked.considered else ACTS)[one.asked.act])


def as_of_words(known: AsOf) -> str:
    """How old what is shown is, in one sentence; nothing where nothing is shown."""
    if known.read_on is None:
        return ""
    read = day_words(known.read_on)
    if known.day:
        return _("As of %(day)s; read on %(read)s.") % {"day": day_words(known.day), "read": read}
    if known.year:
        said = _(
            "The lists do not say for which day they speak; the newest year in them is %(year)s. Read on %(read)s."
        )
        return said % {"year": known.year, "read": read}
    return _("The lists do not say for which day they speak. Read on %(read)s.") % {"read": read}
